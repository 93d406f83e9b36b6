"""Levels: the entries of a passage, and those nested in them.

Nested items without a title of their own belong to the entry above them, and so does the text below
a heading or a paragraph with a title. Items that only contain others are topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from weeklypapers.dialects.compiled import Compiled
from weeklypapers.dialects.composing import all_texts, entry_alone, entry_of, new_entry, own_entry
from weeklypapers.dialects.dates import find_span
from weeklypapers.dialects.details import (
    belongs,
    continues_item,
    is_detail,
    is_labelled,
    is_untitled,
)
from weeklypapers.dialects.entries import BlockText, Entry, Kind, Line, Node, text_of
from weeklypapers.dialects.entry_lines import first_line, opens_fold
from weeklypapers.dialects.headings import Section, with_outer_year, without_pictures
from weeklypapers.dialects.judging import is_listed, is_prose, lists_paper, read_alone
from weeklypapers.dialects.outline import Passage
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import Block

__all__ = ["Found", "Level", "level_of"]

# Headings of parts that don't belong to the list, in the form that `plain_header` returns.
_ASIDE_HEADINGS = """
    news|latest news|recent news|what s new|changelog|change log|citation|update log
    |citing|cite|how to cite|bibtex|contributing|contributors|how to contribute
    |contributor|acknowledgement|acknowledgements|license|acknowledgment|acknowledgments
    |star history|contact|新闻|最新动态|动态|更新日志|引用|致谢|贡献|联系
"""
_ASIDES = frozenset(map(str.strip, _ASIDE_HEADINGS.split("|")))
# Headings of tables of contents. The list itself may be nested below them.
_CONTENTS = frozenset({"contents", "table of contents", "content", "toc", "目录", "目次"})
_ANCHOR = re.compile(r"[^\w\[\]]*\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(#[^()\s]*\)[^\w\[]*")


@attrs.define(eq=False)
class Found:
    """An item, a paragraph or a heading.

    Attributes:
        block: Its first block.
        entry: The entry that begins with it; None for a topic.
        inner: The items nested in it that are entries of their own.
        plain: Its paper, if it follows a compiled template.
    """

    block: Block
    entry: Entry | None
    inner: Level | None = None
    plain: PlainItem | None = None

    @property
    def is_item(self) -> bool:
        """True if it is an item of a list."""
        return self.block.item is not None

    @property
    def leads(self) -> bool:
        """True if it leads to a paper."""
        return self.entry is not None and self.entry.leads


@attrs.define(eq=False)
class Level:
    """The entries of a passage, or those nested in one entry."""

    section: Section
    compiled: Compiled | None = None
    found: list[Found] = attrs.field(factory=list)

    @property
    def is_aside(self) -> bool:
        """True if its heading names a part that doesn't belong to the list."""
        topics = [plain_header(topic) for topic in self.section.topics]
        return any(topic in _ASIDES for topic in topics) or (
            bool(topics) and topics[-1] in _CONTENTS
        )

    def walk(self) -> Iterator[Found]:
        """Yield the entries of this level and of the nested ones."""
        for found in self.found:
            yield found
            if found.inner:
                yield from found.inner.walk()


def level_of(passage: Passage, nodes: list[Node], compiled: Compiled | None = None) -> Level:
    """Divide a passage into entries.

    Args:
        passage: The passage.
        nodes: Its items and other blocks.
        compiled: The templates of the list, if they are known.
    """
    section = passage.section
    level = Level(section, compiled)
    if passage.heading is not None:
        entry = None
        if passage.is_linked or not (compiled and nodes and compiled.read(nodes[0])):
            entry, nodes = _headed(passage.heading, nodes, section)
        if entry is not None:
            level.found.append(Found(passage.heading, entry))
            section = attrs.evolve(section, topics=section.topics[:-1])
            level.section = section
    _fill(level, nodes)
    return level


def _headed(heading: Block, nodes: list[Node], section: Section) -> tuple[Entry | None, list[Node]]:
    """Return the entry that a heading begins, and the nodes that don't belong to it."""
    if section.dating and section.dating.line == heading.line:
        return None, nodes
    text = text_of(heading)
    if not text.leads and nodes and _is_contents(nodes[0]):
        return None, nodes
    own = new_entry("heading", [text], [], section)
    reading = read_alone(own)
    if reading is None or (text.leads and not lists_paper(reading)):
        return None, nodes
    count = 0
    while count < len(nodes) and belongs(nodes[count], is_below_link=False):
        count += 1
    absorbed, rest = nodes[:count], nodes[count:]
    outer = attrs.evolve(section, topics=section.topics[:-1])
    if not text.leads:
        texts = [each for node in absorbed for each in all_texts(node)]
        leading = [each for each in texts if each.leads]
        labels = [line.label.word for each in leading if (line := first_line(each)) and line.label]
        if not leading or not all(is_labelled(each) or is_untitled(each) for each in leading):
            return None, nodes
        if len(leading) > max(1, len(set(labels))) or (rest and leading[0] is not texts[0]):
            return None, nodes
    return new_entry("heading", [text], absorbed, outer), rest


def _fill(level: Level, nodes: Sequence[Node]) -> None:
    """Add the entries of some nodes to a level."""
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        absorbed: list[Node] = []
        if node.is_quoted:
            continue
        if node.item is None and _may_head(node):
            while index < len(nodes) and belongs(
                nodes[index], is_below_link=bool(node.texts[0].leads)
            ):
                absorbed.append(nodes[index])
                index += 1
        else:
            while index < len(nodes) and continues_item(node, nodes[index]):
                absorbed.append(nodes[index])
                index += 1
        _add(level, node, absorbed)


def _may_head(node: Node) -> bool:
    """Return whether a paragraph may be the first line of an entry."""
    (text,) = node.texts
    if text.block.kind == "heading":
        return False
    if opens_fold(text):
        return True
    reading = read_alone(entry_alone(text))
    return reading is not None and not is_prose(reading) and (reading.is_marked or bool(text.leads))


def _add(level: Level, node: Node, absorbed: Sequence[Node]) -> None:
    """Add a node to a level: as an entry, as several, or as a topic with the entries in it."""
    section = level.section
    if level.compiled and not absorbed and (plain := level.compiled.read(node)):
        level.found.append(Found(node.blocks[0], None, None, plain))
        return
    if node.item is None:
        (text,) = node.texts
        for entry in _paragraph_entries(text, absorbed, section):
            level.found.append(Found(text.block, entry))
        return
    if not node.blocks:
        if node.children:
            _fill(level, node.children)
        return
    if _is_contents(node):
        level.found.append(Found(node.blocks[0], None))
        return
    own = own_entry(node)
    details, others = _details(level, node, is_below_paper=own.leads and is_listed(own))
    more = [*details, *absorbed]
    entry = (
        new_entry("item", node.texts, more, section)
        if more
        else Entry(own.kind, [*own.lines], section)
    )
    if is_listed(entry if more else own):
        found = Found(node.blocks[0], entry)
        if others:
            found.inner = Level(section, level.compiled)
            _fill(found.inner, others)
    else:
        topic = node.texts[0].content.inline.text
        inner = Level(_section_inside(section, topic), level.compiled)
        _fill(inner, node.children)
        if any(each.plain or (each.entry and is_listed(each.entry)) for each in inner.walk()):
            found = Found(node.blocks[0], None, inner)
        else:
            found = Found(node.blocks[0], entry_of(node, section))
    level.found.append(found)


def _details(level: Level, node: Node, *, is_below_paper: bool) -> tuple[list[Node], list[Node]]:
    """Return the items in an item that say more about its paper, and the others."""
    read = level.compiled.read if level.compiled else None
    details: list[Node] = []
    others: list[Node] = []
    for child in node.children:
        adds = not (read and read(child)) and is_detail(child, is_below_paper=is_below_paper)
        (details if adds else others).append(child)
    return details, others


def _is_contents(node: Node) -> bool:
    """Return whether an item is an entry of a table of contents, with all items in it."""
    return (
        len(node.blocks) == 1
        and _ANCHOR.fullmatch(node.blocks[0].text) is not None
        and all(map(_is_contents, node.children))
    )


def _section_inside(section: Section, text: str) -> Section:
    """Return the section inside an item, whose text is a date or a topic."""
    if span := find_span(text):
        return attrs.evolve(section, span=with_outer_year(span, section.year))
    topic = without_pictures(" ".join(text.split()).rstrip(":："))
    return attrs.evolve(section, topics=(*section.topics, topic)) if topic else section


def _paragraph_entries(
    text: BlockText, absorbed: Sequence[Node], section: Section
) -> Iterator[Entry]:
    """Yield the entries of a paragraph: one, or several whose lines alternate."""
    kind: Kind = "fold" if text.block.kind == "html" else "paragraph"
    entry = new_entry(kind, [text], absorbed, section)
    own = [line for line in entry.lines if line.text is text]
    groups: list[list[Line]] = [[]]
    has_title = leads = False  # of the last group
    for line in own:
        if has_title and leads and line.candidates and line.label is None:
            groups.append([])
            has_title = leads = False
        groups[-1].append(line)
        has_title, leads = has_title or bool(line.candidates), leads or bool(line.leads)
    if len(groups) > 1 and all(
        any(line.leads for line in group) and any(line.candidates for line in group)
        for group in groups
    ):
        entries = [Entry(kind, group, section) for group in groups]
        if all(map(is_listed, entries)):
            entries[-1].lines += entry.lines[len(own) :]
            for each in entries:
                each.lines[0].place = "head"
            yield from entries
            return
    yield entry
