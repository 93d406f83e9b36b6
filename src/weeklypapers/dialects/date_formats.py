"""Formats in which entries write dates, with the codes of `strftime`; months are English."""

from __future__ import annotations

import re

from weeklypapers.model.dates import MONTH_NAMES, MONTHS, PartialDate
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.rendering import formatted_date
from weeklypapers.model.text import remembering

__all__ = ["date_format", "parsed_date"]

_FORMATS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y"),
    *("%Y-%m", "%Y/%m", "%Y.%m", "%b %Y", "%B %Y", "%m/%Y", "%m-%Y", "%b, %Y", "%B, %Y", "%Y"),
    *("'%y", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%y", "%Y年%m月%d日", "%Y年%m月"),
)
_CODE = re.compile(r"%-?([A-Za-z])")
_CODES = {
    "Y": r"[0-9]{4}",
    "y": r"[0-9]{2}",
    "m": r"[0-9]{1,2}",
    "b": "|".join(name[:3] for name in MONTH_NAMES),
    "B": "|".join(MONTH_NAMES),
    "d": r"[0-9]{1,2}",
}


@remembering(4096)
def date_format(text: str) -> str | None:
    """Return the format in which a date is written; None if it is unknown."""
    for form in _FORMATS:
        if (value := parsed_date(text, form)) and formatted_date(value, form) == text:
            return form
    return None


def parsed_date(text: str, form: str) -> PartialDate | None:
    """Return the date that is written in a format, or None, also for a format without a year."""
    match = _pattern(form).fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    year, name = parts.get("Y") or parts.get("y"), parts.get("B") or parts.get("b")
    if year is None:
        return None
    try:
        return PartialDate(
            int(year) if len(year) == 4 else _year_of(int(year)),
            MONTHS[name.lower()] if name else int(parts["m"]) if "m" in parts else None,
            int(parts["d"]) if "d" in parts else None,
        )
    except InvalidValueError:
        return None


def _year_of(digits: int) -> int:
    """Return the year that two digits mean in POSIX."""
    return digits + (1900 if digits >= 69 else 2000)


@remembering(256)
def _pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of the dates in a format. A code that repeats has the same text again."""
    pattern = ""
    for index, part in enumerate(_CODE.split(form)):
        if index % 2 == 0:
            pattern += re.sub(r"(?:\\\s)+", r"\\s+", re.escape(part))
        elif f"(?P<{part}>" in pattern:
            pattern += f"(?P={part})"
        else:
            pattern += f"(?P<{part}>{_CODES[part]})"
    return re.compile(pattern, re.IGNORECASE)
