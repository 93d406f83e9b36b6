"""The columns of a table of papers, in plain Python values: from a paper to a row, and back.

A column is a field of `Paper` or is derived from fields. A derived column is written for queries
of the table; it is read only if the table has no column of the field itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

import attrs

from weeklypapers.formats._scalars import (
    expect,
    read_arxiv_id,
    read_category,
    read_flag,
    read_partial_date,
    read_text,
)
from weeklypapers.model.dates import PartialDate, iso_day, iso_time, to_utc
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper

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


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        name: The name; for a field of `Paper` that of the field.
        kind: The kind of value in its cells.
        value: The function that returns the value of a paper.
        is_field: Whether it is a field of `Paper`, and not derived from others.
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
"""The columns by name, in the order of the table."""


def column_named(header: str) -> str | None:
    """Return the name of the column with a header: ``arXiv ID`` is ``arxiv_id``."""
    name = re.sub(r"[\s-]+", "_", header.strip().casefold())
    return name if name in COLUMNS else None


# From a paper


def plain(column: Column, paper: Paper) -> Any:
    """Return a paper's value of a column as text, bool, day, time, list or dict, or None."""
    value = column.value(paper)
    return value if value is None else _PLAIN.get(column.kind, _unchanged)(value)


def _unchanged(value: Any) -> Any:
    return value


def _plain_author(author: Author) -> dict[str, Any]:
    return {"name": author.name, "affiliations": list(author.affiliations)}


def _plain_link(link: Link) -> dict[str, Any]:
    return {
        "url": link.url,
        "label": link.label,
        "kind": link.kind,
        "listed_kind": link.listed_kind,
    }


def _plain_record(record: ArxivRecord) -> dict[str, Any]:
    members = {field.name: getattr(record, field.name) for field in attrs.fields(ArxivRecord)}
    return members | {
        "id": str(record.id),
        "authors": [_plain_author(author) for author in record.authors],
        "primary_category": str(record.primary_category),
        "categories": [str(category) for category in record.categories],
    }


_PLAIN: Mapping[Kind, Callable[[Any], Any]] = {
    "partial date": str,
    "category": str,
    "texts": list,
    "names": list,
    "authors": lambda authors: [_plain_author(author) for author in authors],
    "links": lambda links: [_plain_link(link) for link in links],
    "record": _plain_record,
    "map": dict,
}


# From a cell: tables of other programs are read, so there are several types for the same value.


def _read_flag(value: object) -> bool:
    flags = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}
    return read_flag(flags.get(str(value).strip().casefold(), value))


def _day_or_time(value: object) -> object:
    """Return the day or the time that a text writes, and any other value as it is."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    with suppress(ValueError):
        return iso_day(text) or iso_time(text) or value
    return value


def _read_day(value: object) -> date:
    """Return a day, which some libraries keep as a time at midnight."""
    day = expect(_day_or_time(value), date, "a day such as '2024-06-30'")
    if not isinstance(day, datetime):
        return day
    if _is_midnight(day):
        return day.date()
    raise InvalidValueError(f"expected a day, got the time {show(str(day))}")


def _is_midnight(moment: datetime) -> bool:
    return moment.tzinfo is None and moment.time() == time()


def _read_time(value: object) -> datetime:
    moment = expect(_day_or_time(value), datetime, "a time such as '2024-06-21T17:23:18Z'")
    if moment.utcoffset() is None:
        raise InvalidValueError(f"expected a time with a time zone, got {show(str(moment))}")
    return to_utc(moment)


def _read_time_or_day(value: object) -> date:
    """Return a time or a day, since tables of other programs may have days of publication."""
    moment = _day_or_time(value)
    is_day = _is_midnight(moment) if isinstance(moment, datetime) else isinstance(moment, date)
    return _read_day(moment) if is_day else _read_time(moment)


def _read_partial_date(value: object) -> PartialDate:
    if isinstance(value, date):
        return PartialDate.of(_read_day(value))
    if isinstance(value, int | float) and 1000 <= value <= 9999 and value == int(value):
        value = f"{int(value):04}"  # libraries that guess types make a number of a year
    return read_partial_date(value)


def _read_bare_id(value: object) -> str:
    return re.sub(r"\A\s*arxiv:\s*", "", read_text(value), flags=re.IGNORECASE)


def _each(read: Callable[[object], T], value: object) -> tuple[T, ...]:
    return tuple(read(item) for item in expect(value, list, "a list"))


def _read_struct(kind: type[M], readers: Mapping[str, Callable[[Any], Any]], value: object) -> M:
    """Return a value of the model from the members of a struct that are not null."""
    members = expect(value, dict, "a struct")
    values: dict[str, Any] = {}
    for name, member in members.items():
        if name not in readers:
            raise InvalidValueError(f"unknown member {show(name)}. {did_you_mean(name, readers)}")
        if member is not None:
            try:
                values[name] = readers[name](member)
            except InvalidValueError as error:
                raise InvalidValueError(f"{name}: {error}") from None
    for field in attrs.fields(kind):
        if field.default is attrs.NOTHING and field.name not in values:
            raise InvalidValueError(f"{field.name}: required member missing")
    values.pop("kind", None)  # of a link: it is derived from the other members
    return kind(**values)


_read_texts = partial(_each, read_text)
_AUTHOR: Mapping[str, Callable[[Any], Any]] = {"name": read_text, "affiliations": _read_texts}
_LINK: Mapping[str, Callable[[Any], Any]] = dict.fromkeys(
    ("url", "label", "kind", "listed_kind"), read_text
)


def _read_author(value: object) -> Author:
    return Author(name=value) if isinstance(value, str) else _read_struct(Author, _AUTHOR, value)


def _read_link(value: object) -> Link:
    return Link(url=value) if isinstance(value, str) else _read_struct(Link, _LINK, value)


_RECORD: Mapping[str, Callable[[Any], Any]] = {
    "id": read_arxiv_id,
    "title": read_text,
    "authors": partial(_each, _read_author),
    "abstract": read_text,
    "published": _read_time,
    "updated": _read_time,
    "primary_category": read_category,
    "categories": partial(_each, read_category),
    "comment": read_text,
    "journal_ref": read_text,
    "doi": read_text,
    "retrieved": _read_time,
}


def _read_record(value: object) -> ArxivRecord | None:
    members = expect(value, dict, "a struct").values()
    if all(member is None for member in members):
        return None  # some libraries make such a struct of a null
    return _read_struct(ArxivRecord, _RECORD, value)


def _read_map(value: object) -> dict[str, str]:
    return {read_text(key): read_text(text) for key, text in _entries(value) if text is not None}


def _entries(value: object) -> Iterator[tuple[Any, Any]]:
    """Yield the entries of a map, which some libraries keep as a list of structs, or a struct."""
    if isinstance(value, dict):
        yield from value.items()
        return
    for entry in expect(value, list, "a map"):
        pair = tuple(entry.values()) if isinstance(entry, dict) else entry
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise InvalidValueError(f"expected a pair of header and text, got {show(entry)}")
        yield pair[0], pair[1]


READERS: Mapping[Kind, Callable[[Any], Any]] = {
    "text": read_text,
    "flag": _read_flag,
    "day": _read_day,
    "time": _read_time_or_day,
    "partial date": _read_partial_date,
    "category": read_category,
    "arxiv id": _read_bare_id,
    "texts": _read_texts,
    "names": _read_texts,
    "authors": partial(_each, _read_author),
    "links": partial(_each, _read_link),
    "record": _read_record,
    "map": _read_map,
}
"""The reader of each kind of column, from a plain value that is not None to one of the model."""
