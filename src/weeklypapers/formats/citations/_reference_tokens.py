"""Tokens of a reference: words, dates, and numbers with or without a label.

The forms are those of the publishers' own citations and of INSPIRE, ADS, DBLP, HAL, MathSciNet
and the ACL Anthology.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from weeklypapers.formats.citations._reference_words import (
    MONTHS,
    PROCEEDINGS_SERIES,
    PUBLISHERS,
    REMARKS,
    SERIES,
)

__all__ = ["YEAR", "Kind", "Token", "any_of", "tokenize"]

Kind: TypeAlias = Literal[
    *("word", "separator", "number", "nested", "date", "volume", "issue", "pages", "article"),
    *("part", "length", "series", "book series", "publisher", "identifier", "remark"),
]

YEAR = r"(?:19|20)\d\d(?!\d)"
"""A regular expression for a year."""


class Token(NamedTuple):
    """A part of a reference.

    Attributes:
        kind: What the part is. A ``"nested"`` number is in parentheses, and a ``"length"`` is a
            number of pages.
        value: The number or the name without its label. Of a date, the year.
        begin: The index of its first character.
        end: The index after its last character.
    """

    kind: Kind
    value: str
    begin: int
    end: int


def any_of(names: Iterable[str]) -> str:
    """Return a regular expression for any of the names."""
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"
_DASH = r"\s?[-–—]{1,3}\s?"
_MONTH = rf"(?i:{any_of(MONTHS)}){_END}\.?"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?{_END}"
_DAYS = rf"{_DAY}(?:(?:{_DASH}|/){_DAY})?"
# "July-Aug. 2008", "18-21 June 2007", "June 30 - July 3, 2010", "May IV 2007"
_MONTHS = (
    rf"(?:{_DAYS}\.?\s)?{_MONTH}(?:\s{_DAYS})?(?:(?:{_DASH}|/)(?:{_DAYS}\s)?{_MONTH})?"
    rf"(?:\s(?:{_DAYS}|[IVX]{{1,4}}{_END}))?"
)
_SEASON = r"(?i:spring|summer|autumn|fall|winter|(?:first|second|third|fourth|\d\w\w)[ -]?quarter)"
_DATE = (
    rf"(?:{_MONTHS},?\s?{YEAR}|(?>{YEAR},?\s{_MONTH}(?:\s{_DAYS})?)(?!,?\s{YEAR})|{_SEASON},?\s{YEAR}"
    rf"|(?:\d\d?/){{1,2}}{YEAR}|{YEAR}(?:/\d\d?){{1,2}}{_END}|{YEAR}-\d\d-\d\d{_END}"
    rf"|\d\d?\.\d\d?\.{YEAR})"
)
_PUBLISHED = r"(?i:(?:first )?published(?: online)?:? |publication date:? |available online:? )?"
# Letters precede the digits of an article or follow them: L85, e0231234, 083C01, 161308(R).
_CODE = r"\d++(?:[A-Za-z]{1,2}\d*+)?"
# After the period of an abbreviation, a letter is the section of a journal: Phys.Rev.D76.
_LETTERS = r"(?:(?<!\.)[A-Za-z]{1,5}-?|[A-Za-z])?"
_PAGES = (
    # DBLP and Dagstuhl write the number of the article before each page: 12:1-12:20.
    rf"(?P<value>\d+:\d+{_DASH}\d+:\d+{_END}"
    # Two years with spaces around the dash are of two names: ICASSP 2021 - 2021 IEEE.
    rf"|(?!{YEAR}\s[-–]\s{YEAR}\s){_LETTERS}{_CODE}{_DASH}[A-Za-z]{{0,5}}{_CODE}{_END}|{_LETTERS}{_CODE}{_END})"
    r"(?:\s?\((?:R|BR|RC|E|L|T)\))?"
)
_VOLUME = rf"(?P<value>(?:[A-Z]{{1,4}}-?)?\d+[A-Za-z]?(?:\s?[-–/]\s?\d+)?{_END}|[IVXLC]+{_END})"
_NUMBERS = r"\d+[A-Za-z]?(?:\s?[-–/&]\s?\d+[A-Za-z]?)?"
_SUPPLEMENT = r"(?i:suppl(?:ement)?)[.\s_]{0,2}\d*"
_SEGMENT, _SEGMENT_END = r"(?:(?<=[,.;(])|(?<=[,.;]\s))", r"(?=\s?(?:[.,;:()\[\]]|$))"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "identifier",
        r"(?i:(?:digital object identifier )?\(?doi\b[\s):]*(?:https?://\S+|10\.\d{4,9}/\S+)"
        r"|https?://\S+|10\.\d{4,9}/\S+|e?iss[bn]\b[:\s]*[\dX-]{9,17}"
        r"|\[?arxiv:\s?[\w./-]+(?: \[[\w.-]+\])?\]?)",
    ),
    ("identifier", r"(?<=\s)[a-z]{4,8}:\d{3,6}\b"),  # of Episciences: lmcs:1031
    ("date", rf"[(\[]\s?{_PUBLISHED}(?:{_DATE}|{YEAR})\s?[)\]]|{_PUBLISHED}{_DATE}"),
    ("length", r"[(\[]?\d+\s?(?:pages|pp|p)\b\.?+(?!\s?[A-Za-z]{0,3}\d)\s?[)\]]?"),
    # A part of a name in the ACL Anthology: Volume 1 (Long and Short Papers)
    (
        "word",
        r"Volume \d+(?=\s?[:(]\s?(?:Long|Short|Main|System|Demo|Student|Tutorial|Industr|[A-Z]{4}))",
    ),
    ("volume", rf"(?:(?i:vol(?:ume|s)?|tome|band)[.:]?\s?|[VvTt]\.\s?){_VOLUME}"),
    ("issue", rf"(?:(?i:nos?|nr|num|number|issues?|iss)[.:]?|[Nn][°º]|№)\s?(?P<value>{_NUMBERS}){_END}"),
    # The issues of the Proceedings of the ACM have names: 5, POPL, Article 12.
    ("issue", rf"(?i:no|issue)[.:\s]\s?(?P<value>[A-Z][A-Z-]+\d*){_END}"),
    ("issue", r"(?<=\d,\s)(?P<value>[A-Z][A-Z-]{2,}\d*)(?=,\s(?:Article|Art\.))"),
    (
        "issue",
        rf"(?:(?<=\d)|(?<=\d\s))\(\s?(?P<value>{_SUPPLEMENT}|[A-Z][A-Z-]{{2,}}\d*)\s?\)",
    ),
    (
        "article",
        r"(?:(?i:(?:article|art\.|paper)(?:[\s.-]*(?:number|no|nr|id))?|e?id|id/no|artn)[.:]{0,2}[\s.:#]|#)"
        rf"\s?(?P<value>[A-Za-z]{{0,5}}-?\d[A-Za-z\d]*(?:[.-]\d+)*){_END}",
    ),
    ("pages", rf"(?:(?:[Pp]ages?|[Pp]age\(s\)|pgs?|pp?)(?:[.:]\s?|\s|(?=\d))|P[Pp]?[.:]\s?){_PAGES}"),
    ("part", rf"(?i:part|pt)\.?\s(?P<value>\d+|[IVX]+|[A-Z]){_END}"),
    ("series", rf"(?:of |in )?(?P<value>{any_of(PROCEEDINGS_SERIES)}){_END}(?:\s\([A-Za-z]{{3,6}}\))?"),
    ("book series", rf"(?:of |in )?(?P<value>{any_of(SERIES)}){_END}(?:\s\([A-Z]{{3,6}}\))?"),
    # Not the IEEE in "Proc. IEEE, vol. 95".
    (
        "publisher",
        rf"{_SEGMENT}(?!(?<=\.\s)[A-Z]+\b|(?<=\.)[A-Z]+\b)(?:{any_of(PUBLISHERS)}){_SEGMENT_END}",
    ),
    (
        "remark",
        rf"\(\s?(?i:{any_of(REMARKS)})\s?\)"
        rf"|(?:{_SEGMENT}|(?<=\d\s))(?i:{any_of(REMARKS)}){_SEGMENT_END}",
    ),
    # An ordinal, a dimension, and the years in the name of a conference
    ("word", rf"\d+(?:st|nd|rd|th){_END}|[234]D{_END}|['’]\d\d{_END}"),
    ("word", rf"[A-Z][A-Za-z&/]{{2,}}[-'’]?{YEAR}{_END}|[A-Z]{{2}}[A-Za-z]*[-'’]\d{{1,2}}{_END}"),
    ("nested", r"(?<=\d)\.(?P<value>\d{1,3})(?=\s\()"),  # MLA: 40.4 (2021): 1-14
    ("nested", r"\(\s?(?P<value>\d{1,5}[A-Za-z]?(?:\s?[-–/,]\s?\d{1,4})?|S\d+)\s?\)"),
    ("number", rf"(?<=.)(?P<value>\d+/\d+){_END}"),
    ("number", rf"(?<=.){_PAGES}"),
    ("separator", r"[\s,.;:/–—-]+|[()\[\]]"),
    # A name and the volume after it may have no space between them: JHEP0707.
    ("word", rf"[^\W\d_]{{2,}}(?=\d+{_END})|[^\W_]+|."),
)
_TOKENS = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]
_YEARS = re.compile(YEAR)


def tokenize(text: str, begin: int = 0) -> list[Token]:
    """Split a text on one line, from an index, into tokens, without omissions."""
    tokens: list[Token] = []
    end = begin
    while end < len(text):
        matches = ((kind, pattern.match(text, end)) for kind, pattern in _TOKENS)
        kind, match = next((kind, match) for kind, match in matches if match)
        value = match.groupdict().get("value") or match[0]
        if kind == "date":
            value = _YEARS.findall(match[0])[-1]
        tokens.append(Token(kind, value, end, match.end()))
        end = match.end()
    return tokens
