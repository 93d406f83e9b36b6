"""Journals and proceedings in which papers appeared, parsed from references and venues.

arXiv's ``journal_ref`` is free text. A reference is split into a name and locators, such as volume
and pages. Texts with a part of unknown meaning, and texts that say that the paper has yet to
appear, have no `Appearance`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

import attrs

from weeklypapers.formats.citations._reference_tokens import YEAR, Token, tokenize
from weeklypapers.formats.citations._reference_words import PROCEEDINGS_SERIES
from weeklypapers.formats.citations.containers import (
    is_conference,
    is_journal,
    is_journal_venue,
    is_known_journal,
    is_place,
    is_proceedings,
    names_event,
    proceedings_name,
    years_in,
)
from weeklypapers.formats.citations.locators import locate
from weeklypapers.formats.citations.reference_texts import (
    PUBLISHED_IN,
    first_work,
    plain_reference,
    references_in,
)

__all__ = ["Appearance", "is_arxiv", "parse_reference", "parse_venue"]

_LONGEST_REFERENCE = 1000  # in characters
_ARXIV = re.compile(r"\barxiv\b|\bCoRR\b", re.IGNORECASE)
_ARXIV_ID = re.compile(r"\barxiv:\s?(?:[\w.-]+/)?\d[\w.]*(?: \[[\w.-]+\])?", re.IGNORECASE)
# The paper has not appeared, or only another version of it has.
_NOT_APPEARED = re.compile(
    r"\b(?:(?:re-?)?submi(?:tted|ssion)|(?:under|in)(?: peer)?[ -]review|in (?:preparation|press)"
    r"|to (?:appear|be (?:published|presented))|forthcoming|preprint|reject(?:ed|ion)|withdrawn"
    r"|version)\b",
    re.IGNORECASE,
)
_POS = re.compile(r"(?P<name>PoS)\s?[\s(](?P<volume>[A-Za-z][\w&/-]*(?:\s(?:19|20)\d\d(?=\)))?)\)?")
_YEAR = re.compile(YEAR)
_LEADING_YEAR = re.compile(rf"(?P<year>{YEAR}),?\s(?=\D)")
_SECTION = re.compile(r"(?P<section>[A-Z])-?(?P<volume>\d{1,4})")
_NUMERAL = re.compile(r" ([IVXLC]{2,})\Z")  # a volume, as in LXI (2008), 1-10
_ARTICLE = re.compile(r"[A-Z]\d{5}")  # as in JSTAT (2007) P06012, which has no volume
# A period that isn't that of an abbreviation
_FULL_STOP = re.compile(
    r"\A(?:[A-Z][a-z]{5,}|[^.]*\b(?:of|in|and|on|for|the)\b[^.]* [A-Za-z]{6,}"
    r"|.*(?:\d|\)|[A-Z]{2}| [a-z]{5,}))\.\Z"
)
_LOCATORS = frozenset(
    (
        *("number", "date", "days", "volume", "issue", "pages", "article", "length", "series"),
        *("book series", "publisher", "identifier", "remark"),
    )
)


@attrs.frozen(kw_only=True)
class Appearance:
    """The publication of a paper in a journal, in proceedings or in a book.

    Attributes:
        kind: ``"journal"``, ``"conference"`` or, for a part of a book, ``"chapter"``.
        container: The name of the journal, of the proceedings or conference, or of the book.
        year: The year; None if it is not known.
        volume: The volume of the journal, or of the series that the proceedings are part of.
        issue: The number within the volume.
        pages: The pages, with a hyphen between first and last, or the number of the article.
        series: The series of the proceedings, such as ``"PMLR"``.
    """

    kind: Literal["journal", "conference", "chapter"]
    container: str
    year: int | None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    series: str | None = None


def is_arxiv(venue: str) -> bool:
    """Return whether a venue is arXiv itself."""
    return bool(_ARXIV.fullmatch(venue.strip()))


def parse_reference(text: str) -> Appearance | None:
    """Parse a reference such as arXiv's ``journal_ref``; return None if it is ambiguous."""
    if len(text) > _LONGEST_REFERENCE or not _has_appeared(_ARXIV_ID.sub("", text)):
        return None
    plain = plain_reference(text)
    for reference in references_in(plain):
        if appearance := _parse(reference):
            is_certain = _has_place(appearance) or not plain.casefold().startswith("accepted")
            return appearance if is_certain or appearance.kind == "conference" else None
    appearances = filter(None, map(_parse, references_in(first_work(plain))))
    return next(filter(_has_place, appearances), None)


def parse_venue(venue: str, year: int) -> Appearance | None:
    """Parse the venue of a list; return None unless it is a known journal or conference."""
    if not _has_appeared(venue):
        return None
    venue = PUBLISHED_IN.sub("", venue)
    if is_conference(venue):
        return Appearance(kind="conference", container=venue, year=year)
    if is_journal_venue(venue):
        return Appearance(kind="journal", container=venue, year=year)
    return None


def _has_appeared(text: str) -> bool:
    return not _ARXIV.search(text) and not _NOT_APPEARED.search(text)


def _has_place(appearance: Appearance) -> bool:
    return bool(appearance.volume or appearance.pages)


def _parse(text: str) -> Appearance | None:
    """Return the appearance for a text of a name and locators."""
    if pos := _POS.match(text):
        volume = Token("volume", pos["volume"], 0, 0)
        return _journal(pos["name"], [volume, *tokenize(text, pos.end())])
    tokens = tokenize(text)
    begin = _name_end(text, tokens, has_years=True)
    name = _name(text, tokens[:begin])
    if is_conference(name):
        return _conference(name, text, tokens[begin:])
    if tokens and tokens[0].kind == "series" and "word" not in {kind for kind, *_ in tokens}:
        return _conference(tokens[0].value, text, tokens[1:])
    begin = _name_end(text, tokens, has_years=False)
    if section := _section(tokens[begin:]):
        tokens[begin : begin + 1] = section
        begin += 1
    return _journal(_name(text, tokens[:begin]), tokens[begin:])


def _name_end(text: str, tokens: Sequence[Token], *, has_years: bool) -> int:
    """Return the index of the first token after the name.

    Args:
        text: The reference.
        tokens: Its tokens.
        has_years: Whether a year without a comma before it is a part of the name: ``ICML 2024``.
    """
    for index, token in enumerate(tokens):
        is_in_name = has_years and token.kind == "number" and _is_in_name(text, token)
        if token.kind in _LOCATORS and not is_in_name:
            return index
    return len(tokens)


def _is_in_name(text: str, token: Token) -> bool:
    """Return whether a number is the year of a conference, as in ``ICML 2024``, ``(ICML 24)``."""
    before = text[: token.begin].rstrip()
    if before.rfind("(") > before.rfind(")"):
        return before[-1:].isalnum() and len(token.value) in (2, 4)
    is_separated = before.endswith((*",.;:",)) and not before.endswith("Proc.")
    return _is_year(token) and not is_separated


def _is_year(token: Token) -> bool:
    return token.kind == "number" and bool(_YEAR.fullmatch(token.value))


def _section(tokens: Sequence[Token]) -> list[Token]:
    """Split the first number into the section of a journal and its volume: ``Rev. D76, 013009``.

    Return an empty list if the number has no letter or may be a page: ``L85 (2007)``.
    """
    if not tokens or tokens[0].kind != "number":
        return []
    number, *others = tokens
    section = _SECTION.fullmatch(number.value)
    places = (token for token in others if token.kind in ("number", "pages", "article"))
    if section is None or all(map(_is_year, places)):
        return []
    middle = number.begin + section.start("volume")
    return [
        Token("word", section["section"], number.begin, number.begin + 1),
        Token("number", section["volume"], middle, number.end),
    ]


def _name(text: str, tokens: Sequence[Token]) -> str:
    """Return the text of the tokens, without the punctuation around it."""
    name = text[: tokens[-1].end].strip(" ,;:–—-([") if tokens else ""
    return name[:-1] if _FULL_STOP.search(name) else name


def _journal(name: str, tokens: Sequence[Token]) -> Appearance | None:
    """Return the appearance in a journal; None if the name or a token may mean another thing."""
    year = None
    if leading := _LEADING_YEAR.match(name):
        year, name = int(leading["year"]), name[leading.end() :]
    kinds = [token.kind for token in tokens if token.kind != "separator"]
    if not {"word", "days", "series", "book series"}.isdisjoint(kinds) or "publisher" in kinds[1:]:
        return None
    locators = locate(tokens, year=year, is_conference=False)
    if locators is None:
        return None
    if locators.volume is None and (numeral := _NUMERAL.search(name)):
        if set(numeral[1]) == {"X"}:  # in place of a number that wasn't known
            return None
        name, locators = name[: numeral.start()], attrs.evolve(locators, volume=numeral[1])
    is_numbered = locators.volume or locators.issue or _ARTICLE.match(locators.pages or "")
    if not (is_journal(name) if is_numbered else is_known_journal(name)):
        return None
    return Appearance(kind="journal", container=name, **attrs.asdict(locators))


def _conference(name: str, text: str, tokens: Sequence[Token]) -> Appearance | None:
    """Return the appearance in proceedings; None if a token may mean another thing."""
    years = years_in(name)
    if len(years) > 1 or not is_proceedings(name) or not all(map(is_place, _words(text, tokens))):
        return None
    locators = locate(list(_with_volume(tokens)), year=min(years, default=None), is_conference=True)
    if locators is None:
        return None
    series = next((token.value for token in tokens if token.kind.endswith("series")), None)
    # Only a serial has volumes without the name of a series: Proc. Japan Acad. 83, 1-10.
    is_serial = (
        locators.volume
        and locators.pages
        and not (series or name in PROCEEDINGS_SERIES or names_event(name))
    )
    return Appearance(
        kind="journal" if is_serial else "conference",
        container=proceedings_name(name),
        series=series,
        **attrs.asdict(locators),
    )


def _with_volume(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens; a number after the name of a series is a volume: ``LNCS 12346``."""
    previous = ""
    for token in tokens:
        is_volume = previous in ("series", "book series") and not _is_year(token)
        is_volume &= token.kind == "number"
        yield token._replace(kind="volume") if is_volume else token
        previous = token.kind if token.kind != "separator" else previous


def _words(text: str, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the texts between locators."""
    for is_text, group in groupby(tokens, key=lambda token: token.kind in ("word", "separator")):
        words = list(group)
        if is_text and any(token.kind == "word" for token in words):
            yield text[words[0].begin : words[-1].end]
