"""Inline content in plain forms, read by one regular expression.

Nearly all entries of lists consist of text without special characters, bold and emphasised text,
code, links, pictures and a few HTML elements, one after the other. This reads them several times
faster than `inline_markup`, with the same result, and refuses everything else.
"""

from __future__ import annotations

import re
from functools import cache

from weeklypapers.markdown.nodes import Inline, Mark, MarkKind

__all__ = ["parse_plain"]

# Text without markup. An underscore inside a word is no markup, and a colon begins no address.
_TEXT = r"(?:[^\\`*_~\[\]<&$\n:\r\t\x00]++|:(?!//)|(?<=[^\W_])_(?=[^\W_])|&(?=\ ))"
_TARGET = r"[^\s()<>\\&\x00]+"
_HOST = r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
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
    marked = rf"(?!\s){_TEXT}++(?<!\s)"
    return re.compile(
        rf"""
        (?P<text> {_TEXT}++ )
      | \[(?P<label> (?:{_TEXT}|\[{_TEXT}*+\](?!\())*+ )\]\((?P<target>{_TARGET})\)
      | (?P<outer>\*\*|[*_])(?:
            (?P<marked>{marked})
          | \[(?P<inner>{_TEXT}*+)\]\((?P<inner_target>{_TARGET})\) )(?P=outer)(?!\*)
      | \[(?P<stars>\*\*)(?P<bold>{marked})\*\*\]\((?P<bold_target>{_TARGET})\)
      | `(?P<code>[^`\n\x00\r]++)`(?!`)
      | <(?P<tag>{"|".join(_KINDS)})>(?P<element>{_TEXT}*+)</(?P=tag)>
      | <(?P<auto>https?://[^\s<>&\x00\\]++)>
      | (?P<bare>(?:(?<=[\ \n])|\A){_HOST}(?:/[\w./~?=%#+-]*[\w/])?)(?=[\ \n]|\Z)
      | (?P<picture>!?)\[!\[(?P<alt>{_TEXT}*+)\]\((?P<image>{_TARGET})\)\]\((?P<page>{_TARGET})\)
      | (?P<break>\ *+\n\ *+)
      | (?P<bracket>\[(?!\^)|\](?!\()|(?:(?<=\ )|\A)\*(?=\ ))
        """,
        re.VERBOSE | re.ASCII,
    )


@cache
def _image() -> re.Pattern[str]:
    return re.compile(rf"!\[(?P<alt>{_TEXT}*+)\]\((?P<image>{_TARGET})\)")


def parse_plain(source: str) -> Inline | None:
    """Return the text and marks of a source in plain forms, or None for others."""
    if "www." in source or "![" in source and "\n" in source:
        return None
    texts: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    marks: list[Mark] = []
    place = length = 0
    match = _token().match
    while place < len(source):
        token = match(source, place)
        if token is None:
            return None
        kind, end = token.lastgroup, token.end()
        if kind in ("text", "bracket"):
            start, text = place, token[0]
            if source.startswith("[", end) and text.endswith("!"):
                image = _image().match(source, end - 1)
                if image is None:
                    return None
                text, stop, end = text[:-1], end - 1, image.end()
                at = length + len(text)
                marks.append(Mark("image", at, at, stop, end, image["image"], image["alt"]))
            else:
                if source.startswith("\n", end):  # the blanks before it belong to the line break
                    text = text.rstrip(" ")
                    if not text:
                        return None
                stop = end = place + len(text)
        elif kind == "break":
            text = "\n" if source.endswith("  ", 0, source.index("\n", place)) else " "
            start, stop = place, end
        else:
            found = _marks_of(token, source, length)
            if found is None:
                return None
            text, start, stop, added = found
            marks += added
        if text:
            texts.append(text)
            starts.append(start)
            stops.append(stop)
            length += len(text)
        place = end
    return Inline("".join(texts), tuple(marks), (texts, starts, stops))


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
    if group == "label":
        marks = [Mark("link", begin, end, start, stop, token["target"])]
    elif group in ("marked", "inner"):
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
    elif group in ("auto", "bare"):
        marks = [Mark("link", begin, end, start, stop, text)]
    elif group == "alt" and not token["picture"]:
        image = start + 1, token.end("image") + 1
        marks = [
            Mark("link", begin, begin, start, stop, token["page"], text),
            Mark("image", begin, begin, *image, token["image"], text),
        ]
        return "", start, start, marks
    else:
        return None
    return text, first, last, marks


# The group with the text of a token, by the last group that matched.
_GROUPS = {
    "target": "label",
    "marked": "marked",
    "inner_target": "inner",
    "bold_target": "bold",
    "code": "code",
    "element": "element",
    "auto": "auto",
    "bare": "bare",
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
