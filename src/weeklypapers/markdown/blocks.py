"""The block structure of a document (GFM sections 4 and 5), as far as tables need it."""

from __future__ import annotations

import re
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

import attrs

from weeklypapers.markdown.rows import BLANKS, BLANKS_BEHIND_PIPE, Alignment, Table, row_at, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weeklypapers.markdown.lines import Line

__all__ = ["Blocks"]

_CODE_INDENT = 4

# cmark-gfm begins no list item behind so many blocks that begin on the same line.
_MAX_DEPTH = 100

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

    def takes(self, line: Line) -> bool:
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

    def takes(self, line: Line) -> bool:
        """Whether the line goes on with the item; if so, its indentation is taken off."""
        if line.indent < self.width and (self.empty or not line.blank):
            return False
        line.take(min(line.indent, self.width))
        self.empty = self.empty and line.blank
        return True


@attrs.define(eq=False)
class _TableBody:
    """An open table (GFM 4.10), from its delimiter row on."""

    table: Table

    def takes(self, line: Line) -> bool:
        return next(spans(line.text, line.start), None) is not None


@attrs.define(eq=False)
class _Paragraph:
    """An open paragraph (GFM 4.8): its last line may yet become the header of a table."""

    last: Line
    barred: bool = False

    def takes(self, line: Line) -> bool:
        return not line.blank

    def add(self, line: Line) -> _Paragraph | _TableBody:
        """Add a line; it makes a table of the one before if it is a fitting delimiter row."""
        if not self.barred and line.indent < _CODE_INDENT and (alignments := _alignments(line)):
            header = row_at(self.last.number, self.last.text, self.last.start)
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


def _alignments(line: Line) -> tuple[Alignment | None, ...]:
    """What a delimiter row says of its columns; nothing if the line is none."""
    if line.rest.strip("|-:" + BLANKS_BEHIND_PIPE):
        return ()
    cells = [cell.text for cell in row_at(line.number, line.text, line.start).cells]
    if not all(map(_DELIMITER_CELL.fullmatch, cells)):
        return ()
    return tuple(_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in cells)


@attrs.define(eq=False)
class _Opaque:
    """A block whose lines no other block begins in: a heading, code, HTML.

    `takes` says if a further line belongs to it, and `ends_at` if that line is its last.
    """

    takes: Callable[[Line], bool]
    ends_at: Callable[[Line], bool]


def _never(_: Line) -> bool:
    return False


def _always(_: Line) -> bool:
    return True


def _is_not_blank(line: Line) -> bool:
    return not line.blank


def _is_indented_or_blank(line: Line) -> bool:
    return line.indent >= _CODE_INDENT or line.blank


def _closes_fence(line: Line, fence: str) -> bool:
    marks = line.rest.rstrip(BLANKS)
    return line.indent < _CODE_INDENT and marks.startswith(fence) and not marks.strip(fence[0])


def _contains(line: Line, end: re.Pattern[str]) -> bool:
    return end.search(line.text, line.start) is not None


_Container: TypeAlias = _Quote | _Item
_Leaf: TypeAlias = _Paragraph | _TableBody | _Opaque


def _begin_quote(line: Line) -> _Quote | None:
    quote = _Quote()
    return quote if quote.takes(line) else None


def _begin_heading_or_break(line: Line, *, in_paragraph: bool) -> _Opaque | None:
    """A heading or a thematic break (GFM 4.1 to 4.3)."""
    kinds = (_ATX_HEADING, _THEMATIC_BREAK, *((_SETEXT_UNDERLINE,) if in_paragraph else ()))
    return _Opaque(_never, _never) if any(line.match(kind) for kind in kinds) else None


def _begin_fenced_code(line: Line) -> _Opaque | None:
    """Code between fences (GFM 4.5)."""
    fence = line.match(_FENCE)
    return _Opaque(_always, partial(_closes_fence, fence=fence[0])) if fence else None


def _begin_html(line: Line, *, in_paragraph: bool) -> _Opaque | None:
    """An HTML block (GFM 4.6); one that just any tag begins can't interrupt a paragraph."""
    kinds = _HTML_BLOCKS[:-1] if in_paragraph else _HTML_BLOCKS
    for beginning, end in kinds:
        if line.match(beginning):
            return _html_block(line, end)
    return None


def _html_block(line: Line, end: re.Pattern[str] | None) -> _Opaque:
    if end is None:
        return _Opaque(_is_not_blank, _never)
    return _Opaque(_never if _contains(line, end) else _always, partial(_contains, end=end))


def _begin_item(line: Line, *, in_paragraph: bool) -> _Item | None:
    """A list item (GFM 5.2); an empty one or one not numbered 1 can't interrupt a paragraph."""
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
    return _Item(before + padding, empty)


def _begin(line: Line, *, in_paragraph: bool, deep: bool) -> _Container | _Opaque | None:
    """The block that begins on a line, or on what containers have left of it."""
    if line.indent >= _CODE_INDENT or line.first not in _BLOCK_BEGINNINGS:
        return None
    return (
        _begin_quote(line)
        or _begin_fenced_code(line)
        or _begin_html(line, in_paragraph=in_paragraph)
        or _begin_heading_or_break(line, in_paragraph=in_paragraph)
        or (None if deep else _begin_item(line, in_paragraph=in_paragraph))
    )


def _begin_all(line: Line, *, in_paragraph: bool, lazy: bool) -> Iterator[_Container | _Opaque]:
    """The blocks that begin on a line, from the outside in; only the last has no others in it."""
    for depth in count(1):
        block = _begin(line, in_paragraph=in_paragraph, deep=depth >= _MAX_DEPTH)
        if block is None:
            break
        yield block
        if isinstance(block, _Opaque):
            return
        in_paragraph = lazy = False
    if line.indent >= _CODE_INDENT and not line.blank and not lazy:
        yield _Opaque(_is_indented_or_blank, _never)


class Blocks:
    """The blocks that are open (GFM, appendix, "Phase 1: block structure")."""

    def __init__(self) -> None:
        self.containers: list[_Container] = []
        self._leaf: _Leaf | None = None

    @property
    def table(self) -> Table | None:
        """The table that is open, if one is."""
        return self._leaf.table if isinstance(self._leaf, _TableBody) else None

    def feed(self, line: Line) -> None:
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

    def _count_taking(self, line: Line) -> int:
        """How many of the open containers, from the outside in, go on with the line."""
        for depth, container in enumerate(self.containers):
            if not container.takes(line):
                return depth
        return len(self.containers)

    def _open(self, kept: int, begun: list[_Container | _Opaque], line: Line) -> None:
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
