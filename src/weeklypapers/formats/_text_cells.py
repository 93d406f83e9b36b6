"""The cells of tables of text, such as CSV: from the value of a paper to text, and back.

Text is JSON if a value could not be read back otherwise. Semicolons separate texts and names, and
spaces separate addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from weeklypapers.formats import json
from weeklypapers.formats._cells import PLAIN, read_map
from weeklypapers.formats._column_readers import CellReader, Readers, distinct, instances
from weeklypapers.formats._columns import Kind, column_named, each_distinct
from weeklypapers.formats._json_documents import decode, parse
from weeklypapers.formats._scalars import read_partial_date, write_time
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.names import read_names
from weeklypapers.model.paper import Link

__all__ = ["TEXT", "text_cells"]

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
    write = _TEXT_WRITERS.get(kind, _write_distinct)
    texts = iter(write(filled))
    return [next(texts) if value else "" for value in values]


def _write_distinct(values: Sequence[Any]) -> list[str]:
    return [text or "" for text in each_distinct(str, values)]


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
    "time": lambda values: map(write_time, values),
    "flag": lambda values: repeat("true", len(values)),
    # Programs that guess types read a bare identifier as a number.
    "arxiv id": lambda values: map("arXiv:{}".format, values),
    **{kind: partial(_write_lists, kind) for kind in _LISTS},
    "record": partial(json.dumps_each, "record"),
    "map": _write_extras,
}


def _read_json(cell: str, read: Callable[[str], Any] = parse) -> Any:
    try:
        return read(cell)
    except ValueError as error:
        reason = _PYTHON_HINT if _PYTHON.match(cell) else error
        raise InvalidValueError(f"expected JSON, got {show(cell)}: {reason}") from None


def _read_list(kind: Kind, cell: str) -> Any:
    items = _read_json(cell) if _JSON.match(cell) else _LISTS[kind].split(cell)
    return PLAIN.cells[kind](items)


def _read_lists(kind: Kind, cells: Sequence[Any]) -> Sequence[Any]:
    """Read a column of lists in text."""

    def items_of(cell: str) -> Any:
        # Plain items can't be nested too deeply, and others are parsed again.
        return _read_json(cell, decode) if _JSON.match(cell) else _LISTS[kind].split(cell)

    return PLAIN.columns[kind](distinct(items_of, str)(cells))


def _read_record_texts(cells: Sequence[Any]) -> Sequence[Any]:
    return json.plain_columns()["record"](distinct(partial(_read_json, read=decode), str)(cells))


_TEXT_CELLS: Mapping[Kind, CellReader] = {
    **PLAIN.cells,
    "partial date": lambda cell: read_partial_date(cell.strip()),
    **{kind: partial(_read_list, kind) for kind in _LISTS},
    "record": json.loads_record,
    "map": lambda cell: read_map(_read_json(cell)),
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
