"""Full-text search."""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = ["hits", "index"]

if TYPE_CHECKING:
    from weeklypapers.searching import hits, index
else:
    __getattr__ = lazy_submodules(__name__, __all__)
