"""Classes of characters, and character references (GFM 2.1 and 6.2)."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from string import punctuation
from unicodedata import category

__all__ = [
    "BLANK",
    "PUNCTUATION",
    "REFERENCE",
    "SPACES",
    "decode_reference",
    "decode_references",
    "is_punctuation",
]

PUNCTUATION = frozenset(punctuation)
# cmark's white space around delimiters, and in and around addresses.
SPACES = frozenset("\t\n\f\r \xa0\u1680\u202f\u205f\u3000") | {*map(chr, range(0x2000, 0x200B))}
BLANK = r"[ \t\n\v\f\r]"


@lru_cache(maxsize=1024)
def is_punctuation(character: str) -> bool:
    """Return whether a character is punctuation (GFM 2.1), which includes ASCII's symbols only."""
    return character in PUNCTUATION or category(character).startswith("P")


REFERENCE = re.compile("&(?:#([0-9]{1,8})|#[xX]([0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}));")
_MAX_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def decode_reference(match: re.Match[str]) -> str:
    """Return the characters of a reference, or the reference itself if its name is unknown."""
    decimal, hexadecimal, name = match.groups()
    if name:
        return html5.get(f"{name};", match[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not code or code > _MAX_CODE_POINT or code in _SURROGATES:
        return "\ufffd"
    return chr(code)


def decode_references(text: str) -> str:
    """Decode all character references in a text."""
    return REFERENCE.sub(decode_reference, text) if "&" in text else text
