"""Text as it is compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["fold", "spellings", "unaccented"]


# Letters that Unicode does not take apart, as CLDR's transform "Latin-ASCII" writes them.
_LETTERS = str.maketrans(
    dict(zip("æœøđðħıłŧþ", ["ae", "oe", "o", "d", "d", "h", "i", "l", "t", "th"], strict=True))
)


def fold(text: str) -> str:
    """Text as it is compared: without case, accents and differences of white space."""
    return " ".join(unaccented(text).split())


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Names by what they are compared by, each as it is first spelled, in their order."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return found


def unaccented(text: str) -> str:
    """Text without case and accents, and letters such as ``ø`` and ``ł`` as those of ASCII.

    It is that of each character, one after the other.
    """
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters.casefold().translate(_LETTERS)
