"""What the columns of one table are read as."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from weeklypapers.links import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["DATES", "EXTRA", "LINKS", "TITLES", "Columns", "named_columns"]

EXTRA = "extra"
"""The role of a column that no field takes."""

TITLES = ("title", "entry", "name")
"""The roles of the column that has the titles."""

DATES = ("week", "listed_date")
"""The roles of columns that have dates."""

LINKS: frozenset[str] = KINDS | {"links"}
"""The roles of columns that have links."""


@attrs.frozen
class Columns:
    """What the columns of one table are read as.

    Attributes:
        roles: For each column what it is read as: a field of `Paper`, a kind of link, or another
            word that its dialect knows; `EXTRA` for those that `Paper.extra` takes.
        names: For each column the field of `Paper` that takes it, or the name under which
            `Paper.extra` does.
    """

    roles: tuple[str, ...]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.roles)

    @cached_property
    def places(self) -> dict[str, int]:
        """The position of the first column of each role, the extra ones left out."""
        places: dict[str, int] = {}
        for place, role in enumerate(self.roles):
            if role != EXTRA:
                places.setdefault(role, place)
        return places

    @cached_property
    def title(self) -> int:
        """The position of the column that has the titles."""
        return next(place for place, role in enumerate(self.roles) if role in TITLES)

    @cached_property
    def extra(self) -> dict[str, int]:
        """The position of each column that no field takes, by its name."""
        pairs = enumerate(zip(self.names, self.roles, strict=True))
        return {name: place for place, (name, role) in pairs if role == EXTRA}


def named_columns(
    headers: Sequence[str], roles: Sequence[str], fields: Mapping[str, str]
) -> Columns:
    """The columns of a table; no extra one has the name of another, nor of a field behind it.

    Args:
        headers: The headers, as plain text.
        roles: What each column is read as.
        fields: The field of `Paper` that takes what a role says; itself where it is not in it.
    """
    behind = Counter(fields.get(role, role) for role in roles if role != EXTRA)
    taken: set[str] = set()
    tried: Counter[str] = Counter()
    names: list[str] = []
    for position, (header, role) in enumerate(zip(headers, roles, strict=True), 1):
        if role != EXTRA:
            name = fields.get(role, role)
            behind[name] -= 1
        else:
            name = _unused(
                header if header.strip() else f"column {position}", taken, +behind, tried
            )
            taken.add(name)
        names.append(name)
    return Columns(tuple(roles), tuple(names))


def _unused(name: str, taken: Collection[str], behind: Collection[str], tried: Counter[str]) -> str:
    candidate = name
    while candidate in taken or candidate in behind:
        tried[name] += 1
        candidate = f"{name} ({tried[name] + 1})"
    return candidate
