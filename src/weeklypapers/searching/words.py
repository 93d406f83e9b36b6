"""The words of a text, folded, with their positions and stems.

`stem` uses steps 1 and 5 of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980).
The steps between them remove endings that change the meaning, such as the ``-al`` of "retrieval".
Other differences separate unrelated words or join related ones: ``-us`` and ``-is`` are not
plurals, a stem has at least three letters, ``-y`` is treated as in Porter's later stemmer
(Snowball's "English"), and `_IRREGULAR` lists irregular words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from weeklypapers.model.text import fold, unaccented

__all__ = ["Stems", "Word", "is_character", "located", "stem", "words"]

# Han and kana, which are written without spaces.
_UNSPACED = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?:(?![{_UNSPACED}])[^\W_])+")
_CHARACTER = re.compile(rf"[{_UNSPACED}]")
_ASCII = re.compile(r"[a-z0-9]+")

_UNCHANGED = (
    "alias atlas bias canvas chaos embed exceed gas lens news pandas proceed succeed texas whereas"
)
_SHORT = "fms kgs kvs lms nns qas uis vms"  # plurals of two letters
_IRREGULAR: dict[str, str] = {word: word for word in _UNCHANGED.split()} | {
    word: word[:-1] for word in _SHORT.split()
}
_IRREGULAR |= {
    "added": "add",
    "adding": "add",
    "apis": "api",
    "corpora": "corpus",
    "cpus": "cpu",
    "emojis": "emoji",
    "gases": "gas",
    "gpus": "gpu",
    "guis": "gui",
    "indices": "index",
    "matrices": "matrix",
    "menus": "menu",
    "npus": "npu",
    "tpus": "tpu",
    "used": "use",
    "using": "use",
    "vertices": "vertex",
}
_STEMMED = re.compile(r"[a-z]{3,}")


class Word(NamedTuple):
    """A folded word, and the indices of its first character and after its last in the text."""

    text: str
    start: int
    end: int


def is_character(word: str) -> bool:
    """Return whether a word is a single character of a script that is written without spaces."""
    return len(word) == 1 and bool(_CHARACTER.match(word))


def words(text: str) -> list[str]:
    """Return the words of a text, without case and accents: runs of letters and digits.

    Chinese and Japanese have no spaces between words. Therefore, each pair of adjacent characters
    is a word, and so is a single character.
    """
    folded = fold(text)
    if folded.isascii():
        return _ASCII.findall(folded)
    return [folded[start:end] for start, end in _spans(folded)]


def located(text: str) -> list[Word]:
    """Return the words of a text, as `words` does, with their positions."""
    folded_characters = [unaccented(character) for character in text]
    folded = "".join(folded_characters)
    positions = [index for index, part in enumerate(folded_characters) for _ in part]
    result = []
    for start, end in _spans(folded):
        last = positions[end - 1] + 1
        while last < len(text) and not folded_characters[last]:
            last += 1  # an accent or a soft hyphen belongs to the preceding letter
        result.append(Word(folded[start:end], positions[start], last))
    return result


def _spans(folded: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if run["unspaced"] and end - start > 1:
            yield from ((first, first + 2) for first in range(start, end - 1))
        else:
            yield start, end


# Stems


class Stems(dict[str, str]):
    """The stems of words, each computed when it is first looked up."""

    __slots__ = ()

    def __missing__(self, word: str) -> str:
        result = self[word] = stem(word)
        return result


def stem(word: str) -> str:
    """Return a lower-case word without its ending.

    Words shorter than three letters, and words with characters other than a to z, don't change.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not _STEMMED.fullmatch(word):
        return word
    return _without_e(_with_i(_without_ed(_singular(word))))


def _singular(word: str) -> str:
    """Apply step 1a: "classes" to "class", "studies" to "studi"; "hypothesis" like "hypotheses"."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("sis") and len(word) > 5:
        return word[:-2]
    if word.endswith("is"):
        return word
    if word.endswith("sses") or (word.endswith("ies") and len(word) > 4):
        return word[:-2]
    return word[:-1]


def _without_ed(word: str) -> str:
    """Apply step 1b: "trained" and "training" to "train", "scaling" to "scale"."""
    if word in _IRREGULAR:
        return word
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and "v" in _shape(rest):
            return _with_base_ending(rest)
    return word


def _with_base_ending(rest: str) -> str:
    """Finish step 1b: "scal" to "scale", "plann" to "plan"."""
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if rest[-1] == rest[-2] and _shape(rest)[-1] == "c" and rest[-1] not in "lsz":
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _is_short(rest) else rest


def _with_i(word: str) -> str:
    """Apply step 1c: "study" to "studi", as "studies"; not after a vowel."""
    return word[:-1] + "i" if word.endswith("y") and word[-2] not in "aeiou" else word


def _without_e(word: str) -> str:
    """Apply step 5: "retrieve" to "retriev", as "retrieving"; "modell" to "model"."""
    if word.endswith("e") and len(word) > 3:
        rest = word[:-1]
        short = _measure(rest) == 1 and not _is_short(rest)
        return rest if _measure(rest) > 1 or short else word
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _shape(word: str) -> str:
    """Return the word with ``v`` for each vowel and ``c`` for each consonant."""
    shape = ""
    for letter in word:
        is_vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    """Return the number of consonants that follow a vowel: Porter's m."""
    return _shape(word).count("vc")


def _is_short(word: str) -> bool:
    """Return whether a word ends in consonant, vowel, consonant except w, x, y: Porter's ``*o``."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
