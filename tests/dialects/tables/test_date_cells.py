"""Cells of dates."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.dates import Span
from weeklypapers.dialects.tables.date_cells import DateCells, span_of
from weeklypapers.model.errors import InvalidValueError


def test_a_cell_shows_how_others_are_meant() -> None:
    dates = DateCells()
    dates.read(["9/30/24", "**2024-06-30**", "null", "soon"])
    dates.read(["9/04/24"])
    assert dates.order == "mdy"
    span = dates.spans["9/04/24"]
    assert isinstance(span, Span)
    assert str(span.last.partial) == "2024-09-04"
    assert isinstance(dates.spans["**2024-06-30**"], Span)
    assert dates.spans["null"] is None
    assert isinstance(dates.spans["soon"], InvalidValueError)


@pytest.mark.parametrize("cell", ["9/30/24", "**9/30/24**", "*9/30/24*", "Sep&nbsp;30, 2024"])
def test_markup_around_a_date_is_removed(cell: str) -> None:
    dates = DateCells()
    dates.read([cell])
    span = dates.spans[cell]
    assert isinstance(span, Span)
    assert str(span.last.partial) == "2024-09-30"


def test_a_text_without_a_date() -> None:
    assert span_of("nan", None) is None
