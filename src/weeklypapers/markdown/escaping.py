"""Plain text and addresses as Markdown, escaped only where it is necessary, and as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from weeklypapers.markdown.inline import render_inline

__all__ = ["at_line_start", "escaped", "target_markdown", "text_html"]

_FORMULA = re.compile(r"(\$[^$\n]+\$)")
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~$]|:(?=//)|(?<=www)\.")
_BLOCK_START = re.compile(r"(?:[-+*]|#{1,6}|>|\d{1,9}(?=[.)]))(?=[.)]?(?:\s|$))")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def escaped(text: str, is_right: Callable[[str], bool]) -> str:
    """Return the Markdown for a text with as few escapes as possible.

    Args:
        text: The text.
        is_right: A function that tests the Markdown.

    Returns:
        The first Markdown that passes the test; if none does, the one with all escapes.
    """
    markdown = ""
    for markdown in _escapings(text):
        if is_right(markdown):
            break
    return markdown


def _escapings(text: str) -> Iterator[str]:
    """Yield Markdown for a text, from no escapes to all."""
    yield text.replace("\r", "&#13;").replace("\n", "<br>")
    pieces = _FORMULA.split(text)
    pieces[::2] = [_with_escapes(piece, _SPECIAL) for piece in pieces[::2]]
    yield "".join(pieces)
    yield _with_escapes(text, _SPECIAL)
    yield _with_escapes(text, _PUNCTUATION)


def _with_escapes(text: str, special: re.Pattern[str]) -> str:
    return special.sub(r"\\\g<0>", text).replace("\n", "<br>").replace("\r", "&#13;")


def at_line_start(markdown: str) -> str:
    """Return the Markdown of a text so that it begins no item, heading or quote."""
    match = _BLOCK_START.match(markdown)
    if match is None:
        return markdown
    place = match.end() if markdown[0].isdigit() else 0
    return f"{markdown[:place]}\\{markdown[place:]}"


def target_markdown(url: str) -> str:
    """Return the address of a link as Markdown, in angle brackets if necessary."""
    if not re.search(r"[\s()<>\\&]", url):
        return url
    if not re.search(r"[\s<>\\]", url):
        marks = render_inline(f"[a]({url})").marks
        if len(marks) == 1 and marks[0].target == url and marks[0].stop == len(url) + 5:
            return url
    # GitHub decodes "&lt;" before it removes backslashes, so "\&lt;" is "<".
    return "<" + re.sub(r"([\\<>])", r"\\\1", url).replace("&", "&amp;") + ">"


def text_html(text: str) -> str:
    """Return a text as HTML."""
    return html.escape(text, quote=False).replace("\r", "&#13;").replace("\n", "<br>")
