"""Whether the weeks of a list follow each other as those of a weekly list do."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

import attrs

from weeklypapers.checking.listing import Listed, Listing, Place
from weeklypapers.dialects.headings import Heading, Section
from weeklypapers.markdown import Table
from weeklypapers.model.problems import Problem

__all__ = ["check_weeks"]

_A_WEEK = 7
_FEW = 3  # days need be at least so many to tell that they are weeks
_LONGEST = 10  # what has more days is no week, but half a month or more
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = timedelta(days=1)


@attrs.frozen(eq=False)
class _Week:
    """A week, where it begins in a list.

    Attributes:
        day: Its day: the last one of a range.
        first: Its first day, where a heading says it.
        text: What stands there.
        file: The list.
        table: The table whose rows name it; None for a heading.
        topics: What it is about, for rows.
        heading: The place of a heading's days.
        entry: The first paper of the week, for rows.
    """

    day: date
    first: date | None
    text: str
    file: str | None
    topics: tuple[str, ...] = ()
    table: Table | None = None
    heading: Place | None = None
    entry: Listed | None = None

    @property
    def days(self) -> int:
        return (self.day - self.first).days + 1 if self.first else _A_WEEK

    @property
    def place(self) -> Place:
        if self.heading is not None:
            return self.heading
        return self.entry.cell("week") if self.entry else (None, None)

    def problem(self, code: str, message: str) -> Problem:
        line, column = self.place
        return Problem(
            code=code,
            message=message,
            line=line,
            column=column,
            text=self.text,
            severity="warning",
            file=self.file,
        )


def check_weeks(listing: Listing) -> Iterator[Problem]:
    """What is wrong with the weeks of a list."""
    weeks = _headed(listing) or _listed(listing)
    if not weeks:
        return
    orderly = _is_one_list(weeks)
    misplaced = list(_out_of_order(weeks, orderly=orderly))
    yield from (problem for _, problem in misplaced)
    of_wrong_length = dict(_of_wrong_length(weeks))
    yield from of_wrong_length.values()
    if orderly:
        yield from _overlapping(weeks)
    usual = _usual_weekday(weeks)
    if usual is not None:
        out_of_order = {week for week, _ in misplaced}
        yield from _on_odd_weekday(weeks, usual, {*of_wrong_length, *out_of_order})
        yield from _missing(weeks, usual, out_of_order)


# Where weeks are named


def _headed(listing: Listing) -> list[_Week]:
    """The weeks that headings name; days, too, if they are a week apart."""
    weeks: dict[Heading, _Week] = {}
    days: dict[Heading, _Week] = {}
    for part in listing.parts:
        section = part.batch.section
        heading = section.dating if section else None
        if section is None or heading is None or heading in weeks or heading in days:
            continue
        if section.week:
            weeks[heading] = _of_heading(section, heading, section.week, listing.file)
        elif section.listed_date and (day := section.listed_date.date):
            days[heading] = _of_heading(section, heading, day, listing.file)
    if weeks or len(days) < _FEW or _usual_weekday(days.values()) is None:
        return list(weeks.values())
    return list(days.values())


def _of_heading(section: Section, heading: Heading, day: date, file: str | None) -> _Week:
    span = section.span
    first = span.first.partial if span and span.kind != "day" else None
    place = heading.line, _column_of(heading)
    return _Week(day, first.date if first else None, heading.raw, file, heading=place)


def _column_of(heading: Heading) -> int:
    """Where in its line a heading's days stand."""
    span = heading.span
    at = heading.raw.find(heading.text[span.start : span.end]) if span else -1
    return (at if at >= 0 else len(heading.raw) - len(heading.raw.lstrip())) + 1


def _listed(listing: Listing) -> list[_Week]:
    """The weeks that rows name, where each begins."""
    weeks: list[_Week] = []
    for entry in listing.papers:
        paper, table = entry.paper, entry.part.table
        if paper.week is None:
            continue
        if weeks and weeks[-1].day == paper.week and weeks[-1].table is table:
            continue
        text = paper.origin.text if paper.origin else paper.title
        found = _Week(
            paper.week, None, text, listing.file, topics=entry.topics, table=table, entry=entry
        )
        weeks.append(found)
    return weeks


def _is_one_list(weeks: Sequence[_Week]) -> bool:
    """Whether no table holds several weeks; tables by subject begin anew, each with its own."""
    per_table: dict[Table | None, set[date]] = {}
    for week in weeks:
        per_table.setdefault(week.table, set()).add(week.day)
    return len(per_table) == 1 or all(len(days) == 1 for days in per_table.values())


# What is wrong with them


def _out_of_order(weeks: Sequence[_Week], *, orderly: bool) -> Iterator[tuple[_Week, Problem]]:
    """The fewest weeks that run against the order of the list, which most neighbours tell."""
    lists = [weeks] if orderly else [list(rows) for _, rows in groupby(weeks, lambda w: w.table)]
    steps = [(b.day > a.day) - (b.day < a.day) for rows in lists for a, b in pairwise(rows)]
    sign = 1 if sum(steps) > 0 else -1
    for rows in lists:
        kept = _in_order(rows, sign)
        for at, week in enumerate(rows):
            if at not in kept:
                yield week, week.problem("week-order", _stands(rows, at, kept, sign))


def _in_order(weeks: Sequence[_Week], sign: int) -> set[int]:
    """The positions of as many weeks as there are that follow each other in order.

    Patience sorting from the end, so that of two that contradict each other the first is kept.
    """
    ends: list[int] = []
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for at in range(len(weeks) - 1, -1, -1):
        value = -sign * weeks[at].day.toordinal()
        pile = bisect_right(ends, value)
        before[at] = tops[pile - 1] if pile else None
        ends[pile : pile + 1] = [value]
        tops[pile : pile + 1] = [at]
    kept: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _stands(weeks: Sequence[_Week], at: int, kept: set[int], sign: int) -> str:
    """What a week that is out of order contradicts."""
    day = weeks[at].day
    above = next((weeks[i].day for i in range(at - 1, -1, -1) if i in kept), None)
    if above is not None and (day - above).days * sign < 0:
        where = f"behind {above}"
    else:
        where = f"before {next(weeks[i].day for i in range(at + 1, len(weeks)) if i in kept)}"
    order = "oldest" if sign > 0 else "newest"
    return f"week {day} stands {where} in a list whose {order} week comes first"


def _of_wrong_length(weeks: Sequence[_Week]) -> Iterator[tuple[_Week, Problem]]:
    """Ranges of other than seven days, or than the number that most have."""
    ranges = [week for week in weeks if week.first]
    lengths = Counter(week.days for week in ranges)
    if not lengths:
        return
    usual = max(lengths, key=lambda days: (lengths[days], days == _A_WEEK))
    if lengths[usual] == 1 and usual <= _LONGEST:
        usual = _A_WEEK
    if usual > _LONGEST:
        return
    for week in ranges:
        if week.days != usual:
            expected = "7 days" if usual == _A_WEEK else f"{usual} days, as most weeks here have"
            message = f"expected a week of {expected}, got {week.first} to {week.day}: {week.days}"
            yield week, week.problem("week-length", message)


def _overlapping(weeks: Sequence[_Week]) -> Iterator[Problem]:
    """Weeks that share days with one above them in the document."""
    if not any(week.first for week in weeks):
        yield from _in_two_tables(weeks)
        if _usual_weekday(weeks) is None:
            yield from _too_near(weeks)
        return
    ordered = sorted(weeks, key=lambda week: (week.first or week.day, week.day))
    position = {week: at for at, week in enumerate(weeks)}
    widest = ordered[0]
    for week in ordered[1:]:
        if (week.first or week.day) <= widest.day:
            above, below = sorted((widest, week), key=position.__getitem__)
            message = f"{_shown(below)} overlaps {_shown(above)} in line {above.place[0]}"
            yield below.problem("overlapping-weeks", message)
        widest = max(widest, week, key=lambda each: each.day)


def _shown(week: _Week) -> str:
    return f"{week.first} to {week.day}" if week.first else str(week.day)


def _in_two_tables(weeks: Iterable[_Week]) -> Iterator[Problem]:
    first: dict[tuple[date, tuple[str, ...]], _Week] = {}
    for week in weeks:
        before = first.setdefault((week.day, week.topics), week)
        if before.table is not week.table:
            message = f"the week {week.day} has another table, in line {before.place[0]}"
            yield week.problem("overlapping-weeks", message)


def _too_near(weeks: Iterable[_Week]) -> Iterator[Problem]:
    """Weeks by one of their days, less than seven from that of the week before."""
    first: dict[date, _Week] = {}
    for week in weeks:
        first.setdefault(week.day, week)
    position = {week: at for at, week in enumerate(first.values())}
    for earlier, later in pairwise(sorted(first.values(), key=lambda week: week.day)):
        if (days := (later.day - earlier.day).days) < _A_WEEK:
            above, below = sorted((earlier, later), key=position.__getitem__)
            message = f"the weeks {above.day} and {below.day} are {days} days apart"
            yield below.problem("overlapping-weeks", message)


def _usual_weekday(weeks: Iterable[_Week]) -> int | None:
    """The day of the week, 0 for Monday, on which nearly all weeks end; None if there is none."""
    days = Counter(day.weekday() for day in {week.day for week in weeks})
    weekday, count = days.most_common(1)[0]
    return weekday if count >= 2 and count * 3 >= days.total() * 2 else None


def _on_odd_weekday(
    weeks: Iterable[_Week], usual: int, known: Iterable[_Week]
) -> Iterator[Problem]:
    told = {week.day for week in known}
    for week in weeks:
        if week.day.weekday() != usual and week.day not in told:
            told.add(week.day)
            message = (
                f"{week.day} is a {_NAMES[week.day.weekday()]}, "
                f"and the other weeks end on a {_NAMES[usual]}"
            )
            yield week.problem("odd-weekday", message)


def _missing(weeks: Sequence[_Week], usual: int, misplaced: set[_Week]) -> Iterator[Problem]:
    """Weeks that an otherwise weekly list leaves out, each gap once."""
    first: dict[date, _Week] = {}
    for week in weeks:
        first.setdefault(week.day, week)
    strays = {week.day for week in misplaced if _is_alone(week.day, first)}
    known = [first[day] for day in sorted(first) if day not in strays]
    position = {week: at for at, week in enumerate(weeks)}
    gaps = [(*pair, _between(pair[0].day, pair[1].day, usual)) for pair in pairwise(known)]
    if len(gaps) > 1 and sum(not days for _, _, days in gaps) * 2 < len(gaps):
        return
    for before, after, days in gaps:
        if days:
            below = max(before, after, key=position.__getitem__)
            yield below.problem("missing-week", _gap(days, before.day, after.day))


def _is_alone(day: date, days: Iterable[date]) -> bool:
    """Whether no other week is next to one: then its day may be mistaken."""
    return not any(0 < abs((other - day).days) <= _LONGEST for other in days)


def _between(before: date, after: date, usual: int) -> list[date]:
    """The first and the last week missing between two; one where it is the only one."""
    earliest, latest = before + 4 * _DAY, after - 4 * _DAY
    start = earliest + (usual - earliest.weekday()) % _A_WEEK * _DAY
    end = latest - (latest.weekday() - usual) % _A_WEEK * _DAY
    if start > end:
        return []
    return [start] if start == end else [start, end]


def _gap(days: Sequence[date], before: date, after: date) -> str:
    around = f"between {before} and {after}"
    if len(days) == 1:
        return f"there is no week {days[0]} {around}"
    count = (days[1] - days[0]).days // _A_WEEK + 1
    return f"there are no weeks {days[0]} to {days[1]}, {count} in all, {around}"
