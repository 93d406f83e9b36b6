"""Full-text search: what a query means, how papers are ranked for it, and what was found."""
