"""Details: the texts and nested items that belong to the entry above them.

Items without a title of their own do, and so do labelled lines, authors, summaries and quotations.
"""

from __future__ import annotations

from weeklypapers.dialects.composing import (
    all_texts,
    entry_alone,
    entry_of,
    is_label_of_line,
    own_entry,
)
from weeklypapers.dialects.entries import BlockText, Entry, Node
from weeklypapers.dialects.entry_lines import first_line, lines_of, opens_fold
from weeklypapers.dialects.evidence import word_count
from weeklypapers.dialects.judging import is_listed, is_prose, read_alone

__all__ = ["belongs", "continues_item", "is_detail", "is_labelled", "is_untitled"]

_MOST_LABEL_WORDS = 3


def belongs(node: Node, *, is_below_link: bool) -> bool:
    """Return whether a node below a heading or a paragraph adds to its entry.

    Args:
        node: The node.
        is_below_link: True if the heading or the paragraph leads to a paper.
    """
    if node.item is not None:
        return is_detail(node, is_below_paper=False)
    (text,) = node.texts
    if node.is_quoted:
        return not text.leads
    if opens_fold(text):
        return False
    if text.block.kind == "html" and not text.content.inline.text.strip():
        return True
    if not text.links or is_labelled(text):
        reading = read_alone(entry_alone(text))
        if reading is None or reading.title.evidence == "link":
            return True
        return not reading.is_marked or reading.title.mark == "em"
    if is_untitled(text):
        return True
    reading = read_alone(entry_alone(text))
    if reading is None:
        return True
    # Running text with links is a summary only if the paper has no link above it.
    return not reading.is_marked and is_prose(reading) and not is_below_link


def continues_item(node: Node, following: Node) -> bool:
    """Return whether a node after an item belongs to it.

    It does if it holds nothing but links, if it is a quotation, or if it is an item without a title
    that is indented, but too little to be nested.
    """
    if node.item is None or not node.blocks or not following.blocks:
        return False
    if following.item is not None:
        indent = _indent(following)
        is_indented = indent > 0 and indent > _indent(node)
        return is_indented and is_detail(following, is_below_paper=False)
    (text,) = following.texts
    if following.is_quoted:
        return not text.leads
    if node.children:
        return False
    return bool(text.leads) and is_labelled(text) and not any(each.links for each in node.texts)


def _indent(node: Node) -> int:
    line = node.blocks[0].lines[0]
    return len(line) - len(line.lstrip()) if line[:1].isspace() else 0


def is_detail(node: Node, *, is_below_paper: bool) -> bool:
    """Return whether an item has no title of its own, so that it adds to the entry above it."""
    if is_below_paper not in node.is_detail:  # each item above asks it
        node.is_detail[is_below_paper] = _has_no_title(node, is_below_paper=is_below_paper)
    return node.is_detail[is_below_paper]


def _has_no_title(node: Node, *, is_below_paper: bool) -> bool:
    if not node.texts:
        return False
    for child in node.children:  # a generator would double the depth of calls
        if not is_detail(child, is_below_paper=is_below_paper):
            return False
    text = node.texts[0]
    if not text.links and node.children and is_listed(entry_of(node)):
        return False  # a paper whose links are nested in it
    if not text.links or is_labelled(text):
        return is_below_paper or not _heads_links(node)
    entry = own_entry(node)
    if not entry.leads:
        return is_below_paper or _is_short_link(entry)
    return not is_listed(entry)


def _heads_links(node: Node) -> bool:
    """Return whether an item is a title above the links to its paper."""
    if not any(text.leads for child in node.children for text in all_texts(child)):
        return False
    line = first_line(node.texts[0])
    return line is not None and line.label is None and bool(line.candidates)


def _is_short_link(entry: Entry) -> bool:
    """Return whether an item is only a link with a few words in brackets, as "[[Reference]]"."""
    line = entry.lines[0]
    said = [each for line in entry.lines for each in line.segments if each.evidence != "nothing"]
    if len(said) != 1 or said[0].link is None:
        return False
    label = line.string(said[0])
    return word_count(label) <= _MOST_LABEL_WORDS and label.startswith(("[", "【"))


def is_untitled(text: BlockText) -> bool:
    """Return whether a text consists of authors, an appearance or a summary, and of links."""
    segments = [each for line in lines_of(text, "head") for each in line.candidates]
    return bool(segments) and all(
        each.link is None
        and each.mark not in ("strong", "quote", "link")
        and each.evidence in ("names", "person", "venue", "prose")
        for each in segments
    )


def is_labelled(text: BlockText) -> bool:
    """Return whether a text has a label, or only links with labels, and no title."""
    line = first_line(text)
    if line is None or not line.candidates:
        return True
    if line.label is None:
        return False
    return is_label_of_line(line) if line.label.is_known else not is_listed(entry_alone(text))
