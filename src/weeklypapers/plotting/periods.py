"""Weeks, months, quarters and years: the time spans of the bars in charts over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

from weeklypapers.model.dates import PartialDate, in_words
from weeklypapers.model.paper import Paper, listed_days

__all__ = ["UNITS", "Unit", "fitting", "following", "name", "number", "representative"]

Unit: TypeAlias = Literal["week", "month", "quarter", "year"]

UNITS: tuple[Unit, ...] = ("week", "month", "quarter", "year")
"""All units, the shortest first."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_YEARS = range(1000, 9000)  # four digits, and far from the limits of `date`
_ENOUGH = 0.9  # the least part of the dated papers that a unit must cover


def representative(paper: Paper, unit: Unit) -> date | None:
    """Return the day that represents a paper's week, month, quarter or year; None if unknown.

    It is the last day of a week, and the first day of the other units.
    """
    if unit == "week":
        week = paper.week_ending
        return week if week and week.year in _YEARS else None
    first, last = listed_days(paper) or (None, None)
    if first is None or last is None or first.year not in _YEARS:
        return None
    return start if (start := _start(unit, first)) == _start(unit, last) else None


def _start(unit: Unit, day: date) -> date:
    months = _MONTHS[unit]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def following(unit: Unit, day: date) -> date:
    """Return the day that represents the next unit."""
    if unit == "week":
        return day + timedelta(days=7)
    months = day.year * 12 + day.month - 1 + _MONTHS[unit]
    return date(months // 12, months % 12 + 1, 1)


def number(unit: Unit, day: date) -> int:
    """Return a number that is one higher for each next unit."""
    if unit == "week":
        return (day.toordinal() - 1) // 7  # ordinal 1, 1 January of year 1, is a Monday
    return (day.year * 12 + day.month - 1) // _MONTHS[unit]


def name(unit: Unit, day: date) -> str:
    """Return the name of the unit that a day represents, such as ``"30 June 2024"``."""
    if unit == "quarter":
        return f"Q{(day.month + 2) // 3} {day.year}"
    if unit == "week":
        return in_words(day)
    return in_words(PartialDate(day.year, day.month if unit == "month" else None))


def fitting(papers: Sequence[Paper], most: dict[Unit, int]) -> Unit:
    """Return the shortest unit that the dates determine and that has few enough bars.

    A unit is suitable if nine of ten dated papers have one, since others would be left out.

    Args:
        papers: The list.
        most: The largest number of bars for each unit; units without one have no limit.
    """
    dated = sum(representative(paper, "year") is not None for paper in papers)
    for unit in UNITS:
        days = [day for paper in papers if (day := representative(paper, unit))]
        if not days or len(days) < _ENOUGH * dated:
            continue
        bars = number(unit, max(days)) - number(unit, min(days)) + 1
        if unit not in most or bars <= most[unit]:
            return unit
    return "year"
