"""The part of a document to which a new paper belongs, according to its topics and its date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import attrs

from weeklypapers.editing.obstacles import NoPlaceError
from weeklypapers.editing.parts import Part
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import did_you_mean
from weeklypapers.model.paper import Paper, listed_days

__all__ = ["Placer", "Placing"]

# In a list with topics, entries without topics are exceptions if at most one in this many is one.
_EXCEPTIONS = 20


@attrs.frozen
class Placing:
    """The parts to which a new paper belongs.

    Attributes:
        parts: The parts, in order; empty if the paper needs a section for its week or date.
        obstacle: The error if no part has the topics of the paper.
    """

    parts: list[Part]
    obstacle: NoPlaceError | None = None


class Placer:
    """The parts of a document that can grow, by their topics."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Group the parts.

        Args:
            parts: The parts, at least one.
        """
        self._parts = parts
        self._by_topics: dict[tuple[str, ...], list[Part]] = {}
        for part in parts:
            self._by_topics.setdefault(part.topics, []).append(part)
        self._placings: dict[tuple[object, ...], Placing] = {}  # by topics and dates

    def placing_of(self, paper: Paper) -> Placing:
        """Return the parts to which a new paper belongs."""
        key = paper.topics, paper.week, listed_days(paper)
        if key not in self._placings:
            self._placings[key] = self._find(paper)
        return self._placings[key]

    def _find(self, paper: Paper) -> Placing:
        alike, obstacle = self._with_topics(paper)
        alike = _with_week(paper, alike)
        if alike and not (alike := _with_date(paper, alike)):
            return Placing([], obstacle)
        if alike:
            # Without its topics, the paper goes into the last part with entries of the usual form.
            last = _last_usual(alike)
            alike = [part for part in alike if part.topics == last.topics]
        filled = [part for part in alike if part.entries]
        return Placing(filled or alike[:1], obstacle)

    def _with_topics(self, paper: Paper) -> tuple[list[Part], NoPlaceError | None]:
        """Return the parts with the topics of a paper, or else all."""
        parts, alike = self._parts, self._by_topics.get(paper.topics, [])
        if alike and (paper.topics or _are_usual(alike, parts)):
            return alike, None
        if not paper.topics:
            return [part for part in parts if part.topics] or list(parts), None
        if any("topics" in part.columns for part in parts):
            return [part for part in parts if _may_have_topics(part, paper)] or list(parts), None
        known = list(dict.fromkeys(topic for topics in self._by_topics for topic in topics))
        reason = "the list has no topics"
        if known:
            hint = did_you_mean(paper.topics[0], known)
            reason = f"no heading of the list has this topic. {hint}"
        return list(parts), NoPlaceError(reason, "topics")


def _last_usual(parts: Sequence[Part]) -> Part:
    """Return the last part that has entries in the form of most entries."""
    counts: Counter[object] = Counter()
    for part in parts:
        counts.update(part.forms)
    if len(counts) < 2:
        return parts[-1]
    usual = max(counts, key=counts.__getitem__)
    return [part for part in parts if usual in part.forms][-1]


def _are_usual(some: Sequence[Part], parts: Sequence[Part]) -> bool:
    """Return whether some parts have entries and not only a few exceptions, such as news.

    They are no exceptions if the other parts are empty.
    """
    count, total = (sum(len(part.entries) for part in each) for each in (some, parts))
    return count * _EXCEPTIONS >= total


def _may_have_topics(part: Part, paper: Paper) -> bool:
    """Return whether the topics of a paper are below the headings of a part with own topics."""
    outer = part.section.topics if part.section else ()
    prefix = "".join(f"{topic} > " for topic in outer)
    return "topics" in part.columns and all(topic.startswith(prefix) for topic in paper.topics)


def _with_week(paper: Paper, parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the week of a paper; none if it needs a section of its own."""
    weeks = [part.week for part in parts if part.week]
    if not weeks:
        return list(parts)
    if paper.week is None and not any(part.week is None for part in parts):
        return [part for part in parts if part.week == max(weeks)]
    return [part for part in parts if part.week == paper.week]


def _fixed_dates(parts: Sequence[Part]) -> set[PartialDate]:
    """Return the dates in headings that most entries below have, unlike that of a whole issue."""
    balances: Counter[PartialDate] = Counter()
    for part in parts:
        if part.date:
            dated = filter(None, (listed_days(place.paper) for place in part.places))
            balances[part.date] += sum(1 if _contains(part.date, days) else -1 for days in dated)
    return {each for each, balance in balances.items() if balance >= 0}


def _contains(period: PartialDate, days: tuple[date, date]) -> bool:
    return period.first <= days[0] and days[1] <= period.last


def _with_date(paper: Paper, parts: Sequence[Part]) -> list[Part]:
    """Return the parts below a heading with the date of a paper.

    If there are none, these are the parts without dates if they have most papers. Otherwise, the
    paper needs a section of its own.
    """
    dates = _fixed_dates(parts)
    if not dates:
        return list(parts)
    undated = [part for part in parts if part.date not in dates]
    days = listed_days(paper)
    if days is None:
        newest = max(dates, key=lambda each: each.last)
        return undated or [part for part in parts if part.date == newest]
    alike = [part for part in parts if part.date in dates and _contains(part.date, days)]
    if alike or not undated:
        return alike
    are_most = 2 * sum(len(part.entries) for part in undated) >= sum(
        len(part.entries) for part in parts
    )
    return undated if are_most else []
