"""Charts of a list; `altair` is the module that needs the extra "plot"."""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = ["altair", "counts"]

if TYPE_CHECKING:
    from weeklypapers.plotting import altair, counts
else:
    __getattr__ = lazy_submodules(__name__, __all__)
