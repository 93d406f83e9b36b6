"""Years that headings leave out, inferred from identifiers and from the sections around them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

import attrs

from weeklypapers.dialects.dates import Span
from weeklypapers.model.errors import InvalidValueError

__all__ = ["InferredYear", "infer_years"]


@attrs.frozen
class InferredYear:
    """The only possible year of a section without one.

    Attributes:
        year: The year of the section's end.
        reason: The evidence, for a message.
    """

    year: int
    reason: str


_BY_IDS = "the months of its arXiv identifiers"
_BY_NEIGHBOURS = "the sections around it"
# Lists are of recent papers: a section lists its latest paper within so many months.
_MONTHS_LISTED = 6
_NEIGHBOURING = datetime.timedelta(days=34)

_Days: TypeAlias = tuple[datetime.date, datetime.date]  # first and last possible day of an end


def infer_years(
    spans: Sequence[Span], months: Sequence[Sequence[tuple[int, int]]]
) -> list[InferredYear | None]:
    """Infer each year that a heading leaves out, if exactly one is possible.

    A section is listed in or after the month of its latest paper, and soon after it. Where the
    sections run from new to old, or from old to new, one without identifiers must lie between
    those around it, or within five weeks of its neighbour. Where these contradict each other, no
    year is inferred.

    Args:
        spans: The dates of the sections of a document, in its order.
        months: For each section, the year and month of each arXiv identifier in it.

    Returns:
        The year of the end of each section; None if its heading has a year, or if the year is
        uncertain.
    """
    dates = [span.last.partial for span in spans]
    written = [(date.first, date.last) if date else None for date in dates]
    by_ids = [_end_by_ids(*section) for section in zip(spans, months, strict=True)]
    direction = _direction(written) or _direction(_first_known(written, by_ids))
    if direction < 0:
        return infer_years(spans[::-1], months[::-1])[::-1]
    if direction:
        by_ids = _in_order(_in_order(by_ids, written), by_ids)
    open_spans = [
        None if span.has_year or ids else span for span, ids in zip(spans, months, strict=True)
    ]
    by_neighbours = _ends_by_neighbours(
        open_spans, _first_known(written, by_ids), ordered=direction > 0
    )
    return [
        InferredYear(days[0].year, _BY_IDS)
        if days
        else InferredYear(end.year, _BY_NEIGHBOURS)
        if end
        else None
        for days, end in zip(by_ids, by_neighbours, strict=True)
    ]


def _first_known(
    ends: Sequence[_Days | None], others: Sequence[_Days | None]
) -> list[_Days | None]:
    return [end or other for end, other in zip(ends, others, strict=True)]


def _end_in(span: Span, year: int) -> datetime.date | None:
    try:
        return span.with_year(year).ending
    except InvalidValueError:  # 29 February
        return None


def _end_by_ids(span: Span, months: Sequence[tuple[int, int]]) -> _Days | None:
    """Return the end of a section without a year that lists papers of some months."""
    if span.has_year or not months or span.last.month is None:
        return None
    year, month = max(months)
    months_later = (span.last.month - month) % 12
    end = _end_in(span, year + (month + months_later > 12))
    return (end, end) if end and months_later <= _MONTHS_LISTED else None


def _direction(ends: Sequence[_Days | None]) -> int:
    """Return 1 for ends that run from new to old, -1 from old to new, 0 if uncertain."""
    pairs = list(pairwise(end for end in ends if end))
    newest_first = all(above[1] >= below[0] for above, below in pairs)
    oldest_first = all(above[0] <= below[1] for above, below in pairs)
    return newest_first - oldest_first


def _in_order(ends: Sequence[_Days | None], others: Sequence[_Days | None]) -> list[_Days | None]:
    """Return the ends that run from new to old together with all others."""
    latest = accumulate((end[1] if end else datetime.date.max for end in others), min)
    first_days = [end[0] if end else datetime.date.min for end in others]
    earliest = [*accumulate(first_days[::-1], max)][::-1]
    return [
        end if end and low <= end[1] and end[0] <= high else None
        for end, low, high in zip(ends, earliest, latest, strict=True)
    ]


def _ends_by_neighbours(
    open_spans: Sequence[Span | None], ends: Sequence[_Days | None], *, ordered: bool
) -> list[datetime.date | None]:
    """Return the end of each open span if the known ends leave one possibility."""
    if ordered:
        return _ends_between(open_spans, ends)
    if sum(end is not None for end in ends) != 1:
        return [None] * len(open_spans)  # the sections are in no order
    # Around a single section with a year, its neighbours show the direction.
    falling = _ends_between(open_spans, ends)
    rising = _ends_between(open_spans[::-1], ends[::-1])[::-1]
    return [end or other for end, other in zip(falling, rising, strict=True)]


_Bound: TypeAlias = tuple[datetime.date | None, bool]  # and whether it is close to its neighbour


def _ends_between(
    open_spans: Sequence[Span | None], ends: Sequence[_Days | None]
) -> list[datetime.date | None]:
    """Return the end of each open span, where sections run from new to old."""
    latest = _bounds(open_spans, ends, -1)
    earliest = _bounds(open_spans[::-1], ends[::-1], 1)[::-1]
    return [_only_end(high, low) for high, low in zip(latest, earliest, strict=True)]


def _only_end(high: _Bound, low: _Bound) -> datetime.date | None:
    if high[0] and low[0] and low[0] > high[0]:
        return None
    ends = {end for end, is_close in (high, low) if is_close}
    if high[0] == low[0]:
        ends.add(high[0])
    return ends.pop() if len(ends) == 1 else None


def _bounds(
    open_spans: Sequence[Span | None], ends: Sequence[_Days | None], step: int
) -> list[_Bound]:
    """Return the latest (`step` -1) or earliest (1) possible end of each open span.

    It is limited by the sections before the span.
    """
    bound: datetime.date | None = None
    is_close = False
    bounds: list[_Bound] = []
    for span, end in zip(open_spans, ends, strict=True):
        if end:
            bound, is_close = end[step < 0], end[0] == end[1]
        elif span and bound:
            nearest = _nearest_end(span, bound, step)
            is_close = is_close and nearest is not None and abs(nearest - bound) <= _NEIGHBOURING
            bound = nearest
        else:
            is_close = False
        bounds.append((bound, is_close) if span else (None, False))
    return bounds


def _nearest_end(span: Span, bound: datetime.date, step: int) -> datetime.date | None:
    """Return the possible end of a span that is nearest to a bound, in the direction of `step`."""
    years = range(bound.year, bound.year + 9 * step, step)  # 29 February may be eight years away
    ends = (_end_in(span, year) for year in years)
    return next((end for end in ends if end and (end - bound).days * step >= 0), None)
