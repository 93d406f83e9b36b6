"""The problems of Arrow tables. It doesn't import pyarrow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from weeklypapers.formats._columns import SCHEMA_VERSION, column_named, missing_title
from weeklypapers.model.errors import show
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.model.versions import version_error

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
    if version is not None and (error := version_error(_number(version), SCHEMA_VERSION)):
        return error
    names = [column_named(header) or header for header in headers]
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if repeated:
        return f"expected each column once, got {show(repeated[0])} again"
    return None if "title" in names else missing_title(headers)


def _number(version: bytes) -> int | str:
    """Return a version as a number, or as text if it is none."""
    text = version.decode(errors="replace")
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else text


def left_out(header: str, kind: object) -> str:
    """Return the message for a column that `Paper.extra` can't hold."""
    return (
        f"the column {show(header)} is left out: its type is {kind}, and Paper.extra takes text, "
        "numbers, days and times. Convert it to text to keep it"
    )
