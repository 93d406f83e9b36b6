"""The cells of tables of Python values, such as those of Arrow, to values of the model.

Other programs write the same value with several types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from typing import Any, TypeVar

import attrs

from weeklypapers.formats._column_readers import (
    UNREAD,
    CellReader,
    Readers,
    distinct,
    plain_readers,
)
from weeklypapers.formats._columns import Kind
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
from weeklypapers.model.paper import ArxivRecord, Author, Link

__all__ = ["PLAIN", "read_map"]

T = TypeVar("T")
M = TypeVar("M", Author, Link, ArxivRecord)


def _read_flag(value: object) -> bool:
    flags = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}
    return read_flag(flags.get(str(value).strip().casefold(), value))


def _read_number(value: object) -> int:
    """Read a whole number, which some libraries represent as a fraction or as text."""
    text = str(value).strip().removesuffix(".0")
    if isinstance(value, int | float | str) and text.isascii() and text.isdecimal():
        return int(text[:9])
    raise InvalidValueError(f"expected a whole number, got {show(value)}")


def _day_or_time(value: object) -> object:
    """Return the day or the time in a text; return any other value unchanged."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    with suppress(ValueError):
        return iso_day(text) or iso_time(text) or value
    return value


def _read_day(value: object) -> date:
    """Read a day, which some libraries represent as a time at midnight."""
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
    """Read a time or a day, since other programs may have only the day of publication."""
    moment = _day_or_time(value)
    is_day = _is_midnight(moment) if isinstance(moment, datetime) else isinstance(moment, date)
    return _read_day(moment) if is_day else _read_time(moment)


def _read_partial_date(value: object) -> PartialDate:
    if isinstance(value, date):
        return PartialDate.of(_read_day(value))
    if isinstance(value, int | float) and 1000 <= value <= 9999 and value == int(value):
        value = f"{int(value):04}"  # libraries that guess types read a year as a number
    return read_partial_date(value)


_PREFIX = re.compile(r"\A\s*arxiv:\s*", re.IGNORECASE)


def _read_bare_id(value: object) -> str:
    text = read_text(value)
    return text if text[:1].isdecimal() else _PREFIX.sub("", text)


def _each(read: Callable[[object], T], value: object) -> tuple[T, ...]:
    return tuple(read(item) for item in expect(value, list, "a list"))


def _read_struct(kind: type[M], readers: Mapping[str, CellReader], value: object) -> M:
    """Read a value of the model from the members of a struct that are not null."""
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
_AUTHOR: Mapping[str, CellReader] = {"name": read_text, "affiliations": _read_texts}
_LINK: Mapping[str, CellReader] = dict.fromkeys(("url", "label", "kind", "listed_kind"), read_text)


def _read_author(value: object) -> Author:
    return Author(name=value) if isinstance(value, str) else _read_struct(Author, _AUTHOR, value)


def _read_link(value: object) -> Link:
    return Link(url=value) if isinstance(value, str) else _read_struct(Link, _LINK, value)


_RECORD: Mapping[str, CellReader] = {
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
    if _is_of_nulls(expect(value, dict, "a struct")):
        return None
    return _read_struct(ArxivRecord, _RECORD, value)


def read_map(value: object) -> dict[str, str]:
    """Read a map, which some libraries represent as a list of pairs or structs, or as a struct."""
    entries: Iterable[Any] = (
        value.items() if isinstance(value, dict) else expect(value, list, "a map")
    )
    cells: dict[str, str] = {}
    for entry in entries:
        pair = tuple(entry.values()) if isinstance(entry, dict) else entry
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise InvalidValueError(f"expected a pair of header and text, got {show(entry)}")
        if pair[1] is not None:
            cells[read_text(pair[0])] = read_text(pair[1])
    return cells


_PLAIN_CELLS: Mapping[Kind, CellReader] = {
    "text": read_text,
    "flag": _read_flag,
    "number": _read_number,
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
    "map": read_map,
}


_PLAIN_COLUMNS = plain_readers(in_table=True)


def _read_records(cells: Sequence[Any]) -> Sequence[Any]:
    """Read records of a table, where some libraries represent a null by a struct of nulls."""
    return _PLAIN_COLUMNS["record"]([None if _is_of_nulls(cell) else cell for cell in cells])


def _is_of_nulls(cell: Any) -> bool:
    is_struct = isinstance(cell, dict) and cell.get("id") is None
    return is_struct and all(member is None for member in cell.values())


def _read_maps(cells: Sequence[Any]) -> Sequence[Any]:
    """Read maps, nearly all of which are empty."""
    return [cell if cell is None else {} if cell in ([], {}) else UNREAD for cell in cells]


PLAIN = Readers(
    columns={
        **_PLAIN_COLUMNS,
        "number": distinct(_read_number, int),
        "arxiv id": distinct(_read_bare_id, str),
        "record": _read_records,
        "map": _read_maps,
    },
    cells=_PLAIN_CELLS,
)
"""The readers of plain values to values of the model."""
