"""HTML that can't be broken out of: every text is escaped, unless its type says that it was.

Texts of a list stand in ``bdi``, so that their direction ends with them (HTML Standard, section
4.5.24). Colours and fonts are the notebook's own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Literal, TypeAlias
from urllib.parse import quote

from weeklypapers.display.text import clip, visible

__all__ = [
    "BREAKING",
    "Html",
    "Tag",
    "faint",
    "foreign",
    "group",
    "header",
    "join",
    "link",
    "number",
    "row",
    "short",
    "table",
    "tag",
    "web_address",
]

BREAKING = "overflow-wrap: anywhere"  # of what may be one long word, such as an address

# Jupyter aligns cells to the right, and pages without a style sheet for tables have them touch.
_CELL = "text-align: left; vertical-align: top; padding: 0.3em 0.6em"
_FAINT = "opacity: 0.75"

Tag: TypeAlias = Literal[
    # Of a text
    "a",
    "bdi",
    "code",
    "del",
    "div",
    "ins",
    "mark",
    "p",
    "span",
    "strong",
    # Of a table
    "caption",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
]

# A web address with a host; browsers take a backslash for a slash.
_WEB = re.compile(r"https?://[^\s/\\?#]", re.IGNORECASE)
_URL_CHARACTERS = "%-._~:/?#[]@!$&'()*+,;="  # beside letters and digits: RFC 3986, section 2


class Html(str):
    """Text that is HTML already. What is not of this type is escaped where it is put in."""

    __slots__ = ()


def _escape(text: str) -> Html:
    return text if isinstance(text, Html) else Html(html.escape(visible(text)))


def join(parts: Iterable[str], separator: str = "") -> Html:
    """HTML of several parts."""
    return Html(_escape(separator).join(map(_escape, parts)))


def tag(name: Tag, *children: str, **attributes: str | int) -> Html:
    """An element; children that are no `Html` are escaped."""
    given = "".join(f' {key}="{html.escape(str(value))}"' for key, value in attributes.items())
    return Html(f"<{name}{given}>{join(children)}</{name}>")


def foreign(text: str, limit: int) -> Html:
    """A text of others, cut where it is long, apart from what surrounds it."""
    return tag("bdi", clip(visible(text), limit))


def faint(content: str) -> Html:
    """A line that stands back behind others."""
    return tag("div", content, style=_FAINT)


def short(content: str) -> Html:
    """What is not broken into lines, such as a date."""
    return tag("span", content, style="white-space: nowrap") if content else Html()


def number(position: int) -> Html:
    """The position by which Python knows what a row shows."""
    return tag("span", str(position), style=_FAINT)


def web_address(url: str) -> str | None:
    """The address as a URI, if it is one of the web; None for any other, such as ``javascript:``.

    Characters that a URI can't have are percent-encoded.
    """
    return quote(url, safe=_URL_CHARACTERS, errors="replace") if _WEB.match(url) else None


def link(url: str | None, content: Html) -> Html:
    """The content as a link to an address of the web; without one, or to any other, as it is."""
    address = web_address(url) if url else None
    if address is None:
        return content
    return tag("a", content, href=address, rel="noopener noreferrer", target="_blank")


# Tables


def row(*cells: str, head: int | None = None) -> Html:
    """A row of a table.

    Args:
        cells: What its cells hold.
        head: Which of them names the row; None if none does.
    """
    made = []
    for position, cell in enumerate(cells):
        if position == head:
            made.append(tag("th", cell, scope="row", style=f"{_CELL}; font-weight: normal"))
        else:
            made.append(tag("td", cell, style=_CELL))
    return tag("tr", *made)


def header(*names: str) -> Html:
    """The head of a table."""
    cells = (tag("th", name, scope="col", style=_CELL) for name in names)
    return tag("thead", tag("tr", *cells))


def group(rows: Iterable[Html], width: int, title: str = "") -> Html:
    """Rows that belong together, under a title that says how.

    Args:
        rows: The rows.
        width: How many columns they have.
        title: The title; without one they have no row for it.
    """
    if title:
        cell = tag("th", title, scope="rowgroup", colspan=width, style=_CELL)
        return tag("tbody", tag("tr", cell), *rows)
    return tag("tbody", *rows)


def table(caption: str, *parts: Html, width: int = 0, rest: str = "") -> Html:
    """A table.

    Args:
        caption: What it shows.
        parts: Its head and groups of rows.
        width: How many columns it has, if it has a `rest`.
        rest: What is not shown.
    """
    style = "caption-side: top; text-align: left; padding: 0.5em 0.6em"
    below = tag("td", rest, colspan=width, style=_CELL)
    foot = [tag("tfoot", tag("tr", below))] if rest else []
    return tag("table", tag("caption", caption, style=style), *parts, *foot)
