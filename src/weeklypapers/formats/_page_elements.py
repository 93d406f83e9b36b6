"""The elements of a page of papers, in which every text is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import quote

from weeklypapers.display.elements import Html, join, web_address
from weeklypapers.display.text import visible

__all__ = ["anchor", "block", "element", "foreign", "plain", "safe_address", "void"]

_BREAK = Html("\n")

# Characters of the scripts that are written from right to left, and the mark for it.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
# Code points that are no characters, and that HTML forbids (Infra Standard, section 4.5).
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
    + "]"
)


def plain(text: str) -> str:
    """Return a text on one line, in which each character is visible and allowed."""
    shown = visible(text)
    return shown if shown.isascii() else _NO_CHARACTERS.sub("\ufffd", shown)


def foreign(text: str) -> Html:
    """Return a text of the list, isolated if its direction would change that of other texts."""
    content = plain(text)
    if content.isascii() or not _RIGHT_TO_LEFT.search(content):
        return Html(html.escape(content))
    return element("bdi", content)


def anchor(url: str | None, text: str) -> Html:
    """Return a text as a link to a web or mail address; unchanged for any other address."""
    target = safe_address(url) if url else None
    content = foreign(text)
    return element("a", content, href=target) if target else content


def safe_address(url: str) -> str | None:
    """Return a web or mail address as a URI; None for other schemes, such as ``javascript:``."""
    return quote(url, safe="%-._~:@?&=,;+") if _MAIL.fullmatch(url) else web_address(url)


def element(name: str, /, *children: str, **attributes: str) -> Html:
    """Return an element; children that are not `Html` are escaped."""
    return Html(f"<{name}{_attributes(attributes)}>{join(children)}</{name}>")


def block(name: str, /, *children: Html, **attributes: str) -> Html:
    """Return an element whose children are on lines of their own, without empty children."""
    content = join(filter(None, children), _BREAK)
    return element(name, _BREAK, content, _BREAK, **attributes)


def void(name: str, /, **attributes: str) -> Html:
    """Return an element without content."""
    return Html(f"<{name}{_attributes(attributes)}>")


def _attributes(attributes: Mapping[str, str]) -> str:
    """Return attributes; ``class_`` is ``class``, and ``aria_label`` is ``aria-label``."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for name, value in attributes.items()
    )
