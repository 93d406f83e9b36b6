"""The references in a text, without errata, remarks, authors and titles around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeklypapers.formats.citations._reference_tokens import YEAR
from weeklypapers.formats.citations.latex import one_line, to_plain

__all__ = ["PUBLISHED_IN", "first_work", "plain_reference", "references_in"]

PUBLISHED_IN = re.compile(
    r"\A(?:(?:accepted|appeared|appears|presented|published)"
    r"(?: (?:as|for)(?: an?)? [a-z]+(?: (?:paper|presentation))?)? (?:in|at|by|to|for)"
    r"|(?:in|dans)(?! (?:silico|situ|vitro|vivo)\b)):?\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""Words before the name of a journal or conference: ``Published as a paper at``."""

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2212", "-") | {"~": " "})
_ERRATUM = re.compile(
    r"\b(?:Errat(?:um|a)|Addendum|Corrigendum|Publisher['’]?s?[ -]Note)\b", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    rf"\.?\s*(?:Copyright|©) ?{YEAR} (?:by the author\(?s?\)?|Association for .+?)\.?\Z"
)
_ORDINAL = re.compile(r"(?<=\d) (?=(?:st|nd|rd|th)\b)")  # a superscript, copied from a PDF
# "Nature. 2015;521" (Vancouver): the period is none of an abbreviation.
_VANCOUVER = re.compile(rf"\.(?=\s{YEAR}[^;.]{{0,12}};\d)")

_FURTHER = re.compile(r"; | \[")

_EDITORS = re.compile(r".{1,200}?\((?:eds?|editors?)\.?\)[.,:]?\s+", re.IGNORECASE)
_QUOTED_TITLE = re.compile(r"[^\"“”]*[\"“][^\"“”]+[\"”][.,]?\s+")
_AUTHOR = re.compile(
    r"(?:[A-Z]\.[\s-]?){1,3}(?:(?:van|von|de|der|den|di|da|la|le|ten)\s){0,2}[A-Z][\w'’-]+"
    r"(?:,\s(?:and\s)?|\sand\s|\s&\s|:\s|(?P<end>\.\s))"
)
_TITLE = re.compile(r"[^.?!]+\s[a-z]{3,}[.?!]\s(?=[A-Z])")
# "Name, A. & Name, B. (2021). Title. Journal, 40(4), 1-14." (APA)
_APA = re.compile(
    rf"[A-Z][\w'’-]+, [A-Z]\..*?\((?P<year>{YEAR})\)\.\s[^.?!]+[.?!]\s(?P<rest>[^()]+(?:\(.*)?)"
)


def plain_reference(text: str) -> str:
    """Return a reference in plain text, up to the first erratum."""
    plain = one_line(to_plain(text).translate(_DASHES))
    if erratum := _ERRATUM.search(plain):
        plain = plain[: erratum.start()].rstrip(" ,;.:/[(")
    return _VANCOUVER.sub("", _ORDINAL.sub("", _COPYRIGHT.sub("", plain)))


def references_in(text: str) -> Iterator[str]:
    """Yield the text, then the parts of it that may be a reference: those after a title."""
    yield PUBLISHED_IN.sub("", text)
    for pattern in (_EDITORS, _QUOTED_TITLE):
        if match := pattern.match(text):
            yield PUBLISHED_IN.sub("", text[match.end() :])
    if apa := _APA.fullmatch(text):
        yield f"{apa['rest'].rstrip('. ')} ({apa['year']})"
    yield PUBLISHED_IN.sub("", _without_authors(text))


def first_work(text: str) -> str:
    """Return the first of several references, such as an article and its translation."""
    return _FURTHER.split(text, maxsplit=1)[0]


def _without_authors(text: str) -> str:
    """Remove the authors and, if a period follows them, the title: ``A. B. Name. Title. J. …``."""
    while author := _AUTHOR.match(text):
        text = text[author.end() :]
        if author["end"]:
            title = _TITLE.match(text)
            return text[title.end() :] if title else text
    return text
