"""Dates in the style of other dates."""

from __future__ import annotations

from datetime import date

import pytest

import weeklypapers as wp
from support.editing import changed_lines, with_changes
from weeklypapers.dialects.dates import DateParts, find_span
from weeklypapers.editing.dates import date_in_style, redated, week_before, written


@pytest.mark.parametrize(
    ("text", "before", "day", "after"),
    [
        ("M/D/YY", "9/14/24", "2024-10-22", "10/22/24"),
        ("ambiguous", "9/14/24", "2024-10-02", "2024-10-02"),
        ("full", "**2024-09-14**", "2024-10-02", "**2024-10-02**"),
        ("dots", "2024.9.14", "2024-10-02", "2024.10.2"),
        ("dots padded", "2024.09.14", "2024-10-02", "2024.10.02"),
        ("short", "14 Sep 2024", "2024-10-02", "2 Oct 2024"),
        ("ordinal", "September 14th, 2024", "2024-10-22", "October 22nd, 2024"),
        ("compact", "20240914", "2024-10-02", "20241002"),
        ("month", "Sep 2024", "2024-10", "Oct 2024"),
        ("coarser", "2024/09/14", "2024-10", "2024-10"),
        ("none", "-", "2024-10-02", "2024-10-02"),
    ],
)
def test_a_date_is_written_like_the_old_one(text: str, before: str, day: str, after: str) -> None:
    papers = wp.parse(f"| Title | Date | Abstract |\n|-|-|-|\n| A thing | {before} | {text} |\n")
    new = with_changes(papers, 0, listed_date=wp.PartialDate.parse(day))
    assert changed_lines(papers, new)[1] == [f"| A thing | {after} | {text} |"]


@pytest.mark.parametrize(
    ("text", "day", "new"),
    [
        ("June 10 - June 16", "2024-06-23", "June 17 - June 23"),
        ("June 10-16", "2024-07-07", "July 1-7"),
        ("June 10-16", "2024-06-02", "May 27 - June 2"),
        ("May 6-12, 2024", "2024-06-02", "May 27 - June 2, 2024"),
        ("MAY 6TH - 12TH", "2024-05-26", "MAY 20th - 26th"),
        ("2024-W24", "2024-06-23", "2024-W25"),
        ("06/10-06/16", "2024-07-07", "07/01-07/07"),
    ],
)
def test_a_week_is_written_in_the_style_of_a_text(text: str, day: str, new: str) -> None:
    span = find_span(text)
    assert span
    last = written(date.fromisoformat(day))
    assert new in list(redated(text[span.start : span.end], span, week_before(last), last))


def test_a_week_begins_six_days_before_its_end() -> None:
    assert week_before(DateParts(2024, 3, 3)) == DateParts(2024, 2, 26)


@pytest.mark.parametrize(
    ("text", "samples", "year", "as_range", "result"),
    [
        ("on 2024/6/3", [], None, False, ((0, 11), "2024-10-02")),
        ("(6/30)", ["7/31"], 2024, False, ((1, 5), "10/2")),
        ("(6/30)", [], 2024, False, ((1, 5), "2024-10-02")),
        ("", ["9 Jun 2024"], None, False, ((0, 0), "2 Oct 2024")),
        ("Jun 6 - 12, 2024", [], None, True, ((0, 16), "Sep 26 - Oct 2, 2024")),
        ("12 Jun 2024", [], None, True, ((0, 11), "2 Oct 2024")),
    ],
)
def test_a_cell_gets_a_date_in_its_style(
    text: str, samples: list[str], year: int | None, *, as_range: bool, result: object
) -> None:
    date_and_range = date_in_style(text, samples, DateParts(2024, 10, 2), year, as_range=as_range)
    assert date_and_range == result
