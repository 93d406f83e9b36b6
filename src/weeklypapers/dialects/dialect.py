"""Dialects: ways to write lists of papers, described by data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, final

import attrs

from weeklypapers.dialects._vocabulary import COLUMNS
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables import weekly
from weeklypapers.dialects.tables.cells import READERS
from weeklypapers.dialects.tables.columns import EXTRA, Columns
from weeklypapers.markdown import Cell, Chunk, Row
from weeklypapers.model._fields import check_text
from weeklypapers.model._public import public
from weeklypapers.model.errors import (
    InvalidValueError,
    check_choice,
    check_kind,
    did_you_mean,
    show,
)
from weeklypapers.model.links import KINDS
from weeklypapers.model.mappings import FrozenMapping
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem
from weeklypapers.model.templates import Template

__all__ = [
    "BULLETS",
    "DIALECTS",
    "ROLES",
    "TABLE",
    "WEEKLY",
    "Dialect",
    "TableReader",
    "check_role",
    "dialects_of",
]


ROLES = (*dict.fromkeys([*COLUMNS, *sorted(KINDS)]), EXTRA)
"""The roles of the columns of tables."""

_PLAIN_ROLES = (*READERS, EXTRA)


class TableReader(Protocol):
    """A reader of the rows of one table."""

    @property
    def columns(self) -> Columns:
        """The columns of the table."""
        ...

    @property
    def continued(self) -> Paper | None:
        """The last paper before the rows that were read last, if these continue its title."""
        ...

    def read(self, chunk: Chunk) -> tuple[list[Paper], list[Problem]]:
        """Return the papers of some rows, and the problems of the rows."""
        ...

    def cells(self, row: Row) -> dict[str, Cell]:
        """Return the cells of a row by field or kind of link; none if it can't be read."""
        ...


def _are_texts(value: Any) -> bool:
    is_sequence = isinstance(value, Iterable) and not isinstance(value, str)
    return is_sequence and all(isinstance(each, str) for each in value)


def _to_headers(columns: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(columns, Mapping):
        raise InvalidValueError(f"Dialect.columns must map roles to headers, got {show(columns)}")
    for role, headers in columns.items():
        if not _are_texts(headers):
            raise InvalidValueError(
                f"Dialect.columns[{role!r}] must be a sequence of headers, got {show(headers)}"
            )
    return FrozenMapping({role: tuple(headers) for role, headers in columns.items()})


def _to_roles(roles: Sequence[str]) -> tuple[str, ...]:
    roles = (roles,) if isinstance(roles, str) else roles
    if not _are_texts(roles):
        raise InvalidValueError(f"Dialect.required must be a sequence of roles, got {show(roles)}")
    return tuple(roles)


def _to_templates(
    templates: str | Template | Sequence[str | Template],
) -> tuple[Template, ...]:
    if isinstance(templates, (str, Template)):
        templates = [templates]
    if not isinstance(templates, Sequence):
        raise InvalidValueError(f"Dialect.templates must be templates, got {show(templates)}")
    return tuple(map(_to_template, templates))


def _to_template(template: str | Template) -> Template:
    check_kind("each of Dialect.templates", template, (str, Template), "a Template or text")
    template = template if isinstance(template, Template) else Template(template)
    if template.pattern.startswith("|"):
        expected = "the template of an entry outside of tables; `columns` describes a table"
    elif template.roles.count("title") != 1:
        expected = "one hole {title}"
    else:
        return template
    raise InvalidValueError(f"Dialect.templates: expected {expected}, in {show(template.pattern)}")


_CHOICES = {"cells": ("markdown", "plain"), "shape": ("tables", "bullets")}


def _is_choice(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    check_choice(f"Dialect.{attribute.name}", value, _CHOICES[attribute.name])


@public
@final
@attrs.frozen(kw_only=True)
class Dialect:
    """A way to write a list, described by data.

    Attributes:
        name: Its name.
        columns: The headers of its tables by role: a field of `Paper`, a kind of link such as
            ``"code"``, ``"entry"`` for title and summary in one cell, or ``"extra"``. Headers are
            compared without markup, case, emoji and punctuation.
        cells: ``"markdown"``, or ``"plain"`` for cells in which all characters are literal.
        shape: ``"tables"``, or ``"bullets"`` for items and headings.
        required: The roles for which a table needs a column, to be recognised as one of this
            dialect.
        templates: The templates of its entries outside of tables, as `Template` or text, such as
            ``"- **{title}** by {authors}, {venue} {date:%Y}"``. Entries that follow none of them
            are read as those of other lists.

    Raises:
        InvalidValueError: A value is of another type, or a role is unknown; the message names the
            nearest one.
    """

    name: str = attrs.field(validator=check_text)
    columns: Mapping[str, tuple[str, ...]] = attrs.field(
        factory=dict, converter=_to_headers, hash=False
    )
    cells: Literal["markdown", "plain"] = attrs.field(default="markdown", validator=_is_choice)
    shape: Literal["tables", "bullets"] = attrs.field(default="tables", validator=_is_choice)
    required: tuple[str, ...] = attrs.field(default=(), converter=_to_roles)
    templates: tuple[Template, ...] = attrs.field(default=(), converter=_to_templates)

    def __attrs_post_init__(self) -> None:
        for role in (*self.columns, *self.required):
            check_role(role, _PLAIN_ROLES if self.cells == "plain" else ROLES)

    def recognise(
        self, chunk: Chunk, overrides: Mapping[str, str], *, chosen: bool
    ) -> Columns | None:
        """Return the columns of a table; None if it is not of this dialect, or lists no papers.

        Args:
            chunk: The first rows of the table.
            overrides: Roles by header, which override those of the dialect.
            chosen: True if the user chose this dialect. Then a weekly table requires only a title
                and one other column.
        """
        if self.shape != "tables":
            return None
        if self.cells == "plain":
            required = {"title"} if chosen else self.required
            return weekly.recognise(chunk, self.columns, overrides, required)
        # Imported on first use, because many documents have weekly tables only.
        from weeklypapers.dialects.tables import recognising

        columns = recognising.recognise(chunk, self.columns, overrides)
        return columns if columns and set(self.required) <= columns.places.keys() else None

    def reader(
        self, columns: Columns, chunk: Chunk, section: Section, origins: Origins
    ) -> TableReader:
        """Return the reader of a table.

        Args:
            columns: The columns of the table.
            chunk: The first rows of the table.
            section: The part of the document that holds it.
            origins: The list, for the origins of the papers.
        """
        if self.cells == "plain":
            return weekly.WeeklyTableReader(columns, origins)
        from weeklypapers.dialects.tables.free import FreeTableReader

        return FreeTableReader(
            columns, section, origins, references=chunk.references, html=chunk.table.html
        )


def check_role(role: object, known: Sequence[str] = ROLES) -> None:
    """Check that a role of columns exists.

    Raises:
        InvalidValueError: It doesn't; the message names the nearest one.
    """
    if not isinstance(role, str) or role not in known:
        hint = did_you_mean(str(role), known)
        raise InvalidValueError(f"columns: {show(role)} is not a field of a list. {hint}")


WEEKLY = Dialect(name="weekly", cells="plain", columns=weekly.ALIASES, required=weekly.ALWAYS)


TABLE = Dialect(name="table")


BULLETS = Dialect(name="bullets", shape="bullets")


DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in (WEEKLY, TABLE, BULLETS)}
"""The dialects by name, in the order in which they are tried."""


def dialects_of(dialect: str | Dialect | None) -> list[Dialect]:
    """Return the dialect with a name, or for None all of them, in the order of `DIALECTS`.

    Raises:
        InvalidValueError: There is no dialect with that name; the message names the nearest one.
    """
    if dialect is None:
        return list(DIALECTS.values())
    if isinstance(dialect, Dialect):
        return [dialect]
    if not isinstance(dialect, str) or dialect not in DIALECTS:
        hint = did_you_mean(str(dialect), DIALECTS)
        raise InvalidValueError(f"there is no dialect {show(dialect)}. {hint}")
    return [DIALECTS[dialect]]
