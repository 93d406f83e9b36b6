"""Rows with more or fewer cells than their table has columns."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.limits import hang_guard
from support.weekly import FULL, ID, codes, parse, row, table
from weeklypapers import Edit, Link, Paper, Papers
from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.markdown import Cell, Row


def test_too_few_cells() -> None:
    found = parse(table("| 2024-06-30 | A title |"))
    assert found == Papers([Paper(title="A title", week=date(2024, 6, 30))])
    (problem,) = found.problems
    assert problem.severity == "repaired"
    assert str(problem) == (
        "3:25: missing-cells: expected 5 cells, got 2; the missing ones are read as empty"
    )


@pytest.mark.parametrize(
    ("header", "dialect"), [("title | Week", "weekly"), ("Paper | Code", "table")]
)
def test_far_too_few_cells_are_not_filled_with_empty_ones(header: str, dialect: str) -> None:
    wide = f"| [Halls]({ID}) | |"
    text = table(wide + "x|" * 40, "| A | B |", header=f"| {header} |" + "x|" * 40)
    papers = wp.parse(text, dialect=dialect, on_error="collect")
    (problem,) = papers.problems
    assert len(papers) == 1
    assert (problem.code, problem.severity, problem.line) == ("too-few-cells", "error", 4)


def test_too_many_empty_cells() -> None:
    found = parse(table(row() + " | |"))
    assert found == Papers([FULL])
    (problem,) = found.problems
    assert problem.severity == "repaired"
    assert problem.column == len(row()) + 2
    assert problem.message == "expected 5 cells, got 7; the empty ones at the end are left out"


def test_an_empty_end_does_not_hide_a_pipe() -> None:
    found = parse(table(row(abstract="a|b", links="")), on_error="collect")
    assert found == Papers()
    assert codes(found) == ["too-many-cells"]


@pytest.mark.parametrize(
    ("cells_", "field", "text"),
    [
        ({"abstract": "p(a|b)"}, "abstract", "p(a|b)"),
        ({"abstract": r"p(a | b) \| c||d"}, "abstract", "p(a | b) | c||d"),
        ({"abstract": "| a |"}, "abstract", "| a |"),
        ({"title": "A|B"}, "title", "A|B"),
        ({"links": f"[a|b]({ID})"}, "links", (Link(url=ID, label="a|b"),)),
        ({"title": "Machine Learning|cs.LG|x"}, None, "several ways"),
        ({"category": "a|b"}, None, "no way"),
        ({"category": "of mine", "abstract": "a|b"}, None, "no way"),
        ({"week": "", "abstract": "a|b"}, None, "no way"),
        ({"links": "none", "abstract": "a|b"}, None, "no way"),
        ({"title": "", "abstract": "a|b"}, None, "no way"),
        ({"abstract": "|".join("a" * 40)}, None, "no way"),
    ],
)
def test_unescaped_pipes(cells_: dict[str, str], field: str | None, text: object) -> None:
    found = parse(table(row(**cells_)), on_error="collect")
    (problem,) = found.problems
    if field is None:
        assert (problem.code, problem.severity) == ("too-many-cells", "error")
        assert str(text) in problem.message
        assert found == Papers()
    else:
        assert (problem.code, problem.severity) == ("unescaped-pipe", "repaired")
        assert f"a pipe in {field} should be written as \\|" in problem.message
        (paper,) = found
        assert getattr(paper, field) == text


@given(st.lists(st.sampled_from(["cs.CL", "2024-06-30", "a", "", f"[a]({ID})"]), max_size=9))
def test_a_repair_is_the_only_reading(middle: list[str]) -> None:
    """Against trying every way to join."""
    parts = ["2024-06-30", *middle, f"[a]({ID})"]
    found = parse(table("| " + " | ".join(parts) + " |"), on_error="collect")
    fitting = [
        at
        for at in range(2, len(parts) - 2)
        if parts[at] == "cs.CL" and (at > 2 or parts[1])  # a title, even if of pipes alone
    ]
    if len(parts) <= 5:
        assert not {"unescaped-pipe", "too-many-cells"} & set(codes(found))
    elif len(fitting) == 1:
        assert codes(found) == ["unescaped-pipe"]
        at = fitting[0]
        assert found[0].title == " | ".join(parts[1:at]).strip(" ")
    else:
        assert codes(found) == ["too-many-cells"]


@pytest.mark.parametrize(
    "text",
    [
        table("|" * 200_000),
        table(row(abstract="|" * 200_000)),
        table(row(abstract="a|" * 100_000)),
        table(*[row(abstract="a|" * 30)] * 500),
        table(*[row(title="cs.CL|" * 30)] * 500),
        table("|a" * 5010, header="| title | Week |" + "x|" * 5000),
        table(*["|a|"] * 200, header="| title | Week |" + "x|" * 5000),
        table("|a|", header="| title | Week |" + "|" * 20_000),
    ],
    ids=["pipes", "abstract", "cells", "rows", "titles", "wide", "short", "empty headers"],
)
def test_hostile_rows(text: str) -> None:
    with hang_guard():
        assert parse(text, on_error="collect").problems


def test_the_problem_of_an_error_has_its_place_and_its_edits() -> None:
    line = Row(7, "| a | b", (Cell("a", 2, 3), Cell("b", 6, 7)))
    error = CellError("bad-week", "message", fix=[(2, 1, "c")])
    problem = error.problem(line, "file", 6)
    assert (problem.line, problem.column, problem.severity) == (7, 7, "error")
    assert problem.fix == (Edit(line=7, column=3, length=1, text="c"),)
    repair = CellError("missing-cells", "message", column=3, repaired=True)
    assert (repair.problem(line, None).column, repair.problem(line, None).severity) == (
        3,
        "repaired",
    )
