"""The criteria of a search: what the fields of a paper must contain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.mappings import FrozenMapping
from weeklypapers.searching.fields import Field
from weeklypapers.searching.query import Role

__all__ = ["Criteria", "Criterion", "Pattern", "Phrase", "restored", "state_of"]

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


def _to_patterns(patterns: Mapping[Field, Pattern]) -> FrozenMapping[Field, Pattern]:
    return FrozenMapping(patterns)


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
    patterns: Mapping[Field, Pattern] = attrs.field(converter=_to_patterns)
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


def state_of(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Return criteria as plain values, for a pickle."""
    return [
        _fields(each) | {"patterns": {name: _fields(each.patterns[name]) for name in each.patterns}}
        for each in criteria
    ]


def _fields(value: Pattern | Criterion) -> dict[str, Any]:
    return attrs.asdict(value, recurse=False)


def restored(state: Iterable[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """Return the criteria of a pickle; missing fields have their defaults.

    Raises:
        InvalidValueError: A later version of this package stored them, with other fields.
    """
    try:
        return tuple(
            Criterion(**{**fields, "patterns": _patterns(fields["patterns"])}) for fields in state
        )
    except TypeError as error:
        raise InvalidValueError(
            f"the pickle is of a later version of weeklypapers: {error}"
        ) from error


def _patterns(state: Mapping[Field, Mapping[str, Any]]) -> dict[Field, Pattern]:
    return {name: Pattern(**fields) for name, fields in state.items()}
