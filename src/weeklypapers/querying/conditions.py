"""The conditions of `Papers.filter`, as functions that test a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any, TypeAlias

import attrs

from weeklypapers.model.categories import AREA_NAMES, Category, categories_in, suggest
from weeklypapers.model.dates import PartialDate, parse_period, parse_week
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Paper, abstracts, names, titles
from weeklypapers.model.text import fold
from weeklypapers.model.venues import CONFERENCES, JOURNALS
from weeklypapers.querying.listed_values import ListedValues, nearest, topic_paths
from weeklypapers.querying.timelines import Days, Timelines

__all__ = ["filtered", "same_paper", "week_with"]

_Test: TypeAlias = Callable[[Paper], bool]

_MOST_KNOWN = 12  # topics in a message
_WORD = re.compile(r"[^\W\d_]{3,}")


def filtered(
    timelines: Timelines, conditions: Mapping[str, Any], listed: ListedValues
) -> Iterator[Paper]:
    """Yield the papers that meet all conditions, in listed order; see `Papers.filter`.

    Args:
        timelines: The papers.
        conditions: The values by name of condition. None is no condition.
        listed: The values of the papers and of the list from which they were selected.

    Raises:
        InvalidValueError: A value is invalid, or the list doesn't have the category, topic or
            venue.
    """
    values = {name: value for name, value in conditions.items() if value is not None}
    if "since" in values and "until" in values:
        first, last = _days(values["since"], "since")[0], _days(values["until"], "until")[1]
        if first > last:
            raise InvalidValueError(f"since ({first}) is after until ({last})")
        values |= {"since": first, "until": last}
    criteria = [
        condition(values[name], listed) for name, condition in _CONDITIONS.items() if name in values
    ]
    # The index selects by category and day. Functions test the papers that are left.
    categories = [each.categories for each in criteria if isinstance(each, _InCategories)]
    periods = [each.periods for each in criteria if isinstance(each, _Within)]
    papers = timelines.papers(categories[0] if categories else None, _intersections(periods))
    for test in criteria:
        if not isinstance(test, _InCategories | _Within):
            papers = filter(test, papers)
    return papers


@attrs.frozen
class _InCategories:
    """The condition that a paper has one of some categories."""

    categories: set[Category]


@attrs.frozen
class _Within:
    """The condition that the week or the listed date of a paper is entirely in a period."""

    periods: Sequence[Days]


def _intersections(periods: Sequence[Sequence[Days]]) -> list[Days] | None:
    """Return the periods that are in one of each of several sequences; None without sequences."""
    if not periods:
        return None
    return [
        (max(first for first, _ in days), min(last for _, last in days))
        for days in product(*periods)
    ]


def _alternatives(value: Any) -> list[Any]:
    """Return the items of an iterable other than text, or a single value as a list."""
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return list(value)
    return [value]


def _folded(name: str, value: Any) -> str:
    if isinstance(value, str) and (folded := fold(value)):
        return folded
    raise InvalidValueError(f"{name} must be text that is not blank, got {show(value)}")


# Categories, topics and venues


def _in_category(value: Any, listed: ListedValues) -> _InCategories:
    categories: set[Category] = set()
    for each in _alternatives(value):
        categories |= _categories_of(each, listed)
    return _InCategories(categories)


def _categories_of(value: Category | str, listed: ListedValues) -> set[Category]:
    """Return the categories with a name, or in an archive or group, of arXiv or of the list."""
    category = value if isinstance(value, Category) else Category.parse(value)
    area = None if isinstance(value, Category) else categories_in(value)
    if area is None and category.code is not None:
        return {category}
    own = {fold(each.name): each for each in listed.categories}
    if area is not None:
        return {*area.categories, *(own[name] for name in map(fold, area.names) if name in own)}
    if fold(category.name) in own:
        return {own[fold(category.name)]}
    hint = _category_hint(category.name, listed)
    raise InvalidValueError(f"category {show(value)} is neither arXiv's nor in the list.{hint}")


def _category_hint(name: str, listed: ListedValues) -> str:
    known = [text for category in listed.categories for text in (str(category), category.label)]
    if near := nearest(name, AREA_NAMES, cutoff=0.85) or suggest(name) or nearest(name, known):
        return f" Did you mean {near!r}?"
    topic = listed.topic_parts.get(fold(name))
    return f" Did you mean topic={topic!r}?" if topic else ""


def _under_topic(value: Any, listed: ListedValues) -> _Test:
    names = {_folded("topic", each): each for each in _alternatives(value)}
    for folded, name in names.items():
        if folded not in listed.topic_parts and listed.has_papers:
            raise InvalidValueError(f"topic {show(name)} {_topic_hint(name, listed)}")
    topics = {
        topic
        for topic in listed.topics
        if not names.keys().isdisjoint(map(fold, topic_paths(topic)))
    }
    return lambda paper: not topics.isdisjoint(paper.topics)


def _topic_hint(name: str, listed: ListedValues) -> str:
    """Return the end of the message for an unknown topic."""
    if not listed.topics:
        return "is not in the list, which has no topics."
    known = listed.topic_parts
    if near := nearest(name, known.values()):
        return f"is not in the list. Did you mean {near!r}?"
    if Category.parse(name).code:
        return f"is not in the list. Did you mean category={name!r}?"
    names = f" Known: {', '.join(map(repr, listed.topics))}."
    return f"is not in the list.{names if len(listed.topics) <= _MOST_KNOWN else ''}"


def _at_venue(value: Any, listed: ListedValues) -> _Test:
    needle = _folded("venue", value)
    venues = {venue for venue in listed.venues if needle in fold(venue)}
    if not venues and (near := _misspelt_venue(needle, listed.venues)):
        raise InvalidValueError(f"venue {show(value)} is not in the list. Did you mean {near!r}?")
    return lambda paper: paper.venue in venues


def _misspelt_venue(needle: str, venues: Iterable[str]) -> str | None:
    """Return the venue, or the word of a venue, that a text misspells; None if there is none.

    Digits are ignored: a venue of another year, and a venue known elsewhere, are not misspelt.
    """
    words = " ".join(_WORD.findall(needle))
    known = {
        " ".join(_WORD.findall(fold(name))): name.strip()
        for venue in venues
        for name in (re.sub(r"\W*\d+\W*", " ", venue), *_WORD.findall(venue))
    }
    if not words or words in known or words in map(fold, (*CONFERENCES, *JOURNALS)):
        return None
    swapped = (known[each] for each in known if sorted(each) == sorted(words))
    near = next(swapped, None) or nearest(words, known, cutoff=0.8)
    return known.get(near, near) if near else None


# Weeks and dates


def week_with(day: date, endings: Iterable[date]) -> date | None:
    """Return the last day of the week that contains a day, or None.

    A week has the seven days up to its last day. If weeks overlap, the day belongs to the first of
    them to end.
    """
    return min((ending for ending in endings if 0 <= (ending - day).days < 7), default=None)


def _in_week(value: Any, listed: ListedValues) -> _Test:
    # A `Week` is iterable, but means its last day.
    values = _alternatives(getattr(value, "ending", value))
    endings: set[date | None] = set()
    for each in values:
        if (ending := getattr(each, "ending", None)) is not None:
            endings.add(ending)
            continue
        first, last = parse_week(each, "week")
        if first < last:
            endings |= {first + timedelta(days=offset) for offset in range(7)}
        elif ending := week_with(first, listed.week_endings):
            endings.add(ending)
    return lambda paper: paper.week_ending in endings


def _days(value: Any, name: str) -> Days:
    """Return the first and last day of a period or a `Week`."""
    ending = getattr(value, "ending", None)
    return (value.start, ending) if ending else parse_period(value, name)


def _since(value: Any, _: ListedValues) -> _Within:
    return _Within([(_days(value, "since")[0], date.max)])


def _until(value: Any, _: ListedValues) -> _Within:
    return _Within([(date.min, _days(value, "until")[1])])


def _in_month(value: Any, _: ListedValues) -> _Within:
    return _Within([_month(each) for each in _alternatives(value)])


def _month(value: Any) -> Days:
    if isinstance(value, date):
        value = PartialDate(value.year, value.month)
    try:
        month = value if isinstance(value, PartialDate) else PartialDate.parse(value.strip())
    except (AttributeError, InvalidValueError):
        month = None
    if month and month.month and not month.day:
        return month.first, month.last
    raise InvalidValueError(f"month must be a month such as '2024-06', got {show(value)}")


def _in_year(value: Any, _: ListedValues) -> _Within:
    return _Within([_year(each) for each in _alternatives(value)])


def _year(value: Any) -> Days:
    if isinstance(value, date):
        value = value.year
    try:
        first, last = parse_period(value, "year")
    except InvalidValueError:
        first = last = date.max
    if (last.month, last.day) == (12, 31) and first == last.replace(month=1, day=1):
        return first, last
    raise InvalidValueError(f"year must be a year such as 2024, got {show(value)}")


def _listed_on(value: Any, _: ListedValues) -> _Test:
    # A day of pandas is a `datetime`; dates are no iterables.
    periods = [parse_period(each, "listed_date") for each in _alternatives(value)]
    return lambda paper: (
        (listed := paper.listed_date) is not None
        and any(first <= listed.first and listed.last <= last for first, last in periods)
    )


# Identifiers, texts and functions


def _with_id(value: Any, _: ListedValues) -> _Test:
    requested: dict[str, list[ArxivId]] = {}
    for arxiv_id in map(ArxivId.parse, _alternatives(value)):
        requested.setdefault(arxiv_id.id, []).append(arxiv_id)

    def test(paper: Paper) -> bool:
        listed = paper.arxiv_id
        return listed is not None and any(
            same_paper(listed, arxiv_id) for arxiv_id in requested.get(listed.id, ())
        )

    return test


def same_paper(first: ArxivId, second: ArxivId) -> bool:
    """Return whether two identifiers match; one without a version matches every version."""
    if first.version is None or second.version is None:
        return first.id == second.id
    return first == second


def _containing(
    name: str, texts: Callable[[Paper], Iterable[str]]
) -> Callable[[Any, ListedValues], _Test]:
    def condition(value: Any, _: ListedValues) -> _Test:
        needle = _folded(name, value)
        return lambda paper: any(needle in fold(text) for text in texts(paper))

    return condition


def _meeting(value: Any, _: ListedValues) -> _Test:
    if not callable(value):
        raise InvalidValueError(f"predicate must be a function of a paper, got {show(value)}")
    return lambda paper: bool(value(paper))


# The order of the tests of a paper: fast tests first, and the caller's function last.
_CONDITIONS: dict[str, Callable[[Any, ListedValues], _Test | _InCategories | _Within]] = {
    "category": _in_category,
    "topic": _under_topic,
    "venue": _at_venue,
    "week": _in_week,
    "since": _since,
    "until": _until,
    "month": _in_month,
    "year": _in_year,
    "listed_date": _listed_on,
    "arxiv_id": _with_id,
    "title": _containing("title", titles),
    "abstract": _containing("abstract", abstracts),
    "text": _containing("text", lambda paper: titles(paper) + abstracts(paper)),
    "author": _containing("author", names),
    "predicate": _meeting,
}
