"""Tables in HTML, as a browser reads them: from tags to rows and cells, with their positions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import accumulate, groupby
from math import inf

import attrs

from weeklypapers.markdown.lines import Line
from weeklypapers.markdown.nodes import Block, Chunk, Item
from weeklypapers.markdown.tables import Cell, Row, Table

__all__ = ["HtmlTableParser", "starts_table"]

# HTML's own limit for columns, and much less than its 65534 for rows.
_MAX_SPAN = 1000
# The approximate number of cells in a table that may be copies of those that span into them.
_MAX_COPIES = 100_000

_SECTIONS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th", "caption")
_TABLE_PARTS = ("tr", *_CELLS, *_SECTIONS)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# A number, of which four digits are enough for `_MAX_SPAN`.
_NUMBER = re.compile(r"\s*\+?0*([0-9]{1,4})", re.ASCII)

_TABLE_TAG = re.compile(r"<table(?![a-z0-9_:-])", re.ASCII | re.IGNORECASE)


def starts_table(text: str) -> bool:
    """Return whether a table starts in a text."""
    return _TABLE_TAG.search(text) is not None


@attrs.define(eq=False)
class _CellSource:
    """A cell as written; offsets are in the parser's text."""

    is_header: bool
    columns: int
    rows: int  # 0: all that follow
    start: int
    end: int | None = None


@attrs.define(eq=False)
class _RowSource:
    """A row as written."""

    start: int
    section: int  # where its section starts, or the section before it ends
    in_head: bool
    end: int = 0
    cells: list[_CellSource] = attrs.Factory(list)


@attrs.define(eq=False)
class _TableSource:
    """A table as written, and the section that is open in it."""

    start: int
    end: int = 0
    rows: list[_RowSource] = attrs.Factory(list)
    section: int = 0
    in_head: bool = False


class HtmlTableParser(HTMLParser):
    """A parser of the outermost tables in the lines of an HTML block.

    A nested table is the source of its cell. Missing end tags are implied as in HTML.

    Attributes:
        lines: The lines that were read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._line_starts = [0]  # offset of each line in the text, and of the one to come
        self._tables: list[_TableSource] = []
        self._in_cell: list[bool] = []  # of each open table, from the outside in
        self._row: _RowSource | None = None

    @property
    def in_table(self) -> bool:
        """True if a table is open, or its tag."""
        return bool(self._in_cell) or starts_table(self.rawdata[: len("<table ")])

    @property
    def waiting(self) -> int:
        """The number of characters that wait for the end of a tag or comment."""
        return len(self.rawdata)

    def read(self, lines: Iterable[Line]) -> None:
        """Read further lines."""
        contents = [line.text[line.start :] for line in lines]
        self.lines.extend(lines)
        lengths = (len(content) + 1 for content in contents)
        self._line_starts[-1:] = accumulate(lengths, initial=self._line_starts[-1])
        if contents:
            self.feed("\n".join(contents) + "\n")

    # --- tags, as HTMLParser finds them ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open the element of a tag, and close those that HTML ends there."""
        if tag == "table":
            if self._in_cell and not self._in_cell[-1]:
                self._end_table(self._offset())
            if not self._in_cell:
                self._tables.append(_TableSource(self._offset()))
            self._in_cell.append(False)
        elif self._in_cell and tag in _TABLE_PARTS:
            if len(self._in_cell) == 1:
                self._start_part(tag, attrs)
            self._in_cell[-1] = tag in _CELLS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ignore a slash at a tag's end, which means nothing in HTML."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the element of a tag."""
        if not self._in_cell:
            return
        offset = self._offset()
        consumed = self._line_starts[-1] - len(self.rawdata)
        after = self.rawdata.find(">", offset - consumed) + 1 + consumed
        if tag == "table":
            self._end_table(offset, after)
        elif tag in _TABLE_PARTS:
            if len(self._in_cell) == 1:
                self._end_cell(offset)
                if tag not in _CELLS:
                    self._end_row(after if tag == "tr" else offset)
                if tag in _SECTIONS:
                    self._tables[-1].section, self._tables[-1].in_head = offset, False
            self._in_cell[-1] = False

    def parse_marked_section(self, i: int, *_: object, **__: object) -> int:
        """Skip ``<![…>``; HTMLParser would raise an AssertionError for most."""
        return self.parse_bogus_comment(i)

    def set_cdata_mode(self, elem: str, **_: object) -> None:
        """Read raw text, such as a script, like other text, as GitHub does."""

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    # --- rows and cells of the outermost table ---

    def _start_part(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        offset, table = self._offset(), self._tables[-1]
        self._end_cell(offset)
        if tag in ("tr", *_SECTIONS):
            self._end_row(offset)
        if tag in _SECTIONS:
            table.section, table.in_head = offset, tag == "thead"
        elif tag != "caption" and self._row is None:
            self._row = _RowSource(offset, table.section, table.in_head)
            table.rows.append(self._row)
        if tag in ("td", "th") and self._row is not None:
            values = dict(reversed(attributes))
            columns, rows = _span(values.get("colspan")) or 1, _span(values.get("rowspan"))
            start = offset + len(self.get_starttag_text() or "")
            self._row.cells.append(_CellSource(tag == "th", columns, rows, start))

    def _end_cell(self, offset: int) -> None:
        if self._row is not None and self._row.cells and self._row.cells[-1].end is None:
            self._row.cells[-1].end = offset

    def _end_row(self, offset: int) -> None:
        if self._row is not None:
            self._row.end = offset
            self._row = None

    def _end_table(self, offset: int, after: int | None = None) -> None:
        if len(self._in_cell) == 1:
            self._end_cell(offset)
            self._end_row(offset)
            self._tables[-1].end = offset if after is None else after
        self._in_cell.pop()

    # --- results ---

    def blocks(
        self, item: Item | None, *, quoted: bool, chunk_size: int
    ) -> Iterator[Block | Chunk]:
        """Return the tables and the HTML around them; an open table ends with the lines."""
        text = "\n".join(line.text[line.start :] for line in self.lines)
        if self._in_cell:
            del self._in_cell[1:]
            self._end_table(len(text))
        start = 0
        for table in self._tables:
            before = text[start : table.start]
            yield from self._html_around(before, start, item, quoted=quoted)
            yield from self._chunks(text, table, item, chunk_size)
            start = table.end
        yield from self._html_around(text[start:], start, item, quoted=quoted)

    def _html_around(
        self, content: str, start: int, item: Item | None, *, quoted: bool
    ) -> Iterator[Block]:
        """Yield the HTML before or after a table as a block, unless it is blank."""
        if not content.strip():
            return
        start += len(content) - len(content.lstrip())
        end = start + len(content.strip())
        first, last = self._line_index(start), self._line_index(end)
        lines = self.lines[first : last + 1]
        starts = [line.start for line in lines]
        ends = [len(line.text) for line in lines]
        starts[0] += start - self._line_starts[first]
        ends[-1] = lines[-1].start + end - self._line_starts[last]
        texts = tuple(line.text for line in lines)
        number = lines[0].number
        yield Block("html", number, texts, tuple(starts), tuple(ends), 0, item, quoted)

    def _chunks(
        self, text: str, source: _TableSource, item: Item | None, size: int
    ) -> Iterator[Chunk]:
        rows = [row for row in self._rows(text, source) if row[1].cells]
        if not rows:
            number = self.lines[self._line_index(source.start)].number
            yield Chunk(Table(Row(number, "", ()), (), html=True), number, [], None, item=item)
            return
        header_index = _header_index([row_source for row_source, _ in rows])
        header_source, header = rows[header_index]
        table = Table(header, (None,) * len(header.cells), html=True)
        body = [
            row
            for index, (row_source, row) in enumerate(rows)
            if index != header_index and not (header_source.in_head and row_source.in_head)
        ]
        for index in range(0, max(len(body), 1), size):
            part = body[index : index + size]
            number = part[0].line if part else header.line
            yield Chunk(table, number, [row.text for row in part], None, item=item, html=part)

    def _rows(self, text: str, table: _TableSource) -> Iterator[tuple[_RowSource, Row]]:
        """Yield each row as written and as shown."""
        copies = _MAX_COPIES
        for _, section in groupby(table.rows, lambda row: row.section):
            grid = _Grid(copies)
            for source in section:
                row_text = text[source.start : source.end].rstrip()
                cells = [(cell, _cell(text, cell, source.start)) for cell in source.cells]
                yield source, self._row_of(source, row_text, grid.add(cells, len(row_text)))
            copies = grid.copies

    def _row_of(self, source: _RowSource, text: str, cells: tuple[Cell, ...]) -> Row:
        first = self._line_index(source.start)
        lines = self.lines[first : first + text.count("\n") + 1]
        start = lines[0].start + source.start - self._line_starts[first]
        starts = (start, *(line.start for line in lines[1:]))
        return Row(lines[0].number, text, cells, starts)

    def _line_index(self, offset: int) -> int:
        return min(bisect_right(self._line_starts, offset), len(self.lines)) - 1


class _Grid:
    """The rows of one section, laid out: cells are in all columns and rows that they span.

    Attributes:
        copies: The number of cells that may still be added for others that span into them.
    """

    def __init__(self, copies: int) -> None:
        self.copies = copies
        # By column, the cell that spans into the rows below, and the number of these.
        self._spanning: dict[int, tuple[Cell, float]] = {}

    def add(self, sources: Iterable[tuple[_CellSource, Cell]], end: int) -> tuple[Cell, ...]:
        """Return the cells of the next row, whose text ends at `end`."""
        if self.copies <= 0:
            self._spanning.clear()
        cells: list[Cell] = []
        for source, cell in sources:
            self._add_from_above(cells, end)
            self._add_cell(cells, source, cell)
        # There may be nothing between the cells and those that span from above.
        while self._spanning and len(cells) <= max(self._spanning):
            if not self._add_from_above(cells, end):
                cells.append(Cell("", end, end))
                self.copies -= 1
        return tuple(cells)

    def _add_from_above(self, cells: list[Cell], end: int) -> bool:
        count = len(cells)
        while len(cells) in self._spanning:
            above, rows = self._spanning.pop(len(cells))
            if rows > 1:
                self._spanning[len(cells)] = above, rows - 1
            cells.append(Cell(above.text, end, end, above.markdown))
            self.copies -= 1
        return len(cells) > count

    def _add_cell(self, cells: list[Cell], source: _CellSource, cell: Cell) -> None:
        fits = len(cells) + source.columns <= _MAX_SPAN and self.copies > source.columns
        for index in range(source.columns if fits else 1):
            if index and len(cells) in self._spanning:  # spans overlap
                break
            if source.rows != 1 and len(cells) < _MAX_SPAN:
                self._spanning[len(cells)] = cell, (source.rows or inf) - 1
            cells.append(cell)
            self.copies -= index > 0


def _span(value: str | None) -> int:
    number = value and _NUMBER.match(value)
    return min(int(number[1]), _MAX_SPAN) if number else 1


def _header_index(rows: Sequence[_RowSource]) -> int:
    """Return the last row of ``<thead>``, else the first with a ``<th>``, else the first.

    Of several rows in ``<thead>``, the last has the names of the single columns, and those that
    span down to it.
    """
    in_head = [index for index, row in enumerate(rows) if row.in_head]
    if in_head:
        return in_head[-1]
    with_header = (i for i, row in enumerate(rows) if any(cell.is_header for cell in row.cells))
    return next(with_header, 0)


def _cell(text: str, cell: _CellSource, row_start: int) -> Cell:
    source = text[cell.start : cell.end]
    content = source.strip()
    start = cell.start - row_start + (len(source) - len(source.lstrip()) if content else 0)
    markdown = _BLANK_LINE.search(source.rstrip()) is not None
    return Cell(content.replace("\0", "\ufffd"), start, start + len(content), markdown)
