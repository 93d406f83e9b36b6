"""Tokens of a reference: words, dates, and numbers with or without a label.

The forms are those of the publishers' own citations and of INSPIRE, ADS, DBLP, HAL, MathSciNet
and the ACL Anthology.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from weeklypapers.formats.citations._reference_words import (
    BOOK_SERIES,
    MONTHS,
    PROCEEDINGS_SERIES,
    PUBLISHERS,
    REMARKS,
)

__all__ = ["YEAR", "Kind", "Token", "any_of", "tokenize"]

Kind: TypeAlias = Literal[
    "word",
    "separator",
    "number",
    "nested",
    "date",
    "days",
    "volume",
    "issue",
    "pages",
    "article",
    "part",
    "length",
    "series",
    "book series",
    "publisher",
    "identifier",
    "remark",
]
"""The kind of a token.

A ``"nested"`` number is in parentheses, ``"days"`` are without a year, and a ``"length"`` is a
number of pages.
"""

YEAR = r"(?:19|20)\d\d(?!\d)"
"""A regular expression for a year."""


class Token(NamedTuple):
    """A part of a reference.

    Attributes:
        kind: The kind.
        value: The number or name without its label. Of a date, the year.
        begin: The index of the first character.
        end: The index after the last character.
    """

    kind: Kind
    value: str
    begin: int
    end: int


def any_of(names: Iterable[str]) -> str:
    """Return a regular expression for any of the names."""
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_END = r"(?![^\W_])"
_DASH = r"\s?[-–—]{1,3}\s?"
# Dates. "July-Aug. 2008", "18-21 June 2007", "June 30 - July 3, 2010", "May IV 2007" (ADS)
_MONTH = rf"(?i:{any_of(MONTHS)}){_END}\.?"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?{_END}"
_DAYS = rf"{_DAY}(?:(?:{_DASH}|/){_DAY})?"
_DAYS_OF_MONTHS = (
    rf"(?:{_DAYS}\.?\s)?{_MONTH}(?:\s{_DAYS})?(?:(?:{_DASH}|/)(?:{_DAYS}\s)?{_MONTH})?"
    rf"(?:\s(?:{_DAYS}|[IVX]{{1,4}}{_END}))?"
)
_SEASON = r"(?i:spring|summer|autumn|fall|winter|(?:first|second|third|fourth|\d\w\w)[ -]?quarter)"
_DATE = (
    r"(?i:(?:first )?published(?: online)?:? |publication date:? |available online:? )?"
    rf"(?:{_DAYS_OF_MONTHS},?\s?{YEAR}|(?>{YEAR}\s{_MONTH}(?:\s{_DAYS})?)(?!,?\s{YEAR})"
    rf"|{_SEASON},?\s{YEAR}|(?:\d\d?/){{1,2}}{YEAR}|{YEAR}(?:/\d\d?){{1,2}}{_END}"
    rf"|{YEAR}-\d\d-\d\d{_END}|\d\d?\.\d\d?\.{YEAR})"
)

# Numbers. Letters precede the digits of an article or follow them: L85, e0231234, 083C01.
_CODE = r"\d++(?:[A-Za-z]{1,2}\d*+)?"
# After the period of an abbreviation, a letter is the section of a journal: Phys.Rev.D76.
_LETTERS = r"(?:(?<!\.)[A-Za-z]{1,5}-?|[A-Za-z])?"
_PAGES = (
    # DBLP and Dagstuhl write the number of the article before each page: 12:1-12:20.
    rf"(?P<value>\d+:\d+{_DASH}\d+:\d+{_END}"
    # Two years with spaces around the dash are of two names: ICASSP 2021 - 2021 IEEE.
    rf"|(?!{YEAR}\s[-–]\s{YEAR}\s){_LETTERS}{_CODE}{_DASH}[A-Za-z]{{0,5}}{_CODE}(?:\.e\d+)?{_END}"
    rf"|{_LETTERS}{_CODE}{_END})(?:\s?\((?:R|BR|RC|E|L|T)\))?"  # 161308(R): a rapid communication
)
_VOLUME = rf"(?:[A-Z]{{1,4}}-?)?\d+[A-Za-z]?(?:\s?[-–/]\s?\d+)?{_END}|[IVXLC]+{_END}"
_ISSUE = rf"\d+[A-Za-z]?(?:\s?[-–/&]\s?\d+[A-Za-z]?)?{_END}"
_ISSUE_NAME = r"[A-Z][A-Z-]+\d*"  # of the Proceedings of the ACM: POPL, CSCW2
_SUPPLEMENT = r"(?i:suppl(?:ement)?)[.\s_]{0,2}\d*"
_NAMED_VOLUMES = "Long|Short|Main|System|Demo|Student|Tutorial|Industr"  # of the ACL Anthology
_ARTICLE = rf"[A-Za-z]{{0,5}}-?\d[A-Za-z\d]*(?:[.-]\d+)*{_END}"

_VOLUME_LABEL = r"(?:(?i:vol(?:ume|s)?|tome|band)[.:]?\s?|[VvTt]\.\s?|v(?=\d))"
_ISSUE_LABEL = r"(?:(?i:nos?|nr|num|number|issues?|iss)[.:]?|[Nn][°º]|n\.|№)\s?"
_PAGES_LABEL = r"(?:(?:[Pp]ages?|[Pp]age\(s\)|pgs?|pp?)(?:[.:]\s?|\s|(?=\d))|P[Pp]?[.:]\s?)"
_ARTICLE_LABEL = (
    r"(?:(?i:(?:article|art\.|paper)(?:[\s.-]*(?:number|no|nr|id))?|e?id|id/no|artn)"
    r"[.:]{0,2}[\s.:#]|#)\s?"
)

# Names. Publishers and remarks are whole segments: not the IEEE in "Proc. IEEE, vol. 95".
_SEGMENT, _SEGMENT_END = r"(?:(?<=[,.;(])|(?<=[,.;]\s))", r"(?=\s?(?:[.,;:()\[\]]|$))"
_AFTER_PERIOD = r"(?:(?<=\.\s)|(?<=\.))"
_REMARK = rf"(?i:{any_of(REMARKS)})"
_SHORT_NAME = r"(?:\s\([A-Z][A-Za-z]{2,5}\))?"
_DOI = r"10\.\d{4,9}/\S+"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("identifier", rf"(?i:(?:digital object identifier )?\(?doi\b[\s):]*(?:https?://\S+|{_DOI}))"),
    ("identifier", rf"(?i:https?://\S+|{_DOI}|e?iss[bn]\b[:\s]*[\dX-]{{9,17}})"),
    ("identifier", r"(?i:\[?arxiv:\s?[\w./-]+(?: \[[\w.-]+\])?\]?)"),
    ("identifier", r"(?<=\s)[a-z]{4,8}:\d{3,6}\b"),  # of Episciences: lmcs:1031
    ("date", rf"[(\[]\s?(?:{_DATE}|{YEAR})\s?[)\]]|{_DATE}"),
    (
        "days",
        rf"(?:{_DAYS}\s{_MONTH}|{_MONTH}\s{_DAYS})(?:{_DASH}(?:{_DAYS}\s{_MONTH}|{_MONTH}\s{_DAYS}))?",
    ),
    ("length", r"[(\[]?\d+\s?(?:pages|pp|p)\b\.?+(?!\s?[A-Za-z]{0,3}\d)\s?[)\]]?"),
    # Parts of names: "41st", "3D", "KDD '23", "DSN-2006", "(Volume 1: Long Papers)"
    ("word", rf"\d+(?:st|nd|rd|th){_END}|[234]D{_END}|['’]\d\d{_END}"),
    ("word", rf"[A-Z][A-Za-z&/]{{2,}}[-'’]?{YEAR}{_END}|[A-Z]{{2}}[A-Za-z]*[-'’]\d{{1,2}}{_END}"),
    ("word", rf"Volume \d+(?=\s?[:(]\s?(?:{_NAMED_VOLUMES}|[A-Z]{{4}}))"),
    ("volume", rf"{_VOLUME_LABEL}(?P<value>{_VOLUME})"),
    ("issue", rf"{_ISSUE_LABEL}(?P<value>{_ISSUE})"),
    ("issue", rf"(?i:no|issue)[.:\s]\s?(?P<value>{_ISSUE_NAME}){_END}"),
    ("issue", rf"(?<=\d,\s)(?P<value>{_ISSUE_NAME})(?=,\s(?:Article|Art\.))"),
    ("issue", rf"(?:(?<=\d)|(?<=\d\s))\((?P<value>{_SUPPLEMENT}|{_ISSUE_NAME})\)"),
    ("article", rf"{_ARTICLE_LABEL}(?P<value>{_ARTICLE})"),
    ("pages", rf"{_PAGES_LABEL}{_PAGES}"),
    ("part", rf"(?i:part|pt)\.?\s(?P<value>\d+|[IVX]+|[A-Z]){_END}"),
    ("series", rf"(?:of |in )?(?P<value>{any_of(PROCEEDINGS_SERIES)}){_END}{_SHORT_NAME}"),
    ("book series", rf"(?:of |in )?(?P<value>{any_of(BOOK_SERIES)}){_END}{_SHORT_NAME}"),
    ("publisher", rf"{_SEGMENT}(?!{_AFTER_PERIOD}[A-Z]+\b)(?:{any_of(PUBLISHERS)}){_SEGMENT_END}"),
    ("remark", rf"\({_REMARK}\)|(?:{_SEGMENT}|(?<=\d\s)){_REMARK}{_SEGMENT_END}"),
    ("nested", r"\(\s?(?P<value>\d{1,5}[A-Za-z]?(?:\s?[-–/,]\s?\d{1,4})?|[DSW]\d+)\s?\)"),
    ("nested", r"(?<=\d)\.(?P<value>\d{1,3})(?=\s\()"),  # MLA: 40.4 (2021)
    ("number", rf"(?<=.)(?P<value>\d+/\d+){_END}"),
    ("number", rf"(?<=.){_PAGES}"),
    ("separator", r"[\s,.;:/–—-]+|[()\[\]]"),
    # A name and the volume after it may have no space between them: JHEP0707.
    ("word", rf"[^\W\d_]{{2,}}(?=\d+{_END})|[^\W_]+|(?s:.)"),
)
_TOKENS: list[tuple[Kind, re.Pattern[str]]] = [
    (kind, re.compile(pattern)) for kind, pattern in _PATTERNS
]
_YEARS = re.compile(YEAR)


def tokenize(text: str, begin: int = 0) -> list[Token]:
    """Split a text on one line, from an index, into tokens, without omissions."""
    tokens: list[Token] = []
    end = begin
    while end < len(text):
        tokens.append(_token_at(text, end))
        end = tokens[-1].end
    return tokens


def _token_at(text: str, begin: int) -> Token:
    """Return the token of the first pattern that matches; the last pattern matches any text."""
    for kind, pattern in _TOKENS:
        if match := pattern.match(text, begin):
            value = match.groupdict().get("value") or match[0]
            if kind == "date":
                value = _YEARS.findall(value)[-1]
            return Token(kind, value, begin, match.end())
    raise AssertionError(text[begin:])
