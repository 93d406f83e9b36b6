"""Acronyms that a text defines, such as "retrieval-augmented generation (RAG)".

The algorithm is that of A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text", Pacific Symposium on Biocomputing (2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from weeklypapers.searching.words import STOP_WORDS

__all__ = ["LEAST", "definitions", "initials", "spelled_out"]

LEAST = 3  # letters of an acronym that is recognised without a definition

_SHORT = re.compile(r"\(\s*([A-Za-z][A-Za-z0-9-]{1,9})\s*[),;]")
_SENTENCE = re.compile(r"[.;:!?()]\s")


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Yield each acronym that is defined in a text, and the words that it stands for."""
    for match in _SHORT.finditer(text):
        short = match[1].removesuffix("s")
        if sum(map(str.isupper, short)) < 2:
            continue
        before = _SENTENCE.split(text[max(0, match.start() - 150) : match.start()])[-1]
        words = before.split()[-min(len(short) + 5, 2 * len(short)) :]
        if long := _long_form(short, " ".join(words)):
            yield match[1], long


def _long_form(short: str, text: str) -> str:
    """Return the shortest end of a text that has the letters of `short` in order, or "".

    The first letter must begin a word.
    """
    index = len(text)
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].casefold()
        if not letter.isalnum():
            continue
        index -= 1
        while index >= 0 and (
            text[index].casefold() != letter
            or (position == 0 and index > 0 and text[index - 1].isalnum())
        ):
            index -= 1
        if index < 0:
            return ""
    return text[index:]


def initials(words: Sequence[str]) -> set[str]:
    """Return the first letters of words, both with stop words and without."""
    important = [word for word in words if word not in STOP_WORDS]
    return {"".join([word[0] for word in some]) for some in (words, important)}


def spelled_out(terms: Sequence[str], acronym: str) -> set[tuple[str, ...]]:
    """Return the adjacent terms of a text whose first letters are an acronym.

    Stop words inside may be left out, as in "reinforcement learning from human feedback" (RLHF).
    """
    important = [index for index, term in enumerate(terms) if term not in STOP_WORDS]
    found = set()
    for indices in (range(len(terms)), important):
        letters = "".join([terms[index][0] for index in indices])
        start = letters.find(acronym)
        while start >= 0:
            first, last = indices[start], indices[start + len(acronym) - 1]
            if terms[first] not in STOP_WORDS and terms[last] not in STOP_WORDS:
                found.add(tuple(terms[first : last + 1]))
            start = letters.find(acronym, start + 1)
    return found
