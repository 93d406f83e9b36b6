"""Names of authors, split into what bibliographies sort and shorten them by.

Lists and arXiv write a name as it is spoken, the given name first. The parts are those of BibTeX
("BibTeXing", section 4): a word in lower case between given name and family name is a particle.
What can't be split with certainty stays whole: names of one word, names in Han, Kana or Hangul,
where the family name stands first, organisations, and what may be several names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from weeklypapers.formats.citations.latex import one_line, to_plain
from weeklypapers.dialects.names import ET_AL

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Name", "split_name", "split_names"]

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_ORGANISATION = re.compile(
    r"\b(?:Agency|Alliance|Association|Authors|Center|Centre|Collaboration|Collaborations"
    r"|Committee|Community|Company|Consortium|Contributors|Corp|Corporation|Council|Foundation"
    r"|Group|Inc|Initiative|Institute|Laboratory|Labs?|Ltd|Network|Organi[sz]ation|Project"
    r"|Research|Society|Task Force|Team|University|Workshop"
    r"|(?-i:AI|DeepMind))\b\.?(?:\s*\(.*\))?$|^Team\b",
    re.IGNORECASE,
)
# Kana, Han and Hangul; and what is more than a name.
_WHOLE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|\band\b|\s&\s|[{}@]")
_DEGREE = re.compile(r"(?<=[^\s,] )([^\s,]+)(?:,\s*(?:Ph\.?\s?D|D\.?Phil|M\.?Sc|MBA|MD)\.?)+$")
_AND = re.compile(r",?\s+(?:and|&)\s+|;\s*")
# In capitals these begin a family name. Others do only in some languages: Van is a particle in
# Dutch and a given name in Vietnamese, Da and Di in Italian and in Chinese.
_CAPITAL_PARTICLE = re.compile(
    r"(?:(?:Van|Von|De) (?:De|Den|Der|La|Las|Los)|D[eé]|Del|Della|Dello|Dal|Dos|La|Von) [^ ]+"
)


@attrs.frozen(kw_only=True)
class Name:
    """The name of an author: of a person by its parts, else as a whole.

    Attributes:
        family: The family name, without its particle; empty if the name is kept whole.
        given: The given names or their initials.
        particle: What stands before the family name in lower case, such as ``"van der"``.
        suffix: What stands behind, such as ``"Jr."`` or ``"III"``.
        literal: The whole name, if it has no parts that could be told; else empty.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """The name as it is sorted: ``"van der Maaten, Laurens, Jr."``."""
        family = f"{self.particle} {self.family}".strip()
        return self.literal or ", ".join(filter(None, (family, self.given, self.suffix)))


def split_name(text: str) -> Name:
    """The parts of a name, which is written ``Given Family`` or ``Family, Given``.

    Accents in LaTeX become letters, and ties spaces.
    """
    return _parts(_readable(text))


def split_names(texts: Iterable[str]) -> tuple[tuple[Name, ...], bool]:
    """The parts of all names, and whether a text such as ``et al.`` says that there are others.

    A text that for certain names several persons, such as ``Ada Lovelace and Alan Turing``, is
    several names.
    """
    names: list[Name] = []
    has_more = False
    for name in map(_readable, texts):
        named = ET_AL.sub("", name)
        has_more |= named != name
        names.extend(map(_parts, _persons(named) or [named]))
    return tuple(filter(str, names)), has_more


def _readable(text: str) -> str:
    return one_line(to_plain(text).replace("~", " ")).strip(" ,;")


def _persons(name: str) -> list[str]:
    """The persons of whom each is named in full; none if it may be less than two."""
    joined = [part for part in _AND.split(name) if part]
    single = [part.strip() for text in joined for part in text.split(",")]
    # Two with a comma between them may be one: García Márquez, Gabriel José.
    is_certain = len(joined) > 1 or len(single) > 2
    return single if is_certain and all(map(_is_full, single)) else []


def _is_full(name: str) -> bool:
    """Whether it is the whole name of a person: words of which the first and last are in full."""
    words, _ = _without_suffix(name.split())
    return (
        2 <= len(words) <= 5
        and all(re.fullmatch(r"(?:[^\W\d_]|[-.'’])+", word) for word in words)
        and all(
            word[0].isupper() and re.fullmatch(".+[^.]", word) for word in (words[0], words[-1])
        )
        and not _ORGANISATION.search(name)
        and not _WHOLE.search(name)
    )


def _parts(name: str) -> Name:
    name = _DEGREE.sub(r"\1", name)
    if " " not in name or _WHOLE.search(name) or _is_organisation(name):
        return Name(literal=name)
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(map(_is_full, parts)) and not _CAPITAL_PARTICLE.fullmatch(parts[0]):
        return Name(literal=name)
    split = _split(parts)
    is_split = all(re.search(r"[^\W_]", part) for part in (split.family, split.given))
    return split if is_split else Name(literal=name)


def _is_organisation(name: str) -> bool:
    """Whether it is one, or one of several words stands before a comma: Gemini Team, Google."""
    before = (part for part in name.split(",") if " " in part.strip())
    return any(map(_ORGANISATION.search, (name, *before)))


def _split(parts: list[str]) -> Name:
    """The parts of a name, from what stands between its commas; none if they tell no name."""
    match parts:
        case [spoken]:
            return _spoken(*_without_suffix(spoken.split()))
        case [spoken, suffix] if _SUFFIX.fullmatch(suffix):
            return _spoken(spoken.split(), suffix)
        case [family, given] if family:
            words, suffix = _without_suffix(family.split())
            return _sorted(words, given, suffix)
        case [family, suffix, given] if family and _SUFFIX.fullmatch(suffix):
            return _sorted(family.split(), given, suffix)
        case [family, given, suffix] if family and _SUFFIX.fullmatch(suffix):
            return _sorted(family.split(), given, suffix)
    return Name()


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        return words[:-1], words[-1]
    return words, ""


def _spoken(words: list[str], suffix: str) -> Name:
    """The parts of a name with the given name first."""
    if len(words) < 2:
        return Name()
    begin = _begin_of_family(words)
    return _sorted(words[begin:], " ".join(words[:begin]), suffix)


def _begin_of_family(words: list[str]) -> int:
    """Where the particle or, without one, the family name begins."""
    for place, word in enumerate(words[1:-1], 1):
        if word == "y" and place > 1:  # joins two family names in Spanish
            return place - 1
        if _is_lower(word) or _CAPITAL_PARTICLE.fullmatch(" ".join(words[place:])):
            return place
    return len(words) - 1


def _is_lower(word: str) -> bool:
    return word.lstrip("'’")[:1].islower()  # as in: van 't Hof


def _sorted(words: list[str], given: str, suffix: str) -> Name:
    """The parts of a name whose family name, with its particle, is told."""
    lower = 0
    while lower < len(words) - 1 and _is_lower(words[lower]):
        lower += 1
    particle, family = " ".join(words[:lower]), " ".join(words[lower:])
    return Name(family=family, given=given, particle=particle, suffix=suffix)
