"""The stems of words, and the wider families that related words share.

`stem` uses steps 1 and 5 of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980).
The steps between them remove endings that change the meaning, such as the ``-al`` of "retrieval".
`family` uses all steps. Other differences separate unrelated words or join related ones: ``-us``
and ``-is`` are not plurals, a stem has at least three letters, ``-y`` is treated as in Porter's
later stemmer (Snowball's "English"), and `_IRREGULAR` lists irregular words.
"""

from __future__ import annotations

import re

from weeklypapers.searching.spelling import american, pairs

__all__ = ["family", "stem"]

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
_LAST = frozenset("sdgyel")  # the last letters of the endings that a stem lacks
_STEMMED = re.compile(r"[a-z]{3,}")
_KINDS = str.maketrans(
    {letter: "v" if letter in "aeiou" else "c" for letter in "abcdefghijklmnopqrstuvwxz"}
)

# Steps 2, 3 and 4 of Porter's algorithm: the replacement of each ending, and the least measure of
# the letters before it. "bli", "logi" and others are those of Porter's own later version.
_STEP_2 = (
    "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e "
    "ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous "
    "aliti:al iviti:ive biliti:ble logi:log li:"
)
_STEP_3 = "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:"
_STEP_4 = (
    "al: ance: ence: er: or: ic: able: ible: ant: ement: ment: ent: sion:s tion:t ou: ism: ate: "
    "iti: ous: ive: ize:"
)
_DERIVED = ((pairs(_STEP_2), 1), (pairs(_STEP_3), 1), (pairs(_STEP_4), 2))


def stem(word: str) -> str:
    """Return a lower-case word in American spelling, without its ending.

    Words shorter than three letters, and words with characters other than a to z, don't change.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not _STEMMED.fullmatch(word):
        return word
    word = american(word)
    return _without_e(_inflected(word)) if word[-1] in _LAST else word


def family(word: str) -> str:
    """Return the stem that a word shares with the words derived from it, as Porter's algorithm.

    "quantized", "quantizer" and "quantization" are one family. A family can contain words with
    different meanings, such as "general" and "generate".
    """
    if word in _IRREGULAR or not _STEMMED.fullmatch(word):
        return stem(word)
    result = _inflected(american(word))
    for endings, least in _DERIVED:
        result = _without_ending(result, endings, least)
    return _without_e(_without_er(result))


def _inflected(word: str) -> str:
    return _with_i(_without_ed(_singular(word)))


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
    for ending in ("ed", "ing") if word.endswith(("ed", "ing")) else ():
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
    shape = word.translate(_KINDS)
    if "y" not in shape:
        return shape
    before = ""
    kinds = []
    for kind in shape:
        if kind == "y":  # a vowel after a consonant
            kind = "v" if before == "c" else "c"
        kinds.append(kind)
        before = kind
    return "".join(kinds)


def _measure(word: str) -> int:
    """Return the number of consonants that follow a vowel: Porter's m."""
    return _shape(word).count("vc")


def _is_short(word: str) -> bool:
    """Return whether a word ends in consonant, vowel, consonant except w, x, y: Porter's ``*o``."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _without_er(word: str) -> str:
    """Remove the ending of an agent after a short verb: "prover" to "prove"."""
    rest = word[:-2]
    if word.endswith(("er", "or")) and len(rest) > 3 and _measure(rest):
        return _with_base_ending(rest)
    return word


def _without_ending(word: str, endings: dict[str, str], least: int) -> str:
    """Replace the longest of the endings, if what precedes it has at least the measure `least`."""
    for size in range(min(7, len(word) - 1), 0, -1):
        ending = word[-size:]
        if ending in endings:
            rest = word[:-size]
            return rest + endings[ending] if _measure(rest) >= least else word
    return word
