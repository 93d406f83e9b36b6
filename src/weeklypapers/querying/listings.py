"""The days on which papers were listed: first listings, repeats, lags and returning authors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import final

import attrs

from weeklypapers.model._fields import check_integer, check_type
from weeklypapers.model._public import public
from weeklypapers.model.dates import iso_week
from weeklypapers.model.errors import InvalidValueError, NotFoundError, show
from weeklypapers.model.paper import Paper, author_names, keys, listed_days
from weeklypapers.model.text import spellings

__all__ = ["Lag", "Listings", "by_author"]

Entries = list[Paper]


@public
@final
@attrs.frozen(kw_only=True)
class Lag:
    """The time between the submission of a paper to arXiv and its first listing.

    Attributes:
        paper: The first listed entry of the paper.
        days: The number of days from the submission of the first version, in UTC, to the first
            listed day. It is negative if the list prints an earlier day.
    """

    paper: Paper = attrs.field(validator=check_type(Paper, "a Paper"))
    days: int = attrs.field(validator=check_integer)


def _day(paper: Paper) -> date | None:
    """Return the day on which an entry was listed; None for a month or a year."""
    days = listed_days(paper)
    return days[0] if days and days[0] == days[1] else None


def _last_day(paper: Paper) -> date | None:
    """Return the last day on which an entry may have been listed."""
    return days[1] if (days := listed_days(paper)) else None


class Listings:
    """The entries of a list, grouped by paper."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers

    @cached_property
    def _keys(self) -> list[str]:
        return keys(self._papers)

    @cached_property
    def _entries(self) -> dict[str, Entries]:
        entries: dict[str, Entries] = {}
        for key, paper in zip(self._keys, self._papers, strict=True):
            entries.setdefault(key, []).append(paper)
        return entries

    @cached_property
    def _first_entries(self) -> dict[str, Paper]:
        """The entry of each paper that is listed first."""
        entries: dict[str, Paper] = {}
        for key, paper in zip(self._keys, self._papers, strict=True):
            entries.setdefault(key, paper)
        return entries

    @cached_property
    def _firsts(self) -> dict[str, Paper]:
        """The entry of each paper with the earliest last day; of several, the first listed one."""
        return {
            key: min(entries, key=lambda paper: _last_day(paper) or date.max)
            for key, entries in self._entries.items()
        }

    def first_day(self, paper: Paper) -> date:
        """Return the day on which a paper was first listed; see `Papers.first_listed`.

        Raises:
            NotFoundError: The list has no entry of the paper, or none with a date.
        """
        first = self._firsts.get(paper.key)
        if first is None:
            raise NotFoundError(f"the list has no paper {show(paper.title)}.")
        if (day := _last_day(first)) is None:
            raise NotFoundError(f"the list has no date for {show(paper.title)}.")
        return day

    def relisted(self) -> list[tuple[Entries, tuple[date, ...]]]:
        """Return the entries and days of each paper listed on several days, in listed order."""
        relisted = []
        for entries in self._entries.values():
            dated = [(day, paper) for paper in entries if (day := _day(paper))]
            dated.sort(key=lambda entry: entry[0])
            days = tuple(dict.fromkeys(day for day, _ in dated))
            if len(days) > 1:
                relisted.append(([paper for _, paper in dated], days))
        return relisted

    def new_after(self, day: date) -> Entries:
        """Return the first entry of each paper whose entries are all dated after a day."""
        return [
            self._firsts[key]
            for key, entries in self._entries.items()
            if all((days := listed_days(paper)) and days[0] > day for paper in entries)
        ]

    def lags(self) -> tuple[list[Lag], Entries]:
        """Return the known lags, and the papers without one."""
        known, unknown = [], []
        for key, paper in self._firsts.items():
            listed = _day(paper)
            submitted = next(
                (entry.published for entry in self._entries[key] if entry.published), None
            )
            if listed and submitted:
                known.append(Lag(paper=paper, days=(listed - submitted.date()).days))
            else:
                unknown.append(paper)
        return known, unknown

    def overlap(self, other: Listings) -> tuple[Entries, Entries, Entries]:
        """Return the papers in both lists, only in this one, and only in the other."""
        here, there = self._first_entries, other._first_entries
        return (
            [paper for key, paper in here.items() if key in there],
            [paper for key, paper in here.items() if key not in there],
            [paper for key, paper in there.items() if key not in here],
        )

    def returning(self, min_weeks: int) -> list[tuple[str, Entries, tuple[str, ...]]]:
        """Return the name, papers and weeks of each author with papers in several weeks.

        Authors with the most weeks come first, then those with the most papers.

        Raises:
            InvalidValueError: `min_weeks` is not a positive integer.
        """
        if not isinstance(min_weeks, int) or isinstance(min_weeks, bool) or min_weeks < 1:
            raise InvalidValueError(f"min_weeks must be a positive integer, got {show(min_weeks)}")
        papers_by_author = by_author(self._firsts.values())
        authors = [(name, papers, _weeks(papers)) for name, papers in papers_by_author]
        returning = [author for author in authors if len(author[2]) >= min_weeks]
        return sorted(returning, key=lambda author: (-len(author[2]), -len(author[1])))


def by_author(papers: Iterable[Paper]) -> list[tuple[str, Entries]]:
    """Return the papers of each author, with the first spelling of the name."""
    authors: dict[str, tuple[str, Entries]] = {}
    for paper in papers:
        for key, name in spellings(author_names(paper)).items():
            authors.setdefault(key, (name, []))[1].append(paper)
    return list(authors.values())


def _weeks(papers: Iterable[Paper]) -> tuple[str, ...]:
    """Return the ISO weeks of the papers that have a day."""
    return tuple(sorted({iso_week(day) for paper in papers if (day := _day(paper))}))
