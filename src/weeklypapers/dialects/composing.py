"""Composing: entries of the texts of items, paragraphs and headings."""

from __future__ import annotations

from collections.abc import Sequence

from weeklypapers.dialects.entries import BlockText, Entry, Kind, Line, Node, Place
from weeklypapers.dialects.entry_lines import lines_of
from weeklypapers.dialects.evidence import Evidence
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.labels import LABELLED_FIELDS

__all__ = ["all_texts", "entry_alone", "entry_of", "is_label_of_line", "new_entry", "own_entry"]

_NO_VALUES: tuple[Evidence, ...] = ("link", "label", "id", "nothing")
_NO_SECTION = Section()


def new_entry(
    kind: Kind, texts: Sequence[BlockText], more: Sequence[Node], section: Section
) -> Entry:
    """Return an entry from the texts of its head, and the nodes that belong to it."""
    lines = [line for text in texts[:1] for line in lines_of(text, "head")]
    lines += [line for text in texts[1:] for line in lines_of(text, "below")]
    for node in more:
        place: Place = "nested" if node.item else "below"
        lines += [line for text in all_texts(node) for line in lines_of(text, place)]
    if lines and lines[0].label and not is_label_of_line(lines[0]):
        first = lines[0]
        lines[0] = Line(first.place, first.text, first.begin, first.end)
    return Entry(kind, lines, section)


def entry_of(node: Node, section: Section = _NO_SECTION) -> Entry:
    """Return the entry of an item with all items that are nested in it."""
    return new_entry("item", node.texts, node.children, section)


def own_entry(node: Node) -> Entry:
    """Return the entry of an item without the items nested in it, outside of any section."""
    if node.own is None:
        node.own = new_entry("item", node.texts, [], _NO_SECTION)
    return node.own


def entry_alone(text: BlockText) -> Entry:
    """Return the entry of one text, without those below it."""
    if text.entry is None:
        text.entry = new_entry("item" if text.block.item else "paragraph", [text], [], _NO_SECTION)
    return text.entry


def all_texts(node: Node) -> list[BlockText]:
    """Return the texts of an item, and of those nested in it."""
    texts: list[BlockText] = []
    nodes = [node]
    while nodes:  # a generator in a generator would pass each text on once per level
        node = nodes.pop()
        texts += node.texts
        nodes += reversed(node.children)
    return texts


def is_label_of_line(line: Line) -> bool:
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
