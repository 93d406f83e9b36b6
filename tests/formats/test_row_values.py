"""The values of rows before the rules: blanks, identifiers, further authors, and extra columns."""

from __future__ import annotations

from typing import Any

import pytest

from weeklypapers import Problem
from weeklypapers.formats._column_readers import Readers
from weeklypapers.formats._row_values import BadCell, Cells, RowValues
from weeklypapers.formats._text_cells import TEXT


def report(*_: object) -> Problem:
    return Problem(code="bad-value", message="")


def values_of(known: dict[str, list[Any]], unknown: Any = (), readers: Readers = TEXT) -> RowValues:
    size = len(next(iter(known.values())))
    return RowValues(Cells(size, known, dict(unknown), report), readers)


def test_blanks_are_missing() -> None:
    values = values_of({"title": ["A", "", " ", "\u2028", None], "venue": [None] * 5})
    assert values.column("title") == ["A", None, None, None, None]
    assert values.column("venue") == values.column("comment") == [None] * 5
    assert values.errors == {}


def test_errors_of_all_columns_in_order() -> None:
    values = values_of({"week": ["June", "2024-06-30"], "listed_date": ["May", ""]})
    assert [*values.errors] == [0]
    first, second = values.errors[0]
    assert (type(first), first.column, second.column) == (BadCell, "week", "listed_date")
    assert values.column("week")[0] is None


@pytest.mark.parametrize(
    ("arxiv", "arxiv_id", "expected"),
    [
        ("2406.15319", "", "2406.15319"),
        ("https://arxiv.org/abs/2406.15319", None, "https://arxiv.org/abs/2406.15319"),
        ("2406.15319", " ", "2406.15319"),
        ("", "2406.15319", "2406.15319"),
    ],
)
def test_identifiers_in_the_column_of_records(
    arxiv: str, arxiv_id: str | None, expected: str
) -> None:
    values = values_of({"arxiv": [arxiv], "arxiv_id": [arxiv_id]})
    assert (values.column("arxiv"), values.column("arxiv_id")) == ([None], [expected])
    assert values.errors == {}


def test_two_identifiers_are_an_error() -> None:
    values = values_of({"arxiv": ["2406.15319"], "arxiv_id": ["2406.15320"]})
    assert values.errors[0] == [BadCell("arxiv", "expected a record, got '2406.15319'")]


@pytest.mark.parametrize("name", ["authors", "listed_authors"])
def test_further_authors(name: str) -> None:
    values = values_of({name: ["A. B. et al.", "A. B.", ""], "more_authors": ["", "", "true"]})
    assert values.column("more_authors") == [True, None, True]


def test_authors_of_a_record_are_all_authors() -> None:
    values = values_of({"authors": ["A. B. et al."], "arxiv": ["{}"]})
    assert values.column("more_authors") == [None]


def test_extra_columns() -> None:
    known = {"title": ["A", "B"], "extra": ['{"a": "b"}', '{"Score": "9"}']}
    values = values_of(known, {"Score": ["8", "7"], "x": ["", None]})
    assert values.column("extra") == [{"Score": "8", "a": "b"}, {"Score": "9"}]
    assert values.errors == {1: [BadCell("extra", "the table also has a column 'Score'")]}
