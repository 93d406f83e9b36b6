"""Cells of the weekly table: their text to values such as days, titles and links, and back.

A cell of the weekly table is plain text, in which two constructs mean the same as on GitHub:
``<br>`` breaks the line, and character references (CommonMark section 6.2) are replaced by their
character. All other characters, backslashes and dollar signs included, are literal. Writing is the
exact inverse of reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from html.entities import html5
from typing import Any, cast

from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, iso_day
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import KINDS, LinkKind
from weeklypapers.model.names import ET_AL_PATTERN, Names, read_names
from weeklypapers.model.paper import Link

__all__ = [
    "DASH",
    "MISSING",
    "READERS",
    "WHITE",
    "WRITERS",
    "decode",
    "encode",
    "read_links",
    "write_links",
]

MISSING = frozenset(("nan", "NaN", "NaT", "None", "<NA>"))
"""The cells that pandas and Python write for a missing value, and that are read as empty."""

DASH = "-"
"""A cell that shows that there is no value. A row with only such cells is empty."""

WHITE = " \t\n\v\f\r"
"""The characters that are stripped around a cell."""

_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7})|[a-zA-Z][a-zA-Z0-9]*);")

_ESCAPED = r"\\[!-/:-@\[-`{-~]"  # a backslash before ASCII punctuation (CommonMark section 2.4)
# Possessive repetition, because a backslash matches both as an escape and as itself: a cell that is
# not a link would be tried in exponentially many ways.
_LINK = re.compile(
    rf"""
    \[ (?P<label> (?: {_ESCAPED} | [^\[\]\\] | \\ | \[ [^\[\]]* \] )*+ ) \]
    \( [ ]* (?: < (?P<quoted> (?: {_ESCAPED} | [^<>\\] | \\ )++ ) >
              | (?P<plain> (?: {_ESCAPED} | [^\s<>()\\] | \\ | \( [^\s()]* \) )++ ) )
       (?: [ ]+ (?: "(?P<title>[^"]*)" | '[^']*' ) )? [ ]* \)
    | < (?P<auto> [a-z][a-z0-9+.-]*: [^\s<>]* ) >
    | (?P<bare> https?:// [^\s<>]* [^\s<>.,;:!?] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PUNCTUATION = re.compile(_ESCAPED)
_URI = re.compile(r"[a-z][a-z0-9+.-]+:[^\s<>]*", re.IGNORECASE)
# The text after the last author if there are others.
_MORE = re.compile(rf"(?:^|(?<=[\s,;]))(?:{ET_AL_PATTERN}|and others)\Z", re.IGNORECASE)
_BETWEEN_LINKS = re.compile(r"(?:[ \t,;/·]|<br[ \t]*/?>)*+", re.IGNORECASE)


# Texts


def decode(text: str) -> str:
    """Return the text that a cell shows."""
    if "<" in text:
        text = _BREAK.sub("\n", text)
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    name = reference[0][1:]
    if not name.startswith("#"):
        return html5.get(name, reference[0])
    digits = name[1:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    invalid = code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF
    return "\N{REPLACEMENT CHARACTER}" if invalid else chr(code)


def encode(text: str) -> str:
    """Return the cell that shows a text; `decode` is the inverse."""
    if text in MISSING:
        return f"&#{ord(text[0])};{text[1:]}"
    text = _REFERENCE.sub(lambda match: f"&amp;{match[0][1:]}", text)
    text = _BREAK.sub(lambda match: f"&lt;{match[0][1:]}", text)
    core = text.strip(WHITE)
    start = text.index(core)
    before, after = text[:start], text[start + len(core) :]
    core = core.replace("\r", "&#13;").replace("\n", "<br>")
    return _encode_white(before) + core + _encode_white(after)


def _encode_white(white: str) -> str:
    return "".join("<br>" if char == "\n" else f"&#{ord(char)};" for char in white)


def _read_week(cell: str) -> date | None:
    if not cell:
        return None
    with suppress(ValueError):
        if day := iso_day(cell):
            return day
    raise CellError("bad-week", f"expected a day such as 2024-06-30, got {show(cell)}")


def _read_title(cell: str) -> str:
    title = decode(cell)
    if not title or title.isspace():
        raise CellError("no-title", "expected a title, and the cell is empty")
    return title


def _read_category(cell: str) -> Category | None:
    text = decode(cell)
    return Category.parse(text) if text.strip() else None


def _read_text(cell: str) -> str | None:
    text = decode(cell)
    return text if text and not text.isspace() else None


def _read_listed_date(cell: str) -> PartialDate | None:
    if not cell:
        return None
    try:
        return PartialDate.parse(cell)
    except InvalidValueError:
        raise CellError(
            "bad-date", f"expected a date such as 2024-06-30, 2024-06 or 2024, got {show(cell)}"
        ) from None


def _read_authors(cell: str) -> Names:
    if cell.startswith("[") and cell.endswith("]"):  # a list in the notation of Python
        return read_names(decode(cell))
    more = _MORE.search(cell)
    return Names(_read_topics(cell[: more.start()] if more else cell), more=more is not None)


def _read_topics(cell: str) -> tuple[str, ...]:
    """Return the texts in a cell that are separated by commas."""
    texts = (decode(text.strip(WHITE)) for text in cell.split(","))
    return tuple(text for text in texts if text.strip())


def _write_title(title: str) -> str:
    return f"&#{ord(DASH)};" if title == DASH else encode(title)


def _write_text(text: str | None) -> str:
    return encode(text or "")


def _write_topics(texts: Iterable[str]) -> str:
    return ", ".join(encode(text).replace(",", "&#44;") for text in texts)


def _write_authors(authors: Names) -> str:
    cell = _write_topics(authors.names)
    if authors.more:
        return f"{cell}, et al." if cell else "et al."
    if cell.startswith("[") and cell.endswith("]"):
        return f"&#{ord(cell[0])};{cell[1:]}"
    return f"{cell[:-1]}&#{ord(cell[-1])};" if _MORE.search(cell) else cell


# Links


def read_links(cell: str) -> tuple[Link, ...]:
    """Return the links of a cell, in order.

    Raises:
        CellError: There is something else in the cell.
    """
    links: list[Link] = []
    start = _after_separators(cell, 0)
    while start < len(cell):
        # Link by link from the left: a search would try each bracket of a cell without links.
        match = _LINK.match(cell, start)
        if match is None:
            raise _bad_link(cell[start:])
        label = match["label"]
        url = match["auto"] or match["bare"] or _unescaped(match["quoted"] or match["plain"])
        kind = cast("LinkKind", match["title"]) if match["title"] in KINDS else None
        try:
            link = Link(
                url=decode(url), label=label and decode(_unescaped(label)), listed_kind=kind
            )
        except InvalidValueError:  # an address with references to spaces or control characters
            raise _bad_link(match[0]) from None
        links.append(link)
        start = _after_separators(cell, match.end())
    return tuple(links)


def _after_separators(cell: str, start: int) -> int:
    match = _BETWEEN_LINKS.match(cell, start)
    return match.end() if match else start


def _bad_link(got: str) -> CellError:
    return CellError("bad-link", f"expected links such as [arxiv](https://…), got {show(got)}")


def _unescaped(text: str) -> str:
    return _PUNCTUATION.sub(lambda match: match[0][1], text)


def write_links(links: Iterable[Link]) -> str:
    """Return the cell of some links; `read_links` is the inverse."""
    return " ".join(map(_write_link, links))


def _write_link(link: Link) -> str:
    url = encode(link.url)
    if link.label is None and link.listed_kind is None and _URI.fullmatch(url):
        return f"<{url}>"
    label = re.sub(r"([\\\[\]])", r"\\\1", encode(link.label or ""))
    target = re.sub(r"([\\<>])", r"\\\1", url)
    is_simple = not re.search(r"[\s()]", url) and target == url
    # The title of a link (CommonMark section 6.3) is the kind that its column had.
    title = f' "{link.listed_kind}"' if link.listed_kind else ""
    return f"[{label}]({target if is_simple else f'<{target}>'}{title})"


# The value of each field, the authors as `Names`.
READERS: dict[str, Callable[[str], Any]] = {
    "week": _read_week,
    "title": _read_title,
    "category": _read_category,
    "abstract": _read_text,
    "links": read_links,
    "listed_authors": _read_authors,
    "listed_date": _read_listed_date,
    "topics": _read_topics,
    "venue": _read_text,
    "affiliation": _read_text,
    "comment": _read_text,
}

WRITERS: dict[str, Callable[[Any], str]] = {
    "week": lambda week: week.isoformat() if week else "",
    "title": _write_title,
    "category": lambda category: encode(category.label) if category else "",
    "abstract": _write_text,
    "links": write_links,
    "listed_authors": _write_authors,
    "listed_date": lambda day: str(day) if day else "",
    "topics": _write_topics,
    "venue": _write_text,
    "affiliation": _write_text,
    "comment": _write_text,
}
