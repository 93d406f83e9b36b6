"""Addresses: the targets of links (GFM 6.6), and those without markup (GFM 6.9)."""

from __future__ import annotations

import re

from weeklypapers.markdown.characters import BLANK, SPACES, decode_references, is_punctuation

__all__ = ["decoded", "read_target", "url_span", "www_span"]

_PLAIN_TARGET = re.compile(r"\(([^\s()<>\\&]*)\)")
_TARGET_BEGINNING = re.compile(rf"\({BLANK}*+")
_TARGET_IN_ANGLES = re.compile(r"<((?:[^<>\\\n]++|\\.)*+)>", re.DOTALL)
_TARGET_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|[() \t\n\r]")
# A backslash keeps a quote from ending the title, unless there is no other.
_TITLE = "|".join(
    rf"{left}(?:[^{left}{right}]++|(?<=\\)[{left}{right}])*{right}"
    for left, right in (('"', '"'), ("'", "'"), (r"\(", r"\)"))
)
_TARGET_END = re.compile(rf"(?:{BLANK}++(?:{_TITLE})?+)?+{BLANK}*+\)")
_MAX_PARENTHESES = 32


def read_target(source: str, position: int) -> tuple[str, int] | None:
    """A link's target in parentheses, decoded, and the offset behind it (GFM 6.6)."""
    if (plain := _PLAIN_TARGET.match(source, position)) is not None:
        return plain[1], plain.end()
    if (beginning := _TARGET_BEGINNING.match(source, position)) is None:
        return None
    start = beginning.end()
    if source.startswith("<", start):
        angles = _TARGET_IN_ANGLES.match(source, start)
        target, stop = (angles[1], angles.end()) if angles else ("", -1)
    else:
        stop = _target_stop(source, start)
        target = source[start:stop]
    end = _TARGET_END.match(source, stop) if stop >= 0 else None
    return (decoded(target), end.end()) if end else None


def _target_stop(source: str, start: int) -> int:
    """The end of a target without angle brackets, -1 if it is none."""
    depth = 0
    for mark in _TARGET_MARK.finditer(source, start):
        if mark[0] == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return -1
        elif mark[0] == ")" and depth:
            depth -= 1
        elif not mark[0].startswith("\\"):
            return mark.start() if mark.start() > start or mark[0] == ")" else -1
    return -1


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def decoded(target: str) -> str:
    """A target as it is meant, its escapes and references decoded."""
    return _ESCAPE.sub(r"\1", decode_references(target.strip(" \t\r\n")))


_SCHEME = re.compile(r"(?<![a-z])(?:https?|ftp)\Z", re.ASCII | re.IGNORECASE)
_LONGEST_SCHEME = len("https")
# cmark-gfm's hosts end at the first character that is not ASCII, its addresses don't.
_HOST = re.compile(r"(?:\\?[^\t\n\f\r !-,/:-@\[-\^`{-~\x80-\U0010ffff])*+")
_ADDRESS = re.compile(r"[^ \t\n\r<]*+")
_MAX_DOTS = 10
_REFERENCE_AT_END = re.compile("&[A-Za-z]+;")


def url_span(source: str, colon: int) -> tuple[int, int] | None:
    """From where to where the address is whose ``://`` begins at an offset; `None` if none is."""
    host = colon + len("://")
    scheme = _SCHEME.search(source, max(0, colon - _LONGEST_SCHEME), colon)
    first = source[host : host + 1]
    if scheme is None or not first or first in SPACES or is_punctuation(first):
        return None
    if not _is_domain(source, host, needs_dot=False):
        return None
    return scheme.start(), _address_stop(source, scheme.start())


def www_span(source: str, start: int) -> tuple[int, int] | None:
    """From where to where the address is that begins with ``www.``; `None` if it is none."""
    before = source[start - 1] if start else "\n"
    if before not in " \t\n\r*_~(" or not _is_domain(source, start, needs_dot=True):
        return None
    return start, _address_stop(source, start)


def _is_domain(source: str, start: int, *, needs_dot: bool) -> bool:
    """Whether there is a domain, without underscores in its last two parts."""
    # cmark-gfm leaves out the last character of the whole text.
    host = _HOST.match(source, start, max(start + 1, len(source) - 1))
    parts = host[0].split(".") if host else [""]
    if needs_dot and len(parts) == 1:
        return False
    return len(parts) - 1 > _MAX_DOTS or not any("_" in part for part in parts[-2:])


def _address_stop(source: str, start: int) -> int:
    address = _ADDRESS.match(source, start)
    return _trim_address(source, start, address.end() if address else start)


def _trim_address(source: str, start: int, stop: int) -> int:
    """Leave out the punctuation that ends the sentence rather than the address."""
    surplus = source.count(")", start, stop) - source.count("(", start, stop)
    while stop > start:
        last = source[stop - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
            stop -= 1
        elif last == ";":
            stop = _before_semicolon(source, start, stop)
        elif last in "?!.,:*_~'\"":
            stop -= 1
        else:
            break
    return stop


def _before_semicolon(source: str, start: int, stop: int) -> int:
    """Leave out a semicolon, and the character reference that it ends."""
    ampersand = source.rfind("&", start, stop)
    if ampersand >= 0 and _REFERENCE_AT_END.fullmatch(source, ampersand, stop):
        return ampersand
    return stop - 1
