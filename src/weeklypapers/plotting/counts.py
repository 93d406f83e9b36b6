"""The numbers in the charts, as plain values. It doesn't need altair."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import median
from typing import Literal, TypeAlias

import attrs

from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.paper import Paper, listed_days
from weeklypapers.model.text import fold
from weeklypapers.querying.comparing import identity
from weeklypapers.querying.listings import Listings, by_author

__all__ = [
    "Authors",
    "Bin",
    "Grouping",
    "Histogram",
    "Measure",
    "Tally",
    "Unit",
    "authors",
    "fitting_unit",
    "grouping",
    "histogram",
    "tally",
]

Grouping: TypeAlias = Literal["category", "topic", "venue"]
Measure: TypeAlias = Literal["share", "count"]
Unit: TypeAlias = Literal["week", "month", "year"]

_MOST_DAYS: dict[Unit, int] = {"week": 7 * 30, "month": 30 * 72}  # for bars of a readable width
_YEARS = range(1000, 9000)  # four digits, and far from the limits of `date`
_PLURALS: dict[Grouping | None, str] = {
    "category": "categories",
    "topic": "topics",
    "venue": "venues",
    None: "groups",
}


@attrs.frozen(kw_only=True)
class Tally:
    """The number of papers of each group in each week, month or year.

    Attributes:
        by: The kind of groups; None for no groups.
        unit: The time span that each day represents.
        groups: The names of the groups, the largest first.
        others: The name for all smaller groups together; None if there are none.
        ungrouped: The name for papers without a group; None if there are none.
        days: The days in order: the listed day of a week, or the first day of a month or year.
        counts: The number of papers by day and name.
        papers: The number of papers counted; one may be counted in several weeks.
        left_out: The number of papers whose date doesn't determine the week, month or year.
    """

    by: Grouping | None
    unit: Unit
    groups: tuple[str, ...]
    others: str | None
    ungrouped: str | None
    days: tuple[date, ...]
    counts: Counter[tuple[date, str]]
    papers: int
    left_out: int

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in drawing order."""
        return (*self.groups, *filter(None, (self.others, self.ungrouped)))

    @property
    def span(self) -> int:
        """The number of weeks, months or years from the first day to the last, inclusive."""
        return self._number(self.days[-1]) - self._number(self.days[0]) + 1

    @property
    def empty(self) -> int:
        """The number of weeks, months or years of the span without a paper."""
        return self.span - len(set(map(self._number, self.days)))

    def _number(self, day: date) -> int:
        if self.unit == "week":
            return (day.toordinal() - 1) // 7  # ordinal 1, 1 January of year 1, is a Monday
        return day.year * 12 + day.month if self.unit == "month" else day.year

    def total(self, day: date) -> int:
        """Return the number of papers of all groups."""
        return sum(self.counts[day, name] for name in self.names)


@attrs.frozen(kw_only=True)
class Authors:
    """The authors with the most papers.

    Attributes:
        counts: The names with their numbers of papers, in descending order, then by name.
        authors: The number of all authors.
        papers: The number of papers with authors.
        tied: The number of authors left out with as many papers as the last one shown.
        left_out: The number of papers without authors.
        incomplete: The number of papers with more authors than the list names.
    """

    counts: tuple[tuple[str, int], ...]
    authors: int
    papers: int
    tied: int
    left_out: int
    incomplete: int


@attrs.frozen(kw_only=True)
class Bin:
    """The number of papers with a lag from `first` to `last` days, inclusive."""

    first: int
    last: int
    papers: int


@attrs.frozen(kw_only=True)
class Histogram:
    """The distribution of the days from submission to listing.

    Attributes:
        bins: Adjacent bins of equal width, without the outliers.
        before: The outliers below the bins; None if there are none.
        after: The outliers above the bins; None if there are none.
        median: The median of all papers, in days.
        papers: The number of papers counted.
        left_out: The number of papers without a day of listing or without a record.
    """

    bins: tuple[Bin, ...]
    before: Bin | None
    after: Bin | None
    median: float
    papers: int
    left_out: int


# Groups over time


def tally(papers: Sequence[Paper], *, by: Grouping | None, unit: Unit, top: int) -> Tally:
    """Count papers by group and time; see `Plots.weeks`.

    Raises:
        InvalidValueError: There is no paper, or no date determines the week, month or year.
    """
    _check_not_empty(papers)
    by = by or grouping(papers)
    group_of: dict[tuple[tuple[str, str], date], str | None] = {}
    for paper, group in zip(papers, _groups(papers, by), strict=True):
        if day := _day(paper, unit):
            group_of.setdefault((identity(paper), day), group)
    if not group_of:
        raise InvalidValueError(_no_dates(unit))
    if by and not any(group_of.values()):
        raise InvalidValueError(f"there is nothing to group by: no paper has a {by}")
    sizes = Counter(group for group in group_of.values() if group is not None)
    largest = [group for group, _ in sizes.most_common()]  # of equal size: in listed order
    groups, small = largest[:top], largest[top:]
    others = small[0] if len(small) == 1 else f"Other ({len(small)} {_PLURALS[by]})"
    ungrouped = f"No {by}" if by else "All papers"
    names: dict[str | None, str] = {
        **dict(zip(groups, groups, strict=True)),
        **dict.fromkeys(small, others),
        None: ungrouped,
    }
    dated = {key for key, _ in group_of}
    return Tally(
        by=by,
        unit=unit,
        groups=tuple(groups),
        others=others if small else None,
        ungrouped=ungrouped if None in group_of.values() else None,
        days=tuple(sorted({day for _, day in group_of})),
        counts=Counter((day, names[group]) for (_, day), group in group_of.items()),
        papers=len(dated),
        left_out=len(set(map(identity, papers)) - dated),
    )


def _check_not_empty(papers: Sequence[Paper]) -> None:
    if not papers:
        raise InvalidValueError("there is nothing to plot: the list is empty")


def _no_dates(unit: Unit) -> str:
    expected = {"week": "week or day", "month": "week or month", "year": "week or year"}[unit]
    hint = ". A longer time may work: plot.categories(every='year')" if unit == "week" else ""
    return f"there is nothing to plot: no paper is listed with a {expected}{hint}"


def _day(paper: Paper, unit: Unit) -> date | None:
    """Return the day that represents a paper's week, month or year; None if it is unknown."""
    days = listed_days(paper)
    if days is None or days[0].year not in _YEARS:
        return None
    first, last = days
    if unit == "year":
        return first.replace(month=1, day=1)
    if unit == "month":
        return first.replace(day=1) if first.month == last.month else None
    return paper.week_ending if first == last else None


def fitting_unit(papers: Sequence[Paper]) -> Unit:
    """Return the shortest unit that every date determines and that has few enough bars."""
    dated = [paper for paper in papers if _day(paper, "year")]
    for unit, most in _MOST_DAYS.items():
        days = [day for paper in dated if (day := _day(paper, unit))]
        if days and len(days) == len(dated) and (max(days) - min(days)).days <= most:
            return unit
    return "year"


def grouping(papers: Sequence[Paper]) -> Grouping | None:
    """Return the first grouping for which a paper has a group, or None."""
    groupings: tuple[Grouping, ...] = ("category", "topic", "venue")
    return next((by for by in groupings if any(_groups(papers, by))), None)


def _groups(papers: Sequence[Paper], by: Grouping | None) -> list[str | None]:
    """Return the name of each paper's group; None for papers without one."""
    if by == "category":
        return [_category(paper) for paper in papers]
    if by == "topic":
        return _topics(papers)
    return [paper.venue if by == "venue" else None for paper in papers]


def _category(paper: Paper) -> str | None:
    category = paper.category or (paper.arxiv.primary_category if paper.arxiv else None)
    if category is None:
        return None
    if category.code is None:
        return category.name
    return f"{category.name} ({category.code})"  # two categories are named Machine Learning


def _topics(papers: Sequence[Paper]) -> list[str | None]:
    """Return each paper's first topic, or only the last part of its path if that is unique."""
    topics = [paper.topics[0] if paper.topics else None for paper in papers]
    last_parts = Counter(topic.rpartition(" > ")[2] for topic in {*topics} if topic)
    return [
        last if topic and last_parts[last := topic.rpartition(" > ")[2]] == 1 else topic
        for topic in topics
    ]


# Authors


def authors(papers: Sequence[Paper], *, top: int) -> Authors:
    """Count the papers of each author; see `Plots.authors`.

    Raises:
        InvalidValueError: There is no paper, or none has authors.
    """
    _check_not_empty(papers)
    by_identity: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        if paper.authors:
            by_identity.setdefault(identity(paper), paper)
    if not by_identity:
        raise InvalidValueError(
            "there is nothing to plot: no paper has authors. papers.enrich() asks arXiv for them"
        )
    sizes = [(name, len(listed)) for name, listed in by_author(by_identity.values())]
    ranked = sorted(sizes, key=lambda entry: (-entry[1], fold(entry[0])))
    shown, hidden = ranked[:top], ranked[top:]
    return Authors(
        counts=tuple(shown),
        authors=len(ranked),
        papers=len(by_identity),
        tied=sum(count == shown[-1][1] for _, count in hidden),
        left_out=len(set(map(identity, papers)) - by_identity.keys()),
        incomplete=sum(paper.has_more_authors for paper in by_identity.values()),
    )


# Lags


def histogram(papers: Sequence[Paper]) -> Histogram:
    """Count the days from submission to listing; see `Plots.lags`.

    Raises:
        InvalidValueError: There is no paper, or none has both days.
    """
    _check_not_empty(papers)
    known, unknown = Listings(papers).lags()
    if not known:
        raise InvalidValueError(_no_lags(papers))
    days = sorted(lag.days for lag in known)
    first, last = _range_without_outliers(days)
    return Histogram(
        bins=tuple(_bins([day for day in days if first <= day <= last])),
        before=_bin([day for day in days if day < first]),
        after=_bin([day for day in days if day > last]),
        median=median(days),
        papers=len(days),
        left_out=len(unknown),
    )


def _no_lags(papers: Iterable[Paper]) -> str:
    if any(paper.published for paper in papers):
        return "there is nothing to plot: no paper with a record is listed with a week or a day"
    return (
        "there is nothing to plot: no paper has a day of submission. "
        "papers.enrich() asks arXiv for it"
    )


def _range_without_outliers(days: Sequence[int]) -> tuple[int, int]:
    """Return the smallest and the largest value that is not "far out".

    A value is far out if its distance from the nearest quartile is more than three times the
    distance between the quartiles (Tukey, "Exploratory Data Analysis", 1977, section 2D).
    """
    low, high = _quantile(days, 0.25), _quantile(days, 0.75)
    reach = 3 * max(high - low, 2)
    within = [day for day in days if low - reach <= day <= high + reach]
    return within[0], within[-1]


def _quantile(ordered: Sequence[int], part: float) -> int:
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def _bins(days: Sequence[int]) -> Iterator[Bin]:
    """Yield bins of one day, or of enough whole weeks to keep the chart readable."""
    span = days[-1] - days[0] + 1
    width = 1 if span <= 45 else 7 * math.ceil(span / (7 * 40))
    counts = Counter(day // width for day in days)
    for number in range(days[0] // width, days[-1] // width + 1):
        yield Bin(first=number * width, last=(number + 1) * width - 1, papers=counts[number])


def _bin(days: Sequence[int]) -> Bin | None:
    return Bin(first=days[0], last=days[-1], papers=len(days)) if days else None
