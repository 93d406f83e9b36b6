"""Dates within a text that says where and when a paper appeared: ``CVPR2024``, ``arXiv 2303``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.venue_names import is_conference
from weeklypapers.model.dates import MONTHS, PartialDate

__all__ = ["find_dates"]

_SHORT_YEAR_PIVOT = 50


def find_dates(text: str) -> Iterator[tuple[int, int, PartialDate]]:
    """Generate the places of dates and the dates; a year in parentheses is first."""
    patterns = _patterns()
    matches = sorted(patterns["date"].finditer(text), key=_is_bare)
    for match in matches:
        if match["short"]:
            yield *match.span(), _short_year(match["short"])
        elif match["bare"]:
            yield *match.span("bare"), PartialDate(int(match["bare"]))
        elif date := partial_date(match[0]):
            yield *match.span(), date
    glued = None if matches else patterns["glued"].match(text)
    if glued and is_conference(glued["name"]):
        yield glued.end("name"), glued.end(), _short_year(glued["short"])
    for match in patterns["year_and_month"].finditer(text):  # arXiv 2303
        date = PartialDate(2000 + int(match["year"]), int(match["month"]))
        yield match.start("year"), match.end(), date


def _is_bare(match: re.Match[str]) -> bool:
    text, begin, end = match.string, match.start(), match.end()
    return not (text[begin - 1 : begin] in tuple("(（") and text[end : end + 1] in tuple(")）"))


def _short_year(digits: str) -> PartialDate:
    return PartialDate(int(digits) + (1900 if int(digits) >= _SHORT_YEAR_PIVOT else 2000))


@cache  # compiled on first use, because weekly tables need none
def _patterns() -> dict[str, re.Pattern[str]]:
    year = r"(?:19[5-9]\d|20\d\d|2100)(?!\d)"
    month = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    of_month, of_year = r"(?:1[0-2]|0?[1-9])(?!\d)", r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
    date = rf"""
        (?: \b{day}[\s-]+(?:of\s+)? )? \b{month} (?:\s+{day})? [\s,]*+ (?:of\s+)? {year}(?!\w)
        | {year}[\s,]++{month}(?:\s+{day}(?!\d))?
        | {year}\s*年(?:\s*{of_month}\s*月(?:\s*{of_year}\s*日)?)?
        | {year}\s*년(?:\s*{of_month}\s*월(?:\s*{of_year}\s*일)?)?
        | (?<![\d.]){year}[-./]{of_month}(?:[-./]{of_year})?(?![\w-])
        | (?<![\w./-])(?:\d\d?[-./])?\d\d?[-./]{year}(?![\w-])
        | ['’‘]\s?(?P<short>\d\d)(?!\w)
        | (?<!\d)(?<!\d[-–.:/])(?P<bare>{year})(?![A-Za-z]|[-–.:/]\d)
    """
    return {
        "date": re.compile(date, re.VERBOSE | re.IGNORECASE),
        "glued": re.compile(r"(?P<name>[A-Za-z&+]{2,15})[\s_-]?(?P<short>\d\d)(?![\w.,:%])"),
        "year_and_month": re.compile(
            r"\barxiv[\s:_'’-]*(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])(?![\w.])", re.IGNORECASE
        ),
    }
