"""New papers in a list: where each goes, its row, and sections for new weeks.

A row is made of the nearest one that will do, with everything it says replaced. What comes out is
read again: see `editing.settled`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

import attrs

from weeklypapers.dialects.dates import Span, find_span
from weeklypapers.dialects.dialect import TableReader
from weeklypapers.dialects.headings import Heading
from weeklypapers.editing.dates import redated, written
from weeklypapers.editing.document import (
    Document,
    Lines,
    Outcome,
    Place,
    Reading,
    Table,
    differences,
    number_of,
    read,
    renumber,
    rewrite,
    settled,
)
from weeklypapers.editing.layout import Layout, layout_of, start_of
from weeklypapers.markdown import Chunk
from weeklypapers.markdown.tables import row_at
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["extended", "joined"]

# How many rows are tried as the one after which a new one is made.
_TEMPLATES = 12
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_PICTURE = re.compile(r"!\[|<img", re.IGNORECASE)


def joined(papers: Sequence[Paper], new: Sequence[Paper]) -> list[Paper]:
    """Papers with others among them, each where its week is."""
    made = list(papers)
    rising = _is_rising(paper.week for paper in papers)
    for paper in _in_order(new, rising=rising):
        made.insert(_position(made, paper.week, rising=rising), paper)
    return made


def _position(papers: Sequence[Paper], week: date | None, *, rising: bool) -> int:
    """Where a paper of a week goes: behind the last of its week, or before the next one."""
    if week is None:
        return len(papers)
    same = [at for at, paper in enumerate(papers) if paper.week == week]
    if same:
        return same[-1] + 1
    later = (
        at
        for at, paper in enumerate(papers)
        if paper.week and (paper.week > week if rising else paper.week < week)
    )
    dated = [at for at, paper in enumerate(papers) if paper.week]
    return next(later, dated[-1] + 1 if dated else 0)


def _is_rising(weeks: Iterable[date | None]) -> bool:
    """Whether the weeks of a list run from old to new, as most neighbours tell."""
    pairs = list(pairwise(week for week in weeks if week))
    return sum(one < other for one, other in pairs) > sum(one > other for one, other in pairs)


def _in_order(papers: Iterable[Paper], *, rising: bool) -> list[Paper]:
    """Papers by week, those without one last."""
    sign = 1 if rising else -1

    def key(paper: Paper) -> tuple[bool, int]:
        return paper.week is None, sign * paper.week.toordinal() if paper.week else 0

    return sorted(papers, key=key)


def extended(document: Document, papers: Sequence[Paper], new: Sequence[Paper]) -> Outcome:
    """The document with further papers.

    Args:
        document: The document.
        papers: Its papers, with their records.
        new: The further papers.

    Raises:
        EditError: It has no place for one, or can't say what one says.
    """
    before = read(document)
    failed: EditError | None = None
    for years in (False, True):
        plan = _Plan(document, before, years=years)
        plan.add(new)
        try:
            return settled(document, before, plan.lines.text(), plan.wanted(papers))
        except EditError as error:
            failed = failed or error
        if not plan.is_yearless:
            break
    raise failed or AssertionError("it was settled or failed")


@attrs.frozen
class _Section:
    """A part of a document that lists one week: its heading and its papers."""

    heading: Heading
    week: date
    places: list[Place]


class _Plan:
    """What is put into a document, and where."""

    def __init__(self, document: Document, before: Reading, *, years: bool) -> None:
        self.document = document
        self.before = before
        self.years = years
        self.is_yearless = False
        self.lines = Lines(document.text)
        self.rows = [place for place in before.places if place.chunk and not place.chunk.html]
        self.rising = _is_rising(place.paper.week for place in before.places)
        # Rows with pictures are no templates, since the pictures are their own.
        self._plain = [place for place in self.rows if not _PICTURE.search(_text(place))]
        self._added: list[tuple[int, Paper]] = []
        self._layouts: dict[int, Layout] = {}

    def wanted(self, papers: Sequence[Paper]) -> list[Paper]:
        """All papers in the order of the lines that are to say them."""
        places = zip(self.before.places, papers, strict=True)
        old = [(place.line, 0, paper) for place, paper in places]
        new = [(line, 1, paper) for line, paper in self._added]
        return [paper for *_, paper in sorted([*old, *new], key=lambda entry: entry[:2])]

    def add(self, papers: Sequence[Paper]) -> None:
        """Find a place for papers, and write their rows."""
        known = {place.paper.week for place in self.rows}
        known |= {table.section.week for table in self._empty_tables() if table.section}
        ordered = _in_order(papers, rising=self.rising)
        for paper in ordered:
            if paper.week and paper.week in known:
                self._add_to(self._known(paper), paper)
        fresh = [paper for paper in ordered if paper.week and paper.week not in known]
        for week, group in groupby(fresh, key=lambda paper: paper.week):
            if week is not None:
                self._add_week(week, list(group))
        for paper in ordered:
            if paper.week is None:
                self._add_to(self._last(paper), paper)

    def _empty_tables(self) -> list[Table]:
        tables = self.before.tables
        return [table for table in tables if not table.papers and table.chunk.html is None]

    # Places

    def _known(self, paper: Paper) -> Place | Table:
        """Behind which row a paper of a week goes that the list has."""
        same = [place for place in self.rows if place.paper.week == paper.week]
        if same:
            return _nearest_topic(same, paper)[-1]
        tables = self._empty_tables()
        return next(table for table in tables if table.section and table.section.week == paper.week)

    def _last(self, paper: Paper) -> Place | Table:
        undated = [place for place in self.rows if not place.paper.week]
        if undated:
            near = _nearest_topic(undated, paper)
            return near[-1] if len(near) < len(undated) else self.rows[-1]
        if self.rows:
            return self.rows[-1]
        return self._only_table(paper)

    def _only_table(self, paper: Paper) -> Table:
        if tables := self._empty_tables():
            return tables[0]
        reason = f"the document has no table of papers in Markdown to add {paper.title!r} to"
        raise EditError(reason, None, None, self.document.file)

    def _add_to(self, anchor: Place | Table, paper: Paper) -> None:
        """Put the row of a paper behind a row, or into an empty table."""
        line = anchor.line if isinstance(anchor, Place) else anchor.chunk.line - 1
        self._insert(line, anchor, paper)

    def _insert(self, line: int, anchor: Place | Table, paper: Paper) -> None:
        count = sum(behind == line for behind, _ in self._added)
        number = self._number(anchor)
        text = self._row(anchor, paper, None if number is None else number + 1 + count)
        self.lines.insert(line, [text])
        self._added.append((line, paper))

    def _add_week(self, week: date, papers: Sequence[Paper]) -> None:
        """Put in a week that the list does not have: rows of a table, or a section."""
        dated = [place for place in self.rows if place.paper.week]
        later = [place for place in dated if self._comes_before(week, place.paper.week)]
        if not dated:
            for paper in papers:
                anchor = self.rows[-1] if self.rows else self._only_table(paper)
                self._add_to(anchor, paper)
            return
        near = later[0] if later else dated[-1]
        if _is_headed(near):
            self._add_section(week, papers, near, first=bool(later))
            return
        for paper in papers:
            self._insert(near.line - bool(later), near, paper)

    def _comes_before(self, week: date, other: date | None) -> bool:
        return other is not None and (week < other if self.rising else week > other)

    # Rows

    def _layout(self, chunk: Chunk) -> Layout:
        if id(chunk) not in self._layouts:
            self._layouts[id(chunk)] = layout_of(chunk)
        return self._layouts[id(chunk)]

    def _number(self, anchor: Place | Table) -> int | None:
        """The running number of a row."""
        if not isinstance(anchor, Place) or anchor.reader is None or anchor.chunk is None:
            return None
        row, start = anchor.row
        return number_of(anchor.reader, row, start, self._layout(anchor.chunk))

    def _row(self, anchor: Place | Table, paper: Paper, number: int | None) -> str:
        """The row of a paper, made after one nearby; the first that is read as the paper."""
        chunk, reader = anchor.chunk, anchor.reader
        if chunk is None or reader is None:
            raise AssertionError("only places in tables are chosen")
        made: list[str] = []
        failed: list[EditError] = []
        for template in [*self._templates(anchor), None]:
            try:
                text = self._written(template, chunk, reader, paper, number)
            except EditError as error:
                failed.append(error)
                continue
            made.append(text)
            if _is_read(text, chunk, reader, paper):
                return text
        if made:
            return made[0]
        raise EditError(failed[-1].reason, failed[-1].field, None, self.document.file)

    def _templates(self, anchor: Place | Table) -> list[Place]:
        """The rows nearest to a place, of tables with the same columns."""
        line = anchor.line if isinstance(anchor, Place) else anchor.chunk.line
        alike = [
            place
            for place in self._plain
            if place.reader and anchor.reader and place.reader.columns == anchor.reader.columns
        ]
        near = sorted(alike, key=lambda place: abs(place.line - line))
        elsewhere = {id(place.chunk): place for place in reversed(near)}
        return [*near[:_TEMPLATES], *reversed(elsewhere.values())][: 2 * _TEMPLATES]

    def _written(
        self,
        template: Place | None,
        chunk: Chunk,
        reader: TableReader,
        paper: Paper,
        number: int | None,
    ) -> str:
        layout = self._layout(template.chunk if template and template.chunk else chunk)
        if template is None:
            header = chunk.table.header
            start = start_of(header)
            blank = layout.replace(header.text, start, dict.fromkeys(range(len(header.cells)), ""))
            row = row_at(header.line, blank, start)
            line = rewrite(reader, row, start, None, _own(paper, None, reader), layout)
            return line.lstrip("\ufeff")
        row, start = template.row
        before = _own(template.paper, template, reader)
        line = rewrite(reader, row, start, before, _own(paper, template, reader), layout)
        if number is None:
            return line
        return renumber(reader, row_at(row.line, line, start), start, number, layout)

    # Sections

    def _add_section(
        self, week: date, papers: Sequence[Paper], near: Place, *, first: bool
    ) -> None:
        """Put in a section of a new week, in front of the one nearby or behind it."""
        sections = _sections(self.rows)
        at = next(at for at, found in enumerate(sections) if near in found.places)
        model = sections[at]
        place = model.places[0] if first else model.places[-1]
        chunk = place.chunk
        if chunk is None:
            raise AssertionError("only places in tables are chosen")
        rows = self._section_rows(place, papers)
        heading = self._heading(sections, at, week, first=first)
        self._check_unused(heading[0])
        new = [*heading, *self._blanks_below(model.heading, chunk), *self._top(chunk), *rows]
        gap = self._gap(sections, at)
        behind = model.heading.line - 1 if first else near.line
        self.lines.insert(behind, [*new, *gap] if first else [*gap, *new])
        self._added += [(behind, paper) for paper in papers]

    def _check_unused(self, heading: str) -> None:
        for line in range(1, len(self.lines) + 1):
            if self.lines[line] == heading:
                reason = f"the document has the heading {heading!r}, with no papers below it"
                raise EditError(reason, "week", line, self.document.file)

    def _section_rows(self, place: Place, papers: Sequence[Paper]) -> list[str]:
        numbered = self._number(place) is not None
        return [
            self._row(place, paper, number if numbered else None)
            for number, paper in enumerate(papers, 1)
        ]

    def _top(self, chunk: Chunk) -> list[str]:
        line = chunk.table.header.line
        return [self.lines[line], self.lines[line + 1]]

    def _heading_end(self, heading: Heading) -> int:
        """The line on which a heading ends, with what underlines it."""
        end = heading.line + heading.raw.count("\n")
        below = self.lines[end + 1] if end < len(self.lines) else ""
        underlined = not heading.raw.lstrip().startswith("#") and _UNDERLINE.match(below)
        return end + 1 if underlined else end

    def _blanks_below(self, heading: Heading, chunk: Chunk) -> list[str]:
        lines = range(self._heading_end(heading) + 1, chunk.table.header.line)
        return [self.lines[line] for line in lines if not self.lines[line].strip()][:2]

    def _gap(self, sections: Sequence[_Section], at: int) -> list[str]:
        """What stands between two sections: blank lines, and rules."""
        below = at or 1
        if below >= len(sections):
            return [""]
        line = sections[below].heading.line - 1
        gap: list[str] = []
        while line > 0 and (not self.lines[line].strip() or _RULE.match(self.lines[line])):
            gap.insert(0, self.lines[line])
            line -= 1
        return gap

    def _heading(
        self, sections: Sequence[_Section], at: int, week: date, *, first: bool
    ) -> list[str]:
        """The heading of a week, as those nearby are written."""
        model = sections[at].heading
        near = sorted(sections, key=lambda one: abs(one.heading.line - model.line))
        has_year = model.span is not None and model.span.has_year
        self.is_yearless = self.is_yearless or not has_year
        samples = [section.heading.text for section in near]
        for section in sorted(
            near, key=lambda one: _unlike(one.heading, week, self.years or has_year)
        ):
            raw = _redated_heading(section.heading, week, samples)
            if raw is not None:
                lines = self._counted(raw, section, sections, at, first=first)
                end = self._heading_end(section.heading)
                underline = range(section.heading.line + len(lines), end + 1)
                return [*lines, *(self.lines[line] for line in underline)]
        reason = f"no heading of a week, such as {model.text!r}, can be written for {week}"
        raise EditError(reason, "week", model.line, self.document.file)

    def _counted(
        self, raw: str, like: _Section, sections: Sequence[_Section], at: int, *, first: bool
    ) -> list[str]:
        """A heading, the number that counts the sections going on where there is one."""
        number = _count(like.heading)
        others = {_count(section.heading) for section in sections}
        if number is None or len(others) == 1:
            return raw.split("\n")
        ends = at == 0 if first else at == len(sections) - 1
        last = _count(sections[at].heading)
        if not ends or last is None:
            reason = f"the headings are numbered, as {like.heading.text!r}, so no week goes between"
            raise EditError(reason, "week", sections[at].heading.line, self.document.file)
        step = 1 if self.rising is not first else -1
        return re.sub(rf"(?<!\d){number}(?!\d)", str(last + step), raw, count=1).split("\n")


def _nearest_topic(places: list[Place], paper: Paper) -> list[Place]:
    """Of some places those under the headings that say what a paper does, if there are any."""
    for field in ("topics", "listed_date"):
        alike = [
            place
            for place in places
            if field not in place.columns and getattr(place.paper, field) == getattr(paper, field)
        ]
        places = alike or places
    return places


def _text(place: Place) -> str:
    return place.paper.origin.text if place.paper.origin else ""


def _own(paper: Paper, template: Place | None, reader: TableReader) -> Paper:
    """A paper without what the headings say of it, and not its row."""
    told: dict[str, Any] = {"week": None, "topics": (), "listed_date": None}
    unsaid = {
        field: nothing
        for field, nothing in told.items()
        if field not in reader.columns.names and (field == "topics" or _is_told(template, field))
    }
    return attrs.evolve(paper, **unsaid)


def _is_told(place: Place | None, field: str) -> bool:
    if place is None:  # the whole list tells in the end
        return True
    return place.section is not None and bool(getattr(place.section, field))


def _is_read(text: str, chunk: Chunk, reader: TableReader, paper: Paper) -> bool:
    """Whether a row is read as a paper, but for what other lines decide on, too."""
    row = row_at(chunk.line, text, start_of(row_at(chunk.line, text, 0)))
    start = start_of(row)
    found, _ = reader.read(Chunk(chunk.table, chunk.line, [text], None, [start]))
    open_to_others = {"week", "listed_date", "topics"}
    return len(found) == 1 and not set(differences(paper, found[0])) - open_to_others


def _is_headed(place: Place) -> bool:
    """Whether the heading above a paper tells its week."""
    section = place.section
    return section is not None and section.week is not None and "week" not in place.columns


def _sections(places: Iterable[Place]) -> list[_Section]:
    """The sections of a list, as far as they have papers."""
    found: dict[int, _Section] = {}
    for place in places:
        heading = place.section.dating if place.section else None
        if heading and place.paper.week and _is_headed(place):
            section = _Section(heading, place.paper.week, [])
            found.setdefault(heading.line, section).places.append(place)
    return list(found.values())


def _unlike(heading: Heading, week: date, has_year: bool) -> tuple[bool, bool]:  # noqa: FBT001
    """How much the heading of a week differs from one that another week needs."""
    span = heading.span
    if span is None:
        return True, True
    two_months = week.month != (week - timedelta(days=6)).month
    one_said = span.first.month == span.last.month and two_months
    return span.has_year is not has_year, one_said


def _redated_heading(heading: Heading, week: date, samples: Sequence[str]) -> str | None:
    """A heading with another week; None if it can't be written so."""
    span = heading.span
    if span is None or not heading.is_week:
        return None
    old = heading.text[span.start : span.end]
    if heading.raw.count(old) != 1:
        return None
    last = written(week)
    first = last if span.kind == "day" else written(week - timedelta(days=6))
    for new in redated(old, span, first, last, samples):
        found = find_span(heading.text.replace(old, new))
        if found and found.kind == span.kind and _is_week(found, week):
            return heading.raw.replace(old, new)
    return None


def _is_week(span: Span, week: date) -> bool:
    said = span if span.has_year else span.with_year(week.year)
    first = said.last if span.kind == "day" else written(week - timedelta(days=6))
    return said.ending == week and said.first == first


def _count(heading: Heading) -> int | None:
    """The number by which a heading counts."""
    span = heading.span
    rest = heading.text if span is None else heading.text[: span.start] + heading.text[span.end :]
    numbers = re.findall(r"\d+", rest)
    return int(numbers[0]) if len(numbers) == 1 else None
