"""The data and texts of the charts, as plain values for Vega-Lite. It doesn't need altair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

from weeklypapers.display.text import counted
from weeklypapers.plotting import periods
from weeklypapers.plotting.counts import Tally
from weeklypapers.plotting.histograms import Bin, Histogram
from weeklypapers.plotting.rankings import PLURALS, Ranking

__all__ = [
    "CROWDED",
    "Row",
    "empty",
    "hidden",
    "incomplete",
    "lags",
    "left_out",
    "plain",
    "ranked",
    "running",
    "shares",
    "stacks",
    "subtitle",
]

Row: TypeAlias = dict[str, Any]
"""The values of one bar, by field name."""

CROWDED = 85  # more bars have no gaps between them

# Markup that ends a script or begins a comment in one (WHATWG HTML, section 13.1.2).
_MARKUP = re.compile(r"<(?=[/!?a-z])", re.IGNORECASE)
# Characters that XML 1.0 excludes (section 2.2), and the control characters that it discourages.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def stacks(tally: Tally) -> Iterator[Row]:
    """Yield the segments of stacked bars, from bottom to top; heights are numbers of papers."""
    for day, bar in _intervals(tally):
        yield from _stack(tally, bar, {name: tally.counts[day, name] for name in tally.names})


def running(tally: Tally) -> Iterator[Row]:
    """Yield the segments of adjacent stacked bars, whose heights are the papers so far."""
    sums: Counter[str] = Counter()
    for day, (start, end) in zip(tally.days, pairwise(_starts(tally)), strict=True):
        sums.update({name: tally.counts[day, name] for name in tally.names})
        bar = {"name": periods.name(tally.unit, day), "start": _text(start), "end": _text(end)}
        yield from _stack(tally, bar, sums)


def _starts(tally: Tally) -> Iterator[datetime]:
    """Yield the start of each bar of `running`, then the end of the last one."""
    for day in (*tally.days, periods.following(tally.unit, tally.days[-1])):
        first = day - timedelta(days=6) if tally.unit == "week" else day
        yield datetime.combine(first, time())


def _stack(tally: Tally, bar: Row, counts: Mapping[str, int]) -> Iterator[Row]:
    low = 0
    for name in tally.names:
        if count := counts.get(name):
            high = low + count
            yield bar | {
                "group": plain(tally.label(name)),
                "papers": count,
                "low": low,
                "high": high,
            }
            low = high


def shares(tally: Tally) -> Iterator[Row]:
    """Yield each group's number of papers and its share of all papers, from 0 to 1."""
    for day, bar in _intervals(tally):
        total = tally.totals[day]
        for position, name in enumerate(tally.groups):
            count = tally.counts[day, name]
            yield bar | {
                "group": plain(name),
                "first": position == 0,  # marks one row per bar, for the bars of all papers
                "papers": count,
                "all": total,
                "share": count / total,
            }


def _intervals(tally: Tally) -> Iterator[tuple[date, Row]]:
    """Yield each day with the name, start and end of its bar.

    Times have no zone, so that browsers interpret them as local times and show the correct days.
    """
    gap = 0 if tally.span > CROWDED else 0.08
    shortest = min([7, *((later - earlier).days for earlier, later in pairwise(tally.days))])
    for day in tally.days:
        first = datetime.combine(day, time())
        if tally.unit == "week":  # centred on the printed day
            width = timedelta(days=shortest)
            first += (timedelta(days=1) - width) / 2
        else:
            width = periods.following(tally.unit, day) - day
        bar = {"start": _text(first + gap * width), "end": _text(first + (1 - gap) * width)}
        yield day, {"name": periods.name(tally.unit, day)} | bar


def _text(moment: datetime) -> str:
    return moment.isoformat("T", "seconds")


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
    """Return the subtitle of a chart over time: what is drawn, and the papers left out."""
    first, last = (periods.name(tally.unit, day) for day in (tally.days[0], tally.days[-1]))
    span = first if first == last else f"{first} to {last}"
    papers = counted(tally.papers, "paper")
    if tally.listings != tally.papers:
        papers = f"{counted(tally.listings, 'listing')} of {papers}"
    dates = "a week or day" if tally.unit == "week" else f"a {tally.unit}"
    return [
        f"{papers} in {counted(len(tally.days), tally.unit)}, {span}",
        *left_out(tally.left_out, dates),
    ]


def empty(tally: Tally) -> list[str]:
    """Return a line with the number of empty weeks, months or years, which have no shares."""
    if not tally.empty:
        return []
    verb = "has" if tally.empty == 1 else "have"
    return [f"{tally.empty:,} of {counted(tally.span, tally.unit)} {verb} no paper"]


def hidden(tally: Tally) -> list[str]:
    """Return a line with the groups that have no row, and their sizes."""
    names = [tally.label(name) for name in (tally.others, tally.ungrouped) if name]
    return [plain(f"Not drawn: {', '.join(names)}")] if names else []


def ranked(ranking: Ranking) -> list[str]:
    """Return the subtitle of a ranking: the groups and papers in it, then those that aren't."""
    shown, noun = len(ranking.counts), PLURALS[ranking.key]
    if ranking.groups == 1:
        noun = ranking.key
    groups = (
        f"{shown:,} {noun}"
        if shown == ranking.groups
        else f"{shown:,} of {ranking.groups:,} {noun}"
    )
    papers = counted(ranking.papers, "paper")
    if ranking.covered != ranking.papers:
        papers = f"{ranking.covered:,} of {papers}"
    smallest = counted(ranking.counts[-1][1], "paper")
    verb = "has" if ranking.tied == 1 else "have"
    tied = f"; {ranking.tied:,} more {verb} {smallest}" if ranking.tied else ""
    missing = "authors" if ranking.key == "author" else f"a {ranking.key}"
    return [
        f"{groups}, with {papers}{tied}",
        *incomplete(ranking),
        *left_out(ranking.left_out, missing),
    ]


def incomplete(ranking: Ranking) -> list[str]:
    """Return a line with the number of papers with unnamed authors, if there are any."""
    papers = counted(ranking.incomplete, "paper")
    return [f"The list names only some authors of {papers}"] if ranking.incomplete else []


def left_out(count: int, missing: str) -> list[str]:
    """Return a line with the number of papers that a chart can't show, if there are any."""
    return [f"Left out: {counted(count, 'paper')} without {missing}"] if count else []
