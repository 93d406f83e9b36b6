"""What one piece of text says of a paper: its title, and what stands around it.

A cell under "Paper", or a bullet, may hold the title alone, a title and a summary, a linked title,
authors under the title, or labelled lines such as ``Institution: …``. Markup decides first: what
is bold or linked at the beginning is the title. Everything is told by ranges of the plain text, so
that it can be found in the source again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from weeklypapers.dialects._vocabulary import LINK_COLUMNS
from weeklypapers.dialects.vocabulary import column_of
from weeklypapers.markdown import Inline, Mark
from weeklypapers.model.links import is_generic_label
from weeklypapers.model.names import ET_AL_PATTERN, read_names

__all__ = [
    "LABELLED",
    "Entry",
    "Range",
    "behind_lead",
    "field_of",
    "is_link_label",
    "is_names",
    "label_at",
    "label_marks",
    "read_entry",
    "says_something",
    "tidy",
    "title_mark",
]

Range: TypeAlias = tuple[int, int]

# Fields that a labelled line, such as "Institution: …", may give.
LABELLED = frozenset(
    {"listed_authors", "abstract", "venue", "affiliation", "comment", "listed_date"}
)
_LABEL = re.compile(r"\s*([^\W\d_][^:：\n]{1,30}?)\s*[:：]\s*(?=\S)")

# "1) ", "(2) ", "3. ", "#4 ", "[5] ", "No. 6: ": the running number of a list.
_ORDINAL = re.compile(r"(?:no\.?\s*|#)?[\[(]?\d{1,4}(?:[.)\]]+:?|:)\s+|#\d{1,4}\s+", re.IGNORECASE)
# What parts a title from what follows it, where the title is marked.
_SEPARATOR = re.compile(
    r"\s*(?:[-–—|·•]+|:|：|\.)(?=\s|$)\s*|\s+[-–—](?=\S)|\s*—\s*|[ \t\xa0]{2,}|\s*$"
)
# The same where nothing is marked: a title may have a colon or a hyphen of its own.
_WIDE_BLANK = re.compile(r"(?<=\S)[ \t\xa0]{2,}(?=\S)")
_SPACED_DASH = re.compile(r"(?<=\S)\s+[-–—]{1,2}\s+(?=\S)")

# "**A title** (ICLR'24)".
_VENUE_BEHIND = re.compile(
    r"\s*[\[(（](?P<venue>[^\W\d_][\w &-]{1,30}?[\s,]*(?:['’]\d\d|(?:19|20)\d\d))[\])）]\s*"
)

_BRACKET = re.compile(r"[\[\]()（）【】]")
_BRACKETS = {("(", ")"), ("[", "]"), ("（", "）")}

_DANGLING = re.compile(r"\s+[-–—]+\Z")
# "Ruiz et al., 2020", "Ruiz and Li (2020)": who and when, in the place of a title.
_CITATION = re.compile(
    rf"[A-Z][\w'’-]+(?:\s+{ET_AL_PATTERN}|\s+(?:and|&)\s+[A-Z][\w'’-]+)?"
    r"[\s,(\[]+(?:19|20)\d\d[a-z]?[)\]]?"
)

_LONGEST_TITLE = 300
_SHORTEST_SUMMARY = 20
# A text this long behind "Title:" goes on in sentences, and is no second half of the title.
_SENTENCES = 120

_NAMED = re.compile(r"An? [^\W\d_]+(?: \w{1,3})?|[^\W\d_]+ (?:[A-Z]|\d{1,3})|[A-WYZ]")
_NAME = r"(?:[A-Z][\w'’.-]*|van|von|de|del|della|der|den|di|da|la|le|bin|al)"
_AUTHORS = re.compile(
    rf"(?P<by>by\s+|authors?\s*[:：]\s*)?{_NAME}(?:\s+{_NAME}){{1,4}}"
    rf"(?:(?:\s*(?:,|;|&|\band\b))+\s*{_NAME}(?:\s+{_NAME}){{1,4}}){{0,200}}"
    rf"(?P<more>[\s,;]*(?:{ET_AL_PATTERN}|and others))?[\s.]*"
)


@attrs.frozen
class Entry:
    """What an entry says.

    Attributes:
        text: Its plain text.
        title: Where the title stands in it; an empty range if there is none.
        fields: Where the text of each other field stands, in one or more pieces.
    """

    text: str
    title: Range
    fields: dict[str, list[Range]] = attrs.field(factory=dict)

    def value(self, field: str) -> str | None:
        """The text of a field; None if the entry does not say."""
        ranges = [self.title] if field == "title" else self.fields.get(field, [])
        pieces = [self.text[begin:end] for begin, end in ranges]
        if field == "title":
            return " ".join(" ".join(pieces).split()) or None
        return "\n".join(pieces) or None


def read_entry(inline: Inline, *, summary: bool = True) -> Entry:
    """What a cell or a bullet says.

    Args:
        inline: Its content.
        summary: Whether a summary may follow a title that is not marked, behind a dash or a wide
            blank. In a column of titles alone, these belong to the title.
    """
    whole = [line for line in _lines(inline.text) if says_something(inline.text, line)]
    trimmed = [_without_labels(inline, *line) for line in whole]
    lines = [line for line in trimmed if says_something(inline.text, line)] or whole
    if not lines:
        return Entry(inline.text, (0, 0))
    (begin, end), *further = lines
    begin = behind_lead(inline.text, begin, end)
    title, rest = _split(inline, begin, end, summary=summary)
    entry = Entry(inline.text, title)
    further = [line for line in further if line[1] > title[1]]  # a title may take several lines
    for piece in _nonempty(inline.text, [rest, *further]):
        field, found = field_of(inline.text, piece, entry)
        entry.fields.setdefault(field, []).append(found)
    return entry


def _lines(text: str) -> Iterator[Range]:
    begin = 0
    for line in text.split("\n"):
        yield tidy(text, begin, begin + len(line))
        begin += len(line) + 1


def _without_labels(inline: Inline, begin: int, end: int) -> Range:
    """A line without the links at its end that have labels such as "Paper", and what is around.

    What is in one bracket with such a link goes with it: "(Read more on arXiv or HuggingFace)".
    """
    whole = end
    for mark in reversed(inline.marks):
        if mark.kind != "link" or not begin <= mark.begin <= mark.end <= end:
            continue
        text = inline.text
        parted = not says_something(text, (mark.end, end))
        if not parted or not (
            mark.begin == mark.end or is_generic_label(text[mark.begin : mark.end])
        ):
            break
        if mark.begin == begin or text[mark.begin - 1] in " \t\n\xa0[(（【|,;:：/·":
            kept = text[begin : mark.begin].rstrip(" \t\n\xa0[(（【|,;:：/·•–—-")
            end = begin + len(kept)
    if end < whole and (opened := _unclosed(inline.text, begin, end)) is not None:
        found = tidy(inline.text, begin, opened)
        return found if says_something(inline.text, found) else (begin, end)
    return begin, end


def _unclosed(text: str, begin: int, end: int) -> int | None:
    """Where the first bracket opens that a text does not close."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text, begin, end):
        if bracket[0] in "([（【":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
    return opened[0] if opened else None


def tidy(text: str, begin: int, end: int) -> Range:
    """A range without the blanks at its ends."""
    piece = text[begin:end]
    begin = end - len(piece.lstrip())
    return begin, max(begin, begin + len(piece.strip()))


def _nonempty(text: str, ranges: list[Range]) -> Iterator[Range]:
    tidied = (tidy(text, *found) for found in ranges)
    return (found for found in tidied if says_something(text, found))


def says_something(text: str, found: Range) -> bool:
    """Whether a range holds a letter or a digit."""
    return any(map(str.isalnum, text[found[0] : found[1]]))


def behind_lead(text: str, begin: int, end: int) -> int:
    """Where an entry begins behind its number and the pictures in front of it."""
    at = _behind_pictures(text, begin, end)
    ordinal = _ORDINAL.match(text, at, end)
    return _behind_pictures(text, ordinal.end(), end) if ordinal else at


def _behind_pictures(text: str, begin: int, end: int) -> int:
    at = begin
    while at < end and (text[at].isspace() or _is_picture(text[at])):
        at += 1
    return at


def _is_picture(char: str) -> bool:
    """Whether a character is an emoji, a bullet or what joins emoji."""
    return char in "•●·▪◦‣*-–\ufe0f\u200d\u20e3" or unicodedata.category(char) == "So"


def _split(inline: Inline, begin: int, end: int, *, summary: bool) -> tuple[Range, Range]:
    """Where the title stands in a line, and what follows it."""
    text = inline.text
    mark = title_mark(inline, begin)
    if mark is not None:
        at = mark.end
        last = max(end, at)
        separator = _SEPARATOR.match(text, at, last)
        goes_on = text[at - 1] in ".?!" or last - at >= _SENTENCES
        if separator is None and summary and goes_on and text[at : at + 1].isspace():
            return _marked(text, begin, at), (at, last)  # "**A title.** And what it is about."
        if separator and _is_parting(text, separator, last, text[begin:at]):
            return _marked(text, begin, at), (separator.end(), last)
        if venue := _VENUE_BEHIND.fullmatch(text, at, last):
            return (begin, at), venue.span("venue")
    elif summary and (separator := _plain_separator(text, begin, end)):
        return (begin, separator.start()), (separator.end(), end)
    elif dangling := _DANGLING.search(text, begin, end):
        return (begin, dangling.start()), (end, end)
    return (begin, end), (end, end)


def title_mark(inline: Inline, begin: int) -> Mark | None:
    """What is bold, or a link with a label of its own, at the beginning of an entry."""
    for mark in inline.marks:
        text = inline.text[mark.begin : mark.end]
        if mark.begin > begin:
            break
        if mark.end <= begin or behind_lead(inline.text, mark.begin, mark.end) < begin:
            continue
        if mark.kind == "strong" and not _is_label(inline.text, mark):
            return mark
        if mark.kind == "link" and not is_link_label(text):
            return mark
    return None


def is_link_label(text: str) -> bool:
    """Whether the text of a link is no title, but a word such as "Paper" or a citation.

    "Paper A", "A paper" and "A" are names that somebody gave, for want of a better one.
    """
    if _NAMED.fullmatch(text.strip()):
        return False
    return is_generic_label(text) or _CITATION.fullmatch(text.strip(" []()")) is not None


def _is_label(text: str, mark: Mark) -> bool:
    """Whether what is bold says what comes behind it, as in ``**Authors**: …``."""
    shown = text[mark.begin : mark.end].strip()
    if not shown.endswith((":", "：")) and not text[mark.end :].lstrip().startswith((":", "：")):
        return False
    word = shown.rstrip(":： ")
    return column_of(word) in LABELLED | LINK_COLUMNS or is_generic_label(word)


def label_marks(inline: Inline) -> list[Mark]:
    """What is bold and says what comes behind it."""
    return [mark for mark in inline.marks if mark.kind == "strong" and _is_label(inline.text, mark)]


def label_at(text: str, begin: int, end: int) -> re.Match[str] | None:
    """A label and its colon, such as "Institution:", with which a text begins."""
    return _LABEL.match(text, begin, end)


def _is_parting(text: str, separator: re.Match[str], end: int, title: str) -> bool:
    """Whether what follows a marked title behind a separator is not the rest of the title."""
    if separator[0].strip() not in (":", "：", "."):
        return True
    if re.search(r"[:：]\s*\S", title):  # "**GPT-4: A Look**: …" has its second half
        return True
    return end - separator.end() >= _SENTENCES or separator.end() == end


def _marked(text: str, begin: int, end: int) -> Range:
    while end > begin and text[end - 1] in " :：.-–—":
        end -= 1
    return begin, end


def _plain_separator(text: str, begin: int, end: int) -> re.Match[str] | None:
    for pattern in (_WIDE_BLANK, _SPACED_DASH):
        found = pattern.search(text, begin, min(end, begin + _LONGEST_TITLE))
        if found and end - found.end() >= _SHORTEST_SUMMARY:
            return found
    return None


def field_of(text: str, piece: Range, entry: Entry) -> tuple[str, Range]:
    """The field that a piece of text behind the title is of, and where what it says stands."""
    begin, end = piece
    label = label_at(text, begin, end)
    if label and (field := column_of(label[1])) in LABELLED:
        return field, tidy(text, label.end(), end)
    if "listed_authors" not in entry.fields and is_names(text[begin:end]):
        return "listed_authors", piece
    if (text[begin - 1 : begin], text[end : end + 1]) in _BRACKETS and _VENUE_BEHIND.fullmatch(
        text, begin - 1, end + 1
    ):
        return "venue", piece
    return "abstract", piece


def is_names(text: str) -> bool:
    """Whether a text is a list of names: several, or one with "by" or "et al."."""
    match = _AUTHORS.fullmatch(text)
    said = match and (match["by"] or match["more"])
    return match is not None and (bool(said) or len(read_names(text).names) > 1)
