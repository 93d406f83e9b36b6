"""Parts of a document that a list of papers needs: blocks, list items, rows, inline content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, count, repeat
from typing import Literal, NamedTuple, TypeAlias

import attrs

from weeklypapers.markdown.addresses import NO_REFERENCES
from weeklypapers.markdown.tables import Row, Table, row_at

__all__ = ["Block", "Chunk", "Inline", "Item", "Mark", "MarkKind"]


# --- blocks -------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Item:
    """An item of a list (GFM 5.2), the same object for all blocks inside it.

    Attributes:
        line: The line of its marker, counted from 1.
        ordered: True if its marker is a number.
        parent: The item that contains its list.
        list: The list to which it belongs (GFM 5.3): an object that its siblings share.
    """

    line: int
    ordered: bool
    parent: Item | None
    list: object


@attrs.frozen(eq=False)
class Block:
    """A heading, a paragraph, or HTML.

    Attributes:
        kind: The kind of block.
        line: The first line's number, counted from 1.
        lines: Its whole lines, without their line endings.
        starts: Offset of the content in each line, after the prefixes of block quotes and list
            items, indentation, and the markers of a heading or a task.
        ends: Offset after the content in each line.
        level: A heading's level, 1 to 6.
        item: The innermost list item that contains it.
        quoted: True if it is in a block quote.
        references: The addresses that the document defines for links, for `render_inline`.
    """

    kind: Literal["heading", "paragraph", "html"]
    line: int
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    level: int = 0
    item: Item | None = None
    quoted: bool = False
    references: Mapping[str, str] = NO_REFERENCES

    @property
    def text(self) -> str:
        """The content, lines joined by line feeds."""
        if len(self.lines) == 1:
            return self.lines[0][self.starts[0] : self.ends[0]]
        parts = zip(self.lines, self.starts, self.ends, strict=True)
        return "\n".join(line[start:end] for line, start, end in parts)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column in the document, both from 1, of an offset in `text`."""
        if len(self.lines) == 1:
            return self.line, self.starts[0] + offset + 1
        index = max(0, bisect_right(self._line_starts, offset) - 1)
        return self.line + index, self.starts[index] + offset - self._line_starts[index] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        """The offset in `text` at which each line begins."""
        sizes = (end - start + 1 for start, end in zip(self.starts, self.ends, strict=True))
        return [*accumulate(sizes, initial=0)][:-1]


@attrs.frozen(eq=False)
class Chunk:
    """Consecutive body rows of one table.

    Attributes:
        table: The table to which they belong.
        line: The first row's line number, counted from 1.
        lines: The rows' whole lines, without their line endings; the rows' sources in an HTML
            table.
        columns: The cells' texts, column by column, if every line is ``| … | … |`` with as many
            cells as the header. Otherwise `None`: see `rows`.
        starts: Offset in each line of its first character that is not blank, after the prefixes
            of block quotes and list items. `None` if all are 0.
        item: The innermost list item that contains the table.
        html: The rows of an HTML table. `None` in Markdown.
        references: The addresses that the document defines for links, for `render_inline`.
    """

    table: Table
    line: int
    lines: Sequence[str]
    columns: list[list[str]] | None
    starts: Sequence[int] | None = None
    item: Item | None = None
    html: Sequence[Row] | None = None
    references: Mapping[str, str] = NO_REFERENCES

    def rows(self) -> Iterator[Row]:
        """Iterate over the rows; they may be ragged."""
        if self.html is not None:
            return iter(self.html)
        return map(row_at, count(self.line), self.lines, self.starts or repeat(0))

    def row(self, index: int) -> Row:
        """Return one of the rows, counted from 0."""
        if self.html is not None:
            return self.html[index]
        start = self.starts[index] if self.starts else 0
        return row_at(self.line + index, self.lines[index], start)


# --- inline content -----------------------------------------------------------------------------

MarkKind: TypeAlias = Literal[
    "strong", "em", "code", "link", "image", "small", "underline", "strike"
]


class Mark(NamedTuple):
    """An inline construct: emphasis, code, a link, an image.

    Attributes:
        kind: The kind of construct.
        begin: Offset in the plain text of the first character it covers.
        end: Offset after the last one; equal to `begin` for images, which have no text.
        start: Offset in the source of the construct, its markers included.
        stop: Offset in the source after it. An HTML element that is not closed stops at the end.
        target: The address of a link or an image, with escapes and character references
            decoded but not the percent signs. `None` for all others.
        alt: An image's alternative text. For a link without text, those of the images in it.
    """

    kind: MarkKind
    begin: int
    end: int
    start: int
    stop: int
    target: str | None = None
    alt: str = ""


@attrs.frozen
class Inline:
    r"""Inline content as plain text and marks.

    Attributes:
        text: The plain text: without markup, references decoded, line breaks as ``"\n"`` and
            soft ones as a space. All other blanks are kept.
        marks: The constructs in the order of their starts, outer before inner ones.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    # Texts of the pieces, and their starts and stops in the source. None: the source is the text.
    _pieces: tuple[Sequence[str], Sequence[int], Sequence[int]] | None = attrs.field(
        default=None, eq=False, repr=False
    )

    @cached_property
    def _ends(self) -> list[int]:
        """The offset in the text after each piece."""
        return [*accumulate(map(len, self._pieces[0]))] if self._pieces else []

    def source_of(self, begin: int, end: int) -> tuple[int, int] | None:
        """Return the offsets in the source of a slice of the text.

        Args:
            begin: Offset of the slice in the text.
            end: Offset after the slice.

        Returns:
            Offset in the source of the first character, and after the last one, or `None`
            if the slice is empty. Markup between the two is included, markup around them is not.
        """
        begin, end, _ = slice(begin, end).indices(len(self.text))
        if begin >= end:
            return None
        if self._pieces is None:
            return begin, end
        texts, starts, stops = self._pieces
        ends = self._ends
        first, last = bisect_right(ends, begin), bisect_left(ends, end)
        start, stop = starts[first], stops[last]
        # A piece that was decoded has another length in the source and is not divisible.
        if stops[first] - start == len(texts[first]):
            start += begin - ends[first] + len(texts[first])
        if stop - starts[last] == len(texts[last]):
            stop -= ends[last] - end
        return start, stop

    def offset_of(self, start: int) -> int:
        """Return the offset in the text of the first character that is not before a source offset.

        Args:
            start: Offset in the source.
        """
        if self._pieces is None:
            return min(start, len(self.text))
        texts, starts, stops = self._pieces
        index = bisect_right(starts, start) - 1
        if index < 0:
            return 0
        size = len(texts[index])
        begin = self._ends[index] - size
        if start >= stops[index]:
            return begin + size
        # A piece that was decoded has another length in the source and is not divisible.
        return begin + (start - starts[index] if stops[index] - starts[index] == size else 0)
