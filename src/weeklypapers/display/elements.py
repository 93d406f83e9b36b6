"""Elements of HTML. Every text is escaped, unless its type is `Html`.

Texts of a list are put into ``bdi`` elements, which isolate their direction (HTML Standard, section
4.5.24). Colours and fonts are those of the notebook.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Literal, TypeAlias
from urllib.parse import quote

from weeklypapers.display.formulas import formulas
from weeklypapers.display.text import clip, pieces, visible

__all__ = [
    "BREAKING",
    "Html",
    "Tag",
    "bar",
    "faint",
    "foreign",
    "group",
    "header",
    "join",
    "link",
    "number",
    "row",
    "short",
    "shortened",
    "table",
    "tag",
    "web_address",
]

BREAKING = "overflow-wrap: anywhere"  # for long words, such as addresses

# Jupyter aligns cells to the right, and pages without a style sheet leave no space between them.
_CELL = "text-align: left; vertical-align: top; padding: 0.3em 0.6em"
_FAINT = "opacity: 0.75"
# The colour of links in JupyterLab and VS Code. Elsewhere the browser's blue may be too dark.
_LINK = "color: var(--jp-content-link-color, var(--vscode-textLink-foreground, inherit))"
_BAR = "background-color: currentColor; opacity: 0.5"

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

_DOLLAR = '<span class="tex2jax_ignore mathjax_ignore">$</span>'
# Words that could be wider than a column. Chinese and the like can be broken anywhere.
_LONG_WORD = re.compile(r"[^\s\u2e80-\uffff]{30,}")
_PIECE = 10  # characters of a long word between two places where it may be broken

# A web address with a host; browsers read a backslash as a slash.
_WEB = re.compile(r"https?://[^\s/\\?#]", re.IGNORECASE)
_URL_CHARACTERS = "%-._~:/?#[]@!$&'()*+,;="  # besides letters and digits: RFC 3986, section 2


class Html(str):
    """Text that is already HTML. Any other text is escaped when it is inserted."""

    __slots__ = ()


_NOTHING = Html()


def _escape(text: str) -> Html:
    if isinstance(text, Html):
        return text
    shown = visible(text)
    if "$" not in shown and not _LONG_WORD.search(shown):
        return Html(html.escape(shown))
    parts: list[str] = []
    last = 0
    for start, end in (*formulas(shown), (len(shown), len(shown))):
        parts += [_without_formulas(shown[last:start]), html.escape(shown[start:end])]
        last = end
    return Html("".join(parts))


def _without_formulas(text: str) -> str:
    """Return the text as HTML in which notebooks find no formula, and may break long words.

    MathJax looks for formulas within an element, and skips elements of these classes, of which
    version 2 knows the first, and versions 3 and 4 know the second. Unlike a style, ``wbr`` also
    works in notebooks that JupyterLab doesn't trust, and on GitHub.
    """
    # Visible text contains no control character.
    broken = _LONG_WORD.sub(lambda word: "\0".join(pieces(word[0], _PIECE)), text)
    return html.escape(broken).replace("\0", "<wbr>").replace("$", _DOLLAR)


def join(parts: Iterable[str], separator: str = _NOTHING) -> Html:
    """Join the parts, escaping those that are not `Html`."""
    return Html(_escape(separator).join(map(_escape, parts)))


def tag(name: Tag, *children: str, **attributes: str | int) -> Html:
    """Return an element; children that are not `Html` are escaped."""
    listed = "".join(f' {key}="{html.escape(str(value))}"' for key, value in attributes.items())
    return Html(f"<{name}{listed}>{join(children)}</{name}>")


def foreign(text: str, limit: int) -> Html:
    """Return a text of the list, isolated from its surroundings and cut if it is long."""
    return tag("bdi", clip(visible(text), limit))


def shortened(text: str, label: str) -> Html:
    """Return a label for a text of the list, with the whole text as its tooltip."""
    return foreign(text, len(text)) if text == label else tag("bdi", label, title=visible(text))


def faint(content: str) -> Html:
    """Return a line in a fainter colour."""
    return tag("div", content, style=_FAINT)


def short(content: str) -> Html:
    """Return content that is not broken into lines, such as a date."""
    return tag("span", content, style="white-space: nowrap") if content else Html()


def number(position: int) -> Html:
    """Return the index of the value that a row shows."""
    return tag("span", str(position), style=_FAINT)


def bar(share: float) -> Html:
    """Return a horizontal bar in the colour of the text.

    Args:
        share: Its part of the greatest length, from 0 to 1.
    """
    style = f"display: inline-block; width: {8 * share:.2f}em; height: 0.7em; {_BAR}"
    return tag("span", style=style)


def web_address(url: str) -> str | None:
    """Return a web address as a URI; None for other schemes, such as ``javascript:``.

    Characters that are invalid in a URI are percent-encoded.
    """
    return quote(url, safe=_URL_CHARACTERS, errors="replace") if _WEB.match(url) else None


def link(url: str | None, content: Html) -> Html:
    """Return the content as a link to a web address; unchanged for any other address."""
    address = web_address(url) if url else None
    if address is None:
        return content
    outside = {"rel": "noopener noreferrer", "target": "_blank"}
    return tag("a", content, href=address, style=_LINK, **outside)


# Tables


def row(*cells: str, head: int | None = None) -> Html:
    """Return a row of a table.

    Args:
        cells: The contents of its cells.
        head: The index of the header cell; None if there is none.
    """
    elements = []
    for position, cell in enumerate(cells):
        if position == head:
            elements.append(tag("th", cell, scope="row", style=f"{_CELL}; font-weight: normal"))
        else:
            elements.append(tag("td", cell, style=_CELL))
    return tag("tr", *elements)


def header(*names: str) -> Html:
    """Return the head of a table."""
    cells = (tag("th", name, scope="col", style=_CELL) for name in names)
    return tag("thead", tag("tr", *cells))


def group(rows: Iterable[Html], width: int, title: str = "") -> Html:
    """Return a group of rows under a title.

    Args:
        rows: The rows.
        width: The number of columns.
        title: The title; an empty title has no row.
    """
    if title:
        cell = tag("th", title, scope="rowgroup", colspan=width, style=_CELL)
        return tag("tbody", tag("tr", cell), *rows)
    return tag("tbody", *rows)


def table(caption: str, *parts: Html, width: int = 0, rest: str = "") -> Html:
    """Return a table.

    Args:
        caption: The caption.
        parts: The head and the groups of rows.
        width: The number of columns; required for `rest`.
        rest: A note on the omitted rows, shown in the foot.
    """
    style = "caption-side: top; text-align: left; padding: 0.5em 0.6em"
    below = tag("td", rest, colspan=width, style=_CELL)
    foot = [tag("tfoot", tag("tr", below))] if rest else []
    return tag("table", tag("caption", caption, style=style), *parts, *foot)
