"""Entries: the parts of a document that may each list one paper, and their lines.

An entry is an item with the items nested in it, a heading or a paragraph with the text below it, or
a folded part. Its first line is the head. Lines end at line breaks, at labels such as
``**Authors:**``, at the summary of a folded part, and where the next line of the source begins with
markup or a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise
from operator import attrgetter
from typing import Literal, TypeAlias

import attrs

from weeklypapers.dialects.appearance import find_appearance_at_end
from weeklypapers.dialects.draft import Content, leads_to_paper, links_in
from weeklypapers.dialects.entry import after_lead, tidy
from weeklypapers.dialects.evidence import evidence_of
from weeklypapers.dialects.folds import fold_tags
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.labels import Label, label_at
from weeklypapers.dialects.nearby import Nearby, beginning
from weeklypapers.dialects.people import are_people
from weeklypapers.dialects.segments import Segment, segments_of
from weeklypapers.markdown import Block, Inline, Item, Mark, render_inline
from weeklypapers.model.links import is_anchor, is_dead

__all__ = [
    "BlockText",
    "Entry",
    "Kind",
    "Line",
    "Node",
    "Place",
    "lines_of",
    "opens_fold",
    "text_of",
    "tree_of",
]

Kind: TypeAlias = Literal["item", "heading", "paragraph", "fold"]
"""The kind of block that begins an entry."""

_NO_TITLES = frozenset({"nothing", "link", "label", "date", "category", "id"})

Place: TypeAlias = Literal["head", "below", "nested", "fold"]
"""The place of a line: the first line, one below it, a nested item, or a folded part."""


@attrs.define(eq=False)
class BlockText:
    """The rendered text of a block.

    Attributes:
        block: The block.
        content: Its content.
        links: Its links that lead somewhere.
    """

    block: Block
    content: Content
    links: list[Mark]
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
    def ranges(self) -> list[tuple[int, int, Label | None, bool]]:
        """Its lines: where each begins and ends, its label, and whether it is in a folded part."""
        return list(_ranges(self))

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


# -- Lines ---------------------------------------------------------------------------------------


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


# The address of another document of the same repository.
_DOCUMENT = re.compile(r"(?!https?:)[^?#]*\.(?:md|markdown|rst|ipynb)(?:[?#].*)?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_LINE_FEED = re.compile("\n")
_MOST_LEVELS = 50  # of nested items
_MOST_LABELS = 100  # in one block
_MOST_LINES = 10  # above a line, which may be names or end with an appearance
_LOOK_BEHIND = 1000  # characters of these lines
_AROUND = " \t\n.,;:，。|·—–-"
_MOST_VENUE_WORDS = 6  # of an unknown one on a line of its own


def lines_of(text: BlockText, place: Place) -> Iterator[Line]:
    """Divide the text of a block into lines.

    Args:
        text: The text.
        place: The place of its first line.
    """
    for begin, end, label, is_fold in text.ranges:
        yield Line("fold" if is_fold else place, text, begin, end, label)
        place = "below" if place == "head" else place


def _ranges(text: BlockText) -> Iterator[tuple[int, int, Label | None, bool]]:
    inline = text.content.inline
    folds = list(_folds(text))
    cuts = sorted({0, len(inline.text), *_cuts(text), *(cut for fold in folds for cut in fold)})
    index = 0  # of the folded part that may hold the line
    for begin, end in pairwise(cuts):
        if not inline.text[begin:end].strip() and not text.nearby.has_empty_link(begin, end):
            continue
        while index < len(folds) and folds[index][2] <= begin:
            index += 1
        fold = folds[index] if index < len(folds) and folds[index][0] <= begin else None
        if fold is None:
            yield begin, end, label_at(inline, begin, end), False
        elif begin >= fold[1]:  # the summary is the label of the folded part
            summary = inline.text[fold[0] : fold[1]].strip(" \n[]()【】:：")
            yield begin, end, Label(summary, begin, begin, is_marked=True), True


def opens_fold(text: BlockText) -> bool:
    """Return whether a block ends with the summary of a folded part: "<summary>Title</summary>"."""
    if text.block.kind != "html":
        return False
    stop = max(
        (tag.stop for tag in fold_tags(text.content.source) if tag.kind == "summary"), default=0
    )
    return stop > 0 and not text.content.source[stop:].strip()


def _folds(text: BlockText) -> Iterator[tuple[int, int, int]]:
    """Yield where the summary of each folded part begins and ends, and where the part ends."""
    source = text.content.source
    if ("<summary" not in source and "<SUMMARY" not in source) or opens_fold(text):
        return
    tags = list(fold_tags(source))
    ends = [tag.start for tag in tags if tag.kind == "end"]
    for tag in tags:
        if tag.kind == "summary":
            after = bisect_left(ends, tag.stop)
            places = tag.inside[0], tag.stop, ends[after] if after < len(ends) else len(source)
            first, second, last = map(text.content.inline.offset_of, places)
            yield first, second, last


def _cuts(text: BlockText) -> Iterator[int]:
    """Yield the offsets where lines begin."""
    inline, source = text.content.inline, text.content.source
    place = inline.text.find("\n")
    while place >= 0:
        yield place + 1
        place = inline.text.find("\n", place + 1)
    breaks = [inline.offset_of(match.end()) for match in _LINE_FEED.finditer(source)]
    begin = 0
    for index, (offset, end) in enumerate(pairwise([*breaks, len(inline.text)])):
        if inline.text[offset - 1 : offset] == "\n":
            continue
        above = breaks[index - _MOST_LINES] if index >= _MOST_LINES else 0
        earliest = max(above, offset - _LOOK_BEHIND)
        if _begins_line(text, begin, offset, end, earliest):
            yield offset
            begin = offset
    yield from islice(_marked_labels(inline), _MOST_LABELS)


def _marked_labels(inline: Inline) -> Iterator[int]:
    """Yield the offsets of bold labels after the beginning of a text."""
    last = 0
    for mark in inline.marks:
        if mark.kind == "strong" and mark.begin > last:
            last = mark.begin
            label = label_at(inline, last)
            if label and label.is_marked:
                yield last


def _begins_line(block: BlockText, begin: int, offset: int, end: int, earliest: int) -> bool:
    """Return whether a line of the source is more than the continuation of the one before.

    Args:
        block: The text of the block.
        begin: The offset where the line before begins, which may be many lines of the source.
        offset: The offset where the line of the source begins.
        end: The offset after it.
        earliest: The offset of the first character to look at.
    """
    text, nearby = block.content.inline.text, block.nearby
    if nearby.is_inside_mark(offset):
        return False
    if nearby.begins_mark(offset) or label_at(block.content.inline, offset):
        return True
    ended = nearby.last_end(begin, offset)
    if ended is not None and not _LETTER.search(text, ended, offset):
        return True
    if _is_whole(text[offset:end].strip()):
        return True
    last = begin if ended is None else ended
    if last >= earliest and _is_whole(text[last:offset].strip(_AROUND)):
        return True
    return _ends_with_appearance(text[max(begin, earliest) : offset].rstrip())


def _is_whole(line: str) -> bool:
    """Return whether a line of the source is names or a known appearance."""
    if are_people(line):
        return True
    evidence, appearance = evidence_of(line)
    if evidence not in ("venue", "date") or appearance is None:
        return False
    is_short = len(line.split()) <= _MOST_VENUE_WORDS
    return appearance.is_known or appearance.venue is None or is_short


def _ends_with_appearance(line: str) -> bool:
    appearance = find_appearance_at_end(line)
    return appearance is not None and (appearance.date is not None or appearance.is_known)
