"""Messages about tables that can't be read; `test_arrow` and `test_columns` read such tables."""

from __future__ import annotations

import pytest

from weeklypapers.formats._arrow_problems import bad_table, cell_problem, left_out, schema_error


def test_a_problem_of_a_cell_has_its_row_and_text() -> None:
    columns = {"week": ["2024-06-30", "June"]}
    problem = cell_problem(columns, 100, "a.parquet", 1, "bad-value", "week", "no day", "error")
    assert problem.message == "no day @ row 101, column 'week'"
    assert (problem.code, problem.text, problem.file) == ("bad-value", "'June'", "a.parquet")
    other = cell_problem(columns, 0, None, 0, "bad-value", "title", "no title", "warning")
    assert (other.text, other.severity) == ("None", "warning")


def test_a_problem_of_a_table() -> None:
    problem = bad_table("no table", "a.parquet", "warning")
    assert str(problem) == "a.parquet: bad-table: no table"
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("headers", "version", "message"),
    [
        (["title"], None, None),
        (["title", "week"], b"1", None),
        (["title"], b"2", None),
        (["title"], b"3", "its schema_version is 3, and this version reads 1 and 2"),
        (["title"], b"\xff", "its schema_version is \ufffd"),
        (["Title", "title"], None, "expected each column once, got 'title' again"),
        (["week"], None, "expected a column 'title', got 'week'"),
    ],
)
def test_schemas(headers: list[str], version: bytes | None, message: str | None) -> None:
    error = schema_error(headers, version)
    assert (message is None and error is None) or (message and error and message in error)


def test_a_column_that_is_left_out() -> None:
    assert left_out("vector", "list<double>").startswith(
        "the column 'vector' is left out: its type is list<double>"
    )
