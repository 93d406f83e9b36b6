"""Charts of a list. Only the module `altair` requires the extra "plot"."""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = ["altair", "counts"]

if TYPE_CHECKING:
    from weeklypapers.plotting import altair, counts
else:
    __getattr__ = lazy_submodules(__name__, __all__)
