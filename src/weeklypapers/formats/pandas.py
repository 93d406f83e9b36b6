"""DataFrames of pandas. The only module that imports pandas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weeklypapers.model.errors import needs_extra
from weeklypapers.model.problems import Problem

try:
    from pandas import ArrowDtype, DataFrame, Int32Dtype, Series
except ImportError as _error:
    raise needs_extra("to_pandas()", "pandas", "pandas") from _error

from weeklypapers.formats import arrow  # after pandas, since its extra also installs pyarrow
from weeklypapers.formats.arrow import Schema

__all__ = ["DataFrame", "Schema", "frame", "problem_frame", "schema_of", "to_parquet"]

_PROBLEM_COLUMNS = ("file", "line", "column", "severity", "code", "message", "text")
_NUMBERS = ("line", "column")


def frame(table: arrow.Table) -> DataFrame:
    """Return a table of papers as a DataFrame with the usual types of pandas.

    Days and times are ``datetime64`` and categories are a Categorical, as required for comparison
    with text, resampling and plotting. Nested columns keep their Arrow types: in a column of
    objects, lists, structs and maps could not be distinguished. Numbers may be missing.
    """
    types: dict[Any, Any] = {kind: ArrowDtype(kind) for kind in arrow.nested_types()}
    types[arrow.NUMBER] = Int32Dtype()
    result: DataFrame = table.to_pandas(types_mapper=types.get, date_as_object=False)
    if "category" in result:
        result["category"] = _with_text_categories(result["category"], result.dtypes["title"])
    return result


def _with_text_categories(column: Series[Any], text: Any) -> Series[Any]:
    """Return a Categorical whose categories are text, even if there are none.

    Otherwise, pandas would concatenate no categories and those of another list as objects.
    """
    categories = column.cat.categories
    if len(categories):
        return column
    return column.cat.set_categories(categories.astype(text))


def problem_frame(problems: Iterable[Problem]) -> DataFrame:
    """Return problems as a DataFrame, with the types of text and numbers in a frame of papers."""
    listed = list(problems)
    text = frame(arrow.table(())).dtypes["title"]
    return DataFrame(
        {
            name: Series(
                [getattr(problem, name) for problem in listed],
                dtype=Int32Dtype() if name in _NUMBERS else text,
            )
            for name in _PROBLEM_COLUMNS
        }
    )


def schema_of(frame: DataFrame) -> Schema:
    """Return the schema for the Parquet files of a DataFrame.

    The columns of papers have their types in Arrow, and the types of others are inferred. pandas'
    own metadata is left out, since pandas can't read the types of nested columns in it.
    """
    schema = arrow.Table.from_pandas(frame, preserve_index=False).schema
    known = arrow.schema()
    for position, name in enumerate(schema.names):
        if name in known.names:
            schema = schema.set(position, known.field(name))
    return schema.with_metadata(known.metadata if "title" in schema.names else None)


def to_parquet(frame: DataFrame, schema: Schema) -> bytes:
    """Return a DataFrame as a Parquet file, without its index."""
    table = arrow.Table.from_pandas(frame, schema, preserve_index=False)
    return arrow.to_parquet(table.replace_schema_metadata(schema.metadata))
