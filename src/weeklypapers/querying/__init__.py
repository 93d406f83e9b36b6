"""Questions to a list of papers: selecting, comparing, and when a paper was listed."""
