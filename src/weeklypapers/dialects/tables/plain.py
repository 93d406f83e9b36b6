"""Plain cells of tables of any shape, read column by column.

Most cells of a long table have a few plain forms: ``**Title**``, ``1) **Title** - summary``, a
name, ``[label](https://…)``, a day. The papers of such rows are built here at once, equal to those
that `free` reads row by row, in a fraction of the time. `free` reads the rows with other cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import partial
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

from weeklypapers.dialects.dates import Span
from weeklypapers.dialects.draft import is_nothing
from weeklypapers.dialects.entry import Entry, field_of, says_something
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.tables.columns import DATES, EXTRA, TITLES, Columns
from weeklypapers.markdown import Chunk
from weeklypapers.model.bulk import build
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.links import KINDS, is_generic_label, kind_of, needs_scheme
from weeklypapers.model.names import ET_AL_PATTERN, NO_NAMES, Names, read_names, split_names
from weeklypapers.model.paper import (
    NO_EXTRA,
    Extra,
    Link,
    Origin,
    Paper,
)

__all__ = ["read_plain_rows"]


class _CellKind(Enum):
    SLOW = "a cell with other markup"
    NOTHING = "a cell without a value"


_SLOW: Final = _CellKind.SLOW
_NOTHING: Final = _CellKind.NOTHING

_NO_FIELDS: Mapping[str, Any] = {}


class _PlainTitle(NamedTuple):
    """The values of a plain cell of titles.

    Attributes:
        title: The title.
        fields: Other values of the cell by field, such as a summary.
        links: Address and label of the title, if it is a link.
    """

    title: str
    fields: Mapping[str, Any] = _NO_FIELDS
    links: tuple[tuple[str, str], ...] = ()


# The start of markup or of an address.
_SPECIAL = re.compile(r"[\\`*_~\[\]<$\n\0]|&\S|://|www\.", re.IGNORECASE)
_TEXT = r"[^\\`*_~\[\]<$\n\0|]"
_URL = r"[^\s\\<>()\0\x01-\x1f\x7f]+"

_ENTRY = re.compile(
    rf"""
    (?: !\[[^\[\]\\`<]*\] \([^\s()\\<>]*\) \s* <br\s*/?> \s* )?     # a picture above it
    (?: \d{{1,3}} [.)] [ ] )?                                       # its number
    (?: \*\*(?P<bold>{_TEXT}+)\*\* (?: [ ]+-[ ]+ (?P<summary>[^\W_][^<]*) )?
      | \[ (?P<stars>\*\*)? (?P<linked>{_TEXT}+) (?(stars)\*\*) \] \( (?P<url>{_URL}) \)
      | (?P<plain>{_TEXT}+) )
    (?P<lines> [ ]* <br\s*/?> .* )?
    """,
    re.VERBOSE | re.DOTALL,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SMALL = re.compile(r"</?(?:sub|sup|small)(?:\s[^<>`]*)?>")
# Most titles: words with single blanks between them.
_WORD = r"[^\s\\`*_~\[\]<$&/|\0]++"
_NUMBERED = r"[Nn][Oo]\b|\d{1,4}[.)\]:]"
_BOLD_TITLE = re.compile(
    rf"\*\*((?!{_NUMBERED})[^\W_](?:{_WORD})?(?: {_WORD})*+(?<=[\x21-\x7e])(?<![:.-]))\*\*"
)
# A title that starts with a word, not a number, and doesn't end in a separator.
_TITLE = re.compile(rf"(?!{_NUMBERED})[\"“]?[^\W_](?:.*[^\s:：.–—-])?")
_ODD = re.compile(r"\s{2}|[^\S ]|&\S|://|www\.", re.IGNORECASE)
_PICTURE = re.compile(r"<img (?:(?!alt\b)[^<>])*>", re.IGNORECASE)
_SIMPLE_LABEL = re.compile(r"(?![Ww]{3}\.)[A-Za-z0-9.]+")
_DASH = re.compile(r"\s[-–—]")
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
    rf"(?: (?!et\b|and\b|und\b)(?:[^\W_等]|[.'-])++)*+)(?<![\d.])(?P<more> {ET_AL_PATTERN})?",
    re.IGNORECASE,
)


# Rows


def read_plain_rows(
    chunk: Chunk,
    columns: Columns,
    section: Section,
    file: str | None,
    spans: Mapping[str, Span | InvalidValueError | None],
) -> dict[int, Paper]:
    """Return the papers of the rows with plain cells only, by the position of the row.

    Args:
        chunk: Some rows.
        columns: The columns of the table.
        section: The part of the document that holds it.
        file: Name of the list.
        spans: The date of each cell of a column of dates, an error, or None for no date.
    """
    if chunk.columns is None:
        return {}
    values: list[list[Any]] = []
    slow: set[int] = set()
    filled: set[int] = set()  # a title alone may be a heading inside the table
    for role, cells in zip(columns.roles, chunk.columns, strict=True):
        read = partial(_date, role, spans, section) if role in DATES else _READERS.get(role)
        if read is None:
            return {}
        known = {cell: read(cell) for cell in set(cells)}  # "null" and "arXiv" are in many rows
        column = [known[cell] for cell in cells]
        values.append(column)
        slow.update(row for row, value in enumerate(column) if value is _SLOW)
        if role in TITLES:
            slow.update(row for row, value in enumerate(column) if value is _NOTHING)
        else:
            filled.update(row for row, value in enumerate(column) if value is not _NOTHING)
        if len(slow) == len(cells):
            return {}
    rows = sorted(filled - slow)
    if not rows:
        return {}
    if len(rows) < len(chunk.lines):
        values = [[column[row] for row in rows] for column in values]
    return dict(zip(rows, _papers(chunk, rows, values, columns, section, file), strict=True))


def _papers(
    chunk: Chunk,
    rows: Sequence[int],
    values: Sequence[Sequence[Any]],
    columns: Columns,
    section: Section,
    file: str | None,
) -> list[Paper]:
    """Return the papers of some rows, from the values of their cells, column by column."""
    titles: Sequence[_PlainTitle] = values[columns.title]
    listed: dict[str, Iterable[Any]] = {}
    links: list[Iterable[tuple[tuple[str, str], ...]]] = []
    for role, name, column in zip(columns.roles, columns.names, values, strict=True):
        if role in TITLES:
            links.append(title.links for title in column)
        elif name == "links":
            links.append(() if pairs is _NOTHING else pairs for pairs in column)
        elif role != EXTRA:
            listed[name] = column
    for name in {name for title in titles for name in title.fields}:
        # The column of a field overrides the column of titles.
        listed[name] = [
            title.fields.get(name, _NOTHING) if value is _NOTHING else value
            for title, value in zip(titles, listed.get(name, repeat(_NOTHING)), strict=False)
        ]
    fields: dict[str, Iterable[Any]] = {
        **{name: repeat(value) for name, value in section.defaults.items()},
        "title": [title.title for title in titles],
        "links": _links_by_row(links),
        "origin": build(
            Origin,
            len(rows),
            line=[chunk.line + row for row in rows],
            text=[chunk.lines[row] for row in rows],
            columns=repeat(columns.names),
            file=repeat(file),
            template=repeat(columns.template),
        ),
    }
    for name, listed_column in listed.items():
        default: Any = NO_NAMES if name == "listed_authors" else section.defaults.get(name)
        filled = [default if value is _NOTHING else value for value in listed_column]
        fields |= split_names(filled) if name == "listed_authors" else {name: filled}
    if columns.extra:
        fields["extra"] = [_extra_of(row, columns.extra) for row in zip(*values, strict=True)]
    return build(Paper, len(rows), **fields)


def _links_by_row(
    columns: Iterable[Iterable[tuple[tuple[str, str], ...]]],
) -> list[tuple[Link, ...]]:
    """Return the links of each row, from the pairs of address and label in each column."""
    rows = [tuple(chain.from_iterable(cells)) for cells in zip(*columns, strict=True)]
    pairs = list(chain.from_iterable(rows))
    urls, labels = map(itemgetter(0), pairs), map(itemgetter(1), pairs)
    links = iter(build(Link, len(pairs), url=urls, label=labels))
    return [tuple(islice(links, len(row))) for row in rows]


def _extra_of(row: Sequence[Any], places: Mapping[str, int]) -> Extra:
    cells = {name: row[place] for name, place in places.items() if row[place] is not _NOTHING}
    return Extra(cells) if cells else NO_EXTRA


# Cells: each function returns the value of a field, _NOTHING or _SLOW.


def _date(
    role: str,
    spans: Mapping[str, Span | InvalidValueError | None],
    section: Section,
    cell: str,
) -> object:
    span = spans[cell]
    if "](" in cell or "://" in cell or "href" in cell:
        return _SLOW
    if span is None:
        return _NOTHING
    if isinstance(span, InvalidValueError) or span.is_week:
        return _SLOW
    if not span.has_year and section.year is not None:
        try:
            span = span.with_year(section.year)
        except InvalidValueError:  # 29 February
            return _SLOW
    if role == "week":
        return span.ending or _SLOW
    return span.last.partial or _SLOW


def _title(cell: str) -> object:
    """Read a title, linked or not, with the texts after and below it."""
    if (simple := _BOLD_TITLE.fullmatch(cell)) and "www." not in cell:
        return _PlainTitle(simple[1])
    match = _ENTRY.fullmatch(cell)
    if match is None:
        return _NOTHING if is_nothing(cell) else _SLOW
    bold, linked, plain, url = match.group("bold", "linked", "plain", "url")
    title = bold or linked or plain
    if _TITLE.fullmatch(title) is None or _ODD.search(title):
        return _SLOW
    if title[-1] > "~" and not title[-1].isalnum():  # a picture, or a separator in Chinese
        return _SLOW
    if plain and (_DASH.search(plain) or is_nothing(plain)):
        return _SLOW
    # An address of a known kind does not lead nowhere.
    if linked and (not _is_known(url, title) or is_generic_label(title)):
        return _SLOW
    fields = _fields_around(match["summary"], match["lines"])
    return _SLOW if fields is None else _PlainTitle(title, fields, ((url, title),) if url else ())


def _fields_around(summary: str | None, lines: str | None) -> Mapping[str, Any] | None:
    """Return the fields after and below a title; None if one of them has markup."""
    if not summary and not lines:
        return _NO_FIELDS
    texts = [summary.strip()] if summary else []
    texts += map(str.strip, _BREAK.split(_SMALL.sub("", lines)) if lines else ())
    if any(map(_SPECIAL.search, texts)):
        return None
    entry = Entry("\n".join(texts), (0, 0))
    begin = 0
    for text in texts:
        line = begin, begin + len(text)
        if says_something(entry.text, line):
            field, value = field_of(entry.text, line, entry)
            entry.fields.setdefault(field, []).append(value)
        begin += len(text) + 1
    return entry.values()


def _text(cell: str) -> object:
    if _SPECIAL.search(cell):
        return _SLOW
    return _NOTHING if is_nothing(cell) else cell


def _extra(cell: str) -> object:
    if _PICTURE.fullmatch(cell):
        return _NOTHING
    if (bold := _BOLD_TITLE.fullmatch(cell)) and "www." not in cell:
        return bold[1]
    if _SPECIAL.search(cell):
        return _SLOW
    return cell or _NOTHING


def _names(cell: str) -> object:
    if match := _ONE_NAME.fullmatch(cell):
        return _NOTHING if is_nothing(cell) else Names((match["name"],), more=bool(match["more"]))
    if _SPECIAL.search(cell):
        return _SLOW
    return _NOTHING if is_nothing(cell) else read_names(cell) or _NOTHING


def _links(cell: str) -> object:
    """Read the address and the label of each link."""
    if is_nothing(cell):
        return _NOTHING
    between, *parts = _LINKS.split(cell)
    if not parts:
        return _SLOW
    pairs = []
    for alt, text, url, after in zip(*(iter(parts),) * 4, strict=True):
        label = text or alt
        if not _SIMPLE_LABEL.fullmatch(label) and (
            not label or not label[-1].isprintable() or label[-1] == " " or _ODD.search(label)
        ):
            return _SLOW
        if not _is_known(url, label):
            return _SLOW
        pairs.append((url, label))
        between += after
    return tuple(pairs) if _BETWEEN_LINKS.fullmatch(between) else _SLOW


def _is_known(url: str, label: str) -> bool:
    """Return whether an address is of a known kind, and complete."""
    if "&" in url and ";" in url:  # a character reference
        return False
    has_scheme = url.startswith(("https://", "http://"))
    return kind_of(url, label) is not None and (has_scheme or not needs_scheme(url))


_READERS: dict[str, Callable[[str], object]] = dict.fromkeys(KINDS, _links) | {
    "title": _title,
    "entry": _title,
    "name": _title,
    "listed_authors": _names,
    "abstract": _text,
    "venue": _text,
    "affiliation": _text,
    "comment": _text,
    "extra": _extra,
    "links": _links,
}
