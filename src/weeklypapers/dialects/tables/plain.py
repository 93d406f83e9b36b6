"""Cells that need no closer look, read a whole column at once.

Most cells of a long table are of a few plain forms: ``**Title**``, ``1) **Title** - summary``, a
name, ``[label](https://…)``, a day. What is read here is what the cell by itself would give, in a
fraction of the time; every other cell is `SLOW`, and its row is read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Final

import attrs

from weeklypapers.dialects.draft import entry_value, is_nothing
from weeklypapers.dialects.entry import Entry, field_of, says_something
from weeklypapers.model.links import KINDS, is_generic_label, kind_of, needs_scheme
from weeklypapers.model.names import ET_AL_PATTERN, Names, read_names

__all__ = ["NOTHING", "SLOW", "PlainEntry", "plain_cells"]


_NO_FIELDS: Mapping[str, Any] = {}


class _Cell(Enum):
    SLOW = "a cell that needs a closer look"
    NOTHING = "a cell that says nothing"


SLOW: Final = _Cell.SLOW
NOTHING: Final = _Cell.NOTHING


@attrs.frozen(eq=False)
class PlainEntry:
    """What a plain cell of titles says.

    Attributes:
        title: The title.
        fields: What else the cell says: a summary, say.
        links: Address and label of the title, if it is a link.
    """

    title: str
    fields: Mapping[str, Any] = _NO_FIELDS
    links: tuple[tuple[str, str], ...] = ()


# What Markdown and HTML may make something of, and what begins an address.
_SPECIAL = re.compile(r"[\\`*_~\[\]<$\n\0]|&\S|://|www\.", re.IGNORECASE)
_TEXT = r"[^\\`*_~\[\]<$\n\0|]"
_URL = r"[^\s\\<>()\0\x01-\x1f\x7f]+"

_ENTRY = re.compile(
    rf"""
    (?: !\[[^\[\]\\`<]*\] \([^\s()\\<>]*\) \s* <br\s*/?> \s* )?     # a picture above it
    (?: \d{{1,3}} [.)] [ ] )?                                       # its number
    (?: \*\*(?P<bold>{_TEXT}+)\*\* (?: [ ]+-[ ]+ (?P<summary>[^<]+) )?
      | \[ (?P<stars>\*\*)? (?P<linked>{_TEXT}+) (?(stars)\*\*) \] \( (?P<url>{_URL}) \)
      | (?P<plain>{_TEXT}+) )
    (?P<lines> [ ]* <br\s*/?> .* )?
    """,
    re.VERBOSE | re.DOTALL,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SMALL = re.compile(r"</?(?:sub|sup|small)(?:\s[^<>`]*)?>")
# What most titles are: words with single blanks between them.
_WORD = r"[^\s\\`*_~\[\]<$&/|\0]++"
_NUMBERED = r"[Nn][Oo]\b|\d{1,4}[.)\]:]"
_BOLD_TITLE = re.compile(
    rf"\*\*((?!{_NUMBERED})[^\W_](?:{_WORD})?(?: {_WORD})*+(?<=[\x21-\x7e])(?<![:.-]))\*\*"
)
# A title that begins with a word, no number, and doesn't end in what may part it from the rest.
_TITLE = re.compile(rf"(?!{_NUMBERED})[\"“]?[^\W_](?:.*[^\s:：.–—-])?")
_ODD = re.compile(r"\s{2}|[^\S ]|&\S|://|www\.", re.IGNORECASE)
_PICTURE = re.compile(r"<img (?:(?!alt\b)[^<>])*>", re.IGNORECASE)
_SIMPLE_LABEL = re.compile(r"(?![Ww]{3}\.)[A-Za-z0-9.]+")
_PARTED = re.compile(r"\s[-–—]")
_LINKS = re.compile(
    rf"""
    \[ (?: !\[(?P<alt>[^\[\]\\`<&]*)\] \([^\s()\\<>]*\)
         | (?P<label>[^\s\\`*_~\[\]!<&$][^\\`*_~\[\]!<&$\n\0]*) )
    \] \( (?P<url>{_URL}) \)
    """,
    re.VERBOSE,
)
_BETWEEN_LINKS = re.compile(r"(?:[\s,;/|·•*]|<br\s*/?>|</?div[^<>]*>)*")
_ONE_NAME = re.compile(
    r"(?P<name>(?!(?:by|et|and)\b)[^\W\d_等](?:[^\W_等]|[.'-])*+"
    rf"(?: (?!et\b|and\b)(?:[^\W_等]|[.'-])++)*+)(?P<more> {ET_AL_PATTERN})?",
    re.IGNORECASE,
)


def _entry(cell: str) -> object:
    """A title, linked or not, with what stands behind and below it."""
    if (simple := _BOLD_TITLE.fullmatch(cell)) and "www." not in cell:
        return PlainEntry(simple[1])
    match = _ENTRY.fullmatch(cell)
    if match is None:
        return NOTHING if is_nothing(cell) else SLOW
    bold, linked, plain, url = match.group("bold", "linked", "plain", "url")
    title = bold or linked or plain
    if _TITLE.fullmatch(title) is None or _ODD.search(title):
        return SLOW
    if title[-1] > "~" and not title[-1].isalnum():  # a picture, or what parts it off in Chinese
        return SLOW
    if plain and (_PARTED.search(plain) or is_nothing(plain)):
        return SLOW
    # An address of a known kind is none that leads nowhere.
    if linked and (not _is_known(url, title) or is_generic_label(title)):
        return SLOW
    fields = _fields(match["summary"], match["lines"])
    return SLOW if fields is None else PlainEntry(title, fields, ((url, title),) if url else ())


def _is_known(url: str, label: str) -> bool:
    if "&" in url and ";" in url:  # a character reference
        return False
    has_scheme = url.startswith(("https://", "http://"))
    return kind_of(url, label) is not None and (has_scheme or not needs_scheme(url))


def _fields(summary: str | None, lines: str | None) -> Mapping[str, Any] | None:
    """What stands behind and below a title; None if it needs a closer look."""
    if not summary and not lines:
        return _NO_FIELDS
    entry = Entry("", (0, 0))
    found: dict[str, list[str]] = {}
    for line in [summary or "", *_BREAK.split(_SMALL.sub("", lines or ""))]:
        text = line.strip()
        if _SPECIAL.search(text) or (line is summary and not text[:1].isalnum()):
            return None
        if says_something(text, (0, len(text))):
            field, (begin, end) = field_of(text, (0, len(text)), entry)
            entry.fields[field] = []
            found.setdefault(field, []).append(text[begin:end])
    values = {field: entry_value(field, "\n".join(texts)) for field, texts in found.items()}
    return {field: value for field, value in values.items() if value}


def _text(cell: str) -> object:
    if _SPECIAL.search(cell):
        return SLOW
    return NOTHING if is_nothing(cell) else cell


def _extra(cell: str) -> object:
    if _PICTURE.fullmatch(cell):
        return NOTHING
    if (bold := _BOLD_TITLE.fullmatch(cell)) and "www." not in cell:
        return bold[1]
    if _SPECIAL.search(cell):
        return SLOW
    return cell or NOTHING


def _names(cell: str) -> object:
    match = _ONE_NAME.fullmatch(cell)
    if match:
        return NOTHING if is_nothing(cell) else Names((match["name"],), more=bool(match["more"]))
    if _SPECIAL.search(cell):
        return SLOW
    return NOTHING if is_nothing(cell) else read_names(cell) or NOTHING


def _links(cell: str) -> object:
    """Address and label of each link of a cell."""
    if is_nothing(cell):
        return NOTHING
    between, *parts = _LINKS.split(cell)
    if not parts:
        return SLOW
    pairs = []
    for alt, label, url, behind in zip(*(iter(parts),) * 4, strict=True):
        shown = label or alt
        if not _is_plain_label(shown) or not _is_known(url, shown):
            return SLOW
        pairs.append((url, shown))
        between += behind
    return tuple(pairs) if _BETWEEN_LINKS.fullmatch(between) else SLOW


def _is_plain_label(label: str) -> bool:
    if _SIMPLE_LABEL.fullmatch(label):
        return True
    return bool(label) and label[-1].isprintable() and label[-1] != " " and not _ODD.search(label)


def _slow(_: str) -> object:
    return SLOW


_PLAIN: dict[str, Callable[[str], object]] = dict.fromkeys(KINDS, _links) | {
    "title": _entry,
    "entry": _entry,
    "name": _entry,
    "listed_authors": _names,
    "abstract": _text,
    "venue": _text,
    "affiliation": _text,
    "comment": _text,
    "extra": _extra,
    "links": _links,
}


def plain_cells(role: str, cells: Sequence[str]) -> list[Any]:
    """What the cells of a column say, as far as they are plain.

    Args:
        role: What the column is read as.
        cells: Its cells.

    Returns:
        For each cell the value of its field, `NOTHING`, or `SLOW`. Of titles a `PlainEntry`, of
        authors `Names`, of links address and label of each.
    """
    read = _PLAIN.get(role, _slow)
    known = {cell: read(cell) for cell in set(cells)}  # "null" and "arXiv" stand in many rows
    return list(map(known.__getitem__, cells))
