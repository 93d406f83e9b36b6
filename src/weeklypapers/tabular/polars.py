"""DataFrames of Polars. The only module that imports Polars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weeklypapers.model.errors import needs_extra

try:
    import polars as pl
except ImportError as _error:
    raise needs_extra("to_polars()", "polars", "polars") from _error

from weeklypapers.tabular import arrow  # behind it, so that who has neither is told of both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.model.paper import Paper

__all__ = ["frame"]


def frame(papers: Iterable[Paper]) -> pl.DataFrame:
    """The papers as a DataFrame."""
    return pl.DataFrame(arrow.table(papers))
