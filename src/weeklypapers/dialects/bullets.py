"""Lists of bullets, and papers under headings of their own.

``- [Title](https://…), venue, 2025 [[Code](https://…)]``: an item, or a heading with what stands
under it, is a paper if it has a title and leads to a paper. Nested items that have no title of
their own say more of the paper above them; items without a link that hold others are topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from weeklypapers.dialects.bullet_text import Reading, Text, bare_link, is_paper, read_more, text_of
from weeklypapers.dialects.dates import find_span
from weeklypapers.dialects.draft import Draft
from weeklypapers.dialects.headings import Section, without_pictures
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import Block, Item
from weeklypapers.model.paper import Origin, Paper
from weeklypapers.model.problems import Problem, Severity

__all__ = ["read_section"]

# Headings of what is no part of the list, in the form that `plain_header` gives.
_ASIDE_HEADINGS = """
    news|latest news|recent news|what s new|changelog|change log|citation|update log
    |citing|cite|how to cite|bibtex|contributing|contributors|how to contribute
    |contributor|acknowledgement|acknowledgements|license|acknowledgment|acknowledgments
    |star history|contents|table of contents|toc|contact|新闻|最新动态|动态|更新日志
    |目录|引用|致谢|贡献|联系
"""
_ASIDES = frozenset(map(str.strip, _ASIDE_HEADINGS.split("|")))


@attrs.define(eq=False)
class _Node:
    """An item with what is nested in it, or a paragraph of its own."""

    item: Item | None
    blocks: list[Block] = attrs.field(factory=list)
    children: list[_Node] = attrs.field(factory=list)

    @cached_property
    def texts(self) -> list[Text]:
        """What its blocks say."""
        return [text_of(block) for block in self.blocks]


def read_section(
    heading: Block | None, blocks: Sequence[Block], section: Section, file: str | None
) -> tuple[list[Paper], list[Problem]]:
    """The papers of the items and paragraphs of a section, and what was left alone.

    Args:
        heading: The heading of the section.
        blocks: What stands below it, down to the next heading or table.
        section: What the headings say.
        file: Name of the list.
    """
    reader = _Reader(file)
    nodes = _tree(blocks)
    if not heading or not reader.read_headed(heading, nodes, section):
        reader.read(nodes, section)
        read = {paper.origin.line for paper in reader.papers if paper.origin}
        reader.report_others([block for block in blocks if block.line not in read])
    return reader.papers, reader.problems


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


@attrs.define
class _Reader:
    file: str | None
    papers: list[Paper] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    # Items

    def read(self, nodes: Sequence[_Node], section: Section) -> None:
        """Read nodes of one level."""
        before = len(self.papers)
        aside = _is_aside(section)
        left = [node for node in nodes if aside or not self._read_node(node, section)]
        self._report_left(left, beside_papers=len(self.papers) > before)

    def _read_node(self, node: _Node, section: Section) -> bool:
        """Read a node with what is nested in it; false if it holds no paper."""
        texts = node.texts
        reading = (texts[0].reading or bare_link(texts[0])) if texts else None
        details = [child for child in node.children if _is_detail(child)]
        others = [child for child in node.children if child not in details]
        told = [text for child in details for text in child.texts]
        if reading and is_paper(reading, [*texts[1:], *told], is_item=node.item is not None):
            self._add(reading, [*texts[1:], *told], section)
            self.read(others, section)
            return True
        if not node.children:
            return False
        before = len(self.papers)
        self.read(node.children, _inside(section, texts[0].inline.text if texts else ""))
        return len(self.papers) > before

    def _add(self, reading: Reading, more: Sequence[Text], section: Section) -> None:
        texts = [reading.text, *more]
        raw = "\n".join(line for text in texts for line in text.block.lines)
        draft = Draft(raw=raw, file=self.file, section=section)
        for text in texts:
            draft.take_links(text.piece)
        for said in (reading, *map(read_more, more)):
            if said.venue:
                draft.values.setdefault("venue", said.venue)
            if said.date:
                draft.values.setdefault("listed_date", said.date)
            draft.take_entry(said.entry)
        origin = Origin(line=reading.text.block.line, text=raw, columns=(), file=self.file)
        if paper := draft.paper(origin):
            self.papers.append(paper)
        self.problems += draft.problems

    def _report_left(self, nodes: Sequence[_Node], *, beside_papers: bool) -> None:
        """Say which items list no paper: each of those among papers, others together."""
        items = [node for node in nodes if node.item and node.blocks]
        if beside_papers:
            for node in items:
                message = "left alone: expected a title and a link to a paper"
                self._report(node.blocks[0], message, "warning")
        elif items:
            count = f"{len(items)} items that list" if len(items) > 1 else "an item that lists"
            self._report(items[0].blocks[0], f"left alone: {count} no papers", "info")

    def report_others(self, blocks: Sequence[Block]) -> None:
        """Say which paragraphs lead to papers and were not read."""
        for block in blocks:
            if not block.item and block.kind != "heading" and text_of(block).leads_to_paper:
                self._report(block, "left alone: a link to a paper in running text", "info")

    def _report(self, block: Block, message: str, severity: Severity) -> None:
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

    def read_headed(self, heading: Block, nodes: Sequence[_Node], section: Section) -> bool:
        """Read the paper that a heading is, with what stands under it; false if it is none."""
        texts = [text for node in nodes for text in node.texts]
        reading = text_of(heading).reading
        if reading is None or (section.dating and section.dating.line == heading.line):
            return False
        if not reading.text.leads_to_paper and not _are_links_of_one_paper(texts):
            return False
        outer = attrs.evolve(section, topics=section.topics[:-1])
        self._add(reading, texts, outer)
        return True


def _is_aside(section: Section) -> bool:
    """Whether a section is no part of the list, such as its news."""
    return any(plain_header(topic) in _ASIDES for topic in section.topics)


def _inside(section: Section, text: str) -> Section:
    """The section of what is nested in an item: its text is a date or a topic."""
    span = find_span(text)
    if span is not None:
        return attrs.evolve(section, span=span)
    topic = without_pictures(" ".join(text.split()).rstrip(":："))
    return attrs.evolve(section, topics=(*section.topics, topic)) if topic else section


def _is_detail(node: _Node) -> bool:
    """Whether a nested item only says more of the paper above it."""
    texts = node.texts
    if not texts or any(child for child in node.children if not _is_detail(child)):
        return False
    reading = texts[0].reading
    return reading is None or not texts[0].links or reading.is_labelled


def _are_links_of_one_paper(texts: Sequence[Text]) -> bool:
    """Whether what stands under a heading are links such as "Paper" and "Code", and few words."""
    papers = [text for text in texts if text.leads_to_paper]
    if len(papers) != 1 or any(text.block.item and not _is_label(text) for text in papers):
        return False
    return _is_label(papers[0])


def _is_label(text: Text) -> bool:
    return text.reading is None or text.reading.is_labelled
