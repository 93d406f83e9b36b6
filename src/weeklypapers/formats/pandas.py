"""DataFrames of pandas. The only module that imports pandas."""

from __future__ import annotations

from typing import Any

from weeklypapers.model.errors import needs_extra

try:
    from pandas import ArrowDtype, DataFrame, Int32Dtype
except ImportError as _error:
    raise needs_extra("to_pandas()", "pandas", "pandas") from _error

from weeklypapers.formats import arrow  # after pandas, since its extra also installs pyarrow

__all__ = ["DataFrame", "frame"]


def frame(table: arrow.Table) -> DataFrame:
    """Return a table of papers as a DataFrame with the usual types of pandas.

    Days and times are ``datetime64`` and categories are a Categorical, as required for comparison
    with text, resampling and plotting. Nested columns keep their Arrow types: in a column of
    objects, lists, structs and maps could not be distinguished. Numbers may be missing.
    """
    types: dict[Any, Any] = {kind: ArrowDtype(kind) for kind in arrow.nested_types()}
    types[arrow.NUMBER] = Int32Dtype()
    result: DataFrame = table.to_pandas(types_mapper=types.get, date_as_object=False)
    return result
