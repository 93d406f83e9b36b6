"""The rows of `benchmarks/speed.py`, by area."""
