"""Dates with reduced precision, ISO weeks, and times in UTC."""

from __future__ import annotations

import datetime
import functools
import operator
import re
from typing import SupportsIndex, final

import attrs

from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, show

__all__ = [
    "MONTHS",
    "MONTH_NAMES",
    "PartialDate",
    "end_of_week",
    "in_words",
    "iso_day",
    "iso_time",
    "iso_week",
    "parse_period",
    "parse_week",
    "to_utc",
]

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
MONTHS: dict[str, int] = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
"""The number of each month, by its full name and its abbreviation."""
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(
    rf"{_DAY.pattern}[T ]\d\d:\d\d:\d\d(?:\.\d{{1,6}})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII
)
_ISO_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII | re.IGNORECASE)


@public
@final
@functools.total_ordering
@attrs.frozen(order=False, repr=False)
class PartialDate:
    """A day, a month or a year: an ISO 8601 date with reduced precision.

    Dates are ordered by their first possible day, then by their last.

    Attributes:
        year: The year, 1 to 9999.
        month: The month, 1 to 12; None if only the year is known.
        day: The day of the month; None if only the month is known.

    Raises:
        InvalidValueError: There is no such date; the message shows the value.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise InvalidValueError(f"PartialDate.day {show(self.day)} needs a month")
        parts = (self.year, self.month, self.day)
        others = (part for part in parts[1:] if part is not None)
        if self.day == 0 or not all(type(part) is int for part in (self.year, *others)):
            raise InvalidValueError(f"PartialDate must have positive integers, got {show(parts)}")
        try:
            datetime.date(self.year, 1 if self.month is None else self.month, self.day or 1)
        except (ValueError, OverflowError) as error:
            raise InvalidValueError(f"there is no date {show(parts)}: {error}") from None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date for an ISO form: ``2024``, ``2024-06`` or ``2024-06-30``.

        Raises:
            InvalidValueError: `text` has another form, or there is no such date.
        """
        match = _PARTIAL_DATE.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise InvalidValueError(f"expected 2024, 2024-06 or 2024-06-30, got {show(text)}")
        return cls(*(int(part) for part in match.groups() if part))

    @classmethod
    def of(cls, day: datetime.date) -> PartialDate:
        """Return the date for a single day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> datetime.date:
        """The first possible day."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last possible day."""
        month = self.month or 12
        if self.day or month == 12:
            return datetime.date(self.year, month, self.day or 31)
        return datetime.date(self.year, month + 1, 1) - datetime.timedelta(days=1)

    @property
    def date(self) -> datetime.date | None:
        """The day; None for a month or a year."""
        return self.first if self.day else None

    def isoformat(self) -> str:
        """Return the ISO form, with the precision of the date."""
        month_and_day = (f"-{part:02}" for part in (self.month, self.day) if part)
        return f"{self.year:04}{''.join(month_and_day)}"

    __str__ = isoformat

    def __repr__(self) -> str:
        return f"PartialDate.parse({self.isoformat()!r})"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first, self.last) < (other.first, other.last)


def in_words(value: datetime.date | PartialDate) -> str:
    """Return a day, month or year in English, such as ``"30 June 2024"``, in any locale."""
    month = MONTH_NAMES[value.month - 1].capitalize() if value.month else None
    return " ".join(str(part) for part in (value.day, month, value.year) if part)


def iso_day(text: str) -> datetime.date | None:
    """Return the day in a text such as ``2024-06-30``, or None for another form.

    Raises:
        ValueError: There is no such day.
    """
    return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None


def iso_time(text: str) -> datetime.datetime | None:
    """Return the time in a text such as ``2024-06-21T17:23:18Z``, or None for another form.

    The forms are those of RFC 3339 with up to six decimal places of a second. A blank may replace
    the T. Without a time zone, the time is naive.

    Raises:
        ValueError: There is no such time.
    """
    return datetime.datetime.fromisoformat(text) if _TIME.fullmatch(text) else None


def to_utc(time: datetime.datetime, name: str = "a time") -> datetime.datetime:
    """Return an aware time in UTC.

    Args:
        time: The time.
        name: The name of the argument, for the message.

    Raises:
        InvalidValueError: The time in UTC is outside the years 1 to 9999.
    """
    try:
        return time.astimezone(datetime.UTC)
    except OverflowError:
        raise InvalidValueError(
            f"{name} must be in the years 1 to 9999 in UTC, got {show(time)}"
        ) from None


def iso_week(day: datetime.date) -> str:
    """Return the ISO 8601 week of a day, such as ``"2024-W26"``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def end_of_week(day: datetime.date) -> datetime.date:
    """Return the Sunday that ends the week of a day; for the last days of year 9999, the last."""
    days = min(6 - day.weekday(), (datetime.date.max - day).days)
    return day + datetime.timedelta(days=days)


def parse_week(
    value: datetime.date | PartialDate | str, name: str, *, selects: bool = True
) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day of a day or an ISO week.

    Args:
        value: A date, or text such as ``"2024-06-30"`` or ``"2024-W26"``.
        name: The name of the argument, for the message.
        selects: Whether it selects papers, so that the message may suggest another condition.

    Raises:
        InvalidValueError: `value` is neither a day nor an ISO week.
    """
    expected = "a date, a day such as '2024-06-30' or an ISO week such as '2024-W26'"
    period = _parse(value, name, expected)
    if not isinstance(period, PartialDate):
        return period
    if period.date is None:
        unit, shown = ("month", f"'{period}'") if period.month else ("year", str(period.year))
        hint = f"; filter({unit}={shown}) selects the papers of a {unit}" if selects else ""
        raise InvalidValueError(f"{name} must be {expected}, got {show(value)}{hint}")
    return period.first, period.last


def parse_period(
    value: datetime.date | PartialDate | str | int, name: str
) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day of a day, an ISO week, a month or a year.

    Args:
        value: A date, a `PartialDate`, or text such as ``"2024-06-30"``, ``"2024-W26"``,
            ``"2024-06"`` or ``"2024"``, or the number of a year.
        name: The name of the argument, for the message.

    Raises:
        InvalidValueError: `value` is none of these.
    """
    if type(value) is datetime.date:
        return value, value
    examples = "a day ('2024-06-30'), ISO week ('2024-W26'), month ('2024-06') or year ('2024')"
    if isinstance(value, SupportsIndex) and not isinstance(value, bool):
        value = str(operator.index(value))  # of NumPy and pandas, too
    period = _parse(value, name, examples)
    return (period.first, period.last) if isinstance(period, PartialDate) else period


def _parse(
    value: object, name: str, expected: str
) -> PartialDate | tuple[datetime.date, datetime.date]:
    """Return a date, or the first and last day of an ISO week."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime.date):
        return PartialDate.of(value)
    reason = ""
    if isinstance(value, str):
        text = value.strip()
        try:
            if _ISO_WEEK.fullmatch(text):
                monday = datetime.date.fromisoformat(f"{text.upper()}-1")
                return monday, monday + datetime.timedelta(days=6)
            return PartialDate.parse(text)
        except (ValueError, OverflowError) as error:
            dated = _ISO_WEEK.fullmatch(text) or _PARTIAL_DATE.fullmatch(text)
            reason = f": {error}" if dated else ""
    raise InvalidValueError(f"{name} must be {expected}, got {show(value)}{reason}")
