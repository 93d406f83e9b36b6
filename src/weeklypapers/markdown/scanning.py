"""A document's blocks, one after the other, and rows of tables many at once where that can be."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from weeklypapers.markdown.content import Block, Chunk, Item
from weeklypapers.markdown.html_tables import TableReader, begins_table
from weeklypapers.markdown.lines import Line, LineSource
from weeklypapers.markdown.rows import BLANKS, Table
from weeklypapers.markdown.structure import PLAIN_BULLET, Html, Paragraph, Structure, TableBody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["blocks", "scan", "tables"]

# So many lines, or such a piece of one, are looked at in vain for the end of an HTML table.
_PATIENCE = 100_000
_LONGEST_TAG = 1 << 16

_BULLETS = ("- ", "* ", "+ ")


def blocks(lines: Iterable[str], *, chunk_size: int = 256) -> Iterator[Chunk | Block]:
    """Find the headings, paragraphs, HTML and tables of a document (GFM 4), in order.

    Code and thematic breaks are left out. The lines are pulled as they are needed: no more than
    one chunk or block of them is held, and the line behind; for an HTML table that has no end,
    up to 100,000.

    Args:
        lines: The document's lines, with or without their line endings: an open text file
            will do, or what :func:`split_lines` gives.
        chunk_size: How many rows a chunk holds at most.

    Yields:
        Blocks, and at least one chunk for each table. A table without rows has one without lines.

    Raises:
        ValueError: `chunk_size` is less than 1.
    """
    if chunk_size < 1:
        raise ValueError(f"chunk_size: expected at least 1, got {chunk_size}")
    source = LineSource(lines)
    structure = Structure(chunk_size)
    done = structure.done
    patience = _PATIENCE
    while (line := source.next()) is not None:
        structure.feed(line)
        if line.text.startswith(_BULLETS) and type(structure.leaf) is Paragraph:
            number = source.number + 1
            if bullets := source.take(PLAIN_BULLET.match, chunk_size):
                structure.feed_bullets(number, bullets)
        if done:
            yield from done
            done.clear()
        if isinstance(structure.leaf, TableBody):
            table = structure.leaf.table
            item = structure.item
            chunks = _body(table, item, structure, source, chunk_size)
            nothing: list[list[str]] = [[] for _ in table.alignments]
            yield next(chunks, Chunk(table, line.number + 1, [], nothing, item=item))
            yield from chunks
        if isinstance(structure.leaf, Html) and _begins_table(structure.leaf):
            patience -= _complete_table(structure.leaf, structure, source, patience)
    structure.close()
    yield from done


def tables(lines: Iterable[str], *, chunk_size: int = 256) -> Iterator[Chunk]:
    """Find the tables of a document and their rows: the chunks among its :func:`blocks`."""
    return (block for block in blocks(lines, chunk_size=chunk_size) if isinstance(block, Chunk))


# The name that callers have used so far.
scan = tables


def _begins_table(html: Html) -> bool:
    line = html.lines[-1]
    return (
        html.may_hold_tables
        and not html.hopeless
        and begins_table(line.text, line.start) is not None
    )


def _complete_table(html: Html, structure: Structure, source: LineSource, patience: int) -> int:
    """Give an HTML block the lines up to the end of the table that its last line begins.

    Blank lines are no end of a table to a browser. Returns how many lines were looked at in vain.
    """
    reader = html.reader = html.reader or TableReader()
    reader.read(html.lines[len(reader.lines) :])
    if not reader.in_table and reader.waiting <= _LONGEST_TAG:
        return 0
    ahead: list[Line] = []
    pending: list[Line] = []
    for line in source.look_ahead():
        if len(ahead) >= patience or not structure.takes_on(line):
            break
        ahead.append(line)
        pending.append(line)
        if "</table" not in line.text.lower():
            continue
        reader.read(pending)
        pending.clear()
        if not reader.in_table:
            html.lines += ahead
            source.skip(len(ahead))
            return 0
        if reader.waiting > _LONGEST_TAG:
            break
    html.reader = TableReader()
    html.hopeless = True
    return len(ahead)


def _body(
    table: Table, item: Item | None, structure: Structure, source: LineSource, size: int
) -> Iterator[Chunk]:
    """The rows of the table that just opened; ends behind the line that ended it."""
    body = structure.leaf
    while structure.leaf is body and source.peek() is not None:
        first = source.number + 1
        if not structure.in_container and (closed := source.take(_is_closed, size)):
            yield from _closed_rows(table, first, closed)
        elif rows := _open_rows(structure, source, size):
            texts = [row.text for row in rows]
            yield Chunk(table, first, texts, None, [row.start for row in rows], item)


def _open_rows(structure: Structure, source: LineSource, size: int) -> list[Line]:
    """Rows up to the table's end, or to the next one that needs no look at the blocks."""
    body = structure.leaf
    rows: list[Line] = []
    while len(rows) < size and (line := source.next()) is not None:
        structure.feed(line)
        if structure.leaf is not body:
            break
        rows.append(line)
        if not structure.in_container and _is_closed(source.peek() or ""):
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
