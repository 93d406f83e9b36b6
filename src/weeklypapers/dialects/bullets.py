"""Lists of bullets, and papers under headings of their own.

``- [Title](https://…), venue, 2025 [[Code](https://…)]``: an item, or a heading with what stands
under it, is a paper if it has a title and leads to a paper. Nested items that have no title of
their own say more of the paper above them; items without a link that hold others are topics.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from weeklypapers.dates import PartialDate, Span, find_span, read_date
from weeklypapers.dialects.drafts import Draft, Piece, label_of, links_in
from weeklypapers.dialects.entries import (
    Entry,
    behind_lead,
    field_of,
    is_names,
    says_something,
    tidy,
    title_mark,
)
from weeklypapers.dialects.sections import Section, without_pictures
from weeklypapers.errors import InvalidValueError, Problem, Severity
from weeklypapers.links import is_anchor, is_dead, is_generic_label, kind_of
from weeklypapers.markdown import Block, Inline, Item, Mark, render_inline
from weeklypapers.model import Origin, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Found", "read_section"]

_YEAR = r"(?:19[5-9]\d|20\d\d)"
# "[CVPR 2024] Title", "(ICLR'23) Title": where it appeared, in front of the title.
_VENUE_IN_FRONT = re.compile(
    r"[\[(（【]\s*(?P<venue>[A-Z][\w &/+-]{1,30}?)[\s,-]*"
    rf"(?:(?P<year>{_YEAR})|['’](?P<short>\d\d))\s*[\])）】]\s*[:：]?\s*"
)
# "2024/05: Title", "[2024-05-31] Title", "(May 2024) Title": when.
_DATE_IN_FRONT = re.compile(
    r"[\[(（【]\s*(?P<inside>[^\[\]()\n]{4,20}?)\s*[\])）】]\s*[:：]?\s*"
    r"|(?P<before>[^\[\]()\n:：]{4,20}?)\s*[:：]\s+"
)
# "NeurIPS 2023", "arXiv, 2024", "2024": where and when it appeared, behind the title.
_VENUE = re.compile(
    rf"(?:(?P<venue>[^\W\d_][^,;\n]{{0,60}}?(?:,\s*[^\W\d_][^,;\n]{{0,30}}?)?)[\s,(]*)??"
    rf"['’]?(?P<year>{_YEAR})\b\)?(?P<more>[^\n]{{0,30}})"
)
# The same at the end of a title that nothing parts from it.
_VENUE_AT_END = re.compile(
    rf"(?:,|\.(?=\s))\s*(?:(?P<venue>[^,.\n]{{2,60}}?)[\s,]+)?['’]?(?P<year>{_YEAR})$"
)
_AROUND = ' \t\n,.;:：，。·•|–—-()[]{}<>/&+*"“”'
_PROSE = 40
# What is a heading and a paragraph of links under it: nothing else that is long.
_FEW_WORDS = 80


@attrs.frozen
class Found:
    """What some blocks gave.

    Attributes:
        papers: The papers.
        problems: What was found on the way.
    """

    papers: list[Paper]
    problems: list[Problem]


@attrs.define(eq=False)
class _Node:
    """An item with what is nested in it, or a paragraph of its own."""

    item: Item | None
    blocks: list[Block] = attrs.field(factory=list)
    children: list[_Node] = attrs.field(factory=list)


def read_section(
    heading: Block | None, blocks: Sequence[Block], section: Section, file: str | None
) -> Found:
    """The papers of the items and paragraphs of a section, and what was left alone.

    Args:
        heading: The heading of the section.
        blocks: What stands below it, down to the next heading or table.
        section: What the headings say.
        file: Name of the list.
    """
    reader = _Reader(file)
    nodes = _tree(blocks)
    if heading and (headed := reader.headed(heading, nodes, section)):
        return headed
    reader.read(nodes, section)
    return Found(reader.papers, reader.problems)


def _tree(blocks: Sequence[Block]) -> list[_Node]:
    """The items as they are nested, and the paragraphs between them."""
    roots: list[_Node] = []
    known: dict[Item, _Node] = {}

    def node_of(item: Item) -> _Node:
        if item not in known:
            known[item] = node = _Node(item)
            (node_of(item.parent).children if item.parent else roots).append(node)
        return known[item]

    for block in blocks:
        if block.item:
            node_of(block.item).blocks.append(block)
        elif block.kind == "paragraph" and not block.quoted:
            roots.append(_Node(None, [block]))
    return roots


@attrs.frozen
class _Text:
    """A block's text, and what stands in it."""

    block: Block
    piece: Piece
    links: list[Mark]

    @property
    def inline(self) -> Inline:
        return self.piece.inline

    @property
    def leads_to_paper(self) -> bool:
        return any(
            kind_of(mark.target or "", label_of(self.inline, mark)) == "paper"
            for mark in self.links
        )


def _text_of(block: Block) -> _Text:
    source = block.text
    inline = render_inline(source, markdown=block.kind != "html")
    links = [
        mark
        for mark in links_in(inline)
        if not is_dead(mark.target or "") and not is_anchor(mark.target or "")
    ]
    return _Text(block, Piece(source, inline, block.place), links)


@attrs.define
class _Reader:
    file: str | None
    papers: list[Paper] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    # Items

    def read(self, nodes: Sequence[_Node], section: Section) -> None:
        """Read nodes of one level."""
        before = len(self.papers)
        left = [node for node in nodes if not self._read_node(node, section)]
        self._report_left(left, beside_papers=len(self.papers) > before)

    def _read_node(self, node: _Node, section: Section) -> bool:
        """Read a node with what is nested in it; false if it holds no paper."""
        texts = [_text_of(block) for block in node.blocks]
        reading = _read_text(texts[0]) if texts else None
        details = [child for child in node.children if _is_detail(child)]
        others = [child for child in node.children if child not in details]
        told = [text for child in details for text in map(_text_of, child.blocks)]
        if reading and _is_paper(reading, [*texts[1:], *told], is_item=node.item is not None):
            self._add(reading, [*texts[1:], *told], section)
            self.read(others, section)
            return True
        if not node.children:
            return False
        before = len(self.papers)
        self.read(node.children, _inside(section, texts[0].inline.text if texts else ""))
        return len(self.papers) > before

    def _add(self, reading: _Reading, more: Sequence[_Text], section: Section) -> None:
        texts = [reading.text, *more]
        raw = "\n".join(line for text in texts for line in text.block.lines)
        draft = Draft(raw=raw, file=self.file, section=section)
        for text in texts:
            draft.take_links(text.piece)
        if reading.venue:
            draft.values["venue"] = reading.venue
        if reading.date:
            draft.values["listed_date"] = reading.date
        draft.take_entry(reading.entry, reading.text.piece)
        for text in more:
            draft.take_entry(_detail_of(text), text.piece)
        origin = Origin(line=reading.text.block.line, text=raw, columns=(), file=self.file)
        if paper := draft.paper(origin):
            self.papers.append(paper)
        self.problems += draft.problems

    def _report_left(self, nodes: Sequence[_Node], *, beside_papers: bool) -> None:
        """Say which items list no paper: each of those among papers, others together."""
        items = [node for node in nodes if node.item and node.blocks]
        if beside_papers:
            for node in items:
                self._report(node, "left alone: expected a title and a link to a paper", "warning")
        elif items:
            count = f"{len(items)} items that list" if len(items) > 1 else "an item that lists"
            self._report(items[0], f"left alone: {count} no papers", "info")

    def _report(self, node: _Node, message: str, severity: Severity) -> None:
        block = node.blocks[0]
        line, column = block.place(0)
        problem = Problem(
            code="other-item",
            message=message,
            line=line,
            column=column,
            text=block.lines[0],
            severity=severity,
            file=self.file,
        )
        self.problems.append(problem)

    # Headings

    def headed(self, heading: Block, nodes: Sequence[_Node], section: Section) -> Found | None:
        """The paper that a heading is, with what stands under it; None if it is none."""
        texts = [_text_of(block) for node in nodes for block in node.blocks]
        reading = _read_text(_text_of(heading))
        if reading is None or (section.dating and section.dating.line == heading.line):
            return None
        if not reading.text.leads_to_paper and not _are_links_of_one_paper(texts):
            return None
        outer = attrs.evolve(section, topics=section.topics[:-1])
        self._add(reading, texts, outer)
        return Found(self.papers, self.problems)


def _inside(section: Section, text: str) -> Section:
    """The section of what is nested in an item: its text is a date or a topic."""
    span = find_span(text)
    if span is not None:
        return attrs.evolve(section, span=span)
    topic = without_pictures(" ".join(text.split()).rstrip(":："))
    return attrs.evolve(section, topics=(*section.topics, topic)) if topic else section


def _is_detail(node: _Node) -> bool:
    """Whether a nested item only says more of the paper above it."""
    texts = [_text_of(block) for block in node.blocks]
    if not texts or any(child for child in node.children if not _is_detail(child)):
        return False
    reading = _read_text(texts[0])
    return reading is None or not texts[0].links or reading.is_labelled


def _are_links_of_one_paper(texts: Sequence[_Text]) -> bool:
    """Whether what stands under a heading are links such as "Paper" and "Code", and few words."""
    papers = [text for text in texts if text.leads_to_paper]
    if len(papers) != 1 or any(text.block.item and not _is_label(text) for text in papers):
        return False
    return not _read_text(papers[0]) or _is_label(papers[0])


def _is_label(text: _Text) -> bool:
    reading = _read_text(text)
    return reading is None or reading.is_labelled


# What a text says


@attrs.frozen
class _Reading:
    """What the text of an item says.

    Attributes:
        text: The text.
        entry: Its title, and what else it has.
        venue: Where the paper appeared.
        date: When.
        is_marked: Whether the title is bold or a link.
        is_labelled: Whether it begins with a label, such as "Paper: ", and has no title.
        prose: Whether text goes on behind its links.
    """

    text: _Text
    entry: Entry
    venue: str | None
    date: PartialDate | None
    is_marked: bool
    is_labelled: bool
    prose: bool


def _is_paper(reading: _Reading, more: Sequence[_Text], *, is_item: bool) -> bool:
    text = reading.text
    if reading.is_labelled or (reading.prose and not reading.is_marked):
        return False
    linked = text.leads_to_paper or any(other.leads_to_paper for other in more)
    if not is_item:
        return linked and reading.is_marked and not reading.prose
    dated = reading.date or reading.venue
    return linked or bool(text.links and dated)


def _read_text(text: _Text) -> _Reading | None:
    """What a text says; None if it has no title: nothing but links such as "Paper", say."""
    shown = text.inline.text
    begin, venue, date = _front(shown)
    found = _title(text, begin)
    if found is None:
        return None
    title, at, is_marked = found
    entry = Entry(shown, title)
    label = field_of(shown, (begin, max(begin, len(shown))), entry)[0]
    is_labelled = not is_marked and label not in ("abstract", "listed_authors")
    if not is_marked and (match := _VENUE_AT_END.search(shown, *title)):
        entry = Entry(shown, (title[0], match.start()))
        venue, date = venue or match["venue"], date or PartialDate(int(match["year"]))
    prose = False
    for begin, end in _gaps(text, at):
        piece = tidy_around(shown, begin, end)
        if not says_something(shown, piece):
            continue
        if (match := _VENUE.fullmatch(shown, *piece)) and not venue:
            venue, date = match["venue"] or venue, date or PartialDate(int(match["year"]))
        elif _is_underlined(text.inline, piece) and not venue:
            venue = shown[piece[0] : piece[1]]
        elif is_names(shown[piece[0] : piece[1]]) and "listed_authors" not in entry.fields:
            entry.fields["listed_authors"] = [piece]
        else:
            prose = prose or (begin > at and piece[1] - piece[0] > _PROSE)
            entry.fields.setdefault("abstract", []).append(piece)
    return _Reading(
        text, entry, venue and venue.strip(_AROUND), date, is_marked, is_labelled, prose
    )


def _front(text: str) -> tuple[int, str | None, PartialDate | None]:
    """Where the title begins, behind number, pictures, date and venue; and the last two."""
    begin, venue, date = behind_lead(text, 0, len(text)), None, None
    while True:
        if not venue and (match := _VENUE_IN_FRONT.match(text, begin)):
            venue = match["venue"]
            date = date or PartialDate(int(match["year"] or f"20{match['short']}"))
        elif (
            not date
            and (match := _DATE_IN_FRONT.match(text, begin))
            and (span := _date(match["inside"] or match["before"]))
        ):
            date = span.partial
        else:
            return begin, venue, date
        begin = behind_lead(text, match.end(), len(text))


def _date(text: str) -> Span | None:
    try:
        span = read_date(text)
    except InvalidValueError:
        return None
    return span if span.partial else None


def _title(text: _Text, begin: int) -> tuple[tuple[int, int], int, bool] | None:
    """Where the title stands, where the text goes on, and whether the title is marked."""
    inline = text.inline
    mark = title_mark(inline, begin)
    if mark and says_something(inline.text, (mark.begin, mark.end)):
        return tidy_around(inline.text, mark.begin, mark.end, "."), mark.end, True
    for mark in text.links:
        if mark.begin >= begin and not is_generic_label(label_of(inline, mark) or "x"):
            front = inline.text[begin : mark.begin]
            if len(front) < _PROSE and says_something(inline.text, (mark.begin, mark.end)):
                return (mark.begin, mark.end), mark.end, True
    stops = [mark.begin for mark in inline.marks if mark.kind in ("link", "underline")]
    stops += [at for at in (inline.text.find("\n", begin),) if at >= 0]
    stop = min((at for at in stops if at > begin), default=len(inline.text))
    title = tidy_around(inline.text, begin, stop)
    return (title, stop, False) if says_something(inline.text, title) else None


def _gaps(text: _Text, at: int) -> Iterator[tuple[int, int]]:
    """What stands between the links behind the title, line by line."""
    shown = text.inline.text
    for mark in [*text.links, None]:
        end = mark.begin if mark else len(shown)
        if end > at:
            begin = at
            for line in shown[at:end].split("\n"):
                yield begin, begin + len(line)
                begin += len(line) + 1
        at = max(at, mark.end) if mark else at


def tidy_around(text: str, begin: int, end: int, more: str = "") -> tuple[int, int]:
    """A range without the blanks, separators and brackets at its ends."""
    piece = text[begin:end]
    left = len(piece) - len(piece.lstrip(_AROUND))
    right = len(piece) - len(piece.rstrip(_AROUND if not more else " \n" + more))
    piece = text[begin + left : max(begin + left, end - right)]
    # "A title (part 2)": a bracket that closes one of its own belongs to it.
    if piece.count("(") > piece.count(")") and text.startswith(")", end - right):
        right -= 1
    return begin + left, max(begin + left, end - right)


def _is_underlined(inline: Inline, piece: tuple[int, int]) -> bool:
    return any(
        mark.kind in ("underline", "em", "code") and mark.begin <= piece[0] < mark.end
        for mark in inline.marks
    )


def _detail_of(text: _Text) -> Entry:
    """What a further paragraph or a nested item says of the paper."""
    shown = text.inline.text
    entry = Entry(shown, (0, 0))
    for begin, end in _gaps(text, 0):
        piece = tidy(shown, begin, end)
        if says_something(shown, tidy_around(shown, *piece)):
            field, found = field_of(shown, piece, entry)
            if found[1] - found[0] > 2:
                entry.fields.setdefault(field, []).append(found)
    return entry
