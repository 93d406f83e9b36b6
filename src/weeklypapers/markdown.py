r"""Pipe tables of GitHub Flavored Markdown: text to cells, with line and column, and back.

What is a table, and where a row is cut into cells, is what cmark-gfm makes of it
(`GFM spec <https://github.github.com/gfm/>`_, section 4.10). A line is a row only where no
other block claims it, so :func:`scan` follows the block structure of a document (sections 4
and 5) as far as tables need it: paragraphs, code and HTML by their first and last lines,
block quotes and list items by what they take off each line.

Three things differ from cmark-gfm. Footnotes are an option there, off by default, and unknown
here. Link reference definitions are taken for the paragraph they look like, which shows only
where nothing but a setext underline or a blank list item follows them. And a table goes on
where cmark-gfm, as a guard, ends it: after half a million cells that short rows left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import count, groupby, repeat
from operator import methodcaller
from typing import Literal, TypeAlias

import attrs

__all__ = [
    "Alignment",
    "Cell",
    "Chunk",
    "Row",
    "Table",
    "escape_cell",
    "render_table",
    "scan",
    "split_lines",
    "split_row",
]

Alignment: TypeAlias = Literal["left", "center", "right"]

# cmark-gfm trims a cell of spaces and tabs; the pipe before it takes two blanks more.
_BLANKS = " \t"
_BLANKS_BEHIND_PIPE = " \t\v\f"


# --- rows and cells -----------------------------------------------------------------------


@attrs.frozen
class Cell:
    r"""One cell of a row.

    Attributes:
        text: The content, without the blanks around it and with ``\|`` turned into ``|``.
        start: Offset of the content's first character in the row's line. An empty cell's is
            where its content would be written.
        end: Offset behind the content's last character: ``row.text[start:end]`` is the
            content as it stands.
    """

    text: str
    start: int
    end: int

    @property
    def column(self) -> int:
        """The content's first column in the line, counted from 1."""
        return self.start + 1


@attrs.frozen
class Row:
    """One line of a table, cut into cells.

    Attributes:
        line: The line's number in the document, counted from 1.
        text: The whole line as it stands, without its line ending.
        cells: All cells of the line, whatever the width of its table.
    """

    line: int
    text: str
    cells: tuple[Cell, ...]


def split_row(text: str, line: int = 1) -> Row:
    r"""Cut a line into cells (GFM 4.10).

    Every pipe parts two cells, in a code span too, unless a backslash stands right before it.
    A pipe with nothing but blanks on its other side opens or closes the row.

    Args:
        text: The line, without its line ending.
        line: The line's number, for the row. On line 1 a byte order mark is skipped.

    Returns:
        The row. A line that holds no cell, such as ``"|"`` or an empty one, gives a row
        without cells, which cmark-gfm takes for no row at all.
    """
    return _row(line, text, _Line(line, text).start)


def _row(line: int, text: str, start: int) -> Row:
    """The row whose first character that is no blank stands at `start`."""
    cells = (_cell(text, left, right, opened=left > start) for left, right in _spans(text, start))
    return Row(line, text, tuple(cells))


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    """What lies between the pipes of a row: offsets behind one and of the next."""
    left = start
    for pipe in _pipes(text, start):
        if pipe > start:
            yield left, pipe
        left = pipe + 1
    # Blanks behind the last pipe are no cell; a row without pipes is one.
    if text[left:].strip(_BLANKS_BEHIND_PIPE if left > start else ""):
        yield left, len(text)


def _pipes(text: str, start: int) -> Iterator[int]:
    r"""Offsets of the pipes that part cells; a backslash escapes one even in ``\\|``."""
    pipe = text.find("|", start)
    while pipe >= 0:
        if pipe == start or text[pipe - 1] != "\\":
            yield pipe
        pipe = text.find("|", pipe + 1)


def _cell(text: str, left: int, right: int, *, opened: bool) -> Cell:
    """The cell between two offsets, `opened` by a pipe or by the line's beginning."""
    content = text[left:right].lstrip(_BLANKS_BEHIND_PIPE if opened else _BLANKS)
    start = right - len(content)
    content = content.rstrip(_BLANKS)
    if not content:
        start = min(left + 1, right)
    cell = content.replace("\\|", "|").replace("\0", "\ufffd")
    return Cell(cell, start, start + len(content))


# --- tables -------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Table:
    """A table, as its first two lines make it.

    Attributes:
        header: The header row, which says how wide the table is.
        alignments: What the delimiter row says of each column; `None` where it has no colon.
    """

    header: Row
    alignments: tuple[Alignment | None, ...]


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
        return map(_row, count(self.line), self.lines, self.starts or repeat(0))


def split_lines(text: str) -> list[str]:
    r"""Split a document at CommonMark's line endings (GFM 2.1): ``\n``, ``\r\n`` and ``\r``.

    Unlike :meth:`str.splitlines`, which also splits at form feeds, U+0085 or U+2028. A line
    ending ends a line rather than to begin another: ``"a\n"`` is one line, ``""`` none.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        del lines[-1]
    return lines


def scan(lines: Iterable[str], *, chunk_size: int = 256) -> Iterator[Chunk]:
    """Find the tables of a document and their rows (GFM 4.10), in order.

    The lines are pulled as they are needed, and no more than one chunk of them is held.

    Args:
        lines: The document's lines, with or without their line endings: an open text file
            will do, or what :func:`split_lines` gives.
        chunk_size: How many rows a chunk holds at most.

    Yields:
        At least one chunk for each table. A table without rows has one without lines.
    """
    source = _Source(lines)
    blocks = _Blocks()
    while (line := source.next()) is not None:
        blocks.feed(line)
        if (table := blocks.table) is not None:
            chunks = _body(table, blocks, source, chunk_size)
            yield next(chunks, Chunk(table, line.number + 1, [], [[] for _ in table.alignments]))
            yield from chunks


def _body(table: Table, blocks: "_Blocks", source: "_Source", size: int) -> Iterator[Chunk]:
    """The rows of the table that `blocks` just opened; ends behind the line that ended it."""
    while blocks.table is table and source.peek() is not None:
        first = source.number + 1
        if not blocks.containers and (closed := source.take(_is_closed, size)):
            yield from _closed_rows(table, first, closed)
        elif rows := _open_rows(table, blocks, source, size):
            texts = [row.text for row in rows]
            yield Chunk(table, first, texts, None, [row.start for row in rows])


def _open_rows(table: Table, blocks: "_Blocks", source: "_Source", size: int) -> list["_Line"]:
    """Rows up to the table's end, or to the next one that needs no look at the blocks."""
    rows: list[_Line] = []
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
    return line.startswith("|") and line.rstrip(_BLANKS).endswith("|", 1)


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


# --- many rows at once --------------------------------------------------------------------

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
    return [cell.strip() if cell.isascii() else cell.strip(_BLANKS) for cell in cells]


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


# --- lines --------------------------------------------------------------------------------

_TAB_STOP = 4


def _behind(character: str, column: int) -> int:
    """The column behind a character that stands in a column (GFM 2.2)."""
    return column + (_TAB_STOP - column % _TAB_STOP if character == "\t" else 1)


class _Line:
    """A line, while containers take their prefixes off it.

    `start` is the offset of its first character that is no blank, and `indent` the number of
    columns before that one.
    """

    __slots__ = ("_column", "_offset", "indent", "number", "start", "text")

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text
        self._offset = 1 if number == 1 and text.startswith("\ufeff") else 0
        self._column = 0
        self._look()

    @property
    def blank(self) -> bool:
        return self.start == len(self.text)

    @property
    def first(self) -> str:
        """The first character that is no blank; nothing in a blank line."""
        return self.text[self.start : self.start + 1]

    @property
    def rest(self) -> str:
        """The line from that character on."""
        return self.text[self.start :]

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.start)

    def take(self, columns: int) -> None:
        """Take columns off the line; of a tab, it may be only some."""
        goal = self._column + columns
        while self._column < goal and self._offset < len(self.text):
            behind = _behind(self.text[self._offset], self._column)
            self._offset += behind <= goal
            self._column = min(behind, goal)
        self._look()

    def _look(self) -> None:
        start, column = self._offset, self._column
        while self.text.startswith((" ", "\t"), start):
            column = _behind(self.text[start], column)
            start += 1
        self.start = start
        self.indent = column - self._column


class _Source:
    """The document's lines with their numbers, one of them in sight before it is taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.number = 0
        self._lines = map(methodcaller("rstrip", "\r\n"), lines)
        self._ahead = next(self._lines, None)

    def peek(self) -> str | None:
        return self._ahead

    def next(self) -> _Line | None:
        if (text := self._ahead) is None:
            return None
        self._ahead = next(self._lines, None)
        self.number += 1
        return _Line(self.number, text)

    def take(self, accept: Callable[[str], bool], limit: int) -> list[str]:
        """The next lines that are acceptable, at most `limit` of them."""
        taken: list[str] = []
        text = self._ahead
        while text is not None and len(taken) < limit and accept(text):
            taken.append(text)
            text = next(self._lines, None)
        self._ahead = text
        self.number += len(taken)
        return taken


# --- blocks -------------------------------------------------------------------------------

_CODE_INDENT = 4

# A block begins with one of these, unless it is a paragraph, a table or indented code.
_BLOCK_BEGINNINGS = frozenset(">#`~<=-_*+0123456789")

_ATX_HEADING = re.compile(r"#{1,6}(?![^ \t])")
_SETEXT_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*\Z")
_THEMATIC_BREAK = re.compile(r"([-_*])[ \t]*(?:\1[ \t]*){2,}\Z")
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_LIST_MARKER = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)])(?![^ \t])")
_TASK = re.compile(r"[ \t\v\f]*(?:[-+*]|[0-9]+.)[ \t\v\f]+\[[ xX]\][ \t\v\f]")


def _html(beginning: str, end: str | None = None) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    flags = re.ASCII | re.IGNORECASE
    return re.compile(beginning, flags), None if end is None else re.compile(end, flags)


_SPACE = r"[ \t\v\f]"
_ATTRIBUTE = (
    rf"{_SPACE}+[a-z_:][a-z0-9:._-]*"
    rf"(?:{_SPACE}*={_SPACE}*(?:[^ \t\v\f\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
)

# The seven kinds of HTML blocks (GFM 4.6): how they begin and, if not at a blank line, end.
_HTML_BLOCKS = (
    _html(rf"<(?:script|pre|style|textarea)(?:{_SPACE}|>|\Z)", "</(?:script|pre|style|textarea)>"),
    _html("<!--", "-->"),
    _html(r"<\?", r"\?>"),
    _html("<!(?-i:[A-Z])", ">"),
    _html(r"<!\[CDATA\[", r"\]\]>"),
    _html(
        "</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|"
        "details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|"
        "h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|"
        "optgroup|option|p|param|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|"
        rf"track|ul)(?:{_SPACE}|/?>|\Z)"
    ),
    _html(
        rf"<(?:[a-z][a-z0-9-]*(?:{_ATTRIBUTE})*{_SPACE}*/?|/[a-z][a-z0-9-]*{_SPACE}*)>[ \t\f]*\Z"
    ),
)


class _Quote:
    """An open block quote (GFM 5.1)."""

    def takes(self, line: _Line) -> bool:
        """Whether the line goes on with the quote; if so, its marker is taken off."""
        if line.indent >= _CODE_INDENT or line.first != ">":
            return False
        line.take(line.indent + 1)
        line.take(min(line.indent, 1))
        return True


@attrs.define(eq=False)
class _Item:
    """An open list item (GFM 5.2): how far in its content is, and whether it has none yet."""

    width: int
    empty: bool

    def takes(self, line: _Line) -> bool:
        """Whether the line goes on with the item; if so, its indentation is taken off."""
        if line.indent < self.width and (self.empty or not line.blank):
            return False
        line.take(min(line.indent, self.width))
        self.empty = self.empty and line.blank
        return True


@attrs.define(eq=False)
class _Paragraph:
    """An open paragraph (GFM 4.8): its last line may yet become the header of a table."""

    last: _Line
    barred: bool = False

    def takes(self, line: _Line) -> bool:
        return not line.blank

    def add(self, line: _Line) -> "_Paragraph | _TableBody":
        """Add a line; it makes a table of the one before if it is a fitting delimiter row."""
        if not self.barred and line.indent < _CODE_INDENT and (alignments := _alignments(line)):
            header = _row(self.last.number, self.last.text, self.last.start)
            if len(header.cells) == len(alignments):
                return _TableBody(Table(header, alignments))
            # cmark-gfm looks only once in a paragraph, and so does GitHub.
            self.barred = True
        self.last = line
        return self


_DELIMITER_CELL = re.compile(rf"{_SPACE}*:?-+:?{_SPACE}*")
_ALIGNMENTS: dict[tuple[bool, bool], Alignment | None] = {
    (False, False): None,
    (True, False): "left",
    (True, True): "center",
    (False, True): "right",
}


def _alignments(line: _Line) -> tuple[Alignment | None, ...]:
    """What a delimiter row says of its columns; nothing if the line is none."""
    if line.rest.strip("|-:" + _BLANKS_BEHIND_PIPE):
        return ()
    cells = [cell.text for cell in _row(line.number, line.text, line.start).cells]
    if not all(map(_DELIMITER_CELL.fullmatch, cells)):
        return ()
    return tuple(_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in cells)


@attrs.define(eq=False)
class _TableBody:
    """An open table (GFM 4.10), from its delimiter row on."""

    table: Table

    def takes(self, line: _Line) -> bool:
        return next(_spans(line.text, line.start), None) is not None


@attrs.define(eq=False)
class _Opaque:
    """A block whose lines no other block begins in: a heading, code, HTML.

    `takes` says if a further line belongs to it, and `ends_at` if that line is its last.
    """

    takes: Callable[[_Line], bool]
    ends_at: Callable[[_Line], bool]


def _never(_: _Line) -> bool:
    return False


def _always(_: _Line) -> bool:
    return True


def _is_not_blank(line: _Line) -> bool:
    return not line.blank


def _is_indented_or_blank(line: _Line) -> bool:
    return line.indent >= _CODE_INDENT or line.blank


def _closes_fence(line: _Line, fence: str) -> bool:
    marks = line.rest.rstrip(_BLANKS)
    return line.indent < _CODE_INDENT and marks.startswith(fence) and not marks.strip(fence[0])


def _contains(line: _Line, end: re.Pattern[str]) -> bool:
    return end.search(line.text, line.start) is not None


_Container: TypeAlias = _Quote | _Item
_Leaf: TypeAlias = _Paragraph | _TableBody | _Opaque


def _begin_quote(line: _Line) -> _Quote | None:
    quote = _Quote()
    return quote if quote.takes(line) else None


def _begin_heading_or_break(line: _Line, *, in_paragraph: bool) -> _Opaque | None:
    """A heading or a thematic break (GFM 4.1 to 4.3)."""
    kinds = (_ATX_HEADING, _THEMATIC_BREAK, *((_SETEXT_UNDERLINE,) if in_paragraph else ()))
    return _Opaque(_never, _never) if any(line.match(kind) for kind in kinds) else None


def _begin_fenced_code(line: _Line) -> _Opaque | None:
    """Code between fences (GFM 4.5)."""
    fence = line.match(_FENCE)
    return _Opaque(_always, partial(_closes_fence, fence=fence[0])) if fence else None


def _begin_html(line: _Line, *, in_paragraph: bool) -> _Opaque | None:
    """An HTML block (GFM 4.6); one that just any tag begins can't interrupt a paragraph."""
    kinds = _HTML_BLOCKS[:-1] if in_paragraph else _HTML_BLOCKS
    for beginning, end in kinds:
        if line.match(beginning):
            return _html_block(line, end)
    return None


def _html_block(line: _Line, end: re.Pattern[str] | None) -> _Opaque:
    if end is None:
        return _Opaque(_is_not_blank, _never)
    return _Opaque(_never if _contains(line, end) else _always, partial(_contains, end=end))


def _begin_item(line: _Line, *, in_paragraph: bool) -> _Item | None:
    """A list item (GFM 5.2); an empty one or one not numbered 1 can't interrupt a paragraph."""
    marker = line.match(_LIST_MARKER)
    if marker is None:
        return None
    empty = not line.text[marker.end() :].strip(_BLANKS)
    if in_paragraph and (empty or int(marker[1] or 1) != 1):
        return None
    before = line.indent + len(marker[0])
    line.take(before)
    # Five columns and more are one, and then indented code.
    padding = line.indent if not empty and line.indent <= _CODE_INDENT else 1
    line.take(padding)
    return _Item(before + padding, empty)


def _begin(line: _Line, *, in_paragraph: bool) -> _Container | _Opaque | None:
    """The block that begins on a line, or on what containers have left of it."""
    if line.indent >= _CODE_INDENT or line.first not in _BLOCK_BEGINNINGS:
        return None
    return (
        _begin_quote(line)
        or _begin_fenced_code(line)
        or _begin_html(line, in_paragraph=in_paragraph)
        or _begin_heading_or_break(line, in_paragraph=in_paragraph)
        or _begin_item(line, in_paragraph=in_paragraph)
    )


def _begin_all(line: _Line, *, in_paragraph: bool, lazy: bool) -> Iterator[_Container | _Opaque]:
    """The blocks that begin on a line, from the outside in; only the last has no others in it."""
    while (block := _begin(line, in_paragraph=in_paragraph)) is not None:
        yield block
        if isinstance(block, _Opaque):
            return
        in_paragraph = lazy = False
    if line.indent >= _CODE_INDENT and not line.blank and not lazy:
        yield _Opaque(_is_indented_or_blank, _never)


class _Blocks:
    """The blocks that are open (GFM, appendix, "Phase 1: block structure")."""

    def __init__(self) -> None:
        self.containers: list[_Container] = []
        self._leaf: _Leaf | None = None

    @property
    def table(self) -> Table | None:
        """The table that is open, if one is."""
        return self._leaf.table if isinstance(self._leaf, _TableBody) else None

    def feed(self, line: _Line) -> None:
        """Close and open blocks as the line makes them, and take containers' prefixes off it."""
        kept = self._count_taking(line)
        unbroken = kept == len(self.containers)
        leaf = self._leaf if unbroken and self._leaf and self._leaf.takes(line) else None
        if isinstance(leaf, _Opaque):
            self._leaf = None if leaf.ends_at(line) else leaf
            return
        lazy = isinstance(self._leaf, _Paragraph)
        begun = list(_begin_all(line, in_paragraph=isinstance(leaf, _Paragraph), lazy=lazy))
        if begun:
            self._open(kept, begun, line)
        elif isinstance(leaf, _Paragraph):
            self._leaf = leaf.add(line)
        elif leaf is None and isinstance(self._leaf, _Paragraph) and not line.blank:
            # A lazy continuation line (GFM 5.1): the containers it leaves out stay open.
            self._leaf.last = line
        elif leaf is None:
            self._open(kept, begun, line)

    def _count_taking(self, line: _Line) -> int:
        """How many of the open containers, from the outside in, go on with the line."""
        for depth, container in enumerate(self.containers):
            if not container.takes(line):
                return depth
        return len(self.containers)

    def _open(self, kept: int, begun: list[_Container | _Opaque], line: _Line) -> None:
        """Close all but the containers `kept`, and open what the line begins."""
        del self.containers[kept:]
        self._leaf = None
        for block in begun:
            if isinstance(block, _Opaque):
                self._leaf = block
            else:
                self.containers.append(block)
        if begun and isinstance(begun[-1], _Item) and _TASK.match(line.text):
            line.take(len("[ ]"))
        if self._leaf is None and not line.blank:
            self._leaf = _Paragraph(line)


# --- writing ------------------------------------------------------------------------------

# A header stands in a column at least this much wider than itself, as tabulate writes it.
_HEADER_ROOM = 2


def escape_cell(text: str) -> str:
    r"""Write a cell's text so that :func:`split_row` gives it back: each ``|`` as ``\|``.

    Args:
        text: The text, without line breaks and without blanks around it.

    Returns:
        What to put between two pipes and the spaces next to them.
    """
    return text.replace("|", "\\|")


def render_table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    alignments: Sequence[Alignment | None],
) -> str:
    """Lay out a table with all pipes in line, as tabulate's format "pipe" does (pandas too).

    A column is as wide as its widest cell, or as its header and two more, in characters.

    Args:
        header: The header's cells, escaped already.
        rows: The cells of each row, escaped already.
        alignments: Where the cells of each column stand; `None` is left, without a colon.

    Returns:
        The table's lines, joined by line feeds and without one at the end.

    Raises:
        ValueError: A row, or `alignments`, has more or fewer elements than the header.
    """
    body = list(rows)
    _check_width(len(header), "alignments", alignments)
    for number, row in enumerate(body, start=1):
        _check_width(len(header), f"row {number}", row)
    columns = list(zip(header, *body, strict=True))
    widths = [max(len(column[0]) + _HEADER_ROOM, *map(len, column)) for column in columns]
    padded = map(_pad, columns, widths, alignments)
    first, *others = (f"| {' | '.join(cells)} |" for cells in zip(*padded, strict=True))
    delimiters = "|".join(map(_delimiter, widths, alignments))
    return "\n".join([first, f"|{delimiters}|", *others])


def _check_width(width: int, what: str, cells: Sequence[object]) -> None:
    if len(cells) != width:
        raise ValueError(f"{what}: expected {width}, as many as the header has, got {len(cells)}")


def _pad(cells: Iterable[str], width: int, alignment: Alignment | None) -> list[str]:
    sign = {"center": "^", "right": ">"}.get(alignment or "left", "<")
    return [f"{cell:{sign}{width}}" for cell in cells]


def _delimiter(width: int, alignment: Alignment | None) -> str:
    """What the delimiter row says of a column, as wide as its cells with a space around them."""
    left = ":" if alignment in ("left", "center") else "-"
    right = ":" if alignment in ("right", "center") else "-"
    return f"{left}{'-' * width}{right}"
