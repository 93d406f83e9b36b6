"""The text of one bullet, paragraph or heading, and the fields of a paper in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import attrs

from weeklypapers.dialects.bullet_fields import LABELS, TextFields, gaps, trim
from weeklypapers.dialects.bullet_titles import find_title
from weeklypapers.dialects.draft import Content, leads_to_paper, links_in
from weeklypapers.dialects.entry import (
    after_lead,
    field_of,
    label_at,
    label_marks,
    says_something,
    tidy,
)
from weeklypapers.dialects.vocabulary import column_of
from weeklypapers.markdown import Block, Inline, Mark, render_inline
from weeklypapers.model.ids import lookup
from weeklypapers.model.links import is_anchor, is_dead, is_generic_label

__all__ = ["BlockText", "PaperText", "is_paper", "read_bare_link", "read_more", "text_of"]

# After such a word a link is a part of a sentence: "our survey is on [arXiv](…)".
_FUNCTION_WORD = re.compile(
    r"\b(?:on|at|in|to|from|see|the|our|this|of|with|via|and|for|by|about|is|are|check out)\s*\Z"
)


@attrs.frozen
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

    @property
    def inline(self) -> Inline:
        """Its rendered content."""
        return self.content.inline

    @cached_property
    def leads_to_paper(self) -> bool:
        """True if one of its links leads to a paper."""
        return any(leads_to_paper(self.inline, mark) for mark in self.links)

    @cached_property
    def paper(self) -> PaperText | None:
        """The fields of a paper in it; None if it has no title, for example only links."""
        return _read_text(self)


@attrs.frozen
class PaperText:
    """The fields of a paper in the text of one block.

    Attributes:
        text: The text.
        fields: The title and the other fields.
        is_marked: True if the title is bold or a link.
        is_labelled: True if the text begins with a label, such as "Paper: ", instead of a title.
        is_prose: True if there are sentences after the links, or around them.
    """

    text: BlockText
    fields: TextFields
    is_marked: bool = False
    is_labelled: bool = False
    is_prose: bool = False


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


def is_paper(paper: PaperText, others: Sequence[BlockText], *, is_item: bool) -> bool:
    """Return whether a text with a title, and the texts below it, list a paper.

    Args:
        paper: The text with the title.
        others: The paragraphs and nested items that belong to it.
        is_item: True if it is an item of a list, not a paragraph between lists.
    """
    text = paper.text
    if paper.is_labelled or (paper.is_prose and not paper.is_marked):
        return False
    is_linked = text.leads_to_paper or any(other.leads_to_paper for other in others)
    if not is_item:
        return is_linked and paper.is_marked and not paper.is_prose
    return is_linked or bool(text.links and (paper.fields.date or paper.fields.venue))


def _read_text(text: BlockText) -> PaperText | None:
    fields = TextFields(text.inline, text.links)
    shown = text.inline.text
    begin = fields.read_front()
    place = find_title(text.inline, text.links, begin)
    if place is None:
        return None
    title, end, is_marked = place
    if title[0] > begin:
        fields.read_part(trim(shown, begin, title[0]))
    fields.title = title if is_marked else fields.cut_title(title)
    is_prose = fields.read_gaps(end)
    if is_marked:
        return PaperText(text, fields, is_marked=True, is_prose=is_prose)
    label = label_at(shown, begin, len(shown))
    is_labelled = label is not None and _is_only_label(text, label)
    # A title before a link may be the sentence that holds the link.
    is_before_link = any(mark.begin == end for mark in text.links)
    is_sentence = is_before_link and _FUNCTION_WORD.search(shown[:end]) is not None
    return PaperText(text, fields, is_labelled=is_labelled, is_prose=is_prose or is_sentence)


def _is_only_label(text: BlockText, label: re.Match[str]) -> bool:
    """Return whether a text that begins with a label has only the thing that the label names.

    "Link: [arXiv](…)" and "Authors: A. Name" do; "Data: The New Oil [paper](…)" does not.
    """
    field = column_of(label[1])
    if field in LABELS:
        return True
    if field is None and not is_generic_label(label[1]):
        return False
    shown = text.inline.text
    parts = [trim(shown, *gap) for gap in gaps(text.inline, text.links, label.end())]
    return all(is_generic_label(shown[begin:end]) for begin, end in parts if end > begin)


def read_bare_link(text: BlockText) -> PaperText | None:
    """Read a text that is only the address or identifier of a paper on arXiv.

    The address or identifier is the title, as in a table.
    """
    if len(text.links) != 1 or not text.leads_to_paper:
        return None
    (mark,) = text.links
    shown = text.inline.text[mark.begin : mark.end]
    if not shown.strip() or not (shown == mark.target or lookup(shown.strip())):
        return None
    rest = text.inline.text[: mark.begin] + text.inline.text[mark.end :]
    if says_something(rest, (0, len(rest))):
        return None
    fields = TextFields(text.inline, text.links, title=(mark.begin, mark.end))
    return PaperText(text, fields, is_marked=True)


def read_more(text: BlockText) -> PaperText:
    """Read another paragraph or a nested item of a paper whose title is above it."""
    fields = TextFields(text.inline, text.links)
    shown = text.inline.text
    begin = after_lead(shown, 0, len(shown))
    labels = [mark.begin for mark in label_marks(text.inline) if mark.begin > begin]
    if labels:  # several labelled lines, which Markdown joins
        for first, last in pairwise([begin, *labels, len(shown)]):
            fields.read_labelled(first, last)
        return PaperText(text, fields, is_labelled=True)
    label = label_at(shown, begin, len(shown))
    if label is not None:
        field, value = field_of(shown, tidy(shown, begin, len(shown)), fields.entry)
        if field != "abstract" or column_of(label[1]) == "abstract":
            fields.add(field, value)
            return PaperText(text, fields, is_labelled=True)
    fields.read_gaps(begin)
    return PaperText(text, fields, is_labelled=label is not None)
