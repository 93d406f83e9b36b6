"""The cells of a table: from the value of a paper to a cell, and back, for each kind of column.

A cell has one of two forms: a plain Python value, such as those of Arrow tables, or text, as in
CSV. Text is JSON if a value could not be read back otherwise. Semicolons separate texts and names,
and spaces separate addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

import attrs

from weeklypapers.formats import json
from weeklypapers.formats._column_readers import (
    UNREAD,
    CellReader,
    Readers,
    distinct,
    instances,
    plain_readers,
)
from weeklypapers.formats._columns import Kind, column_named, each_distinct
from weeklypapers.formats._scalars import (
    expect,
    read_arxiv_id,
    read_category,
    read_flag,
    read_partial_date,
    read_text,
    write_time,
)
from weeklypapers.model.dates import PartialDate, iso_day, iso_time, to_utc
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.names import read_names
from weeklypapers.model.paper import ArxivRecord, Author, Link

__all__ = ["PLAIN", "TEXT", "text_cells"]

T = TypeVar("T")
M = TypeVar("M", Author, Link, ArxivRecord)


# From plain values. Other programs write the same value with several types.


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
    return _PREFIX.sub("", read_text(value))


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


def _read_map(value: object) -> dict[str, str]:
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
    "map": _read_map,
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
    return [UNREAD if cell else cell if cell is None else {} for cell in cells]


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


# Text

# A list in plain text never begins like this.
_JSON = re.compile(r"\s*(?:\[\s*[\"'{(\[\]]|\{)")

_PYTHON = re.compile(r"\s*(?:\[\s*)?(?:\{\s*)?'|\s*\[\s*\(")  # the repr of a list or a dict
_PYTHON_HINT = (
    "this is how Python shows lists, and what DataFrame.to_csv of pandas writes; "
    "from_arrow(df).write(path) writes CSV that can be read"
)


class _ListForm(NamedTuple):
    """The form of a list as plain text.

    Attributes:
        text: The function that returns the text of an item.
        is_text: The function that returns whether an item is no more than its text.
        separator: The separator of texts.
        split: The function that splits texts.
    """

    text: Callable[[Any], str]
    is_text: Callable[[Any], bool]
    separator: str
    split: Callable[[str], list[str]]


def _split_texts(cell: str) -> list[str]:
    return [text for part in cell.split(";") if (text := part.strip())]


def _split_names(cell: str) -> list[str]:
    return list(read_names(cell).names)


def _is_address(link: Link) -> bool:
    return link.label is None and link.listed_kind is None


_LISTS: Mapping[Kind, _ListForm] = {
    "texts": _ListForm(str, bool, "; ", _split_texts),
    "names": _ListForm(str, bool, "; ", _split_names),
    "authors": _ListForm(
        attrgetter("name"), lambda author: not author.affiliations, "; ", _split_names
    ),
    "links": _ListForm(attrgetter("url"), _is_address, " ", str.split),
}


def text_cells(kind: Kind, values: Sequence[Any]) -> list[str]:
    """Return the values of a column as text; empty for a value that is false."""
    filled = [value for value in values if value]
    write = _TEXT_WRITERS.get(kind, partial(each_distinct, str))
    texts = iter(write(filled))
    return [next(texts) if value else "" for value in values]


def _write_lists(kind: Kind, values: Sequence[Sequence[Any]]) -> list[str]:
    """Return lists as plain text or, if that would be read as other items, as JSON."""
    form = _LISTS[kind]
    texts = [_plain_list(form, items) for items in values]
    pairs = zip(values, texts, strict=True)
    rest = iter(json.dumps_each(kind, [items for items, text in pairs if text is None]))
    return [next(rest) if text is None else text for text in texts]


def _plain_list(form: _ListForm, items: Sequence[Any]) -> str | None:
    if not all(map(form.is_text, items)):
        return None
    texts = list(map(form.text, items))
    joined = form.separator.join(texts)
    return joined if form.split(joined) == texts and not _JSON.match(joined) else None


def _write_extras(values: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the cells that can't be columns, since another column has their name."""
    rest = [
        {header: text for header, text in cells.items() if column_named(header)} for cells in values
    ]
    texts = json.dumps_each("map", rest)
    return [text if cells else "" for text, cells in zip(texts, rest, strict=True)]


_TEXT_WRITERS: Mapping[Kind, Callable[[Sequence[Any]], Iterable[str]]] = {
    "text": iter,
    "time": partial(map, write_time),
    "flag": lambda values: repeat("true", len(values)),
    # Programs that guess types read a bare identifier as a number.
    "arxiv id": partial(map, "arXiv:{}".format),
    **{kind: partial(_write_lists, kind) for kind in _LISTS},
    "record": partial(json.dumps_each, "record"),
    "map": _write_extras,
}


def _read_json(cell: str, parse: Callable[[str], Any] = json.parse) -> Any:
    try:
        return parse(cell)
    except ValueError as error:
        reason = _PYTHON_HINT if _PYTHON.match(cell) else error
        raise InvalidValueError(f"expected JSON, got {show(cell)}: {reason}") from None


def _read_list(kind: Kind, cell: str) -> Any:
    items = _read_json(cell) if _JSON.match(cell) else _LISTS[kind].split(cell)
    return _PLAIN_CELLS[kind](items)


def _read_lists(kind: Kind, cells: Sequence[Any]) -> Sequence[Any]:
    """Read a column of lists in text."""

    def items_of(cell: str) -> Any:
        # Plain items can't be nested too deeply, and others are parsed again.
        return _read_json(cell, json.decode) if _JSON.match(cell) else _LISTS[kind].split(cell)

    return PLAIN.columns[kind](distinct(items_of, str)(cells))


def _read_record_texts(cells: Sequence[Any]) -> Sequence[Any]:
    return json.plain_columns()["record"](
        distinct(partial(_read_json, parse=json.decode), str)(cells)
    )


_TEXT_CELLS: Mapping[Kind, CellReader] = {
    **_PLAIN_CELLS,
    "partial date": lambda cell: read_partial_date(cell.strip()),
    **{kind: partial(_read_list, kind) for kind in _LISTS},
    "record": json.loads_record,
    "map": lambda cell: _read_map(_read_json(cell)),
}

TEXT = Readers(
    columns={
        **{kind: distinct(read, str) for kind, read in _TEXT_CELLS.items()},
        "text": instances(str),
        **{kind: partial(_read_lists, kind) for kind in _LISTS},
        "record": _read_record_texts,
    },
    cells=_TEXT_CELLS,
)
"""The readers of the text of cells to values of the model."""
