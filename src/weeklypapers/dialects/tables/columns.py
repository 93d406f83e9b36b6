"""The columns of a table: their roles and their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from weeklypapers.model.links import KINDS
from weeklypapers.model.templates import EXTRA as EXTRA_HOLE
from weeklypapers.model.templates import FIELDS, Template

__all__ = ["DATES", "EXTRA", "LINKS", "TITLES", "Columns", "named_columns"]

EXTRA = "extra"
"""The role of a column without a field."""

TITLES = ("title", "entry", "name")
"""The roles of the column of titles."""

DATES = ("week", "listed_date")
"""The roles of columns of dates."""

LINKS: frozenset[str] = KINDS | {"links"}
"""The roles of columns of links."""


@attrs.frozen
class Columns:
    """The columns of a table.

    Attributes:
        roles: The role of each column: a field of `Paper`, a kind of link, or another word of its
            dialect; `EXTRA` for the columns of `Paper.extra`.
        names: The name of each column: its field of `Paper`, or its key in `Paper.extra`.
        places: The position of the first column of each role but `EXTRA`.
        extra: The position of each column of `Paper.extra`, by name.
        has_header: False if the header is a paper itself.
        template: The template that the rows follow.
    """

    roles: tuple[str, ...]
    names: tuple[str, ...]
    places: dict[str, int] = attrs.field(hash=False)
    extra: dict[str, int] = attrs.field(hash=False)
    has_header: bool = True
    template: Template | None = None

    @property
    def title(self) -> int:
        """The position of the column of titles."""
        return next(self.places[role] for role in TITLES if role in self.places)


def named_columns(
    headers: Sequence[str], roles: Sequence[str], fields: Mapping[str, str]
) -> Columns:
    """Return the columns of a table, each extra one with a unique name.

    No extra column has the name of another, or of a field in a later column.

    Args:
        headers: The headers, as plain text.
        roles: The role of each column.
        fields: The field of `Paper` for each role that is not a field.
    """
    later = Counter(fields.get(role, role) for role in roles if role != EXTRA)
    repeats: Counter[str] = Counter()
    names: list[str] = []
    places: dict[str, int] = {}
    extra: dict[str, int] = {}
    for place, (header, role) in enumerate(zip(headers, roles, strict=True)):
        if role != EXTRA:
            name = fields.get(role, role)
            later[name] -= 1
            places.setdefault(role, place)
        else:
            plain = name = header if header.strip() else f"column {place + 1}"
            while name in extra or later[name] > 0:
                repeats[plain] += 1
                name = f"{plain} ({repeats[plain] + 1})"
            extra[name] = place
        names.append(name)
    template = _template_of(roles, names)
    return Columns(tuple(roles), tuple(names), places, extra, template=template)


_HOLES = {field: role for role, field in FIELDS.items()} | {"name": "title"}
_NOT_IN_HOLES = re.compile(r"[{}\[\]:|\n]+")  # the characters that the name of a hole can't have


def _template_of(roles: Sequence[str], names: Sequence[str]) -> Template | None:
    """Return the template of the rows of a table; None if it has no column of titles."""
    if not any(role in TITLES for role in roles):
        return None
    # Without a column of links, the title is one.
    title = "{title}" if {"links", "paper"} & {*roles} else "[{title}]({url})"
    cells: list[str] = []
    for place, (role, name) in enumerate(zip(roles, names, strict=True), 1):
        hole = _HOLES.get(role, role)
        if role == EXTRA:
            header = " ".join(_NOT_IN_HOLES.sub(" ", name).split())
            hole = f"{EXTRA_HOLE}{header or f'column {place}'}"
        elif role == "entry":
            cells.append(f"**{title}** - {{abstract}}")
            continue
        cells.append(title if hole == "title" else f"{{{hole}}}")
    return Template(f"| {' | '.join(cells)} |")
