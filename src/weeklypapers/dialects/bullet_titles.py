"""The place of a paper's title in the text of a bullet, a paragraph or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from weeklypapers.dialects.bullet_fields import (
    AROUND,
    BAR,
    LONGEST_APPEARANCE,
    PROSE,
    SENTENCE_END,
    VENUE,
    trim,
)
from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.draft import label_of
from weeklypapers.dialects.entry import Range, is_link_label, is_names, says_something, title_mark
from weeklypapers.markdown import Inline, Mark

__all__ = ["TitlePlace", "find_title"]

# A reference has a quoted title between authors and venue: A. Name and B. Name, "Title," in …
_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”\n]{8,}?)[,.]?[\"”]")
_NAMES_OF_REFERENCE = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|van|von|de|del|der|den|di|da|la|le|and|et|al\.?)[\s,;&]+){2,100}"
)
# A name that is followed by a colon and its meaning: "FooNet: Networks for Foo".
_COINED = re.compile(r"[\w.+-]*(?:[A-Z][\w.+-]*[A-Z0-9]|\d[\w.+-]*[A-Z])[\w.+-]*")
_MEANING = re.compile(r"\s*[:：]\s+[^\s\"“]")
_LABEL_END = ".:："  # the punctuation at the end of a marked title


class TitlePlace(NamedTuple):
    """The place of a title.

    Attributes:
        title: The range of the title.
        end: The offset where the text after the title begins.
        is_marked: True if the title is bold, a link or in quotes.
    """

    title: Range
    end: int
    is_marked: bool


def find_title(inline: Inline, links: Sequence[Mark], begin: int) -> TitlePlace | None:
    """Return the place of the title in some content, or None.

    Args:
        inline: The content.
        links: Its links that lead somewhere.
        begin: The offset after the date and venue before the title.
    """
    text = inline.text
    quoted = _QUOTED.search(text, begin)
    if quoted and _NAMES_OF_REFERENCE.fullmatch(text, begin, quoted.start()):
        return TitlePlace(quoted.span("title"), quoted.end(), is_marked=True)
    mark = title_mark(inline, begin)
    if mark and says_something(text, (mark.begin, mark.end)):
        end = _end_of_coined(inline, mark)
        return TitlePlace(trim(text, mark.begin, end, _LABEL_END), end, is_marked=True)
    for mark in links:
        if mark.begin >= begin and not is_link_label(label_of(inline, mark) or "x"):
            part = mark.begin, mark.end
            if mark.begin - begin < PROSE and says_something(text, part):
                return TitlePlace(part, mark.end, is_marked=True)
    for mark in inline.marks:
        if mark.begin - begin > LONGEST_APPEARANCE:
            break
        is_bold = mark.kind == "strong" and mark.begin > begin
        if is_bold and _is_front(inline, links, begin, mark.begin):
            title = trim(text, mark.begin, mark.end, _LABEL_END)
            return TitlePlace(title, mark.end, is_marked=True)
    end = min(_ends_of_plain_title(inline, begin), default=len(text))
    title = trim(text, begin, end)
    return TitlePlace(title, end, is_marked=False) if says_something(text, title) else None


def _end_of_coined(inline: Inline, mark: Mark) -> int:
    """Return the end of a marked title, or of a title that begins with a marked name."""
    text = inline.text
    word = text[mark.begin : mark.end].rstrip(":： ")
    if not _COINED.fullmatch(word) or not _MEANING.match(text, mark.begin + len(word)):
        return mark.end
    ends = [other.begin for other in inline.marks if other.begin > mark.end]
    if sentence_end := SENTENCE_END.search(text, mark.end):
        ends.append(sentence_end.start())
    return min(ends, default=len(text))


def _is_front(inline: Inline, links: Sequence[Mark], begin: int, end: int) -> bool:
    """Return whether the text before a bold one is a date, a venue, names or labels of links."""
    text = inline.text[begin:end]
    for mark in links:
        if begin <= mark.begin and mark.end <= end:
            text = text.replace(inline.text[mark.begin : mark.end], " ", 1)
    text = text.strip(AROUND)
    return not text or bool(partial_date(text) or VENUE.fullmatch(text) or is_names(text))


def _ends_of_plain_title(inline: Inline, begin: int) -> Iterator[int]:
    """Yield the offsets beyond which an unmarked title can't extend."""
    text = inline.text
    for mark in inline.marks:
        if mark.begin < begin:
            continue
        if mark.kind in ("link", "underline"):
            yield mark.begin
        elif mark.kind in ("em", "strong", "code") and mark.begin > begin:
            # An emphasised word belongs to the title, unless it is names or a venue.
            part = text[slice(*trim(text, mark.begin, mark.end))]
            if is_names(part) or VENUE.fullmatch(part):
                yield mark.begin
    line_end, bar = text.find("\n", begin), BAR.search(text, begin)
    if line_end > begin:
        yield line_end
    if bar:
        yield bar.start()
