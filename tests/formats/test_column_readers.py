"""Columns are read as cell by cell: same values, and no bad value is accepted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from weeklypapers import Author, InvalidValueError, Link, Paper, Papers
from weeklypapers.formats import json
from weeklypapers.formats._cells import PLAIN
from weeklypapers.formats._column_readers import (
    UNREAD,
    ColumnReader,
    Structs,
    distinct,
    each,
    instances,
    plain_readers,
)
from weeklypapers.formats._columns import COLUMNS, Kind, Listed
from weeklypapers.formats._json_documents import decode
from weeklypapers.formats._scalars import read_category, read_day
from weeklypapers.formats._strict import strict_converter
from weeklypapers.formats._text_cells import TEXT, text_cells
from weeklypapers.model.paper import Extra
from weeklypapers.testing.hypothesis import papers

NOON = datetime(2024, 6, 30, 12, tzinfo=UTC)
NAIVE = datetime(2024, 6, 30)  # noqa: DTZ001
RECORD = {
    "id": "2406.15319v1",
    "title": "T",
    "authors": [{"name": "A"}],
    "abstract": "B",
    "published": "2024-06-01T12:00:00Z",
    "updated": "2024-06-01T12:00:00Z",
    "primary_category": "cs.CL",
    "categories": ["cs.CL"],
}
# Cells of all types that JSON and Arrow have, for every kind of column.
CELLS: list[Any] = [
    *(None, "", " ", "a", " a", "a\0", "\ud800", "é", 0, 1, -1, True, False, 1.5, 2024, 2024.0),
    *("2024-06-30", "2024-06-30 00:00:00", "2024-06", "2024", "2024-02-30", "June"),
    *("2024-06-30T12:00:00Z", "2024-06-30T12:00:00", "2024-06-30T12:00:00.5+02:00"),
    *(date(2024, 6, 30), NAIVE, NAIVE.replace(hour=1), NOON),
    *("cs.CL", "Prompting", "2406.15319", "2406.15319v2", "arXiv:2406.15319", "2413.00001"),
    *([], ["a"], ["a", ""], ["a", None], ["a", 1], [["a"]], ["https://e.org", " b"]),
    *([{"url": "a"}], [{"url": "a", "label": None}], [{"url": "a", "label": ""}], [{"label": "a"}]),
    *([{"url": "a", "kind": "code"}], [{"url": "a", "kind": 1}], [{"url": "a", "rel": "b"}]),
    *([{"url": "a", "listed_kind": "code"}], [{"url": "a", "listed_kind": "poster"}], [{}]),
    *([{"name": "A"}], [{"name": "A", "affiliations": None}], [{"name": "A", "affiliations": []}]),
    *([{"name": "A", "affiliations": ["B", " "]}], [{"name": ""}], [{"name": "A"}, None]),
    *({}, {"a": "b"}, {"a": " "}, {"a": 1}, {" ": "a"}),
    *([("a", "b")], [("a", None)], [{"key": "a", "value": "b"}], [("a",)]),
    *(RECORD, dict.fromkeys(RECORD), RECORD | {"comment": None}, RECORD | {"authors": None}),
    *(RECORD | {"id": "2406.15319"}, RECORD | {"title": 1}, RECORD | {"published": NOON}),
    *(RECORD | {"other": 1}, {"title": "T"}, RECORD | {"authors": ["A", {"name": "B"}]}),
]


def read_one_by_one(readers: Any, kind: Kind, cells: list[Any]) -> list[Any]:
    """Return the value of each cell, or the message of its error."""
    results: list[Any] = []
    for cell in cells:
        try:
            results.append(None if cell is None else readers.cells[kind](cell))
        except InvalidValueError as error:
            results.append(str(error))
    return results


@pytest.mark.parametrize("readers", [PLAIN, TEXT], ids=["plain", "text"])
@pytest.mark.parametrize("kind", PLAIN.columns)
def test_columns_of_tables(readers: Any, kind: Kind) -> None:
    cells = [cell for cell in CELLS if readers is PLAIN or isinstance(cell, str | None)]
    expected = read_one_by_one(readers, kind, cells)
    for sample in (cells, cells[::-1], *([cell] for cell in cells)):
        values, errors = readers.read(kind, sample)
        results = [str(errors[row]) if row in errors else value for row, value in enumerate(values)]
        wanted = expected if sample is cells else expected[::-1]
        if len(sample) == 1:
            wanted = read_one_by_one(readers, kind, sample)
        assert results == wanted
        assert list(map(type, results)) == list(map(type, wanted))


JSON_CELLS = [cell for cell in CELLS if not re.search(r"datetime|\(", repr(cell))]


@pytest.mark.parametrize("name", [name for name, column in COLUMNS.items() if column.is_field])
def test_columns_of_json(name: str) -> None:
    """A paper that is read is that of the converter, and what the converter refuses is unread."""
    entries = [{"title": "A"} | {name: cell} for cell in JSON_CELLS]
    read = json._readers()[Paper](entries)
    for entry, paper in zip(entries, read, strict=True):
        assert [*json._readers()[Paper]([entry])] == [paper]
        if paper is not UNREAD:
            assert paper == strict_converter().structure(entry, Paper)
            assert type(paper.extra) is Extra


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(papers(), max_size=5))
def test_what_this_library_writes_is_plain(listed: list[Paper]) -> None:
    """Otherwise it would be read one by one."""
    for name, column in COLUMNS.items():
        values = column.values(Listed(listed))
        if name == "extra":
            continue  # tables with such columns are read cell by cell
        texts = text_cells(column.kind, values)
        read = TEXT.columns[column.kind]([text or None for text in texts])
        assert UNREAD not in read
    entries = decode(Papers(listed).to_json())["papers"]
    assert list(json._readers()[Paper](entries)) == listed


# -- Readers -----------------------------------------------------------------------------------


def test_distinct() -> None:
    calls: list[str] = []

    def read(cell: str) -> date:
        calls.append(cell)
        return read_day(cell)

    cells = ["2024-06-30", None, "2024-06-30", "June", 5, UNREAD]
    day = date(2024, 6, 30)
    assert [*distinct(read, str)(cells)] == [day, None, day, UNREAD, UNREAD, UNREAD]
    assert sorted(calls) == ["2024-06-30", "June"]


def test_each() -> None:
    read = each(distinct(read_day, str))
    day = date(2024, 6, 30)
    cells = [["2024-06-30"], [], None, "2024-06-30", ["2024-06-30", "June"], [None]]
    assert [*read(cells)] == [(day,), (), None, UNREAD, UNREAD, UNREAD]
    assert [*read([["2024-06-30", "2024-06-30"]])] == [(day, day)]
    assert [*read([])] == []


def test_structs() -> None:
    links = Structs(Link, {"url": instances(str), "label": instances(str)})
    cells = [{"url": "a"}, None, {"url": "b", "label": "c"}, "a", {"label": "c"}, {"other": "d"}]
    assert [*links(cells)] == [Link("a"), None, Link("b", label="c"), UNREAD, UNREAD, UNREAD]
    assert [*links([{"url": " a"}, {"url": "b"}])] == [UNREAD, Link("b")]
    assert [*links([{"label": "a"}])] == [UNREAD]
    assert [*links([])] == []


def test_nulls_of_members() -> None:
    members: dict[str, ColumnReader] = {
        "name": instances(str),
        "affiliations": each(instances(str)),
    }
    cells = [{"name": "A", "affiliations": None}, {"name": "B"}]
    assert [*Structs(Author, members)(cells)] == [Author("A"), Author("B")]
    assert [*Structs(Author, members, nulls=False)(cells)] == [UNREAD, Author("B")]


def test_members_that_are_no_fields() -> None:
    (table, document) = (plain_readers(in_table=in_table)["links"] for in_table in (True, False))
    cells = [[{"url": "a", "kind": "code"}], [{"url": "a", "kind": 5}], [{"url": "a"}], ["a"]]
    link = (Link("a"),)
    assert [*table(cells)] == [link, UNREAD, link, link]
    assert [*document(cells)] == [UNREAD, UNREAD, link, UNREAD]


def test_categories_are_the_same_objects() -> None:
    first, second = distinct(read_category, str)(["cs.CL", "Computation and Language"])
    assert first is second
