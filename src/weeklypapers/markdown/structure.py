"""The block structure of a document (GFM sections 4 and 5), as far as lists of papers need it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from weeklypapers.markdown.content import Block, Chunk, Item
from weeklypapers.markdown.lines import Line
from weeklypapers.markdown.rows import BLANKS, BLANKS_BEHIND_PIPE, Alignment, Table, row_at, spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from weeklypapers.markdown.html_tables import TableReader

__all__ = ["PLAIN_BULLET", "Html", "Paragraph", "Structure", "TableBody"]

_CODE_INDENT = 4

# cmark-gfm begins no list item behind so many blocks that begin on the same line.
_MAX_DEPTH = 100

_ATX_HEADING = re.compile(r"#{1,6}(?:[ \t]+|\Z)")
_SETEXT_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*\Z")
_THEMATIC_BREAK = re.compile(r"([-_*])[ \t]*(?:\1[ \t]*){2,}\Z")
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_LIST_MARKER = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)])(?![^ \t])")
# Most markers; the others need a look at tabs and at what is indented code.
_PLAIN_LIST_MARKER = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)]) {1,4}(?=[^ \t])")
# The start of a bullet and, for sure, of a paragraph in it.
PLAIN_BULLET = re.compile(r"[-+*] {1,4}(?=[^\s>#`~<=_*+0-9\[-]|\[(?![ xX]\])|\*{1,2}[^\s*])")
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


# --- containers -----------------------------------------------------------------------------


class _Container:
    """What blocks stand in: the document, a block quote or a list item."""

    __slots__ = ("item", "list", "list_type", "quoted")

    def __init__(self) -> None:
        self.item: Item | None = None
        self.quoted: bool = False
        # The list that a further item may belong to, and what ends its markers.
        self.list: object = None
        self.list_type: str = ""

    def takes(self, line: Line) -> bool:
        """Whether the line goes on with the container; if so, it takes its prefix off."""
        raise NotImplementedError

    def list_of(self, list_type: str) -> object:
        """The list that an item which begins now belongs to (GFM 5.3)."""
        if self.list is None or self.list_type != list_type:
            self.list, self.list_type = object(), list_type
        return self.list


class _Quote(_Container):
    """An open block quote (GFM 5.1)."""

    __slots__ = ()

    def takes(self, line: Line) -> bool:
        if line.first != ">" or line.indent >= _CODE_INDENT:
            return False
        line.take(line.indent + 1)
        line.take(min(line.indent, 1))
        return True


class _Item(_Container):
    """An open list item (GFM 5.2): how far in its content is, and whether it has none yet."""

    __slots__ = ("empty", "marker", "width")

    def __init__(self, marker: str, width: int, *, empty: bool) -> None:
        self.item = self.list = None
        self.quoted = False
        self.list_type = ""
        self.marker = marker
        self.width = width
        self.empty = empty

    def takes(self, line: Line) -> bool:
        if line.indent < self.width and (self.empty or line.first):
            return False
        line.take(min(line.indent, self.width))
        self.empty = self.empty and line.blank
        return True


# --- leaves ---------------------------------------------------------------------------------


class _Heading:
    """A heading of one line (GFM 4.2), or what makes one of the paragraph before (GFM 4.3)."""

    __slots__ = ("level", "setext")

    def __init__(self, level: int, *, setext: bool = False) -> None:
        self.level = level
        self.setext = setext


class _Break:
    """A thematic break (GFM 4.1)."""

    __slots__ = ()


class TableBody:
    """An open table (GFM 4.10), from its delimiter row on."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table: Table = table

    def takes(self, line: Line) -> bool:
        """Whether the line is a row: whether it holds a cell."""
        return next(spans(line.text, line.start), None) is not None


class Paragraph:
    """An open paragraph (GFM 4.8): its last line may yet become the header of a table."""

    __slots__ = ("barred", "lines")

    def __init__(self, line: Line) -> None:
        self.lines: list[Line] = [line]
        self.barred: bool = False

    def takes(self, line: Line) -> bool:
        """Whether the line goes on with the paragraph, unless another block begins there."""
        return not line.blank

    def table_with(self, line: Line) -> Table | None:
        """The table that the last line and a fitting delimiter row make."""
        if self.barred or line.indent >= _CODE_INDENT or not (alignments := _alignments(line)):
            return None
        last = self.lines[-1]
        header = row_at(last.number, last.text, last.start)
        if len(header.cells) == len(alignments):
            return Table(header, alignments)
        # cmark-gfm looks only once in a paragraph, and so does GitHub.
        self.barred = True
        return None


_DELIMITER_CELL = re.compile(rf"{_SPACE}*:?-+:?{_SPACE}*")
_ALIGNMENTS: dict[tuple[bool, bool], Alignment | None] = {
    (False, False): None,
    (True, False): "left",
    (True, True): "center",
    (False, True): "right",
}


def _alignments(line: Line) -> tuple[Alignment | None, ...]:
    """What a delimiter row says of its columns; nothing if the line is none."""
    if line.rest.strip("|-:" + BLANKS_BEHIND_PIPE):
        return ()
    cells = [cell.text for cell in row_at(line.number, line.text, line.start).cells]
    if not all(map(_DELIMITER_CELL.fullmatch, cells)):
        return ()
    return tuple(_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in cells)


class _Code:
    """Open code: `takes` says if a line belongs to it, and `ends_at` if it is the last."""

    __slots__ = ("ends_at", "takes")

    def __init__(self, takes: Callable[[Line], bool], ends_at: Callable[[Line], bool]) -> None:
        self.takes: Callable[[Line], bool] = takes
        self.ends_at: Callable[[Line], bool] = ends_at


class Html:
    """An open HTML block (GFM 4.6), and the tables in it once there are any.

    Attributes:
        lines: Its lines so far.
        reader: What reads its tables; it has read as many of the lines as it has itself.
        hopeless: Whether a table in it is known to have no end.
    """

    def __init__(self, end: re.Pattern[str] | None) -> None:
        self.lines: list[Line] = []
        self.reader: TableReader | None = None
        self.hopeless: bool = False
        self._end = end

    @property
    def may_hold_tables(self) -> bool:
        """Whether tags in it are tags, as they are not in a comment or script."""
        return self._end is None

    def takes(self, line: Line) -> bool:
        """Whether a line belongs to it."""
        return self._end is not None or not line.blank

    def ends_at(self, line: Line) -> bool:
        """Whether a line that belongs to it is its last for sure."""
        return self._end is not None and self._end.search(line.text, line.start) is not None


def _never(_: Line) -> bool:
    return False


def _always(_: Line) -> bool:
    return True


def _is_indented_or_blank(line: Line) -> bool:
    return line.indent >= _CODE_INDENT or line.blank


def _closes_fence(line: Line, fence: str) -> bool:
    marks = line.rest.rstrip(BLANKS)
    return line.indent < _CODE_INDENT and marks.startswith(fence) and not marks.strip(fence[0])


# What a line at the margin begins with if it may go on with a container: a quote's marker or,
# in a blank line, nothing.
_MAY_GO_ON = (">", "")

# Blocks in whose lines no other block begins.
_RAW = (_Code, Html)

_Leaf: TypeAlias = Paragraph | TableBody | _Code | Html
_Begun: TypeAlias = _Container | _Heading | _Break | _Code | Html


# --- how blocks begin -----------------------------------------------------------------------


def _begin_quote(line: Line, *, in_paragraph: bool) -> _Quote | None:
    quote = _Quote()
    return quote if quote.takes(line) else None


def _begin_atx_heading(line: Line, *, in_paragraph: bool) -> _Heading | None:
    marker = line.match(_ATX_HEADING)
    if marker is None:
        return None
    level = len(marker[0].rstrip(BLANKS))
    line.take_up_to(marker.end())
    return _Heading(level)


def _begin_setext_heading(line: Line, *, in_paragraph: bool) -> _Heading | None:
    if in_paragraph and line.match(_SETEXT_UNDERLINE):
        return _Heading(1 if line.first == "=" else 2, setext=True)
    return None


def _begin_break(line: Line, *, in_paragraph: bool) -> _Break | None:
    return _Break() if line.match(_THEMATIC_BREAK) else None


def _begin_fenced_code(line: Line, *, in_paragraph: bool) -> _Code | None:
    """Code between fences (GFM 4.5)."""
    fence = line.match(_FENCE)
    return _Code(_always, partial(_closes_fence, fence=fence[0])) if fence else None


def _begin_html(line: Line, *, in_paragraph: bool) -> Html | None:
    """An HTML block (GFM 4.6); one that just any tag begins can't interrupt a paragraph."""
    kinds = _HTML_BLOCKS[:-1] if in_paragraph else _HTML_BLOCKS
    for beginning, end in kinds:
        if line.match(beginning):
            return Html(end)
    return None


def _begin_item(line: Line, *, in_paragraph: bool) -> _Item | None:
    """A list item (GFM 5.2); an empty one or one not numbered 1 can't interrupt a paragraph."""
    marker = line.match(_PLAIN_LIST_MARKER)
    if marker is None:
        return _begin_odd_item(line, in_paragraph=in_paragraph)
    if in_paragraph and int(marker[1] or 1) != 1:
        return None
    width = line.indent + marker.end() - line.start
    line.take_up_to(marker.end())
    return _Item(marker[0].rstrip(BLANKS), width, empty=False)


def _begin_odd_item(line: Line, *, in_paragraph: bool) -> _Item | None:
    marker = line.match(_LIST_MARKER)
    if marker is None:
        return None
    empty = not line.text[marker.end() :].strip(BLANKS)
    if in_paragraph and (empty or int(marker[1] or 1) != 1):
        return None
    before = line.indent + len(marker[0])
    line.take(before)
    # Five columns and more are one, and then indented code.
    padding = line.indent if not empty and line.indent <= _CODE_INDENT else 1
    line.take(padding)
    return _Item(marker[0], before + padding, empty=empty)


# How a block may begin, by its first character, unless it is a paragraph, a table or indented
# code. What stands before goes first.
_BEGINNINGS: dict[str, tuple[Callable[..., _Begun | None], ...]] = {
    ">": (_begin_quote,),
    "#": (_begin_atx_heading,),
    "`": (_begin_fenced_code,),
    "~": (_begin_fenced_code,),
    "<": (_begin_html,),
    "=": (_begin_setext_heading,),
    "_": (_begin_break,),
    "-": (_begin_setext_heading, _begin_break, _begin_item),
    "*": (_begin_break, _begin_item),
    "+": (_begin_item,),
    **dict.fromkeys("0123456789", (_begin_item,)),
}


def _begin(line: Line, *, in_paragraph: bool, deep: bool) -> _Begun | None:
    """The block that begins on a line, or on what containers have left of it."""
    if line.indent >= _CODE_INDENT:
        return None
    for beginning in _BEGINNINGS.get(line.first, ()):
        if deep and beginning is _begin_item:
            continue
        if (block := beginning(line, in_paragraph=in_paragraph)) is not None:
            return block
    return None


def _begin_all(line: Line, *, in_paragraph: bool, lazy: bool) -> list[_Begun]:
    """The blocks that begin on a line, from the outside in; only the last has no others in it."""
    begun: list[_Begun] = []
    while True:
        block = _begin(line, in_paragraph=in_paragraph, deep=len(begun) >= _MAX_DEPTH - 1)
        if block is None:
            break
        begun.append(block)
        if not isinstance(block, _Container):
            return begun
        in_paragraph = lazy = False
    if line.indent >= _CODE_INDENT and not lazy and line.first:
        begun.append(_Code(_is_indented_or_blank, _never))
    return begun


class Structure:
    """The blocks that are open (GFM, appendix, "Phase 1: block structure").

    Attributes:
        done: The blocks that were closed since this list was last cleared, in order.
        leaf: The innermost block that is open, no container.
    """

    def __init__(self, chunk_size: int) -> None:
        self.done: list[Block | Chunk] = []
        self._chunk_size = chunk_size
        self._document = _Container()
        self._containers: list[_Container] = []
        self._inner = self._document
        self.leaf: _Leaf | None = None

    @property
    def item(self) -> Item | None:
        """The innermost list item that is open."""
        return self._inner.item

    @property
    def in_container(self) -> bool:
        """Whether a block quote or a list item is open."""
        return bool(self._containers)

    def feed(self, line: Line) -> None:
        """Close and open blocks as the line makes them, and take containers' prefixes off it."""
        old = self.leaf
        at_margin = not line.indent and line.first not in _MAY_GO_ON
        # The quick way for most headings and bullets: at the margin, no container goes on.
        if at_margin and line.first in "-+*#" and (self._containers or type(old) not in _RAW):
            if line.first == "#":
                if (marker := line.match(_ATX_HEADING)) is not None:
                    self._open_heading(line, marker)
                    return
            elif (marker := line.match(PLAIN_BULLET)) is not None:
                self._open_bullet(line, marker.end())
                return
        kept = 0 if at_margin or not self._containers else self.count_taking(line)
        unbroken = kept == len(self._containers)
        leaf = old if old is not None and unbroken and old.takes(line) else None
        if leaf is not None and isinstance(leaf, _RAW):
            self._go_on(leaf, line)
            return
        lazy = type(old) is Paragraph
        if line.first in _BEGINNINGS or line.indent >= _CODE_INDENT:
            in_paragraph = lazy and leaf is not None
            if begun := _begin_all(line, in_paragraph=in_paragraph, lazy=lazy):
                self._open(kept, begun, line)
                return
        if isinstance(old, Paragraph) and line.first:
            # In the paragraph, or a lazy continuation line (GFM 5.1), which leaves containers out
            # that stay open.
            self._add(old, line, lazy=leaf is None)
        elif leaf is None:
            self._open(kept, [], line)

    def _open_heading(self, line: Line, marker: re.Match[str]) -> None:
        """Give a heading at the margin."""
        self._close_leaf()
        self._containers.clear()
        self._inner = self._document
        self._document.list = None
        line.take_up_to(marker.end())
        level = len(marker[0].rstrip(BLANKS))
        self._emit("heading", [line], [_end_of_heading(line)], level)

    def _open_bullet(self, line: Line, content: int) -> None:
        """Open an item at the margin, which goes on with no container, and a paragraph in it."""
        self._close_leaf()
        self._containers.clear()
        item = _Item(line.first, content - line.start, empty=False)
        item.item = Item(line.number, False, None, self._document.list_of(line.first))  # noqa: FBT003
        self._containers.append(item)
        self._inner = item
        line.take_up_to(content)
        self.leaf = Paragraph(line)

    def feed_bullets(self, number: int, lines: list[str]) -> None:
        """Feed lines that all match `PLAIN_BULLET` while a paragraph is open."""
        self._close_leaf()
        # An item whose paragraph the next line ends leaves no trace.
        for at, text in enumerate(lines[:-1], number):
            item = Item(at, False, None, self._document.list_of(text[0]))  # noqa: FBT003
            start = len(text) - len(text[1:].lstrip(" "))
            self.done.append(_one_line(at, text, start, item, False))  # noqa: FBT003
        self.feed(Line(number + len(lines) - 1, lines[-1]))

    def count_taking(self, line: Line) -> int:
        """How many of the open containers, from the outside in, go on with the line."""
        for depth, container in enumerate(self._containers):
            if not container.takes(line):
                return depth
        return len(self._containers)

    def takes_on(self, line: Line) -> bool:
        """Whether all open containers go on with a line."""
        return self.count_taking(line) == len(self._containers)

    def close(self) -> None:
        """Close all blocks: the document ends."""
        self._close_leaf()

    def _go_on(self, leaf: _Code | Html, line: Line) -> None:
        if isinstance(leaf, Html):
            leaf.lines.append(line)
        if leaf.ends_at(line):
            self._close_leaf()

    def _add(self, paragraph: Paragraph, line: Line, *, lazy: bool) -> None:
        """Add a line; it makes a table of the one before if it is a fitting delimiter row."""
        table = None if lazy else paragraph.table_with(line)
        if table is None:
            paragraph.lines.append(line)
            return
        paragraph.lines.pop()
        self._close_leaf()
        self.leaf = TableBody(table)

    def _open(self, kept: int, begun: list[_Begun], line: Line) -> None:
        """Close all but the containers `kept`, and open what the line begins."""
        if begun and type(begun[0]) is _Heading and begun[0].setext:
            if isinstance(self.leaf, Paragraph):
                self._emit_text("heading", self.leaf.lines, begun[0].level)
            self.leaf = None
            return
        self._close_leaf()
        if kept < len(self._containers):
            del self._containers[kept:]
            self._inner = self._containers[-1] if kept else self._document
        if line.first or begun:
            for block in begun:
                self._begin_in(self._inner, block, line)
            if begun and type(begun[-1]) is _Item and _TASK.match(line.text):
                line.take(len("[ ]"))
            if line.first and (not begun or isinstance(begun[-1], _Container)):
                self._inner.list = None
                self.leaf = Paragraph(line)

    def _begin_in(self, outer: _Container, block: _Begun, line: Line) -> None:
        if type(block) is _Item:
            ordered = len(block.marker) > 1
            block.item = Item(line.number, ordered, outer.item, outer.list_of(block.marker[-1]))
            block.quoted = outer.quoted
        else:
            outer.list = None
        if isinstance(block, _Container):
            if type(block) is _Quote:
                block.item, block.quoted = outer.item, True
            self._containers.append(block)
            self._inner = block
        elif isinstance(block, _Heading):
            self._emit("heading", [line], [_end_of_heading(line)], block.level)
        elif isinstance(block, Html):
            self.leaf = block
            self._go_on(block, line)
        elif isinstance(block, _Code):
            self.leaf = block

    def _close_leaf(self) -> None:
        leaf = self.leaf
        if type(leaf) is Paragraph:
            if len(leaf.lines) == 1:
                line = leaf.lines[0]
                inner = self._inner
                block = _one_line(line.number, line.text, line.start, inner.item, inner.quoted)
                self.done.append(block)
            else:
                self._emit_text("paragraph", leaf.lines)
        elif type(leaf) is Html:
            self._close_html(leaf)
        self.leaf = None

    def _emit_text(
        self, kind: Literal["heading", "paragraph"], lines: list[Line], level: int = 0
    ) -> None:
        """A paragraph, or the heading it turned out to be."""
        if lines:
            ends = [len(line.text) for line in lines[:-1]]
            self._emit(kind, lines, [*ends, len(lines[-1].text.rstrip(BLANKS))], level)

    def _close_html(self, html: Html) -> None:
        if html.reader is None:
            self._emit("html", html.lines, [len(line.text) for line in html.lines])
            return
        html.reader.read(html.lines[len(html.reader.lines) :])
        inner = self._inner
        self.done += html.reader.results(inner.item, quoted=inner.quoted, size=self._chunk_size)

    def _emit(
        self,
        kind: Literal["heading", "paragraph", "html"],
        lines: list[Line],
        ends: list[int],
        level: int = 0,
    ) -> None:
        inner = self._inner
        first = lines[0]
        if len(lines) == 1:
            texts, starts = (first.text,), (first.start,)
        else:
            texts, starts = zip(*((line.text, line.start) for line in lines), strict=True)
        block = Block(
            kind, first.number, texts, starts, tuple(ends), level, inner.item, inner.quoted
        )
        self.done.append(block)


def _one_line(number: int, text: str, start: int, item: Item | None, quoted: bool) -> Block:  # noqa: FBT001
    """A paragraph of one line."""
    end = len(text.rstrip(BLANKS))
    return Block("paragraph", number, (text,), (start,), (end,), 0, item, quoted)


def _end_of_heading(line: Line) -> int:
    """Offset behind a heading's content: closing number signs are none (GFM 4.2)."""
    text = line.text
    end = len(text.rstrip(BLANKS))
    behind_closing = len(text[:end].rstrip("#"))
    if behind_closing <= line.start:
        return line.start
    if text[behind_closing - 1] in BLANKS:
        return len(text[:behind_closing].rstrip(BLANKS))
    return end
