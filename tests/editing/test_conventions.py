"""The conventions of lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import BULLETS, STYLED, TABLE, WEEKLY
from weeklypapers.editing.conventions import Conventions, conventions_of
from weeklypapers.testing import make_record


def conventions(text: str) -> Conventions:
    return conventions_of(wp.parse(text), is_document=True)


@pytest.mark.parametrize(
    ("text", "dating", "fields"),
    [
        (WEEKLY, "week", {"week", "category", "abstract"}),
        (TABLE, "listed_date", {"listed_date", "venue", "category"}),
        (STYLED, "listed_date", {"listed_date", "abstract"}),
        (BULLETS, None, set()),
    ],
)
def test_a_list_has_places_for_what_most_entries_have(
    text: str, dating: str | None, fields: set[str]
) -> None:
    result = conventions(text)
    assert result.dating == dating
    assert set(result.fields) == fields


@pytest.mark.parametrize("text", ["2024", "2024-06", "2024-06-05"])
def test_dates_are_as_precise_as_others(text: str) -> None:
    expected = wp.PartialDate.parse(text)
    papers = [wp.Paper(title="x", listed_date=expected)]
    first = date(2024, 6, 5)
    paper, errors = conventions_of(papers, is_document=True).dated(
        wp.Paper(title="y"), (first, first)
    )
    assert (paper.listed_date, errors) == (expected, [])


@given(st.dates(date(2000, 1, 10), date(2030, 1, 1)), st.integers(0, 6), st.integers(0, 500))
def test_a_week_contains_its_days(day: date, weekday: int, weeks: int) -> None:
    ending = day + timedelta(days=weekday)
    papers = [wp.Paper(title="x", week=ending - timedelta(days=7 * weeks))]
    week = conventions_of(papers, is_document=True).week((day, day))
    assert week == ending


def test_a_record_is_a_paper_of_the_list() -> None:
    record = make_record(wp.ArxivId("2406.15319v1"))
    paper, errors = conventions(BULLETS).paper(record)
    assert (paper.title, paper.arxiv, paper.abstract) == (record.title, record, None)
    assert [error.field for error in errors] == ["listed_authors", "abstract", "category"]


def test_venues_name_arxiv_as_the_list_does() -> None:
    papers = [wp.Paper(title="x", venue="ArXiv")] * 2
    assert conventions_of(papers, is_document=True).arxiv == "ArXiv"
    assert conventions_of(papers[:1], is_document=True).arxiv is None
