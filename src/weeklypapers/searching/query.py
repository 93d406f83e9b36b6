"""What a query asks for: its words, phrases and prefixes, and the fields they must stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import attrs

from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.text import fold
from weeklypapers.searching.fields import FIELDS, Field
from weeklypapers.searching.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Clause", "Query", "Role", "parse"]

Role = Literal["any", "all", "none"]
Query = tuple["Clause", ...]

_ROLES: dict[str, Role] = {"": "any", "+": "all", "-": "none"}
# The short ones are those of arXiv's API (user manual, section 5.1).
_NAMES: dict[str, Field] = {
    "title": "title",
    "ti": "title",
    "abstract": "abstract",
    "abs": "abstract",
    "author": "authors",
    "authors": "authors",
    "au": "authors",
}
_PART = re.compile(
    rf"""
    (?P<sign> [+-]? )
    (?: (?P<name> {"|".join(_NAMES)} ) : (?=\S) )?
    (?: "(?P<phrase> [^"]* ) (?: " | $ ) | (?P<word> [^\s"]+ ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEGINNING = re.compile(r"\w\*\W*$")  # a star behind the last word
_QUOTES = str.maketrans("“”„", '"""')


@attrs.frozen(kw_only=True, order=True)
class Clause:
    """One thing that a query asks for.

    Attributes:
        role: Whether it is one of those of which any will do, must be there, or must not.
        words: A word, or the words of a phrase in their order.
        fields: The fields in one of which it must stand.
        is_prefix: Whether the last word is only the beginning of one.
    """

    role: Role = "any"
    words: tuple[str, ...]
    fields: tuple[Field, ...] = FIELDS
    is_prefix: bool = False


def parse(query: str) -> Query:
    """What a query asks for, each thing once, and in an order that does not depend on the query's.

    Nothing is malformed: a quote that is not closed ends with the query, and signs that stand
    before no word have no meaning.

    Raises:
        InvalidValueError: It has no word, or only such as must not be there.
    """
    parts = _PART.finditer(query.translate(_QUOTES)) if isinstance(query, str) else ()
    clauses = tuple(sorted({clause for part in parts for clause in _clauses(part)}))
    if not clauses:
        raise InvalidValueError(f"query must be text with a word in it, got {show(query)}")
    if all(clause.role == "none" for clause in clauses):
        raise InvalidValueError(
            f"query must have a word to look for, not only words to leave out, got {show(query)}"
        )
    return clauses


def _clauses(part: re.Match[str]) -> Iterator[Clause]:
    text = part["word"] if part["phrase"] is None else part["phrase"]
    if not (found := tuple(words(text))):
        return
    name, role = part["name"], _ROLES[part["sign"]]
    fields = (_NAMES[name.casefold()],) if name else FIELDS
    if part["word"] is None or name or role != "any":
        groups = [found]
    else:
        groups = [(word,) for word in found]
    for group in groups[:-1]:
        yield Clause(words=group, fields=fields, role=role)
    is_prefix = bool(_BEGINNING.search(fold(text)))
    yield Clause(words=groups[-1], fields=fields, role=role, is_prefix=is_prefix)
