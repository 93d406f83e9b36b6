"""The blocks that are open at a line of a document (GFM, appendix, "Phase 1: block structure")."""

from __future__ import annotations

import re
from typing import Literal

from weeklypapers.markdown.block_starts import (
    ATX_HEADING,
    BlockStart,
    Container,
    HeadingLine,
    Leaf,
    ListItem,
    OpenCode,
    OpenTable,
    Paragraph,
    Quote,
    start_blocks,
)
from weeklypapers.markdown.html_blocks import HtmlBlock
from weeklypapers.markdown.lines import Line
from weeklypapers.markdown.nodes import Block, Chunk, Item
from weeklypapers.markdown.tables import BLANKS

__all__ = ["PLAIN_BULLET", "BlockState"]

# The start of a bullet and, for sure, of a paragraph in it.
PLAIN_BULLET = re.compile(r"[-+*] {1,4}(?=[^\s>#`~<=_*+0-9\[-]|\[(?![ xX]\])|\*{1,2}[^\s*])")
_TASK = re.compile(r"[ \t\v\f]*(?:[-+*]|[0-9]+.)[ \t\v\f]+\[[ xX]\][ \t\v\f]")

# The first character of a line at the margin that may continue a container: a quote's marker or,
# in a blank line, nothing.
_CONTINUATIONS = (">", "")

# Blocks in whose lines no other block starts.
_RAW = (OpenCode, HtmlBlock)


class BlockState:
    """The open blocks of a document.

    Attributes:
        done: The blocks that were closed since this list was last cleared, in order.
        leaf: The innermost open block that is not a container.
    """

    def __init__(self, chunk_size: int) -> None:
        self.done: list[Block | Chunk] = []
        self.leaf: Leaf | None = None
        self._chunk_size = chunk_size
        self._document = Container()
        self._containers: list[Container] = []
        self._inner = self._document

    @property
    def item(self) -> Item | None:
        """The innermost list item that is open."""
        return self._inner.item

    @property
    def in_container(self) -> bool:
        """Whether a block quote or a list item is open."""
        return bool(self._containers)

    def feed(self, line: Line) -> None:
        """Close and open blocks for a line, and remove the prefixes of containers from it."""
        old = self.leaf
        at_margin = not line.indent and line.first not in _CONTINUATIONS
        # A fast path for most headings and bullets: at the margin, no container continues.
        if at_margin and line.first in "-+*#" and (self._containers or type(old) not in _RAW):
            if line.first == "#":
                if (marker := line.match(ATX_HEADING)) is not None:
                    self._open_heading(line, marker)
                    return
            elif (marker := line.match(PLAIN_BULLET)) is not None:
                self._open_bullet(line, marker.end())
                return
        kept = 0 if at_margin or not self._containers else self._count_accepting(line)
        unbroken = kept == len(self._containers)
        leaf = old if old is not None and unbroken and old.accepts(line) else None
        if leaf is not None and isinstance(leaf, _RAW):
            self._continue_raw(leaf, line)
            return
        lazy = type(old) is Paragraph
        started = start_blocks(line, in_paragraph=lazy and leaf is not None, lazy=lazy)
        if started:
            self._open(kept, started, line)
        elif isinstance(old, Paragraph) and line.first:
            # In the paragraph, or a lazy continuation line (GFM 5.1), which lacks prefixes of
            # containers that remain open.
            self._continue_paragraph(old, line, lazy=leaf is None)
        elif leaf is None:
            self._open(kept, [], line)

    def feed_bullets(self, number: int, lines: list[str]) -> None:
        """Feed lines that all match `PLAIN_BULLET` while a paragraph is open."""
        self.close()
        # An item whose paragraph the next line ends doesn't have to be opened.
        list_of, add, ordered = self._document.list_of, self.done.append, False
        for line, text in enumerate(lines[:-1], number):
            item = Item(line, ordered, None, list_of(text[0]))
            start, end = len(text) - len(text[1:].lstrip(" ")), len(text.rstrip(BLANKS))
            add(Block("paragraph", line, (text,), (start,), (end,), 0, item))
        self.feed(Line(number + len(lines) - 1, lines[-1]))

    def continues(self, line: Line) -> bool:
        """Return whether a line continues all open containers; remove their prefixes from it."""
        return self._count_accepting(line) == len(self._containers)

    def close(self) -> None:
        """Close the leaf, such as at the end of the document."""
        leaf = self.leaf
        if type(leaf) is Paragraph:
            self._add_text("paragraph", leaf.lines)
        elif type(leaf) is HtmlBlock:
            self._add_html(leaf)
        self.leaf = None

    # --- opening ---

    def _open_heading(self, line: Line, marker: re.Match[str]) -> None:
        """Add a heading at the margin, where no container continues."""
        self._close_to(0)
        self._document.list = None
        line.skip_to(marker.end())
        self._add_heading(line, len(marker[0].rstrip(BLANKS)))

    def _open_bullet(self, line: Line, content: int) -> None:
        """Open an item at the margin, where no container continues, and a paragraph in it."""
        self._close_to(0)
        item = ListItem(line.first, content - line.start, empty=False)
        item_list = self._document.list_of(line.first)
        item.item = Item(line.number, ordered=False, parent=None, list=item_list)
        self._containers.append(item)
        self._inner = item
        line.skip_to(content)
        self.leaf = Paragraph(line)

    def _open(self, kept: int, started: list[BlockStart], line: Line) -> None:
        """Close all but `kept` containers, and open the blocks that the line starts."""
        first = started[0] if started else None
        if type(first) is HeadingLine and first.setext:
            if isinstance(self.leaf, Paragraph):
                self._add_text("heading", self.leaf.lines, first.level)
            self.leaf = None
            return
        self._close_to(kept)
        for block in started:
            self._open_block(block, line)
        last = started[-1] if started else None
        if type(last) is ListItem and _TASK.match(line.text):
            line.skip_columns(len("[ ]"))
        if line.first and (last is None or isinstance(last, Container)):
            self._inner.list = None
            self.leaf = Paragraph(line)

    def _open_block(self, block: BlockStart, line: Line) -> None:
        outer = self._inner
        if type(block) is ListItem:
            ordered, item_list = len(block.marker) > 1, outer.list_of(block.marker[-1])
            block.item = Item(line.number, ordered, outer.item, item_list)
            block.quoted = outer.quoted
        else:
            outer.list = None
        if isinstance(block, Container):
            if type(block) is Quote:
                block.item, block.quoted = outer.item, True
            self._containers.append(block)
            self._inner = block
        elif isinstance(block, HeadingLine):
            self._add_heading(line, block.level)
        elif isinstance(block, HtmlBlock):
            self.leaf = block
            self._continue_raw(block, line)
        elif isinstance(block, OpenCode):
            self.leaf = block

    # --- continuing ---

    def _count_accepting(self, line: Line) -> int:
        """Return how many of the open containers, from the outside in, accept the line."""
        for depth, container in enumerate(self._containers):
            if not container.accepts(line):
                return depth
        return len(self._containers)

    def _continue_raw(self, leaf: OpenCode | HtmlBlock, line: Line) -> None:
        if isinstance(leaf, HtmlBlock):
            leaf.lines.append(line)
        if leaf.ends_at(line):
            self.close()

    def _continue_paragraph(self, paragraph: Paragraph, line: Line, *, lazy: bool) -> None:
        """Add a line, or make a table of the line before if it is its delimiter row."""
        table = None if lazy else paragraph.table_with(line)
        if table is None:
            paragraph.lines.append(line)
            return
        paragraph.lines.pop()
        self.close()
        self.leaf = OpenTable(table)

    # --- closing ---

    def _close_to(self, kept: int) -> None:
        """Close the leaf and all but `kept` containers."""
        self.close()
        if kept < len(self._containers):
            del self._containers[kept:]
            self._inner = self._containers[-1] if kept else self._document

    def _add_heading(self, line: Line, level: int) -> None:
        """Add a heading of one line, without the number signs that close it (GFM 4.2)."""
        text = line.text
        end = len(text.rstrip(BLANKS))
        closing = len(text[:end].rstrip("#"))
        if closing <= line.start:
            end = line.start
        elif text[closing - 1] in BLANKS:
            end = len(text[:closing].rstrip(BLANKS))
        self._add("heading", [line], [end], level)

    def _add_text(
        self, kind: Literal["heading", "paragraph"], lines: list[Line], level: int = 0
    ) -> None:
        """Add a paragraph, or the heading that its underline makes of it."""
        if lines:
            ends = [len(line.text) for line in lines[:-1]]
            self._add(kind, lines, [*ends, len(lines[-1].text.rstrip(BLANKS))], level)

    def _add_html(self, html: HtmlBlock) -> None:
        if html.table_parser is None:
            self._add("html", html.lines, [len(line.text) for line in html.lines])
            return
        html.table_parser.read(html.lines[len(html.table_parser.lines) :])
        inner = self._inner
        self.done += html.table_parser.blocks(
            inner.item, quoted=inner.quoted, chunk_size=self._chunk_size
        )

    def _add(
        self,
        kind: Literal["heading", "paragraph", "html"],
        lines: list[Line],
        ends: list[int],
        level: int = 0,
    ) -> None:
        inner, first = self._inner, lines[0]
        if len(lines) == 1:
            texts, starts = (first.text,), (first.start,)
        else:
            texts, starts = zip(*[(line.text, line.start) for line in lines], strict=True)
        self.done.append(
            Block(kind, first.number, texts, starts, tuple(ends), level, inner.item, inner.quoted)
        )
