"""DataFrames of Polars. The only module that imports Polars."""

from __future__ import annotations

from collections.abc import Iterable

from weeklypapers.model.errors import needs_extra
from weeklypapers.model.paper import Paper

try:
    from polars import DataFrame
except ImportError as _error:
    raise needs_extra("to_polars()", "polars", "polars") from _error

from weeklypapers.formats import arrow  # after Polars, since its extra also installs pyarrow

__all__ = ["DataFrame", "frame"]


def frame(papers: Iterable[Paper], *, flat: bool = False) -> DataFrame:
    """Return papers as a DataFrame.

    Args:
        papers: The papers.
        flat: True for a frame without nested columns.
    """
    return DataFrame(arrow.flat_table(papers) if flat else arrow.table(papers))
