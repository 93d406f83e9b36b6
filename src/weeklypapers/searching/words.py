"""The words of a text as a search compares them, and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weeklypapers.model.text import fold, unaccented
from weeklypapers.searching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Stems", "Word", "is_character", "located", "words"]

# Han and kana, which are written without spaces.
_UNSPACED = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?:(?![{_UNSPACED}])[^\W_])+")
_CHARACTER = re.compile(rf"[{_UNSPACED}]")
_ASCII = re.compile(r"[a-z0-9]+")


class Word(NamedTuple):
    """A word, folded, and the characters ``start`` to ``end`` of the text that it was read from."""

    text: str
    start: int
    end: int


class Stems(dict[str, str]):
    """Stems by word, each worked out when it is first asked for."""

    __slots__ = ()

    def __missing__(self, word: str) -> str:
        made = self[word] = stem(word)
        return made

    def of(self, word: str) -> str:
        """The stem of a word that need not be one of these, and does not become one of them."""
        return self.get(word) or stem(word)


def is_character(word: str) -> bool:
    """Whether a word is a single character of a script that is written without spaces."""
    return len(word) == 1 and bool(_CHARACTER.match(word))


def words(text: str) -> list[str]:
    """The words of a text, without case and accents: runs of letters and digits.

    In Chinese and Japanese, where no spaces part the words, each two characters that stand side by
    side are taken as one; a character that stands alone is one, too.
    """
    folded = fold(text)
    if folded.isascii():
        return _ASCII.findall(folded)
    return [folded[start:end] for start, end in _ranges(folded)]


def located(text: str) -> list[Word]:
    """The words of a text as `words` has them, each with its place in the text."""
    pieces = [unaccented(character) for character in text]
    folded = "".join(pieces)
    origin = [position for position, piece in enumerate(pieces) for _ in piece]
    found = []
    for start, end in _ranges(folded):
        last = origin[end - 1] + 1
        while last < len(text) and not pieces[last]:
            last += 1  # an accent belongs to the letter that it stands behind
        found.append(Word(folded[start:end], origin[start], last))
    return found


def _ranges(folded: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if run["unspaced"] and end - start > 1:
            yield from ((first, first + 2) for first in range(start, end - 1))
        else:
            yield start, end
