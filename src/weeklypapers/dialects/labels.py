"""Labels: the words before a colon that say what follows, such as "Paper:", and those of links."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from operator import attrgetter

import attrs

from weeklypapers.dialects._vocabulary import LINK_COLUMNS
from weeklypapers.dialects.nearby import beginning
from weeklypapers.dialects.vocabulary import column_of, plain_header
from weeklypapers.markdown import Inline
from weeklypapers.model.links import is_generic_label
from weeklypapers.model.names import ET_AL_PATTERN

__all__ = [
    "LABELLED_FIELDS",
    "Label",
    "is_before_link",
    "is_link_label",
    "is_word",
    "label_at",
    "label_before_colon",
]

LABELLED_FIELDS = frozenset(
    {
        *("title", "listed_authors", "abstract", "venue", "affiliation", "comment"),
        *("listed_date", "topics", "category", "week"),
    }
)
"""The fields that a labelled line may give."""

_FIELDS_OF_LABELS = {"key": "topics"}
"""The fields of words that are labels of lines, but headers of columns with another meaning."""

_LABEL = re.compile(r"\s*(?P<word>[^\W\d_][^:：\n]{0,40}?)\s*[:：]\s*")
_LEAD = re.compile(r"(?:[^\[(【\w]|_){0,200}+")
_LETTER = re.compile(r"[^\W_]")
_COLON_AFTER = re.compile(r"\s*[:：]")
_COLONS_AFTER = re.compile(r"[ \t\n:：]*")
_LONGEST_LABEL = 200  # characters
_MOST_MARKS = 100  # around the same word
_AROUND = " \t\n:：.()[]【】"
# "A paper", "A new one", "Paper A", "Title 2", "B".
_INVENTED_TITLE = re.compile(r"An? [^\W\d_]+(?: \w{1,3})?|[^\W\d_]+ (?:[A-Z]|\d{1,3})|[A-WYZ]")
# "Ruiz et al., 2020", "Ruiz and Li (2020)": a citation in place of a title.
_CITATION = re.compile(
    rf"[A-Z][\w'’-]+(?:\s+{ET_AL_PATTERN}|\s+(?:and|&)\s+[A-Z][\w'’-]+)?"
    r"[\s,(\[]+(?:19|20)\d\d[a-z]?[)\]]?"
)
# After such a word a link is a part of a sentence: "our survey is on [arXiv](…)".
_FUNCTION_WORD = re.compile(
    r"\b(?:on|at|in|to|from|see|the|our|this|of|with|via|and|for|by|about|is|are|check out)\s*\Z"
)
_LONGEST_FUNCTION_WORD = 24  # with the blanks after it
_MOST_WORDS = 3  # of an unknown label; more words before a link are a title


@attrs.frozen
class Label:
    """A label.

    Attributes:
        word: Its text.
        begin: The offset of its first character.
        end: The offset of the text after it.
        is_marked: True if it is bold, or the summary of a folded part.
        is_repeated: True if it is unknown, but begins several lines of the document.
    """

    word: str
    begin: int
    end: int
    is_marked: bool = False
    is_repeated: bool = False

    @property
    def field(self) -> str | None:
        """The field or the kind of link that it names, or None."""
        column = column_of(self.word) or _FIELDS_OF_LABELS.get(plain_header(self.word))
        return column if column in LABELLED_FIELDS or column in LINK_COLUMNS else None

    @property
    def is_known(self) -> bool:
        """True if it names a field or a kind of link."""
        return self.field is not None or is_generic_label(self.word)


def label_at(inline: Inline, begin: int, end: int | None = None) -> Label | None:
    """Return the label at the beginning of a range of text, or None.

    Any bold text with a colon is one. A plain text before a colon is one if it is known, or if
    nothing but links follows.
    """
    text = inline.text
    end = len(text) if end is None else end
    lead = _LEAD.match(text, begin, end)
    begin = lead.end() if lead else begin
    marks = beginning(inline.marks, begin - _LONGEST_LABEL, begin)
    around = (mark for mark in marks if mark.kind == "strong" and begin < mark.end <= end)
    for mark in islice(around, _MOST_MARKS):
        last = mark.end
        while last > begin and text[last - 1].isspace():
            last -= 1
        if text[last - 1] in ":：" or _COLON_AFTER.match(text, mark.end, end):
            after = _COLONS_AFTER.match(text, mark.end, end)
            word = text[begin:last].strip(_AROUND)
            return Label(word, begin, after.end() if after else mark.end, is_marked=True)
    match = _LABEL.match(text, begin, end)
    if match and not text.startswith("//", match.end()):
        label = Label(match["word"].strip(_AROUND), begin, match.end())
        is_short = label.word.count(" ") < _MOST_WORDS
        if _has_link_before(inline, begin, match.end("word")):
            return None  # "[A title](https://…), Code: …"
        if label.is_known or (is_short and _only_links(inline, match.end(), end)):
            return label
    return None


def label_before_colon(text: str, begin: int, end: int) -> Label | None:
    """Return the words before a colon at the beginning of a range, known or not."""
    while begin < end and not text[begin].isalnum():
        begin += 1
    match = _LABEL.match(text, begin, end)
    if match is None or text.startswith("//", match.end()):
        return None
    return Label(match["word"].strip(_AROUND), begin, match.end(), is_repeated=True)


def _has_link_before(inline: Inline, begin: int, end: int) -> bool:
    """Return whether a link is in a range of text, but doesn't reach its end."""
    marks = beginning(inline.marks, begin, end - 1)
    return any(mark.kind == "link" and mark.end < end for mark in marks)


def _only_links(inline: Inline, begin: int, end: int) -> bool:
    """Return whether a range of text is a link or several."""
    place, has_links = begin, False
    first = bisect_left(inline.marks, begin, key=attrgetter("begin"))
    for index in range(first, len(inline.marks)):
        mark = inline.marks[index]
        if mark.begin > end:
            break
        if mark.kind == "link" and place <= mark.begin and mark.end <= end:
            if _LETTER.search(inline.text, place, mark.begin):
                return False
            place, has_links = mark.end, True
    return has_links and not _LETTER.search(inline.text, place, end)


def is_word(text: str) -> bool:
    """Return whether a text is a word such as "Paper" or "Code", and no title.

    "Paper A", "A paper" and "A" are titles that somebody invented.
    """
    return is_generic_label(text) and not _INVENTED_TITLE.fullmatch(text.strip())


def is_link_label(text: str) -> bool:
    """Return whether the text of a link is a word such as "Paper" or a citation, and no title."""
    return is_word(text) or _CITATION.fullmatch(text.strip(" []()")) is not None


def is_before_link(text: str, begin: int, end: int) -> bool:
    """Return whether a text is a part of a sentence with the link that follows it.

    Args:
        text: The text of a line.
        begin: The offset of the first character to look at.
        end: The offset of the link.
    """
    before = text[:end].rstrip(" [(:：")
    begin = max(begin, len(before) - _LONGEST_FUNCTION_WORD)
    return _FUNCTION_WORD.search(before, begin) is not None
