"""The query language: words, phrases, prefixes, signs and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import attrs

from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.text import fold
from weeklypapers.searching.fields import FIELDS, Field
from weeklypapers.searching.words import words

__all__ = ["Clause", "Query", "Role", "parse"]

Role = Literal["any", "all", "none"]
Query = tuple["Clause", ...]

_ROLES: dict[str, Role] = {"": "any", "+": "all", "-": "none"}
# The short names are those of arXiv's API (user manual, section 5.1).
_FIELD_NAMES: dict[str, Field] = {
    "title": "title",
    "ti": "title",
    "abstract": "abstract",
    "abs": "abstract",
    "author": "authors",
    "authors": "authors",
    "au": "authors",
}
_CLAUSE = re.compile(
    rf"""
    (?P<sign> [+-]? )
    (?: (?P<field> {"|".join(_FIELD_NAMES)} ) : (?=\S) )?
    (?: "(?P<phrase> [^"]* ) (?: " | $ ) | (?P<word> [^\s"]+ ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PREFIX = re.compile(r"\w\*\W*$")  # a star after the last word
_QUOTES = str.maketrans("“”„", '"""')


@attrs.frozen(kw_only=True, order=True)
class Clause:
    """One part of a query.

    Attributes:
        role: ``"any"`` for optional words, ``"all"`` for required and ``"none"`` for excluded ones.
        words: A word, or the words of a phrase in order.
        fields: The fields to search; at least one of them must match.
        is_prefix: True if the last word is a prefix.
    """

    role: Role = "any"
    words: tuple[str, ...]
    fields: tuple[Field, ...] = FIELDS
    is_prefix: bool = False


def parse(query: str) -> Query:
    """Return the distinct clauses of a query, sorted, so that their order doesn't matter.

    No query is malformed: an unclosed quote ends at the end of the query, and a sign without a word
    is ignored.

    Raises:
        InvalidValueError: The query has no word, or only excluded ones.
    """
    matches = _CLAUSE.finditer(query.translate(_QUOTES)) if isinstance(query, str) else ()
    clauses = tuple(sorted({clause for match in matches for clause in _clauses(match)}))
    if not clauses:
        raise InvalidValueError(f"query must be text with a word in it, got {show(query)}")
    if all(clause.role == "none" for clause in clauses):
        raise InvalidValueError(f"query must have a word that is not excluded, got {show(query)}")
    return clauses


def _clauses(match: re.Match[str]) -> Iterator[Clause]:
    is_phrase = match["phrase"] is not None
    text = match["phrase"] if is_phrase else match["word"]
    all_words = tuple(words(text))
    if not all_words:
        return
    role, name = _ROLES[match["sign"]], match["field"]
    fields = (_FIELD_NAMES[name.casefold()],) if name else FIELDS
    # In "fine-tuned", each word is optional, unless a sign or a field applies to the whole.
    is_whole = is_phrase or bool(name) or role != "any"
    groups = [all_words] if is_whole else [(word,) for word in all_words]
    for group in groups[:-1]:
        yield Clause(words=group, fields=fields, role=role)
    is_prefix = bool(_PREFIX.search(fold(text)))
    yield Clause(words=groups[-1], fields=fields, role=role, is_prefix=is_prefix)
