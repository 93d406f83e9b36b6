"""The days from submission to listing, as a histogram."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

import attrs

from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.paper import Paper
from weeklypapers.plotting.counts import check_not_empty
from weeklypapers.querying.listings import Listings

__all__ = ["Bin", "Histogram", "histogram"]


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


def histogram(papers: Sequence[Paper]) -> Histogram:
    """Count the days from submission to listing; see `Plots.lags`.

    Raises:
        InvalidValueError: There is no paper, or none has both days.
    """
    check_not_empty(papers)
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
