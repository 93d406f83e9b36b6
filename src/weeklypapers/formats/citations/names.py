"""Names of authors, split into the parts that bibliographies sort and abbreviate.

Lists and arXiv write the given name first. The parts are those of BibTeX ("BibTeXing", section 4):
a word in lower case between given name and family name is a particle. A name that can't be split
with certainty stays whole: one word, a name in Han, Kana or Hangul (where the family name comes
first), an organisation, or a text that may name several persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from weeklypapers.formats.citations.family_names import family_begin, family_end, is_initial
from weeklypapers.formats.citations.latex import one_line, to_plain
from weeklypapers.formats.citations.organisations import is_collaboration, is_organisation
from weeklypapers.model.names import ET_AL, bare_name
from weeklypapers.model.text import remembering

__all__ = ["Name", "split_name", "split_names"]

_SUFFIX = re.compile(r"[JS]r\.?|jr\.|Jnr\.?|II|III|IV|V|VI|2nd|3rd")
_NUMERAL_OR_INITIAL = "V"
_TITLES = re.compile(
    r"(?:(?:Dame|Dr\.?(?:-Ing\.)?|Mrs?\.?|Ms\.?|Prof(?:essor|\.)?|Rev\.?|Sir)\s)+(?=\S)"
)
_DEGREE = re.compile(
    r"(?:D\.?Phil|Esq|FRS|MBA|M\.?D|MPH|M\.?Sc|Ph\.?\s?D"
    r"|IEEE|(?:Life |Senior )?(?:Fellow|Member))\.?"  # in the journals of the IEEE
)
# Kana, Han and Hangul; words between several names; markup.
_UNSPLIT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|\band\b|[&{}@]")
_AND = re.compile(r",?\s+and\s+|\s?&\s?|;\s*")
_GROUP_ALONE = re.compile(r"[(\[]?(?:(?:for|on behalf of) (?:the )?)?([^()\[\]]+)[)\]]?")
_GROUP_FIRST = re.compile("([^:,]+)([:,]) ")
_GROUP_LAST = re.compile(r",? \(?(?:for|on behalf of) (?:the )?| \(")
_WORD_OF_A_NAME = re.compile(r"(?:[^\W\d_]|[-.'’])+")
# The number by which DBLP distinguishes people, and those of affiliations after several words
_NUMBERS = re.compile(r" 0\d{3}$|\A(\S+ .*[^\W\d_]\.?) \d\d?(?:, ?\d\d?){0,9}$")
_FOOTNOTE = re.compile(r"\$\s*\^[^$]*\$")
_SPACE = re.compile(r"[\s~]+|\\[ ,]")
_HYPHENS = re.compile("[-\u2010-\u2013]+")
_AROUND_A_NAME = " ,;:-^#*†‡§¶"
_KEPT = 16_384  # names whose parts are kept: most authors of a list have several papers in it


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
    persons, such as ``Ada Lovelace and Alan Turing``, or a collaboration and its members, becomes
    several names. If all texts end in an initial, as in ``Lovelace A``, the family name is first.
    """
    divided: list[str] = []
    has_more = False
    for text in texts:
        names, adds_others = _names_in(text)
        divided += names
        has_more |= adds_others
    if len(divided) + has_more > 1 and all(map(_ends_in_initial, divided)):
        divided = [", ".join(name.rsplit(maxsplit=1)) for name in divided]
    return tuple(filter(_is_filled, map(split_name, divided))), has_more


@remembering(_KEPT)
def _names_in(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the names in a text, and whether the text also adds others."""
    plain = _plain(text)
    named = _without_others(plain)
    return tuple(filter(bare_name, _divide(named))), named != plain


def _is_filled(name: Name) -> bool:
    return bool(name.family or name.given or name.particle or name.suffix or name.literal)


def _plain(text: str) -> str:
    """Return a text without LaTeX and marks of footnotes, with plain spaces and hyphens."""
    plain = _FOOTNOTE.sub("", to_plain(text)).replace("\xad", "")
    plain = plain.replace("{", "").replace("}", "") or plain
    return one_line(_HYPHENS.sub("-", _SPACE.sub(" ", plain))).strip(_AROUND_A_NAME)


def _without_others(text: str) -> str:
    """Return a text without a final "et al.", which may have an affiliation in parentheses."""
    named = ET_AL.sub("", text)
    if named == text and text.endswith(")"):
        before = text.rpartition("(")[0]
        named = ET_AL.sub("", before)
        return text if named == before else named
    return named


def _ends_in_initial(text: str) -> bool:
    words = text.split()
    return (
        len(words) > 1
        and "," not in text
        and is_initial(words[-1])
        and not any(map(is_initial, words[:-1]))
    )


def _divide(text: str) -> list[str]:
    """Return the names in a text; without certainty, the text is one name."""
    group = _GROUP_ALONE.fullmatch(text)
    if group and group[1] != text and is_collaboration(group[1]):
        return [group[1]]
    if (group := _GROUP_FIRST.match(text)) and (group[2] == ":" or is_collaboration(group[1])):
        members = [name.strip() for name in _AND.sub(",", text[group.end() :]).split(",")]
        if all(map(_is_name, members)):
            return [group[1], *members]
    person, *groups = _GROUP_LAST.split(text.removesuffix(")"), maxsplit=1)
    if groups and is_collaboration(groups[0]) and _is_name(person):
        return [person, *groups]
    return _persons(text) or [text]


def _persons(text: str) -> list[str]:
    """Return the persons if the text certainly names at least two; otherwise an empty list."""
    parts = [part for part in _AND.split(text) if part]
    persons = [person.strip() for part in parts for person in part.split(",")]
    # Two texts with only a comma between them may be one person: García Márquez, Gabriel José.
    is_certain = len(parts) > 1 or len(persons) > 2
    return persons if is_certain and all(map(_is_full_name, persons)) else []


def _is_full_name(text: str) -> bool:
    """Return whether a text is a person's name whose first and last words are not initials."""
    return _is_name(text) and re.match("[^ ]+[^. ](?: |$)", text) is not None


def _is_name(text: str) -> bool:
    """Return whether a text is a person's name, given name or initials first."""
    words, _ = _pop_suffix(text.split())
    return (
        2 <= len(words) <= 5
        and all(map(_WORD_OF_A_NAME.fullmatch, words))
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not is_initial(words[-1])
        and not is_organisation(text)
        and not _UNSPLIT.search(text)
    )


@remembering(_KEPT)
def split_name(text: str) -> Name:
    """Split a name of the form ``Given Family`` or ``Family, Given``, in plain text.

    Titles, degrees, affiliations in parentheses and marks of footnotes are omitted.
    """
    person = _without_parentheses(text)
    if (
        not re.search("[ ,]", person)
        or person.endswith(")")
        or _UNSPLIT.search(person)
        or is_organisation(person)
    ):
        return Name(literal=text)
    bare = _NUMBERS.sub(r"\1", bare_name(person))
    parts = _without_degrees([part.strip() for part in bare.split(",")])
    parts = [_TITLES.sub("", part, count=1) if _TITLES.match(part) else part for part in parts]
    if len(parts) == 2 and all(map(_is_full_name, parts)) and not _is_family_name(parts[0]):
        return Name(literal=text)  # maybe two persons
    name = _split_parts(parts)
    is_split = all(re.search(r"[^\W\d_]", part) for part in (name.family, name.given))
    return name if is_split else Name(literal=", ".join(parts))


def _without_parentheses(text: str) -> str:
    """Return a person's name without parentheses after it, such as an affiliation."""
    name = text.rpartition("(")[0].strip()
    is_person = text.endswith(")") and " " in name and not is_organisation(name)
    return name if is_person else text


def _without_degrees(parts: list[str]) -> list[str]:
    """Return the parts of a name without academic degrees at its end."""
    while len(parts) > 1 and _DEGREE.fullmatch(parts[-1]) and (len(parts) > 2 or " " in parts[0]):
        parts.pop()
    return parts


def _is_family_name(text: str) -> bool:
    """Return whether a text is a family name of several words."""
    return family_begin(["", *text.split()]) == 1


def _split_parts(parts: list[str]) -> Name:
    """Split a name with commas between its parts; return an empty name if no form matches."""
    match parts:
        case [name]:
            return _given_first(*_pop_suffix(name.split()))
        case [name, suffix] if _SUFFIX.fullmatch(suffix) and suffix != _NUMERAL_OR_INITIAL:
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
    """Return the words without their suffix, and the suffix."""
    if len(words) < 2 or not _SUFFIX.fullmatch(words[-1]):
        return words, ""
    if words[-1] == _NUMERAL_OR_INITIAL and (len(words) == 2 or is_initial(words[-2])):
        return words, ""
    return words[:-1], words[-1]


def _given_first(words: list[str], suffix: str) -> Name:
    """Split a name without commas, in which the family name is rarely first."""
    end = _before_initials(words) or family_end(words)
    if end:
        return _with_family(words[:end], " ".join(words[end:]), suffix)
    begin = family_begin(words) if len(words) > 1 else 0
    return _with_family(words[begin:], " ".join(words[:begin]), suffix)


def _before_initials(words: Sequence[str]) -> int:
    """Return the number of words before several final initials, as in Rahul M. K., or 0."""
    end = next((end for end in range(len(words), 0, -1) if not is_initial(words[end - 1])), 0)
    is_several = sum(map(str.isalpha, "".join(words[end:]))) > 1
    return end if is_several and not is_initial(words[0]) else 0


def _with_family(words: list[str], given: str, suffix: str) -> Name:
    """Return a name; the lower-case words that begin `words` are its particle."""
    count = 0
    while count < len(words) - 1 and words[count].lstrip("'’")[:1].islower():
        count += 1
    particle, family = " ".join(words[:count]), " ".join(words[count:])
    return Name(family=family, given=given, particle=particle, suffix=suffix)
