"""Plain text and links as Markdown that shows them: with escapes only where it needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeklypapers.dialects.draft import label_of
from weeklypapers.markdown import render_inline
from weeklypapers.model.paper import Link

__all__ = ["ways", "written_link", "written_target"]

_FORMULA = re.compile(r"(\$[^$\n]+\$)")
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~$]|:(?=//)|(?<=www)\.")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_BARE = re.compile(r"[a-z][a-z0-9+.-]+:[^\s<>]*", re.IGNORECASE)


def ways(text: str) -> Iterator[str]:
    """Ways to write a text in Markdown, the plainest first."""
    broken = text.replace("\r", "&#13;").replace("\n", "<br>")
    yield broken
    pieces = _FORMULA.split(text)
    yield "".join(piece if at % 2 else _escaped(piece, _SPECIAL) for at, piece in enumerate(pieces))
    yield _escaped(text, _SPECIAL)
    yield _escaped(text, _PUNCTUATION)


def _escaped(text: str, special: re.Pattern[str]) -> str:
    lines = (special.sub(r"\\\g<0>", line) for line in text.split("\n"))
    return "<br>".join(lines).replace("\r", "&#13;")


def written_target(url: str) -> str:
    """The address of a link."""
    if not re.search(r"[\s()<>\\&]", url):
        return url
    if not re.search(r"[\s<>\\]", url) and render_inline(f"[a]({url})").marks[:1]:
        marks = render_inline(f"[a]({url})").marks
        if len(marks) == 1 and marks[0].target == url and marks[0].stop == len(url) + 5:
            return url
    return "<" + re.sub(r"([\\<>&])", r"\\\1", url) + ">"


def written_link(link: Link) -> str:
    """A link, written so that it is read as it is."""
    if link.label is None and _BARE.fullmatch(link.url):
        return f"<{link.url}>"
    made = ""
    for label in ways(link.label or ""):
        made = f"[{label}]({written_target(link.url)})"
        inline = render_inline(made)
        marks = [mark for mark in inline.marks if mark.kind == "link"]
        if len(marks) == 1 and len(inline.marks) == 1 and label_of(inline, marks[0]) == link.label:
            break
    return made
