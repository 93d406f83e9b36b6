"""Selecting, comparing and dating the papers of a list."""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = [
    "comparing",
    "conditions",
    "identifiers",
    "listed_values",
    "listings",
    "selecting",
    "timelines",
]

if TYPE_CHECKING:
    from weeklypapers.querying import (
        comparing,
        conditions,
        identifiers,
        listed_values,
        listings,
        selecting,
        timelines,
    )
else:
    __getattr__ = lazy_submodules(__name__, __all__)
