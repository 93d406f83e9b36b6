"""Questions that only a weekly list answers: what was listed when, and what came again."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

import attrs

from weeklypapers.comparing import identity
from weeklypapers.model import Paper
from weeklypapers.queries import fold, iso_week, listed_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.papers import Papers  # noqa: TC004 - it imports this module

__all__ = ["Lag", "Lags", "Listings", "Overlap", "Relisted", "ReturningAuthor", "listed_day"]

Identity = tuple[str, str]
Entries = list[Paper]


@attrs.frozen(kw_only=True)
class Relisted:
    """A paper that a list has on several days.

    Attributes:
        papers: Its entries, the first listed first.
        days: The days on which it is listed, each once, the first one first.
    """

    papers: Papers
    days: tuple[date, ...]


@attrs.frozen(kw_only=True)
class Lag:
    """How long a paper took from arXiv to the list.

    Attributes:
        paper: The paper, as it was first listed.
        days: Days from the submission of its first version, by the day in UTC, to the day under
            which it was first listed. Below 0 if the list prints an earlier day.
    """

    paper: Paper
    days: int


@attrs.frozen(kw_only=True)
class Lags:
    """How long the papers of a list took from arXiv to the list, each paper once.

    Attributes:
        lags: Those of the papers of which both days are known, in listed order.
        unknown: The other papers: they have no record, or the list says no day.
    """

    lags: tuple[Lag, ...]
    unknown: Papers

    @property
    def median(self) -> float | None:
        """The median, in days; None if no lag is known."""
        return median(lag.days for lag in self.lags) if self.lags else None


@attrs.frozen(kw_only=True)
class Overlap:
    """What two lists have in common, each paper once.

    Attributes:
        both: Papers of both, as the first list has them.
        only_here: Papers that only the first list has.
        only_there: Papers that only the other has.
    """

    both: Papers
    only_here: Papers
    only_there: Papers

    @property
    def share(self) -> float:
        """Their Jaccard index: how many of all papers are in both, from 0 to 1; 0 if none are."""
        union = len(self.both) + len(self.only_here) + len(self.only_there)
        return len(self.both) / union if union else 0.0


@attrs.frozen(kw_only=True)
class ReturningAuthor:
    """An author whose papers were first listed in several weeks.

    Attributes:
        name: The name, as it is first spelled.
        papers: The papers, each once, in listed order.
        weeks: The ISO weeks in which they were first listed, such as ``"2024-W26"``, the first one
            first.
    """

    name: str
    papers: Papers
    weeks: tuple[str, ...]


def listed_day(paper: Paper) -> date | None:
    """The day on which the list has an entry for certain: of its week, else its own.

    Of a listed date that is a month or a year it is the last day.
    """
    return days[1] if (days := listed_days(paper)) else None


def _exact_day(paper: Paper) -> date | None:
    """The day on which the list has an entry; None for one of a month or a year."""
    days = listed_days(paper)
    return days[0] if days and days[0] == days[1] else None


def _day_or_last(paper: Paper) -> date:
    return listed_day(paper) or date.max


class Listings:
    """The entries of a list, by paper."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._entries: dict[Identity, Entries] = {}
        for paper in papers:
            self._entries.setdefault(identity(paper), []).append(paper)

    @cached_property
    def firsts(self) -> dict[Identity, Paper]:
        """The entry with which each paper was first listed; of one day the first that stands."""
        return {key: min(entries, key=_day_or_last) for key, entries in self._entries.items()}

    def again(self) -> list[tuple[Entries, tuple[date, ...]]]:
        """The entries and days of each paper that stands on several days, in listed order."""
        found = []
        for entries in self._entries.values():
            dated = [(day, paper) for paper in entries if (day := _exact_day(paper))]
            dated.sort(key=lambda entry: entry[0])
            days = tuple(dict.fromkeys(day for day, _ in dated))
            if len(days) > 1:
                found.append(([paper for _, paper in dated], days))
        return found

    def new_after(self, day: date) -> Entries:
        """The first entry of each paper whose entries are all of later days."""
        return [
            self.firsts[key]
            for key, entries in self._entries.items()
            if all((days := listed_days(paper)) and days[0] > day for paper in entries)
        ]

    def lags(self) -> tuple[list[Lag], Entries]:
        """The lags that are known, and the papers of which none is."""
        known, unknown = [], []
        for key, paper in self.firsts.items():
            listed = _exact_day(paper)
            submitted = next((one.published for one in self._entries[key] if one.published), None)
            if listed and submitted:
                known.append(Lag(paper=paper, days=(listed - submitted.date()).days))
            else:
                unknown.append(paper)
        return known, unknown

    def overlap(self, other: Listings) -> tuple[Entries, Entries, Entries]:
        """The first entries of papers of both, of this list only and of the other only."""
        here, there = self._entries, other._entries
        return (
            [entries[0] for key, entries in here.items() if key in there],
            [entries[0] for key, entries in here.items() if key not in there],
            [entries[0] for key, entries in there.items() if key not in here],
        )

    def returning(self, min_weeks: int) -> list[tuple[str, Entries, tuple[str, ...]]]:
        """Names, papers and weeks of the authors with papers in so many weeks, most weeks first."""
        papers: dict[str, Entries] = {}
        spelled: dict[str, str] = {}
        for paper in self.firsts.values():
            names = {fold(author.name): author.name for author in reversed(paper.authors)}
            for key, name in reversed(names.items()):
                spelled.setdefault(key, name)
                papers.setdefault(key, []).append(paper)
        found = [(spelled[key], some, _weeks(some)) for key, some in papers.items()]
        returned = [author for author in found if len(author[2]) >= min_weeks]
        return sorted(returned, key=lambda author: (-len(author[2]), -len(author[1])))


def _weeks(papers: Iterable[Paper]) -> tuple[str, ...]:
    """The ISO weeks of papers that have a day; a month or a year is in no one week."""
    return tuple(sorted({iso_week(day) for paper in papers if (day := _exact_day(paper))}))
