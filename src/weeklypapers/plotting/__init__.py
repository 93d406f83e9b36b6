"""Charts of a list. Only the modules `altair` and `drawing` require the extra "plot"."""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = ["altair", "counts", "drawing", "histograms", "periods", "rankings"]

if TYPE_CHECKING:
    from weeklypapers.plotting import altair, counts, drawing, histograms, periods, rankings
else:
    __getattr__ = lazy_submodules(__name__, __all__)
