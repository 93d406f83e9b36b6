"""The order, length and spacing of the weeks of a list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

import attrs

from weeklypapers.checking.listing import ListedPaper, Listing, Place
from weeklypapers.dialects.headings import Heading, Section
from weeklypapers.markdown import Table
from weeklypapers.model.problems import Problem

__all__ = ["check_weeks"]

_WEEK_LENGTH = 7
_FEWEST_DAYS = 3  # fewer daily headings can't show that they are a week apart
_LONGEST = 10  # longer ranges are half a month or more, and not weeks
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = timedelta(days=1)


@attrs.frozen(eq=False)
class _Week:
    """The beginning of a week in a list.

    Attributes:
        day: The day of the week, which is the last one of a range.
        first: The first day of a range in a heading.
        text: The source of the heading or of the row.
        file: The name of the list.
        table: The table with the row; None for a heading.
        topics: The topics of the row.
        heading: The position of the days in a heading; None for a row.
        entry: The first paper of the week; None for a heading.
    """

    day: date
    first: date | None
    text: str
    file: str | None
    topics: tuple[str, ...] = ()
    table: Table | None = None
    heading: Place | None = None
    entry: ListedPaper | None = None

    @property
    def start(self) -> date:
        return self.first or self.day

    @property
    def length(self) -> int:
        """The number of its days."""
        return (self.day - self.first).days + 1 if self.first else _WEEK_LENGTH

    @property
    def place(self) -> Place:
        if self.heading is not None:
            return self.heading
        return self.entry.cell("week") if self.entry else (None, None)

    def __str__(self) -> str:
        return f"{self.first} to {self.day}" if self.first else str(self.day)

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
    """Yield the problems of the weeks of a list."""
    weeks = _weeks_of_headings(listing) or _weeks_of_rows(listing)
    if not weeks:
        return
    is_one_list = _is_one_list(weeks)
    misplaced = dict(_out_of_order(weeks, is_one_list=is_one_list))
    yield from misplaced.values()
    of_wrong_length = dict(_of_wrong_length(weeks))
    yield from of_wrong_length.values()
    if is_one_list:
        yield from _overlaps(weeks)
    usual = _usual_weekday(weeks)
    if usual is not None:
        yield from _odd_weekdays(weeks, usual, {*of_wrong_length, *misplaced})
        yield from _gaps(weeks, usual, misplaced)


# Finding the weeks


def _weeks_of_headings(listing: Listing) -> list[_Week]:
    """Return the weeks in headings, or else the days in headings if they are a week apart."""
    weeks: dict[Heading, _Week] = {}
    days: dict[Heading, _Week] = {}
    for part in listing.parts:
        section = part.batch.section
        heading = section.dating if section else None
        if section is None or heading is None or heading in weeks or heading in days:
            continue
        if section.week:
            weeks[heading] = _week_of_heading(section, heading, section.week, listing.file)
        elif section.listed_date and (day := section.listed_date.date):
            days[heading] = _week_of_heading(section, heading, day, listing.file)
    if weeks or len(days) < _FEWEST_DAYS or _usual_weekday(days.values()) is None:
        return list(weeks.values())
    return list(days.values())


def _week_of_heading(section: Section, heading: Heading, day: date, file: str | None) -> _Week:
    span = section.span
    first = span.first.partial if span and span.kind != "day" else None
    raw = heading.raw
    days = heading.span
    offset = raw.find(heading.text[days.start : days.end]) if days else -1
    column = (offset if offset >= 0 else len(raw) - len(raw.lstrip())) + 1
    return _Week(day, first.date if first else None, raw, file, heading=(heading.line, column))


def _weeks_of_rows(listing: Listing) -> list[_Week]:
    """Return the weeks of rows, each with its first row."""
    weeks: list[_Week] = []
    for entry in listing.papers:
        paper, table = entry.paper, entry.part.table
        if paper.week is None:
            continue
        if weeks and weeks[-1].day == paper.week and weeks[-1].table is table:
            continue
        text = paper.origin.text if paper.origin else paper.title
        week = _Week(
            paper.week, None, text, listing.file, topics=entry.topics, table=table, entry=entry
        )
        weeks.append(week)
    return weeks


def _is_one_list(weeks: Sequence[_Week]) -> bool:
    """Return whether the weeks form one list, and not one list per table, such as by subject."""
    per_table: dict[Table | None, set[date]] = {}
    for week in weeks:
        per_table.setdefault(week.table, set()).add(week.day)
    return len(per_table) == 1 or all(len(days) == 1 for days in per_table.values())


def _by_day(weeks: Iterable[_Week]) -> dict[date, _Week]:
    """Return the first week of each day, in listed order."""
    first: dict[date, _Week] = {}
    for week in weeks:
        first.setdefault(week.day, week)
    return first


# Checking the weeks


def _out_of_order(weeks: Sequence[_Week], *, is_one_list: bool) -> Iterator[tuple[_Week, Problem]]:
    """Yield the fewest weeks without which the others are in order."""
    lists = [weeks]
    if not is_one_list:
        lists = [list(rows) for _, rows in groupby(weeks, lambda week: week.table)]
    steps = [
        (after.day > before.day) - (after.day < before.day)
        for rows in lists
        for before, after in pairwise(rows)
    ]
    direction = 1 if sum(steps) > 0 else -1
    for rows in lists:
        ordered = sorted(_in_order(rows, direction))
        for index, week in enumerate(rows):
            position = bisect_left(ordered, index)
            if position == len(ordered) or ordered[position] != index:
                message = _order_message(rows, index, ordered, position, direction)
                yield week, week.problem("week-order", message)


def _in_order(weeks: Sequence[_Week], direction: int) -> set[int]:
    """Return the indices of as many weeks as possible that are in order.

    This is patience sorting, from the end, so that the first of two contradicting weeks is kept.
    """
    ends: list[int] = []
    tops: list[int] = []
    following: dict[int, int | None] = {}
    for index in range(len(weeks) - 1, -1, -1):
        value = -direction * weeks[index].day.toordinal()
        pile = bisect_right(ends, value)
        following[index] = tops[pile - 1] if pile else None
        ends[pile : pile + 1] = [value]
        tops[pile : pile + 1] = [index]
    ordered: set[int] = set()
    index_or_none = tops[-1] if tops else None
    while index_or_none is not None:
        ordered.add(index_or_none)
        index_or_none = following[index_or_none]
    return ordered


def _order_message(
    weeks: Sequence[_Week], index: int, ordered: Sequence[int], position: int, direction: int
) -> str:
    """Return the message for a week that is out of order.

    Args:
        weeks: All weeks.
        index: The index of the week.
        ordered: The indices of the weeks in order, ascending.
        position: The number of these before the week.
        direction: 1 if the oldest week comes first, -1 if the newest does.
    """
    day = weeks[index].day
    above = weeks[ordered[position - 1]].day if position else None
    if above is not None and (day - above).days * direction < 0:
        where = f"after {above}"
    else:
        where = f"before {weeks[ordered[position]].day}"
    order = "oldest" if direction > 0 else "newest"
    return f"the week {day} is listed {where} in a list whose {order} week comes first"


def _of_wrong_length(weeks: Sequence[_Week]) -> Iterator[tuple[_Week, Problem]]:
    """Yield ranges whose length is neither seven days nor the length of most others."""
    ranges = [week for week in weeks if week.first]
    lengths = Counter(week.length for week in ranges)
    if not lengths:
        return
    usual = max(lengths, key=lambda length: (lengths[length], length == _WEEK_LENGTH))
    if usual > _LONGEST:
        return
    if lengths[usual] == 1:
        usual = _WEEK_LENGTH
    for week in ranges:
        if week.length != usual:
            expected = "7 days" if usual == _WEEK_LENGTH else f"{usual} days like most weeks here"
            message = f"expected a week of {expected}, got {week.length}: {week}"
            yield week, week.problem("week-length", message)


def _overlaps(weeks: Sequence[_Week]) -> Iterator[Problem]:
    """Yield a problem for weeks that share days with a week above them in the document."""
    if not any(week.first for week in weeks):
        yield from _weeks_in_two_tables(weeks)
        if _usual_weekday(weeks) is None:
            yield from _too_close(weeks)
        return
    by_start = sorted(weeks, key=lambda week: (week.start, week.day))
    indices = {week: index for index, week in enumerate(weeks)}
    latest = by_start[0]
    for week in by_start[1:]:
        if week.start <= latest.day:
            above, below = sorted((latest, week), key=indices.__getitem__)
            message = f"{below} overlaps {above} in line {above.place[0]}"
            yield below.problem("overlapping-weeks", message)
        latest = max(latest, week, key=lambda each: each.day)


def _weeks_in_two_tables(weeks: Iterable[_Week]) -> Iterator[Problem]:
    first: dict[tuple[date, tuple[str, ...]], _Week] = {}
    for week in weeks:
        earlier = first.setdefault((week.day, week.topics), week)
        if earlier.table is not week.table:
            message = f"the week {week.day} has another table, in line {earlier.place[0]}"
            yield week.problem("overlapping-weeks", message)


def _too_close(weeks: Iterable[_Week]) -> Iterator[Problem]:
    """Yield a problem for weeks that are named by a day, less than seven days after another."""
    first = _by_day(weeks)
    indices = {day: index for index, day in enumerate(first)}
    for earlier, later in pairwise(sorted(first)):
        if (distance := (later - earlier).days) < _WEEK_LENGTH:
            above, below = sorted((earlier, later), key=indices.__getitem__)
            message = f"the weeks {above} and {below} are only {distance} days apart"
            yield first[below].problem("overlapping-weeks", message)


def _usual_weekday(weeks: Iterable[_Week]) -> int | None:
    """Return the day on which at least two thirds of the weeks end, 0 for Monday, or None."""
    weekdays = Counter(day.weekday() for day in {week.day for week in weeks})
    weekday, count = weekdays.most_common(1)[0]
    return weekday if count >= 2 and count * 3 >= weekdays.total() * 2 else None


def _odd_weekdays(
    weeks: Iterable[_Week], usual: int, reported: Iterable[_Week]
) -> Iterator[Problem]:
    reported_days = {week.day for week in reported}
    for day, week in _by_day(weeks).items():
        if day.weekday() != usual and day not in reported_days:
            message = (
                f"{day} is a {_WEEKDAYS[day.weekday()]}, "
                f"but the other weeks end on a {_WEEKDAYS[usual]}"
            )
            yield week.problem("odd-weekday", message)


def _gaps(weeks: Sequence[_Week], usual: int, misplaced: Iterable[_Week]) -> Iterator[Problem]:
    """Yield a problem for each gap of a list that is otherwise weekly."""
    first = _by_day(weeks)
    # A misplaced week without neighbours probably has a wrong day, and bounds no gap.
    days = sorted(first)
    is_near = [(after - before).days <= _LONGEST for before, after in pairwise(days)]
    alone = {
        day
        for day, near_before, near_after in zip(
            days, [False, *is_near], [*is_near, False], strict=True
        )
        if not near_before and not near_after
    }
    strays = alone.intersection(week.day for week in misplaced)
    known = [first[day] for day in days if day not in strays]
    gaps = [
        (before, after, _missing_between(before.day, after.day, usual))
        for before, after in pairwise(known)
    ]
    if len(gaps) > 1 and sum(not missing for _, _, missing in gaps) * 2 < len(gaps):
        return
    indices = {week: index for index, week in enumerate(weeks)}
    for before, after, missing in gaps:
        if not missing:
            continue
        if len(missing) == 1:
            weeks_missing = f"is no week {missing[0]}"
        else:
            count = (missing[1] - missing[0]).days // _WEEK_LENGTH + 1
            weeks_missing = f"are no weeks {missing[0]} to {missing[1]}, {count} in all,"
        below = max(before, after, key=indices.__getitem__)
        message = f"there {weeks_missing} between {before.day} and {after.day}"
        yield below.problem("missing-week", message)


def _missing_between(before: date, after: date, usual: int) -> list[date]:
    """Return the first and the last missing week, or only one if it is both, or none.

    A week that ends up to three days off the usual weekday counts as present.
    """
    earliest, latest = before + 4 * _DAY, after - 4 * _DAY
    start = earliest + (usual - earliest.weekday()) % _WEEK_LENGTH * _DAY
    end = latest - (latest.weekday() - usual) % _WEEK_LENGTH * _DAY
    if start > end:
        return []
    return [start] if start == end else [start, end]
