"""Full-text search: queries, ranking, and the matches in each paper."""
