"""Case folding: text in the form in which it is compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

__all__ = ["fold", "remembering", "spellings", "unaccented"]

K = TypeVar("K")
P = ParamSpec("P")
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


def remembering(
    most: int, size: Callable[[Any], int] = len
) -> Callable[[Callable[Concatenate[K, P], T]], Callable[Concatenate[K, P], T]]:
    """Return a decorator that remembers the results of a function of a text.

    Long texts are not kept, so that the memory of a list can be freed. Other arguments must be
    short.

    Args:
        most: The number of results.
        size: The function that returns the size of the first argument, if that is no text.
    """

    def decorated(function: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
        remembered: Any = lru_cache(most)(function)

        @wraps(function)
        def call(key: K, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if size(key) > _LONGEST:
                return function(key, *args, **kwargs)
            result: T = remembered(key, *args, **kwargs)
            return result

        return call

    return decorated
