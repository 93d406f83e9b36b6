"""Dates written as another one is: ``9/04/24`` for ``8/28/24``, ``June 1 - June 7``, ``2024-W26``.

Which number of a text is its month is told by what the text was read as. Where two can be it, both
ways are given: whoever asks reads them, and takes the one that says what it should.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeAlias

import attrs

from weeklypapers.dialects.dates import Span, Written
from weeklypapers.model.dates import MONTH_NAMES, MONTHS, PartialDate

__all__ = ["iso_date", "redated", "written"]

_ORDINAL = re.compile(r"(st|nd|rd|th)(?![a-z])", re.IGNORECASE)
_PART = re.compile(r"[0-9]+|[A-Za-z]+")
_MOST = 64  # readings of one text that are tried

# What a part of a text says: whether of the first or the last date, and what of it.
_Role: TypeAlias = tuple[str, str]
_Match: TypeAlias = "re.Match[str]"


def written(day: datetime.date | PartialDate) -> Written:
    """A date as a text may say it."""
    return Written(day.year, day.month, day.day)


def iso_date(date: Written) -> str:
    """The form of ISO 8601; nothing if the year is not said."""
    return str(date.partial or "")


def redated(
    old: str, was: Span, first: Written, last: Written, samples: Sequence[str] = ()
) -> Iterator[str]:
    """The ways to write other dates as a text has its own.

    Args:
        old: The text, all of which is date.
        was: What it was read as.
        first: Where the new one begins; the same as `last` unless it is a range.
        last: Where it ends.
        samples: Other texts of the kind, which tell whether numbers are padded with zeros.
    """
    parts = [part for part in _PART.finditer(old) if _is_said(part[0])]
    before = _values(was.kind, was.first, was.last)
    after = _values(was.kind, first, last)
    choices = [
        [role for role, value in before.items() if _says(part[0], role, value)] for part in parts
    ]
    for number, roles in enumerate(product(*choices)):
        if number >= _MOST:
            return
        if len(set(roles)) == len(roles) and all(after.get(role) for role in roles):
            yield from _Redating(old, parts, roles, after, samples).texts()


def _is_said(word: str) -> bool:
    return word.isdigit() or word.lower() in MONTHS


def _values(kind: str, first: Written, last: Written) -> dict[_Role, Written]:
    """The dates that parts of a text say, by role."""
    if kind == "week":
        return {("week", "year"): last, ("week", "week"): last}
    ends = {"first": first, "last": last} if kind == "range" else {"last": last}
    return {
        (end, part): date
        for end, date in ends.items()
        for part in ("year", "month", "day", "compact")
        if part == "compact" or getattr(date, part)
    }


def _says(word: str, role: _Role, date: Written) -> bool:
    """Whether a word is what a role says of a date."""
    if role[1] == "compact":
        return len(word) in (6, 8) and word == iso_date(date).replace("-", "")
    value = _iso_week(date)[0] if role == ("week", "year") else _number(role[1], date)
    if not word.isdigit():
        return role[1] == "month" and MONTHS[word.lower()] == value
    if role[1] == "year":
        return word in (str(value), f"{(value or 0) % 100:02}")
    return len(word) <= 2 and int(word) == value


def _number(part: str, date: Written) -> int | None:
    if part == "week":
        return _iso_week(date)[1]
    value: int | None = getattr(date, part)
    return value


@attrs.frozen
class _Redating:
    """One reading of a text: what each part of it says."""

    old: str
    parts: Sequence[_Match]
    roles: tuple[_Role, ...]
    after: dict[_Role, Written]
    samples: Sequence[str]

    def texts(self) -> Iterator[str]:
        """The text with the new dates."""
        words = [self._word(at) for at in range(len(self.parts))]
        months = [self._month_of(end) for end in ("first", "last")]
        has_one = ("first", "day") in self.roles and months.count(None) == 1
        if has_one and self.after["first", "month"].month != self.after["last", "month"].month:
            joined = self._joined(self._with_both_months(words))
            is_named = any(part[0].isalpha() for part in self.parts)
            yield re.sub(r"(?<=\w)-(?=\w)", " - ", joined) if is_named else joined
        else:
            yield self._joined(words)

    def _month_of(self, end: str) -> int | None:
        return self.roles.index((end, "month")) if (end, "month") in self.roles else None

    def _joined(self, words: Sequence[str]) -> str:
        pieces: list[str] = []
        done = 0
        for part, word in zip(self.parts, words, strict=True):
            pieces += [self.old[done : part.start()], word]
            done = part.end()
            suffix = _ORDINAL.match(self.old, done) if part[0].isdigit() else None
            if suffix:
                pieces.append(_ordinal(int(word)))
                done = suffix.end()
        return "".join([*pieces, self.old[done:]])

    def _with_both_months(self, words: list[str]) -> list[str]:
        """The words where one month stood for both ends, and no longer does."""
        end = "first" if ("first", "month") in self.roles else "last"
        other = "last" if end == "first" else "first"
        month, day = (self.roles.index((end, part)) for part in ("month", "day"))
        at = self.roles.index((other, "day"))
        name = self._written(month, self.after[other, "month"])
        made = list(words)
        if month < day:
            gap = self.old[self.parts[month].end() : self.parts[day].start()]
            made[at] = f"{name}{gap}{words[at]}"
        else:
            gap = self.old[self.parts[day].end() : self.parts[month].start()]
            made[at] = f"{words[at]}{gap}{name}"
        return made

    def _word(self, at: int) -> str:
        return self._written(at, self.after[self.roles[at]])

    def _written(self, at: int, date: Written) -> str:
        """A part as it says another date."""
        old, what = self.parts[at][0], self.roles[at][1]
        if what == "compact":
            return iso_date(date).replace("-", "")
        if self.roles[at] == ("week", "year"):
            return str(_iso_week(date)[0])
        value = _number(what, date) or 0
        if not old.isdigit():
            return _named(value, old, self.old)
        if what == "year":
            return f"{value % 100:02}" if len(old) == 2 else f"{value:04}"
        return f"{value:02}" if what == "week" or self._is_padded(at) else str(value)

    def _is_padded(self, at: int) -> bool:
        """Whether a number below 10 is written with a zero here."""
        word = str(self.parts[at][0])
        if word.startswith("0") or len(word) == 1:
            return word.startswith("0")
        for sample in self.samples:
            words: list[str] = [part for part in _PART.findall(sample) if _is_said(part)]
            if len(words) == len(self.parts) and (words[at][0] == "0" or len(words[at]) == 1):
                return words[at][0] == "0"
        if any(part[0].isdigit() and len(part[0]) == 1 for part in self.parts):
            return False
        padded = any(part[0].startswith("0") for part in self.parts)
        return bool(padded or re.match(r"\d{4}[-./]", self.old))


def _iso_week(date: Written) -> tuple[int, int]:
    year, week, _ = datetime.date(date.year or 1, date.month or 1, date.day or 1).isocalendar()
    return year, week


def _named(month: int, like: str, text: str) -> str:
    """The name of a month, in full or short and in capitals or not as another one is."""
    words = [word for word in _PART.findall(text) if word.lower() in MONTHS]
    telling = [like] if like.lower() != "may" else [word for word in words if word.lower() != "may"]
    is_full = all(word.lower() in MONTH_NAMES for word in telling)
    name = MONTH_NAMES[month - 1] if is_full else MONTH_NAMES[month - 1][:3]
    return name.upper() if like.isupper() else name if like.islower() else name.capitalize()


def _ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
