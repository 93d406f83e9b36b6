"""The problems of Arrow tables."""

from __future__ import annotations

import pytest

from weeklypapers.formats._arrow_problems import bad_table, cell_problem, left_out, schema_error


@pytest.mark.parametrize(
    ("headers", "version", "message"),
    [
        (["title"], None, None),
        (["Title", "other"], b"1", None),
        (["title"], b"2", None),
        (["title"], b"3", "written by a newer weeklypapers: its schema_version is 3"),
        (["title"], b"0", "expected 1 to 2, got '0'"),
        (["title"], b"\xff", "expected 1 to 2, got '\ufffd'"),
        (["title"], b"9" * 5000, "expected 1 to 2, got '999"),
        (["title", "Title"], None, "expected each column once, got 'title' again"),
        (["name"], None, "expected a column 'title', got 'name'"),
        ([], None, "expected a column 'title', got no columns"),
    ],
)
def test_schema_error(headers: list[str], version: bytes | None, message: str | None) -> None:
    error = schema_error(headers, version)
    assert error == message or (error and message and error.startswith(message))


def test_problems() -> None:
    columns = {"week": [None, "June"]}
    problem = cell_problem(columns, 10, "a.parquet", 1, "bad-value", "week", "no day", "error")
    assert str(problem) == "a.parquet: bad-value: no day @ row 11, column 'week'"
    assert problem.text == "'June'"
    other = cell_problem(columns, 0, None, 1, "bad-value", "title", "none", "error")
    assert other.text == "None"
    assert bad_table("empty", "a.parquet", "warning").severity == "warning"
    assert left_out("own", "list").startswith("the column 'own' is left out: its type is list")
