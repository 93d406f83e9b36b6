"""Dates in the style of other dates, such as ``9/04/24``, ``June 1 - June 7`` and ``2024-W26``.

The value of the old date shows which number of its text is the month. Where two numbers may be the
month, both texts are produced: the caller reads them and keeps the one with the right date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice, product
from typing import TypeAlias

import attrs

from weeklypapers.dialects.dates import DateParts, Order, Span, day_order, read_date
from weeklypapers.dialects.draft import is_nothing
from weeklypapers.dialects.entry import Range, tidy
from weeklypapers.model.dates import MONTH_NAMES, MONTHS, PartialDate
from weeklypapers.model.errors import InvalidValueError

__all__ = ["date_in_style", "redated", "week_before", "written"]

_ORDINAL = re.compile(r"(st|nd|rd|th)(?![a-z])", re.IGNORECASE)
_PART = re.compile(r"[0-9]+|[A-Za-z]+")
_MOST_READINGS = 64

# The meaning of a number or a name of a month: an end ("first", "last" or "week") and a part of the
# date ("year", "month", "day", "week", or "compact" for all of it).
_Role: TypeAlias = tuple[str, str]


def written(day: datetime.date | PartialDate) -> DateParts:
    """Return a date as the parts of a text."""
    return DateParts(day.year, day.month, day.day)


def week_before(date: DateParts) -> DateParts:
    """Return the first day of the week that ends on a date."""
    last = PartialDate(date.year or 1, date.month, date.day).last
    return written(last - timedelta(days=6))


def _iso(date: DateParts) -> str:
    return str(date.partial or "")


# Cells


def date_in_style(
    text: str, samples: Sequence[str], date: DateParts, year: int | None, *, as_range: bool
) -> tuple[Range, str]:
    """Return the range of the date in a cell, and the text that replaces it.

    Args:
        text: The plain text of the cell.
        samples: The plain texts of other cells of the column.
        date: The new date.
        year: The year of the headings above; None if they have none.
        as_range: Whether the date is the end of a week that may be written as a range of days.
    """
    order = day_order([text, *samples])
    span = _date_in(text, order)
    place = (span.start, span.end) if span else tidy(text, 0, len(text))
    others = [sample for sample in samples if sample != text]
    for new in _texts_in_style(
        [text] if span else samples, order, date, samples, as_range=as_range
    ):
        result = _date_in(new, day_order([new, *others]))
        if result is not None and _is_date(result, None if result.has_year else year, date):
            return place, new
    return place, _iso(date)


def _texts_in_style(
    models: Sequence[str],
    order: Order | None,
    date: DateParts,
    samples: Sequence[str],
    *,
    as_range: bool,
) -> Iterator[str]:
    """Yield the texts of a date like the first date among some texts, then its ISO form."""
    for model in models:
        if span := _date_in(model, order):
            first = week_before(date) if as_range and span.kind == "range" else date
            yield from redated(model[span.start : span.end], span, first, date, samples)
            break
    yield _iso(date)


def _date_in(text: str, order: Order | None) -> Span | None:
    try:
        return None if is_nothing(text) else read_date(text, order)
    except InvalidValueError:
        return None


def _is_date(span: Span, year: int | None, date: DateParts) -> bool:
    try:
        return (span.with_year(year) if year else span).last == date
    except InvalidValueError:
        return False


# Texts


def redated(
    old: str, span: Span, first: DateParts, last: DateParts, samples: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the texts of other dates in the style of a text.

    Args:
        old: The text of a date, with nothing around it.
        span: The date of the text.
        first: The beginning of the new range; the same as `last` unless it is a range.
        last: Its end.
        samples: Other texts of the column, which show whether numbers are padded with zeros.
    """
    parts = [part for part in _PART.finditer(old) if _is_date_word(part[0])]
    old_dates = _dates_by_role(span.kind, span.first, span.last)
    new_dates = _dates_by_role(span.kind, first, last)
    choices = [
        [role for role, date in old_dates.items() if _may_be(part[0], role, date)] for part in parts
    ]
    for roles in islice(product(*choices), _MOST_READINGS):
        if len(set(roles)) == len(roles) and all(new_dates.get(role) for role in roles):
            yield _DateText(old, parts, roles).redated(new_dates, samples)


def _is_date_word(word: str) -> bool:
    return word.isdigit() or word.lower() in MONTHS


def _dates_by_role(kind: str, first: DateParts, last: DateParts) -> dict[_Role, DateParts]:
    if kind == "week":
        return {("week", "year"): last, ("week", "week"): last}
    ends = {"first": first, "last": last} if kind == "range" else {"last": last}
    return {
        (end, part): date
        for end, date in ends.items()
        for part in ("year", "month", "day", "compact")
        if part == "compact" or getattr(date, part)
    }


def _may_be(word: str, role: _Role, date: DateParts) -> bool:
    """Return whether a word may have a role in the text of a date."""
    if role[1] == "compact":
        return len(word) in (6, 8) and word == _iso(date).replace("-", "")
    value = _number(role, date)
    if not word.isdigit():
        return role[1] == "month" and MONTHS[word.lower()] == value
    if role[1] == "year":
        return word in (str(value), f"{(value or 0) % 100:02}")
    return len(word) <= 2 and int(word) == value


def _number(role: _Role, date: DateParts) -> int | None:
    end, part = role
    if end == "week":
        day = datetime.date(date.year or 1, date.month or 1, date.day or 1)
        year, week, _ = day.isocalendar()
        return year if part == "year" else week
    number: int | None = getattr(date, part)
    return number


@attrs.frozen
class _DateText:
    """One reading of the text of a date.

    Attributes:
        text: The text.
        parts: Its numbers and names of months.
        roles: The role of each part.
    """

    text: str
    parts: Sequence[re.Match[str]]
    roles: Sequence[_Role]

    def redated(self, dates: Mapping[_Role, DateParts], samples: Sequence[str]) -> str:
        """Return the text with other dates."""
        words = [self._word(index, dates[role], samples) for index, role in enumerate(self.roles)]
        ends = [end for end in ("first", "last") if (end, "month") in self.roles]
        is_one_month = ("first", "day") in self.roles and len(ends) == 1
        if not is_one_month or dates["first", "month"].month == dates["last", "month"].month:
            return self._joined(words)
        # Both ends shared one month, and each needs a month now.
        other = "last" if ends == ["first"] else "first"
        month, day = self.roles.index((ends[0], "month")), self.roles.index((ends[0], "day"))
        other_day = self.roles.index((other, "day"))
        name = self._word(month, dates[other, "month"], samples)
        if month < day:
            gap = self.text[self.parts[month].end() : self.parts[day].start()]
            words[other_day] = f"{name}{gap}{words[other_day]}"
        else:
            gap = self.text[self.parts[day].end() : self.parts[month].start()]
            words[other_day] = f"{words[other_day]}{gap}{name}"
        joined = self._joined(words)
        is_named = any(part[0].isalpha() for part in self.parts)
        return re.sub(r"(?<=\w)-(?=\w)", " - ", joined) if is_named else joined

    def _joined(self, words: Sequence[str]) -> str:
        """Return the text with other words for its parts, and with their ordinal suffixes."""
        pieces: list[str] = []
        end = 0
        for part, word in zip(self.parts, words, strict=True):
            pieces += [self.text[end : part.start()], word]
            end = part.end()
            suffix = _ORDINAL.match(self.text, end) if part[0].isdigit() else None
            if suffix:
                pieces.append(_ordinal_suffix(int(word)))
                end = suffix.end()
        return "".join([*pieces, self.text[end:]])

    def _word(self, index: int, date: DateParts, samples: Sequence[str]) -> str:
        """Return the word for another date in the place of a part."""
        old, role = self.parts[index][0], self.roles[index]
        if role[1] == "compact":
            return _iso(date).replace("-", "")
        number = _number(role, date) or 0
        if role == ("week", "year"):
            return str(number)
        if not old.isdigit():
            return _month_name(number, old, self.text)
        if role[1] == "year":
            return f"{number % 100:02}" if len(old) == 2 else f"{number:04}"
        is_padded = role[1] == "week" or self._is_padded(index, samples)
        return f"{number:02}" if is_padded else str(number)

    def _is_padded(self, index: int, samples: Sequence[str]) -> bool:
        """Return whether a number below 10 is written with a leading zero."""
        word = str(self.parts[index][0])
        if word.startswith("0") or len(word) == 1:
            return word.startswith("0")
        for sample in samples:
            words: list[str] = [word for word in _PART.findall(sample) if _is_date_word(word)]
            if len(words) == len(self.parts) and (words[index][0] == "0" or len(words[index]) == 1):
                return words[index][0] == "0"
        if any(part[0].isdigit() and len(part[0]) == 1 for part in self.parts):
            return False
        is_padded = any(part[0].startswith("0") for part in self.parts)
        return bool(is_padded or re.match(r"\d{4}[-./]", self.text))


def _month_name(month: int, model: str, text: str) -> str:
    """Return the name of a month, as long and with the same capitals as the model in the text."""
    words = [word for word in _PART.findall(text) if word.lower() in MONTHS]
    # May is both a full name and a short one.
    unambiguous = [word for word in words if word.lower() != "may"]
    samples = unambiguous if model.lower() == "may" else [model]
    is_full = all(word.lower() in MONTH_NAMES for word in samples)
    name = MONTH_NAMES[month - 1] if is_full else MONTH_NAMES[month - 1][:3]
    return name.upper() if model.isupper() else name if model.islower() else name.capitalize()


def _ordinal_suffix(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
