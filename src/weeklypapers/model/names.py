"""Names of authors: texts that name several, and the fields of a paper that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from weeklypapers.model.paper import Paper

__all__ = [
    "ET_AL",
    "ET_AL_PATTERN",
    "NO_NAMES",
    "Names",
    "bare_name",
    "divide_names",
    "is_byline",
    "is_inverted",
    "names_of",
    "read_names",
    "split_names",
    "with_names",
]

ET_AL_PATTERN = r"et\.?\s*+al\b\.?"
"""A regular expression for "et al." and its spellings, as a part of others."""

ET_AL = re.compile(
    r"(?<![\s,;，、])[\s,;，、]*+"
    rf"(?:\b{ET_AL_PATTERN}|(?:\band|&) (?:\d++ (?:more )?)?others|等人?|\.{{3}}|…)\s*+[.。]?\s*+$",
    re.IGNORECASE,
)
"""The end of a text that indicates further authors."""

# The ends of such a text without its last periods.
_ENDS = ("al", "al.", "others", "等", "等人", "…", "...")

_BYLINE = re.compile(r"^\s*(?:by\s+|authors?\s*[:：]\s*|作者\s*[:：]\s*)", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_BETWEEN_INVERTED_NAMES = re.compile(r"\s*[;；\n]+\s*(?:(?:and|&|und)\s)?")
# The given names after a family name: "A.", "J.-P.", "A. B.", "AB".
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[\s.-]{0,2}[^\W\d_]\.?){0,3}")
# A list of texts as Python or JSON writes it.
_QUOTED = r"""(?:'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+")"""
_QUOTED_NAME = re.compile(_QUOTED, re.DOTALL)
_QUOTED_LIST = re.compile(rf"\s*\[\s*{_QUOTED}(?:\s*,\s*{_QUOTED})*+\s*\]\s*", re.DOTALL)
_ESCAPE = re.compile(r"""\\(?:(['"\\])|u(?![dD][89a-fA-F])([0-9a-fA-F]{4}))""")

# Marks of a footnote or an affiliation after a name, and digits that follow a letter.
_MARKS = (
    " *†‡§¶★☆✉📧\u2217\u204e\uff0a\u266f\u22c6"
    "\xb9\xb2\xb3\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u1d43\u1d47\u1d9c\u1d48\u1d49"
)
_NUMBERS = re.compile(r"(?:(?<=[^\W\d_])|\^)\{?\d{1,2}(?:[,*†‡]\d{0,2})*\}?$")
_MOST_DIGITS = 2  # a longer number is a year
_PERIOD = re.compile(r"(?<=[^\W\d_]{4})\.$")


@cache  # compiled on first use, because that is slow and many lists have no names
def _between_names() -> re.Pattern[str]:
    # The class of first characters makes a search in a long text several times as fast.
    return re.compile(
        r"[,，;；、\n&·•|au・]"
        r"(?:(?<=[,，;；、\n])|(?<=\s[&·•|])(?=\s)|(?<=\ba)nd\b|(?<=\bu)nd\b"
        r"|(?<=[\u3400-\u9fff]・)(?=[\u3400-\u9fff]))"
    )


class Names(NamedTuple):
    """The authors that a text names; true if it names any.

    Attributes:
        names: Their names.
        more: True if the text indicates further authors, such as by "et al.".
    """

    names: tuple[str, ...]
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.names)


NO_NAMES = Names(())


def read_names(text: str) -> Names:
    """Return the names in a text, without marks of footnotes and affiliations.

    Names are separated by commas, semicolons, line breaks, "&", "and" or a dot between blanks. If
    there is a semicolon, only semicolons and line breaks separate, as in "Hinton, Geoffrey; LeCun,
    Yann". A list in the notation of Python or JSON, such as "['Ada', 'Grace']", is read as such.
    """
    parts, more = divide_names(text)
    return Names(tuple(name for part in parts if (name := bare_name(part))), more=more)


def divide_names(text: str) -> tuple[list[str], bool]:
    """Return the parts of a text between separators of names, and whether it indicates more.

    A reader that only wants to know what a long text is can stop at the first parts.
    """
    if text.rstrip().endswith("]") and _QUOTED_LIST.fullmatch(text):
        return list(_quoted_names(text)), False
    listed, more = _BYLINE.sub("", text), False
    if _may_indicate_more(text):
        text = _BLANKS.sub(" ", text)
        listed = ET_AL.sub("", _BYLINE.sub("", text))
        more = ET_AL.search(text) is not None
    if ";" in text or "；" in text:
        return _BETWEEN_INVERTED_NAMES.split(listed), more
    parts = _between_names().split(listed)
    return (_with_given_names(parts) if "," in listed else parts), more


def _may_indicate_more(text: str) -> bool:
    """Return whether the end of a text is worth a search for `ET_AL`."""
    core = text.rstrip().rstrip(".。").rstrip()
    return core[-6:].casefold().endswith(_ENDS) or "..." in text[len(core) :]


def _with_given_names(parts: list[str]) -> list[str]:
    """Join family names with the given names after them: "Ruiz, A., & Li, B.".

    They are inverted if every second part, and no other, consists of initials.
    """
    filled = [part for part in parts if part and not part.isspace()]
    family, given = filled[::2], filled[1::2]
    are_inverted = len(family) == len(given) and all(map(_are_initials, given))
    is_full = len(family) == 1 and _is_full_name(family[0])
    if are_inverted and not is_full and not any(map(_are_initials, family)):
        return [f"{one.strip()}, {other}" for one, other in zip(family, given, strict=True)]
    return parts


def _are_initials(text: str) -> bool:
    return text.isupper() and _INITIALS.fullmatch(text.strip()) is not None


def is_inverted(text: str) -> bool:
    """Return whether a text is a family name, a comma and initials, as "Ruiz, A."."""
    family, comma, given = text.partition(", ")
    return bool(comma and family) and _are_initials(given) and not _is_full_name(family)


def _is_full_name(text: str) -> bool:
    """Return whether a text before a comma is hardly a family name, as "Robert Downey Jr."."""
    words = text.split()
    return len(words) > 1 and words[0][0].isupper()


def bare_name(text: str) -> str:
    """Return a name with single blanks and without marks of footnotes and affiliations.

    Digits at the end belong to a name of one word, such as "AI2", but not to a longer one. A number
    of one or two digits is no name.

    >>> from weeklypapers.model.names import bare_name
    >>> [bare_name(text) for text in ("Ada  Lovelace*", "Ada Lovelace1", "AI2", "2")]
    ['Ada Lovelace', 'Ada Lovelace', 'AI2', '']
    """
    name = " ".join(text.split()).strip(_MARKS)
    if not name or name[-1].isalpha():  # the most frequent case
        return name
    if " " in name:
        name = _PERIOD.sub("", _NUMBERS.sub("", name).strip(_MARKS))
    return "" if name.isdecimal() and len(name) <= _MOST_DIGITS else name


def is_byline(text: str) -> bool:
    """Return whether a text begins with "by" or "Authors:"."""
    return _BYLINE.match(text) is not None


def _quoted_names(text: str) -> Iterator[str]:
    """Yield the names in a list of quoted texts."""
    for quoted in _QUOTED_NAME.findall(text):
        yield bare_name(_ESCAPE.sub(lambda match: match[1] or chr(int(match[2], 16)), quoted[1:-1]))


def names_of(paper: Paper) -> Names:
    """Return the authors that the list names for a paper."""
    return Names(paper.listed_authors, more=paper.more_authors)


def with_names(values: dict[str, Any]) -> dict[str, Any]:
    """Return arguments of `Paper` from values by field, of which the authors are `Names`."""
    names = values.get("listed_authors", NO_NAMES)
    return values | {"listed_authors": names.names, "more_authors": names.more}


def split_names(column: Iterable[Names]) -> dict[str, list[Any]]:
    """Return the columns of the two fields of `Paper` that hold `Names`."""
    listed, more = [], []
    for names in column:
        listed.append(names.names)
        more.append(names.more)
    return {"listed_authors": listed, "more_authors": more}
