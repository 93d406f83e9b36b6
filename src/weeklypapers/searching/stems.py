"""English words without their endings: plurals, ``-ing`` and ``-ed``.

After M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), steps 1 and 5 alone: the
steps between them take endings away that make another word of it, such as the ``-al`` of
"retrieval". What differs keeps words apart that have nothing in common, or joins two that do:
``-us`` and ``-is`` are no plurals, nothing shorter than three letters is left, ``-y`` is treated as
in Porter's later stemmer (Snowball's "English"), and what no rule can tell is in `_IRREGULAR`.
"""

from __future__ import annotations

import re

__all__ = ["stem"]

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


def stem(word: str) -> str:
    """A word, in lower case, without its ending.

    What is shorter than three letters or not written in the letters a to z stays as it is.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not _STEMMED.fullmatch(word):
        return word
    return _without_e(_with_i(_without_ed(_singular(word))))


def _singular(word: str) -> str:
    """Step 1a: "classes" to "class", "studies" to "studi", "hypothesis" as "hypotheses"."""
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
    """Step 1b: "trained" and "training" to "train", "scaling" to "scale"."""
    if word in _IRREGULAR:
        return word
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and "v" in _shape(rest):
            return _mended(rest)
    return word


def _mended(rest: str) -> str:
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if rest[-1] == rest[-2] and _shape(rest)[-1] == "c" and rest[-1] not in "lsz":
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _is_short(rest) else rest


def _with_i(word: str) -> str:
    """Step 1c: "study" to "studi", so that "studies" fits; not with a vowel before the ``y``."""
    return word[:-1] + "i" if word.endswith("y") and word[-2] not in "aeiou" else word


def _without_e(word: str) -> str:
    """Step 5: "retrieve" to "retriev", so that "retrieving" fits; "modell" to "model"."""
    if word.endswith("e") and len(word) > 3:
        rest = word[:-1]
        short = _measure(rest) == 1 and not _is_short(rest)
        return rest if _measure(rest) > 1 or short else word
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _shape(word: str) -> str:
    """The word with ``v`` for each vowel and ``c`` for each consonant."""
    shape = ""
    for letter in word:
        is_vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How often a consonant follows a vowel: Porter's m."""
    return _shape(word).count("vc")


def _is_short(word: str) -> bool:
    """Whether it ends in consonant, vowel, consonant, the last no w, x or y: Porter's ``*o``."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
