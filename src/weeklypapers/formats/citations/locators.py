"""Volume, issue, pages and year, from the tokens after the name in a reference.

A number with a label has the role of its label. The roles of other numbers follow from their
order: volume, issue, pages, with the year before, after or between them. Numbers that could have
several roles are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from weeklypapers.formats.citations._reference_tokens import YEAR, Token

__all__ = ["Locators", "locate"]

_Reading: TypeAlias = dict[str, Token]  # the number that has each role

_ORDERS = (
    *((), ("volume",), ("issue",), ("pages",)),
    *(("volume", "issue"), ("volume", "pages"), ("issue", "pages")),
    ("volume", "issue", "pages"),
)
# Numbers that can't be a volume: P06012, 10-20, 007, 033029, 083C01
_ARTICLE = r"[A-Za-z]{1,5}\d{3,}\w*|.+-.+|0\d\d|\d{5,}|\d+[A-Za-z]+\d+.*"
_FORMS = {
    "year": re.compile(YEAR),
    "volume": re.compile(
        rf"(?!(?:{_ARTICLE})$)(?:\d{{1,4}}[A-Za-z]?|[A-Z]-?\d+)"
        r"|C\d{6,7}"  # of SLAC's eConf
    ),
    "issue": re.compile(
        r"(?!0\d\d)\d{1,3}[A-Za-z]?|\d{1,2}[-/]\d{1,2}|[A-Z]{3,}\d?|\d{4,5}|[DSW]\d+"
    ),
    "pages": re.compile(r".+"),
}
_IS_ARTICLE = re.compile(_ARTICLE)
_MAYBE_ISSN = re.compile(r"\d{4}-\d{3}[\dX]")
_RANGE = re.compile(r"(\d{1,4})\s?[-–/]\s?(\d{1,4})")
_MOST_VOLUMES = 10
_LONG_VOLUME = re.compile(r"\d{5}")
_PAGES = re.compile(r"\d+-\d+")
_OWN_PAGES = re.compile(r"1\s?[-–—]")  # of an article with a number
_DASH = re.compile(r"\s?[-–—]+\s?")


@attrs.frozen(kw_only=True)
class Locators:
    """The place and the year of an article within a journal or proceedings.

    Attributes:
        year: The year.
        volume: The volume.
        issue: The number within the volume.
        pages: The pages, or the number of the article.
    """

    year: int
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def locate(tokens: Sequence[Token], *, year: int | None, is_conference: bool) -> Locators | None:
    """Return the locators for tokens; None if a number has no certain role.

    Args:
        tokens: The tokens after the name.
        year: The year in the name, if any.
        is_conference: Whether the name is that of a conference.
    """
    labels = _labels(tokens)
    dates = [token for token in tokens if token.kind == "date"]
    years = {int(date.value) for date in dates} | ({year} if year else set())
    if labels is None or len(years) > 1:
        return None
    years = years or _year_that_is_volume(tokens)
    repeated = max(years, default=None) if is_conference else year
    numbers = _numbers(tokens, repeated, has_article="article" in labels)
    readings = [
        reading
        for reading in _readings(numbers, has_year=bool(years))
        if _is_possible(reading, labels)
        and _is_certain(reading, labels, dates, is_conference=is_conference)
    ]
    if not readings or _is_ambiguous(readings, numbers):
        return None
    values = labels | {role: token.value for role, token in readings[0].items()}
    return Locators(
        year=int(values["year"]) if "year" in values else years.pop(),
        volume=_tidy(values.get("volume")),
        issue=_tidy(values.get("issue")),
        pages=_full_range(_tidy(_pages(values))),
    )


def _labels(tokens: Sequence[Token]) -> dict[str, str] | None:
    """Return the numbers with labels; None if a label has two numbers."""
    labels: dict[str, str] = {}
    last = ""
    for token in tokens:
        if token.kind in ("volume", "issue", "pages", "article"):
            if labels.setdefault(token.kind, token.value) != token.value:
                return None
            last = token.kind
        elif token.kind == "part":
            if last not in ("volume", "issue"):
                return None
            labels[last] += f", part {token.value}"
    return labels


def _year_that_is_volume(tokens: Sequence[Token]) -> set[int]:
    """Return a year before an issue, if there is no other: ``2021(1)``."""
    numbers = [token for token in tokens if token.kind in ("number", "nested")]
    plain = [int(token.value) for token in numbers if _FORMS["year"].fullmatch(token.value)]
    is_volume = len(plain) == 1 and numbers[0].value == str(plain[0])
    has_issue = [token.kind for token in numbers[1:2] if len(token.value) < 3] == ["nested"]
    return set(plain) if is_volume and has_issue else set()


def _numbers(tokens: Sequence[Token], year: int | None, *, has_article: bool) -> list[Token]:
    """Return the numbers without labels, except a repeated year and the pages of one article."""
    numbers = [
        token._replace(value=_DASH.sub("-", token.value))
        for token in tokens
        if token.kind in ("number", "nested")
    ]
    if has_article:
        numbers = [token for token in numbers if not _OWN_PAGES.match(token.value)]
    repeated = [token for token in numbers if year and token.value == str(year)]
    return [token for token in numbers if token not in repeated[:1]]


def _readings(numbers: Sequence[Token], *, has_year: bool) -> Iterator[_Reading]:
    """Yield the assignments of roles to numbers: with the year last, then first, then between."""
    for order in _ORDERS:
        if has_year and len(order) == len(numbers):
            yield dict(zip(order, numbers, strict=True))
        elif not has_year and len(order) + 1 == len(numbers):
            for index in (len(order), *range(len(order))):
                roles = (*order[:index], "year", *order[index:])
                yield dict(zip(roles, numbers, strict=True))


def _is_possible(reading: _Reading, labels: Mapping[str, str]) -> bool:
    """Return whether each number can have its role, beside the numbers with labels."""
    pages = reading["pages"].value if "pages" in reading else ""
    if not reading.keys().isdisjoint(labels) or (
        pages and "article" in labels and not _PAGES.fullmatch(pages)
    ):
        return False
    known = {*reading, *labels}
    has_pages = not known.isdisjoint(("pages", "article"))
    for role, token in reading.items():
        is_long = role == "volume" and has_pages and _is_long_volume(token.value, pages)
        if not (is_long or _FORMS[role].fullmatch(token.value)):
            return False
    if any((token.kind == "nested") > (role == "issue") for role, token in reading.items()):
        return False
    if "volume" not in known:
        return "issue" not in reading and (
            "pages" not in reading or bool(_IS_ARTICLE.fullmatch(reading["pages"].value))
        )
    is_bare_issue = "issue" in reading and reading["issue"].kind == "number"
    return has_pages or not is_bare_issue


def _is_long_volume(value: str, pages: str) -> bool:
    """Return whether a range can be a double volume, as 460-462, or a number has five digits.

    Articles of SPIE begin with the number of their volume: 11443, 114431A.
    """
    if volumes := _RANGE.fullmatch(value):
        return 0 < int(volumes[2]) - int(volumes[1]) < _MOST_VOLUMES
    return bool(_LONG_VOLUME.fullmatch(value)) and pages.startswith(value) and pages != value


def _is_certain(
    reading: _Reading, labels: Mapping[str, str], dates: Sequence[Token], *, is_conference: bool
) -> bool:
    """Return whether a number that is alone has its role.

    It is a volume if the year follows it: in parentheses, as it could be a page of a journal. The
    ISSN of a journal looks like pages.
    """
    known = {*reading, *labels}
    if "pages" in reading and "volume" not in known:
        return is_conference or not _MAYBE_ISSN.fullmatch(reading["pages"].value)
    if {"issue", "pages", "article"} & known or "volume" not in reading:
        return True
    return (is_conference and "year" in reading) or any(
        date.begin > reading["volume"].begin for date in dates
    )


def _is_ambiguous(readings: Sequence[_Reading], numbers: Sequence[Token]) -> bool:
    """Return whether both the first and the last number can be the year."""
    years = [reading["year"] for reading in readings if "year" in reading]
    return len(numbers) > 1 and numbers[0] in years and numbers[-1] in years


def _pages(values: Mapping[str, str]) -> str | None:
    """Return the number of the article, or else the pages; an article's own pages begin with 1."""
    article, pages = values.get("article"), values.get("pages")
    return pages if pages and not (article and _OWN_PAGES.match(pages)) else article


def _tidy(value: str | None) -> str | None:
    return _DASH.sub("-", value) if value else None


def _full_range(pages: str | None) -> str | None:
    """Return pages with all digits of the last one: 109-13 is 109-113 (CSL, "expanded")."""
    first, dash, last = (pages or "").partition("-")
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: -len(last)] + last
    return f"{first}{dash}{last}" or None
