"""The starts of blocks, and the blocks that they open (GFM 4 and 5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from weeklypapers.markdown.html_blocks import HtmlBlock, start_html
from weeklypapers.markdown.lines import Line
from weeklypapers.markdown.nodes import Item
from weeklypapers.markdown.tables import (
    BLANKS,
    BLANKS_AFTER_PIPE,
    Alignment,
    Table,
    row_at,
    spans,
)

__all__ = [
    "ATX_HEADING",
    "CODE_INDENT",
    "BlockStart",
    "Break",
    "Container",
    "HeadingLine",
    "Leaf",
    "ListItem",
    "OpenCode",
    "OpenTable",
    "Paragraph",
    "Quote",
    "start_blocks",
]

CODE_INDENT = 4

# cmark-gfm starts no list item after this many blocks that start on the same line.
_MAX_DEPTH = 100

_BLANK = r"[ \t\v\f]"


# --- containers ---------------------------------------------------------------------------------


class Container:
    """A block that contains others: the document, a block quote or a list item.

    Attributes:
        item: The innermost list item, which may be the container itself.
        quoted: True in a block quote, and for the quote itself.
        list: The list to which the next item inside may belong.
        list_type: The character that ends the markers of that list.
    """

    __slots__ = ("item", "list", "list_type", "quoted")

    def __init__(self) -> None:
        self.item: Item | None = None
        self.quoted: bool = False
        self.list: object = None
        self.list_type: str = ""

    def accepts(self, line: Line) -> bool:
        """Return whether a line continues the container; if so, remove its prefix."""
        raise NotImplementedError

    def list_of(self, list_type: str) -> object:
        """Return the list to which a new item belongs (GFM 5.3)."""
        if self.list is None or self.list_type != list_type:
            self.list, self.list_type = object(), list_type
        return self.list


class Quote(Container):
    """An open block quote (GFM 5.1)."""

    __slots__ = ()

    def accepts(self, line: Line) -> bool:
        """Return whether a line has the quote's marker; if so, remove it."""
        if line.first != ">" or line.indent >= CODE_INDENT:
            return False
        line.skip_columns(line.indent + 1)
        line.skip_columns(min(line.indent, 1))
        return True


class ListItem(Container):
    """An open list item (GFM 5.2).

    Attributes:
        marker: Its marker.
        width: The number of columns before its content.
        empty: True if it has no content yet.
    """

    __slots__ = ("empty", "marker", "width")

    def __init__(self, marker: str, width: int, *, empty: bool) -> None:
        super().__init__()
        self.marker: str = marker
        self.width: int = width
        self.empty: bool = empty

    def accepts(self, line: Line) -> bool:
        """Return whether a line is blank or as indented as the item; if so, remove this indent."""
        if line.indent < self.width and (self.empty or line.first):
            return False
        line.skip_columns(min(line.indent, self.width))
        self.empty = self.empty and not line.first
        return True


# --- leaves -------------------------------------------------------------------------------------


class HeadingLine:
    """A heading of one line (GFM 4.2), or an underline that makes the paragraph one (GFM 4.3)."""

    __slots__ = ("level", "setext")

    def __init__(self, level: int, *, setext: bool = False) -> None:
        self.level: int = level
        self.setext: bool = setext


class Break:
    """A thematic break (GFM 4.1)."""

    __slots__ = ()


_DELIMITER_CELL = re.compile(rf"{_BLANK}*:?-+:?{_BLANK}*")
_ALIGNMENTS: dict[tuple[bool, bool], Alignment | None] = {
    (False, False): None,
    (True, False): "left",
    (True, True): "center",
    (False, True): "right",
}


class Paragraph:
    """An open paragraph (GFM 4.8), whose last line may become the header of a table."""

    __slots__ = ("barred", "lines")

    def __init__(self, line: Line) -> None:
        self.lines: list[Line] = [line]
        self.barred: bool = False

    def accepts(self, line: Line) -> bool:
        """Return whether a line continues the paragraph, unless another block starts there."""
        return bool(line.first)

    def table_with(self, line: Line) -> Table | None:
        """Return the table of which the last line is the header, if `line` is the delimiter row.

        Both have the same number of cells (GFM 4.10).
        """
        if self.barred or line.indent >= CODE_INDENT:
            return None
        if line.text[line.start :].strip("|-:" + BLANKS_AFTER_PIPE):
            return None
        cells = [cell.text for cell in row_at(line.number, line.text, line.start).cells]
        if not cells or not all(map(_DELIMITER_CELL.fullmatch, cells)):
            return None
        last = self.lines[-1]
        header = row_at(last.number, last.text, last.start)
        if len(header.cells) != len(cells):
            # cmark-gfm looks only once in a paragraph, and so does GitHub.
            self.barred = True
            return None
        return Table(
            header, tuple(_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in cells)
        )


class OpenTable:
    """An open table (GFM 4.10), after its delimiter row."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table: Table = table

    def accepts(self, line: Line) -> bool:
        """Return whether a line has a cell and so is a row."""
        return next(spans(line.text, line.start), None) is not None


class OpenCode:
    """Open code, indented (GFM 4.4) or after a fence (GFM 4.5)."""

    __slots__ = ("fence",)

    def __init__(self, fence: str = "") -> None:
        self.fence: str = fence

    def accepts(self, line: Line) -> bool:
        """Return whether a line belongs to the code, fences included."""
        return bool(self.fence) or line.indent >= CODE_INDENT or not line.first

    def ends_at(self, line: Line) -> bool:
        """Return whether a line is the closing fence."""
        if not self.fence or line.indent >= CODE_INDENT:
            return False
        marks = line.text[line.start :].rstrip(BLANKS)
        return marks.startswith(self.fence) and not marks.strip(self.fence[0])


Leaf: TypeAlias = Paragraph | OpenTable | OpenCode | HtmlBlock
BlockStart: TypeAlias = Container | HeadingLine | Break | OpenCode | HtmlBlock


# --- starts -------------------------------------------------------------------------------------

ATX_HEADING = re.compile(r"#{1,6}(?:[ \t]+|\Z)")
_SETEXT_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*\Z")
_THEMATIC_BREAK = re.compile(r"([-_*])[ \t]*(?:\1[ \t]*){2,}\Z")
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_LIST_MARKER = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)])(?![^ \t])")
# Most markers; the others require a look at tabs and indented code.
_PLAIN_LIST_MARKER = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)]) {1,4}(?=[^ \t])")


def _start_quote(line: Line, *, in_paragraph: bool) -> Quote | None:
    quote = Quote()
    return quote if quote.accepts(line) else None


def _start_atx_heading(line: Line, *, in_paragraph: bool) -> HeadingLine | None:
    marker = line.match(ATX_HEADING)
    if marker is None:
        return None
    level = len(marker[0].rstrip(BLANKS))
    line.skip_to(marker.end())
    return HeadingLine(level)


def _start_setext_heading(line: Line, *, in_paragraph: bool) -> HeadingLine | None:
    if in_paragraph and line.match(_SETEXT_UNDERLINE):
        return HeadingLine(1 if line.first == "=" else 2, setext=True)
    return None


def _start_break(line: Line, *, in_paragraph: bool) -> Break | None:
    return Break() if line.match(_THEMATIC_BREAK) else None


def _start_fenced_code(line: Line, *, in_paragraph: bool) -> OpenCode | None:
    fence = line.match(_FENCE)
    return OpenCode(fence[0]) if fence else None


def _start_item(line: Line, *, in_paragraph: bool) -> ListItem | None:
    """Start an item; an empty one, or one not numbered 1, can't interrupt a paragraph."""
    if (marker := line.match(_PLAIN_LIST_MARKER)) is not None:
        if in_paragraph and int(marker[1] or 1) != 1:
            return None
        width = line.indent + marker.end() - line.start
        line.skip_to(marker.end())
        return ListItem(marker[0].rstrip(BLANKS), width, empty=False)
    if (marker := line.match(_LIST_MARKER)) is None:
        return None
    empty = not line.text[marker.end() :].strip(BLANKS)
    if in_paragraph and (empty or int(marker[1] or 1) != 1):
        return None
    width = line.indent + len(marker[0])
    line.skip_columns(width)
    # Five columns and more are one, followed by indented code.
    padding = line.indent if not empty and line.indent <= CODE_INDENT else 1
    line.skip_columns(padding)
    return ListItem(marker[0], width + padding, empty=empty)


# The starts to try, in this order, by the first character of a line.
_STARTS: dict[str, tuple[Callable[..., BlockStart | None], ...]] = {
    ">": (_start_quote,),
    "#": (_start_atx_heading,),
    "`": (_start_fenced_code,),
    "~": (_start_fenced_code,),
    "<": (start_html,),
    "=": (_start_setext_heading,),
    "_": (_start_break,),
    "-": (_start_setext_heading, _start_break, _start_item),
    "*": (_start_break, _start_item),
    "+": (_start_item,),
    **dict.fromkeys("0123456789", (_start_item,)),
}


def start_blocks(line: Line, *, in_paragraph: bool, lazy: bool) -> list[BlockStart]:
    """Start the blocks of a line, except paragraphs and tables, from the outside in.

    Args:
        line: The line, after the prefixes of open containers.
        in_paragraph: True if the line continues a paragraph unless a block starts there.
        lazy: True if indented code can't start, because a paragraph is open.
    """
    if line.first not in _STARTS and line.indent < CODE_INDENT:
        return []
    started: list[BlockStart] = []
    while (block := _start_block(line, len(started), in_paragraph=in_paragraph)) is not None:
        started.append(block)
        if not isinstance(block, Container):
            return started
        in_paragraph = lazy = False
    if line.indent >= CODE_INDENT and not lazy and line.first:
        started.append(OpenCode())
    return started


def _start_block(line: Line, depth: int, *, in_paragraph: bool) -> BlockStart | None:
    """Start the next block of a line on which `depth` blocks have started."""
    if line.indent >= CODE_INDENT:
        return None
    for start in _STARTS.get(line.first, ()):
        if start is _start_item and depth >= _MAX_DEPTH - 1:
            continue
        if (block := start(line, in_paragraph=in_paragraph)) is not None:
            return block
    return None
