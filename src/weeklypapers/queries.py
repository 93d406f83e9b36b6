"""What the query helpers of `Papers` mean: selecting, keys to sort and group by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from weeklypapers.errors import InvalidValueError, did_you_mean, show
from weeklypapers.ids import ArxivId
from weeklypapers.model import Paper
from weeklypapers.taxonomy import Category, suggest

__all__ = [
    "ISO_WEEK",
    "Key",
    "conditions",
    "counted",
    "fold",
    "grouped",
    "iso_week",
    "parse_day",
    "ranked",
]

Key = Literal[
    "week", "month", "year", "category", "author", "title", "arxiv_id", "published", "updated"
]
ISO_WEEK = re.compile(r"\d{4}-W\d{2}", re.IGNORECASE)

Test = Callable[[Paper], bool]
K = TypeVar("K", bound=Hashable)

_KEYS: dict[str, Callable[[Paper], tuple[Any, ...]]] = {
    "week": lambda paper: (paper.week,),
    "month": lambda paper: (paper.week.isoformat()[:7] if paper.week else None,),
    "year": lambda paper: (paper.week.year if paper.week else None,),
    "category": lambda paper: (paper.category,),
    "author": lambda paper: tuple(author.name for author in paper.authors) or (None,),
    "title": lambda paper: (paper.title,),
    "arxiv_id": lambda paper: (paper.arxiv_id,),
    "published": lambda paper: (paper.published,),
    "updated": lambda paper: (paper.updated,),
}


def fold(text: str) -> str:
    """Text as it is compared: without case, accents and differences of white space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, such as ``"2024-W26"``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def parse_day(value: date | str, name: str) -> date:
    """A day given as a date or as text in ISO 8601.

    Raises:
        InvalidValueError: It is neither; the message says `name`.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InvalidValueError(
            f"{name} must be a date or a day such as '2024-06-30', got {show(value)}"
        ) from None


def _values(wanted: Any) -> list[Any]:
    """One value, or several of which any will do."""
    if isinstance(wanted, Iterable) and not isinstance(wanted, str):
        return list(wanted)
    return [wanted]


def _of_category(papers: Sequence[Paper], wanted: Any) -> Test:
    categories = {_category(papers, value) for value in _values(wanted)}
    return lambda paper: paper.category in categories


def _category(papers: Sequence[Paper], value: Category | str) -> Category:
    category = value if isinstance(value, Category) else Category.parse(value)
    if category.code is None and all(paper.category != category for paper in papers):
        near = suggest(category.name)
        hint = f" Did you mean {near!r}?" if near else ""
        raise InvalidValueError(
            f"category {show(value)} is neither arXiv's nor one that the list uses.{hint}"
        )
    return category


def _of_week(wanted: Any) -> Test:
    weeks = {parse_day(value, "week") for value in _values(wanted)}
    return lambda paper: paper.week in weeks


def _in_time(since: date | str | None, until: date | str | None) -> Test:
    first = parse_day(since, "since") if since is not None else date.min
    last = parse_day(until, "until") if until is not None else date.max
    if first > last:
        raise InvalidValueError(f"since ({first}) is after until ({last}), so no week can fit")
    return lambda paper: paper.week is not None and first <= paper.week <= last


def _of_id(wanted: Any) -> Test:
    ids = {ArxivId.parse(value) for value in _values(wanted)}
    return lambda paper: any(same_paper(paper.arxiv_id, arxiv_id) for arxiv_id in ids)


def same_paper(listed: ArxivId | None, asked: ArxivId) -> bool:
    """Whether an identifier is the one asked for; one without a version stands for all."""
    if listed is None or asked.version is None:
        return listed is not None and listed.id == asked.id
    return listed == asked


def titles(paper: Paper) -> list[str]:
    """The listed title, and arXiv's where there is a record."""
    return [paper.title, *([paper.arxiv.title] if paper.arxiv else [])]


def abstracts(paper: Paper) -> list[str]:
    """The listed abstract and arXiv's, as far as there are any."""
    own = [paper.abstract] if paper.abstract else []
    return own + ([paper.arxiv.abstract] if paper.arxiv else [])


def _containing(name: str, wanted: str, texts: Callable[[Paper], Iterable[str]]) -> Test:
    if not isinstance(wanted, str) or not wanted.strip():
        raise InvalidValueError(f"{name} must be text that is not blank, got {show(wanted)}")
    needle = fold(wanted)
    return lambda paper: any(needle in fold(text) for text in texts(paper))


def conditions(
    papers: Sequence[Paper],
    *,
    category: Any = None,
    week: Any = None,
    since: date | str | None = None,
    until: date | str | None = None,
    title: str | None = None,
    abstract: str | None = None,
    text: str | None = None,
    author: str | None = None,
    arxiv_id: Any = None,
) -> Iterator[Test]:
    """The tests that a paper must pass, one for each condition given. See `Papers.filter`."""
    if category is not None:
        yield _of_category(papers, category)
    if week is not None:
        yield _of_week(week)
    if since is not None or until is not None:
        yield _in_time(since, until)
    if arxiv_id is not None:
        yield _of_id(arxiv_id)
    if title is not None:
        yield _containing("title", title, titles)
    if abstract is not None:
        yield _containing("abstract", abstract, abstracts)
    if text is not None:
        yield _containing("text", text, lambda paper: titles(paper) + abstracts(paper))
    if author is not None:
        yield _containing("author", author, lambda paper: map(str, paper.authors))


def _key(key: Key | Callable[[Paper], K]) -> Callable[[Paper], tuple[Any, ...]]:
    if callable(key):
        return lambda paper: (key(paper),)
    try:
        return _KEYS[key]
    except (KeyError, TypeError):
        hint = did_you_mean(str(key), _KEYS)
        raise InvalidValueError(f"{show(key)} is no key of a paper. {hint}") from None


def ranked(
    papers: Sequence[Paper], keys: Sequence[Key | Callable[[Paper], Any]], *, reverse: bool
) -> list[Paper]:
    """The papers by the first key, then the next; those that lack it always come last."""
    made = list(papers)
    for key in reversed([_key(key) for key in keys]):
        made.sort(key=lambda paper: _present(key(paper)[0]), reverse=reverse)
        made.sort(key=lambda paper: key(paper)[0] is None)
    return made


def _present(value: Any) -> tuple[bool, Any]:
    # Values that are missing are never compared with others: the flag decides first.
    return (True, value) if value is not None else (False, 0)


def grouped(papers: Iterable[Paper], key: Key | Callable[[Paper], Any]) -> dict[Any, list[Paper]]:
    """The papers by value of the key, in the order in which each value first appears."""
    groups: dict[Any, list[Paper]] = {}
    values = _key(key)
    for paper in papers:
        for value in dict.fromkeys(values(paper)):
            groups.setdefault(value, []).append(paper)
    return groups


def counted(papers: Iterable[Paper], key: Key | Callable[[Paper], Any]) -> dict[Any, int]:
    """How many papers have each value of the key, the most frequent first."""
    sizes = ((value, len(group)) for value, group in grouped(papers, key).items())
    return dict(sorted(sizes, key=lambda entry: -entry[1]))
