"""Sections for new weeks and dates, in documents with one section for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import attrs

from weeklypapers.dialects.dates import Span, find_span
from weeklypapers.dialects.headings import Heading
from weeklypapers.editing.dates import redated, week_before, written
from weeklypapers.editing.places import Contents, Place
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import EditError

__all__ = ["DatedSection", "SectionMaker", "date_sections", "week_sections"]

_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")


@attrs.frozen(eq=False)
class DatedSection:
    """A part of a document with the papers of one week, day, month or year.

    Attributes:
        heading: The heading that names the date.
        named: The week, or the day, month or year.
        places: The places of its papers.
    """

    heading: Heading
    named: date | PartialDate
    places: list[Place]

    @property
    def day(self) -> date:
        """The last day of the date, by which sections are ordered."""
        return self.named.last if isinstance(self.named, PartialDate) else self.named


def week_sections(places: Iterable[Place]) -> list[DatedSection]:
    """Return the sections of the weeks that have papers, in the order of the document."""
    sections: dict[int, DatedSection] = {}
    for place in places:
        heading = place.section.dating if place.section else None
        if heading and place.paper.week and place.is_from_heading("week"):
            section = DatedSection(heading, place.paper.week, [])
            sections.setdefault(heading.line, section).places.append(place)
    return list(sections.values())


def date_sections(places: Iterable[Place], topics: tuple[str, ...]) -> list[DatedSection]:
    """Return the sections of days, months or years that have papers, in order.

    All headings have the kind of date that most have, and none has headings below it.

    Args:
        places: The places of the papers of the document.
        topics: The topics that the headings above each section must give. Without any, these are
            the topics of the newest section.
    """
    listed = list(_date_sections(places).values())
    if not topics and listed:
        topics = _topics_above(max(listed, key=lambda section: section.day))
    return _of_most_kind([section for section in listed if _is_above(section, topics)])


def _is_above(section: DatedSection, topics: tuple[str, ...]) -> bool:
    """Return whether papers with some topics may be in a section."""
    above = _topics_above(section)
    if above == topics:
        return True
    prefix = f"{above[0]} > " if above else ""
    has_own = any("topics" in place.columns for place in section.places)
    return has_own and all(topic.startswith(prefix) for topic in topics)


def _topics_above(section: DatedSection) -> tuple[str, ...]:
    above = section.places[0].section
    topics: tuple[str, ...] = above.defaults.get("topics", ()) if above else ()
    return topics


def _date_sections(places: Iterable[Place]) -> dict[int, DatedSection]:
    sections: dict[int, DatedSection] = {}
    for place in places:
        section = place.section
        if section is None or section.listed_date is None or section.dating is None:
            continue
        if section.headings[-1] is section.dating:
            dated = DatedSection(section.dating, section.listed_date, [])
            sections.setdefault(section.dating.line, dated).places.append(place)
    return sections


def _of_most_kind(sections: Sequence[DatedSection]) -> list[DatedSection]:
    """Return the sections whose headings have the kind of date that most have."""
    kinds = Counter(_kind(section.heading) for section in sections)
    kind = max(kinds, key=kinds.__getitem__, default=None)
    return [section for section in sections if _kind(section.heading) == kind]


def _kind(heading: Heading) -> str | None:
    return heading.span.kind if heading.span else None


class SectionMaker:
    """Makes sections for new weeks or dates, each like its neighbours.

    Attributes:
        sections: The sections of the document.
    """

    def __init__(
        self,
        contents: Contents,
        sections: list[DatedSection],
        *,
        is_rising: bool,
        prefers_years: bool,
    ) -> None:
        """Make sections for a document.

        Args:
            contents: The contents of the document.
            sections: Its sections of such dates.
            is_rising: Whether they run from old to new.
            prefers_years: Whether new headings are like those with a year, if there are any.
        """
        self.sections: list[DatedSection] = sections
        self._file = contents.file
        self._lines = ["", *contents.lines]  # counted from 1
        self._is_rising = is_rising
        self._prefers_years = prefers_years

    def lines(
        self,
        day: date | PartialDate,
        entries: Sequence[str],
        neighbour: int,
        head: range,
        *,
        is_first: bool,
    ) -> list[str]:
        """Return the lines of a new section, and of the gap between it and its neighbour.

        Args:
            day: The week or date.
            entries: The lines of its entries.
            neighbour: The index of the section next to the new one.
            head: The lines above the entries of that section, which are copied.
            is_first: Whether the new section comes before its neighbour.

        Raises:
            EditError: No heading can be written for the date, or the document has it already.
        """
        field = "listed_date" if isinstance(day, PartialDate) else "week"
        heading = self._heading(day, field, neighbour, is_first=is_first)
        if heading[0] in self._lines[1:]:
            reason = f"the document already has the heading {heading[0]!r}, without papers below it"
            line = self._lines.index(heading[0], 1)
            raise EditError(reason, field, line, self._file)
        below = range(self._end(self.sections[neighbour].heading) + 1, head.start)
        blanks = [self._lines[line] for line in below if not self._lines[line].strip()]
        section = [*heading, *blanks[:2], *self._lines[head.start : head.stop], *entries]
        gap = self._gap(neighbour)
        return [*section, *gap] if is_first else [*gap, *section]

    def _end(self, heading: Heading) -> int:
        """Return the last line of a heading, with the line that underlines it."""
        end = heading.line + heading.raw.count("\n")
        below = self._lines[end + 1] if end + 1 < len(self._lines) else ""
        is_underlined = not heading.raw.lstrip().startswith("#") and _UNDERLINE.match(below)
        return end + 1 if is_underlined else end

    def _gap(self, neighbour: int) -> list[str]:
        """Return the blank lines and rules between two sections."""
        below = neighbour or 1
        if below >= len(self.sections):
            return [""]
        end = start = self.sections[below].heading.line
        while start > 1 and (
            not self._lines[start - 1].strip() or _RULE.match(self._lines[start - 1])
        ):
            start -= 1
        return self._lines[start:end]

    def _heading(
        self, day: date | PartialDate, field: str, neighbour: int, *, is_first: bool
    ) -> list[str]:
        """Return the lines of a heading for a date, like the nearest one that can be copied."""
        heading = self.sections[neighbour].heading
        has_year = self._prefers_years or (heading.span is not None and heading.span.has_year)
        nearest = sorted(self.sections, key=lambda other: abs(other.heading.line - heading.line))
        samples = [section.heading.text for section in nearest]
        nearest.sort(key=lambda other: _unlikeness(other.heading, day, has_year=has_year))
        for model in (section.heading for section in nearest):
            parts = _redated_heading(model, day, samples)
            if parts is not None:
                raw = self._counted(parts, model, neighbour, is_first=is_first)
                lines = raw.split("\n")
                return [*lines, *self._lines[model.line + len(lines) : self._end(model) + 1]]
        kind = "date" if isinstance(day, PartialDate) else "week"
        reason = f"no heading of a {kind}, such as {heading.text!r}, can be written for {day}"
        raise EditError(reason, field, heading.line, self._file)

    def _counted(
        self, parts: tuple[str, str, str], model: Heading, neighbour: int, *, is_first: bool
    ) -> str:
        """Return a copy of a heading with the next number, if the sections are numbered.

        Args:
            parts: The copy: the source before its date, its date, and the source after it.
            model: The heading that was copied.
            neighbour: The index of the section next to the new one.
            is_first: Whether the new section comes before its neighbour.
        """
        number = _number(model)
        if number is None or len({_number(section.heading) for section in self.sections}) == 1:
            return "".join(parts)
        last = _number(self.sections[neighbour].heading)
        is_outermost = neighbour == (0 if is_first else len(self.sections) - 1)
        if not is_outermost or last is None:
            line = self.sections[neighbour].heading.line
            reason = f"no week can be inserted between numbered headings, such as {model.text!r}"
            raise EditError(reason, "week", line, self._file)
        next_number = last + (1 if self._is_rising is not is_first else -1)
        before, new_date, after = parts
        pattern = rf"(?<!\d){number}(?!\d)"
        before, count = re.subn(pattern, str(next_number), before, count=1)
        if not count:
            after = re.sub(pattern, str(next_number), after, count=1)
        return f"{before}{new_date}{after}"


def _unlikeness(heading: Heading, day: date | PartialDate, *, has_year: bool) -> tuple[bool, bool]:
    """Return whether a heading differs from what a date needs: in the year, and in its months."""
    span = heading.span
    if span is None:
        return True, True
    if isinstance(day, PartialDate):
        return span.has_year is not has_year, False
    needs_two_months = day.month != (day - timedelta(days=6)).month
    return span.has_year is not has_year, needs_two_months and span.first.month == span.last.month


def _redated_heading(
    heading: Heading, day: date | PartialDate, samples: Sequence[str]
) -> tuple[str, str, str] | None:
    """Return the source of a heading with another date; None if it can't be copied.

    Returns:
        The source before the date, the new date, and the source after it.
    """
    span = heading.span
    if span is None or span.is_week is isinstance(day, PartialDate):
        return None
    old = heading.text[span.start : span.end]
    if heading.raw.count(old) != 1:
        return None
    last = written(day)
    first = last if span.kind == "day" or not span.is_week else week_before(last)
    for new in redated(old, span, first, last, samples):
        result = find_span(heading.text.replace(old, new))
        if result and result.kind == span.kind and _is_date(result, day):
            before, _, after = heading.raw.partition(old)
            return before, new, after
    return None


def _is_date(span: Span, day: date | PartialDate) -> bool:
    dated = span if span.has_year else span.with_year(day.year)
    if isinstance(day, PartialDate):
        return dated.first == dated.last == written(day)
    first = dated.last if span.kind == "day" else week_before(written(day))
    return dated.ending == day and dated.first == first


def _number(heading: Heading) -> int | None:
    """Return the only number of a heading outside of its date."""
    span = heading.span
    rest = heading.text if span is None else heading.text[: span.start] + heading.text[span.end :]
    numbers = re.findall(r"\d+", rest)
    return int(numbers[0]) if len(numbers) == 1 else None
