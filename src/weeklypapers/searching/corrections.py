"""Corrections of words that no text has."""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["nearest"]

_SHORTEST = 4  # letters of a word that is corrected
_LONG = 8  # letters of a word in which two errors are corrected


def nearest(wrong: str, known: Iterable[str], frequency: Callable[[str], int]) -> str | None:
    """Return the known word that is the most similar to a wrong one, or None.

    Words of four to seven letters may have one error, and longer words two: a missing, additional
    or wrong letter, or two letters in the wrong order. The first letter of a short word is right,
    unless it is the second one of the other word: nobody means "table" by "cable". In a word of
    four letters, no letter is wrong: "mail" isn't "main". Of equally similar words, the most
    frequent is returned.

    Args:
        wrong: A word that is not known.
        known: The known words.
        frequency: A function that returns how frequent a known word is.
    """
    if len(wrong) < _SHORTEST or not wrong.isalpha():
        return None
    most = 2 if len(wrong) >= _LONG else 1
    letters, least, longest = set(wrong), len(wrong) - most, len(wrong) + most
    similar = [
        (errors, -frequency(word), word)
        for word in known
        # Each error changes at most two letters of the set, so most words need no comparison.
        if least <= len(word) <= longest
        and len(letters.symmetric_difference(word)) <= 2 * most
        and (most > 1 or _is_likely(wrong, word))
        and (errors := _errors(wrong, word)) <= most
    ]
    return min(similar)[2] if similar else None


def _is_likely(wrong: str, word: str) -> bool:
    """Return whether a short word can be meant by another one with one error."""
    if len(wrong) == len(word) == _SHORTEST and sorted(wrong) != sorted(word):
        return False
    return wrong[0] == word[0] or sorted(wrong[:2]) == sorted(word[:2])


def _errors(left: str, right: str) -> int:
    """Return the restricted edit distance of Damerau and Levenshtein."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            errors = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                errors = min(errors, earlier[j - 2] + 1)
            row.append(errors)
    return row[-1]
