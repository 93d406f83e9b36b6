"""Values in cells of text, and back: one form for each kind of column.

A value is plain text where that can be read in one way only, and JSON elsewhere. Semicolons
separate texts and names, and blanks separate addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from json import dumps as dump_json
from typing import Any

from weeklypapers.formats import json
from weeklypapers.formats._columns import READERS, Column, Kind, column_named
from weeklypapers.formats._scalars import write_time
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.names import read_names
from weeklypapers.model.paper import Author, Link

__all__ = ["TEXT_READERS", "is_free", "to_text"]

# No plain text of several values begins like this.
_JSON = re.compile(r"\s*(?:\[\s*[\"'{(\[\]]|\{)")

_PYTHON = re.compile(r"\s*(?:\[\s*)?(?:\{\s*)?'|\s*\[\s*\(")  # the repr of a list or a dict
_PYTHON_HINT = (
    "this is how Python shows lists, and what DataFrame.to_csv of pandas writes; "
    "from_arrow(df).write(path) writes CSV that can be read"
)


# From values


def to_text(column: Column, value: Any) -> str:
    """Return the text of a value of a column; empty for a value that is false."""
    return _WRITERS.get(column.kind, str)(value) if value else ""


def is_free(header: str) -> bool:
    """Return whether a header of `Paper.extra` can be that of a column: no other has that name."""
    return column_named(header) is None


def _write_texts(texts: Sequence[str]) -> str:
    return _joined("; ", texts, _split_texts) or _to_json(texts)


def _write_names(names: Sequence[str]) -> str:
    return _joined("; ", names, _split_names) or _to_json(names)


def _write_authors(authors: Sequence[Author]) -> str:
    if any(author.affiliations for author in authors):
        return _to_json(authors)
    return _joined("; ", [author.name for author in authors], _split_names) or _to_json(authors)


def _write_links(links: Sequence[Link]) -> str:
    if any(link != Link(url=link.url) for link in links):
        return _to_json(links)
    return _joined(" ", [link.url for link in links], str.split) or _to_json(links)


def _joined(separator: str, texts: Sequence[str], split: Callable[[str], list[str]]) -> str | None:
    """Return texts as one, or None if that would be read as others."""
    joined = separator.join(texts)
    return joined if split(joined) == list(texts) and not _JSON.match(joined) else None


def _split_texts(cell: str) -> list[str]:
    return [text for part in cell.split(";") if (text := part.strip())]


def _split_names(cell: str) -> list[str]:
    return list(read_names(cell).names)


def _write_extra(cells: Mapping[str, str]) -> str:
    rest = {header: text for header, text in cells.items() if not is_free(header)}
    return _to_json(rest) if rest else ""


def _to_json(value: object) -> str:
    return dump_json(json.strict_converter().unstructure(value), ensure_ascii=False)


_WRITERS: Mapping[Kind, Callable[[Any], str]] = {
    "time": write_time,
    "flag": lambda _: "true",
    "arxiv id": "arXiv:{}".format,  # a bare identifier is a number to programs that guess types
    "texts": _write_texts,
    "names": _write_names,
    "authors": _write_authors,
    "links": _write_links,
    "record": json.dumps_record,
    "map": _write_extra,
}


# To values


def _read_json(cell: str) -> Any:
    try:
        return json.parse(cell)
    except ValueError as error:
        reason = _PYTHON_HINT if _PYTHON.match(cell) else error
        raise InvalidValueError(f"expected JSON, got {show(cell)}: {reason}") from None


def _read_several(kind: Kind, split: Callable[[str], list[str]], cell: str) -> Any:
    return READERS[kind](_read_json(cell) if _JSON.match(cell) else split(cell))


TEXT_READERS: Mapping[Kind, Callable[[str], Any]] = {
    **READERS,
    "partial date": lambda cell: READERS["partial date"](cell.strip()),
    "texts": partial(_read_several, "texts", _split_texts),
    "names": partial(_read_several, "names", _split_names),
    "authors": partial(_read_several, "authors", _split_names),
    "links": partial(_read_several, "links", str.split),
    "record": json.loads_record,
    "map": lambda cell: READERS["map"](_read_json(cell)),
}
"""The reader of each kind of column: from the text of a cell to a value of the model."""
