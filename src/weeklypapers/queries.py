"""What the query helpers of `Papers` mean: selecting, keys to sort and group by."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any, Literal, TypeVar

from weeklypapers.model.categories import Category, suggest
from weeklypapers.model.dates import iso_day
from weeklypapers.model.errors import InvalidValueError, UnknownArgumentError, did_you_mean, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Paper

__all__ = [
    "Key",
    "abstracts",
    "conditions",
    "counted",
    "fold",
    "grouped",
    "iso_week",
    "listed_days",
    "parse_days",
    "ranked",
    "same_paper",
    "spellings",
    "titles",
    "unaccented",
]

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

_ISO_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII | re.IGNORECASE)

# Letters that Unicode does not take apart, as CLDR's transform "Latin-ASCII" writes them.
_LETTERS = str.maketrans(
    dict(zip("æœøđðħıłŧþ", ["ae", "oe", "o", "d", "d", "h", "i", "l", "t", "th"], strict=True))
)

Test = Callable[[Paper], bool]
K = TypeVar("K", bound=Hashable)

_KEYS: dict[str, Callable[[Paper], tuple[Any, ...]]] = {
    "week": lambda paper: (paper.week,),
    "listed_date": lambda paper: (paper.listed_date,),
    "month": lambda paper: (_month(paper),),
    "year": lambda paper: (day.year if (day := paper.week or paper.listed_date) else None,),
    "category": lambda paper: (paper.category,),
    "topic": lambda paper: paper.topics or (None,),
    "venue": lambda paper: (paper.venue,),
    "author": lambda paper: tuple(author.name for author in paper.authors) or (None,),
    "title": lambda paper: (paper.title,),
    "arxiv_id": lambda paper: (paper.arxiv_id,),
    "published": lambda paper: (paper.published,),
    "updated": lambda paper: (paper.updated,),
}


def _month(paper: Paper) -> str | None:
    day = paper.week or paper.listed_date
    return f"{day.year:04}-{day.month:02}" if day and day.month else None


def fold(text: str) -> str:
    """Text as it is compared: without case, accents and differences of white space."""
    return " ".join(unaccented(text).split())


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Names by what they are compared by, each as it is first spelled, in their order."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return found


def unaccented(text: str) -> str:
    """Text without case and accents, and letters such as ``ø`` and ``ł`` as those of ASCII.

    It is that of each character, one after the other.
    """
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters.casefold().translate(_LETTERS)


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, such as ``"2024-W26"``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def parse_days(value: date | str, name: str) -> tuple[date, date]:
    """The first and the last day of a day or an ISO week: dates, or text in ISO 8601.

    Raises:
        InvalidValueError: It is neither; the message says `name`.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value, value
    try:
        if _ISO_WEEK.fullmatch(value):
            first = date.fromisoformat(f"{value.upper()}-1")
            return first, first + timedelta(days=6)
        if day := iso_day(value):
            return day, day
        reason = ""
    except (TypeError, ValueError, OverflowError) as error:
        reason = f": {error}" if isinstance(value, str) else ""
    raise InvalidValueError(
        f"{name} must be a date, a day such as '2024-06-30' or an ISO week such as '2024-W26', "
        f"got {show(value)}{reason}"
    )


def _values(wanted: Any) -> list[Any]:
    """One value, or several of which any will do."""
    if isinstance(wanted, Iterable) and not isinstance(wanted, str | bytes):
        return list(wanted)
    return [wanted]


def _of_category(wanted: Collection[Category]) -> Test:
    return lambda paper: paper.category in wanted


def _category(papers: Sequence[Paper], value: Category | str) -> Category:
    category = value if isinstance(value, Category) else Category.parse(value)
    if category.code is not None:
        return category
    listed = {fold(paper.category.name): paper.category for paper in papers if paper.category}
    if fold(category.name) in listed:
        return listed[fold(category.name)]
    near = suggest(category.name) or _nearest(category.name, listed.values())
    hint = f" Did you mean {near!r}?" if near else ""
    raise InvalidValueError(
        f"category {show(value)} is neither arXiv's nor one that the list uses.{hint}"
    )


def _nearest(name: str, listed: Iterable[Category]) -> str | None:
    """The code or label of a listed category that comes nearest to a name."""
    known = {fold(text): text for one in listed for text in (str(one), one.label)}
    near = difflib.get_close_matches(fold(name), known, n=1)
    return known[near[0]] if near else None


def _of_week(wanted: Any) -> Test:
    # A `Week` is iterable, and stands for its day.
    values = _values(getattr(wanted, "ending", wanted))
    spans = [parse_days(getattr(value, "ending", value), "week") for value in values]
    days = {
        first + timedelta(days=passed)
        for first, last in spans
        for passed in range((last - first).days + 1)
    }
    return lambda paper: paper.week in days


def listed_days(paper: Paper) -> tuple[date, date] | None:
    """The first and the last day on which the list may have the paper, or None if it says none.

    Both are the day of its week, if it has one; else they are what its listed date can mean, such
    as 1 and 30 June for ``2024-06``. What is certain goes by the last, and what must not lie in the
    future, as in a feed, by the first.
    """
    if paper.week is not None:
        return paper.week, paper.week
    return (listed.first, listed.last) if (listed := paper.listed_date) else None


def _since(wanted: Any) -> Test:
    first = parse_days(wanted, "since")[0]
    return lambda paper: (days := listed_days(paper)) is not None and days[0] >= first


def _until(wanted: Any) -> Test:
    last = parse_days(wanted, "until")[1]
    return lambda paper: (days := listed_days(paper)) is not None and days[1] <= last


def _of_topic(wanted: Any) -> Test:
    asked = [_folded("topic", value) for value in _values(wanted)]
    return lambda paper: any(_is_under(topic, asked) for topic in paper.topics)


def _is_under(topic: str, asked: Iterable[str]) -> bool:
    """Whether a topic is one of those asked for, or lies inside one."""
    parts = fold(topic).split(" > ")
    paths = {
        " > ".join(parts[first:last]) for first, last in combinations(range(len(parts) + 1), 2)
    }
    return not paths.isdisjoint(asked)


def _folded(name: str, value: Any) -> str:
    if isinstance(value, str) and (folded := fold(value)):
        return folded
    raise InvalidValueError(f"{name} must be text that is not blank, got {show(value)}")


def _of_id(wanted: Any) -> Test:
    asked: dict[str, list[ArxivId]] = {}
    for arxiv_id in map(ArxivId.parse, _values(wanted)):
        asked.setdefault(arxiv_id.id, []).append(arxiv_id)

    def test(paper: Paper) -> bool:
        listed = paper.arxiv_id
        return listed is not None and any(
            same_paper(listed, one) for one in asked.get(listed.id, ())
        )

    return test


def same_paper(listed: ArxivId, asked: ArxivId) -> bool:
    """Whether an identifier is the one asked for; one without a version stands for them all."""
    if listed.version is None or asked.version is None:
        return listed.id == asked.id
    return listed == asked


def titles(paper: Paper) -> list[str]:
    """The listed title, and arXiv's where there is a record."""
    return [paper.title, *([paper.arxiv.title] if paper.arxiv else [])]


def abstracts(paper: Paper) -> list[str]:
    """The listed abstract and arXiv's, as far as there are any."""
    own = [paper.abstract] if paper.abstract else []
    return own + ([paper.arxiv.abstract] if paper.arxiv else [])


def names(paper: Paper) -> list[str]:
    """The names that the list gives, and arXiv's where there is a record."""
    return [*paper.listed_authors, *(author.name for author in paper.authors)]


def _containing(name: str, texts: Callable[[Paper], Iterable[str]]) -> Callable[[Any], Test]:
    def condition(wanted: Any) -> Test:
        needle = _folded(name, wanted)
        return lambda paper: any(needle in fold(text) for text in texts(paper))

    return condition


def _meeting(wanted: Any) -> Test:
    if not callable(wanted):
        raise InvalidValueError(f"predicate must be a function of a paper, got {show(wanted)}")
    return lambda paper: bool(wanted(paper))


# In the order in which a paper is tested: what is quick comes first, what anybody wrote last.
_CONDITIONS: dict[str, Callable[[Any], Test]] = {
    "category": _of_category,
    "topic": _of_topic,
    "week": _of_week,
    "since": _since,
    "until": _until,
    "arxiv_id": _of_id,
    "title": _containing("title", titles),
    "abstract": _containing("abstract", abstracts),
    "venue": _containing("venue", lambda paper: [paper.venue] if paper.venue else []),
    "text": _containing("text", lambda paper: titles(paper) + abstracts(paper)),
    "author": _containing("author", names),
    "predicate": _meeting,
}


def conditions(papers: Sequence[Paper], wanted: Mapping[str, Any]) -> list[Test]:
    """The tests that a paper must pass, one for each condition that is not None.

    See `Papers.filter`.
    """
    for name in wanted:
        if name not in _CONDITIONS:
            hint = did_you_mean(name, _CONDITIONS)
            raise UnknownArgumentError(f"filter has no condition {name!r}. {hint}")
    given = {name: value for name, value in wanted.items() if value is not None}
    if "category" in given:
        given["category"] = {_category(papers, value) for value in _values(given["category"])}
    if "since" in given and "until" in given:
        _check_order(given["since"], given["until"])
    return [make(given[name]) for name, make in _CONDITIONS.items() if name in given]


def _check_order(since: date | str, until: date | str) -> None:
    first, last = parse_days(since, "since")[0], parse_days(until, "until")[1]
    if first > last:
        raise InvalidValueError(f"since ({first}) is after until ({last}), so no week can fit")


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
    if isinstance(value, str):
        return True, (fold(value), value)
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
