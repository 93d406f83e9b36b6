"""The text of a cell of titles: the title of a paper, and the fields around it.

A cell under "Paper" may hold the title alone, a title and a summary, a linked title, authors under
the title, or labelled lines such as ``Institution: …``. Markup decides first: text that is bold or
linked at the start is the title. All results are ranges of the plain text, so that
their places in the source are known.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeAlias

import attrs

from weeklypapers.dialects._vocabulary import LINK_COLUMNS
from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.labels import LABELLED_FIELDS, is_link_label
from weeklypapers.dialects.people import are_people
from weeklypapers.dialects.vocabulary import column_of
from weeklypapers.markdown import Inline, Mark
from weeklypapers.model.links import is_generic_label
from weeklypapers.model.names import read_names

__all__ = [
    "Entry",
    "Range",
    "after_lead",
    "divides_title",
    "field_of",
    "plain_separator",
    "read_entry",
    "says_something",
    "tidy",
]

Range: TypeAlias = tuple[int, int]

# The fields that a labelled line of a cell, such as "Institution: …", may give.
_LABELLED = LABELLED_FIELDS - {"title", "topics", "category", "week"}

_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"\s*([^\W\d_][^:：\n]{1,30}?)\s*[:：]\s*(?=\S)")

# The running number of a list: "1) ", "(2) ", "3. ", "#4 ", "[5] ", "No. 6: ".
_ORDINAL = re.compile(
    r"(?![\[(](?:19|20)\d\d[\])])"  # a year
    r"(?:(?:no\.?\s*|#)?[\[(]?\d{1,4}(?:[.)\]]+:?|:)\s+|#\d{1,4}\s+)",
    re.IGNORECASE,
)
# Bullets, and the characters that join emoji.
_BULLETS = "•●·▪◦‣*-–\ufe0f\u200d\u20e3"
# The separator between a marked title and the text after it.
_SEPARATOR = re.compile(
    r"\s*(?:[-–—|·•]+|:|：|\.)(?=\s|$)\s*|\s+[-–—](?=\S)|\s*—\s*|[ \t\xa0]{2,}|\s*$"
)
_COLON = re.compile(r"[:：]\s*\S")
# The same for an unmarked title, which may contain a colon or a hyphen.
_WIDE_BLANK = re.compile(r"(?<=\S)[ \t\xa0]{2,}(?=\S)")
_SPACED_DASH = re.compile(r"(?<=\S)\s+[-–—]{1,2}\s+(?=\S)")

# "**A title** (ICLR'24)".
_VENUE_AFTER_TITLE = re.compile(
    r"\s*[\[(（](?P<venue>[^\W\d_][\w &-]{1,30}?[\s,]*(?:['’]\d\d|(?:19|20)\d\d))[\])）]\s*"
)

_BRACKET = re.compile(r"[\[\]()（）【】]")
_BRACKETS = {("(", ")"), ("[", "]"), ("（", "）")}

_DANGLING = re.compile(r"(?<!\s)\s+[-–—]+\Z")

_LONGEST_TITLE = 300
_SHORTEST_SUMMARY = 20
# Text of this length after "Title:" is sentences, not the second half of the title.
_SENTENCES = 120


@attrs.frozen
class Entry:
    """The text of an entry, divided into fields.

    Attributes:
        text: The plain text.
        title: The range of the title; an empty one if there is none.
        fields: The ranges of each other field, one or more.
    """

    text: str
    title: Range
    fields: dict[str, list[Range]] = attrs.field(factory=dict)

    def values(self) -> dict[str, Any]:
        """Return the values of the fields that have one, the authors as `Names`."""
        title = self.text[slice(*self.title)]
        values: dict[str, Any] = {"title": " ".join(title.split())}
        for field, ranges in self.fields.items():
            text = "\n".join(self.text[begin:end] for begin, end in ranges)
            if field == "listed_authors":
                values[field] = read_names(text)
            else:
                values[field] = partial_date(text) if field == "listed_date" else text
        return {field: value for field, value in values.items() if value}


def read_entry(inline: Inline, *, summary: bool = True) -> Entry:
    """Divide the text of a cell or a bullet into fields.

    Args:
        inline: The content.
        summary: True if a summary may follow an unmarked title after a dash or a wide blank. In a
            column of titles alone, both belong to the title.
    """
    text = inline.text
    lines = [tidy(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [line for line in lines if says_something(text, line)]
    trimmed = [_without_link_labels(inline, *line) for line in lines]
    lines = [line for line in trimmed if says_something(text, line)] or lines
    if not lines:
        return Entry(text, (0, 0))
    (begin, end), *others = lines
    begin = after_lead(text, begin, end)
    title, rest = _split(inline, begin, end, summary=summary)
    entry = Entry(text, title)
    # A title may extend over several lines.
    for line in [rest, *(line for line in others if line[1] > title[1])]:
        part = tidy(text, *line)
        if says_something(text, part):
            field, value = field_of(text, part, entry)
            entry.fields.setdefault(field, []).append(value)
    return entry


def _without_link_labels(inline: Inline, begin: int, end: int) -> Range:
    """Return the range of a line without the links at its end whose labels are words like "Paper".

    A bracket around such a link is left out as a whole: "(Read more on arXiv or HuggingFace)".
    """
    text, line_end = inline.text, end
    for mark in reversed(inline.marks):
        if mark.kind != "link" or not begin <= mark.begin <= mark.end <= end:
            continue
        if says_something(text, (mark.end, end)):
            break
        if mark.begin != mark.end and not is_generic_label(text[mark.begin : mark.end]):
            break
        if mark.begin == begin or text[mark.begin - 1] in " \t\n\xa0[(（【|,;:：/·":
            kept = text[begin : mark.begin].rstrip(" \t\n\xa0[(（【|,;:：/·•–—-")
            end = begin + len(kept)
    if end < line_end and (bracket := _unclosed_bracket(text, begin, end)) is not None:
        before = tidy(text, begin, bracket)
        return before if says_something(text, before) else (begin, end)
    return begin, end


def _unclosed_bracket(text: str, begin: int, end: int) -> int | None:
    """Return the offset of the first bracket that is not closed in a range."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text, begin, end):
        if bracket[0] in "([（【":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
    return opened[0] if opened else None


def tidy(text: str, begin: int, end: int) -> Range:
    """Return a range without the blanks at its ends."""
    part = text[begin:end]
    begin = end - len(part.lstrip())
    return begin, max(begin, begin + len(part.strip()))


def says_something(text: str, part: Range) -> bool:
    """Return whether a range has a letter or a digit."""
    return any(map(str.isalnum, text[part[0] : part[1]]))


def after_lead(text: str, begin: int, end: int) -> int:
    """Return the offset of an entry after its running number, emoji, bullets and blanks."""
    ordinal = None
    while begin < end:
        char = text[begin]
        if char.isspace() or char in _BULLETS or unicodedata.category(char) == "So":
            begin += 1
        elif ordinal is None and (ordinal := _ORDINAL.match(text, begin, end)):
            begin = ordinal.end()
        else:
            break
    return begin


def _split(inline: Inline, begin: int, end: int, *, summary: bool) -> tuple[Range, Range]:
    """Return the range of the title in a line, and the range of the text after it."""
    text = inline.text
    mark = _title_mark(inline, begin)
    if mark is None:
        if summary and (separator := plain_separator(text, begin, end)):
            return (begin, separator.start()), (separator.end(), end)
        if dangling := _DANGLING.search(text, begin, end):
            return (begin, dangling.start()), (end, end)
        return (begin, end), (end, end)
    title = text[begin : mark.end]
    last = max(end, mark.end)
    title_range = begin, begin + len(title.rstrip(" :：.-–—"))
    separator = _SEPARATOR.match(text, mark.end, last)
    if separator is None:
        # "**A title.** And a summary of it."
        is_whole = title[-1] in ".?!" or last - mark.end >= _SENTENCES
        if summary and is_whole and text[mark.end : mark.end + 1].isspace():
            return title_range, (mark.end, last)
    else:
        # "**Title**: text" may be one title, unless the title has a colon, as in
        # "**GPT-4: A Look**: …", or the text is long.
        is_colon = separator[0].strip() in (":", "：", ".")
        rest = last - separator.end()
        if not is_colon or _COLON.search(title) or rest >= _SENTENCES or rest == 0:
            return title_range, (separator.end(), last)
    if venue := _VENUE_AFTER_TITLE.fullmatch(text, mark.end, last):
        return (begin, mark.end), venue.span("venue")
    return (begin, end), (end, end)


def divides_title(after: str) -> bool:
    """Return whether a text after a linked title may be more than the rest of the title."""
    return (
        _SEPARATOR.match(after) is not None
        or _DANGLING.search(after) is not None
        or _VENUE_AFTER_TITLE.fullmatch(after) is not None
    )


def _title_mark(inline: Inline, begin: int) -> Mark | None:
    """Return the bold text or the link that begins an entry and is not a label, or None."""
    text = inline.text
    for mark in inline.marks:
        if mark.begin > begin:
            break
        if mark.end <= begin or after_lead(text, mark.begin, mark.end) < begin:
            continue
        if mark.kind == "strong" and not _is_label(text, mark):
            return mark
        if mark.kind == "link" and not is_link_label(text[mark.begin : mark.end]):
            return mark
    return None


def _is_label(text: str, mark: Mark) -> bool:
    """Return whether bold text is the label of the text after it, as in ``**Authors**: …``."""
    shown = text[mark.begin : mark.end].strip()
    if not shown.endswith((":", "：")) and not text[mark.end :].lstrip().startswith((":", "：")):
        return False
    word = shown.rstrip(":： ")
    return column_of(word) in _LABELLED | LINK_COLUMNS or is_generic_label(word)


def plain_separator(text: str, begin: int, end: int) -> re.Match[str] | None:
    """Match the separator between an unmarked title and its summary."""
    for pattern in (_WIDE_BLANK, _SPACED_DASH):
        match = pattern.search(text, begin, min(end, begin + _LONGEST_TITLE))
        if match and end - match.end() >= _SHORTEST_SUMMARY:
            return match
    return None


def field_of(text: str, part: Range, entry: Entry) -> tuple[str, Range]:
    """Return the field of a part of text after the title, and the range of its value."""
    begin, end = part
    label = _LABEL.match(text, begin, end)
    if label and (field := column_of(label[1])) in _LABELLED:
        return field, tidy(text, label.end(), end)
    if "listed_authors" not in entry.fields and _are_names(text[begin:end]):
        return "listed_authors", part
    if (text[begin - 1 : begin], text[end : end + 1]) in _BRACKETS and (
        _VENUE_AFTER_TITLE.fullmatch(text, begin - 1, end + 1)
    ):
        return "venue", part
    return "abstract", part


def _are_names(text: str) -> bool:
    """Return whether a text is a list of names: several, or one with "by" or "et al."."""
    # A line such as "Authors: …" is read according to its label.
    return not text.startswith("Author") and are_people(text)
