"""The plain forms of cells of tables of any shape, and their values.

Each function returns the value of a cell, `NOTHING` for a cell without a value, or `SLOW` for a
cell of another form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import partial
from typing import Any, Final, NamedTuple

from weeklypapers.dialects.dates import Span
from weeklypapers.dialects.draft import is_missing, is_nothing
from weeklypapers.dialects.entry import (
    Entry,
    divides_title,
    field_of,
    plain_separator,
    says_something,
)
from weeklypapers.dialects.headings import Section
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.links import KINDS, is_dead, is_generic_label, kind_of, needs_scheme
from weeklypapers.model.names import ET_AL_PATTERN, Names, read_names

__all__ = [
    "NOTHING",
    "NUMBERED",
    "READERS",
    "SLOW",
    "PlainLink",
    "PlainLinks",
    "PlainTitle",
    "read_date_cell",
]


class CellKind(Enum):
    SLOW = "a cell with other markup"
    NOTHING = "a cell without a value"


SLOW: Final = CellKind.SLOW
NOTHING: Final = CellKind.NOTHING

_NO_FIELDS: Mapping[str, Any] = {}


class PlainLink(NamedTuple):
    """A link: the fields of `Link`."""

    url: str
    label: str | None
    listed_kind: str | None


class PlainLinks(NamedTuple):
    """The values of a plain cell with links, or with a text in place of links.

    Attributes:
        links: The links.
        text: The text without a field.
    """

    links: tuple[PlainLink, ...]
    text: str = ""


class PlainTitle(NamedTuple):
    """The values of a plain cell of titles.

    Attributes:
        title: The title.
        fields: Other values of the cell by field, such as a summary.
        links: The link, if the title is one.
    """

    title: str
    fields: Mapping[str, Any] = _NO_FIELDS
    links: tuple[PlainLink, ...] = ()


_REFERENCE = r"(?:\#[0-9xX]|[a-zA-Z][a-zA-Z0-9]*;)"  # to a character, after "&"
# The start of markup or of an address. The class of first characters makes a search in a long text
# several times as fast.
_MARKUP = r"\\`*_~\[\]<$\n\0"
_SPECIAL = re.compile(
    rf"[{_MARKUP}&:wW](?:(?<=[{_MARKUP}])|(?<=&){_REFERENCE}|(?<=:)//|(?<=[wW])[wW]{{2}}\.)"
)
_TEXT = rf"[^{_MARKUP}|]"
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
_AROUND_LINK = re.compile(rf"({_TEXT}*?)(?<!!)\[({_TEXT}+)\]\(({_URL})\)({_TEXT}*)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SMALL = re.compile(r"</?(?:sub|sup|small)(?:\s[^<>`]*)?>")
# Most titles: words with single blanks between them.
_WORD = r"[^\s\\`*_~\[\]<$&/|\0]++"
NUMBERED = r"[Nn][Oo]\b|\d{1,4}[.)\]:]"
_BOLD_TITLE = re.compile(
    rf"\*\*((?!{NUMBERED})[^\W_](?:{_WORD})?(?: {_WORD})*+(?<=[\x21-\x7e])(?<![:.-]))\*\*"
)
# A title that starts with a word, not a number, and doesn't end in a separator.
_TITLE = re.compile(rf"(?!{NUMBERED})[\"“]?[^\W_](?:.*[^\s:：.–—-])?")
_ODD = re.compile(
    rf"[\s&:wW](?:(?<=[^\S ])|(?<=\s)\s|(?<=&){_REFERENCE}|(?<=:)//|(?<=[wW])[wW]{{2}}\.)"
)
_PICTURE = re.compile(r"<img (?:(?!alt\b)[^<>])*>", re.IGNORECASE)
_LABEL = r"(?![Ww]{3}\.)[A-Za-z0-9.]+"
_SIMPLE_LABEL = re.compile(_LABEL)
_ONE_LINK = re.compile(rf"\[(?P<label>{_LABEL})\]\((?P<url>{_URL})\)")
_CLOSING = frozenset("）】」』》”’")
# Words in place of a link, or with a link that leads nowhere, which `free` reports.
_PLAIN_WORDS = re.compile(r"(?P<dead>\[)?(?P<words>[A-Za-z]++(?: [A-Za-z]++)*+)(?(dead)\]\(\))")
_DASH = re.compile(r"\s[-–—]")
_LINKS = re.compile(
    rf"""
    \[ (?: !\[(?P<alt>[^\[\]\\`<&]*)\] \([^\s()\\<>]*\)
         | (?P<label>[^\s\\`*_~\[\]!<&$][^\\`*_~\[\]!<&$\n\0]*) )
    \] \( (?P<url>{_URL}) \)
    """,
    re.VERBOSE,
)
_BETWEEN_LINKS = re.compile(r"(?:[\s,;/|·•]|<br\s*/?>|</?div[^<>]*>)*")
_EMPHASIS = re.compile(r"(\*{1,3})(?!\s)([^*]+)(?<!\s)\1")
_ONE_NAME = re.compile(
    r"(?P<name>(?!(?:by|et|and)\b)[^\W\d_等](?:[^\W_等]|[.'-])*+"
    rf"(?: (?!et\b|and\b|und\b)(?:[^\W_等]|[.'-])++)*+)(?<![\d.])(?P<more> {ET_AL_PATTERN})?",
    re.IGNORECASE,
)


def read_date_cell(
    role: str,
    spans: Mapping[str, Span | InvalidValueError | None],
    section: Section,
    cell: str,
) -> object:
    """Return the value of a cell in a column of dates.

    Args:
        role: The role of the column.
        spans: The date of each cell, an error, or None for no date.
        section: The part of the document that holds the table.
        cell: The cell.
    """
    span = spans[cell]
    if "](" in cell or "://" in cell or "href" in cell:
        return SLOW
    if span is None:
        return NOTHING
    if isinstance(span, InvalidValueError) or span.is_week:
        return SLOW
    if not span.has_year and section.year is not None:
        try:
            span = span.with_year(section.year)
        except InvalidValueError:  # 29 February
            return SLOW
    if role == "week":
        return span.ending or SLOW
    return span.last.partial or SLOW


def _title(cell: str, *, summary: bool = False) -> object:
    """Read a title, linked or not, with the texts after and below it.

    Args:
        cell: The cell.
        summary: True if a summary may follow an unmarked title.
    """
    if (simple := _BOLD_TITLE.fullmatch(cell)) and "www." not in cell:
        return PlainTitle(simple[1])
    match = _ENTRY.fullmatch(cell)
    if match is None:
        if is_nothing(cell):
            return NOTHING
        return SLOW if summary else _title_around_link(cell)
    bold, linked, plain, url = match.group("bold", "linked", "plain", "url")
    after = match["summary"]
    if summary and plain and (separator := plain_separator(plain, 0, len(plain.rstrip()))):
        plain, after = plain[: separator.start()], plain[separator.end() :]
    title = bold or linked or plain
    if not _is_plain_title(title):
        return SLOW
    if plain and (_DASH.search(plain) or is_nothing(plain)):
        return SLOW
    links: tuple[PlainLink, ...] = ()
    if linked:
        link = None if is_generic_label(title) else _link(url, title, "paper")
        if link is None:
            return SLOW
        links = (link,)
    fields = _fields_around(after, match["lines"])
    return SLOW if fields is None else PlainTitle(title, fields, links)


def _is_plain_title(title: str) -> bool:
    if _TITLE.fullmatch(title) is None or _ODD.search(title):
        return False
    # A picture, or a separator in Chinese.
    return title[-1] <= "~" or title[-1].isalnum() or title[-1] in _CLOSING


def _title_around_link(cell: str) -> object:
    """Read a title of which only a part is linked: "[BERT](https://…), paragraph by paragraph"."""
    match = _AROUND_LINK.fullmatch(cell)
    if match is None:
        return SLOW
    before, linked, url, after = match.groups()
    title = f"{before}{linked}{after}".strip()
    if not _is_plain_title(title) or linked.strip() != linked or is_generic_label(linked):
        return SLOW
    if divides_title(after) if not before else _DASH.search(title):
        return SLOW
    link = _link(url, linked, "paper")
    return SLOW if link is None else PlainTitle(title, links=(link,))


def _fields_around(summary: str | None, lines: str | None) -> Mapping[str, Any] | None:
    """Return the fields after and below a title; None if one of them has markup."""
    if not summary and not lines:
        return _NO_FIELDS
    texts = [summary.strip()] if summary else []
    texts += map(str.strip, _BREAK.split(_SMALL.sub("", lines)) if lines else ())
    if not any(texts):
        return _NO_FIELDS
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
        return SLOW
    return NOTHING if is_nothing(cell) else cell.strip()


def _extra(cell: str) -> object:
    if _PICTURE.fullmatch(cell):
        return NOTHING
    if (bold := _BOLD_TITLE.fullmatch(cell)) and "www." not in cell:
        cell = bold[1]
    elif match := _LINKS.fullmatch(cell):
        link = _link_of(match, None)
        if link is None:
            return SLOW
        return PlainLinks((link,), "" if is_missing(link.label or "") else link.label or "")
    elif _SPECIAL.search(cell):
        return SLOW
    return NOTHING if is_missing(cell) else cell.strip()


def _names(cell: str) -> object:
    if match := _ONE_NAME.fullmatch(cell):
        return NOTHING if is_nothing(cell) else Names((match["name"],), more=bool(match["more"]))
    if _SPECIAL.search(cell):
        return SLOW
    return NOTHING if is_nothing(cell) else read_names(cell) or NOTHING


def _links(kind: str | None, cell: str) -> object:
    """Read the links of a cell in a column of a kind of links, or the text in place of them."""
    if match := _ONE_LINK.fullmatch(cell):
        link = _link(match["url"], match["label"], kind)
        return SLOW if link is None else PlainLinks((link,))
    if is_nothing(cell):
        return NOTHING
    if match := _PLAIN_WORDS.fullmatch(cell):
        return SLOW if is_nothing(match["words"]) else PlainLinks((), match["words"])
    if "*" in cell:
        if (emphasised := _EMPHASIS.fullmatch(cell)) is None:
            return SLOW
        cell = emphasised[2]
    links: list[PlainLink] = []
    end = 0
    for match in _LINKS.finditer(cell):
        link = _link_of(match, kind)
        if link is None or not _BETWEEN_LINKS.fullmatch(cell, end, match.start()):
            return SLOW
        links.append(link)
        end = match.end()
    if not links or not _BETWEEN_LINKS.fullmatch(cell, end):
        return SLOW
    return PlainLinks(tuple(links))


def _link_of(match: re.Match[str], kind: str | None) -> PlainLink | None:
    """Return the link of a match of `_LINKS`; None if it requires a closer look."""
    label = match["label"] or (match["alt"] or "").strip() or None
    if (
        label
        and not _SIMPLE_LABEL.fullmatch(label)
        and (not label[-1].isprintable() or label[-1] == " " or _ODD.search(label))
    ):
        return None
    return _link(match["url"], label, kind)


def _link(url: str, label: str | None, kind: str | None) -> PlainLink | None:
    """Return a link; None if its address is incomplete, or may lead nowhere."""
    if "&" in url and ";" in url:  # a character reference
        return None
    has_scheme = url.startswith(("https://", "http://"))
    if kind_of(url, label) is not None:  # such an address leads somewhere
        return PlainLink(url, label, None) if has_scheme or not needs_scheme(url) else None
    return PlainLink(url, label, kind) if has_scheme and not is_dead(url) else None


READERS: dict[str, Callable[[str], object]] = {kind: partial(_links, kind) for kind in KINDS} | {
    "title": _title,
    "entry": partial(_title, summary=True),
    "name": _title,
    "listed_authors": _names,
    "abstract": _text,
    "venue": _text,
    "affiliation": _text,
    "comment": _text,
    "extra": _extra,
    "links": partial(_links, None),
}
"""The function for the cells of each role but those of dates."""
