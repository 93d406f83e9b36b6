"""Entries: the parts of a document that may each list one paper, with their texts and lines.

An entry is an item with the items nested in it, a heading or a paragraph with the text below it, or
a folded part. Its first line is the head.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Literal, TypeAlias

import attrs

from weeklypapers.dialects.draft import Content, leads_to_paper, links_in
from weeklypapers.dialects.entry import after_lead, tidy
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.labels import Label
from weeklypapers.dialects.nearby import Nearby, beginning
from weeklypapers.dialects.segments import Segment, segments_of
from weeklypapers.markdown import Block, Item, Mark, render_inline
from weeklypapers.model.links import is_anchor, is_dead

__all__ = ["BlockText", "Entry", "Kind", "Line", "Node", "Place", "text_of", "tree_of"]

Kind: TypeAlias = Literal["item", "heading", "paragraph", "fold"]
"""The kind of block that begins an entry."""
Place: TypeAlias = Literal["head", "below", "nested", "fold"]
"""The place of a line: the first line, one below it, a nested item, or a folded part."""
_NO_TITLES = frozenset({"nothing", "link", "label", "date", "category", "id"})
# The address of another document of the same repository.
_DOCUMENT = re.compile(r"(?!https?:)[^?#]*\.(?:md|markdown|rst|ipynb)(?:[?#].*)?", re.IGNORECASE)
_MOST_LEVELS = 50  # of nested items


@attrs.define(eq=False)
class BlockText:
    """The rendered text of a block.

    Attributes:
        block: The block.
        content: Its content.
        links: Its links that lead somewhere.
        ranges: Where each of its lines begins and ends, the label of the line, and whether it is in
            a folded part; see `entry_lines`.
    """

    block: Block
    content: Content
    links: list[Mark]
    ranges: list[tuple[int, int, Label | None, bool]] | None = attrs.field(default=None, init=False)
    entry: Entry | None = attrs.field(default=None, init=False)  # that of this text alone
    _segments: dict[tuple[int, int], list[Segment]] = attrs.field(factory=dict, init=False)

    def segments(self, begin: int, end: int) -> list[Segment]:
        """Return the segments of a range of its text."""
        key = begin, end
        if key not in self._segments:
            self._segments[key] = segments_of(self.nearby, begin, end)
        return self._segments[key]

    def is_in_link(self, mark: Mark) -> bool:
        """Return whether a mark begins inside of one of the links that lead somewhere."""
        count = bisect_left(self.links, mark.start, key=attrgetter("start"))
        return self._link_stops[count] > mark.start

    @cached_property
    def _link_stops(self) -> list[int]:
        """The last stop of each link and of all links before it, after a 0 for no links."""
        return [*accumulate((mark.stop for mark in self.links), max, initial=0)]

    @cached_property
    def nearby(self) -> Nearby:
        """Its marks by their places."""
        return Nearby(self.content.inline)

    @cached_property
    def leads(self) -> list[Mark]:
        """Its links that lead to papers."""
        inline = self.content.inline
        return [
            mark
            for mark in self.links
            if leads_to_paper(inline, mark) and not _DOCUMENT.fullmatch(mark.target or "")
        ]


def text_of(block: Block) -> BlockText:
    """Render the text of a block."""
    source = block.text
    inline = render_inline(source, markdown=block.kind != "html", references=block.references)
    links = [
        mark
        for mark in links_in(inline)
        if not is_dead(mark.target or "") and not is_anchor(mark.target or "")
    ]
    return BlockText(block, Content(source, inline, block.place), links)


@attrs.define(eq=False)
class Node:
    """An item with the items nested in it, or a block outside of items.

    A quotation outside of items may be the abstract of the entry above it.
    """

    item: Item | None
    blocks: list[Block] = attrs.field(factory=list)
    children: list[Node] = attrs.field(factory=list)
    own: Entry | None = attrs.field(default=None, init=False)  # that of its texts alone
    is_detail: dict[bool, bool] = attrs.field(factory=dict, init=False)  # below a paper, or not

    @property
    def is_quoted(self) -> bool:
        """True if it is a quotation outside of items."""
        return self.item is None and self.blocks[0].quoted

    @cached_property
    def texts(self) -> list[BlockText]:
        """The texts of its blocks."""
        return [text_of(block) for block in self.blocks]


def tree_of(blocks: Iterable[Block]) -> list[Node]:
    """Return the outermost items, and the blocks between them.

    Items below too many others are placed beside each other, so that time and depth of calls are
    limited.
    """
    roots: list[Node] = []
    places: dict[Item, tuple[Node, list[Node], int]] = {}  # with the items beside it, and its depth

    def place_of(item: Item) -> tuple[Node, list[Node], int]:
        if item not in places:
            siblings, depth = roots, 1
            if item.parent:
                parent, beside, above = place_of(item.parent)
                siblings, depth = (
                    (parent.children, above + 1) if above < _MOST_LEVELS else (beside, above)
                )
            siblings.append(Node(item))
            places[item] = siblings[-1], siblings, depth
        return places[item]

    for block in blocks:
        if block.item:
            place_of(block.item)[0].blocks.append(block)
        else:
            roots.append(Node(None, [block]))
    return roots


@attrs.define(eq=False)
class Line:
    """A line of an entry.

    Attributes:
        place: Its place.
        text: The text of its block.
        begin: The offset of its first character in that text.
        end: The offset after the last one.
        label: The label at its beginning, or None.
    """

    place: Place
    text: BlockText
    begin: int
    end: int
    label: Label | None = None

    @cached_property
    def first(self) -> int:
        """The offset after its running number, bullets and label."""
        begin = after_lead(self.text.content.inline.text, self.begin, self.end)
        return max(begin, self.label.end) if self.label else begin

    @cached_property
    def segments(self) -> list[Segment]:
        """Its segments, without the label."""
        return self.text.segments(self.first, self.end)

    def following(self, segment: Segment) -> Segment | None:
        """Return the segment after one of its segments, or None."""
        after = bisect_right(self.segments, segment.begin, key=attrgetter("begin"))
        return self.segments[after] if after < len(self.segments) else None

    @cached_property
    def candidates(self) -> list[Segment]:
        """Its segments that may be a title."""
        return [each for each in self.segments if each.evidence not in _NO_TITLES]

    @cached_property
    def links(self) -> list[Mark]:
        """Its links that lead somewhere."""
        return self.own(self.text.links)

    @cached_property
    def leads(self) -> list[Mark]:
        """Its links that lead to papers."""
        return self.own(self.text.leads)

    def own(self, marks: Sequence[Mark]) -> list[Mark]:
        """Return those of some marks of its block that begin in it."""
        return [mark for mark in beginning(marks, self.begin, self.end) if self.has(mark)]

    def has(self, mark: Mark) -> bool:
        """Return whether a mark begins in it."""
        is_last = self.end == len(self.text.content.inline.text)
        last = self.end if is_last or mark.begin == mark.end else self.end - 1
        return self.begin <= mark.begin <= last

    def string(self, segment: Segment | None = None) -> str:
        """Return its text, or that of one of its segments."""
        text = self.text.content.inline.text
        if segment is None:
            return text[self.begin : self.end].strip()
        return text[segment.begin : segment.end]


@attrs.define(eq=False)
class Entry:
    """A part of a document that may list a paper.

    Attributes:
        kind: The kind of block that its head is.
        lines: Its lines; the first one is the head.
        section: The part of the document that holds it.
    """

    kind: Kind
    lines: list[Line]
    section: Section
    alone: list[object] | None = attrs.field(default=None, init=False)  # its title by itself

    @property
    def leads(self) -> bool:
        """True if one of its links leads to a paper."""
        return any(line.leads for line in self.lines)

    @cached_property
    def source(self) -> list[tuple[int, str]]:
        """The numbers and texts of its lines in the document."""
        result: dict[int, str] = {}
        for line in self.lines:
            block = line.text.block
            if len(block.lines) == 1:
                result[block.line] = block.lines[0]
                continue
            inline = line.text.content.inline
            begin, end = tidy(inline.text, line.begin, line.end)
            place = inline.source_of(begin, end)
            first = block.place(place[0])[0] if place else block.line
            last = block.place(place[1] - 1)[0] if place else block.line + len(block.lines) - 1
            if line.begin == 0:
                first = block.line
            if line.end == len(inline.text):
                last = block.line + len(block.lines) - 1
            for number in range(first, last + 1):
                result[number] = block.lines[number - block.line]
        return sorted(result.items())
