"""DataFrames of pandas. The only module that imports pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weeklypapers.model.errors import needs_extra

try:
    import pandas as pd
except ImportError as _error:
    raise needs_extra("to_pandas()", "pandas", "pandas") from _error

from weeklypapers.tabular import arrow  # behind it, so that who has neither is told of both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.model.paper import Paper

__all__ = ["frame"]


def frame(papers: Iterable[Paper]) -> pd.DataFrame:
    """The papers as a DataFrame, with the types that pandas is used with.

    Days and times are ``datetime64`` and categories a Categorical, since comparing with text,
    resampling and plotting need them. Nested columns stay Arrow's: pandas has no type for them,
    and objects would lose which is which.
    """
    types = {kind: pd.ArrowDtype(kind) for kind in arrow.nested_types()}
    table = arrow.table(papers)
    made: pd.DataFrame = table.to_pandas(types_mapper=types.get, date_as_object=False)
    return made
