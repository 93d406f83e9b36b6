"""The tables of a document: where they are, and their rows, many at once where that can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import count, groupby, repeat

import attrs

from weeklypapers.markdown.blocks import Blocks
from weeklypapers.markdown.lines import Line, LineSource
from weeklypapers.markdown.rows import BLANKS, Row, Table, row_at

__all__ = ["Chunk", "scan"]


@attrs.frozen(eq=False)
class Chunk:
    """Consecutive body rows of one table.

    Attributes:
        table: The table they belong to.
        line: The first row's line number, counted from 1.
        lines: The rows' lines as they stand, without their line endings.
        columns: The cells' texts, column by column, as many columns as the header has, if
            every line is ``| … | … |`` with just as many cells. Else `None`: see `rows`.
        starts: Offset in each line of its first character that is no blank, behind what
            block quotes and list items take off it. `None` if all are 0.
    """

    table: Table
    line: int
    lines: Sequence[str]
    columns: list[list[str]] | None
    starts: Sequence[int] | None = None

    def rows(self) -> Iterator[Row]:
        """The rows one by one, every cell with its place; rows may be ragged."""
        return map(row_at, count(self.line), self.lines, self.starts or repeat(0))


def scan(lines: Iterable[str], *, chunk_size: int = 256) -> Iterator[Chunk]:
    """Find the tables of a document and their rows (GFM 4.10), in order.

    The lines are pulled as they are needed, and no more than one chunk of them is held.

    Args:
        lines: The document's lines, with or without their line endings: an open text file
            will do, or what :func:`split_lines` gives.
        chunk_size: How many rows a chunk holds at most.

    Yields:
        At least one chunk for each table. A table without rows has one without lines.

    Raises:
        ValueError: `chunk_size` is less than 1.
    """
    if chunk_size < 1:
        raise ValueError(f"chunk_size: expected at least 1, got {chunk_size}")
    source = LineSource(lines)
    blocks = Blocks()
    while (line := source.next()) is not None:
        blocks.feed(line)
        if (table := blocks.table) is not None:
            chunks = _body(table, blocks, source, chunk_size)
            yield next(chunks, Chunk(table, line.number + 1, [], [[] for _ in table.alignments]))
            yield from chunks


def _body(table: Table, blocks: Blocks, source: LineSource, size: int) -> Iterator[Chunk]:
    """The rows of the table that `blocks` just opened; ends behind the line that ended it."""
    while blocks.table is table and source.peek() is not None:
        first = source.number + 1
        if not blocks.containers and (closed := source.take(_is_closed, size)):
            yield from _closed_rows(table, first, closed)
        elif rows := _open_rows(table, blocks, source, size):
            texts = [row.text for row in rows]
            yield Chunk(table, first, texts, None, [row.start for row in rows])


def _open_rows(table: Table, blocks: Blocks, source: LineSource, size: int) -> list[Line]:
    """Rows up to the table's end, or to the next one that needs no look at the blocks."""
    rows: list[Line] = []
    while len(rows) < size and (line := source.next()) is not None:
        blocks.feed(line)
        if blocks.table is not table:
            break
        rows.append(line)
        if not blocks.containers and _is_closed(source.peek() or ""):
            break
    return rows


def _is_closed(line: str) -> bool:
    """Whether the line is ``|…|``: in a table a row for sure, as no other block begins so."""
    return line.startswith("|") and line.rstrip(BLANKS).endswith("|", 1)


def _closed_rows(table: Table, first: int, lines: list[str]) -> Iterator[Chunk]:
    """The chunk of lines all closed, or runs of it where some of them are irregular."""
    width = len(table.alignments)
    if (columns := _split_columns(lines, width)) is not None:
        yield Chunk(table, first, lines, columns)
        return
    for regular, group in groupby(lines, partial(_is_regular, width=width)):
        run = list(group)
        yield Chunk(table, first, run, _split_columns(run, width) if regular else None)
        first += len(run)


# Many rows at once

# Characters that need a look at the single cell: U+0000 is replaced, and the others are
# blanks to str.strip() but not, or not everywhere, to cmark-gfm.
_IRREGULAR = "\0\v\f\x1c\x1d\x1e\x1f"


def _split_columns(lines: list[str], width: int) -> list[list[str]] | None:
    """The cells of closed lines, column by column, or `None` if a line is irregular.

    One split of all lines takes a fraction of the time of a split of each. A regular line
    has `width + 1` pipes. So every so many pieces there must be one that reaches from a
    line's last pipe over its end to the next line's first pipe, and no line end elsewhere.
    """
    text = "\n".join(lines)
    pieces = text.split("|")
    stride = width + 1
    ends = "".join(pieces[stride:-1:stride]).count("\n")
    if len(pieces) != len(lines) * stride + 1 or ends != len(lines) - 1 or _is_odd(text):
        return None
    strip = _strip_ascii if text.isascii() else _strip_any
    return [strip(pieces[column::stride]) for column in range(1, stride)]


def _strip_ascii(cells: list[str]) -> list[str]:
    return list(map(str.strip, cells))


def _strip_any(cells: list[str]) -> list[str]:
    """Strip without the spaces of Unicode; str.strip() is the faster where there are none."""
    return [cell.strip() if cell.isascii() else cell.strip(BLANKS) for cell in cells]


def _is_regular(line: str, *, width: int) -> bool:
    return line.count("|") == width + 1 and not _is_odd(line)


def _is_odd(text: str) -> bool:
    """Whether a cell may be other than what str.split() and str.strip() make of it."""
    return any(map(text.__contains__, _IRREGULAR)) or _has_escaped_pipe(text)


def _has_escaped_pipe(text: str) -> bool:
    # A search for one character is many times as fast as one for the two.
    backslash = text.find("\\")
    while backslash >= 0:
        if text.startswith("|", backslash + 1):
            return True
        backslash = text.find("\\", backslash + 1)
    return False
