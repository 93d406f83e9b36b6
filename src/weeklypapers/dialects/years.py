"""The years that headings leave out, where what surrounds them tells."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import accumulate, pairwise

import attrs

from weeklypapers.dialects.dates import Span
from weeklypapers.model.errors import InvalidValueError

__all__ = ["Inference", "infer_years"]


@attrs.frozen
class Inference:
    """The year that a section without one must have.

    Attributes:
        year: The year of the section's end.
        reason: What tells it, for a message.
    """

    year: int
    reason: str


_IDS = "the months of its arXiv identifiers"
_AROUND = "the sections around it"
# Lists are of recent papers: the latest one of a section was submitted at most so long before.
_MONTHS_LISTED = 6
_NEIGHBOURING = datetime.timedelta(days=34)

_Days = tuple[datetime.date, datetime.date]  # the first and the last that the end can be


def infer_years(
    spans: Sequence[Span], months: Sequence[Sequence[tuple[int, int]]]
) -> list[Inference | None]:
    """The years that headings leave out, each if what surrounds it leaves exactly one.

    A section is listed in or after the month of its latest paper, and soon after it. Where the
    sections run from new to old, or from old to new, one without identifiers must lie between
    those around it, or within five weeks of its neighbour. Where these contradict each other, no
    year is inferred.

    Args:
        spans: What the headings of a document's sections say, in its order.
        months: For each section, the year and month of each arXiv identifier that it lists.

    Returns:
        For each section the year of its end; None if the heading says it, or if nothing does.
    """
    stated = [_stated(span) for span in spans]
    listed = [_end_by_ids(*section) for section in zip(spans, months, strict=True)]
    order = _order(stated) or _order(_either(stated, listed))
    if order < 0:
        return infer_years(spans[::-1], months[::-1])[::-1]
    if order:
        listed = _agreeing(_agreeing(listed, stated), listed)
    free = [None if span.has_year or ids else span for span, ids in zip(spans, months, strict=True)]
    around = _ends_around(free, _either(stated, listed), ordered=order > 0)
    return [
        Inference(ids[0].year, _IDS) if ids else Inference(end.year, _AROUND) if end else None
        for ids, end in zip(listed, around, strict=True)
    ]


def _either(some: Sequence[_Days | None], others: Sequence[_Days | None]) -> list[_Days | None]:
    return [one or other for one, other in zip(some, others, strict=True)]


def _stated(span: Span) -> _Days | None:
    end = span.last.partial
    return (end.first, end.last) if end else None


def _end_in(span: Span, year: int) -> datetime.date | None:
    try:
        return span.with_year(year).ending
    except InvalidValueError:  # 29 February
        return None


def _end_by_ids(span: Span, months: Sequence[tuple[int, int]]) -> _Days | None:
    if span.has_year or not months or span.last.month is None:
        return None
    year, month = max(months)
    later = (span.last.month - month) % 12
    end = _end_in(span, year + (month + later > 12))
    return (end, end) if end and later <= _MONTHS_LISTED else None


def _order(places: Sequence[_Days | None]) -> int:
    """1 if the sections run from new to old, -1 if from old to new, 0 if that can't be told."""
    pairs = list(pairwise(place for place in places if place))
    newest_first = all(above[1] >= below[0] for above, below in pairs)
    oldest_first = all(above[0] <= below[1] for above, below in pairs)
    return newest_first - oldest_first


def _agreeing(places: Sequence[_Days | None], others: Sequence[_Days | None]) -> list[_Days | None]:
    """Those of `places` that run from new to old with all `others`."""
    highs = [place[1] if place else datetime.date.max for place in others]
    lows = [place[0] if place else datetime.date.min for place in others]
    latest = accumulate(highs, min)
    earliest = [*accumulate(lows[::-1], max)][::-1]
    return [
        place if place and low <= place[1] and place[0] <= high else None
        for place, low, high in zip(places, earliest, latest, strict=True)
    ]


def _ends_around(
    free: Sequence[Span | None], places: Sequence[_Days | None], *, ordered: bool
) -> list[datetime.date | None]:
    """The end of each section in `free` that those in `places` leave only one possibility."""
    if ordered:
        return _ends_between(free, places)
    if sum(place is not None for place in places) != 1:
        return [None] * len(free)  # the sections are in no order
    # Around a single section that has a year, those next to it tell which way they run.
    falling = _ends_between(free, places)
    rising = _ends_between(free[::-1], places[::-1])[::-1]
    return [one or other for one, other in zip(falling, rising, strict=True)]


def _ends_between(
    free: Sequence[Span | None], places: Sequence[_Days | None]
) -> list[datetime.date | None]:
    latest = _scan(free, places, -1)
    earliest = _scan(free[::-1], places[::-1], 1)[::-1]
    return [_only(high, low) for high, low in zip(latest, earliest, strict=True)]


_Bound = tuple[datetime.date | None, bool]  # the bound, and whether it is next to its neighbour


def _only(high: _Bound, low: _Bound) -> datetime.date | None:
    if high[0] and low[0] and low[0] > high[0]:
        return None
    ends = {end for end, near in (high, low) if near}
    if high[0] == low[0]:
        ends.add(high[0])
    return ends.pop() if len(ends) == 1 else None


def _scan(free: Sequence[Span | None], places: Sequence[_Days | None], step: int) -> list[_Bound]:
    """The latest end (`step` -1) or earliest end (1) that the sections before each leave to it."""
    bound: datetime.date | None = None
    near = False
    bounds: list[_Bound] = []
    for span, place in zip(free, places, strict=True):
        if place:
            bound, near = place[step < 0], place[0] == place[1]
        elif span and bound:
            end = _next_end(span, bound, step)
            near = near and end is not None and abs(end - bound) <= _NEIGHBOURING
            bound = end
        else:
            near = False
        bounds.append((bound, near) if span else (None, False))
    return bounds


def _next_end(span: Span, bound: datetime.date, step: int) -> datetime.date | None:
    """The end nearest to `bound` that the section can have, in the direction of `step`."""
    years = range(bound.year, bound.year + 9 * step, step)  # 29 February may be eight years away
    ends = (_end_in(span, year) for year in years)
    return next((end for end in ends if end and (end - bound).days * step >= 0), None)
