"""Filtering, sorting, grouping and counting papers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any, Literal, TypeAlias, TypeVar

from weeklypapers.model.categories import Category, suggest
from weeklypapers.model.dates import parse_days
from weeklypapers.model.errors import InvalidValueError, UnknownArgumentError, did_you_mean, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Paper, abstracts, listed_days, names, titles
from weeklypapers.model.text import fold

__all__ = ["Key", "counted_by", "filtered", "grouped_by", "same_paper", "sorted_by"]

Key = Literal[
    "week",
    "listed_date",
    "month",
    "year",
    "category",
    "topic",
    "venue",
    "author",
    "title",
    "arxiv_id",
    "published",
    "updated",
]

K = TypeVar("K", bound=Hashable)

_Test: TypeAlias = Callable[[Paper], bool]


# Filter


def filtered(papers: Sequence[Paper], conditions: Mapping[str, Any]) -> list[Paper]:
    """Return the papers that meet all conditions, in listed order; see `Papers.filter`.

    Args:
        papers: The list.
        conditions: The values by name of condition. None is no condition.

    Raises:
        InvalidValueError: A value is invalid, or the list doesn't have the category.
        UnknownArgumentError: There is no condition with the name.
    """
    for name in conditions:
        if name not in _CONDITIONS:
            hint = did_you_mean(name, _CONDITIONS)
            raise UnknownArgumentError(f"filter has no condition {name!r}. {hint}")
    values = {name: value for name, value in conditions.items() if value is not None}
    if "category" in values:
        categories = _alternatives(values["category"])
        values["category"] = {_category_of(papers, category) for category in categories}
    if "since" in values and "until" in values:
        first, last = (
            parse_days(values["since"], "since")[0],
            parse_days(values["until"], "until")[1],
        )
        if first > last:
            raise InvalidValueError(f"since ({first}) is after until ({last})")
    tests = [make_test(values[name]) for name, make_test in _CONDITIONS.items() if name in values]
    return [paper for paper in papers if all(test(paper) for test in tests)]


def _alternatives(value: Any) -> list[Any]:
    """Return the items of an iterable other than text, or a single value as a list."""
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return list(value)
    return [value]


def _category_of(papers: Sequence[Paper], value: Category | str) -> Category:
    """Return a category of arXiv or of the list."""
    category = value if isinstance(value, Category) else Category.parse(value)
    if category.code is not None:
        return category
    listed = {fold(paper.category.name): paper.category for paper in papers if paper.category}
    if fold(category.name) in listed:
        return listed[fold(category.name)]
    near = suggest(category.name) or _nearest(category.name, listed.values())
    hint = f" Did you mean {near!r}?" if near else ""
    raise InvalidValueError(f"category {show(value)} is neither arXiv's nor in the list.{hint}")


def _nearest(name: str, listed: Iterable[Category]) -> str | None:
    """Return the nearest code or label of a listed category."""
    import difflib  # here, since only errors use it

    known = {fold(text): text for category in listed for text in (str(category), category.label)}
    near = difflib.get_close_matches(fold(name), known, n=1)
    return known[near[0]] if near else None


def _in_category(categories: set[Category]) -> _Test:
    return lambda paper: paper.category in categories


def _in_week(value: Any) -> _Test:
    # A `Week` is iterable, but means its day.
    values = _alternatives(getattr(value, "ending", value))
    spans = [parse_days(getattr(each, "ending", each), "week") for each in values]
    days = {
        first + timedelta(days=offset)
        for first, last in spans
        for offset in range((last - first).days + 1)
    }
    return lambda paper: paper.week in days


def _since(value: Any) -> _Test:
    first = parse_days(value, "since")[0]
    return lambda paper: (days := listed_days(paper)) is not None and days[0] >= first


def _until(value: Any) -> _Test:
    last = parse_days(value, "until")[1]
    return lambda paper: (days := listed_days(paper)) is not None and days[1] <= last


def _under_topic(value: Any) -> _Test:
    topics = [_folded("topic", each) for each in _alternatives(value)]
    return lambda paper: any(_is_under(topic, topics) for topic in paper.topics)


def _is_under(topic: str, ancestors: Iterable[str]) -> bool:
    """Return whether a part of the topic's path, such as ``a > b``, is one of the ancestors."""
    parts = fold(topic).split(" > ")
    paths = {" > ".join(parts[start:end]) for start, end in combinations(range(len(parts) + 1), 2)}
    return not paths.isdisjoint(ancestors)


def _folded(name: str, value: Any) -> str:
    if isinstance(value, str) and (folded := fold(value)):
        return folded
    raise InvalidValueError(f"{name} must be text that is not blank, got {show(value)}")


def _with_id(value: Any) -> _Test:
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


def _containing(name: str, texts: Callable[[Paper], Iterable[str]]) -> Callable[[Any], _Test]:
    def condition(value: Any) -> _Test:
        needle = _folded(name, value)
        return lambda paper: any(needle in fold(text) for text in texts(paper))

    return condition


def _meeting(value: Any) -> _Test:
    if not callable(value):
        raise InvalidValueError(f"predicate must be a function of a paper, got {show(value)}")
    return lambda paper: bool(value(paper))


# The order of the tests of a paper: fast tests first, and the caller's function last.
_CONDITIONS: dict[str, Callable[[Any], _Test]] = {
    "category": _in_category,
    "topic": _under_topic,
    "week": _in_week,
    "since": _since,
    "until": _until,
    "arxiv_id": _with_id,
    "title": _containing("title", titles),
    "abstract": _containing("abstract", abstracts),
    "venue": _containing("venue", lambda paper: [paper.venue] if paper.venue else []),
    "text": _containing("text", lambda paper: titles(paper) + abstracts(paper)),
    "author": _containing("author", names),
    "predicate": _meeting,
}


# Sort, group and count


def _month(paper: Paper) -> str | None:
    day = paper.week or paper.listed_date
    return f"{day.year:04}-{day.month:02}" if day and day.month else None


_KEYS: dict[str, Callable[[Paper], tuple[Any, ...]]] = {
    "week": lambda paper: (paper.week,),
    "listed_date": lambda paper: (paper.listed_date,),
    "month": lambda paper: (_month(paper),),
    "year": lambda paper: (day.year if (day := paper.week or paper.listed_date) else None,),
    "category": lambda paper: (paper.category,),
    "topic": lambda paper: paper.topics or (None,),
    "venue": lambda paper: (paper.venue,),
    "author": lambda paper: tuple(author.name for author in paper.authors) or (None,),
    "title": lambda paper: (str(paper.title),),
    "arxiv_id": lambda paper: (paper.arxiv_id,),
    "published": lambda paper: (paper.published,),
    "updated": lambda paper: (paper.updated,),
}


def _values_of(key: Key | Callable[[Paper], K]) -> Callable[[Paper], tuple[Any, ...]]:
    """Return a function that returns the values of a key for a paper: (None,) if it has none."""
    if callable(key):
        return lambda paper: (key(paper),)
    try:
        return _KEYS[key]
    except (KeyError, TypeError):
        hint = did_you_mean(str(key), _KEYS)
        raise InvalidValueError(f"{show(key)} is not a key of a paper. {hint}") from None


def sorted_by(
    papers: Sequence[Paper], keys: Sequence[Key | Callable[[Paper], Any]], *, reverse: bool
) -> list[Paper]:
    """Return the papers sorted by the first key, then by the next; see `Papers.sort_by`.

    Raises:
        InvalidValueError: There is no such key.
    """
    result = list(papers)
    for values in reversed([_values_of(key) for key in keys]):
        result.sort(key=lambda paper: _comparable(values(paper)[0]), reverse=reverse)
        result.sort(key=lambda paper: values(paper)[0] is None)
    return result


def _comparable(value: Any) -> tuple[bool, Any]:
    # The flag is compared first, so that None is never compared with another value.
    if isinstance(value, str) and not isinstance(value, ArxivId | Category):
        return True, (fold(value), value)
    return (True, value) if value is not None else (False, 0)


def grouped_by(
    papers: Iterable[Paper], key: Key | Callable[[Paper], Any]
) -> dict[Any, list[Paper]]:
    """Return the papers by value of the key, in the order in which the values first appear.

    Raises:
        InvalidValueError: There is no such key.
    """
    groups: dict[Any, list[Paper]] = {}
    values = _values_of(key)
    for paper in papers:
        for value in dict.fromkeys(values(paper)):
            groups.setdefault(value, []).append(paper)
    return groups


def counted_by(papers: Iterable[Paper], key: Key | Callable[[Paper], Any]) -> dict[Any, int]:
    """Return the number of papers for each value of the key, the most frequent value first.

    Raises:
        InvalidValueError: There is no such key.
    """
    sizes = ((value, len(group)) for value, group in grouped_by(papers, key).items())
    return dict(sorted(sizes, key=lambda entry: -entry[1]))
