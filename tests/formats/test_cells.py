"""Cells of Python values, as other programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from support.tables import FULL
from weeklypapers import Author, Link, Papers, PartialDate
from weeklypapers.formats._cells import PLAIN, read_map
from weeklypapers.formats._columns import COLUMNS, Column, Kind

NAIVE = datetime(2024, 6, 30)  # noqa: DTZ001


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_values_of_arrow_are_read_back(column: Column) -> None:
    cells = Papers([FULL]).to_arrow()[column.name].to_pylist()
    value = column.value(FULL)
    values, errors = PLAIN.read(column.kind, cells)
    assert [*values] == [dict(value) if column.kind == "map" else value]
    assert errors == {}


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("flag", "True", True),
        ("flag", 0, False),
        ("number", 2.0, 2),
        ("number", " 2 ", 2),
        ("day", NAIVE, date(2024, 6, 30)),
        ("day", " 2024-06-30 00:00:00", date(2024, 6, 30)),
        ("time", date(2024, 6, 30), date(2024, 6, 30)),
        ("time", "2024-06-30T14:00:00+02:00", datetime(2024, 6, 30, 12, tzinfo=UTC)),
        ("partial date", 2024, PartialDate(2024)),
        ("partial date", NAIVE, PartialDate(2024, 6, 30)),
        ("arxiv id", "arXiv: 2406.15319", "2406.15319"),
        ("links", ["a", {"url": "b", "label": None, "kind": "code"}], (Link("a"), Link("b"))),
        ("authors", ["A", {"name": "B", "affiliations": None}], (Author("A"), Author("B"))),
        ("record", {"id": None, "title": None}, None),
        ("map", [("a", "b"), ("c", None)], {"a": "b"}),
    ],
)
def test_values_of_other_programs(kind: Kind, cell: Any, value: Any) -> None:
    assert PLAIN.read(kind, [cell, None, cell]) == ([value, None, value], {})


@pytest.mark.parametrize(
    ("kind", "cell", "message"),
    [
        ("flag", 2, "expected true or false, got 2"),
        ("number", -1, "expected a whole number, got -1"),
        ("day", NAIVE.replace(hour=1), "expected a day, got the time '2024-06-30 01:00:00'"),
        ("links", "a", "expected a list, got 'a'"),
        ("links", [{"url": 1}], "url: expected text, got 1"),
        ("map", 0, "expected a map, got 0"),
    ],
)
def test_errors_are_those_of_single_cells(kind: Kind, cell: Any, message: str) -> None:
    values, errors = PLAIN.read(kind, [None, cell])
    assert [*values] == [None, None]
    assert {row: str(error) for row, error in errors.items()} == {1: message}


def test_maps_in_all_forms() -> None:
    entries: list[Any] = [{"a": "b"}, [("a", "b")], [["a", "b"]], [{"key": "a", "value": "b"}]]
    assert [read_map(entry) for entry in entries] == [{"a": "b"}] * 4
