"""Tables of any shape: rows whose cells hold Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

import attrs

from weeklypapers.dialects.dates import Order, Span, day_order, read_date
from weeklypapers.dialects.draft import (
    Content,
    Draft,
    has_words,
    is_nothing,
    links_in,
    text_beside_links,
)
from weeklypapers.dialects.entry import read_entry
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.tables.columns import DATES, EXTRA, LINKS, TITLES, Columns
from weeklypapers.dialects.tables.plain import read_plain_rows
from weeklypapers.dialects.tables.ragged import CellError, fit
from weeklypapers.markdown import NO_REFERENCES, Cell, Chunk, Inline, Row, render_inline
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import KINDS
from weeklypapers.model.paper import Origin, Paper
from weeklypapers.model.problems import Problem

__all__ = ["FreeTableReader"]

_PLAIN_DATE = re.compile(r"[0-9][0-9/.-]*[0-9]")


@attrs.define
class FreeTableReader:
    """A reader of the rows of one table.

    Attributes:
        columns: The columns of the table.
        section: The part of the document that holds the next row.
        file: Name of the list.
        references: The addresses that the document defines for links.
        html: True if it is an HTML table.
    """

    columns: Columns
    section: Section
    file: str | None
    references: Mapping[str, str] = attrs.field(default=NO_REFERENCES, kw_only=True)
    html: bool = attrs.field(default=False, kw_only=True)
    _outer: Section = attrs.field(
        init=False, default=attrs.Factory(lambda reader: reader.section, takes_self=True)
    )
    _order: Order | None = attrs.field(default=None, init=False)  # in the rows until now
    # The dates of cells; None for cells without one.
    _spans: dict[str, Span | InvalidValueError | None] = attrs.field(factory=dict, init=False)

    def read(self, chunk: Chunk) -> tuple[list[Paper], list[Problem]]:
        """Return the papers of some rows, and the problems of the rows."""
        for role in DATES:  # all at once, because one date shows how another is meant: 9/30/24
            if (place := self.columns.places.get(role)) is None:
                continue
            if chunk.columns is not None:
                self._read_dates(chunk.columns[place])
            else:
                rows = chunk.rows()
                self._read_dates(row.cells[place].text for row in rows if place < len(row.cells))
        plain = read_plain_rows(chunk, self.columns, self.section, self.file, self._spans)
        if len(plain) == len(chunk.lines):
            return list(plain.values()), []
        papers: list[Paper] = []
        problems: list[Problem] = []
        section = self.section
        for index in range(len(chunk.lines)):
            paper = plain.get(index)
            if paper is None:
                paper, row_problems = self._read_row(chunk.row(index))
                problems += row_problems
            elif self.section is not section:  # below a heading inside the table
                paper = attrs.evolve(paper, topics=self.section.defaults["topics"])
            papers += [paper] if paper else []
        return papers, problems

    def _read_row(self, row: Row) -> tuple[Paper | None, list[Problem]]:
        draft = Draft(row.text, self.file, self.section)
        cells, excess, repair = self._fit(row)
        if repair:
            draft.problems.append(repair.problem(row, self.file))
        contents = [self._content(row, cell) for cell in cells]
        if topic := self._heading_of(contents):
            self.section = attrs.evolve(self._outer, topics=(*self._outer.topics, topic))
            message = f"read as a heading of the rows below: {show(topic)}"
            draft.report("group-row", message, contents[0].place(0), severity="info")
            return None, draft.problems
        if not any(
            content.inline.text.strip() or any(links_in(content.inline)) for content in contents
        ):
            # An anchor, say, that GitHub reads as a row.
            draft.report("empty-row", "skipped an empty row", row.place(0), severity="info")
            return None, draft.problems
        for content, role, name in zip(
            contents, self.columns.roles, self.columns.names, strict=True
        ):
            self._take(draft, role, name, content)
        for number, cell in enumerate(excess, len(cells) + 1):
            draft.extra[f"column {number}"] = cell.text
            draft.take_links(self._content(row, cell))
        origin = Origin(
            line=row.line,
            text=row.text,
            columns=self.columns.names,
            file=self.file,
            template=self.columns.template,
        )
        paper = draft.paper(origin)
        if paper is None:
            place = row.place(cells[self.columns.title].start)
            draft.report("no-title", "expected a title, got none", place, severity="error")
        return paper, draft.problems

    def _fit(self, row: Row) -> tuple[Sequence[Cell], Sequence[Cell], CellError | None]:
        """Return a cell for each column, excess cells that can't be joined, and the repair."""
        try:
            cells, repair = fit(row, self, html=self.html)
        except CellError as error:
            count = len(self.columns.roles)
            excess = "the rest" if self.html else "the rest, which GitHub leaves out,"
            message = f"{error.message}; {excess} is kept as extra"
            repair = CellError("excess-cells", message, column=error.column, repaired=True)
            return row.cells[:count], row.cells[count:], repair
        return cells, (), repair

    def _content(self, row: Row, cell: Cell) -> Content:
        inline = render_inline(cell.text, markdown=cell.markdown, references=self.references)
        return Content(cell.text, inline, lambda offset: row.place(cell.start + offset))

    def cells(self, row: Row) -> dict[str, Cell]:
        """Return the first cell of each field and each kind of link."""
        cells, _, _ = self._fit(row)
        result: dict[str, Cell] = {}
        for cell, role, name in zip(cells, self.columns.roles, self.columns.names, strict=True):
            if role != EXTRA:
                result.setdefault(name, cell)
        return result

    def _heading_of(self, contents: Sequence[Content]) -> str | None:
        """Return the text of a row that is a heading inside the table: a bold cell and no other.

        In HTML, it may also be one cell that spans the row.
        """
        first, *others = contents
        inline = first.inline
        topic = inline.text.strip()
        if len(contents) < 3 or not topic or any(links_in(inline)):
            return None
        if all(
            content.source == first.source and content.place(0) == first.place(0)
            for content in others
        ):
            return topic
        bold = next((mark for mark in inline.marks if mark.kind == "strong"), None)
        if bold is None or bold.begin > 0 or bold.end < len(inline.text.rstrip()):
            return None
        if any(content.inline.text.strip() or content.inline.marks for content in others):
            return None
        return topic

    # Cells

    def _take(self, draft: Draft, role: str, name: str, content: Content) -> None:
        """Take the value of a cell; a text that its field can't hold is kept as extra."""
        text = content.inline.text.strip()
        if role == "listed_authors":
            draft.take_names(content)
            return
        kind = "paper" if role in TITLES else role if role in KINDS else None
        dead = draft.take_links(content, kind)
        if role in TITLES:
            entry = read_entry(content.inline, summary=role == "entry")
            draft.values = entry.values() | draft.values
        elif role == EXTRA:
            pictures = [mark.alt for mark in content.inline.marks if mark.kind == "image"]
            if text := text or " ".join(filter(None, pictures)):
                draft.extra[name] = text
        elif role in LINKS:
            rest = text_beside_links(content.inline, dead)
            if rest and not is_nothing(rest):
                draft.extra.setdefault(role, rest)
        elif role in DATES:
            self._take_date(draft, role, content)
        elif role in ("category", "topics"):
            draft.take_category(role, content)
        elif not is_nothing(text) and (
            not any(links_in(content.inline)) or has_words(content.inline)
        ):
            draft.values[role] = text

    def _take_date(self, draft: Draft, role: str, content: Content) -> None:
        """Take a date: the week if it is a range or an ISO week."""
        if content.source not in self._spans:  # a cell of a row that had to be repaired
            self._read_dates([content.source])
        text = content.inline.text
        span = self._spans[content.source]
        if isinstance(span, Span) and not span.has_year and self.section.year is not None:
            try:
                span = span.with_year(self.section.year)
            except InvalidValueError as error:  # 29 February
                span = error
        if span is None:
            return
        if isinstance(span, InvalidValueError):
            draft.extra.setdefault(role, text.strip())
            draft.report("bad-date", str(span), content.place(0))
            return
        date = span.last.partial
        if date is None:
            draft.extra.setdefault(role, text.strip())
            message = f"neither {show(text)} nor a heading above it has a year"
            draft.report("no-year", message, content.place(0))
        elif span.is_week or (role == "week" and span.kind == "day"):
            draft.values["week"] = date.date
        else:
            draft.values["listed_date"] = date

    def _read_dates(self, cells: Iterable[str]) -> None:
        """Read the dates of some cells of a column."""
        texts: dict[str, str] = {}
        for cell in set(cells) - self._spans.keys():
            bare = cell[2:-2] if cell.startswith("**") and cell.endswith("**") else cell
            # Markdown removes nothing from a date in HTML.
            texts[cell] = bare if _PLAIN_DATE.fullmatch(bare) else render_inline(cell).text
        self._order = day_order(texts.values()) or self._order
        self._spans |= {cell: _span_of(text, self._order) for cell, text in texts.items()}

    # Rules for ragged rows

    def may_hold(self, role: str, text: str, *, joined: bool) -> bool:
        """Return whether a column of a role may hold a text: a date, links, or a title."""
        inline = render_inline(text, references=self.references)
        if joined:
            # An address after an open bracket is not a link.
            targets = {mark.target for mark in links_in(inline)}
            for part in map(render_inline, text.split("|")):
                if any(mark.target not in targets for mark in links_in(part)):
                    return False
        if role in DATES:
            orders = get_args(Order)
            dates = (_span_of(inline.text, order) for order in orders if not joined)
            return is_nothing(inline.text) or any(isinstance(date, Span) for date in dates)
        if role in LINKS:
            parts = _between_pipes(text, inline) if joined else [inline]
            return all(any(links_in(part)) or is_nothing(part.text) for part in parts)
        if role not in TITLES:
            return True
        if joined and any(
            any(links_in(part)) and not text_beside_links(part)
            for part in _between_pipes(text, inline)[1:]
        ):
            return False
        return has_words(inline) or any(links_in(inline))

    def is_readable(self, cells: Sequence[Cell]) -> bool:
        """Return True: any row with a cell for each column can be read."""
        return True


def _between_pipes(text: str, inline: Inline) -> list[Inline]:
    """Return the parts of a text between its pipes, not counting the pipes in its links."""
    for mark in links_in(inline):
        link = text[mark.start : mark.stop].replace("|", " ")
        text = text[: mark.start] + link + text[mark.stop :]
    return list(map(render_inline, text.split("|")))


def _span_of(text: str, order: Order | None) -> Span | InvalidValueError | None:
    """Return the date of a text, an error if it can't be read, or None if there is none."""
    try:
        return None if is_nothing(text) else read_date(text, order)
    except InvalidValueError as error:
        return error
