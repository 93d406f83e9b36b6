"""The network: records of papers from arXiv, through a cache, or from a saved file.

No optional dependency is imported before a client is opened.
"""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = ["client", "enriching", "progress", "snapshot"]

if TYPE_CHECKING:
    from weeklypapers.arxiv import client, enriching, progress, snapshot
else:
    __getattr__ = lazy_submodules(__name__, __all__)
