"""Names of authors, split into the parts that bibliographies sort and abbreviate.

Lists and arXiv write the given name first. The parts are those of BibTeX ("BibTeXing", section 4):
a word in lower case between given name and family name is a particle. A name that can't be split
with certainty stays whole: one word, a name in Han, Kana or Hangul (where the family name comes
first), an organisation, or a text that may name several persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from weeklypapers.formats.citations.latex import one_line, to_plain
from weeklypapers.model.names import ET_AL

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
# Kana, Han and Hangul; words between several names; markup.
_UNSPLIT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|\band\b|\s&\s|[{}@]")
_DEGREE = re.compile(r"(?<=[^\s,] )([^\s,]+)(?:,\s*(?:Ph\.?\s?D|D\.?Phil|M\.?Sc|MBA|MD)\.?)+$")
_AND = re.compile(r",?\s+(?:and|&)\s+|;\s*")
# Particles with a capital that always begin a family name. Van is a particle in Dutch and a given
# name in Vietnamese, Da and Di are particles in Italian and given names in Chinese.
_CAPITAL_PARTICLE = re.compile(
    r"(?:(?:Van|Von|De) (?:De|Den|Der|La|Las|Los)|D[eé]|Del|Della|Dello|Dal|Dos|La|Von) [^ ]+"
)


@attrs.frozen(kw_only=True)
class Name:
    """The name of a person, split into its parts, or of an organisation.

    Attributes:
        family: The family name without its particle; empty if the name is not split.
        given: The given names or their initials.
        particle: The part before the family name in lower case, such as ``"van der"``.
        suffix: The part after the family name, such as ``"Jr."`` or ``"III"``.
        literal: The whole name if it is not split; else empty.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """Return the name with the family name first: ``"van der Maaten, Laurens, Jr."``."""
        family = f"{self.particle} {self.family}".strip()
        return self.literal or ", ".join(filter(None, (family, self.given, self.suffix)))


def split_names(texts: Iterable[str]) -> tuple[tuple[Name, ...], bool]:
    """Split several names; return them, and whether a text such as ``et al.`` adds others.

    Accents in LaTeX become letters, and ties become spaces. A text that certainly names several
    persons, such as ``Ada Lovelace and Alan Turing``, becomes several names.
    """
    names: list[Name] = []
    has_more = False
    for text in texts:
        plain = one_line(to_plain(text).replace("~", " ")).strip(" ,;")
        named = ET_AL.sub("", plain)
        has_more |= named != plain
        names.extend(map(split_name, _persons(named) or [named]))
    return tuple(name for name in names if str(name)), has_more


def _persons(text: str) -> list[str]:
    """Return the persons if the text certainly names at least two; otherwise an empty list."""
    parts = [part for part in _AND.split(text) if part]
    persons = [person.strip() for part in parts for person in part.split(",")]
    # Two texts with only a comma between them may be one person: García Márquez, Gabriel José.
    is_certain = len(parts) > 1 or len(persons) > 2
    return persons if is_certain and all(map(_is_full_name, persons)) else []


def _is_full_name(text: str) -> bool:
    """Return whether a text is a person's name whose first and last words are not initials."""
    words, _ = _pop_suffix(text.split())
    return (
        2 <= len(words) <= 5
        and all(re.fullmatch(r"(?:[^\W\d_]|[-.'’])+", word) for word in words)
        and all(
            word[0].isupper() and re.fullmatch(".+[^.]", word) for word in (words[0], words[-1])
        )
        and not _ORGANISATION.search(text)
        and not _UNSPLIT.search(text)
    )


def split_name(text: str) -> Name:
    """Split a name of the form ``Given Family`` or ``Family, Given``, in plain text."""
    text = _DEGREE.sub(r"\1", text)
    if " " not in text or _UNSPLIT.search(text) or _is_organisation(text):
        return Name(literal=text)
    parts = [part.strip() for part in text.split(",")]
    if (
        len(parts) == 2
        and all(map(_is_full_name, parts))
        and not _CAPITAL_PARTICLE.fullmatch(parts[0])
    ):
        return Name(literal=text)  # maybe two persons
    name = _split_parts(parts)
    is_split = all(re.search(r"[^\W_]", part) for part in (name.family, name.given))
    return name if is_split else Name(literal=text)


def _is_organisation(text: str) -> bool:
    """Return whether a text or one of its parts names an organisation.

    An example of the latter is ``Gemini Team, Google``. A part has at least two words.
    """
    parts = (part for part in text.split(",") if " " in part.strip())
    return any(map(_ORGANISATION.search, (text, *parts)))


def _split_parts(parts: list[str]) -> Name:
    """Split a name with commas between its parts; return an empty name if no form matches."""
    match parts:
        case [name]:
            return _given_first(*_pop_suffix(name.split()))
        case [name, suffix] if _SUFFIX.fullmatch(suffix):
            return _given_first(name.split(), suffix)
        case [family, given] if family:
            words, suffix = _pop_suffix(family.split())
            return _with_family(words, given, suffix)
        case [family, suffix, given] if family and _SUFFIX.fullmatch(suffix):
            return _with_family(family.split(), given, suffix)
        case [family, given, suffix] if family and _SUFFIX.fullmatch(suffix):
            return _with_family(family.split(), given, suffix)
    return Name()


def _pop_suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        return words[:-1], words[-1]
    return words, ""


def _given_first(words: list[str], suffix: str) -> Name:
    if len(words) < 2:
        return Name()
    begin = _family_begin(words)
    return _with_family(words[begin:], " ".join(words[:begin]), suffix)


def _family_begin(words: list[str]) -> int:
    """Return the index of the particle or, without one, of the family name."""
    for index, word in enumerate(words[1:-1], 1):
        if word == "y" and index > 1:  # joins two family names in Spanish
            return index - 1
        if _is_lower(word) or _CAPITAL_PARTICLE.fullmatch(" ".join(words[index:])):
            return index
    return len(words) - 1


def _is_lower(word: str) -> bool:
    return word.lstrip("'’")[:1].islower()  # as in: van 't Hof


def _with_family(words: list[str], given: str, suffix: str) -> Name:
    """Return a name; the lower-case words that begin `words` are its particle."""
    count = 0
    while count < len(words) - 1 and _is_lower(words[count]):
        count += 1
    particle, family = " ".join(words[:count]), " ".join(words[count:])
    return Name(family=family, given=given, particle=particle, suffix=suffix)
