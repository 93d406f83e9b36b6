"""Charts of a list. `altair`, the module that needs the extra "plot", is imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = ["altair"]

if TYPE_CHECKING:
    from weeklypapers.plotting import altair
else:

    def __getattr__(name: str) -> object:
        if name in __all__:
            return import_module(f"{__name__}.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
