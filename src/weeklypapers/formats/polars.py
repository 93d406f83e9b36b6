"""DataFrames of Polars. The only module that imports Polars."""

from __future__ import annotations

from weeklypapers.model.errors import needs_extra

try:
    from polars import DataFrame
except ImportError as _error:
    raise needs_extra("to_polars()", "polars", "polars") from _error

from weeklypapers.formats import arrow  # after Polars, since its extra also installs pyarrow

__all__ = ["DataFrame", "frame"]


def frame(table: arrow.Table) -> DataFrame:
    """Return a table of papers as a DataFrame."""
    return DataFrame(table)
