"""The columns of tables: what they are called, and which values they take."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import polars as pl
import pyarrow as pa
import pytest

import weeklypapers as wp
from weeklypapers import Link, Paper, Papers, ReadError
from weeklypapers.formats import _cells as cells
from weeklypapers.formats._columns import COLUMNS
from weeklypapers.formats.arrow import schema
from weeklypapers.testing import make_paper, make_record

DOCS = Path(__file__).parents[2] / "docs"


def documented(header: str) -> dict[str, str]:
    """The names and types that the first columns of a table of the reference have."""
    page = (DOCS / "reference" / "tables.md").read_text(encoding="utf-8")
    rows = page.partition(f"| {header} |")[2].partition("\n\n")[0].splitlines()[2:]
    return {name: kind for _, name, _, kind in (row.split("`")[:4] for row in rows)}


def shown(kind: pa.DataType) -> str:
    named = "struct" if pa.types.is_struct(kind) else re.sub(r"\b(item|element): ", "", str(kind))
    return re.sub(r" \('.*", "", named)  # how a map calls its members


def test_the_documented_columns_are_those_of_the_schema() -> None:
    record = schema().field("arxiv").type
    assert documented("column") == {field.name: shown(field.type) for field in schema()}
    assert documented("member") == {field.name: shown(field.type) for field in record}


def test_the_members_of_a_record_are_its_fields() -> None:
    """Of a member that a type lacks, pyarrow says nothing."""
    fields = [field.name for field in attrs.fields(wp.ArxivRecord)]
    assert schema().field("arxiv").type.names == fields == list(cells._RECORD)
    assert schema().field("authors").type.value_type.names == list(cells._AUTHOR)
    assert [field.name for field in attrs.fields(wp.Author)] == list(cells._AUTHOR)
    assert schema().field("links").type.value_type.names == list(cells._LINK)
    of_links = [field.name for field in attrs.fields(Link)]
    assert sorted([*of_links, "kind"]) == sorted(cells._LINK)
    listed = [field.name for field in attrs.fields(Paper) if field.name != "origin"]
    assert [name for name in listed if name not in COLUMNS] == []


def test_headers_are_read_as_in_csv() -> None:
    made = pa.table(
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
    found = wp.from_arrow(made)
    assert (found, found.problems) == (expected, ())
    assert wp.from_csv(pl.from_arrow(made).write_csv()) == expected  # type: ignore[union-attr]
    with pytest.raises(ReadError, match="expected each column once, got 'title' again"):
        wp.from_arrow(made.append_column("title", pa.array(["A", "B"])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-01 12:00:00+00:00", datetime(2024, 6, 1, 12, tzinfo=UTC)),
        ("2024-06-01T12:00:00.5+02:00", datetime(2024, 6, 1, 10, 0, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_times_in_text(text: str, expected: datetime) -> None:
    record = make_record("2406.00001v1", published=expected)
    made = Papers([make_paper(arxiv=record)]).to_arrow()
    at = made.schema.get_field_index("published")
    found = wp.from_arrow(made.set_column(at, "published", pa.array([text])))
    assert found.problems == ()  # it is what the record says
