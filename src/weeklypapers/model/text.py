"""Case folding: text in the form in which it is compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["fold", "spellings", "unaccented"]

# Letters that Unicode doesn't decompose, as CLDR's transform "Latin-ASCII" writes them.
_LETTERS = str.maketrans(
    dict(zip("æœøđðħıłŧþ", ["ae", "oe", "o", "d", "d", "h", "i", "l", "t", "th"], strict=True))
)


def fold(text: str) -> str:
    """Return the text without case and accents, with single spaces between words."""
    return " ".join(unaccented(text).split())


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Map each folded name to its first spelling, in the order of first appearance."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return first


def unaccented(text: str) -> str:
    """Return the text without case and accents; letters such as ``ø`` and ``ł`` become ASCII.

    Each character is converted on its own, so a part of a text converts to a part of the result.
    """
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters.casefold().translate(_LETTERS)
