"""What charts say: counts, days, and texts of a list in a form that can do no harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weeklypapers.display.text import counted
from weeklypapers.model.dates import MONTH_NAMES

if TYPE_CHECKING:
    from datetime import date

    from weeklypapers.plotting.counting import Authors, Tally, Unit

__all__ = ["by", "empty", "in_part", "left_out", "named", "plain", "told"]

# What ends a script, or begins a comment in one, in HTML (WHATWG, section 13.1.2 on script data).
_MARKUP = re.compile(r"<(?=[/!?a-z])", re.IGNORECASE)
# What XML 1.0 doesn't have (section 2.2), and the controls that it discourages.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Text of a list, on one line, that can't end the script in which a page has its data.

    Altair writes data into the script as they are: a `<` before a letter, a slash and the like is
    shown as U+2039, which looks like it. Characters that XML doesn't have become U+FFFD, since
    vl-convert ends the whole process at one.
    """
    return _MARKUP.sub("\u2039", _CONTROL.sub("\ufffd", " ".join(text.split())))


def told(table: Tally) -> list[str]:
    """The subtitle of a chart over time: how many papers, when, and how many are left out."""
    first, last = (named(table.unit, day) for day in (table.days[0], table.days[-1]))
    span = first if first == last else f"{first} to {last}"
    units = counted(len(table.days), table.unit)
    dates = {"week": "a week or day", "month": "a month", "year": "a year"}[table.unit]
    return [
        f"{counted(table.papers, 'paper')} in {units}, {span}",
        *left_out(table.left_out, dates),
    ]


def named(unit: Unit, day: date) -> str:
    """The week, month or year for which a day stands, such as ``"30 June 2024"``."""
    if unit == "year":
        return str(day.year)
    month = f"{MONTH_NAMES[day.month - 1].title()} {day.year}"
    return month if unit == "month" else f"{day.day} {month}"


def by(table: Tally) -> str:
    """The end of a title: what is told apart."""
    return f" by {table.by}" if table.by else ""


def empty(table: Tally) -> list[str]:
    """A line that tells times without papers from shares of 0; none if each has one."""
    if not table.empty:
        return []
    verb = "has" if table.empty == 1 else "have"
    return [f"{table.empty:,} of {counted(table.span, table.unit)} {verb} no paper"]


def in_part(table: Authors) -> list[str]:
    """A line that says how many papers have more authors than are counted; none if none has."""
    papers = counted(table.in_part, "paper")
    return [f"Of {papers} the list names only some authors"] if table.in_part else []


def left_out(count: int, what: str) -> list[str]:
    """A line that says how many papers a chart can't show; none if it shows all."""
    return [f"Left out: {counted(count, 'paper')} without {what}"] if count else []
