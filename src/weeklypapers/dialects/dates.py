"""Dates, weeks and months in cells, headings and names of files.

They may be in English, Chinese, Japanese or Korean. A numbered week of a year, such as ``Week 27,
2024``, is the week of ISO 8601. Nothing is guessed: a part that a text leaves out is None, and an
ambiguous date is not read. ISO forms are those of ISO 8601, with reduced precision.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import attrs

from weeklypapers.dialects.date_patterns import DateTokens, date_pattern, full_year
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.text import remembering

__all__ = [
    "DateParts",
    "Order",
    "Span",
    "day_order",
    "find_in_name",
    "find_span",
    "partial_date",
    "read_date",
]

Order = Literal["mdy", "dmy"]  # whether the month or the day is first in 9/04/24

_Kind = Literal["range", "week", "day", "month", "year"]


@attrs.frozen
class DateParts:
    """The parts of a date; those that the text leaves out are None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.month is not None:  # without a year, the date must exist in a leap year
            PartialDate(2000 if self.year is None else self.year, self.month, self.day)

    def with_year(self, year: int) -> DateParts:
        """Return the parts with another year."""
        return DateParts(year, self.month, self.day)

    @property
    def partial(self) -> PartialDate | None:
        """The date; None without a year."""
        return None if self.year is None else PartialDate(self.year, self.month, self.day)


@attrs.frozen
class Span:
    """A date, or a range of dates, in a heading, a cell or the name of a file.

    Attributes:
        kind: ``"range"``: from one day to another. ``"week"``: a week of ISO 8601, from Monday to
            Sunday. ``"day"``, ``"month"``, ``"year"``: one date, both `first` and `last`.
        first: The first date. A month or year that only the other end has is filled in.
        last: The last date, filled in likewise.
        start: The offset of the first character in the text.
        end: The offset after the last character. The year lies inside.
        is_week: True if it is a range, a week of ISO 8601, or a day in a heading such as ``Week of
            March 4, 2024``.
    """

    kind: _Kind
    first: DateParts
    last: DateParts
    start: int
    end: int
    is_week: bool = False

    @property
    def has_year(self) -> bool:
        """True if the year is known."""
        return self.last.year is not None

    def with_year(self, year: int) -> Span:
        """Return the span with `year` as the year of its end.

        A range from December to January begins in the year before.

        Raises:
            InvalidValueError: The span has another year, or that year has no such day.
        """
        if self.has_year and self.last.year != year:
            raise InvalidValueError(f"the year is {self.last.year}, so it can't be {show(year)}")
        if self.has_year:
            return self
        first, last = _fill_years(self.first, self.last.with_year(year))
        return Span(self.kind, first, last, self.start, self.end, self.is_week)

    @property
    def ending(self) -> datetime.date | None:
        """The last day; None if a part of it is missing."""
        partial = self.last.partial
        return partial.date if partial else None


_ISO_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])", re.ASCII)
_DIGIT = re.compile("[0-9]")
_NUMERIC_DAY = re.compile(r"[0-9][-./][0-9]")
_LONGEST_WEEK = 13  # in days
_WEEK_OF = re.compile(
    r"\b(?:the\s+)?week\s+(?:of|ending|starting|beginning|from)\s*(?:on\s+)?(?:the\s+)?:?\s*",
    re.IGNORECASE,
)


# -- Finding dates -----------------------------------------------------------------------------


@remembering(4096)  # many papers have the same date
def read_date(text: str, order: Order | None = None) -> Span:
    """Read a cell that holds a date alone, with brackets and punctuation around it.

    Args:
        text: The cell, without markup.
        order: The order of month and day in ``9/04/24``, where both numbers can be the month.

    Raises:
        InvalidValueError: The text is not a date, or it is ambiguous.
    """
    if _ISO_DAY.fullmatch(text):  # as most are
        day = DateParts(int(text[:4]), int(text[5:7]), int(text[8:]))
        return Span("day", day, day, 0, len(text))
    expected = f"expected a date such as 2024-06-30 or June 2024, got {show(text)}"
    if not _DIGIT.search(text):
        raise InvalidValueError(expected)
    stripped = text.lstrip()
    lead = _WEEK_OF.match(stripped)
    begin = len(text) - len(stripped) + lead.end() if lead else 0
    tokens = DateTokens(" " * begin + text[begin:], is_prose=False)
    match = tokens.match_whole(date_pattern("cell"))
    if match is None:
        raise InvalidValueError(expected)
    try:
        return _read_match(tokens, match, order)
    except InvalidValueError as error:
        raise InvalidValueError(f"{expected}: {error}") from None


def partial_date(text: str) -> PartialDate | None:
    """Return the day, month or year that a text consists of, or None."""
    if not _DIGIT.search(text):  # as in most texts
        return None
    try:
        span = read_date(text)
    except InvalidValueError:
        return None
    return None if span.is_week else span.last.partial


def day_order(cells: Iterable[str]) -> Order | None:
    """Return the order of month and day in the numeric dates of one column.

    It is None if no number is above 12, or if cells contradict each other.
    """
    orders: set[Order] = set()
    for cell in cells:
        if _NUMERIC_DAY.search(cell) and not _ISO_DAY.fullmatch(cell):
            orders |= _orders_in(cell)
    return orders.pop() if len(orders) == 1 else None


@remembering(4096)
def _orders_in(cell: str) -> frozenset[Order]:
    return frozenset(_day_orders(DateTokens(cell, is_prose=False)))


def _day_orders(tokens: DateTokens) -> Iterator[Order]:
    for match in date_pattern("numeric").finditer(tokens.letters):
        one, other, *_ = tokens.numbers(*match.span())[1]
        if (one > 12) != (other > 12):
            yield "dmy" if one > 12 else "mdy"


@remembering(4096)
def find_span(text: str, *, order: Order | None = None) -> Span | None:
    """Return the first date or range of dates in a heading, or None.

    A bare year, and a month in digits, count only if they are the whole heading.

    Args:
        text: The heading, without markup.
        order: As for `read_date`; a date that stays ambiguous is skipped.
    """
    if not _DIGIT.search(text):
        return None
    span = _first_span(DateTokens(text, is_prose=True), "text", order)
    if span and span.kind == "day" and (leads := [*_WEEK_OF.finditer(text, 0, span.start)]):
        is_week = not text[leads[-1].end() : span.start].strip(" *_([")
        span = attrs.evolve(span, is_week=is_week)
    return span


def find_in_name(name: str) -> Span | None:
    """Return the first date or range in the name of a file, or in the last part of a path.

    Hyphens and underscores separate words; the suffix is skipped.
    """
    begin = max(name.rfind("/"), name.rfind("\\")) + 1
    stem, dot, suffix = name[begin:].rpartition(".")
    if not dot or not suffix[:1].isalpha():  # the last dot of 2024.06.30 begins no suffix
        stem = name[begin:]
    span = _first_span(DateTokens(stem.replace("_", "-"), is_prose=False), "name", None)
    return span and attrs.evolve(span, start=span.start + begin, end=span.end + begin)


def _first_span(
    tokens: DateTokens, where: Literal["text", "name"], order: Order | None
) -> Span | None:
    whole = tokens.match_whole(date_pattern("heading"))
    week: Span | None = None
    for match in [whole] if whole else date_pattern(where).finditer(tokens.letters):
        try:
            span = _read_match(tokens, match, order)
            if week and span.kind == "range":  # lists may number their weeks in other ways
                span = span.with_year(week.last.year or 0)
                return attrs.evolve(span, start=week.start)
        except InvalidValueError:  # the form of a date, but there is no such day
            continue
        if span.kind != "week":
            return week or span
        week = week or span
    return week


# -- Reading dates -----------------------------------------------------------------------------

# The roles of the numbers in a date by their kinds: y year, m month, d day.
_ROLES = {"Y": "y", "Y#": "ym", "#Y": "my", "MY": "my", "YM": "ym", "#": "d", "##": "md"}
_ROLES |= {"M#": "md", "#M": "dm", "M#Y": "mdy", "#MY": "dmy", "YM#": "ymd", "Y##": "ymd"}
_ROLES |= {"##Y": "mdy", "###": "mdy"}


def _read_match(tokens: DateTokens, match: re.Match[str], order: Order | None) -> Span:
    """Read the date, or the two ends of a range, that a pattern matched."""
    groups = range(1, match.re.groups + 1)
    places = [match.span(group) for group in groups if match[group] is not None]
    in_range = len(places) == 2
    if order is None and in_range:
        orders = set(_day_orders(tokens))  # one end of the range may show the order of the other
        order = orders.pop() if len(orders) == 1 else _order_of_range(tokens, places)
    ends = [_read_end(tokens, *place, order, in_range=in_range) for place in places]
    kind, first, last = _join(ends[0][1], ends[1][2]) if in_range else ends[0]
    word = places[-1][1] - 1
    end = tokens.starts[word] + len(tokens.words[word].rstrip())
    is_week = kind in ("range", "week")
    return Span(kind, first, last, tokens.starts[places[0][0]], end, is_week)


_Dates: TypeAlias = tuple[_Kind, DateParts, DateParts]  # the kind, the first and the last date


def _order_of_range(tokens: DateTokens, places: list[tuple[int, int]]) -> Order | None:
    """Return the only order in which a range is at most two weeks long: 6/3/2024 - 6/9/2024."""
    short: list[Order] = []
    orders: tuple[Order, Order] = ("mdy", "dmy")
    for order in orders:
        try:
            ends = [_read_end(tokens, *place, order, in_range=True)[1] for place in places]
            years = [end.year for end in ends if end.year] or [2000]
            days = [PartialDate(end.year or years[0], end.month, end.day).date for end in ends]
        except InvalidValueError:
            continue
        if days[0] and days[1] and 0 < (days[1] - days[0]).days <= _LONGEST_WEEK:
            short.append(order)
    return short[0] if len(short) == 1 else None


def _read_end(
    tokens: DateTokens, begin: int, end: int, order: Order | None, *, in_range: bool
) -> _Dates:
    letters = tokens.letters[begin:end]
    kinds, numbers = tokens.numbers(begin, end)
    if "W" in kinds:
        return _week(*sorted(numbers, reverse=True))
    # The end of "May 22 - 28, 2024" is a day and a year, because no range contains 06/2024.
    roles = "dy" if in_range and kinds == "#Y" else _ROLES[kinds]
    parts = dict(zip(roles, numbers, strict=True))
    if kinds == "###":
        parts["y"] = full_year(parts["y"])
    # Without a year, 07-29 and 07.29 are the end of 2024-07-29, so the month is first.
    is_end = kinds == "##" and "/" not in letters and not letters.endswith(".")
    if kinds in ("##Y", "###", "##") and "m" not in letters and not is_end:
        one, other = parts["m"], parts["d"]
        if one <= 12 and other <= 12 and one != other and order is None:
            raise InvalidValueError("it is ambiguous, because either number can be the month")
        if one > 12 or (other <= 12 and order == "dmy"):
            parts |= {"m": other, "d": one}
    date = DateParts(parts.get("y"), parts.get("m"), parts.get("d"))
    return "day" if date.day else "month" if date.month else "year", date, date


def _week(year: int, week: int) -> _Dates:
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError as error:
        raise InvalidValueError(str(error)) from None
    sunday = monday + datetime.timedelta(days=6)
    first, last = (DateParts(day.year, day.month, day.day) for day in (monday, sunday))
    return "week", first, last


def _join(first: DateParts, last: DateParts) -> _Dates:
    """Return the range between two dates, each with the parts that only the other has."""
    first = attrs.evolve(first, month=first.month or last.month)
    last = attrs.evolve(last, month=last.month or first.month)
    months = (last.month or 0) - (first.month or 0)
    if (first.year is None or last.year is None) and months < 0 and months % 12 > 6:
        raise InvalidValueError("it ends before it begins")  # no list covers more than half a year
    first, last = _fill_years(first, last)
    begin, end = ((date.year or 0, date.month or 0, date.day or 0) for date in (first, last))
    if begin > end and (months >= 0 or first.year is not None):
        raise InvalidValueError("it ends before it begins")
    return "range", first, last


def _fill_years(first: DateParts, last: DateParts) -> tuple[DateParts, DateParts]:
    wraps = (first.month or 0) > (last.month or 0)
    if last.year is None and first.year is not None:
        last = last.with_year(first.year + wraps)
    elif first.year is None and last.year is not None:
        first = first.with_year(last.year - wraps)
    return first, last
