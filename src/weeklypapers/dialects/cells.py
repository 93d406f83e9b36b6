"""What the text of one cell says: a day, a category, a title, links; and how each is written.

A cell of the weekly table is plain text, in which two things mean what they mean on GitHub:
``<br>`` breaks the line, and character references (CommonMark section 6.2) stand for their
character. Everything else, backslashes and dollar signs included, stands for itself. Writing is
the exact inverse of reading.
"""

from __future__ import annotations

import re
from datetime import date
from html.entities import html5
from typing import TYPE_CHECKING, Any

from weeklypapers.errors import Problem, Severity
from weeklypapers.model import Link
from weeklypapers.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["READERS", "WRITERS", "CellError", "decode", "encode"]

_WHITE = " \t\n\v\f\r"  # what is stripped around a cell
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7})|[a-zA-Z][a-zA-Z0-9]*);")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_ESCAPED = r"\\[!-/:-@\[-`{-~]"  # a backslash before ASCII punctuation (CommonMark section 2.4)
# Possessive repetition, since a backslash that escapes could be read as one that does not: a cell
# that is no link would else be tried in exponentially many ways.
_LINK = re.compile(
    rf"""
    \[ (?P<label> (?: {_ESCAPED} | [^\[\]\\] | \\ | \[ [^\[\]]* \] )*+ ) \]
    \( [ ]* (?: < (?P<quoted> (?: {_ESCAPED} | [^<>\\] | \\ )++ ) >
              | (?P<plain> (?: {_ESCAPED} | [^\s<>()\\] | \\ | \( [^\s()]* \) )++ ) ) [ ]* \)
    | < (?P<auto> [a-z][a-z0-9+.-]*: [^\s<>]* ) >
    | (?P<bare> https?:// [^\s<>]* [^\s<>.,;:!?] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIMPLE_LINK = re.compile(r"\[([^\[\]\\&<]+)\]\(([^\s<>()\[\]\\&]+)\)")
_PUNCTUATION = re.compile(_ESCAPED)
_URI = re.compile(r"[a-z][a-z0-9+.-]+:[^\s<>]*", re.IGNORECASE)
_BETWEEN_LINKS = " \t,;/·"


class CellError(Exception):
    """A row or a cell does not say what it should.

    Attributes:
        code: The code of the `Problem` that it makes.
        message: What stood there and what was expected.
        repaired: Whether it was read all the same.
    """

    def __init__(self, code: str, message: str, *, repaired: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.repaired = repaired

    def problem(self, **place: Any) -> Problem:
        """The problem that it is at a place of the list."""
        severity: Severity = "repaired" if self.repaired else "error"
        return Problem(code=self.code, message=self.message, severity=severity, **place)


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
    try:
        if _DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError as error:
        raise CellError("bad-week", f"expected a day such as 2024-06-30: {error}") from None
    raise CellError("bad-week", f"expected a day such as 2024-06-30, got {cell!r}")


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


def read_authors(cell: str) -> tuple[str, ...]:
    """The names in a cell, separated by commas."""
    names = (decode(name.strip(_WHITE)) for name in cell.split(","))
    return tuple(name for name in names if name.strip())


def read_links(cell: str) -> tuple[Link, ...]:
    """The links of a cell, in order."""
    if match := _SIMPLE_LINK.fullmatch(cell):  # nearly every cell
        return (Link(url=match[2], label=match[1]),)
    rest = _LINK.sub("", cell).strip(_BETWEEN_LINKS)
    if rest:
        raise CellError("bad-link", f"expected links such as [arxiv](https://…), got {rest!r}")
    return tuple(map(_link, _LINK.finditer(cell)))


def _link(match: re.Match[str]) -> Link:
    if match["label"] is None:
        return Link(url=decode(match["auto"] or match["bare"]))
    url = match["quoted"] or match["plain"]
    return Link(url=decode(_unescaped(url)), label=decode(_unescaped(match["label"])))


def _unescaped(text: str) -> str:
    return _PUNCTUATION.sub(lambda match: match[0][1], text)


def write_links(links: Iterable[Link]) -> str:
    """The cell of some links; `read_links` gives them back."""
    return " ".join(map(_written_link, links))


def _written_link(link: Link) -> str:
    url = encode(link.url)
    if link.label is None and _URI.fullmatch(url):
        return f"<{url}>"
    label = re.sub(r"([\\\[\]])", r"\\\1", encode(link.label or ""))
    target = re.sub(r"([\\<>])", r"\\\1", url)
    simple = not re.search(r"[\s()]", url) and target == url
    return f"[{label}]({target if simple else f'<{target}>'})"


def _write_authors(names: Iterable[str]) -> str:
    return ", ".join(encode(name).replace(",", "&#44;") for name in names)


READERS: dict[str, Callable[[str], Any]] = {
    "week": read_week,
    "title": read_title,
    "category": read_category,
    "abstract": read_text,
    "links": read_links,
    "listed_authors": read_authors,
}

WRITERS: dict[str, Callable[[Any], str]] = {
    "week": lambda week: week.isoformat() if week else "",
    "title": encode,
    "category": lambda category: encode(category.label) if category else "",
    "abstract": lambda abstract: encode(abstract or ""),
    "links": write_links,
    "listed_authors": _write_authors,
}
