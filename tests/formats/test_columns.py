"""The columns of tables: names, types and headers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings

import weeklypapers as wp
from support.examples import examples
from weeklypapers import Link, Paper, Papers, ReadError
from weeklypapers.formats import _cells as cells
from weeklypapers.formats._columns import (
    COLUMNS,
    Listed,
    column_named,
    each_distinct,
    missing_title,
)
from weeklypapers.formats.arrow import schema
from weeklypapers.model.paper import abstract_of
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists

DOCS = Path(__file__).parents[2] / "docs"


def documented(header: str) -> dict[str, str]:
    """Return the names and types in a table of the reference, by its first header."""
    page = (DOCS / "reference" / "tables.md").read_text(encoding="utf-8")
    rows = page.partition(f"| {header} |")[2].partition("\n\n")[0].splitlines()[2:]
    return {name: kind for _, name, _, kind in (row.split("`")[:4] for row in rows)}


def shown(kind: pa.DataType) -> str:
    named = "struct" if pa.types.is_struct(kind) else re.sub(r"\b(item|element): ", "", str(kind))
    return re.sub(r" \('.*", "", named)  # the names of the members of a map


def test_the_documented_columns_are_those_of_the_schema() -> None:
    record = schema().field("arxiv").type
    assert documented("column") == {field.name: shown(field.type) for field in schema()}
    assert documented("member") == {field.name: shown(field.type) for field in record}


def members(kind: pa.StructType) -> list[str]:
    """Return the names of the fields of a record; `StructType.names` is new in pyarrow 18."""
    return [field.name for field in kind]


def test_the_members_of_a_record_are_its_fields() -> None:
    """Pyarrow silently drops members that a type lacks."""
    fields = [field.name for field in attrs.fields(wp.ArxivRecord)]
    assert members(schema().field("arxiv").type) == fields == list(cells._RECORD)
    assert members(schema().field("authors").type.value_type) == list(cells._AUTHOR)
    assert [field.name for field in attrs.fields(wp.Author)] == list(cells._AUTHOR)
    assert members(schema().field("links").type.value_type) == list(cells._LINK)
    of_links = [field.name for field in attrs.fields(Link)]
    assert sorted([*of_links, "kind"]) == sorted(cells._LINK)
    listed = [field.name for field in attrs.fields(Paper) if field.name != "origin"]
    assert [name for name in listed if name not in COLUMNS] == []


def test_headers_are_read_as_in_csv() -> None:
    table = pa.table(
        {
            "Title": ["A", "B"],
            "Week": ["2024-06-30", "2024-06-30 00:00:00"],
            "arXiv": ["2406.15319", "https://arxiv.org/abs/2406.15320"],
            "Authors": ["Ada Lovelace, Alan Turing", "Lovelace, Ada; et al."],
        }
    )
    links = [Link(url=f"https://arxiv.org/abs/2406.153{n}") for n in (19, 20)]
    names = [("Ada Lovelace", "Alan Turing"), ("Lovelace, Ada",)]
    expected = Papers(
        Paper(
            title=title,
            week=date(2024, 6, 30),
            links=[link],
            listed_authors=listed,
            more_authors=title == "B",
        )
        for title, link, listed in zip("AB", links, names, strict=True)
    )
    result = wp.from_arrow(table)
    assert (result, result.problems) == (expected, ())
    assert wp.from_csv(pl.from_arrow(table).write_csv()) == expected  # type: ignore[union-attr]
    with pytest.raises(ReadError, match="expected each column once, got 'title' again"):
        wp.from_arrow(table.append_column("title", pa.array(["A", "B"])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-01 12:00:00+00:00", datetime(2024, 6, 1, 12, tzinfo=UTC)),
        ("2024-06-01T12:00:00.5+02:00", datetime(2024, 6, 1, 10, 0, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_times_in_text(text: str, expected: datetime) -> None:
    record = make_record("2406.00001v1", published=expected)
    table = Papers([make_paper(arxiv=record)]).to_arrow()
    index = table.schema.get_field_index("published")
    result = wp.from_arrow(table.set_column(index, "published", pa.array([text])))
    assert result.problems == ()  # it agrees with the record


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("title", "title"),
        (" arXiv-ID ", "arxiv_id"),
        ("Listed  Date", "listed_date"),
        ("Ttle", None),
    ],
)
def test_column_named(header: str, name: str | None) -> None:
    assert column_named(header) == name


def test_derived_columns_are_not_fields() -> None:
    fields = {field.name for field in attrs.fields(Paper)}
    assert [
        name for name, column in COLUMNS.items() if column.is_field is not (name in fields)
    ] == []


@pytest.mark.parametrize(
    ("day", "ending"),
    [
        ("2024-06-24", date(2024, 6, 30)),
        ("2024-06-30", date(2024, 6, 30)),
        ("9999-12-31", date.max),
        ("2024-06", None),
    ],
)
def test_the_week_of_a_day(day: str, ending: date | None) -> None:
    paper = Paper(title="A", listed_date=wp.PartialDate.parse(day))
    assert COLUMNS["week_ending"].value(paper) == ending
    week = date(2024, 7, 6)
    assert COLUMNS["week_ending"].value(attrs.evolve(paper, week=week)) == week


def test_missing_title() -> None:
    assert missing_title(["a", "b"]) == "expected a column 'title', got 'a', 'b'"
    assert missing_title([]) == "expected a column 'title', got no columns"


@settings(max_examples=examples(50), deadline=None)
@given(paper_lists())
def test_columns_are_the_properties_of_papers(papers: Papers) -> None:
    listed = Listed(papers)
    fields = [name for name, column in COLUMNS.items() if column.is_field and name != "abstract"]
    for name in (*fields, "week_ending", "authors", "published", "updated", "key"):
        assert COLUMNS[name].values(listed) == [getattr(paper, name) for paper in papers]
    assert COLUMNS["abstract"].values(listed) == list(map(abstract_of, papers))
    ids = [paper.arxiv_id for paper in papers]
    assert COLUMNS["arxiv_id"].values(listed) == [each and each.id for each in ids]
    assert COLUMNS["arxiv_version"].values(listed) == [each and each.version for each in ids]
    links = [paper.link for paper in papers]
    assert COLUMNS["url"].values(listed) == [link and link.url for link in links]


def test_each_distinct_value_is_computed_once() -> None:
    calls: list[int] = []

    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    assert each_distinct(double, [1, None, 2, 1]) == [2, None, 4, 2]
    assert sorted(calls) == [1, 2]
