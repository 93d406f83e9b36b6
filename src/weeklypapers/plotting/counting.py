"""What the charts show, as plain values: pure, and without altair."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from itertools import chain, pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from weeklypapers.comparing import identity
from weeklypapers.listings import Listings
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.paper import listed_days
from weeklypapers.model.text import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from weeklypapers.model.paper import Author, Paper

__all__ = [
    "Authors",
    "Bin",
    "Grouping",
    "Histogram",
    "Tally",
    "Unit",
    "authors",
    "fitting_unit",
    "grouping",
    "histogram",
    "shortest_step",
    "tally",
]

Grouping: TypeAlias = Literal["category", "topic", "venue"]
Unit: TypeAlias = Literal["week", "month", "year"]

# How many days a list may take for bars of a week or a month to stand apart.
_LONGEST: dict[Unit, int] = {"week": 7 * 30, "month": 30 * 72}
_YEARS = range(1000, 9000)  # of four digits, and far from where dates end
_PLURALS: dict[Grouping, str] = {"category": "categories", "topic": "topics", "venue": "venues"}


@attrs.frozen(kw_only=True)
class Tally:
    """How many papers each group has in each week, month or year.

    Attributes:
        by: What the groups are; None if they are not told apart.
        unit: What the days stand for.
        groups: The names of the groups, the largest first.
        rest: The name of all other groups together, which comes next; None if there are none.
        none: The name of what is in no group, which comes last; None if there is nothing.
        days: The days in order: the one that is printed for a week, the first of a month or year.
        counts: The number of papers by day and group, where there are any.
        papers: How many papers were counted; one may be counted in several weeks.
        left_out: How many papers have no date that tells the week, month or year.
    """

    by: Grouping | None
    unit: Unit
    groups: tuple[str, ...]
    rest: str | None
    none: str | None
    days: tuple[date, ...]
    counts: dict[tuple[date, str], int]
    papers: int
    left_out: int

    @property
    def names(self) -> tuple[str, ...]:
        """All groups, in the order in which they are drawn."""
        return (*self.groups, *(name for name in (self.rest, self.none) if name))

    @property
    def span(self) -> int:
        """How many weeks, months or years there are from the first to the last, both included."""
        return self._number(self.days[-1]) - self._number(self.days[0]) + 1

    @property
    def empty(self) -> int:
        """How many of them have no paper."""
        return self.span - len(set(map(self._number, self.days)))

    def _number(self, day: date) -> int:
        if self.unit == "week":
            return (day.toordinal() - 1) // 7  # from a Monday on: 1 January of year 1 was one
        return day.year * 12 + day.month if self.unit == "month" else day.year

    def total(self, day: date) -> int:
        """The papers of all groups."""
        return sum(self.counts.get((day, name), 0) for name in self.names)


@attrs.frozen(kw_only=True)
class Authors:
    """The authors with most papers.

    Attributes:
        counts: Names and numbers of papers, most papers first, then by name.
        authors: How many authors there are.
        papers: How many papers have authors.
        tied: How many authors have as many papers as the last one, and are left out.
        left_out: How many papers have no authors.
        in_part: How many papers have more authors than the list names.
    """

    counts: tuple[tuple[str, int], ...]
    authors: int
    papers: int
    tied: int
    left_out: int
    in_part: int


@attrs.frozen(kw_only=True)
class Bin:
    """Papers with a lag from `first` to `last` days, both included."""

    first: int
    last: int
    papers: int


@attrs.frozen(kw_only=True)
class Histogram:
    """Days from submission to listing.

    Attributes:
        bins: A histogram of most papers, without a gap.
        before: Those that lie far before it; None if there are none.
        after: Those that lie far after it; None if there are none.
        median: Of all papers, in days.
        papers: How many papers were counted.
        left_out: How many have no day of listing or no record.
    """

    bins: tuple[Bin, ...]
    before: Bin | None
    after: Bin | None
    median: float
    papers: int
    left_out: int


# Groups over time


def tally(papers: Sequence[Paper], *, by: Grouping | None, unit: Unit, top: int) -> Tally:
    """Counts papers by group and time; see `Plots.weeks`.

    Raises:
        InvalidValueError: There is no paper, or none has a date that tells the week, month or year.
    """
    _check_any(papers)
    by = by or grouping(papers)
    days = [_day(paper, unit) for paper in papers]
    entries = zip(papers, days, _groups(papers, by), strict=True)
    # A paper counts once in a week, where it first stands.
    once = {(identity(paper), day): group for paper, day, group in reversed([*entries]) if day}
    if not once:
        raise InvalidValueError(_nothing_dated(unit))
    if by and not any(once.values()):
        raise InvalidValueError(f"there is nothing to tell apart: no paper has a {by}")
    largest = _by_size(reversed(once.values()))
    groups, others = largest[:top], largest[top:]
    rest = _rest(others, by)
    none = (f"No {by}" if by else "All papers") if None in once.values() else None
    drawn = {group: group for group in groups} | dict.fromkeys(others, rest) | {None: none}
    return Tally(
        by=by,
        unit=unit,
        groups=tuple(groups),
        rest=rest,
        none=none,
        days=tuple(sorted({day for _, day in once})),
        counts=dict(Counter((day, drawn[group] or "") for (_, day), group in once.items())),
        papers=len(dated := {one for one, _ in once}),
        left_out=len({identity(paper) for paper in papers} - dated),
    )


def _by_size(groups: Iterable[str | None]) -> list[str]:
    """The groups, the largest first; equal ones in listed order."""
    sizes = Counter(group for group in groups if group is not None)
    return sorted(sizes, key=lambda group: -sizes[group])


def _rest(others: Sequence[str], by: Grouping | None) -> str | None:
    if len(others) < 2 or by is None:
        return others[0] if others else None
    return f"Other ({len(others)} {_PLURALS[by]})"


def _check_any(papers: Sequence[Paper]) -> None:
    if not papers:
        raise InvalidValueError("there is nothing to plot: the list is empty")


def _nothing_dated(unit: Unit) -> str:
    expected = {"week": "week or day", "month": "week or month", "year": "week or year"}[unit]
    hint = ". Longer times may do: plot.categories(every='year')" if unit == "week" else ""
    return f"there is nothing to plot: no paper is listed with a {expected}{hint}"


def _day(paper: Paper, unit: Unit) -> date | None:
    """The day that stands for the week, month or year of a paper; None if its date tells none."""
    days = listed_days(paper)
    if days is None or days[0].year not in _YEARS:
        return None
    first, last = days
    if unit == "year":
        return first.replace(month=1, day=1)
    if unit == "month":
        return first.replace(day=1) if first.month == last.month else None
    if first != last:
        return None
    return paper.week or first + timedelta(days=6 - first.weekday())


def fitting_unit(papers: Sequence[Paper]) -> Unit:
    """The shortest time that every date of the list tells, and of which there are not too many."""
    dated = [paper for paper in papers if _day(paper, "year")]
    for unit, most in _LONGEST.items():
        days = [day for paper in dated if (day := _day(paper, unit))]
        if days and len(days) == len(dated) and (max(days) - min(days)).days <= most:
            return unit
    return "year"


def grouping(papers: Iterable[Paper]) -> Grouping | None:
    """The first way to group papers that tells something of any of them; None if none does."""
    listed = list(papers)
    ways: tuple[Grouping, ...] = ("category", "topic", "venue")
    return next((by for by in ways if any(_groups(listed, by))), None)


def _groups(papers: Sequence[Paper], by: Grouping | None) -> list[str | None]:
    """The name of the group of each paper; None for those that are in none."""
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
    return f"{category.name} ({category.code})"  # names alone are not unique, as Machine Learning


def _topics(papers: Iterable[Paper]) -> list[str | None]:
    """The first topic of each paper, by the last part of its path if no other ends with that."""
    topics = [paper.topics[0] if paper.topics else None for paper in papers]
    lasts = Counter(topic.rpartition(" > ")[2] for topic in {*topics} if topic)
    return [
        last if topic and lasts[last := topic.rpartition(" > ")[2]] == 1 else topic
        for topic in topics
    ]


# Authors


def authors(papers: Sequence[Paper], *, top: int) -> Authors:
    """Counts the papers of each author; see `Plots.authors`.

    Raises:
        InvalidValueError: There is no paper, or none has authors.
    """
    _check_any(papers)
    once: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        if paper.authors:
            once.setdefault(identity(paper), paper)
    names = [spellings(map(_on_one_line, paper.authors)) for paper in once.values()]
    if not names:
        raise InvalidValueError(
            "there is nothing to plot: no paper has authors. papers.enrich() asks arXiv for them"
        )
    spelled = dict(chain.from_iterable(one.items() for one in reversed(names)))  # the first
    papers_of = Counter(chain.from_iterable(names))
    ranked = sorted(papers_of.items(), key=lambda entry: (-entry[1], entry[0]))
    shown, hidden = ranked[:top], ranked[top:]
    return Authors(
        counts=tuple((spelled[name], count) for name, count in shown),
        authors=len(ranked),
        papers=len(once),
        tied=sum(1 for _, count in hidden if count == shown[-1][1]),
        left_out=len({identity(paper) for paper in papers} - set(once)),
        in_part=sum(paper.has_more_authors for paper in once.values()),
    )


def _on_one_line(author: Author) -> str:
    return " ".join(author.name.split())


# Lags


def histogram(papers: Sequence[Paper]) -> Histogram:
    """Counts the days from submission to listing; see `Plots.lags`.

    Raises:
        InvalidValueError: There is no paper, or none has both days.
    """
    _check_any(papers)
    known, unknown = Listings(papers).lags()
    if not known:
        raise InvalidValueError(_without_lag(papers))
    days = sorted(lag.days for lag in known)
    first, last = _window(days)
    return Histogram(
        bins=tuple(_bins([one for one in days if first <= one <= last])),
        before=_bin([one for one in days if one < first]),
        after=_bin([one for one in days if one > last]),
        median=median(days),
        papers=len(days),
        left_out=len(unknown),
    )


def _without_lag(papers: Iterable[Paper]) -> str:
    if any(paper.published for paper in papers):
        return "there is nothing to plot: no paper with a record is listed with a week or a day"
    return (
        "there is nothing to plot: the day of submission is not known of any paper. "
        "papers.enrich() asks arXiv for it"
    )


def _window(days: Sequence[int]) -> tuple[int, int]:
    """From where to where the histogram goes: what lies beyond is far out by Tukey's rule.

    That is three times as far from the quartiles as they are apart (Tukey, "Exploratory Data
    Analysis", 1977, section 2D).
    """
    low, high = _quantile(days, 0.25), _quantile(days, 0.75)
    reach = 3 * max(high - low, 2)
    within = [day for day in days if low - reach <= day <= high + reach]
    return within[0], within[-1]


def _quantile(ordered: Sequence[int], part: float) -> int:
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def _bins(days: Sequence[int]) -> Iterator[Bin]:
    """Bins of one day, or of as many weeks as it takes for the chart to be read."""
    span = days[-1] - days[0] + 1
    width = 1 if span <= 45 else 7 * math.ceil(span / (7 * 40))
    counts = Counter(day // width for day in days)
    for number in range(days[0] // width, days[-1] // width + 1):
        yield Bin(first=number * width, last=(number + 1) * width - 1, papers=counts[number])


def _bin(days: Sequence[int]) -> Bin | None:
    return Bin(first=days[0], last=days[-1], papers=len(days)) if days else None


def shortest_step(days: Sequence[date]) -> int:
    """The days from one day to the next where they are nearest, at most a week."""
    return min([7, *((later - earlier).days for earlier, later in pairwise(days))])
