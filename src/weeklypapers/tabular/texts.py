"""The cells of a table as text, and back, by the kind of their column.

They are written plainly where that can be read in one way only, else as JSON: texts and names are
parted by semicolons, and addresses by blanks.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from weeklypapers import codec
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.names import read_names
from weeklypapers.model.paper import Link
from weeklypapers.tabular.columns import READERS, column_named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from weeklypapers.model.paper import Author
    from weeklypapers.tabular.columns import Column, Kind

__all__ = ["TEXT_READERS", "is_own", "to_text"]

# What no plain cell of several values begins with.
_JSON = re.compile(r"\s*(?:\[\s*[\"'{(\[\]]|\{)")

_PYTHON = re.compile(r"\s*(?:\[\s*)?(?:\{\s*)?'|\s*\[\s*\(")  # how Python shows a list or a dict


# From values


def to_text(column: Column, value: Any) -> str:
    """The text of a value; empty for what says nothing."""
    return _WRITERS.get(column.kind, str)(value) if value else ""


def is_own(header: str) -> bool:
    """Whether an extra header can be that of a column, since it is read as no other."""
    return column_named(header) is None


def _write_texts(texts: Sequence[str]) -> str:
    return _joined("; ", texts, _split_texts) or _to_json(texts)


def _write_names(names: Sequence[str]) -> str:
    return _joined("; ", names, _split_names) or _to_json(names)


def _write_authors(authors: Sequence[Author]) -> str:
    names = [author.name for author in authors if not author.affiliations]
    plain = _joined("; ", names, _split_names) if len(names) == len(authors) else None
    return plain or _to_json(authors)


def _write_links(links: Sequence[Link]) -> str:
    bare = [link.url for link in links if link == Link(url=link.url)]
    plain = _joined(" ", bare, str.split) if len(bare) == len(links) else None
    return plain or _to_json(links)


def _joined(separator: str, texts: Sequence[str], split: Callable[[str], list[str]]) -> str | None:
    """The texts in one, unless that would be read as others."""
    joined = separator.join(texts)
    return joined if split(joined) == list(texts) and not _JSON.match(joined) else None


def _split_texts(cell: str) -> list[str]:
    return [text for part in cell.split(";") if (text := part.strip())]


def _split_names(cell: str) -> list[str]:
    return list(read_names(cell).names)


def _write_extra(cells: Mapping[str, str]) -> str:
    rest = {header: text for header, text in cells.items() if not is_own(header)}
    return _to_json(rest) if rest else ""


def _to_json(value: object) -> str:
    return json.dumps(codec.strict_converter().unstructure(value), ensure_ascii=False)


_WRITERS: Mapping[Kind, Callable[[Any], str]] = {
    "time": codec.strict_converter().unstructure,
    "flag": lambda _: "true",
    "arxiv id": "arXiv:{}".format,  # alone, it would be a number to those who guess types
    "texts": _write_texts,
    "names": _write_names,
    "authors": _write_authors,
    "links": _write_links,
    "record": codec.dumps_record,
    "map": _write_extra,
}


# To values


def _from_json(cell: str) -> Any:
    try:
        return json.loads(cell, object_pairs_hook=_members)
    except (json.JSONDecodeError, RecursionError) as error:
        if _PYTHON.match(cell):
            raise InvalidValueError(f"expected JSON, got {show(cell)}: {_OF_PYTHON}") from None
        raise InvalidValueError(f"expected JSON, got {show(cell)}: {error}") from None


_OF_PYTHON = (
    "this is how Python shows lists, and what DataFrame.to_csv of pandas writes; "
    "from_arrow(df).write(path) writes CSV that can be read"
)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # json would keep the last of them and say nothing
        raise InvalidValueError("expected each name once in an object of JSON, got one again")
    return found


def _read_several(kind: Kind, split: Callable[[str], list[str]], cell: str) -> Any:
    return READERS[kind](_from_json(cell) if _JSON.match(cell) else split(cell))


TEXT_READERS: Mapping[Kind, Callable[[str], Any]] = {
    **READERS,
    "partial date": lambda cell: READERS["partial date"](cell.strip()),
    "texts": partial(_read_several, "texts", _split_texts),
    "names": partial(_read_several, "names", _split_names),
    "authors": partial(_read_several, "authors", _split_names),
    "links": partial(_read_several, "links", str.split),
    "record": codec.loads_record,
    "map": lambda cell: READERS["map"](_from_json(cell)),
}
"""What makes a value of the model out of the text of a cell, by the kind of column."""
