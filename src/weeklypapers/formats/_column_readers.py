"""Readers of columns: the values of many cells at once, as long as the cells are plain.

A cell is plain if it has the form that this library writes, and a valid value. A reader of a column
looks at the types and the distinct values of all cells, and returns `UNREAD` in the place of each
cell that isn't plain. A reader of single cells then reads it, or says what is wrong with it. None
stands for a missing value, and is returned unchanged.

Readers of lists and of values with several members consist of the readers of their parts, so that
each of them reads one long column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from itertools import chain, islice
from operator import itemgetter
from types import NoneType
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from weeklypapers.formats._columns import Kind
from weeklypapers.formats._scalars import (
    read_arxiv_id,
    read_category,
    read_day,
    read_partial_date,
    read_time,
)
from weeklypapers.model._fields import are, to_day
from weeklypapers.model.bulk import checked
from weeklypapers.model.dates import to_utc
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.paper import NO_EXTRA, ArxivRecord, Author, Extra, Link

__all__ = [
    "UNREAD",
    "CellReader",
    "ColumnReader",
    "Readers",
    "Structs",
    "distinct",
    "instances",
    "plain_readers",
]

CellReader: TypeAlias = Callable[[Any], Any]
"""A function that returns the value of a cell, or raises an `InvalidValueError`."""

ColumnReader: TypeAlias = Callable[[Sequence[Any]], Sequence[Any]]
"""A function that returns the value of each cell, or `UNREAD`."""


class _Unread(Enum):
    """The type of `UNREAD`."""

    TOKEN = 0


UNREAD: Final = _Unread.TOKEN
"""The result for a cell that isn't plain. No field of the model accepts it."""


class Readers(NamedTuple):
    """The readers of each kind of column.

    Attributes:
        columns: The readers of columns.
        cells: The readers of the cells that those leave unread.
    """

    columns: Mapping[Kind, ColumnReader]
    cells: Mapping[Kind, CellReader]

    def read(
        self, kind: Kind, cells: Sequence[Any]
    ) -> tuple[Sequence[Any], dict[int, InvalidValueError]]:
        """Return the value of each cell, and the error of each row that has one."""
        values = self.columns[kind](cells)
        if _Unread not in set(map(type, values)):
            return values, {}
        read, errors = self.cells[kind], {}
        values = list(values)
        for row, (value, cell) in enumerate(zip(values, cells, strict=True)):
            if value is UNREAD:
                try:
                    values[row] = read(cell)
                except InvalidValueError as error:
                    values[row], errors[row] = None, error
        return values, errors


# Single values


def instances(kind: type) -> ColumnReader:
    """Return a reader of cells that already have the type of the value."""
    return lambda cells: _only(cells, kind)


def distinct(read: CellReader, *kinds: type) -> ColumnReader:
    """Return a reader of cells of some hashable types, which reads equal ones once."""

    def read_column(cells: Sequence[Any]) -> Sequence[Any]:
        cells = _only(cells, *kinds)
        values = {None: None, UNREAD: UNREAD}
        for cell in set(cells) - values.keys():
            values[cell] = _read_cell(read, cell)
        return list(map(values.__getitem__, cells))

    return read_column


def _only(cells: Sequence[Any], *kinds: type) -> Sequence[Any]:
    """Return the cells of some types and None, and `UNREAD` for others."""
    if set(map(type, cells)) <= {*kinds, NoneType}:
        return cells
    return [cell if cell is None or type(cell) in kinds else UNREAD for cell in cells]


def _read_cell(read: CellReader, cell: Any) -> Any:
    try:
        return read(cell)
    except InvalidValueError:
        return UNREAD


# Lists, and values with several members


def each(read: ColumnReader) -> ColumnReader:
    """Return a reader of lists, from the reader of their items."""

    def read_lists(cells: Sequence[list[Any]]) -> Sequence[Any]:
        items = read(list(chain.from_iterable(cells)))
        values: list[tuple[Any, ...]]
        if set(map(len, cells)) == {1}:  # the most frequent case
            values = list(zip(items, strict=True))
        else:
            rest = iter(items)
            values = [tuple(islice(rest, len(cell))) if cell else () for cell in cells]
        if {_Unread, NoneType}.isdisjoint(map(type, items)):
            return values
        return [value if all(map(_is_value, value)) else UNREAD for value in values]

    return lambda cells: _of_type(list, cells, read_lists)


def _is_value(item: object) -> bool:
    return item is not None and item is not UNREAD


def _of_type(kind: type, cells: Sequence[Any], read: ColumnReader) -> Sequence[Any]:
    """Return the values of the cells of one type, None for None, and `UNREAD` for others."""
    if are(kind, cells):
        return read(cells)
    cells = _only(cells, kind)
    values = iter(read([cell for cell in cells if type(cell) is kind]))
    return [next(values) if type(cell) is kind else cell for cell in cells]


@attrs.frozen
class Structs:
    """A reader of values with several members, from the readers of the members.

    Attributes:
        kind: The attrs class of the values.
        members: The reader of each member. Those that are no fields are read and left out.
        nulls: Whether None stands for any missing member, or only for one that is None by default.
    """

    kind: type[attrs.AttrsInstance]
    members: Mapping[str, ColumnReader]
    nulls: bool = attrs.field(default=True, kw_only=True)

    def __call__(self, cells: Sequence[Any]) -> Sequence[Any]:
        """Return the value of each cell, or `UNREAD`."""
        return _of_type(dict, cells, self._read)

    def _read(self, rows: Sequence[dict[str, Any]]) -> Sequence[Any]:
        names = set().union(*rows)
        columns = {name: self._column(name, rows) for name in names & self.members.keys()}
        fields = attrs.fields_dict(self.kind)
        if any(fields[name].default is attrs.NOTHING for name in fields.keys() - columns.keys()):
            return [UNREAD] * len(rows)
        others = [columns.pop(name) for name in columns.keys() - fields.keys()]
        if not names <= self.members.keys():
            others.append([UNREAD if row.keys() - self.members.keys() else None for row in rows])
        values: Sequence[Any] = checked(self.kind, len(rows), **columns)
        if not are(self.kind, values):
            values = [UNREAD if isinstance(value, Exception) else value for value in values]
        for other in others:
            if _Unread in set(map(type, other)):
                pairs = zip(values, other, strict=True)
                values = [UNREAD if part is UNREAD else value for value, part in pairs]
        return values

    def _column(self, name: str, rows: Sequence[dict[str, Any]]) -> Sequence[Any]:
        """Return the values of a member, with the default of its field for missing ones."""
        values = self.members[name](_members(name, rows))
        field = attrs.fields_dict(self.kind).get(name)
        if not field or field.default in (None, attrs.NOTHING) or NoneType not in map(type, values):
            return values
        return [
            field.default if value is None and (self.nulls or name not in row) else value
            for value, row in zip(values, rows, strict=True)
        ]


def _members(name: str, rows: Sequence[dict[str, Any]]) -> list[Any]:
    """Return a member of each row, or None."""
    try:
        return list(map(itemgetter(name), rows))  # faster than `get`
    except KeyError:
        return [row.get(name) for row in rows]


def _read_extras(cells: Sequence[Any]) -> Sequence[Any]:
    return [_read_cell(Extra, cell) if cell else NO_EXTRA for cell in cells]


# Columns by kind


def _read_day(cell: date | str) -> date:
    if isinstance(cell, str):
        return read_day(cell)
    day = to_day(cell)
    if isinstance(day, datetime):
        raise InvalidValueError(f"expected a day, got the time {show(cell)}")
    return day


def _read_time(cell: datetime | str) -> datetime:
    if isinstance(cell, str):
        return read_time(cell)
    if cell.tzinfo is None:
        raise InvalidValueError(f"expected a time with a time zone, got {show(cell)}")
    return to_utc(cell)


_TEXTS = instances(str)
_CATEGORIES = distinct(read_category, str)
_TIMES = distinct(_read_time, str, datetime)


def plain_readers(*, in_table: bool) -> dict[Kind, ColumnReader]:
    """Return the reader of each kind of column that is a field of `Paper`, or the same in records.

    Args:
        in_table: Whether None may stand for any missing member, and text for its only member. In
            JSON, None only stands for a member that is None by default.
    """
    nulls = in_table
    author: ColumnReader = Structs(
        Author, {"name": _TEXTS, "affiliations": each(_TEXTS)}, nulls=nulls
    )
    members = {"url": _TEXTS, "label": _TEXTS, "listed_kind": _TEXTS}
    link: ColumnReader = Structs(Link, members, nulls=nulls)
    if in_table:
        author = _or_text("name", author)
        link = _or_text("url", Structs(Link, members | {"kind": _TEXTS}))
    authors = each(author)
    record = {
        "id": distinct(read_arxiv_id, str),
        "title": _TEXTS,
        "authors": authors,
        "abstract": _TEXTS,
        "published": _TIMES,
        "updated": _TIMES,
        "primary_category": _CATEGORIES,
        "categories": each(_CATEGORIES),
        "comment": _TEXTS,
        "journal_ref": _TEXTS,
        "doi": _TEXTS,
        "retrieved": _TIMES,
    }
    return {
        "text": _TEXTS,
        "flag": instances(bool),
        "day": distinct(_read_day, str, date, datetime),
        "time": _TIMES,
        "partial date": distinct(read_partial_date, str),
        "category": _CATEGORIES,
        "texts": each(_TEXTS),
        "names": each(_TEXTS),
        "authors": authors,
        "links": each(link),
        "record": Structs(ArxivRecord, record, nulls=nulls),
        "map": lambda cells: _of_type(dict, cells, _read_extras),
    }


def _or_text(member: str, read: ColumnReader) -> ColumnReader:
    """Return a reader that takes text for a value with only one member."""

    def read_column(cells: Sequence[Any]) -> Sequence[Any]:
        if str not in set(map(type, cells)):
            return read(cells)
        return read([{member: cell} if type(cell) is str else cell for cell in cells])

    return read_column
