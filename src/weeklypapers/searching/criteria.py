"""The criteria of a search: what the fields of a paper must contain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from weeklypapers.searching.fields import Field
from weeklypapers.searching.query import Role

__all__ = ["Criteria", "Criterion", "Pattern", "Phrase"]

Phrase = tuple[str, ...]
"""Adjacent terms; a single term is a phrase, too."""


@attrs.frozen(kw_only=True, cache_hash=True)
class Pattern:
    """The alternatives that a field may contain.

    Attributes:
        phrases: What the query asks for, in all its spellings.
        related: Related words, which count less.
        character: The single character of the query that all alternatives contain, or "".
    """

    phrases: tuple[Phrase, ...]
    related: tuple[Phrase, ...] = ()
    character: str = ""


@attrs.frozen(kw_only=True)
class Criterion:
    """A clause of a query, with the terms that it matches.

    Attributes:
        role: The role of the clause.
        patterns: The pattern of each field. At least one field must match.
        weight: The factor of its scores.
        is_bonus: True if its words are criteria already, and it adds to the score of papers in
            which they are adjacent.
    """

    role: Role = "any"
    patterns: Mapping[Field, Pattern]
    weight: float = 1.0
    is_bonus: bool = False


@attrs.frozen(kw_only=True)
class Criteria:
    """The criteria of a group of clauses.

    Attributes:
        role: The role of the group.
        members: Criteria and groups of criteria.
    """

    role: Role = "any"
    members: tuple[Criterion | Criteria, ...]

    def shown(self) -> Iterator[Criterion]:
        """Yield the criteria that a hit meets, and whose matches are worth showing."""
        for member in self.members:
            if member.role == "none":
                continue
            if isinstance(member, Criteria):
                yield from member.shown()
            elif not member.is_bonus:
                yield member
