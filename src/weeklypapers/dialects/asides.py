"""Parts of a document that select from its list, announce papers, or annotate other parts."""

from __future__ import annotations

import re

from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import Block

__all__ = ["is_aside", "is_footnote"]

# The first words of headings of selections and news, in the form that `plain_header` returns.
_SELECTIONS = re.compile(
    r"(?:(?:latest|recent|our|the|my|key|main|best)\s+)*"
    r"(?:highlights?|highlighted|news|updates?|announcements?|spotlights?|featured|what s new"
    r"|our (?:papers?|works?|projects?|surveys?))\b"
    "|ハイライト|お知らせ|亮点|精选|新闻|最新动态|动态|更新|公告|我们的"
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:")


def is_aside(section: Section) -> bool:
    """Return whether a part of a document is below a heading of a selection or of news."""
    return any(
        _SELECTIONS.match(plain_header(heading.text))
        for heading in section.headings
        if not heading.is_title
    )


def is_footnote(block: Block) -> bool:
    """Return whether a paragraph is the text of a footnote, ``[^name]: text``, as on GitHub."""
    return block.kind == "paragraph" and _FOOTNOTE.match(block.text) is not None
