"""Exchanging papers with other programs: JSON, CSV, Arrow, data frames, queries and pickles."""

from __future__ import annotations

import csv
import json
import pickle
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from io import BytesIO, StringIO
from typing import Any, NamedTuple

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import weeklypapers as wp
from speed_rows.lists import papers_of, weekly_text
from speed_rows.measuring import Pair, Row, Sides

__all__ = ["ROWS"]

_SUBMITTED = datetime(2023, 1, 1, tzinfo=UTC)


@cache
def enriched_of(count: int) -> wp.Papers:
    """Return the papers of `papers_of` with a record of arXiv for each."""
    rng = random.Random(1)  # noqa: S311 - the same papers in every run
    names = [f"{first}. {last}" for first in "ABCDEFGH" for last in ("Li", "Lovelace", "Turing")]

    def enriched(index: int, paper: wp.Paper) -> wp.Paper:
        published = _SUBMITTED + timedelta(hours=index)
        record = wp.ArxivRecord(
            id=wp.ArxivId(paper.links[0].url, version=rng.randint(1, 3)),
            title=paper.title,
            authors=rng.choices(names, k=rng.randint(1, 8)),
            abstract=paper.abstract or "",
            published=published,
            updated=published + timedelta(days=rng.randint(0, 90)),
            primary_category=paper.category or "cs.LG",
            categories=["cs.LG", "stat.ML"],
            comment=f"{rng.randint(8, 40)} pages",
        )
        return attrs.evolve(paper, abstract=None, arxiv=record)

    return wp.Papers([enriched(index, paper) for index, paper in enumerate(papers_of(count))])


class _List(NamedTuple):
    """A kind of list to measure with, and the words that name it in a row."""

    name: str
    papers: Callable[[int], wp.Papers]


_LISTS = (_List("", papers_of), _List(", enriched", enriched_of))


# JSON


def _loads(listed: _List, count: int) -> Pair:
    text = listed.papers(count).to_json()
    return Pair(partial(wp.from_json, text), partial(json.loads, text))


def _dumps(listed: _List, count: int, *, indent: int | None) -> Pair:
    papers = listed.papers(count)
    values = json.loads(papers.to_json())
    theirs = partial(json.dumps, values, ensure_ascii=False, indent=indent)
    return Pair(partial(papers.to_json, indent=indent), theirs)


def _loads_lines(listed: _List, count: int) -> Pair:
    file = listed.papers(count).to_jsonl()

    def ours() -> object:
        source = StringIO(file)
        source.name = "list.jsonl"  # as an open file has
        return wp.read(source)

    return Pair(ours, lambda: list(map(json.loads, file.splitlines())))


def _dumps_lines(listed: _List, count: int) -> Pair:
    papers = listed.papers(count)
    values = list(map(json.loads, papers.to_jsonl().splitlines()))
    dump = partial(json.dumps, ensure_ascii=False)
    return Pair(papers.to_jsonl, lambda: "\n".join(map(dump, values)))


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


def _to_arrow(listed: _List, count: int) -> Pair:
    papers = list(listed.papers(count))
    # A new list in each run, since a list keeps its table.
    return Pair(lambda: wp.Papers(papers).to_arrow(), _table(listed.papers(count)))


def _from_arrow(listed: _List, count: int) -> Pair:
    table = listed.papers(count).to_arrow()
    return Pair(
        partial(wp.from_arrow, table), lambda: [column.to_pylist() for column in table.columns]
    )


def _to_csv(listed: _List, count: int) -> Pair:
    papers = listed.papers(count)
    rows = list(csv.reader(StringIO(papers.to_csv(), newline="")))

    def theirs() -> str:
        file = StringIO(newline="")
        csv.writer(file).writerows(rows)
        return file.getvalue()

    return Pair(papers.to_csv, theirs)


def _from_csv(listed: _List, count: int) -> Pair:
    text = listed.papers(count).to_csv()
    return Pair(partial(wp.from_csv, text), lambda: list(csv.reader(StringIO(text, newline=""))))


def _to_pandas(listed: _List, count: int) -> Pair:
    papers, make = list(listed.papers(count)), _table(listed.papers(count))
    types: dict[Any, Any] = {field.type: pd.ArrowDtype(field.type) for field in make().schema}
    types = {kind: dtype for kind, dtype in types.items() if kind.num_fields}
    return Pair(
        lambda: wp.Papers(papers).to_pandas(),
        lambda: make().to_pandas(types_mapper=types.get, date_as_object=False),
    )


def _to_parquet(listed: _List, count: int) -> Pair:
    papers, make = list(listed.papers(count)), _table(listed.papers(count))
    return Pair(lambda: wp.Papers(papers)._to_parquet(), lambda: pq.write_table(make(), BytesIO()))


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


# Pickles


@cache
def _read(count: int) -> wp.Papers:
    return wp.parse(weekly_text(count))


def _pickles(count: int) -> Pair:
    papers = _read(count)
    return Pair(partial(pickle.dumps, papers), partial(json.loads, papers.to_json()))


def _unpickles(count: int) -> Pair:
    papers = _read(count)
    content = pickle.dumps(papers)
    return Pair(
        lambda: pickle.loads(content),  # noqa: S301 - pickled above
        partial(json.loads, papers.to_json()),
    )


def _pickle_size(count: int) -> Sides:
    return Sides(len(pickle.dumps(_read(count))), len(weekly_text(count).encode()))


ROWS = (
    *(
        row
        for each in _LISTS
        for row in (
            Row(f"load JSON{each.name}", "`json.loads`", 2, partial(_loads, each)),
            Row(
                f"dump JSON{each.name}",
                "`json.dumps` of dictionaries",
                1,
                partial(_dumps, each, indent=2),
            ),
            Row(
                f"dump JSON in one line{each.name}",
                "`json.dumps` of dictionaries",
                1,
                partial(_dumps, each, indent=None),
            ),
            Row(f"load JSON Lines{each.name}", "`json.loads`", 2, partial(_loads_lines, each)),
            Row(
                f"dump JSON Lines{each.name}",
                "`json.dumps` of dictionaries",
                1,
                partial(_dumps_lines, each),
            ),
            Row(f"to Arrow{each.name}", "`pa.table` of ready lists", 2, partial(_to_arrow, each)),
            Row(f"from Arrow{each.name}", "`to_pylist`", 2, partial(_from_arrow, each)),
            Row(f"write CSV{each.name}", "`csv.writer` of ready rows", 1.5, partial(_to_csv, each)),
            Row(f"read CSV{each.name}", "`csv.reader`", 3, partial(_from_csv, each)),
        )
    ),
    Row("to pandas", "`pa.table(…).to_pandas()`", 2, partial(_to_pandas, _LISTS[0])),
    Row("write Parquet", "`pq.write_table(pa.table(…))`", 2, partial(_to_parquet, _LISTS[0])),
    Row("DuckDB, second query", "the same on a ready Arrow table", 1.1, _duckdb),
    Row("Polars, second query", "the same on a ready Arrow table", 1.1, _polars),
    Row("dump a pickle", "`json.loads`", 1, _pickles),
    Row("load a pickle", "`json.loads`", 1, _unpickles),
    Row("size of a pickle", "the Markdown", 1.2, _pickle_size),
)
