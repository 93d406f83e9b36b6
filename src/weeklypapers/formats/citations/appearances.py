"""Journals and proceedings in which papers appeared, parsed from references and venues.

arXiv's ``journal_ref`` is free text. Its usual forms, such as ``Phys. Rev. D 98, 030001 (2018)``,
are split into their parts, and proceedings are recognised by their names. Other texts, and texts
that say that the paper has yet to appear, have no `Appearance`.
"""

from __future__ import annotations

import re
from typing import Literal

import attrs

from weeklypapers.model.venues import AMBIGUOUS, CONFERENCES, JOURNALS

__all__ = ["Appearance", "is_arxiv", "parse_reference", "parse_venue"]

_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_NAME = r"(?P<container>[^\W\d_][^\d,;:()\[\]]*?)"
_VOLUME = r"(?:[Vv]ol(?:ume)?\.?\s*)?(?P<volume>\d{1,4})"
_ISSUE = (
    rf"(?:\s*\(\s*(?!{_YEAR}\))(?P<issue>\d{{1,5}})\s*\)|\s*,?\s*[Nn]o\.?\s*(?P<no>\d{{1,5}}))?"
)
_PAGES = (
    r"(?:(?:pp?\.|pages?|[Aa]rt(?:icle|\.))\s*)?"
    r"(?P<pages>[A-Za-z]{0,3}\d{1,7}(?:\s*[-–—]+\s*[A-Za-z]{0,3}\d{1,7})?)"
)
# The volume may follow the letter of a journal's section without a space: Nucl. Phys. B123.
_JOURNAL = rf"{_NAME}(?:,?\s+|(?<=[.\s][A-Z]))"
# A comma or colon before the pages, optional after the parentheses of an issue.
_COMMA = r"(?:\s*[,:]|(?<=\)))\s*"
# TMLR has no volumes.
_TMLR = (
    r"(?P<container>TMLR|Transactions on Machine Learning Research(?: \(TMLR\))?)"
    rf"(?P<volume>)(?P<issue>)(?P<no>)(?P<pages>),?\s*\(?(?:\d\d?/)?(?P<year>{_YEAR})\)?"
)
_REFERENCES = [
    re.compile(form)
    for form in (
        rf"{_JOURNAL}{_VOLUME}{_ISSUE}{_COMMA}{_PAGES},?\s*\((?P<year>{_YEAR})\)",
        rf"{_JOURNAL}{_VOLUME}{_ISSUE}\s*\((?P<year>{_YEAR})\)\s*[,:]?\s*{_PAGES}",
        # INSPIRE's form: year, issue, pages.
        rf"{_JOURNAL}{_VOLUME}(?P<issue>)\s*\((?P<year>{_YEAR})\)\s*(?P<no>\d{{1,3}})\s*,\s*{_PAGES}",
        rf"{_NAME},?\s*{_VOLUME}{_ISSUE}\s*[,:]\s*{_PAGES},\s*(?P<year>{_YEAR})",
        _TMLR,
    )
]
_NOT_A_JOURNAL = re.compile(
    r"\b(?:arxiv|book|chapter|lecture notes|part|section|thesis)\b", re.IGNORECASE
)
_CLEAR = "|".join(name for name in CONFERENCES if name.casefold() not in AMBIGUOUS)
_CONFERENCE_NAME = re.compile(
    r"\b(?:Proc|Proceedings|Conf|Conference|Symposium|Workshops?|Findings"
    rf"|Advances in Neural Information Processing Systems|{_CLEAR})\b"
    # Inside a text, these may be a numeral or the section of a journal.
    rf"|(?:\A|\b(?:ACM|IEEE) )(?:{'|'.join(set(CONFERENCES) - set(_CLEAR.split('|')))})\b"
)
# Journals that have "Proceedings" in their name.
_ACADEMY_JOURNAL = re.compile(
    r"Proc(?:eedings|\.)?\s*(?:of the\s+)?(?:Nat|R\.?\s*Soc|Roy|London|Amer|IEEE,|IEEE \d)"
)
_JOURNAL_NAME = re.compile(
    rf"\b(?:Annals|Journal|Nature|Science|Transactions|{'|'.join(JOURNALS)})\b"
)
_ARXIV = re.compile(r"\barxiv\b|\bCoRR\b", re.IGNORECASE)
# The paper has not appeared, or only another version of it has.
_NOT_APPEARED = re.compile(
    r"\b(?:(?:re-?)?submi(?:tted|ssion)|(?:under|in)(?: peer)?[ -]review|in (?:preparation|press)"
    r"|to (?:appear|be (?:published|presented))|forthcoming|preprint|reject(?:ed|ion)|withdrawn"
    r"|version)\b",
    re.IGNORECASE,
)
_PUBLISHED_IN = re.compile(
    r"\A(?:(?:accepted|appeared|appears|presented|published)"
    r"(?: (?:as|for)(?: an?)? [a-z]+(?: (?:paper|presentation))?)? (?:in|at|by|to|for)"
    r"|in(?! (?:silico|situ|vitro|vivo)\b)):?\s+(?:the\s+)?",
    re.IGNORECASE,
)


@attrs.frozen(kw_only=True)
class Appearance:
    """The publication of a paper in a journal, in proceedings or in a book.

    Attributes:
        kind: ``"journal"``, ``"conference"`` or, for a part of a book, ``"chapter"``.
        container: The name of the journal, or the text that names the proceedings or the book.
        year: The year; None if it is not known.
        volume: The volume of the journal.
        issue: The number within the volume.
        pages: The pages, with a hyphen between first and last, or the number of the article.
    """

    kind: Literal["journal", "conference", "chapter"]
    container: str
    year: int | None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def is_arxiv(venue: str) -> bool:
    """Return whether a venue is arXiv itself."""
    return bool(_ARXIV.fullmatch(venue.strip()))


def parse_reference(text: str) -> Appearance | None:
    """Parse a reference such as arXiv's ``journal_ref``; return None if it is ambiguous."""
    text = _container(text)
    if _CONFERENCE_NAME.search(text) and not _ACADEMY_JOURNAL.match(text):
        years = set(_YEARS.findall(text))
        if len(years) != 1:
            return None
        return Appearance(kind="conference", container=text, year=int(years.pop()))
    matches = (reference.fullmatch(text.rstrip(" .")) for reference in _REFERENCES)
    match = next(filter(None, matches), None)
    if match is None or _NOT_A_JOURNAL.search(match["container"]):
        return None
    return Appearance(
        kind="journal",
        container=match["container"].strip(),
        year=int(match["year"]),
        volume=match["volume"] or None,
        issue=match["issue"] or match["no"] or None,
        pages=re.sub(r"\s*[-–—]+\s*", "-", match["pages"]) or None,
    )


def parse_venue(venue: str, year: int) -> Appearance | None:
    """Parse the venue of a list; return None unless it is a known journal or conference."""
    venue = _container(venue)
    if _CONFERENCE_NAME.search(venue):
        return Appearance(kind="conference", container=venue, year=year)
    if _JOURNAL_NAME.search(venue):
        return Appearance(kind="journal", container=venue, year=year)
    return None


def _container(text: str) -> str:
    """Return a text without "Published in" and the like; empty if the paper has not appeared."""
    if _ARXIV.search(text) or _NOT_APPEARED.search(text):
        return ""
    return _PUBLISHED_IN.sub("", text)
