"""Recognition of tables of papers, from their headers and the cells of their first rows.

The weekly table has its own rule, `weekly.recognise`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice

import attrs

from weeklypapers.dialects.draft import has_words, is_nothing
from weeklypapers.dialects.tables.columns import EXTRA, TITLES, Columns, named_columns
from weeklypapers.dialects.tables.contents import has_paper, mostly, roles_of_contents
from weeklypapers.dialects.vocabulary import column_of, plain_header
from weeklypapers.markdown import Cell, Chunk, Inline, Row, render_inline
from weeklypapers.model.links import KINDS

__all__ = ["is_paper_table", "recognise"]

_FIELDS: dict[str, str] = {"entry": "title", "name": "title"} | dict.fromkeys(KINDS, "links")

# The number of rows whose cells decide about the columns.
_SAMPLE = 20


def recognise(
    chunk: Chunk, aliases: Mapping[str, Sequence[str]], overrides: Mapping[str, str]
) -> Columns | None:
    """Return the columns of a table; None if it lists no papers.

    Args:
        chunk: The first rows of the table.
        aliases: The headers of a custom dialect, by role; they override the known ones.
        overrides: Roles by header, which override both those and the known ones.
    """

    def rendered(cell: Cell) -> Inline:
        return render_inline(cell.text, markdown=cell.markdown, references=chunk.references)

    @cache
    def column(place: int) -> list[Inline]:
        """Return the cells of a column in the rows that show what the columns hold."""
        return [rendered(cell) for row in rows() for cell in row.cells[place : place + 1]]

    @cache
    def rows() -> list[Row]:
        return _typical_rows(chunk)

    header = [rendered(cell) for cell in chunk.table.header.cells]
    headers = [cell.text for cell in header]
    custom = {plain_header(name): role for role, names in aliases.items() for name in names}
    custom |= {plain_header(text): role for text, role in overrides.items()}
    plain_headers = list(map(plain_header, headers))
    roles = [
        custom.get(plain) or column_of(text)
        for plain, text in zip(plain_headers, headers, strict=True)
    ]
    is_custom = not custom.keys().isdisjoint(plain_headers)
    with_title = _with_one_title(roles, column)
    if _lists_papers(with_title, column, is_custom=is_custom):
        return _columns(headers, with_title)
    if is_custom:
        return None
    if any(map(_is_linked_title, header)):  # of the first paper, and no header
        nothing = [""] * len(headers)
        by_contents = roles_of_contents(
            [None] * len(headers), lambda place: [header[place], *column(place)]
        )
        if by_contents is None:
            return None
        return attrs.evolve(_columns(nothing, by_contents), has_header=False)
    by_contents = roles_of_contents(roles, column)
    return None if by_contents is None else _columns(headers, by_contents)


def _columns(headers: Sequence[str], roles: Sequence[str | None]) -> Columns:
    """Return the columns of a table. Of several for one field, all but the first are extra."""
    fields: set[str] = set()
    unique: list[str] = []
    for role in roles:
        if role is None or role == "number":
            unique.append(EXTRA)
            continue
        field = _FIELDS.get(role, role)
        unique.append(EXTRA if field in fields else role)
        if field != "links":  # a row may have links in several columns
            fields.add(field)
    return named_columns(headers, unique, _FIELDS)


def _typical_rows(chunk: Chunk) -> list[Row]:
    """Return the first rows with a cell for each column, and with at least two that are not empty.

    Rows of another form, such as headings between the rows, are returned if there are no others.
    """
    count = len(chunk.table.header.cells)
    typical = (
        row
        for row in chunk.rows()
        if len(row.cells) == count
        and sum(not is_nothing(cell.text) for cell in row.cells) >= min(2, count)
    )
    return list(islice(typical, _SAMPLE)) or list(islice(chunk.rows(), _SAMPLE))


def _is_linked_title(cell: Inline) -> bool:
    """Return whether a header is the linked title of a paper."""
    return has_words(cell) and has_paper(cell)


def _lists_papers(
    roles: Sequence[str | None], column: Callable[[int], list[Inline]], *, is_custom: bool
) -> bool:
    """Return whether a table lists papers according to its headers and links."""
    if not any(role in TITLES for role in roles):
        return False
    if is_custom or is_paper_table(roles, linked=False):
        return True
    return is_paper_table(roles, linked=True) and any(
        mostly(has_paper, column(place)) for place in range(len(roles))
    )


def _with_one_title(
    roles: Sequence[str | None], column: Callable[[int], list[Inline]]
) -> list[str | None]:
    """Return the roles with one column of titles at most.

    Without a ``title``, it is the first column of entries, papers or links whose cells have words.
    """
    others: dict[str | None, str | None] = {"entry": "paper", "name": None}
    if "title" in roles:
        return [others.get(role, role) for role in roles]
    worded = (
        role
        for role in ("entry", "paper", "links")
        if role in roles and mostly(has_words, column(roles.index(role)))
    )
    title = next(worded, "name" if "name" in roles else "entry")
    result = [role if role == title else others.get(role, role) for role in roles]
    if title in ("paper", "links"):
        result[roles.index(title)] = "entry"
    return result


# Columns of tables of any kind.
_NEUTRAL = frozenset({"number", "name", "comment"})

# Columns that show that a row is a published work.
_PUBLISHED = frozenset(
    {"listed_date", "week", "venue", "affiliation", "paper", "code", "project", "abstract"}
)
_DESCRIBED = _PUBLISHED - {"code", "project", "paper"} | {"listed_authors", "topics", "category"}


def is_paper_table(roles: Sequence[str | None], *, linked: bool) -> bool:
    """Return whether a table with these columns lists papers.

    One of its columns must name papers, and another one must show that they are papers:

    - ``title``: any other column but ``number``, ``name`` and ``comment``, or links to papers.
    - ``entry``: links to papers, or ``listed_authors``, or two columns of published works (date,
      week, venue, affiliation, paper, code, project, abstract). A table of statistics
      (``Category | Papers``) and one from a paper to its code (``Paper | Code``) have neither.
    - ``name``: a column of ``paper``, ``venue`` or ``listed_authors``, or links to papers with
      any column but ``number`` and ``comment``. A table of models with their sizes and scores has
      none of them.
    - ``paper`` alone: one of date, week, authors, abstract, venue, topics, category and
      affiliation.

    So tables of contributors, frameworks, shortcuts, news and leaderboards are excluded.

    >>> from weeklypapers.dialects.vocabulary import column_of
    >>> from weeklypapers.dialects.tables.recognising import is_paper_table
    >>> is_paper_table([column_of(header) for header in ("Title", "Venue", "Code")], linked=False)
    True
    >>> is_paper_table([column_of(header) for header in ("Model", "Size", "MMLU")], linked=False)
    False

    Args:
        roles: The class of each column according to `column_of`.
        linked: True if the cells of a column are links to papers.
    """
    columns = {role for role in roles if role is not None}
    if "title" in columns:
        return linked or bool(columns - _NEUTRAL - {"title"})
    if "entry" in columns:
        return linked or "listed_authors" in columns or len(columns & _PUBLISHED) > 1
    if "name" in columns:
        if columns & {"paper", "venue", "listed_authors"}:
            return True
        return linked and len(columns - {"number", "comment"}) > 1
    return "paper" in columns and bool(columns & _DESCRIBED)
