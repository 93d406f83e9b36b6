"""The dates and topics of headings."""

from __future__ import annotations

import datetime

import pytest

from weeklypapers.dialects.dates import find_span
from weeklypapers.dialects.headings import (
    Heading,
    Section,
    inferred_years,
    section_below,
    without_pictures,
)
from weeklypapers.model.dates import PartialDate


def heading(text: str, level: int = 2, *, is_title: bool = False) -> Heading:
    return Heading(1, level, text, text, find_span(text), is_title)


def below(*texts: str, file_span: str | None = None) -> Section:
    """The section below some headings, each inside the one before."""
    headings = tuple(heading(text, level) for level, text in enumerate(texts, 1))
    return section_below(headings, find_span(file_span) if file_span else None)


def test_topics() -> None:
    section = below("Graphs 🔥", "2024-06-30", "Nodes", "🔥")
    assert section.topics == ("Graphs", "Nodes")
    assert section.defaults["topics"] == ("Graphs > Nodes",)
    assert below().defaults == {}


def test_the_title_is_not_a_topic() -> None:
    title = heading("Papers", 1, is_title=True)
    assert section_below((title, heading("Graphs")), None).topics == ("Graphs",)


@pytest.mark.parametrize(
    ("texts", "week", "listed_date"),
    [
        (["June 24 - June 30, 2024"], datetime.date(2024, 6, 30), None),
        (["2024-W26"], datetime.date(2024, 6, 30), None),
        (["Week of June 24, 2024"], datetime.date(2024, 6, 24), None),
        (["June 30, 2024"], None, PartialDate(2024, 6, 30)),
        (["June 2024"], None, PartialDate(2024, 6)),
        (["2024"], None, PartialDate(2024)),
        (["2024", "June 30"], None, PartialDate(2024, 6, 30)),
        (["2024", "June 24 - June 30"], datetime.date(2024, 6, 30), None),
        (["2024", "June 2023"], None, PartialDate(2023, 6)),
        (["June 30"], None, None),
        (["Graphs"], None, None),
    ],
)
def test_dates(
    texts: list[str], week: datetime.date | None, listed_date: PartialDate | None
) -> None:
    section = below(*texts)
    assert (section.week, section.listed_date) == (week, listed_date)
    assert section.defaults.get("week") == week
    assert section.defaults.get("listed_date") == listed_date


def test_the_name_of_the_file_dates_a_section() -> None:
    section = below("Graphs", file_span="June 24 - June 30, 2024")
    assert (str(section.week), section.dating) == ("2024-06-30", None)
    assert str(below("June 30", file_span="2024").listed_date) == "2024-06-30"


def test_the_innermost_heading_with_a_date_counts() -> None:
    section = below("2024", "June 30", "Graphs")
    assert section.dating is section.headings[1]
    assert section.year == 2024
    assert not section.is_yearless
    assert below("June 30").is_yearless
    assert not below("Graphs").is_yearless


def test_a_range_over_new_year_keeps_both_years() -> None:
    section = below("2024", "December 30 - January 5")
    assert (section.around, section.is_yearless, section.week) == (2024, True, None)


def test_a_day_that_the_outer_year_lacks_has_no_year() -> None:
    section = below("2023", "Feb 29")
    assert (section.around, section.is_yearless, section.listed_date) == (2023, True, None)


def test_inferred_years() -> None:
    sections = [below("Jan 1 - 7, 2024"), below("Dec 25 - 31"), below("Graphs")]
    years = inferred_years(sections, [[], []])
    ((dated, (span, reason)),) = years.items()
    assert dated is sections[1].dating
    assert (span.last.year, reason) == (2023, "the sections around it")


def test_an_inferred_year_must_agree_with_the_outer_heading() -> None:
    section = below("2024", "December 30 - January 5")
    assert section.dating
    years = inferred_years([section], [[(2024, 12)]])
    assert years[section.dating][0].last.year == 2025
    assert inferred_years([section], [[(2022, 12)]]) == {}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("🔥 Graphs ✨ ", "Graphs"),
        ("❤️\u200d🔥Graphs", "Graphs"),
        ("A 🔥 B", "A 🔥 B"),
        ("🔥", ""),
        ("", ""),
    ],
)
def test_without_pictures(text: str, plain: str) -> None:
    assert without_pictures(text) == plain
