"""Questions that only a weekly list answers: what was listed when, and what came again."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from weeklypapers.comparing import identity
from weeklypapers.model._public import public
from weeklypapers.model.dates import iso_week
from weeklypapers.model.paper import Paper, listed_days
from weeklypapers.model.text import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Lag", "Listings", "listed_by", "listed_on"]

Identity = tuple[str, str]
Entries = list[Paper]


@public
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


def listed_by(paper: Paper) -> date | None:
    """The day by which the list has an entry for certain: the last of `queries.listed_days`."""
    return days[1] if (days := listed_days(paper)) else None


def listed_on(paper: Paper) -> date | None:
    """The day on which the list has an entry; None for one of a month or a year."""
    days = listed_days(paper)
    return days[0] if days and days[0] == days[1] else None


def _day_or_last(paper: Paper) -> date:
    return listed_by(paper) or date.max


class Listings:
    """The entries of a list, by paper.

    Attributes:
        identities: What tells the papers apart, by entry in listed order.
    """

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.identities: tuple[Identity, ...] = tuple(map(identity, papers))
        self._entries: dict[Identity, Entries] = {}
        for key, paper in zip(self.identities, papers, strict=True):
            self._entries.setdefault(key, []).append(paper)

    @cached_property
    def firsts(self) -> dict[Identity, Paper]:
        """The entry with which each paper was first listed; of one day the first that stands."""
        return {key: min(entries, key=_day_or_last) for key, entries in self._entries.items()}

    def again(self) -> list[tuple[Entries, tuple[date, ...]]]:
        """The entries and days of each paper that stands on several days, in listed order."""
        found = []
        for entries in self._entries.values():
            dated = [(day, paper) for paper in entries if (day := listed_on(paper))]
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
            listed = listed_on(paper)
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
            for key, name in spellings(author.name for author in paper.authors).items():
                spelled.setdefault(key, name)
                papers.setdefault(key, []).append(paper)
        found = [(spelled[key], some, _weeks(some)) for key, some in papers.items()]
        returned = [author for author in found if len(author[2]) >= min_weeks]
        return sorted(returned, key=lambda author: (-len(author[2]), -len(author[1])))


def _weeks(papers: Iterable[Paper]) -> tuple[str, ...]:
    """The ISO weeks of papers that have a day; a month or a year is in no one week."""
    return tuple(sorted({iso_week(day) for paper in papers if (day := listed_on(paper))}))
