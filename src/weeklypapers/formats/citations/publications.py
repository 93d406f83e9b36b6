"""Publications of papers that have a publisher's DOI.

The DOI proves that the paper was published, even if the reference can't be split into its parts.
"""

from __future__ import annotations

import re
from typing import Literal

import attrs

from weeklypapers.formats.citations._reference_tokens import YEAR
from weeklypapers.formats.citations.appearances import Appearance, parse_reference, parse_venue
from weeklypapers.formats.citations.dois import is_archive, names_book, parse_doi
from weeklypapers.model.dates import MONTH_NAMES

__all__ = ["find_publication"]

_YEARS = re.compile(rf"(?<!\d){YEAR}")
_YEARS_IN_PARENTHESES = re.compile(rf"\(({YEAR})\)")
_DATE_AT_END = re.compile(
    rf"(?:{'|'.join(name[:3] for name in MONTH_NAMES)})[a-z]*\.?\Z", re.IGNORECASE
)
# Identifiers of the paper, and corrections that were published later.
_NOT_THE_NAME = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*10\.|\barxiv:)[^\s,;()]+|\berrat(?:a|um)\b.*",
    re.IGNORECASE,
)
# The status of a paper before its publication, which the DOI has outdated.
_STATUS = r"\b(?:accepted|appear(?:ed|s)|published|to (?:appear|be published)|in press|forthcoming)"
_STATUS_BEFORE = re.compile(
    rf"\A(?:{_STATUS}(?: (?:as|for)(?: an?)? [a-z]+(?: (?:article|paper))?)?"
    r"(?: (?:at|by|in|on|to))?[:,;.]?\s+)+(?:the\s+)?"
    r"|\Ain:?\s+(?!(?:press|silico|situ|vitro|vivo)\b)",
    re.IGNORECASE,
)
_STATUS_AFTER = re.compile(rf"{_STATUS}\W*\Z", re.IGNORECASE)
# Another version of the paper, or a work that no journal or book publishes.
_ANOTHER_WORK = re.compile(
    r"\b(?:abridged|arxiv|dissertation|extended|poster|preliminary|preprint|reject(?:ed|ion)|revised"
    r"|(?:in|under)(?: peer)?[ -]review|seminar|slides|submi(?:tted|ssion)|talk|thesis|version"
    r"|tech(?:nical|\.)? rep(?:ort|\.)|under the (?:name|title)|withdrawn)(?!\w)",
    re.IGNORECASE,
)
_BOOK = re.compile(
    r"\b(?:book|chap(?:ter|\.)|edited by|editors?|eds?\.|encyclopa?edia|handbook|lectures? notes"
    r"|lnai|lncs)(?!\w)",
    re.IGNORECASE,
)


def find_publication(doi: str, reference: str) -> Appearance | None:
    """Return the published work that a DOI identifies, as far as DOI and reference name it.

    A reference that can't be split is the container as a whole. Its year is the only one in
    parentheses or else the only one; without such a year, the year is None.

    Args:
        doi: The DOI.
        reference: The text of arXiv's ``journal_ref``, on one line; it may be empty.
    """
    if is_archive(doi):
        return None
    named, container = parse_doi(doi), _container(reference)
    parsed = parse_reference(reference) or parse_reference(container)
    if parsed and (named is None or named.kind == parsed.kind):
        is_book = parsed.kind == "journal" and _is_book(reference, doi)
        return attrs.evolve(parsed, kind="chapter") if is_book else parsed
    if not container or (named and (parsed or named.volume)):
        return named
    if named:
        return attrs.evolve(named, container=container)
    kind, year = _kind(container, doi), _year(container)
    if kind != "conference":  # whose name often contains the year
        container = _without_year(container, year)
    return Appearance(kind=kind, container=container, year=year)


def _container(reference: str) -> str:
    """Return the text that names a journal or a book, or an empty one."""
    text = _NOT_THE_NAME.sub("", reference).strip(" ,;:(")
    text = _STATUS_AFTER.sub("", _STATUS_BEFORE.sub("", text)).strip(" ,;:(")
    text = re.sub(r"(?<=[\d)])\.\Z", "", text)
    has_name = any(char.isalpha() and not char.islower() for char in text)
    return text if has_name and not _ANOTHER_WORK.search(text) else ""


def _kind(container: str, doi: str) -> Literal["journal", "conference", "chapter"]:
    venue = parse_venue(container, 2000)  # any year
    if venue and venue.kind == "conference":
        return "conference"
    return "chapter" if _is_book(container, doi) else "journal"


def _is_book(text: str, doi: str) -> bool:
    return names_book(doi) or bool(_BOOK.search(text))


def _year(text: str) -> int | None:
    for form in (_YEARS_IN_PARENTHESES, _YEARS):
        years = set(form.findall(text))
        if len(years) == 1:
            return int(years.pop())
    return None


def _without_year(text: str, year: int | None) -> str:
    """Return a text without a year at its end; dates stay complete."""
    match = re.search(rf"(?:\({year}\)|(?<!\d){year})\Z", text)
    shortened = text[: match.start()].rstrip(" ,;") if match else text
    return text if _DATE_AT_END.search(shortened) else shortened
