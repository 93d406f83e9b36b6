"""What the columns of a table of papers are, in plain Python values: a paper to a row, and back.

A column is a field of `Paper`, or follows from fields. One that follows is written for those who
query the table; it is read only where the table has no column of the field itself.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar

import attrs

from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["COLUMNS", "READERS", "SCHEMA_VERSION", "Column", "Kind", "column_named", "plain"]

SCHEMA_VERSION = 1

T = TypeVar("T")
M = TypeVar("M", Author, Link, ArxivRecord)

Kind: TypeAlias = Literal[
    "text",
    "flag",
    "day",
    "time",
    "partial date",
    "category",
    "arxiv id",
    "texts",
    "names",
    "authors",
    "links",
    "record",
    "map",
]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(
    rf"{_DAY.pattern}[T ]\d\d:\d\d:\d\d(?:\.\d{{1,6}})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII
)


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        name: Its name: that of the field of `Paper`, if it is one.
        kind: What stands in its cells.
        value: What a paper has in it.
        is_field: Whether it is a field of `Paper`, and does not follow from others.
    """

    name: str
    kind: Kind
    value: Callable[[Paper], Any]
    is_field: bool = True


def _field(name: str, kind: Kind) -> Column:
    return Column(name, kind, lambda paper: getattr(paper, name))


def _derived(name: str, kind: Kind, value: Callable[[Paper], Any]) -> Column:
    return Column(name, kind, value, is_field=False)


def _arxiv_id(paper: Paper) -> str | None:
    return str(paper.arxiv_id) if paper.arxiv_id else None


def _url(paper: Paper) -> str | None:
    return paper.link.url if paper.link else None


def _first_day(paper: Paper) -> date | None:
    return paper.listed_date.first if paper.listed_date else None


COLUMNS: Mapping[str, Column] = {
    column.name: column
    for column in (
        _field("title", "text"),
        _field("week", "day"),
        _field("category", "category"),
        _derived("arxiv_id", "arxiv id", _arxiv_id),
        _derived("url", "text", _url),
        _derived("authors", "authors", lambda paper: paper.authors),
        _derived("published", "time", lambda paper: paper.published),
        _derived("updated", "time", lambda paper: paper.updated),
        _field("abstract", "text"),
        _field("links", "links"),
        _field("listed_authors", "names"),
        _field("more_authors", "flag"),
        _field("listed_date", "partial date"),
        _derived("listed_date_first", "day", _first_day),
        _field("topics", "texts"),
        _field("venue", "text"),
        _field("affiliation", "text"),
        _field("comment", "text"),
        _field("arxiv", "record"),
        _field("extra", "map"),
    )
}
"""The columns by name, in the order in which they are written."""


def column_named(header: str) -> str | None:
    """The column that a header names, such as ``arXiv ID`` the column ``arxiv_id``."""
    name = re.sub(r"[\s-]+", "_", header.strip().casefold())
    return name if name in COLUMNS else None


# From a paper


def _author_members(author: Author) -> dict[str, Any]:
    return {"name": author.name, "affiliations": list(author.affiliations)}


def _link_members(link: Link) -> dict[str, Any]:
    members = {"url": link.url, "label": link.label, "kind": link.kind}
    return members | {"listed_kind": link.listed_kind}


def _record_members(record: ArxivRecord) -> dict[str, Any]:
    members = {field.name: getattr(record, field.name) for field in attrs.fields(ArxivRecord)}
    return members | {
        "id": str(record.id),
        "authors": [_author_members(author) for author in record.authors],
        "primary_category": str(record.primary_category),
        "categories": [str(category) for category in record.categories],
    }


_PLAIN: Mapping[Kind, Callable[[Any], Any]] = {
    "partial date": str,
    "category": str,
    "texts": list,
    "names": list,
    "authors": lambda authors: [_author_members(author) for author in authors],
    "links": lambda links: [_link_members(link) for link in links],
    "record": _record_members,
    "map": dict,
}


def plain(column: Column, paper: Paper) -> Any:
    """What a paper has in a column, as text, day, time, list or dict; None where it has nothing."""
    value = column.value(paper)
    return value if value is None else _PLAIN.get(column.kind, lambda same: same)(value)


# To a value


def _checked(value: object, kind: type[T] | tuple[type[T], ...], expected: str) -> T:
    if not isinstance(value, kind):
        raise InvalidValueError(f"expected {expected}, got {show(value)}")
    return value


def _read_text(value: object) -> str:
    return _checked(value, str, "text")


def _read_flag(value: object) -> bool:
    told = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}
    return _checked(told.get(str(value).strip().casefold(), value), bool, "true or false")


def _from_text(value: object) -> object:
    """The day or the time that a text says in the form of RFC 3339; any other value as it is."""
    text = value.strip() if isinstance(value, str) else ""
    with suppress(ValueError):  # a day that there is not
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    return value


def _read_day(value: object) -> date:
    """A day, which some libraries keep as a time at midnight."""
    day = _checked(_from_text(value), date, "a day such as '2024-06-30'")
    if not isinstance(day, datetime):
        return day
    if day.tzinfo is None and day.time() == time():
        return day.date()
    raise InvalidValueError(f"expected a day, got the time {show(str(day))}")


def _read_time(value: object) -> datetime:
    found = _checked(_from_text(value), datetime, "a time such as '2024-06-21T17:23:18Z'")
    if found.utcoffset() is None:
        raise InvalidValueError(f"expected a time with a time zone, got {show(str(found))}")
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise InvalidValueError(f"expected a time of the years 1 to 9999, got {found}") from None


def _read_time_or_day(given: object) -> date:
    # A table of others may have days, which pandas keeps as times at midnight.
    value = _from_text(given)
    if isinstance(value, datetime) and (value.tzinfo or value.time() != time()):
        return _read_time(value)
    return _read_day(value) if isinstance(value, date) else _read_time(value)


def _read_partial_date(value: object) -> PartialDate:
    if isinstance(value, date):
        return PartialDate.of(_read_day(value))
    if isinstance(value, int | float) and 1000 <= value <= 9999 and value == int(value):
        value = f"{int(value):04}"  # a year, of which libraries that guess types make a number
    return PartialDate.parse(_checked(value, str, "a day, a month or a year"))


def _read_category(value: object) -> Category:
    return Category.parse(_checked(value, str, "a category"))


def _read_arxiv_id(value: object) -> str:
    return re.sub(r"\A\s*arxiv:\s*", "", _read_text(value), flags=re.IGNORECASE)


def _each(read: Callable[[object], T], value: object) -> tuple[T, ...]:
    return tuple(read(item) for item in _checked(value, list, "a list"))


def _made(kind: type[M], readers: Mapping[str, Callable[[Any], Any]], value: object) -> M:
    """A value of the model, made of the members of a struct that are not null."""
    given = _checked(value, dict, "a struct")
    for name in given:
        if name not in readers:
            raise InvalidValueError(f"unknown member {show(name)}. {did_you_mean(name, readers)}")
    read = {
        name: _member(readers[name], name, member)
        for name, member in given.items()
        if member is not None
    }
    for field in attrs.fields(kind):
        if field.default is attrs.NOTHING and field.name not in read:
            raise InvalidValueError(f"{field.name}: required member missing")
    read.pop("kind", None)  # of a link: it follows from the others
    return kind(**read)


def _member(read: Callable[[Any], Any], name: str, value: object) -> Any:
    try:
        return read(value)
    except InvalidValueError as error:
        raise InvalidValueError(f"{name}: {error}") from None


_read_texts = partial(_each, _read_text)
_AUTHOR: Mapping[str, Callable[[Any], Any]] = {"name": _read_text, "affiliations": _read_texts}
_LINK: Mapping[str, Callable[[Any], Any]] = {
    "url": _read_text,
    "label": _read_text,
    "kind": _read_text,
    "listed_kind": _read_text,
}


def _read_author(value: object) -> Author:
    return Author(name=value) if isinstance(value, str) else _made(Author, _AUTHOR, value)


def _read_link(value: object) -> Link:
    return Link(url=value) if isinstance(value, str) else _made(Link, _LINK, value)


_RECORD: Mapping[str, Callable[[Any], Any]] = {
    "id": lambda value: ArxivId(_read_text(value)),
    "title": _read_text,
    "authors": partial(_each, _read_author),
    "abstract": _read_text,
    "published": _read_time,
    "updated": _read_time,
    "primary_category": _read_category,
    "categories": partial(_each, _read_category),
    "comment": _read_text,
    "journal_ref": _read_text,
    "doi": _read_text,
    "retrieved": _read_time,
}


def _read_record(value: object) -> ArxivRecord | None:
    members = _checked(value, dict, "a struct").values()
    if all(member is None for member in members):
        return None  # what some libraries make of a struct that is null
    return _made(ArxivRecord, _RECORD, value)


def _entries(value: object) -> Iterator[tuple[Any, Any]]:
    """The entries of a map, which some libraries keep as a list of structs, or as a struct."""
    if isinstance(value, dict):
        yield from value.items()
        return
    for entry in _checked(value, list, "a map"):
        key, text = entry.values() if isinstance(entry, dict) else entry
        yield key, text


def _read_map(value: object) -> dict[str, str]:
    return {_read_text(key): _read_text(text) for key, text in _entries(value) if text is not None}


READERS: Mapping[Kind, Callable[[Any], Any]] = {
    "text": _read_text,
    "flag": _read_flag,
    "day": _read_day,
    "time": _read_time_or_day,
    "partial date": _read_partial_date,
    "category": _read_category,
    "arxiv id": _read_arxiv_id,
    "texts": _read_texts,
    "names": _read_texts,
    "authors": partial(_each, _read_author),
    "links": partial(_each, _read_link),
    "record": _read_record,
    "map": _read_map,
}
"""What makes a value of the model out of a plain one that is not None, by the kind of column."""
