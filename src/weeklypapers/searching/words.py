"""The words of a text, folded, with their positions.

Compounds are split into their parts: at hyphens, between letters and digits ("GPT4"), and at
capitals ("FlashAttention"), so that all ways of writing a compound have the same words.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from weeklypapers.model.text import unaccented

__all__ = [
    "STOP_WORDS",
    "Run",
    "Word",
    "chunks",
    "is_character",
    "located",
    "runs",
    "units",
    "words",
]

# Words without a meaning of their own: Lucene's list for English, the other forms of "be", "do"
# and "have", pronouns, question words, and what an apostrophe cuts off.
_STOP_WORDS = """
a about an and are as at be been but by can could did do does for from had has have how i if in
into is it its me my no not of on or our s should such t than that the their them then there these
they this those to was we were what when where which who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Han and kana, which are written without spaces.
_UNSPACED = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?:(?![{_UNSPACED}])[^\W_])+")
_CHARACTER = re.compile(rf"[{_UNSPACED}]")
# A chunk has no spaces and no ASCII punctuation but what joins a compound: -, ', _, and the point
# of a decimal number.
_PART = r"[^\s!-&(-,./:-@\[-^`{-~]+"
_CHUNK = re.compile(rf"{_PART}(?:(?<=[0-9])\.(?=[0-9]){_PART})*")
_NUMBER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")  # between letters and digits
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LEAST = 3  # letters of a part that begins with a capital: "OpenAI" and "LLaMA" are one word


class Word(NamedTuple):
    """A folded word, and the indices of its first character and after its last in the text."""

    text: str
    start: int
    end: int


class Run(NamedTuple):
    """Letters and digits without anything between them.

    Attributes:
        text: The folded text; empty for a script that is written without spaces.
        words: The words.
    """

    text: str
    words: tuple[Word, ...]


def is_character(word: str) -> bool:
    """Return whether a word is a single character of a script that is written without spaces."""
    return len(word) == 1 and bool(_CHARACTER.match(word))


def chunks(text: str) -> list[str]:
    """Return the parts of a text that have no spaces and no punctuation except in compounds."""
    return _CHUNK.findall(text)


def words(text: str, *, split_capitals: bool = True) -> list[str]:
    """Return the words of a text, without case and accents: runs of letters or digits.

    Chinese and Japanese have no spaces between words. Therefore, each pair of adjacent characters
    is a word, and so is a single character.

    Args:
        text: The text.
        split_capitals: False for names, which can have capitals inside.
    """
    return [word.text for word in located(text, split_capitals=split_capitals)]


def located(text: str, *, split_capitals: bool = True) -> list[Word]:
    """Return the words of a text, as `words` does, with their positions."""
    return [
        Word(word.text, chunk.start() + word.start, chunk.start() + word.end)
        for chunk in _CHUNK.finditer(text)
        for run in runs(chunk[0], split_capitals=split_capitals)
        for word in run.words
    ]


def runs(chunk: str, *, split_capitals: bool = True) -> list[Run]:
    """Return the runs of letters and digits in a chunk, each with its words."""
    if chunk.isascii():
        return _runs(chunk, chunk.lower(), split_capitals=split_capitals)
    folded_characters = [unaccented(character) for character in chunk]
    folded = "".join(folded_characters)
    origins = [index for index, part in enumerate(folded_characters) for _ in part]
    cased = "".join(
        part.upper() if chunk[origin].isupper() and part.isascii() else part
        for part, origin in zip(folded, origins, strict=True)
    )

    def original(word: Word) -> Word:
        last = origins[word.end - 1] + 1
        while last < len(chunk) and not folded_characters[last]:
            last += 1  # an accent or a soft hyphen belongs to the preceding letter
        return Word(word.text, origins[word.start], last)

    return [
        Run(run.text, tuple(map(original, run.words)))
        for run in _runs(cased, folded, split_capitals=split_capitals)
    ]


def _runs(cased: str, folded: str, *, split_capitals: bool) -> list[Run]:
    """Return the runs of a folded chunk, whose capitals are those of another text."""
    result = []
    for match in _RUN.finditer(folded):
        start, end = match.span()
        if match["unspaced"]:
            spans = [(first, first + 2) for first in range(start, end - 1)] or [(start, end)]
        else:
            spans = _parts(cased, start, end) if split_capitals else [(start, end)]
        words = tuple([Word(folded[first:last], first, last) for first, last in spans])
        result.append(Run("" if match["unspaced"] else match[0], _with_to(words)))
    return result


def _parts(cased: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the parts of a run."""
    if cased[start:end].isalpha() and cased[start + 1 : end].islower():
        return [(start, end)]
    numbers = [match.start() for match in _NUMBER.finditer(cased, start + 1, end)]
    result: list[tuple[int, int]] = []
    for first, last in pairwise([start, *numbers, end]):
        capitals = [match.start() for match in _CAPITAL.finditer(cased, first + 1, last)]
        spans = [*pairwise([first, *capitals, last])]
        is_split = all(stop - begin >= _LEAST for begin, stop in spans)
        result += spans if is_split else [(first, last)]
    return result


def _with_to(parts: tuple[Word, ...]) -> tuple[Word, ...]:
    """Replace the 2 of "sim2real" by "to"."""
    if len(parts) == 3 and parts[1].text == "2" and min(len(parts[0].text), len(parts[2].text)) > 2:
        return (parts[0], parts[1]._replace(text="to"), parts[2])
    return parts


def units(text: str) -> list[list[Word]]:
    """Return the words of a text, with numbers joined to the word that they belong to.

    "GPT-4" and "llama3" are one unit, because neither part means much without the other.
    """
    result: list[list[Word]] = []
    for chunk in _CHUNK.finditer(text):
        first = len(result)
        for run in runs(chunk[0]):
            words = [
                Word(word.text, chunk.start() + word.start, chunk.start() + word.end)
                for word in run.words
            ]
            if run.text.isdigit() and len(result) > first:
                result[-1] += words
            elif any(word.text.isdigit() for word in words):
                result.append(words)
            else:
                result += [[word] for word in words]
    return result
