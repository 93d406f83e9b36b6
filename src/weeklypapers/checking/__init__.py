"""Check lists for problems, and fix them."""
