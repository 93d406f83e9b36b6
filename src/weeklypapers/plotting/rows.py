"""The data of the charts: a row a bar, of the plain values that Vega-Lite reads. No altair."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from weeklypapers.plotting.counting import shortest_step
from weeklypapers.plotting.wording import named, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weeklypapers.plotting.counting import Bin, Histogram, Tally

__all__ = ["Row", "lags", "shares", "stacks"]

Row: TypeAlias = dict[str, Any]
"""Values of one bar, by name of the field."""

_CROWDED_DAYS = 600  # from which on bars of a week have no gap


def stacks(table: Tally) -> Iterator[Row]:
    """The parts of stacked bars, the largest group at the bottom; their heights are in papers."""
    for day, extent in _extents(table):
        low = 0
        for name in table.names:
            if count := table.counts.get((day, name)):
                high = low + count
                yield extent | {"group": plain(name), "papers": count, "low": low, "high": high}
                low = high


def shares(table: Tally) -> Iterator[Row]:
    """The papers of each group, and their share of all, from 0 to 1."""
    for day, extent in _extents(table):
        total = table.total(day)
        for name in table.groups:
            count = table.counts.get((day, name), 0)
            yield extent | {"group": plain(name), "papers": count, "share": count / total}


def lags(table: Histogram) -> Iterator[Row]:
    """The bars of a histogram in days, and one at each side for what lies far from it."""
    first, last = table.bins[0], table.bins[-1]
    width = first.last - first.first + 1
    if table.before:
        yield _bar(table.before, first.first - 2 * width, width, "before")
    for one in table.bins:
        yield _bar(one, one.first, width)
    if table.after:
        yield _bar(table.after, last.last + 1 + width, width, "after")


def _bar(one: Bin, at: int, width: int, side: str = "within") -> Row:
    days = str(one.first) if one.first == one.last else f"{one.first} to {one.last}"
    start = at - 0.5  # so that a bin of one day stands above its number
    return {"start": start, "end": start + width, "papers": one.papers, "days": days, "side": side}


def _extents(table: Tally) -> Iterator[tuple[date, Row]]:
    """The days, each with its name and from where to where its bar goes.

    Times are without a zone: browsers take them for their own, and so show the days that are meant.
    """
    crowded = (table.days[-1] - table.days[0]).days > _CROWDED_DAYS
    step = timedelta(days=shortest_step(table.days)) * (1 if crowded else 0.84)
    for day in table.days:
        first = datetime.combine(day, time())
        if table.unit == "week":  # around the day that is printed
            start = first + (timedelta(days=1) - step) / 2
            end = start + step
        else:
            length = timedelta(days=monthrange(*_month(day))[1] if table.unit == "month" else 365)
            start, end = first + 0.08 * length, first + 0.92 * length
        times = {"start": _iso(start), "end": _iso(end)}
        yield day, {"name": named(table.unit, day)} | times


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _iso(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
