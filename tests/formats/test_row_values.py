"""The values of some rows, before the rules of `test_rows`."""

from __future__ import annotations

from typing import Any

from weeklypapers import Problem
from weeklypapers.formats._row_values import BadCell, Cells, RowValues
from weeklypapers.formats._text_cells import TEXT


def values_of(unknown: dict[str, list[Any]] | None = None, **known: list[Any]) -> RowValues:
    size = len(next(iter(known.values())))

    def report(*_: object) -> Problem:
        raise AssertionError("no problem is reported here")

    return RowValues(Cells(size, known, unknown or {}, report), TEXT)


def test_values_are_read_column_by_column() -> None:
    rows = values_of(title=["A", " "], week=["2024-06-30", ""])
    assert rows.values["title"] == ["A", None]
    assert [str(week) for week in rows.values["week"]] == ["2024-06-30", "None"]
    assert (rows.count, list(rows.headers), rows.errors) == (2, ["title", "week"], {})
    assert rows.column("venue") == [None, None]


def test_cells_that_can_not_be_read_are_errors_of_their_rows() -> None:
    rows = values_of(title=["A", "B"], week=["June", "2024-06-30"])
    ((row, (error,)),) = rows.errors.items()
    assert (row, error.column) == (0, "week")
    assert "'June'" in error.message
    rows.add_error(0, "title", "no title")
    assert rows.errors[0][1:] == [BadCell("title", "no title")]


def test_identifiers_in_the_column_of_the_record_are_moved() -> None:
    rows = values_of(title=["A"], arxiv=["2406.15319"])
    assert [str(value) for value in rows.values["arxiv_id"]] == ["2406.15319"]
    assert list(rows.values["arxiv"]) == [None]


def test_the_end_of_the_authors_sets_the_flag() -> None:
    rows = values_of(title=["A", "B"], listed_authors=["Ada Lovelace et al.", "Grace Hopper"])
    assert [bool(flag) for flag in rows.column("more_authors")] == [True, False]


def test_unknown_columns_are_extra_cells() -> None:
    rows = values_of({"Stars": ["3", None]}, title=["A", "B"])
    assert [dict(extra or {}) for extra in rows.column("extra")] == [{"Stars": "3"}, {}]
