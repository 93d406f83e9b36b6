"""Single values of a paper as text, and back, shared by JSON, CSV and tables.

Each reader ignores its second argument: cattrs passes the type to its hooks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any, TypeVar

from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, iso_day, iso_time, to_utc
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId, bare_id

__all__ = [
    "READERS",
    "WRITERS",
    "expect",
    "read_arxiv_id",
    "read_category",
    "read_day",
    "read_flag",
    "read_integer",
    "read_number",
    "read_partial_date",
    "read_text",
    "read_time",
    "write_time",
]

T = TypeVar("T")


def expect(value: object, kind: type[T], expected: str) -> T:
    """Return a value if it is of a type.

    Raises:
        InvalidValueError: It is of another type; the message names the expected one.
    """
    if not isinstance(value, kind):
        raise InvalidValueError(f"expected {expected}, got {show(value)}")
    return value


def read_text(value: object, _: object = None) -> str:
    """Read text."""
    return expect(value, str, "text")


def read_flag(value: object, _: object = None) -> bool:
    """Read true or false."""
    return expect(value, bool, "true or false")


def read_integer(value: object, _: object = None) -> int:
    """Read a whole number."""
    if isinstance(value, bool):
        raise InvalidValueError(f"expected a whole number, got {show(value)}")
    return expect(value, int, "a whole number")


def read_number(value: object, _: object = None) -> float:
    """Read a finite number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return value
    raise InvalidValueError(f"expected a number, got {show(value)}")


def read_day(value: object, _: object = None) -> date:
    """Read a day such as ``2024-06-30``."""
    text = expect(value, str, "a day")
    try:
        day = iso_day(text)
    except ValueError:  # there is no such day
        day = None
    if day is None:
        raise InvalidValueError(f"expected a day such as '2024-06-30', got {show(text)}")
    return day


def read_time(value: object, _: object = None) -> datetime:
    """Read a time with a time zone, such as ``2024-06-21T17:23:18Z``; the result is in UTC."""
    text = expect(value, str, "a time")
    try:
        time = iso_time(text) if "T" in text else None
        if time and time.tzinfo:
            return to_utc(time)
    except ValueError:  # there is no such time, or it is out of range in UTC
        pass
    raise InvalidValueError(f"expected a time such as '2024-06-21T17:23:18Z', got {show(text)}")


def read_arxiv_id(value: object, _: object = None) -> ArxivId:
    """Read an arXiv identifier."""
    return bare_id(expect(value, str, "an arXiv identifier"))


def read_partial_date(value: object, _: object = None) -> PartialDate:
    """Read a day, a month or a year in ISO 8601."""
    return PartialDate.parse(expect(value, str, "a day, a month or a year"))


def read_category(value: object, _: object = None) -> Category:
    """Read a category from its code or its name."""
    return Category.parse(expect(value, str, "a category"))


def write_time(time: datetime) -> str:
    """Return a time in UTC as text."""
    return time.isoformat().replace("+00:00", "Z")


READERS: Mapping[type, Callable[[Any, Any], Any]] = {
    str: read_text,
    bool: read_flag,
    int: read_integer,
    float: read_number,
    date: read_day,
    datetime: read_time,
    ArxivId: read_arxiv_id,
    PartialDate: read_partial_date,
    Category: read_category,
}
"""The reader of each type, which rejects values of other types."""

WRITERS: Mapping[type, Callable[[Any], str]] = {
    date: date.isoformat,
    datetime: write_time,
    ArxivId: str,
    PartialDate: str,
    Category: str,
}
"""The writer of each type; text and flags are written unchanged."""
