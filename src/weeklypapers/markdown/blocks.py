"""Blocks of a document in order, with the rows of its tables in chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, repeat

from weeklypapers.markdown.block_starts import OpenTable, Paragraph
from weeklypapers.markdown.block_state import PLAIN_BULLET, BlockState
from weeklypapers.markdown.html_blocks import HtmlBlock
from weeklypapers.markdown.lines import Line, LineSource, source_of
from weeklypapers.markdown.nodes import Block, Chunk, Item
from weeklypapers.markdown.tables import BLANKS, Table

__all__ = ["blocks", "tables"]

# The end of an HTML table is searched for in at most this many lines, or characters of a tag.
_MAX_LINES_AHEAD = 100_000
_MAX_TAG = 1 << 16

_BULLETS = ("- ", "* ", "+ ")


def blocks(lines: Iterable[str], *, chunk_size: int = 256) -> Iterator[Chunk | Block]:
    """Find the headings, paragraphs, HTML and tables of a document (GFM 4), in order.

    Code and thematic breaks are omitted. Lines are pulled as they are needed: no more than
    one chunk or block of them is held, and the line after it; for an HTML table that has no end,
    up to 100,000.

    Args:
        lines: The document's lines, with or without their line endings, such as an open text
            file or the result of :func:`split_lines`.
        chunk_size: The maximum number of rows in a chunk.

    Yields:
        Blocks, and at least one chunk for each table. A table without rows has one without lines.

    Raises:
        ValueError: `chunk_size` is less than 1.
    """
    if chunk_size < 1:
        raise ValueError(f"chunk_size: expected at least 1, got {chunk_size}")
    source = source_of(lines)
    state = BlockState(chunk_size)
    done = state.done
    lines_ahead = _MAX_LINES_AHEAD
    while (line := source.next()) is not None:
        state.feed(line)
        if line.text.startswith(_BULLETS) and type(state.leaf) is Paragraph:
            number = source.number + 1
            if bullets := source.take_while(PLAIN_BULLET.match, chunk_size):
                state.feed_bullets(number, bullets)
        if done:
            yield from done
            done.clear()
        if isinstance(state.leaf, OpenTable):
            table, item = state.leaf.table, state.inner.item
            chunks = _table_body(table, item, state, source, chunk_size)
            no_rows: list[list[str]] = [[] for _ in table.alignments]
            yield next(chunks, Chunk(table, line.number + 1, [], no_rows, item=item))
            yield from chunks
        if isinstance(state.leaf, HtmlBlock):
            lines_ahead -= _complete_table(state.leaf, state, source, lines_ahead)
    state.close()
    yield from done


def tables(lines: Iterable[str], *, chunk_size: int = 256) -> Iterator[Chunk]:
    """Find the tables of a document and their rows: the chunks among its :func:`blocks`."""
    return (block for block in blocks(lines, chunk_size=chunk_size) if isinstance(block, Chunk))


# --- HTML tables --------------------------------------------------------------------------------


def _complete_table(html: HtmlBlock, state: BlockState, source: LineSource, max_lines: int) -> int:
    """If a table starts in the last line, add the lines up to its end to an HTML block.

    Blank lines do not end a table in a browser.

    Returns:
        The number of lines in which its end was searched for and not found.
    """
    last = html.lines[-1]
    if not html.may_hold_tables or html.hopeless or "<table" not in last.text.lower():
        return 0
    # Loaded here because few lists have tables in HTML.
    from weeklypapers.markdown.html_tables import HtmlTableParser, starts_table

    if not starts_table(last.text):
        return 0
    parser = html.table_parser = html.table_parser or HtmlTableParser()
    parser.read(html.lines[len(parser.lines) :])
    if not parser.in_table and parser.waiting <= _MAX_TAG:
        return 0
    ahead: list[Line] = []
    unread = 0
    for line in source.look_ahead():
        if len(ahead) >= max_lines or not state.continues(line):
            break
        ahead.append(line)
        if "</table" not in line.text.lower():
            continue
        parser.read(ahead[unread:])
        unread = len(ahead)
        if not parser.in_table:
            html.lines += ahead
            source.skip(len(ahead))
            return 0
        if parser.waiting > _MAX_TAG:
            break
    html.table_parser = HtmlTableParser()
    html.hopeless = True
    return len(ahead)


# --- pipe tables --------------------------------------------------------------------------------


def _table_body(
    table: Table, item: Item | None, state: BlockState, source: LineSource, size: int
) -> Iterator[Chunk]:
    """Yield the rows of the table that just opened; the line that ends it is taken as well."""
    body = state.leaf
    untried = 0  # rows above this line have been found irregular
    while state.leaf is body and source.following is not None:
        first = source.number + 1
        if not state.containers and first >= untried and (rows := source.rows(size)):
            columns = _split_columns(rows.text, len(rows), len(table.alignments))
            if columns is not None:
                source.take_rows(rows)
                yield Chunk(table, first, rows, columns)
                continue
            untried = first + len(rows)
        if not state.containers and (lines := source.take_while(_is_closed, size)):
            yield from _closed_rows(table, first, lines)
        elif taken := _open_rows(state, source, size):
            texts = [row.text for row in taken]
            yield Chunk(table, first, texts, None, [row.start for row in taken], item)


def _open_rows(state: BlockState, source: LineSource, size: int) -> list[Line]:
    """Take rows up to the table's end, or to the next one that is certainly a row."""
    body = state.leaf
    rows: list[Line] = []
    while len(rows) < size and (line := source.next()) is not None:
        state.feed(line)
        if state.leaf is not body:
            break
        rows.append(line)
        if not state.containers and _is_closed(source.following or ""):
            break
    return rows


def _is_closed(line: str) -> bool:
    """Return whether a line is ``|…|``: in a table certainly a row, since no block starts so."""
    return line.startswith("|") and line.rstrip(BLANKS).endswith("|", 1)


def _closed_rows(table: Table, first: int, lines: list[str]) -> Iterator[Chunk]:
    """Yield the chunk of closed lines, or runs of it where some of them are irregular."""
    width = len(table.alignments)
    if (columns := _columns_of(lines, width)) is not None:
        yield Chunk(table, first, lines, columns)
        return
    for is_regular, group in groupby(lines, lambda line: _columns_of([line], width) is not None):
        run = list(group)
        yield Chunk(table, first, run, _columns_of(run, width) if is_regular else None)
        first += len(run)


# --- many rows at once --------------------------------------------------------------------------

# Characters that require a look at the single cell: U+0000 is replaced, and the others are
# blanks to str.strip() but not, or not everywhere, to cmark-gfm.
_IRREGULAR = "\0\v\f\x1c\x1d\x1e\x1f"


def _columns_of(lines: list[str], width: int) -> list[list[str]] | None:
    return _split_columns("\n".join(lines), len(lines), width)


def _split_columns(text: str, rows: int, width: int) -> list[list[str]] | None:
    """Return the cells of lines, column by column, or `None` if a line is irregular or not closed.

    One split of all lines takes a fraction of the time of a split of each. A regular line
    has `width + 1` pipes. So at every `width + 1`st place there must be a part that extends from
    a line's last pipe over its end to the next line's first pipe, and no line end elsewhere.

    Args:
        text: The lines, joined by line feeds. Each begins with a pipe.
        rows: The number of lines.
        width: The number of cells of a regular line.
    """
    parts = text.split("|")
    stride = width + 1
    if len(parts) != rows * stride + 1:
        return None
    ends = "".join(parts[stride::stride])
    if ends.count("\n") != rows - 1 or ends.strip(f"{BLANKS}\n") or _is_irregular(text):
        return None
    columns = (parts[column::stride] for column in range(1, stride))
    # Unicode's spaces are not stripped; str.strip() is faster where there are none.
    blanks = None if text.isascii() else BLANKS
    return [list(map(str.strip, cells, repeat(blanks))) for cells in columns]


def _is_irregular(text: str) -> bool:
    """Return whether str.split() and str.strip() may return other cells than cmark-gfm."""
    if any(map(text.__contains__, _IRREGULAR)):
        return True
    # A search for one character is many times faster than one for the two of an escaped pipe.
    backslash = text.find("\\")
    while backslash >= 0:
        if text.startswith("|", backslash + 1):
            return True
        backslash = text.find("\\", backslash + 1)
    return False
