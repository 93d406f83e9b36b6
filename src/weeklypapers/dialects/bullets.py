"""Lists of bullets, and papers that have a heading each.

``- [Title](https://…), venue, 2025 [[Code](https://…)]``: an item, or a heading with the text below
it, is a paper if it has a title and leads to a paper. Nested items without a title belong to the
paper above them. Items that contain others, and have no link, are topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from weeklypapers.dialects.bullet_text import (
    BlockText,
    PaperText,
    is_paper,
    read_bare_link,
    read_more,
    text_of,
)
from weeklypapers.dialects.dates import find_span
from weeklypapers.dialects.draft import Draft
from weeklypapers.dialects.headings import Section, with_outer_year, without_pictures
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import Block, Item
from weeklypapers.model.paper import Origin, Paper
from weeklypapers.model.problems import Problem, Severity

__all__ = ["read_section"]

# Headings of parts that don't belong to the list, in the form that `plain_header` returns.
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
    """An item with the items nested in it, or a paragraph outside of items."""

    item: Item | None
    blocks: list[Block] = attrs.field(factory=list)
    children: list[_Node] = attrs.field(factory=list)

    @cached_property
    def texts(self) -> list[BlockText]:
        """The texts of its blocks."""
        return [text_of(block) for block in self.blocks]

    @cached_property
    def is_detail(self) -> bool:
        """True if it only adds to the paper above it."""
        if not self.texts or not all(child.is_detail for child in self.children):
            return False
        return not self.texts[0].links or _is_label(self.texts[0])


def read_section(
    heading: Block | None, blocks: Sequence[Block], section: Section, file: str | None
) -> tuple[list[Paper], list[Problem]]:
    """Read the items and paragraphs of a section.

    Args:
        heading: The heading directly above the blocks, which may be a paper.
        blocks: The blocks below it, down to the next heading or table.
        section: The section.
        file: The name of the list.

    Returns:
        The papers, and the problems: mostly items and links that were skipped.
    """
    reader = _SectionReader(file)
    nodes = _tree(blocks)
    if heading is None or not reader.read_headed(heading, nodes, section):
        reader.read_nodes(nodes, section)
        lines = {paper.origin.line for paper in reader.papers if paper.origin}
        reader.report_links_in_text([block for block in blocks if block.line not in lines])
    return reader.papers, reader.problems


def _tree(blocks: Sequence[Block]) -> list[_Node]:
    """Return the outermost items, and the paragraphs between them."""
    roots: list[_Node] = []
    nodes: dict[Item, _Node] = {}

    def node_of(item: Item) -> _Node:
        if item not in nodes:
            nodes[item] = node = _Node(item)
            (node_of(item.parent).children if item.parent else roots).append(node)
        return nodes[item]

    for block in blocks:
        if block.item:
            node_of(block.item).blocks.append(block)
        elif block.kind == "paragraph" and not block.quoted:
            roots.append(_Node(None, [block]))
    return roots


@attrs.define
class _SectionReader:
    """A reader that collects the papers and problems of one section."""

    file: str | None
    papers: list[Paper] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def read_headed(self, heading: Block, nodes: Sequence[_Node], section: Section) -> bool:
        """Read a heading as a paper, with all text below it; return whether it is one."""
        text = text_of(heading)
        texts = [text for node in nodes for text in node.texts]
        if section.dating and section.dating.line == heading.line:
            return False
        if not text.leads_to_paper and not _have_one_labelled_paper(texts):
            return False
        if text.paper is None:
            return False
        self._add_paper(text.paper, texts, attrs.evolve(section, topics=section.topics[:-1]))
        return True

    def read_nodes(self, nodes: Sequence[_Node], section: Section) -> None:
        """Read nodes of one level, and report those that list no paper."""
        count = len(self.papers)
        if any(plain_header(topic) in _ASIDES for topic in section.topics):
            skipped = nodes
        else:
            skipped = [node for node in nodes if not self._read_node(node, section)]
        items = [node for node in skipped if node.item and node.blocks]
        if len(self.papers) > count:  # items among papers are reported one by one
            for node in items:
                message = "skipped: expected a title and a link to a paper"
                self._report(node.blocks[0], message, "warning")
        elif items:
            subject = f"{len(items)} items that list" if len(items) > 1 else "an item that lists"
            self._report(items[0].blocks[0], f"skipped: {subject} no papers", "info")

    def _read_node(self, node: _Node, section: Section) -> bool:
        """Read a node with the nodes nested in it; return whether it lists a paper."""
        texts = node.texts
        paper = (texts[0].paper or read_bare_link(texts[0])) if texts else None
        details = [text for child in node.children if child.is_detail for text in child.texts]
        more = [*texts[1:], *details]
        if paper and is_paper(paper, more, is_item=node.item is not None):
            self._add_paper(paper, more, section)
            self.read_nodes([child for child in node.children if not child.is_detail], section)
            return True
        if not node.children:
            return False
        count = len(self.papers)
        inner = _section_inside(section, texts[0].inline.text if texts else "")
        self.read_nodes(node.children, inner)
        return len(self.papers) > count

    def _add_paper(self, paper: PaperText, more: Sequence[BlockText], section: Section) -> None:
        texts = [paper.text, *more]
        raw = "\n".join(line for text in texts for line in text.block.lines)
        draft = Draft(raw=raw, file=self.file, section=section)
        for text in texts:
            draft.take_links(text.content)
        for part in (paper, *map(read_more, more)):
            if part.fields.venue:
                draft.values.setdefault("venue", part.fields.venue)
            if part.fields.date:
                draft.values.setdefault("listed_date", part.fields.date)
            draft.values = part.fields.entry.values() | draft.values
        origin = Origin(line=paper.text.block.line, text=raw, columns=(), file=self.file)
        if listed := draft.paper(origin):
            self.papers.append(listed)
        self.problems += draft.problems

    def report_links_in_text(self, blocks: Sequence[Block]) -> None:
        """Report the paragraphs that lead to papers and were not read."""
        for block in blocks:
            if not block.item and block.kind != "heading" and text_of(block).leads_to_paper:
                self._report(block, "skipped: a link to a paper in running text", "info")

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


def _section_inside(section: Section, text: str) -> Section:
    """Return the section inside an item, whose text is a date or a topic."""
    if span := find_span(text):
        return attrs.evolve(section, span=with_outer_year(span, section.year))
    topic = without_pictures(" ".join(text.split()).rstrip(":："))
    return attrs.evolve(section, topics=(*section.topics, topic)) if topic else section


def _have_one_labelled_paper(texts: Sequence[BlockText]) -> bool:
    """Return whether one of the texts leads to a paper, with links such as "Paper" and "Code"."""
    papers = [text for text in texts if text.leads_to_paper]
    return len(papers) == 1 and _is_label(papers[0])


def _is_label(text: BlockText) -> bool:
    return text.paper is None or text.paper.is_labelled
