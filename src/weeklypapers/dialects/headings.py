"""Headings above a list, and the weeks, days and topics that they give to the papers below.

A heading with a day or a range of days dates everything below it, down to the next heading of its
level. Every other heading is a topic, except for the document's title.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from weeklypapers.dialects.dates import Span
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.text import remembering

__all__ = [
    "FOLD",
    "Heading",
    "Section",
    "inferred_years",
    "section_below",
    "with_outer_year",
    "without_pictures",
]

FOLD = 7
"""The level of the summary of a folded part: below all headings."""


@attrs.frozen(eq=False)
class Heading:
    """A heading of a document.

    Attributes:
        line: The number of its first line.
        level: 1 to 6, or `FOLD`.
        text: Its plain text.
        raw: Its source.
        span: The day, or the range of days, in its text.
        is_title: True if it is the document's title.
    """

    line: int
    level: int
    text: str
    raw: str
    span: Span | None
    is_title: bool = False


@attrs.frozen(eq=False)
class Section:
    """The part of a document below one heading.

    Attributes:
        headings: The headings above it, from the outermost to the innermost.
        span: The span of its innermost heading with one, or else of the file's name; None if there
            is none. A missing year is filled in from outer headings or the file's name.
        topics: The headings that are topics, from the outermost to the innermost.
        around: The year of an outer heading or of the file's name, if the span has none. Either end
            of a range over New Year may be in it.
        dating: Its innermost heading with a span.
    """

    headings: tuple[Heading, ...] = ()
    span: Span | None = None
    topics: tuple[str, ...] = ()
    around: int | None = None
    dating: Heading | None = None

    @property
    def week(self) -> date | None:
        """The day that ends the week of its papers."""
        return self.span.ending if self.span and self.span.is_week else None

    @property
    def listed_date(self) -> PartialDate | None:
        """The day, month or year of its papers, if it has no week."""
        return self.span.last.partial if self.span and not self.span.is_week else None

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The values of its papers by field, where their entries have no others."""
        values: dict[str, Any] = {"topics": (" > ".join(self.topics),)} if self.topics else {}
        if self.span:
            values |= {"week": self.week, "listed_date": self.listed_date}
        return values

    @property
    def year(self) -> int | None:
        """The year of days below it that have none."""
        return self.span.last.year if self.span else None

    @property
    def is_yearless(self) -> bool:
        """True if it has a date without a year."""
        return self.span is not None and not self.span.has_year


def section_below(headings: tuple[Heading, ...], file_span: Span | None) -> Section:
    """Return the section below some headings.

    Args:
        headings: The headings, from the outermost to the innermost.
        file_span: The span of the file's name.
    """
    span, around, dating = file_span, None, None
    topics: list[str] = []
    for heading in headings:
        if heading.span is None:
            if not heading.is_title and (topic := without_pictures(heading.text)):
                topics.append(topic)
            continue
        year = span.last.year if span else around
        span, dating = with_outer_year(heading.span, year), heading
        around = None if span.has_year else year
    return Section(headings, span, tuple(topics), around, dating)


def with_outer_year(span: Span, year: int | None) -> Span:
    """Return a span with the year of the headings above it, if no other year is possible."""
    if year is None or span.has_year or (span.first.month or 0) > (span.last.month or 0):
        return span  # over New Year, either end may be in that year
    try:
        return span.with_year(year)
    except InvalidValueError:  # 29 February
        return span


@remembering(1024)  # each heading is above many others
def without_pictures(text: str) -> str:
    """Return a text without emoji, the characters that join them, and blanks at its ends."""
    removed = [char for char in text if unicodedata.category(char) == "So" or char.isspace()]
    return text.strip("\ufe0f\u200d" + "".join(removed))


def inferred_years(
    sections: Iterable[Section], months: Sequence[Sequence[tuple[int, int]]]
) -> dict[Heading, tuple[Span, str]]:
    """Infer the years that headings leave out.

    Args:
        sections: The dated sections, in the order of the document.
        months: The months of the arXiv identifiers of each section.

    Returns:
        For each heading whose year is certain, its span with the year, and the reason.
    """
    from weeklypapers.dialects.years import infer_years  # few lists have headings without a year

    dated = [(section, section.span) for section in sections if section.span]
    years = infer_years([span for _, span in dated], months)
    return {
        section.dating: (span.with_year(inferred.year), inferred.reason)
        for (section, span), inferred in zip(dated, years, strict=True)
        if section.dating and section.is_yearless and inferred
        if section.around is None or inferred.year in (section.around, section.around + 1)
    }
