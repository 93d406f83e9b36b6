"""Case folding: text in the form in which it is compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TypeVar

__all__ = ["fold", "remembering", "spellings", "unaccented"]

T = TypeVar("T")

_LONGEST = 1000  # characters of a text whose result is remembered

# Letters that Unicode doesn't decompose, as CLDR's transform "Latin-ASCII" writes them.
_LETTERS = str.maketrans(
    dict(zip("æœøđðħıłŧþ", ["ae", "oe", "o", "d", "d", "h", "i", "l", "t", "th"], strict=True))
)

# Characters that are invisible inside a word: the soft hyphen, joiners and variation selectors.
_INVISIBLE = frozenset("\xad\u034f\u200c\u200d\u2060\ufeff") | {*map(chr, range(0xFE00, 0xFE10))}


def fold(text: str) -> str:
    """Return the text without case and accents, with single spaces between words.

    Composed and decomposed letters, full-width letters and ligatures become the same, and soft
    hyphens disappear (Unicode Standard Annex 15, form NFKD).
    """
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
    letters = "".join(
        char for char in decomposed if not unicodedata.combining(char) and char not in _INVISIBLE
    )
    return letters.casefold().translate(_LETTERS)


def remembering(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Return a decorator that remembers the results of a function of a text.

    Long texts are not kept, so that the memory of a list can be freed.

    Args:
        most: The number of results.
    """

    def decorated(function: Callable[[str], T]) -> Callable[[str], T]:
        remembered = lru_cache(most)(function)

        @wraps(function)
        def call(text: str) -> T:
            return remembered(text) if len(text) <= _LONGEST else function(text)

        return call

    return decorated
