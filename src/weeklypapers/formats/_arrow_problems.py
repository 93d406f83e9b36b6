"""The problems of Arrow tables. It doesn't import pyarrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from weeklypapers.formats._columns import (
    OLD_VERSIONS,
    SCHEMA_VERSION,
    column_named,
    missing_title,
)
from weeklypapers.model.errors import show
from weeklypapers.model.problems import Problem, Severity

__all__ = ["bad_table", "cell_problem", "left_out", "schema_error"]


def cell_problem(
    columns: Mapping[str, Sequence[Any]],
    first: int,
    file: str | None,
    row: int,
    code: str,
    column: str,
    message: str,
    severity: Severity,
) -> Problem:
    """Return a problem of a cell.

    Args:
        columns: The cells of some rows, by column.
        first: The number of the first of these rows in the table.
        file: The name of the file.
        row: The number of the row among these rows.
        code: The code of the problem.
        column: The column.
        message: What is wrong.
        severity: The severity.
    """
    return Problem(
        code=code,
        message=f"{message} @ row {first + row}, column {column!r}",
        text=show(columns[column][row] if column in columns else None),
        severity=severity,
        file=file,
    )


def bad_table(message: str, file: str | None, severity: Severity = "error") -> Problem:
    """Return a problem of a whole table."""
    return Problem(code="bad-table", message=message, severity=severity, file=file)


def schema_error(headers: Sequence[str], version: bytes | None) -> str | None:
    """Return the reason why a table can't be read, or None.

    Args:
        headers: The names of its columns.
        version: The version of its schema; None for a table of another program.
    """
    named = str(SCHEMA_VERSION) if version is None else version.decode(errors="replace")
    versions = list(map(str, (*OLD_VERSIONS, SCHEMA_VERSION)))
    if named not in versions:
        return (
            f"written by another weeklypapers: its schema_version is {named}, and this version "
            f"reads {' and '.join(versions)}"
        )
    names = [column_named(header) or header for header in headers]
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if repeated:
        return f"expected each column once, got {show(repeated[0])} again"
    return None if "title" in names else missing_title(headers)


def left_out(header: str, kind: object) -> str:
    """Return the message for a column that `Paper.extra` can't hold."""
    return (
        f"the column {show(header)} is left out: its type is {kind}, and Paper.extra takes text, "
        "numbers, days and times. Convert it to text to keep it"
    )
