"""The network: records of papers from arXiv, through a cache, or from a saved file.

No optional dependency is imported before a client is opened.
"""
