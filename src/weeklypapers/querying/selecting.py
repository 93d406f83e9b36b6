"""Sorting, grouping and counting papers by keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Literal, TypeVar

from weeklypapers.model.arguments import meant, suggestion
from weeklypapers.model.categories import Category
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Paper, author_names
from weeklypapers.model.text import fold

__all__ = ["Key", "counted_by", "grouped_by", "sorted_by"]

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

_ORDER = re.compile(
    r"-(?P<descending>\w+)|\+(?P<ascending>\w+)|(?P<word>\w+)[ :_-]+desc(?:ending)?"
    r"|desc(?:ending)?|reversed?",
    re.IGNORECASE,
)

# Sort, group and count


def _month(paper: Paper) -> str | None:
    day = paper.week or paper.listed_date
    return f"{day.year:04}-{day.month:02}" if day and day.month else None


_KEYS: dict[str, Callable[[Paper], tuple[Any, ...]]] = {
    "week": lambda paper: (paper.week_ending,),
    "listed_date": lambda paper: (paper.listed_date,),
    "month": lambda paper: (_month(paper),),
    "year": lambda paper: (day.year if (day := paper.week or paper.listed_date) else None,),
    "category": lambda paper: (paper.category,),
    "topic": lambda paper: paper.topics or (None,),
    "venue": lambda paper: (paper.venue,),
    "author": lambda paper: tuple(author_names(paper)) or (None,),
    "title": lambda paper: (str(paper.title),),
    "arxiv_id": lambda paper: (paper.arxiv_id,),
    "published": lambda paper: (paper.published,),
    "updated": lambda paper: (paper.updated,),
}


def _values_of(key: Key | Callable[[Paper], K]) -> Callable[[Paper], tuple[Any, ...]]:
    """Return a function that returns the values of a key for a paper: (None,) if it has none."""
    if callable(key):
        return lambda paper: (key(paper),)
    if isinstance(key, str) and key in _KEYS:
        return _KEYS[key]
    raise InvalidValueError(f"{show(key)} is not a key of a paper. {_key_hint(key)}")


def _key_hint(key: object) -> str:
    if isinstance(key, list | tuple) and key and all(isinstance(each, str) for each in key):
        keys = ", ".join(f"paper.{each}" for each in key)
        return f"Pass the keys one by one to sort_by, or a function: lambda paper: ({keys})."
    name = str(key)
    is_field = name.isidentifier() and hasattr(Paper, name)
    function = f"Pass a function: lambda paper: paper.{name}." if is_field else None
    return suggestion(name, _KEYS, function)


def _check_order(key: object) -> None:
    """Check that a key doesn't contain the order, such as ``"-week"`` and ``"week desc"``.

    Raises:
        InvalidValueError: It does; the message suggests `reverse`.
    """
    match = _ORDER.fullmatch(key) if isinstance(key, str) else None
    if match is None:
        return
    name = match["descending"] or match["word"] or match["ascending"]
    names = ([name] if name in _KEYS else meant(name, _KEYS)) if name else []
    if name and not names:
        return
    order = [] if match["ascending"] else ["reverse=True"]
    arguments = ", ".join([*map(repr, names[:1]), *order])
    hint = f"Did you mean sort_by({arguments})?" if names else "Did you mean reverse=True?"
    raise InvalidValueError(f"{show(key)} is not a key of a paper. {hint}")


def sorted_by(
    papers: Sequence[Paper], keys: Sequence[Key | Callable[[Paper], Any]], *, reverse: bool
) -> list[Paper]:
    """Return the papers sorted by the first key, then by the next; see `Papers.sort_by`.

    Raises:
        InvalidValueError: There is no such key.
    """
    for key in keys:
        _check_order(key)
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
