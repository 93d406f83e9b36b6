"""The headings above a list: what they say of weeks, days and topics.

A heading with a day or a range of days dates everything below it, down to the next heading of its
level; every other heading is a topic, but for the document's title.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

import attrs

from weeklypapers.dialects.dates import Order, Span, day_order, find_in_name, find_span, is_week_of
from weeklypapers.dialects.years import infer_years
from weeklypapers.model.dates import PartialDate

__all__ = ["FOLD", "Heading", "Outline", "Section", "inferred_years", "without_pictures"]

FOLD = 7
"""The level of the summary of a folded part: below all headings."""


@attrs.frozen(eq=False)
class Heading:
    """A heading of a document.

    Attributes:
        line: Its line.
        level: 1 to 6, or `FOLD`.
        text: Its plain text.
        raw: Its line as it stands.
        span: The day, or the range of days, that it names.
    """

    line: int
    level: int
    text: str
    raw: str
    span: Span | None

    @cached_property
    def is_week(self) -> bool:
        """Whether `span` is a week, be it by one of its days."""
        span = self.span
        return bool(span and (span.kind in ("range", "week") or is_week_of(self.text, span)))


@attrs.frozen(eq=False)
class Section:
    """The part of a document below one heading.

    Attributes:
        headings: The headings above it, from the outside in.
        span: What dates it, the year of an outer heading or of the file's name filled in; None if
            nothing does.
        topics: The headings that are topics, from the outside in.
        around: The year of an outer heading or of the file's name where it may be that of either
            end, as of a week over New Year.
    """

    headings: tuple[Heading, ...] = ()
    span: Span | None = None
    topics: tuple[str, ...] = ()
    around: int | None = None

    @property
    def topic(self) -> tuple[str, ...]:
        """The one topic that its papers have, with its path; nothing if there is none."""
        return (" > ".join(self.topics),) if self.topics else ()

    @cached_property
    def week(self) -> date | None:
        """The day of the week that it lists."""
        return self.span.ending if self.span and self._is_week else None

    @cached_property
    def listed_date(self) -> PartialDate | None:
        """The day, month or year that it gives its papers."""
        return self.span.partial if self.span and not self._is_week else None

    @property
    def _is_week(self) -> bool:
        """Whether what dates it is a week; where no heading does, it is the file's name."""
        if self.dating:
            return self.dating.is_week
        return self.span is not None and self.span.kind in ("range", "week")

    @property
    def year(self) -> int | None:
        """The year of days below it that have none."""
        return self.span.last.year if self.span else None

    @property
    def dating(self) -> Heading | None:
        """The innermost heading that dates it."""
        return next((heading for heading in reversed(self.headings) if heading.span), None)

    @property
    def is_yearless(self) -> bool:
        """Whether it is dated, but for the year."""
        return self.span is not None and not self.span.has_year


class Outline:
    """The headings of a document, one after the other, and the section that each begins."""

    def __init__(self, file: str | None) -> None:
        self._base = find_in_name(file) if file else None
        self._title: Heading | None = None
        self.order: Order | None = None  # of month and day, as far as a heading told it
        self.section: Section = Section(span=self._base)

    def add(self, heading: Heading) -> None:
        """Begin the section of a heading."""
        self.order = self.order or day_order([heading.text])
        outer = [above for above in self.section.headings if above.level < heading.level]
        if self._title is None and not outer:
            # The first heading is the document's title, if it is of the highest level.
            self._title = heading if heading.level == 1 else _NO_TITLE
        headings = (*outer, heading)
        topics = [
            name
            for above in headings
            if not above.span
            and above is not self._title
            and (name := without_pictures(above.text))
        ]
        self.section = self._section(headings, tuple(topics))

    def close(self, level: int) -> None:
        """End the section of the headings of a level and below."""
        headings = tuple(above for above in self.section.headings if above.level < level)
        self.section = self._section(headings, self.section.topics)

    def _section(self, headings: tuple[Heading, ...], topics: tuple[str, ...]) -> Section:
        """What dates a section: the innermost heading that does, with the year of outer ones."""
        span, around = self._base, None
        for heading in headings:
            if heading.span is None:
                continue
            year = span.last.year if span else around
            span, around = heading.span, None
            if year is not None and not span.has_year:
                if _is_over_new_year(span):
                    around = year
                else:
                    span = span.with_year(year)
        return Section(headings, span, topics, around)


def _is_over_new_year(span: Span) -> bool:
    return (span.first.month or 0) > (span.last.month or 0)


_NO_TITLE = Heading(0, 0, "", "", None)


def without_pictures(text: str) -> str:
    """A text without emoji and blanks at its ends."""
    shown = [
        not (c.isspace() or c in "\ufe0f\u200d" or unicodedata.category(c) == "So") for c in text
    ]
    if True not in shown:
        return ""
    return text[shown.index(True) : len(text) - shown[::-1].index(True)]


def heading_of(
    text: str, *, line: int, level: int, raw: str, order: Order | None = None
) -> Heading:
    """A heading, with the days that it names; `order` is that of month and day in others."""
    return Heading(line, level, text, raw, find_span(text, order=order))


def inferred_years(
    sections: Iterable[Section], months: Sequence[Sequence[tuple[int, int]]]
) -> dict[Heading, tuple[Span, str]]:
    """For headings without a year the span with it, and why, where their surroundings tell it.

    Args:
        sections: The dated sections, in the order of the document.
        months: For each the months of the arXiv identifiers that it lists.
    """
    spans = [section.span for section in sections if section.span]
    found = infer_years(spans, months)
    return {
        section.dating: (section.span.with_year(inferred.year), inferred.reason)
        for section, inferred in zip(sections, found, strict=True)
        if section.span and section.dating and section.is_yearless and inferred
        if section.around is None or inferred.year in (section.around, section.around + 1)
    }
