"""Columns of plain cells of tables of any shape, and their values.

In most columns, nearly all cells have one form: ``**Title**`` or ``[Title](https://…)``, a name,
``[label](https://…)``. One regular expression finds the cells of this form in a whole column. All
others are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from weeklypapers.dialects.draft import is_nothing
from weeklypapers.dialects.tables.columns import LINKS, TITLES
from weeklypapers.dialects.tables.plain_cells import NUMBERED, READERS, SLOW, PlainLink, PlainTitle
from weeklypapers.model.links import is_dead, is_generic_label, kind_of
from weeklypapers.model.names import ET_AL_PATTERN, Names

__all__ = ["read_column"]

_Cells = Sequence[str]
_Reader = Callable[[str], object]

# All white space but the blank, and the start of markup. One class of single characters makes a
# search several times as fast as one that divides a text into words.
_NOT_IN_WORDS = (
    r"\0\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\\`*_~\[\]<$&/|"
)
_ADDRESS = r"https?://[!-%'*-;=?-Z^-~]+"
# A title that starts with a word, not a number, and doesn't end in a separator.
_WORDS = rf"(?!{NUMBERED})[^\W_][^{_NOT_IN_WORDS}]*+(?<=[!-,/-9;-~])"
_BREAK = r"<br ?/?>"
# A bold title, or a linked one that may have a picture above it, such as a badge.
_TITLE = re.compile(
    rf"^(?:\*\*({_WORDS})\*\*"
    rf"|(?:!\[[^\[\]\\`<\n]*\]\([^\s()\\<>]*\) *{_BREAK} *)?"
    rf"\[(\*\*)?({_WORDS})(?(2)\*\*)\]\(({_ADDRESS})\)(?: *{_BREAK})?|.*)$",
    re.MULTILINE,
)
_LATIN = r"A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f"
_NO_NAME = r"(?!(?:by|et|and|und)\b)"
_NAME = re.compile(
    rf"^(?:({_NO_NAME}[{_LATIN}][{_LATIN}.'-]*+(?: {_NO_NAME}[{_LATIN}.'-]++)*+(?<!\.))"
    rf"( {ET_AL_PATTERN})?|.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_LINK = re.compile(
    rf"^(?:(\*{{0,3}})\[((?![Ww]{{3}}\.)[A-Za-z0-9.]+)\]\(({_ADDRESS})\)\1|.*)$", re.MULTILINE
)


def read_column(role: str, cells: _Cells) -> list[object] | None:
    """Return the value of each cell, as `READERS` do; None for a role without plain cells.

    A plain title is a text, and a single link a `PlainLink`.

    Args:
        role: The role of the column.
        cells: Its cells.
    """
    reader = READERS.get(role)
    if reader is None or not cells:
        return None if reader is None else []
    if role in TITLES:
        return _titles(reader, cells)
    distinct = list(dict.fromkeys(cells))  # "null" and "arXiv" are in many rows
    if role in LINKS:
        values = _links(reader, None if role == "links" else role, distinct)
    elif role == "listed_authors":
        values = _names(reader, distinct)
    else:
        values = list(map(reader, distinct))
    if len(distinct) == len(cells):
        return values
    return list(map(dict(zip(distinct, values, strict=True)).__getitem__, cells))


def _titles(reader: _Reader, cells: _Cells) -> list[object]:
    text = "\n".join(cells)
    if "  " in text or "www." in text:
        text = "\n".join("" if "  " in cell or "www." in cell else cell for cell in cells)
    return [
        bold or (_linked_title(title, url) if url else reader(cell))
        for (bold, _, title, url), cell in zip(_TITLE.findall(text), cells, strict=True)
    ]


def _linked_title(title: str, url: str) -> object:
    link = SLOW if is_generic_label(title) else _link(url, title, "paper")
    return PlainTitle(title, links=(link,)) if isinstance(link, PlainLink) else SLOW


_new_names: Callable[[tuple[tuple[str], bool]], Names] = partial(tuple.__new__, Names)
_new_link: Callable[[tuple[str, str, str | None]], PlainLink] = partial(tuple.__new__, PlainLink)


def _names(reader: _Reader, cells: _Cells) -> list[object]:
    return [
        _new_names(((name,), bool(more)))
        if name and (more or " " in name or not is_nothing(name))
        else reader(cell)
        for (name, more), cell in zip(_NAME.findall("\n".join(cells)), cells, strict=True)
    ]


def _links(reader: _Reader, kind: str | None, cells: _Cells) -> list[object]:
    return [
        _link(url, label, kind) if url else reader(cell)
        for (_, label, url), cell in zip(_LINK.findall("\n".join(cells)), cells, strict=True)
    ]


def _link(url: str, label: str, kind: str | None) -> PlainLink | object:
    if kind_of(url, label) is not None:
        return _new_link((url, label, None))
    return SLOW if is_dead(url) else _new_link((url, label, kind))
