"""Tables for other programs: Arrow, data frames, Parquet, and queries of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import weeklypapers as wp
from speed_rows.lists import LISTS, Generator, papers_of
from speed_rows.measuring import Pair, Row, Task, lazily

__all__ = ["ROWS"]

# Tables


def _table(papers: wp.Papers) -> Callable[[], pa.Table]:
    """Return a function that makes the table of papers from lists of Python values."""
    table = papers.to_arrow()
    columns = {name: table[name].to_pylist() for name in table.column_names}
    texts = columns.pop("category")
    schema = table.schema.remove(table.schema.get_field_index("category"))

    def make() -> pa.Table:
        ready = pa.table(columns, schema=schema)
        # pyarrow makes no dictionary of texts in a list, as the schema has for categories.
        return ready.append_column("category", pa.array(texts).dictionary_encode())

    return make


def _to_arrow(listed: Generator, count: int) -> Pair:
    papers = list(listed.papers(count))
    # A new list in each run, since a list keeps its table.
    make = lazily(lambda: _table(listed.papers(count)))
    return Pair(lambda: wp.Papers(papers).to_arrow(), make)


def _from_arrow(listed: Generator, count: int) -> Pair:
    table = listed.papers(count).to_arrow()
    return Pair(
        partial(wp.from_arrow, table), lambda: [column.to_pylist() for column in table.columns]
    )


def _to_pandas(listed: Generator, count: int) -> Pair:
    papers = list(listed.papers(count))

    def theirs() -> Task:
        make = _table(listed.papers(count))
        types: dict[Any, Any] = {field.type: pd.ArrowDtype(field.type) for field in make().schema}
        types = {kind: dtype for kind, dtype in types.items() if kind.num_fields}
        return lambda: make().to_pandas(types_mapper=types.get, date_as_object=False)

    return Pair(lambda: wp.Papers(papers).to_pandas(), lazily(theirs))


def _to_parquet(listed: Generator, count: int) -> Pair:
    papers = list(listed.papers(count))

    def theirs() -> Task:
        make = _table(listed.papers(count))
        return lambda: pq.write_table(make(), BytesIO())

    return Pair(lambda: wp.Papers(papers)._to_parquet(), lazily(theirs))


# Queries

_QUERY = "select category, count(*) from {} where length(abstract) > 100 group by category"


def _duckdb(count: int) -> Pair:
    connection = duckdb.connect()
    papers = papers_of(count)
    table = papers.to_arrow()

    def query(listed: object) -> object:
        return connection.sql(_QUERY.format("listed")).fetchall()

    return Pair(partial(query, papers), partial(query, table))


def _polars(count: int) -> Pair:
    papers = papers_of(count)
    table = papers.to_arrow()

    def query(listed: Any) -> object:
        frame = pl.DataFrame(listed)
        return frame.filter(pl.col("abstract").str.len_chars() > 100).group_by("category").len()

    return Pair(partial(query, papers), partial(query, table))


ROWS = (
    *(
        row
        for each in LISTS
        for row in (
            Row(f"to Arrow{each.name}", "`pa.table` of ready lists", 2, partial(_to_arrow, each)),
            Row(f"from Arrow{each.name}", "`to_pylist`", 2, partial(_from_arrow, each)),
        )
    ),
    Row("to pandas", "`pa.table(…).to_pandas()`", 2, partial(_to_pandas, LISTS[0])),
    Row("write Parquet", "`pq.write_table(pa.table(…))`", 2, partial(_to_parquet, LISTS[0])),
    Row("DuckDB, second query", "the same on a ready Arrow table", 1.1, _duckdb),
    Row("Polars, second query", "the same on a ready Arrow table", 1.1, _polars),
)
