"""Tables written in HTML, as a browser reads them: tags to rows and cells, with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from html.parser import HTMLParser
from itertools import accumulate, groupby
from math import inf
from typing import TYPE_CHECKING

import attrs

from weeklypapers.markdown.content import Block, Chunk
from weeklypapers.markdown.rows import Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from weeklypapers.markdown.content import Item
    from weeklypapers.markdown.lines import Line

__all__ = ["TableReader", "begins_table"]

# HTML's own limit for columns, and for rows much less than its 65534.
_MAX_SPAN = 1000
# About so many cells may stand in a table for those that span into them.
_MAX_COPIES = 100_000

_SECTIONS = ("thead", "tbody", "tfoot")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(r"\s*\+?([0-9]+)", re.ASCII)

_TABLE_TAG = re.compile(r"<table(?![a-z0-9_:-])", re.ASCII | re.IGNORECASE)


def begins_table(text: str, position: int = 0) -> re.Match[str] | None:
    """Where the first table begins behind an offset."""
    return _TABLE_TAG.search(text, position)


@attrs.define(eq=False)
class _Cell:
    """A cell as it is written; offsets are in the reader's text."""

    header: bool
    columns: int
    rows: int  # 0: all that follow
    start: int
    end: int = 0


@attrs.define(eq=False)
class _Row:
    """A row as it is written, and the section it stands in, numbered."""

    start: int
    section: int
    in_head: bool
    end: int = 0
    cells: list[_Cell] = attrs.Factory(list)


@attrs.define(eq=False)
class _Table:
    start: int
    end: int = 0
    rows: list[_Row] = attrs.Factory(list)


class TableReader(HTMLParser):
    """Reads the outermost tables in the lines of an HTML block; a nested one is a cell's source.

    An end tag that is missing is supplied where HTML has it.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[Line] = []
        self._begins = [0]  # offset of each line in the text
        self._tables: list[_Table] = []
        self._in_cell: list[bool] = []  # of each open table, from the outside in
        self._row: _Row | None = None
        self._section = (0, False)

    @property
    def in_table(self) -> bool:
        """Whether a table is open, or its tag."""
        return bool(self._in_cell) or begins_table(self.rawdata[: len("<table ")]) is not None

    @property
    def waiting(self) -> int:
        """How many characters wait for the end of a tag or comment."""
        return len(self.rawdata)

    def read(self, lines: Iterable[Line]) -> None:
        """Read further lines."""
        contents = [line.rest for line in lines]
        self.lines.extend(lines)
        behind = accumulate((len(content) + 1 for content in contents), initial=self._begins[-1])
        self._begins[-1:] = behind
        if contents:
            self.feed("\n".join(contents) + "\n")

    # What HTMLParser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what the tag begins, and close what HTML ends there."""
        if tag == "table":
            if self._in_cell and not self._in_cell[-1]:
                self._end_table(self._here())
            if not self._in_cell:
                self._tables.append(_Table(self._here()))
                self._section = (0, False)
            self._in_cell.append(False)
        elif self._in_cell and tag in ("td", "th", "tr", "caption", *_SECTIONS):
            if len(self._in_cell) == 1:
                self._begin(tag, attrs)
            self._in_cell[-1] = tag in ("td", "th", "caption")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A slash at a tag's end means nothing in HTML."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag ends."""
        if not self._in_cell:
            return
        here = self._here()
        behind = self.rawdata.find(">", here - self._consumed()) + 1 + self._consumed()
        if tag == "table":
            self._end_table(here, behind)
        elif tag in ("td", "th", "tr", "caption", *_SECTIONS):
            if len(self._in_cell) == 1:
                self._end_cell(here)
                if tag not in ("td", "th", "caption"):
                    self._end_row(behind if tag == "tr" else here)
                if tag in _SECTIONS:
                    self._section = (self._section[0] + 1, False)
            self._in_cell[-1] = False

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002
        """Skip ``<![…>``; HTMLParser would raise an AssertionError for most."""
        return self.parse_bogus_comment(i, report)

    def set_cdata_mode(self, elem: str, **_: object) -> None:
        """Read on: what HTML reads raw, such as a script, GitHub takes for text."""

    # Positions

    def _here(self) -> int:
        line, column = self.getpos()
        return self._begins[line - 1] + column

    def _consumed(self) -> int:
        return self._fed - len(self.rawdata)

    @property
    def _fed(self) -> int:
        return self._begins[-1]

    # Rows and cells of the outermost table

    def _begin(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        here = self._here()
        self._end_cell(here)
        if tag in ("tr", *_SECTIONS):
            self._end_row(here)
        if tag in _SECTIONS:
            self._section = (self._section[0] + 1, tag == "thead")
        elif tag != "caption" and self._row is None:
            self._row = _Row(here, *self._section)
            self._tables[-1].rows.append(self._row)
        if tag in ("td", "th") and self._row is not None:
            given = dict(reversed(attributes))
            columns, rows = _span(given.get("colspan")) or 1, _span(given.get("rowspan"))
            behind = here + len(self.get_starttag_text() or "")
            self._row.cells.append(_Cell(tag == "th", columns, rows, behind, -1))

    def _end_cell(self, offset: int) -> None:
        if self._row is not None and self._row.cells and self._row.cells[-1].end < 0:
            self._row.cells[-1].end = offset

    def _end_row(self, offset: int) -> None:
        if self._row is not None:
            self._row.end = offset
            self._row = None

    def _end_table(self, offset: int, behind: int | None = None) -> None:
        if len(self._in_cell) == 1:
            self._end_cell(offset)
            self._end_row(offset)
            self._tables[-1].end = offset if behind is None else behind
        self._in_cell.pop()

    # What comes of it

    def results(self, item: Item | None, *, quoted: bool, size: int) -> Iterator[Block | Chunk]:
        """The tables, and the HTML around them; a table that is open ends with the lines."""
        text = "\n".join(line.rest for line in self.lines)
        if self._in_cell:
            del self._in_cell[1:]
            self._end_table(len(text))
        at = 0
        for table in self._tables:
            yield from self._around(text, at, table.start, item, quoted=quoted)
            yield from self._chunks(text, table, item, size)
            at = table.end
        yield from self._around(text, at, len(text), item, quoted=quoted)

    def _around(
        self, text: str, start: int, end: int, item: Item | None, *, quoted: bool
    ) -> Iterator[Block]:
        content = text[start:end]
        if not content.strip():
            return
        start += len(content) - len(content.lstrip())
        end = start + len(content.strip())
        first, last = self._line_of(start), self._line_of(end)
        lines = self.lines[first : last + 1]
        starts = [line.start for line in lines]
        ends = [len(line.text) for line in lines]
        starts[0] += start - self._begins[first]
        ends[-1] = lines[-1].start + end - self._begins[last]
        texts = tuple(line.text for line in lines)
        number = lines[0].number
        yield Block("html", number, texts, tuple(starts), tuple(ends), 0, item, quoted)

    def _chunks(self, text: str, table: _Table, item: Item | None, size: int) -> Iterator[Chunk]:
        rows = [row for row in self._rows(text, table) if row[1].cells]
        if not rows:
            number = self.lines[self._line_of(table.start)].number
            yield Chunk(Table(Row(number, "", ()), (), html=True), number, [], None, item=item)
            return
        header = _header([source for source, _ in rows])
        in_head = rows[header][0].in_head
        found = Table(rows[header][1], (None,) * len(rows[header][1].cells), html=True)
        body = [
            row
            for at, (source, row) in enumerate(rows)
            if at != header and not (in_head and source.in_head)
        ]
        for at in range(0, max(len(body), 1), size):
            part = body[at : at + size]
            number = part[0].line if part else found.header.line
            yield Chunk(found, number, [row.text for row in part], None, item=item, html=part)

    def _rows(self, text: str, table: _Table) -> Iterator[tuple[_Row, Row]]:
        """Each row as it is written and as it is shown."""
        copies = _MAX_COPIES
        for _, section in groupby(table.rows, lambda row: row.section):
            grid = _Grid(copies)
            for source in section:
                shown = text[source.start : source.end].rstrip()
                written = [(cell, _cell(text, cell, source.start)) for cell in source.cells]
                yield source, self._row_at(source.start, shown, grid.add(written, len(shown)))
            copies = grid.copies

    def _row_at(self, start: int, shown: str, cells: tuple[Cell, ...]) -> Row:
        first = self._line_of(start)
        lines = self.lines[first : first + shown.count("\n") + 1]
        before = start - self._begins[first]
        starts = (lines[0].start + before, *(line.start for line in lines[1:]))
        return Row(lines[0].number, shown, cells, starts)

    def _line_of(self, offset: int) -> int:
        return min(bisect_right(self._begins, offset), len(self.lines)) - 1


class _Grid:
    """The rows of one section, laid out: cells stand in all columns and rows they span.

    Attributes:
        copies: How many more cells may stand for others that span into their place.
    """

    def __init__(self, copies: int) -> None:
        self.copies = copies
        # By column, the cell that spans into the rows below, and how many of these.
        self._spanning: dict[int, tuple[Cell, float]] = {}

    def add(self, written: Iterable[tuple[_Cell, Cell]], end: int) -> tuple[Cell, ...]:
        """The cells of the next row, whose text ends at `end`."""
        if self.copies <= 0:
            self._spanning.clear()
        cells: list[Cell] = []
        for source, cell in written:
            self._take_from_above(cells, end)
            self._put(cells, source, cell)
        # Nothing may stand between the cells and those that span from above.
        while self.copies > 0 and len(cells) <= max(self._spanning, default=-1):
            if not self._take_from_above(cells, end):
                cells.append(Cell("", end, end))
                self.copies -= 1
        return tuple(cells)

    def _take_from_above(self, cells: list[Cell], end: int) -> bool:
        before = len(cells)
        while len(cells) in self._spanning:
            above, rows = self._spanning.pop(len(cells))
            if rows > 1:
                self._spanning[len(cells)] = above, rows - 1
            cells.append(attrs.evolve(above, start=end, end=end))
            self.copies -= 1
        return len(cells) > before

    def _put(self, cells: list[Cell], source: _Cell, cell: Cell) -> None:
        fits = len(cells) + source.columns <= _MAX_SPAN and self.copies > source.columns
        for at in range(source.columns if fits else 1):
            if at and len(cells) in self._spanning:  # spans overlap
                break
            if source.rows != 1 and len(cells) < _MAX_SPAN:
                self._spanning[len(cells)] = cell, (source.rows or inf) - 1
            cells.append(cell)
            self.copies -= at > 0


def _span(value: str | None) -> int:
    number = _NUMBER.match(value or "")
    if number is None:
        return 1
    return min(int(number[1][:18].lstrip("0") or "0"), _MAX_SPAN)


def _header(rows: Sequence[_Row]) -> int:
    """Which row is the header: the last of ``<thead>``, or the first with a ``<th>``, or the first.

    Of several rows in ``<thead>`` the last has the columns' own names, and beside them those
    that span down to it.
    """
    in_head = [at for at, row in enumerate(rows) if row.in_head]
    if in_head:
        return in_head[-1]
    return next((at for at, row in enumerate(rows) if any(c.header for c in row.cells)), 0)


def _cell(text: str, written: _Cell, row_start: int) -> Cell:
    source = text[written.start : written.end]
    content = source.strip()
    start = written.start - row_start + (len(source) - len(source.lstrip()) if content else 0)
    markdown = _BLANK_LINE.search(source.rstrip()) is not None
    return Cell(content.replace("\0", "\ufffd"), start, start + len(content), markdown)
