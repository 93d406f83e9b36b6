"""What the columns of one table are read as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import attrs

from weeklypapers.model.links import KINDS

__all__ = ["DATES", "EXTRA", "LINKS", "TITLES", "Columns", "is_paper_table", "named_columns"]

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


# Columns that tables of anything have.
_NEUTRAL = frozenset({"number", "name", "comment"})


# Columns that say of a row that it was published, so that it is one work.
_PUBLISHED = frozenset(
    {"listed_date", "week", "venue", "affiliation", "paper", "code", "project", "abstract"}
)


def is_paper_table(columns: Sequence[str | None], linked: frozenset[int] | None = None) -> bool:
    """Whether a table with these columns lists papers.

    A table lists papers if one of its columns is what papers are called by, and another one says
    that they are papers:

    - ``title``: any other class but ``number``, ``name`` and ``comment``, or links to papers.
    - ``entry``: links to papers, or ``listed_authors``, or two classes of works that were published
      (date, week, venue, affiliation, paper, code, project, abstract). A table of statistics
      (``Category | Papers``) and one from a paper to its code (``Paper | Code``) have neither.
    - ``name``: a column of ``paper``, ``venue`` or ``listed_authors``, or links to papers beside
      any class but ``number`` and ``comment``. A table of models with their sizes and scores has
      none.
    - ``paper`` alone: one of date, week, authors, abstract, venue, topics, category and
      affiliation.

    So tables of contributors, frameworks, shortcuts, news and leaderboards are none.

    >>> from weeklypapers.dialects.vocabulary import column_of
    >>> from weeklypapers.dialects.tables.columns import is_paper_table
    >>> is_paper_table([column_of(header) for header in ("Title", "Venue", "Code")])
    True
    >>> is_paper_table([column_of(header) for header in ("Model", "Size", "MMLU")])
    False

    Args:
        columns: The class of each column, as `column_of` gives it.
        linked: The positions of the columns whose cells hold links to papers. None if nobody
            looked: then they are believed to, where an ``entry`` stands beside any class but
            ``number`` and ``comment``, or a ``name`` beside any two.
    """
    told = {column for column in columns if column is not None}
    beside = told - {"number", "comment"}
    if "title" in told:
        return bool(linked or told - _NEUTRAL - {"title"})
    if "entry" in told:
        guessed = linked is None and len(beside) > 1
        published = len(told & _PUBLISHED) > 1 or "listed_authors" in told
        return bool(linked or guessed or published)
    if "name" in told:
        if told & {"paper", "venue", "listed_authors"}:
            return True
        return len(beside) > 2 if linked is None else bool(linked) and len(beside) > 1
    described = _PUBLISHED - {"code", "project", "paper"} | {"listed_authors", "topics", "category"}
    return "paper" in told and bool(told & described)
