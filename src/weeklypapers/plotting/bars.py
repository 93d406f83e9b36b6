"""The data and texts of the charts, as plain values for Vega-Lite. It doesn't need altair."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

from weeklypapers.display.text import counted
from weeklypapers.model.dates import MONTH_NAMES
from weeklypapers.plotting.counts import Authors, Bin, Histogram, Tally, Unit

__all__ = [
    "Row",
    "empty",
    "incomplete",
    "lags",
    "left_out",
    "plain",
    "shares",
    "stacks",
    "subtitle",
]

Row: TypeAlias = dict[str, Any]
"""The values of one bar, by field name."""

_CROWDED_DAYS = 600  # bars of a week have no gaps in longer spans

# Markup that ends a script or begins a comment in one (WHATWG HTML, section 13.1.2).
_MARKUP = re.compile(r"<(?=[/!?a-z])", re.IGNORECASE)
# Characters that XML 1.0 excludes (section 2.2), and the control characters that it discourages.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def stacks(tally: Tally) -> Iterator[Row]:
    """Yield the segments of stacked bars, from bottom to top; heights are numbers of papers."""
    for day, bar in _intervals(tally):
        low = 0
        for name in tally.names:
            if count := tally.counts[day, name]:
                high = low + count
                yield bar | {"group": plain(name), "papers": count, "low": low, "high": high}
                low = high


def shares(tally: Tally) -> Iterator[Row]:
    """Yield each group's number of papers and its share of all papers, from 0 to 1."""
    for day, bar in _intervals(tally):
        total = tally.total(day)
        for name in tally.groups:
            count = tally.counts[day, name]
            yield bar | {"group": plain(name), "papers": count, "share": count / total}


def _intervals(tally: Tally) -> Iterator[tuple[date, Row]]:
    """Yield each day with the name, start and end of its bar.

    Times have no zone, so that browsers interpret them as local times and show the correct days.
    """
    crowded = (tally.days[-1] - tally.days[0]).days > _CROWDED_DAYS
    shortest = min([7, *((later - earlier).days for earlier, later in pairwise(tally.days))])
    week = timedelta(days=shortest) * (1 if crowded else 0.84)
    for day in tally.days:
        first = datetime.combine(day, time())
        if tally.unit == "week":  # centred on the printed day
            start = first + (timedelta(days=1) - week) / 2
            end = start + week
        else:
            days = monthrange(day.year, day.month)[1] if tally.unit == "month" else 365
            start, end = first + 0.08 * timedelta(days), first + 0.92 * timedelta(days)
        times = {"start": start.isoformat("T", "seconds"), "end": end.isoformat("T", "seconds")}
        yield day, {"name": _name(tally.unit, day)} | times


def lags(histogram: Histogram) -> Iterator[Row]:
    """Yield the bars of a histogram, including one at each side for outliers; units are days."""
    first, last = histogram.bins[0], histogram.bins[-1]
    width = first.last - first.first + 1
    if histogram.before:
        yield _bar(histogram.before, first.first - 2 * width, width, "before")
    for lag in histogram.bins:
        yield _bar(lag, lag.first, width, "within")
    if histogram.after:
        yield _bar(histogram.after, last.last + 1 + width, width, "after")


def _bar(lag: Bin, position: int, width: int, side: str) -> Row:
    start = position - 0.5  # centres a bar of one day on its number
    days = str(lag.first) if lag.first == lag.last else f"{lag.first} to {lag.last}"
    return {"start": start, "end": start + width, "papers": lag.papers, "days": days, "side": side}


# Texts


def plain(text: str) -> str:
    """Return a text on one line that is safe inside the script with the data of a chart.

    Altair doesn't escape data in scripts, so a ``<`` that may begin markup is replaced by the
    similar U+2039. Characters that XML excludes become U+FFFD, because vl-convert aborts the whole
    process at one.
    """
    return _MARKUP.sub("\u2039", _CONTROL.sub("\ufffd", " ".join(text.split())))


def subtitle(tally: Tally) -> list[str]:
    """Return the subtitle of a chart over time: papers, time span and papers left out."""
    first, last = (_name(tally.unit, day) for day in (tally.days[0], tally.days[-1]))
    span = first if first == last else f"{first} to {last}"
    units = counted(len(tally.days), tally.unit)
    dates = {"week": "a week or day", "month": "a month", "year": "a year"}[tally.unit]
    return [
        f"{counted(tally.papers, 'paper')} in {units}, {span}",
        *left_out(tally.left_out, dates),
    ]


def _name(unit: Unit, day: date) -> str:
    """Return the name of the week, month or year of a day, such as ``"30 June 2024"``."""
    if unit == "year":
        return str(day.year)
    month = f"{MONTH_NAMES[day.month - 1].title()} {day.year}"
    return month if unit == "month" else f"{day.day} {month}"


def empty(tally: Tally) -> list[str]:
    """Return a line with the number of empty weeks, months or years, which have no shares."""
    if not tally.empty:
        return []
    verb = "has" if tally.empty == 1 else "have"
    return [f"{tally.empty:,} of {counted(tally.span, tally.unit)} {verb} no paper"]


def incomplete(authors: Authors) -> list[str]:
    """Return a line with the number of papers with unnamed authors, if there are any."""
    papers = counted(authors.incomplete, "paper")
    return [f"Of {papers} the list names only some authors"] if authors.incomplete else []


def left_out(count: int, missing: str) -> list[str]:
    """Return a line with the number of papers that a chart can't show, if there are any."""
    return [f"Left out: {counted(count, 'paper')} without {missing}"] if count else []
