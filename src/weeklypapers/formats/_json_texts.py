"""The JSON of many values at once, column by column.

The text is that of `json.dumps` for the dictionaries of the values, without members that have their
default. Writing it directly is faster than making the dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice, repeat
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

import attrs

from weeklypapers.formats._columns import COLUMNS, Kind
from weeklypapers.formats._scalars import WRITERS as SCALARS
from weeklypapers.formats._scalars import write_time
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper

__all__ = ["WRITERS", "Layout", "Writer", "write_papers"]

Writer: TypeAlias = "Callable[[Sequence[Any], Layout], Iterable[str]]"
"""A function that returns the JSON of each value of a column."""


class Layout(NamedTuple):
    """The white space of a document, as `json.dumps` writes it.

    Attributes:
        indent: The number of spaces per level; None for a single line.
        level: The number of levels around the values.
    """

    indent: int | None = None
    level: int = 0

    @property
    def inner(self) -> Layout:
        """The layout one level deeper."""
        return self._replace(level=self.level + 1)

    @property
    def around(self) -> tuple[str, str, str]:
        """The white space after an opening bracket, the separator, and that before the closing."""
        if self.indent is None:
            return "", ", ", ""
        outer = "\n" + " " * (self.indent * self.level)
        inner = outer + " " * self.indent
        return inner, f",{inner}", outer


def _write_texts(values: Sequence[str], _: Layout) -> Iterable[str]:
    return map(encode_basestring, values)


def _write_flags(values: Sequence[bool], _: Layout) -> Iterable[str]:
    return ["true" if value else "false" for value in values]


def _write_distinct(values: Sequence[Any], _: Layout) -> Iterable[str]:
    texts = {value: encode_basestring(SCALARS[type(value)](value)) for value in set(values)}
    return map(texts.__getitem__, values)


def _write_times(values: Sequence[datetime], _: Layout) -> Iterable[str]:
    return [f'"{write_time(value)}"' for value in values]  # few times are the same


def _write_extras(values: Sequence[Mapping[str, str]], layout: Layout) -> Iterable[str]:
    begin, separator, end = layout.around
    for cells in values:
        texts = [f"{encode_basestring(k)}: {encode_basestring(v)}" for k, v in cells.items()]
        yield f"{{{begin}{separator.join(texts)}{end}}}"


def _each(write: Writer) -> Writer:
    """Return a writer of tuples, from the writer of their items."""

    def write_arrays(values: Sequence[Sequence[Any]], layout: Layout) -> Iterable[str]:
        begin, separator, end = layout.around
        items = iter(write(list(chain.from_iterable(values)), layout.inner))
        if set(map(len, values)) == {1}:  # the most frequent case
            return [f"[{begin}{item}{end}]" for item in items]
        return [
            f"[{begin}{separator.join(islice(items, len(value)))}{end}]" if value else "[]"
            for value in values
        ]

    return write_arrays


def _objects(kind: type[attrs.AttrsInstance], members: Mapping[str, Writer]) -> Writer:
    """Return a writer of values with several members, from the writers of the members.

    The first member must be one that all values have.
    """
    required = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]

    def write_objects(values: Sequence[Any], layout: Layout) -> Iterable[str]:
        begin, separator, end = layout.around
        parts: list[Iterable[str]] = [repeat("{" + begin, len(values))]
        for name, write in members.items():
            cells = list(map(attrgetter(name), values))
            label = f'{separator if len(parts) > 1 else ""}"{name}": '
            if name in required or all(cells):
                parts += [repeat(label), write(cells, layout.inner)]
            elif filled := [cell for cell in cells if cell]:  # all defaults are false
                texts = iter(write(filled, layout.inner))
                parts += [
                    [label if cell else "" for cell in cells],
                    [next(texts) if cell else "" for cell in cells],
                ]
        return map("".join, zip(*parts, repeat(end + "}")))

    return write_objects


_authors = _each(_objects(Author, {"name": _write_texts, "affiliations": _each(_write_texts)}))
_link = {"url": _write_texts, "label": _write_texts, "listed_kind": _write_texts}
_record: dict[str, Writer] = {
    "id": _write_distinct,
    "title": _write_texts,
    "authors": _authors,
    "abstract": _write_texts,
    "published": _write_times,
    "updated": _write_times,
    "primary_category": _write_distinct,
    "categories": _each(_write_distinct),
    "comment": _write_texts,
    "journal_ref": _write_texts,
    "doi": _write_texts,
    "retrieved": _write_times,
}

WRITERS: Mapping[Kind, Writer] = {
    "text": _write_texts,
    "flag": _write_flags,
    "day": _write_distinct,
    "partial date": _write_distinct,
    "category": _write_distinct,
    "texts": _each(_write_texts),
    "names": _each(_write_texts),
    "authors": _authors,
    "links": _each(_objects(Link, _link)),
    "record": _objects(ArxivRecord, _record),
    "map": _write_extras,
}
"""The writer of each kind of field."""

write_papers: Writer = _objects(
    Paper, {column.name: WRITERS[column.kind] for column in COLUMNS.values() if column.is_field}
)
"""The writer of papers."""
