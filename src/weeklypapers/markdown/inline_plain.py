"""Inline content in plain forms, read by one regular expression.

Nearly all entries of lists consist of text without special characters, bold and emphasised text,
code, links, pictures and a few HTML elements, one after the other. This reads them several times
faster than `inline_markup`, with the same result, and refuses everything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from weeklypapers.markdown.characters import SPACES
from weeklypapers.markdown.nodes import Inline, Mark, MarkKind

__all__ = ["parse_plain"]

# Text without markup. An underscore inside a word is no markup, and a colon begins no address.
_TEXT = r"(?:[^\\`*_~\[\]<&$\n:\r\t\x00]++|:(?!//)|(?<=[^\W_])_(?=[^\W_])|&(?=\ ))"
_TARGET = r"[^\s()<>\\&\x00]+"
_KINDS: dict[str, MarkKind] = {
    "b": "strong",
    "em": "em",
    "i": "em",
    "ins": "underline",
    "small": "small",
    "strong": "strong",
    "sub": "small",
    "sup": "small",
    "u": "underline",
}
_EDGE = frozenset(" \n!\"#%'()*+,-./:;=?@[]^_`{|}~<>")


@cache  # compiled on first use, because many lists are plain tables
def _token() -> re.Pattern[str]:
    space = f"[{re.escape(''.join(SPACES))}]"  # `\\s` has only those of ASCII here
    marked = rf"(?!{space}){_TEXT}++(?<!{space})"
    return re.compile(
        rf"""
        (?P<break>\ *+\n\ *+)
      | (?P<text> {_TEXT}++ )
      | \[(?P<label> (?:{_TEXT}|\[{_TEXT}*+\](?!\())*+ )\]\((?P<target>{_TARGET})\)
      | (?P<outer>\*\*|[*_])(?:
            (?P<marked>{marked})
          | \[(?P<inner>{_TEXT}*+)\]\((?P<inner_target>{_TARGET})\) )(?P=outer)(?!\*)
      | \[(?P<stars>\*\*)(?P<bold>{marked})\*\*\]\((?P<bold_target>{_TARGET})\)
      | `(?P<code>[^`\n\x00\r]++)`(?!`)
      | <(?P<tag>{"|".join(_KINDS)})>(?P<element>{_TEXT}*+)</(?P=tag)>
      | <(?P<auto>https?://[^\s<>&\x00\\]++)>
      | (?P<picture>!?)\[!\[(?P<alt>{_TEXT}*+)\]\((?P<image>{_TARGET})\)\]\((?P<page>{_TARGET})\)
      | (?P<bracket>\[(?!\^)|\](?!\()|(?:(?<=\ )|\A)\*(?=\ ))
        """,
        re.VERBOSE | re.ASCII,
    )


@cache
def _image() -> re.Pattern[str]:
    return re.compile(rf"!\[(?P<alt>{_TEXT}*+)\]\((?P<image>{_TARGET})\)")


def parse_plain(source: str) -> Inline | None:
    """Return the text and marks of a source in plain forms, or None for others."""
    if "www." in source or ("![" in source and "\n" in source):
        return None
    texts: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    marks: list[Mark] = []
    place = length = 0
    match, size = _token().match, len(source)
    while place < size:
        token = match(source, place)
        if token is None:
            return None
        kind, end = token.lastgroup, token.end()
        if kind in ("text", "bracket") and not _changes_text(source, end):  # most tokens
            text, start, stop = source[place:end], place, end
        elif kind == "target":  # most others
            text = token["label"]
            start, stop = token.span("label")
            marks.append(Mark("link", length, length + len(text), place, end, token["target"]))
        elif found := _read(token, source, length):
            text, start, stop, end, added = found
            marks += added
        else:
            return None
        place = end
        if text:
            texts.append(text)
            starts.append(start)
            stops.append(stop)
            length += len(text)
    return Inline("".join(texts), tuple(marks), (texts, starts, stops))


def _changes_text(source: str, end: int) -> bool:
    """Return whether the text before an offset loses characters to what follows."""
    following = source[end : end + 1]
    return following == "\n" or (following == "[" and source[end - 1] == "!")


_Found: TypeAlias = tuple[str, int, int, int, Sequence[Mark]]


def _read(token: re.Match[str], source: str, begin: int) -> _Found | None:
    """Return the text of a token, its range in the source, the place after it, and its marks."""
    kind, place, end = token.lastgroup, token.start(), token.end()
    if kind in ("text", "bracket"):
        text = token[0]
        if source.startswith("[", end) and text.endswith("!"):
            return _before_image(source, text, place, end - 1, begin)
        if source.startswith("\n", end):  # the blanks before it belong to the line break
            text = text.rstrip(" ")
        end = place + len(text)
        return text, place, end, end, ()
    if kind == "break":
        is_hard = source.endswith("  ", 0, source.index("\n", place))
        return "\n" if is_hard else " ", place, end, end, ()
    marked = _marks_of(token, source, begin)
    return None if marked is None else (*marked[:3], end, marked[3])


def _before_image(source: str, text: str, place: int, stop: int, begin: int) -> _Found | None:
    """Return a text that ends where an image begins, and the image."""
    image = _image().match(source, stop)
    if image is None:
        return None
    at = begin + len(text) - 1
    mark = Mark("image", at, at, stop, image.end(), image["image"], image["alt"])
    return text[:-1], place, stop, image.end(), [mark]


def _marks_of(
    token: re.Match[str], source: str, begin: int
) -> tuple[str, int, int, list[Mark]] | None:
    """Return the text of a token, its range in the source, and its marks; None if it may be none.

    Args:
        token: The token.
        source: The source.
        begin: The offset of its text in the text of the source.
    """
    start, stop = token.span()
    group = _GROUPS.get(token.lastgroup or "", "")
    text = token[group] or ""
    first, last = token.span(group)
    end = begin + len(text)
    if group in ("marked", "inner"):
        outer = token["outer"]
        if not _is_emphasis(source, start, stop, outer):
            return None
        marks = [Mark("strong" if outer == "**" else "em", begin, end, start, stop)]
        if group == "inner":
            inner = start + len(outer), stop - len(outer)
            marks.append(Mark("link", begin, end, *inner, token["inner_target"]))
    elif group == "bold":
        marks = [
            Mark("link", begin, end, start, stop, token["bold_target"]),
            Mark("strong", begin, end, first - 2, last + 2),
        ]
    elif group == "code":
        if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
            text, first, last = text[1:-1], first + 1, last - 1
        marks = [Mark("code", begin, begin + len(text), start, stop)]
    elif group == "element":
        marks = [Mark(_KINDS[token["tag"]], begin, end, start, stop)]
    elif group == "auto":
        marks = [Mark("link", begin, end, start, stop, text)]
    else:
        return _linked_image(token, begin)
    return text, first, last, marks


def _linked_image(token: re.Match[str], begin: int) -> tuple[str, int, int, list[Mark]] | None:
    """Return the marks of a link with an image in it; None for an image before a bracket."""
    if token["picture"]:
        return None
    start, stop = token.span()
    label = token["alt"]
    link = Mark("link", begin, begin, start, stop, token["page"], label)
    image = start + 1, token.end("image") + 1
    return "", start, start, [link, Mark("image", begin, begin, *image, token["image"], label)]


# The group with the text of a token, by the last group that matched.
_GROUPS = {
    "marked": "marked",
    "inner_target": "inner",
    "bold_target": "bold",
    "code": "code",
    "element": "element",
    "auto": "auto",
    "page": "alt",
}


def _is_emphasis(source: str, start: int, stop: int, outer: str) -> bool:
    """Return whether delimiters open and close emphasis (GFM 6.4), with none next to them."""
    before = source[start - 1] if start else " "
    after = source[stop] if stop < len(source) else " "
    if before in ("*", "_") or after in ("*", "_"):
        return False
    if outer == "_":
        return before in _EDGE and after in _EDGE
    opens = before in _EDGE or source[start + len(outer)].isalnum()
    return opens and (after in _EDGE or source[stop - len(outer) - 1].isalnum())
