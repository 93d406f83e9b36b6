"""Autolinks: links whose text is their address, without markup (GFM 6.9)."""

from __future__ import annotations

import re

from weeklypapers.markdown.characters import SPACES, is_punctuation
from weeklypapers.markdown.inline_state import Construct, InlineState

__all__ = ["add_autolink", "url_autolink", "www_autolink"]

_SCHEME = re.compile(r"(?<![a-z])(?:https?|ftp)\Z", re.ASCII | re.IGNORECASE)
_LONGEST_SCHEME = len("https")
# In cmark-gfm, a host ends at the first character that is not ASCII, an address does not.
_HOST = re.compile(r"(?:\\?[\x00-\x08\v\x0e-\x1f\-.0-9A-Z_a-z\x7f])*+")
_ADDRESS = re.compile(r"[^ \t\n\r<]*+")
_MAX_DOTS = 10
_REFERENCE_AT_END = re.compile("&[A-Za-z]+;")


def url_autolink(state: InlineState, colon: int) -> int:
    """Read an address with a scheme, whose ``://`` starts at an offset (GFM 6.9)."""
    source, host = state.source, colon + len("://")
    scheme = _SCHEME.search(source, max(0, colon - _LONGEST_SCHEME), colon)
    first = source[host : host + 1]
    if (
        scheme is None
        or scheme.start() < state.pending
        or state.brackets
        or not first
        or first in SPACES
        or is_punctuation(first)
        or not _is_domain(source, host)
    ):
        return colon + 1
    start, stop = scheme.start(), _address_stop(source, scheme.start())
    return add_autolink(state, source[start:stop], "", (start, stop), (start, stop))


def www_autolink(state: InlineState, start: int) -> int:
    """Read an address that starts with ``www.`` (GFM 6.9)."""
    source = state.source
    before = source[start - 1] if start else "\n"
    if state.brackets or before not in " \t\n\r*_~(" or not _is_domain(source, start, min_dots=1):
        return start + 1
    stop = _address_stop(source, start)
    return add_autolink(state, source[start:stop], "http://", (start, stop), (start, stop))


def add_autolink(
    state: InlineState, text: str, prefix: str, content: tuple[int, int], span: tuple[int, int]
) -> int:
    """Add a link whose text is its address."""
    state.flush(span[0])
    piece = len(state.texts)
    state.constructs.append(Construct("link", piece, piece + 1, *span, prefix + text))
    state.pending = content[0]
    state.add(text, *content)
    state.pending = span[1]
    return span[1]


def _is_domain(source: str, start: int, min_dots: int = 0) -> bool:
    """Return whether there is a domain, without underscores in its last two parts."""
    # cmark-gfm ignores the last character of the whole text.
    host = _HOST.match(source, start, max(start + 1, len(source) - 1))
    parts = host[0].split(".") if host else [""]
    dots = len(parts) - 1
    return dots >= min_dots and (dots > _MAX_DOTS or "_" not in "".join(parts[-2:]))


def _address_stop(source: str, start: int) -> int:
    """Return the end of an address, without the punctuation that ends the sentence."""
    address = _ADDRESS.match(source, start)
    stop = address.end() if address else start
    surplus = source.count(")", start, stop) - source.count("(", start, stop)
    while stop > start:
        last = source[stop - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
            stop -= 1
        elif last == ";":  # possibly with the character reference that it ends
            ampersand = source.rfind("&", start, stop)
            if ampersand < 0 or not _REFERENCE_AT_END.fullmatch(source, ampersand, stop):
                ampersand = stop - 1
            stop = ampersand
        elif last in "?!.,:*_~'\"":
            stop -= 1
        else:
            break
    return stop
