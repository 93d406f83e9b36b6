"""arXiv's API: the door to arXiv.

`ArxivClient` answers from a cache of records and asks arXiv for the rest. Below it, each optional
dependency has one module: `query` the packages arxiv and requests, `store` requests-cache, `slot`
filelock and `place` platformdirs. None of them is imported before a client is opened.
"""

from __future__ import annotations

from weeklypapers.arxiv.client import ArxivClient

__all__ = ["ArxivClient"]
