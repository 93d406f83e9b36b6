"""What the text of one cell says: a day, a category, a title, links; and how each is written.

A cell of the weekly table is plain text, in which two things mean what they mean on GitHub:
``<br>`` breaks the line, and character references (CommonMark section 6.2) stand for their
character. Everything else, backslashes and dollar signs included, stands for itself. Writing is
the exact inverse of reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from html.entities import html5
from operator import itemgetter
from typing import Any, cast

from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, iso_day
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import KINDS, LinkKind
from weeklypapers.model.names import ET_AL_PATTERN, Names
from weeklypapers.model.paper import Link, build_links

__all__ = ["READERS", "WRITERS", "decode", "encode", "read_links_column"]

_WHITE = " \t\n\v\f\r"  # what is stripped around a cell
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7})|[a-zA-Z][a-zA-Z0-9]*);")

_ESCAPED = r"\\[!-/:-@\[-`{-~]"  # a backslash before ASCII punctuation (CommonMark section 2.4)
# Possessive repetition, since a backslash that escapes could be read as one that does not: a cell
# that is no link would else be tried in exponentially many ways.
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
# What nearly every cell is: nothing in it is escaped, and `Link` has nothing to refuse.
_SIMPLE_LINK = re.compile(
    r"^\[([^\s\[\]\\&<][^\n\[\]\\&<]*)\]\(([^\0-\x20\x7f\s<>()\[\]\\&]+)\)$", re.MULTILINE
)
_PUNCTUATION = re.compile(_ESCAPED)
_URI = re.compile(r"[a-z][a-z0-9+.-]+:[^\s<>]*", re.IGNORECASE)
# What follows the last author where there are others.
_MORE = re.compile(rf"(?:^|(?<=[\s,;]))(?:{ET_AL_PATTERN}|and others)\Z", re.IGNORECASE)
_BETWEEN_LINKS = re.compile(r"(?:[ \t,;/·]|<br[ \t]*/?>)*+", re.IGNORECASE)


def decode(text: str) -> str:
    """The text that a cell shows."""
    if "<" in text:
        text = _BREAK.sub("\n", text)
    return _REFERENCE.sub(_referenced, text) if "&" in text else text


def _referenced(match: re.Match[str]) -> str:
    name = match[0][1:]
    if not name.startswith("#"):
        return html5.get(name, match[0])
    digits = name[1:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    unknown = code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF
    return "\N{REPLACEMENT CHARACTER}" if unknown else chr(code)


def encode(text: str) -> str:
    """The cell that shows a text; `decode` gives the text back."""
    text = _REFERENCE.sub(lambda match: f"&amp;{match[0][1:]}", text)
    text = _BREAK.sub(lambda match: f"&lt;{match[0][1:]}", text)
    core = text.strip(_WHITE)
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    return (
        _referring(before) + core.replace("\r", "&#13;").replace("\n", "<br>") + _referring(after)
    )


def _referring(white: str) -> str:
    return "".join("<br>" if char == "\n" else f"&#{ord(char)};" for char in white)


def read_week(cell: str) -> date | None:
    """The day of a week; None for an empty cell."""
    if not cell:
        return None
    with suppress(ValueError):
        if day := iso_day(cell):
            return day
    raise CellError("bad-week", f"expected a day such as 2024-06-30, got {show(cell)}")


def read_title(cell: str) -> str:
    """The title."""
    title = decode(cell)
    if not title or title.isspace():
        raise CellError("no-title", "expected a title, and the cell is empty")
    return title


def read_category(cell: str) -> Category | None:
    """The category; None for an empty cell."""
    text = decode(cell)
    return Category.parse(text) if text.strip() else None


def read_text(cell: str) -> str | None:
    """Any text; None for an empty cell."""
    text = decode(cell)
    return text if text and not text.isspace() else None


def read_listed_date(cell: str) -> PartialDate | None:
    """The day, month or year that a paper has of its own; None for an empty cell."""
    if not cell:
        return None
    try:
        return PartialDate.parse(cell)
    except InvalidValueError:
        raise CellError(
            "bad-date", f"expected a date such as 2024-06-30, 2024-06 or 2024, got {show(cell)}"
        ) from None


def read_authors(cell: str) -> Names:
    """The names in a cell of authors, with "et al." behind them if there are others."""
    more = _MORE.search(cell)
    return Names(read_topics(cell[: more.start()] if more else cell), more=more is not None)


def read_topics(cell: str) -> tuple[str, ...]:
    """The names in a cell, of authors or topics, separated by commas."""
    names = (decode(name.strip(_WHITE)) for name in cell.split(","))
    return tuple(name for name in names if name.strip())


def read_links(cell: str) -> tuple[Link, ...]:
    """The links of a cell, in order."""
    links: list[Link] = []
    at = _behind_blanks(cell, 0)
    while at < len(cell):
        # Link by link from the left: a search would try each bracket of a cell that is no link.
        match = _LINK.match(cell, at)
        if match is None:
            raise _no_links(cell[at:])
        links.append(_link(match))
        at = _behind_blanks(cell, match.end())
    return tuple(links)


def _behind_blanks(cell: str, at: int) -> int:
    match = _BETWEEN_LINKS.match(cell, at)
    return match.end() if match else at


def _no_links(got: str) -> CellError:
    return CellError("bad-link", f"expected links such as [arxiv](https://…), got {show(got)}")


def read_links_column(cells: Sequence[str]) -> list[tuple[Link, ...]]:
    """What `read_links` makes of each cell, a fraction of the time where all are one plain link."""
    found = _SIMPLE_LINK.findall("\n".join(cells))
    if len(found) < len(cells):
        return list(map(read_links, cells))
    links = build_links(map(itemgetter(1), found), map(itemgetter(0), found), len(found))
    return list(zip(links, strict=True))


def _link(match: re.Match[str]) -> Link:
    label = match["label"]
    url = match["auto"] or match["bare"] or _unescaped(match["quoted"] or match["plain"])
    try:
        return Link(
            url=decode(url),
            label=label and decode(_unescaped(label)),
            listed_kind=cast("LinkKind", match["title"]) if match["title"] in KINDS else None,
        )
    except InvalidValueError:  # an address of references to spaces or control characters
        raise _no_links(match[0]) from None


def _unescaped(text: str) -> str:
    return _PUNCTUATION.sub(lambda match: match[0][1], text)


def write_links(links: Iterable[Link]) -> str:
    """The cell of some links; `read_links` gives them back."""
    return " ".join(map(_written_link, links))


def _written_link(link: Link) -> str:
    url = encode(link.url)
    if link.label is None and link.listed_kind is None and _URI.fullmatch(url):
        return f"<{url}>"
    label = re.sub(r"([\\\[\]])", r"\\\1", encode(link.label or ""))
    target = re.sub(r"([\\<>])", r"\\\1", url)
    simple = not re.search(r"[\s()]", url) and target == url
    # The title of a link (CommonMark section 6.3) says what the column said that it leads to.
    title = f' "{link.listed_kind}"' if link.listed_kind else ""
    return f"[{label}]({target if simple else f'<{target}>'}{title})"


def _write_text(text: str | None) -> str:
    return encode(text or "")


def _write_topics(names: Iterable[str]) -> str:
    return ", ".join(encode(name).replace(",", "&#44;") for name in names)


def _write_authors(authors: Names) -> str:
    cell = _write_topics(authors.names)
    if authors.more:
        return f"{cell}, et al." if cell else "et al."
    return f"{cell[:-1]}&#{ord(cell[-1])};" if _MORE.search(cell) else cell


# Of authors `Names`, of every other column a value of its field.
READERS: dict[str, Callable[[str], Any]] = {
    "week": read_week,
    "title": read_title,
    "category": read_category,
    "abstract": read_text,
    "links": read_links,
    "listed_authors": read_authors,
    "listed_date": read_listed_date,
    "topics": read_topics,
    "venue": read_text,
    "affiliation": read_text,
    "comment": read_text,
}

WRITERS: dict[str, Callable[[Any], str]] = {
    "week": lambda week: week.isoformat() if week else "",
    "title": encode,
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
