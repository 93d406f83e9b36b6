"""Papers as compact columns of plain values, for pickles.

There is a column for each field, which takes less space and time than an object for each paper.
Fields that have their default in all papers are left out. Equal values are the same object, which a
pickle stores once. Texts that are in the document of the list, or in its raw rows, are stored as
their places there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, chain, islice, repeat
from operator import add, attrgetter, is_, sub
from types import NoneType
from typing import Any, NamedTuple

import attrs

from weeklypapers.markdown.lines import Excerpts, NumberedLines
from weeklypapers.model.bulk import build, paused_collector
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.paper import (
    NO_EXTRA,
    ArxivRecord,
    Author,
    Extra,
    Link,
    Origin,
    Paper,
    stored_text,
)

__all__ = ["dumps", "loads"]

_PREFIX = 16  # characters of a text that are searched for; the search for a long text is slower
_SAMPLE = 100  # texts from which repetitions are recognised


class _Rows(NamedTuple):
    """The rows in which texts may be.

    Attributes:
        text: The text that contains all rows.
        starts: The offset at which the row of each value begins.
        ends: The offset at which it ends.
        is_document: Whether the text is a document, to which origins refer.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    is_document: bool

    def of_items(self, counts: Sequence[int]) -> _Rows:
        """Return the rows of items, from the number of items in each row."""
        starts, ends = (
            list(chain.from_iterable(map(repeat, offsets, counts)))
            for offsets in (self.starts, self.ends)
        )
        return self._replace(starts=starts, ends=ends)


class _Column(NamedTuple):
    """A kind of column: the function that stores its values, and the one that loads them."""

    store: Callable[[Sequence[Any], _Rows], Any]
    load: Callable[[Any, int, _Rows], Sequence[Any]]


# Single values


def _store_values(values: Sequence[Any], _: _Rows | None = None) -> Any:
    """Return hashable values of which equal ones are the same object; only one if all are equal."""
    known: dict[Any, Any] = {}
    shared = list(map(known.setdefault, values, values))
    return {"all": shared[0]} if len(known) == 1 else shared


def _load_values(stored: Any, count: int, _: _Rows | None = None) -> Sequence[Any]:
    return [stored["all"]] * count if isinstance(stored, dict) else stored


def _store_offsets(offsets: Sequence[int], _: _Rows | None = None) -> Any:
    return _store_values(list(map(sub, offsets, [0, *offsets[:-1]])))


def _load_offsets(stored: Any, count: int, _: _Rows | None = None) -> Sequence[int]:
    return list(accumulate(_load_values(stored, count)))


def _store_texts(texts: Sequence[str | None], rows: _Rows) -> Any:
    """Return the places of texts in their rows, and those that are elsewhere. None has length 0."""
    sample = texts[:_SAMPLE]
    if len(set(sample)) <= len(sample) // 2:
        return _store_values(texts)
    if not rows.text or not set(map(type, texts)) <= {str, NoneType}:
        return list(texts)
    filled = [text or "" for text in texts]
    prefixes = [text[:_PREFIX] for text in filled]
    found = list(map(rows.text.find, prefixes, rows.starts, rows.ends))
    checks = list(map(rows.text.startswith, filled, found))
    others: list[str | None] = []
    if not all(checks) or -1 in found:
        triples = zip(found, checks, rows.starts, strict=True)
        found = [place if check and place >= 0 else start - 1 for place, check, start in triples]
        places = zip(texts, found, rows.starts, strict=True)
        others = [text for text, place, start in places if place < start]
    if len(others) > len(texts) // 2:
        return list(texts)
    return {
        "places": list(map(sub, found, rows.starts)),
        "lengths": list(map(len, filled)),
        "others": others,
    }


def _load_texts(stored: Any, count: int, rows: _Rows) -> Sequence[str | None]:
    if not isinstance(stored, dict) or "places" not in stored:
        return _load_values(stored, count)
    starts = list(map(add, rows.starts, stored["places"]))
    ends = map(add, starts, stored["lengths"])
    texts = [rows.text[start:end] or None for start, end in zip(starts, ends, strict=True)]
    if others := stored["others"]:
        rest = iter(others)
        pairs = zip(texts, stored["places"], strict=True)
        return [next(rest) if place < 0 else text for text, place in pairs]
    return texts


_VALUES = _Column(_store_values, _load_values)
_OFFSETS = _Column(_store_offsets, _load_offsets)
_TEXTS = _Column(_store_texts, _load_texts)


# Several values


def _items(column: _Column) -> _Column:
    """Return a column of tuples, from that of their items."""

    def store(values: Sequence[tuple[Any, ...]], rows: _Rows) -> Any:
        counts = list(map(len, values))
        stored, items = _store_values(counts), list(chain.from_iterable(values))
        item_rows = rows if stored == {"all": 1} else rows.of_items(counts)
        return {"counts": stored, "items": column.store(items, item_rows)}

    def load(stored: Any, count: int, rows: _Rows) -> Sequence[tuple[Any, ...]]:
        if stored["counts"] == {"all": 1}:  # the most frequent case
            return list(zip(column.load(stored["items"], count, rows), strict=True))
        counts = _load_values(stored["counts"], count)
        items = iter(column.load(stored["items"], sum(counts), rows.of_items(counts)))
        return [tuple(islice(items, length)) if length else () for length in counts]

    return _Column(store, load)


def _optional(column: _Column) -> _Column:
    """Return a column of values that may be None, from that of the others."""

    def store(values: Sequence[Any], rows: _Rows) -> Any:
        present = [int(value is not None) for value in values]
        stored, items = _store_values(present), [value for value in values if value is not None]
        item_rows = rows if stored == {"all": 1} else rows.of_items(present)
        return {"present": stored, "items": column.store(items, item_rows)}

    def load(stored: Any, count: int, rows: _Rows) -> Sequence[Any]:
        if stored["present"] == {"all": 1}:
            return column.load(stored["items"], count, rows)
        present = _load_values(stored["present"], count)
        items = iter(column.load(stored["items"], sum(present), rows.of_items(present)))
        return [next(items) if is_present else None for is_present in present]

    return _Column(store, load)


def _fields(kind: type[attrs.AttrsInstance], columns: Mapping[str, _Column]) -> _Column:
    """Return a column of instances of an attrs class, from the columns of its fields."""
    defaults = {field.name: field.default for field in attrs.fields(kind)}

    def store(values: Sequence[Any], rows: _Rows) -> Any:
        stored: dict[str, Any] = {}
        for name, column in columns.items():
            field = values if name == "text" else list(map(attrgetter(name), values))
            if not all(map(is_, field, repeat(defaults[name]))):
                stored[name] = column.store(field, rows)
        return stored

    def load(stored: Any, count: int, rows: _Rows) -> Sequence[Any]:
        if unknown := stored.keys() - columns.keys():
            raise InvalidValueError(
                f"the pickle is of another version of weeklypapers: its {kind.__name__} has a "
                f"field {show(min(unknown))}"
            )
        for name, default in defaults.items():
            if count and default is attrs.NOTHING and name not in stored:
                raise InvalidValueError(f"the pickle has no {kind.__name__}.{name}")
        fields = {name: columns[name].load(stored[name], count, rows) for name in stored}
        return build(kind, count, **fields)

    return _Column(store, load)


def _store_extras(extras: Sequence[Mapping[str, str]], rows: _Rows) -> Any:
    return _PAIRS.store([() if each is NO_EXTRA else tuple(each.items()) for each in extras], rows)


def _load_extras(stored: Any, count: int, rows: _Rows) -> Sequence[Mapping[str, str]]:
    return [Extra(pairs) if pairs else NO_EXTRA for pairs in _PAIRS.load(stored, count, rows)]


def _store_pairs(pairs: Sequence[tuple[str, str]], rows: _Rows) -> Any:
    headers, texts = ([pair[part] for pair in pairs] for part in range(2))
    return {"headers": _store_values(headers), "texts": _store_texts(texts, rows)}


def _load_pairs(stored: Any, count: int, rows: _Rows) -> Sequence[tuple[Any, Any]]:
    headers = _load_values(stored["headers"], count)
    return list(zip(headers, _load_texts(stored["texts"], count, rows), strict=True))


_PAIRS = _items(_Column(_store_pairs, _load_pairs))
_EXTRAS = _Column(_store_extras, _load_extras)


# Rows. The text of an origin is stored as the number of its lines in the document, 0 for its row.


def _store_row_texts(origins: Sequence[Origin], rows: _Rows) -> Any:
    if not rows.is_document:
        return _store_values([0] * len(origins))
    stored = map(stored_text, origins)
    spans = zip(origins, stored, rows.ends, strict=True)
    return _store_values(
        [
            text.count if isinstance(text, Excerpts) and end else origin.text
            for origin, text, end in spans
        ]
    )


def _load_row_texts(stored: Any, count: int, rows: _Rows) -> Sequence[Any]:
    lines = NumberedLines(rows.text)
    if isinstance(stored, dict) and isinstance(stored["all"], int) and stored["all"]:
        return [lines.excerpts(stored["all"])] * count
    rest = zip(_load_values(stored, count), rows.starts, rows.ends, strict=True)
    return [
        (lines.excerpts(value) if value else rows.text[start:end])
        if isinstance(value, int)
        else value
        for value, start, end in rest
    ]


def _store_other_texts(origins: Sequence[Origin], _: _Rows) -> Any:
    return [origin.text for origin in origins]


def _rows_of(papers: Sequence[Paper], document: str | None) -> _Rows:
    """Return the rows of papers in their document, or else in a text of all rows."""
    origins = [paper.origin for paper in papers]
    if document is None:
        texts = [origin.text if origin else "" for origin in origins]
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        ends = list(map(add, starts, map(len, texts)))
        text = "\n".join(texts) if any(texts) else ""
        return _Rows(text, starts[:-1], ends, is_document=False)
    stored = [stored_text(origin) if origin else None for origin in origins]
    excerpts = {text for text in stored if isinstance(text, Excerpts)}
    known = {each for each in excerpts if each.text == document}
    spans = [
        text.span(origin.line)
        if origin and isinstance(text, Excerpts) and text in known
        else (0, 0)
        for origin, text in zip(origins, stored, strict=True)
    ]
    starts, ends = ([span[part] for span in spans] for part in range(2))
    return _Rows(document, starts, ends, is_document=True)


# Papers

_OF_ROW = {"columns": _VALUES, "file": _VALUES, "template": _VALUES}
_OTHER_ORIGINS = _items(
    _fields(
        Origin,
        _OF_ROW
        | {"line": _VALUES, "text": _Column(_store_other_texts, _load_values), "others": _VALUES},
    )
)
_ORIGIN = _fields(
    Origin,
    _OF_ROW
    | {
        "line": _OFFSETS,
        "text": _Column(_store_row_texts, _load_row_texts),
        "others": _OTHER_ORIGINS,
    },
)
_AUTHORS = _items(_fields(Author, {"name": _TEXTS, "affiliations": _items(_VALUES)}))
_LINKS = _items(_fields(Link, {"url": _TEXTS, "label": _TEXTS, "listed_kind": _VALUES}))
_RECORD = _fields(
    ArxivRecord,
    {
        "id": _VALUES,
        "title": _TEXTS,
        "authors": _AUTHORS,
        "abstract": _TEXTS,
        "published": _VALUES,
        "updated": _VALUES,
        "primary_category": _VALUES,
        "categories": _items(_VALUES),
        "comment": _TEXTS,
        "journal_ref": _TEXTS,
        "doi": _TEXTS,
        "retrieved": _VALUES,
    },
)
_PAPERS = _fields(
    Paper,
    {
        "title": _TEXTS,
        "week": _VALUES,
        "category": _VALUES,
        "abstract": _TEXTS,
        "links": _LINKS,
        "listed_authors": _items(_TEXTS),
        "more_authors": _VALUES,
        "listed_date": _VALUES,
        "topics": _items(_VALUES),
        "venue": _TEXTS,
        "affiliation": _TEXTS,
        "comment": _TEXTS,
        "arxiv": _optional(_RECORD),
        "extra": _EXTRAS,
        "origin": _optional(_ORIGIN),
    },
)


@paused_collector()
def dumps(papers: Sequence[Paper], document: str | None) -> dict[str, Any]:
    """Return papers as a dictionary of columns.

    Args:
        papers: The papers.
        document: The text from which exactly these papers were read; None if there is none.
    """
    rows = _rows_of(papers, document)
    stored: dict[str, Any] = {"count": len(papers), "fields": _PAPERS.store(papers, rows)}
    if rows.text:
        stored["starts"] = _store_offsets(rows.starts)
    if rows.text and not rows.is_document:
        stored |= {"rows": rows.text, "ends": _store_offsets(rows.ends)}
    return stored


@paused_collector()
def loads(stored: Mapping[str, Any], document: str | None) -> tuple[Paper, ...]:
    """Return the papers that `dumps` stored.

    Raises:
        InvalidValueError: A later version of this package stored them, with other fields.
    """
    count = stored["count"]
    starts = _load_offsets(stored.get("starts", {"all": 0}), count)
    ends = _load_offsets(stored["ends"], count) if "ends" in stored else starts
    text = stored.get("rows", document or "")
    rows = _Rows(text, starts, ends, is_document="rows" not in stored)
    return tuple(_PAPERS.load(stored["fields"], count, rows))
