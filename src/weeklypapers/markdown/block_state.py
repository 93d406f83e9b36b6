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

# The start of a bullet that certainly contains a paragraph.
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
        containers: The open block quotes and list items, from the outside in.
        inner: The innermost container, or the document.
    """

    def __init__(self, chunk_size: int) -> None:
        self.done: list[Block | Chunk] = []
        self.leaf: Leaf | None = None
        self.containers: list[Container] = []
        self._document = Container()
        self.inner: Container = self._document
        self._chunk_size = chunk_size

    def feed(self, line: Line) -> None:
        """Close and open blocks for a line, and remove the prefixes of containers from it."""
        old = self.leaf
        at_margin = not line.indent and line.first not in _CONTINUATIONS
        may_open = at_margin and (self.containers or type(old) not in _RAW)
        if may_open and line.first in "-+*#" and self._open_plain(line):
            return
        kept = 0 if at_margin or not self.containers else self._count_accepting(line)
        unbroken = kept == len(self.containers)
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
            table = None if leaf is None else old.table_with(line)
            if table is None:
                old.lines.append(line)
            else:
                old.lines.pop()
                self.close()
                self.leaf = OpenTable(table)
        elif leaf is None:
            self._open(kept, [], line)

    def feed_bullets(self, number: int, lines: list[str]) -> None:
        """Feed lines that all match `PLAIN_BULLET` while a paragraph is open."""
        self.close()
        # An item whose paragraph ends at the next line doesn't have to be opened.
        list_of, add, ordered = self._document.list_of, self.done.append, False
        for line, text in enumerate(lines[:-1], number):
            item = Item(line, ordered, None, list_of(text[0]))
            start, end = len(text) - len(text[1:].lstrip(" ")), len(text.rstrip(BLANKS))
            add(Block("paragraph", line, (text,), (start,), (end,), 0, item))
        self.feed(Line(number + len(lines) - 1, lines[-1]))

    def continues(self, line: Line) -> bool:
        """Return whether a line continues all open containers; remove their prefixes from it."""
        return self._count_accepting(line) == len(self.containers)

    def close(self, kept: int | None = None) -> None:
        """Close the leaf, and the containers except the outer `kept` ones; None keeps all."""
        leaf = self.leaf
        if type(leaf) is Paragraph:
            self._add("paragraph", leaf.lines)
        elif type(leaf) is HtmlBlock:
            self._add_html(leaf)
        self.leaf = None
        if kept is not None and kept < len(self.containers):
            del self.containers[kept:]
            self.inner = self.containers[-1] if kept else self._document

    # --- opening ---

    def _open_plain(self, line: Line) -> bool:
        """Open a heading or a plain bullet at the margin, and return whether the line is one.

        This is a fast path for most of them: at the margin, no container continues.
        """
        is_heading = line.first == "#"
        marker = line.match(ATX_HEADING if is_heading else PLAIN_BULLET)
        if marker is None:
            return False
        self.close(0)
        if is_heading:
            self._document.list = None
            line.skip_to(marker.end())
            self._add_heading(line, len(marker[0].rstrip(BLANKS)))
            return True
        item = ListItem(line.first, marker.end() - line.start, empty=False)
        item_list = self._document.list_of(line.first)
        item.item = Item(line.number, ordered=False, parent=None, list=item_list)
        self.containers.append(item)
        self.inner = item
        line.skip_to(marker.end())
        self.leaf = Paragraph(line)
        return True

    def _open(self, kept: int, started: list[BlockStart], line: Line) -> None:
        """Close all but `kept` containers, and open the blocks that the line starts."""
        first = started[0] if started else None
        if type(first) is HeadingLine and first.setext:
            if isinstance(self.leaf, Paragraph):
                self._add("heading", self.leaf.lines, first.level)
            self.leaf = None
            return
        self.close(kept)
        for block in started:
            self._open_block(block, line)
        last = started[-1] if started else None
        if type(last) is ListItem and _TASK.match(line.text):
            line.skip_columns(len("[ ]"))
        if line.first and (last is None or isinstance(last, Container)):
            self.inner.list = None
            self.leaf = Paragraph(line)

    def _open_block(self, block: BlockStart, line: Line) -> None:
        outer = self.inner
        if type(block) is ListItem:
            ordered, item_list = len(block.marker) > 1, outer.list_of(block.marker[-1])
            block.item = Item(line.number, ordered, outer.item, item_list)
            block.quoted = outer.quoted
        else:
            outer.list = None
        if isinstance(block, Container):
            if type(block) is Quote:
                block.item, block.quoted = outer.item, True
            self.containers.append(block)
            self.inner = block
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
        for depth, container in enumerate(self.containers):
            if not container.accepts(line):
                return depth
        return len(self.containers)

    def _continue_raw(self, leaf: OpenCode | HtmlBlock, line: Line) -> None:
        if isinstance(leaf, HtmlBlock):
            leaf.lines.append(line)
        if leaf.ends_at(line):
            self.close()

    # --- closing ---

    def _add_heading(self, line: Line, level: int) -> None:
        """Add a heading of one line, without the number signs that close it (GFM 4.2)."""
        text = line.text
        end = len(text.rstrip(BLANKS))
        closing = len(text[:end].rstrip("#"))
        if closing <= line.start:
            end = line.start
        elif text[closing - 1] in BLANKS:
            end = len(text[:closing].rstrip(BLANKS))
        self._add("heading", [line], level, end)

    def _add_html(self, html: HtmlBlock) -> None:
        if html.table_parser is None:
            self._add("html", html.lines, end=len(html.lines[-1].text))
            return
        html.table_parser.read(html.lines[len(html.table_parser.lines) :])
        inner = self.inner
        self.done += html.table_parser.blocks(
            inner.item, quoted=inner.quoted, chunk_size=self._chunk_size
        )

    def _add(
        self,
        kind: Literal["heading", "paragraph", "html"],
        lines: list[Line],
        level: int = 0,
        end: int | None = None,
    ) -> None:
        """Add a block of some lines, if there are any.

        Args:
            kind: The kind of block.
            lines: Its lines.
            level: The level of a heading.
            end: The offset after the content of the last line; None to omit only its last blanks.
        """
        if not lines:
            return
        last = lines[-1]
        if end is None:
            end = len(last.text.rstrip(BLANKS))
        ends: tuple[int, ...] = (end,)
        if len(lines) == 1:  # nearly all
            texts, starts = (last.text,), (last.start,)
        else:
            texts, starts = zip(*[(line.text, line.start) for line in lines], strict=True)
            ends = (*map(len, texts[:-1]), end)
        inner = self.inner
        self.done.append(
            Block(kind, lines[0].number, texts, starts, ends, level, inner.item, inner.quoted)
        )
