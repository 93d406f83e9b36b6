"""The values that a list is made of. No module here reads, writes or fetches."""
