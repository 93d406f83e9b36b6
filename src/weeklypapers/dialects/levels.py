"""Levels: the entries of a passage, and those nested in them.

Nested items without a title of their own belong to the entry above them, and so does the text below
a heading or a paragraph with a title. Items that only contain others are topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from weeklypapers.dialects.compiled import Compiled
from weeklypapers.dialects.dates import find_span
from weeklypapers.dialects.entries import (
    BlockText,
    Entry,
    Kind,
    Line,
    Node,
    Place,
    lines_of,
    opens_fold,
    text_of,
)
from weeklypapers.dialects.headings import Section, with_outer_year, without_pictures
from weeklypapers.dialects.labels import LABELLED_FIELDS, Label, is_before_link
from weeklypapers.dialects.outline import Passage
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.dialects.roles import Profile, Reading, candidates, remembered
from weeklypapers.dialects.segments import Evidence, Segment, word_count
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import Block

__all__ = ["Found", "Level", "entry_of", "is_prose", "level_of", "lists_paper", "read_title"]

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

_PROSE = 40  # the longest text beside a link that is not prose
_TEXTS: tuple[Evidence, ...] = ("text", "prose")
_NO_VALUES: tuple[Evidence, ...] = ("link", "label", "id", "nothing")
_MOST_LABEL_WORDS = 3
_ALONE = Profile(())
_NO_SECTION = Section()
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
    own = _entry("heading", [text], [], section)
    reading = read_title(own, _ALONE)
    if reading is None or (text.leads and not lists_paper(reading)):
        return None, nodes
    count = 0
    while count < len(nodes) and _belongs(nodes[count], is_below_link=False):
        count += 1
    absorbed, rest = nodes[:count], nodes[count:]
    outer = attrs.evolve(section, topics=section.topics[:-1])
    if not text.leads:
        texts = [each for node in absorbed for each in _all_texts(node)]
        leading = [each for each in texts if each.leads]
        labels = [label.word for each in leading if (label := _label_of(each))]
        if not leading or not all(_is_labelled(each) or _is_untitled(each) for each in leading):
            return None, nodes
        if len(leading) > max(1, len(set(labels))) or (rest and leading[0] is not texts[0]):
            return None, nodes
    return _entry("heading", [text], absorbed, outer), rest


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
            while index < len(nodes) and _belongs(
                nodes[index], is_below_link=bool(node.texts[0].leads)
            ):
                absorbed.append(nodes[index])
                index += 1
        else:
            while index < len(nodes) and _continues_item(node, nodes[index]):
                absorbed.append(nodes[index])
                index += 1
        _add(level, node, absorbed)


def _continues_item(node: Node, following: Node) -> bool:
    """Return whether a node after an item belongs to it.

    It does if it holds nothing but links, if it is a quotation, or if it is an item without a title
    that is indented, but too little to be nested.
    """
    if node.item is None or not node.blocks or not following.blocks:
        return False
    if following.item is not None:
        indent = _indent(following)
        is_indented = indent > 0 and indent > _indent(node)
        return is_indented and _is_detail(following, is_below_paper=False)
    (text,) = following.texts
    if following.is_quoted:
        return not text.leads
    if node.children:
        return False
    return bool(text.leads) and _is_labelled(text) and not any(each.links for each in node.texts)


def _indent(node: Node) -> int:
    line = node.blocks[0].lines[0]
    return len(line) - len(line.lstrip()) if line[:1].isspace() else 0


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
    own = _own_entry(node)
    details, others = _details(level, node, is_below_paper=own.leads and _is_listed(own))
    entry = _with_details(own, node, [*details, *absorbed], section)
    if _is_listed(entry if details or absorbed else own):
        found = Found(node.blocks[0], entry)
        if others:
            found.inner = Level(section, level.compiled)
            _fill(found.inner, others)
    else:
        topic = node.texts[0].content.inline.text
        inner = Level(_section_inside(section, topic), level.compiled)
        _fill(inner, node.children)
        if any(each.plain or (each.entry and _is_listed(each.entry)) for each in inner.walk()):
            found = Found(node.blocks[0], None, inner)
        else:
            found = Found(node.blocks[0], _entry("item", node.texts, node.children, section))
    level.found.append(found)


def _details(level: Level, node: Node, *, is_below_paper: bool) -> tuple[list[Node], list[Node]]:
    """Return the items in an item that say more about its paper, and the others."""
    read = level.compiled.read if level.compiled else None
    details: list[Node] = []
    others: list[Node] = []
    for child in node.children:
        is_detail = not (read and read(child)) and _is_detail(child, is_below_paper=is_below_paper)
        (details if is_detail else others).append(child)
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


# -- Entries -------------------------------------------------------------------------------------


def _entry(kind: Kind, texts: Sequence[BlockText], more: Sequence[Node], section: Section) -> Entry:
    """Return an entry from the texts of its head, and the nodes that belong to it."""
    lines = [line for text in texts[:1] for line in lines_of(text, "head")]
    lines += [line for text in texts[1:] for line in lines_of(text, "below")]
    for node in more:
        place: Place = "nested" if node.item else "below"
        lines += [line for text in _all_texts(node) for line in lines_of(text, place)]
    if lines and lines[0].label and not _is_label_of_line(lines[0]):
        first = lines[0]
        lines[0] = Line(first.place, first.text, first.begin, first.end)
    return Entry(kind, lines, section)


def _own_entry(node: Node) -> Entry:
    """Return the entry of an item without the items nested in it, outside of any section."""
    if node.own is None:
        node.own = _entry("item", node.texts, [], _NO_SECTION)
    return node.own


def _with_details(own: Entry, node: Node, details: Sequence[Node], section: Section) -> Entry:
    """Return the entry of an item with the nodes that belong to it, from that without them."""
    if not details:
        return Entry(own.kind, [*own.lines], section)
    return _entry("item", node.texts, details, section)


def entry_of(node: Node, section: Section) -> Entry:
    """Return the entry of an item with all items that are nested in it."""
    return _entry("item", node.texts, node.children, section)


def _all_texts(node: Node) -> list[BlockText]:
    """Return the texts of an item, and of those nested in it."""
    texts: list[BlockText] = []
    nodes = [node]
    while nodes:  # a generator in a generator would pass each text on once per level
        node = nodes.pop()
        texts += node.texts
        nodes += reversed(node.children)
    return texts


def _is_label_of_line(line: Line) -> bool:
    """Return whether the label of a head says what all of its line is, and is no title.

    "Link: [arXiv](…)" and "Authors: A. Name" are; "Data: The New Oil [paper](…)" is not.
    """
    label = line.label
    if label is None or label.field == "title" or line.place == "fold":
        return True
    said = [each for each in line.segments if each.evidence not in _NO_VALUES]
    if not said:
        has_value = any(map(str.isalnum, line.text.content.inline.text[label.end : line.end]))
        return label.is_known or (label.is_marked and has_value and not line.links)
    if label.field not in LABELLED_FIELDS:
        return False
    first = said[0].evidence
    if label.field == "listed_authors":
        return first in ("names", "person")
    if label.field in ("listed_date", "week"):
        return first == "date"
    return not any(segment.leads for segment in line.segments)


def _paragraph_entries(
    text: BlockText, absorbed: Sequence[Node], section: Section
) -> Iterator[Entry]:
    """Yield the entries of a paragraph: one, or several whose lines alternate."""
    kind: Kind = "fold" if text.block.kind == "html" else "paragraph"
    entry = _entry(kind, [text], absorbed, section)
    own = [line for line in entry.lines if line.text is text]
    groups: list[list[Line]] = [[]]
    has_title = leads = False  # of the last group
    for line in own:
        if has_title and leads and candidates(line) and line.label is None:
            groups.append([])
            has_title = leads = False
        groups[-1].append(line)
        has_title, leads = has_title or bool(candidates(line)), leads or bool(line.leads)
    if len(groups) > 1 and all(
        any(line.leads for line in group) and any(map(candidates, group)) for group in groups
    ):
        entries = [Entry(kind, group, section) for group in groups]
        if all(map(_is_listed, entries)):
            entries[-1].lines += entry.lines[len(own) :]
            for each in entries:
                each.lines[0].place = "head"
            yield from entries
            return
    yield entry


def _may_head(node: Node) -> bool:
    """Return whether a paragraph may be the first line of an entry."""
    (text,) = node.texts
    if text.block.kind == "heading":
        return False
    if opens_fold(text):
        return True
    reading = read_title(_alone(text), _ALONE)
    return reading is not None and not is_prose(reading) and (reading.is_marked or text.leads != [])


def _belongs(node: Node, *, is_below_link: bool) -> bool:
    """Return whether a node below a heading or a paragraph adds to its entry.

    Args:
        node: The node.
        is_below_link: True if the heading or the paragraph leads to a paper.
    """
    if node.item is not None:
        return _is_detail(node, is_below_paper=False)
    (text,) = node.texts
    if node.is_quoted:
        return not text.leads
    if opens_fold(text):
        return False
    if text.block.kind == "html" and not text.content.inline.text.strip():
        return True
    if not text.links or _is_labelled(text):
        reading = read_title(_alone(text), _ALONE)
        if reading is None or reading.title.evidence == "link":
            return True
        return not reading.is_marked or reading.title.mark == "em"
    if _is_untitled(text):
        return True
    reading = read_title(_alone(text), _ALONE)
    if reading is None:
        return True
    # Running text with links is a summary only if the paper has no link above it.
    return not reading.is_marked and is_prose(reading) and not is_below_link


def _is_detail(node: Node, *, is_below_paper: bool) -> bool:
    """Return whether an item has no title of its own, so that it adds to the entry above it."""
    if is_below_paper not in node.is_detail:  # each item above asks it
        node.is_detail[is_below_paper] = _has_no_title(node, is_below_paper=is_below_paper)
    return node.is_detail[is_below_paper]


def _has_no_title(node: Node, *, is_below_paper: bool) -> bool:
    if not node.texts:
        return False
    for child in node.children:  # a generator would double the depth of calls
        if not _is_detail(child, is_below_paper=is_below_paper):
            return False
    text = node.texts[0]
    if (
        not text.links
        and node.children
        and _is_listed(_entry("item", node.texts, node.children, _NO_SECTION))
    ):
        return False  # a paper whose links are nested in it
    if not text.links or _is_labelled(text):
        return is_below_paper or not _heads_links(node)
    entry = _own_entry(node)
    if not entry.leads:
        return is_below_paper or _is_short_link(entry)
    return not _is_listed(entry)


def _heads_links(node: Node) -> bool:
    """Return whether an item is a title above the links to its paper."""
    if not any(text.leads for child in node.children for text in _all_texts(child)):
        return False
    line = next(iter(lines_of(node.texts[0], "nested")), None)
    return line is not None and line.label is None and bool(candidates(line))


def _is_untitled(text: BlockText) -> bool:
    """Return whether a text consists of authors, an appearance or a summary, and of links."""
    segments = [each for line in lines_of(text, "head") for each in candidates(line)]
    return bool(segments) and all(
        each.link is None
        and each.mark not in ("strong", "quote", "link")
        and each.evidence in ("names", "person", "venue", "prose")
        for each in segments
    )


def _is_labelled(text: BlockText) -> bool:
    """Return whether a text has a label, or only links with labels, and no title."""
    line = next(iter(lines_of(text, "nested")), None)
    if line is None or not candidates(line):
        return True
    if line.label is None:
        return False
    return _is_label_of_line(line) if line.label.is_known else not _is_listed(_alone(text))


def _alone(text: BlockText) -> Entry:
    """Return the entry of one text, without those below it."""
    if text.entry is None:
        text.entry = _entry("item" if text.block.item else "paragraph", [text], [], _NO_SECTION)
    return text.entry


def _label_of(text: BlockText) -> Label | None:
    """Return the label at the beginning of a text."""
    line = next(iter(lines_of(text, "nested")), None)
    return line.label if line else None


def _is_short_link(entry: Entry) -> bool:
    """Return whether an item is only a link with a few words in brackets, as "[[Reference]]"."""
    line = entry.lines[0]
    said = [each for line in entry.lines for each in line.segments if each.evidence != "nothing"]
    if len(said) != 1 or said[0].link is None:
        return False
    label = line.string(said[0])
    return word_count(label) <= _MOST_LABEL_WORDS and label.startswith(("[", "【"))


def _is_listed(entry: Entry) -> bool:
    """Return whether an entry lists a paper, judged by itself."""
    reading = read_title(entry, _ALONE)
    return reading is not None and lists_paper(reading)


# -- Titles --------------------------------------------------------------------------------------


def read_title(entry: Entry, profile: Profile) -> Reading | None:
    """Return the title of an entry; the address or identifier if it is only a link to a paper."""
    if profile is _ALONE:
        if entry.alone is None:
            entry.alone = [_read_title(entry, profile)]
        (reading,) = entry.alone
        return reading if isinstance(reading, Reading) else None
    return _read_title(entry, profile)


def _read_title(entry: Entry, profile: Profile) -> Reading | None:
    reading = profile.title_of(entry)
    if reading is not None or len(entry.lines) != 1:
        return reading
    (line,) = entry.lines
    segments = [each for each in line.segments if each.evidence != "nothing"]
    if len(segments) != 1 or not segments[0].leads or line.label is not None:
        return None
    link = segments[0].link
    shown = line.string(segments[0])
    if link is None or not (shown == link.target or segments[0].is_identifier):
        return None
    return Reading(entry, line, segments[0], (), ())


@remembered
def lists_paper(reading: Reading) -> bool:
    """Return whether an entry with a title lists a paper, judged by itself."""
    entry = reading.entry
    if not entry.leads:
        return False
    if entry.kind == "item":
        is_set_off = reading.is_marked and not _is_sentence_with_label(reading)
        return is_set_off or not is_prose(reading)
    if entry.kind == "heading":
        return reading.is_marked or not reading.line.leads or not is_prose(reading)
    if is_prose(reading):
        return False
    if reading.is_marked:
        return True
    below = [line for line in entry.lines if line is not reading.line and line.leads]
    if reading.line.leads and len(entry.lines) == 1:  # "Title: https://…"
        _, _, after = reading.line.string().partition(reading.line.string(reading.title))
        return after.lstrip().startswith((":", "："))
    is_above = bool(below) and not reading.line.leads
    return is_above and all(not candidates(line) or line.label for line in below)


@remembered
def is_prose(reading: Reading) -> bool:
    """Return whether the text around the links of a line is sentences."""
    line, title = reading.line, reading.title
    text = line.text.content.inline.text
    before = [each for each in reading.before if each.evidence in _TEXTS and each.mark != "bracket"]
    limit = _PROSE if reading.entry.kind == "item" else 0
    if sum(each.end - each.begin for each in before) > limit and not _is_name(reading, before):
        return True
    first = next((each.begin for each in line.segments if each.leads), None)
    if first is not None:
        after = [each for each in reading.after if each.begin > first and each.evidence in _TEXTS]
        if after and after[-1].end - after[0].begin > _PROSE:
            return True
        if after and text[title.begin].islower() and text[after[0].begin].islower():
            return not reading.is_marked  # a sentence that goes on after the link
    if reading.is_marked or first is None:
        return False
    return is_before_link(text, title.begin, first)


def _is_name(reading: Reading, before: Sequence[Segment]) -> bool:
    """Return whether the text before a title is the name of a method."""
    return len(before) == 1 and word_count(reading.line.string(before[0])) <= _MOST_LABEL_WORDS


def _is_sentence_with_label(reading: Reading) -> bool:
    """Return whether a bold word with a colon begins a sentence with a link in it."""
    line, title = reading.line, reading.title
    text = line.text.content.inline.text
    if word_count(line.string(title)) > 1 or not text[title.end :].lstrip("*: ：").strip():
        return False
    if text[title.end : title.end + 1] not in (":", "："):
        return False
    first = next((each.begin for each in line.segments if each.leads), len(text))
    texts = [each for each in reading.after if each.evidence in _TEXTS]
    return any(each.begin < first for each in texts) and any(each.begin > first for each in texts)
