"""Tables of Arrow there and back, through every library that takes them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

import weeklypapers as wp
from weeklypapers import (
    Category,
    InvalidValueError,
    Link,
    MissingDependencyError,
    Paper,
    Papers,
    PartialDate,
    ReadError,
)
from weeklypapers.tabular.arrow import schema
from weeklypapers.testing import make_paper, make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists

SHARED = Path(__file__).parents[2] / "shared" / "data"
DOCS = Path(__file__).parents[1] / "docs"

FULL = make_paper(
    "2406.00001v2",
    listed_authors=("A. Lovelace", "É. du Châtelet"),
    listed_date=PartialDate.parse("2024-06"),
    topics=("Agents > Web",),
    venue="ICLR",
    affiliation="MIT",
    comment="read",
    arxiv=make_record("2406.00001v2"),
    extra={"Score": "9"},
)
BARE = Paper(title="bare")
LISTED = Papers([FULL, BARE, make_paper("2406.00002", category=Category(name="Prompting"))])


def through_duckdb(papers: Papers) -> Papers:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Kathmandu'")
        connection.register("papers", papers)
        return wp.from_arrow(connection.sql("select * from papers"))


def through_parquet(papers: Papers) -> Papers:
    file = io.BytesIO(papers._to_parquet())
    return wp.read(file)


ROUTES: dict[str, Callable[[Papers], Papers]] = {
    "itself": wp.from_arrow,
    "pyarrow": lambda papers: wp.from_arrow(papers.to_arrow()),
    "pandas": lambda papers: wp.from_arrow(papers.to_pandas()),
    "Polars": lambda papers: wp.from_arrow(papers.to_polars()),
    "Polars, lazily": lambda papers: wp.from_arrow(papers.to_polars().lazy().collect()),
    "narwhals": lambda papers: wp.from_arrow(nw.from_native(papers.to_polars())),
    "narwhals of pyarrow": lambda papers: wp.from_arrow(nw.from_arrow(papers, backend="pyarrow")),
    "DuckDB": through_duckdb,
    "Parquet": through_parquet,
}


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_is_lost(route: str) -> None:
    @settings(max_examples=25, deadline=None)
    @given(paper_lists(max_size=3))
    def there_and_back(listed: Papers) -> None:
        found = ROUTES[route](listed)
        assert found == listed
        assert found.problems == ()

    there_and_back()


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_is_lost_of_the_edges(route: str) -> None:
    for listed in (LISTED, Papers(), Papers([BARE]), make_papers(3)):
        assert ROUTES[route](listed) == listed


@pytest.mark.skipif(not SHARED.exists(), reason="the real lists are not there")
@pytest.mark.parametrize("path", sorted(SHARED.rglob("*.md")), ids=lambda path: path.stem)
def test_real_lists(path: Path, tmp_path: Path) -> None:
    listed = wp.read(path, on_error="collect")
    records = {
        arxiv_id: make_record(arxiv_id.unversioned)
        for paper in listed
        if (arxiv_id := paper.arxiv_id) and not arxiv_id.version
    }
    listed = Papers(
        attrs.evolve(paper, arxiv=records.get(paper.arxiv_id)) if paper.arxiv_id else paper
        for paper in listed
    )
    for route, there_and_back in ROUTES.items():
        assert there_and_back(listed) == listed, route
    for name in ("list.parquet", "list.csv"):
        listed.write(tmp_path / name)
        assert wp.read(tmp_path / name) == listed
        assert list(wp.iter_papers(tmp_path / name)) == list(listed)
