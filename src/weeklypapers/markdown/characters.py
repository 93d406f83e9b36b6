"""Kinds of characters, and references to characters (GFM 2.1 and 6.2)."""

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
    "decode_references",
    "is_punctuation",
    "referred",
]

PUNCTUATION = frozenset(punctuation)
# What cmark takes for white space around delimiters, and in and around addresses.
SPACES = frozenset("\t\n\f\r \xa0\u1680\u202f\u205f\u3000") | {*map(chr, range(0x2000, 0x200B))}
BLANK = r"[ \t\n\v\f\r]"


@lru_cache(maxsize=1024)
def is_punctuation(character: str) -> bool:
    """Whether a character is punctuation (GFM 2.1): ASCII's symbols are, others' are not."""
    return character in PUNCTUATION or category(character).startswith("P")


REFERENCE = re.compile("&(?:#([0-9]{1,8})|#[xX]([0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}));")
_MAX_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def referred(match: re.Match[str]) -> str:
    """The characters that a reference stands for; itself if its name is unknown."""
    decimal, hexadecimal, name = match.groups()
    if name:
        return html5.get(f"{name};", match[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not code or code > _MAX_CODE_POINT or code in _SURROGATES:
        return "\ufffd"
    return chr(code)


def decode_references(text: str) -> str:
    """A text with all its references decoded."""
    return REFERENCE.sub(referred, text) if "&" in text else text
