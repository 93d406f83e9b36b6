"""The network: records of papers from arXiv, through a cache, or from a saved file.

None of the optional dependencies is imported before a client is opened.
"""

from __future__ import annotations

from weeklypapers.arxiv.client import ArxivClient

__all__ = ["ArxivClient"]
