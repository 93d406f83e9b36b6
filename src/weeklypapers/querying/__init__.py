"""Selecting, comparing and dating the papers of a list."""
