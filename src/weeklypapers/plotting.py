"""Charts of a list. The only module that imports altair."""
