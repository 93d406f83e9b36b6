"""Columns of the weekly table: their cells to values, and back, as `cells` does one by one.

Nearly all cells of a column have the same plain form, so that a whole column is read, and written,
in a fraction of the time. All others are read and written one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from weeklypapers.dialects.tables.cells import (
    DASH,
    MISSING,
    READERS,
    WHITE,
    WRITERS,
    encode,
    read_links,
    write_links,
)
from weeklypapers.model.bulk import build
from weeklypapers.model.names import names_of
from weeklypapers.model.paper import Link, Paper

__all__ = ["read_column", "write_column", "write_texts"]

_LONGEST_MISSING = max(map(len, MISSING))
_TEXTS = ("title", "abstract", "venue", "affiliation", "comment")
_REPEATED = ("week", "category")  # few distinct values, in thousands of rows
# In each line, one link without escapes and with an address in ASCII, which `Link` doesn't refuse.
_SIMPLE_LINK = re.compile(
    r"^(?:\[([^\s\[\]\\&<][^\n\[\]\\&<]*+)\]\(([!-%'*-;=?-Z^-~]++)\)|.*)$", re.MULTILINE
)


# Reading


def read_column(field: str, cells: list[str]) -> list[Any]:
    """Return the value of each cell in the column of a field, as `READERS` do.

    Raises:
        CellError: A cell can't be read.
    """
    if min(map(len, cells), default=0) <= _LONGEST_MISSING:
        cells = ["" if cell in MISSING else cell for cell in cells]
    if field in _REPEATED:
        known = {cell: READERS[field](cell) for cell in set(cells)}
        return list(map(known.__getitem__, cells))
    if field == "links":
        return _read_links(cells)
    if field in _TEXTS and all(cells) and not any(map(str.isspace, cells)):
        read = READERS[field]
        return [read(cell) if "<" in cell or "&" in cell else cell for cell in cells]
    return list(map(READERS[field], cells))


def _read_links(cells: Sequence[str]) -> list[tuple[Link, ...]]:
    if not cells:
        return []
    labels, urls = zip(*_SIMPLE_LINK.findall("\n".join(cells)), strict=True)
    known: dict[str, str] = {}  # few distinct labels
    links = build(Link, len(cells), url=urls, label=map(known.setdefault, labels, labels))
    if all(urls):
        return list(zip(links, strict=True))
    triples = zip(links, urls, cells, strict=True)
    return [(link,) if url else read_links(cell) for link, url, cell in triples]


# Writing


def write_column(field: str, papers: Sequence[Paper]) -> list[str]:
    """Return the cell of a field for each paper, as `WRITERS` do. Pipes are not escaped."""
    is_names = field == "listed_authors"
    values: list[Any] = list(map(names_of if is_names else attrgetter(field), papers))
    if not any(map(any, values) if is_names else values):
        return [""] * len(values)
    if field in _REPEATED:
        known = {value: WRITERS[field](value) for value in set(values)}
        return list(map(known.__getitem__, values))
    if field == "links":
        return _write_links(values)
    if field in _TEXTS and not (field == "title" and DASH in values):
        return write_texts(values)
    return list(map(WRITERS[field], values))


def write_texts(texts: Iterable[str | None]) -> list[str]:
    """Return the cell of each text as `encode` does, or an empty one for None."""
    return [
        encode(text)
        if "&" in text
        or "<" in text
        or "\n" in text
        or "\r" in text
        or len(text) <= _LONGEST_MISSING
        or text.strip(WHITE) != text
        else text
        for text in (text or "" for text in texts)
    ]


def _write_links(column: Sequence[tuple[Link, ...]]) -> list[str]:
    labels = {link.label for links in column for link in links}
    plain = {label for label in labels if label and write_texts([label]) == [label]}
    cells = [
        f"[{links[0].label}]({links[0].url})"
        if len(links) == 1
        and links[0].label in plain
        and links[0].listed_kind is None
        and len(links[0].url) > _LONGEST_MISSING
        else ""
        for links in column
    ]
    pairs = _SIMPLE_LINK.findall("\n".join(cells))
    return [
        cell if url else write_links(links)
        for cell, (_, url), links in zip(cells, pairs, column, strict=True)
    ]
