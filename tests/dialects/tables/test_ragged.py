"""Rows with more or fewer cells than their table has columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.limits import hang_guard
from support.markdown import split_row
from support.weekly import FULL, ID, codes, parse, row, table
from weeklypapers import Edit, Link, Paper, Papers, Problem
from weeklypapers.dialects.tables.columns import EXTRA, Columns, named_columns
from weeklypapers.dialects.tables.ragged import CellError, fit, is_one_text
from weeklypapers.markdown import Cell, Row

# -- Cells for columns -------------------------------------------------------------------------


@attrs.frozen
class Rules:
    """The rules of a table of years, titles, and comments in parentheses."""

    joins_uncertain: bool = True
    more_columns: int = 0

    @property
    def columns(self) -> Columns:
        roles = ["listed_date", "title", "comment", *[EXTRA] * self.more_columns]
        return named_columns([""] * len(roles), roles, {})

    def may_hold(self, role: str, text: str, *, joined: bool) -> bool:
        if role == "listed_date":
            return text[:2].isdecimal() and not joined
        return (role == "comment") == (text.startswith("(") and text.endswith(")"))

    def is_readable(self, cells: Sequence[Cell]) -> bool:
        return cells[0].text.isdecimal()


def fixed(line: str, repair: CellError) -> str:
    """Return a line after the edits of a repair, from the last to the first."""
    for offset, length, text in reversed(repair.fix):
        assert offset + length <= len(line)
        line = line[:offset] + text + line[offset + length :]
    return line


@pytest.mark.parametrize(
    ("line", "cells", "repaired"),
    [
        ("| 24 | a |", ["24", "a", ""], "| 24 | a | |"),
        ("24", ["24", "", ""], "24 | | |"),
        ("| 24 | a | \t", ["24", "a", ""], "| 24 | a | \t |"),
        ("| 24 | a |\f", ["24", "a", ""], "| 24 | a |\f |"),
        ("24 |\xa0", ["24", "\xa0", ""], "24 |\xa0 | |"),
        ("| 24 | a | (b) | | |", ["24", "a", "(b)"], "| 24 | a | (b) |"),
        ("24|a|(b)||", ["24", "a", "(b)"], "24|a|(b)|"),
        (r"| 24 | a\|b | | |", ["24", "a|b", ""], r"| 24 | a\|b | |"),
        (
            "| 24 | a (b | c|d) | (e) |",
            ["24", "a (b | c|d)", "(e)"],
            r"| 24 | a (b \| c\|d) | (e) |",
        ),
        ("| 24 | a `b|c` | (d|e) |", ["24", "a `b|c`", "(d|e)"], r"| 24 | a `b\|c` | (d\|e) |"),
        ("| 24 | a | (|) |", ["24", "a", "(|)"], r"| 24 | a | (\|) |"),
        # Other texts may also be in separate columns.
        ("| 24 | A | B | (c) |", ["24", "A | B", "(c)"], None),
        ("| 24 |  | B | (c) |", ["24", "| B", "(c)"], None),
        ("| 24 | A | \t | (c) |", ["24", "A |", "(c)"], None),
        ("| 24 | A | \xa0 | (c) |", ["24", "A | \xa0", "(c)"], None),
        ("| 24 | 25 | A | (b) |", ["24", "25 | A", "(b)"], None),
        ("| 24 | A | B | (c|d) |", ["24", "A | B", "(c|d)"], None),
    ],
)
def test_ragged_rows_are_repaired(line: str, cells: list[str], repaired: str | None) -> None:
    row = split_row(line)
    fitting, repair = fit(row, Rules())
    assert [cell.text for cell in fitting] == cells
    sources = [line[cell.start : cell.end] for cell in fitting]
    assert [source.replace(r"\|", "|") for source in sources] == cells
    assert repair is not None
    assert repair.repaired
    if repaired is None:
        assert repair.fix == ()
    else:
        assert fixed(line, repair) == repaired
        again, no_repair = fit(split_row(repaired), Rules())
        assert [cell.text for cell in again] == cells
        assert no_repair is None


SEVERAL = "expected 3 cells, got 4: several ways to join cells fit; write a pipe in a text as \\|"
NONE = "expected 3 cells, got 4: no way to join cells fits; write a pipe in a text as \\|"
EMPTY = "expected 3 cells, got 5; the empty ones at the end are left out"


def outcome(line: str, rules: Rules, *, html: bool = False) -> tuple[str, str, int | None]:
    """Return the code, the message and the column of the repair or the error of a row."""
    try:
        _, problem = fit(split_row(line), rules, html=html)
    except CellError as error:
        problem = error
    assert problem is not None
    return problem.code, problem.message, problem.column


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "| 24 | A |",
            ("missing-cells", "expected 3 cells, got 2; the missing ones are read as empty", 11),
        ),
        ("| 24 | A | (b) | | |", ("extra-cells", EMPTY, 18)),
        (
            "| 24 | A (b|c) | (d) |",
            (
                "unescaped-pipe",
                r"expected 3 cells, got 4: a pipe in title should be written as \|",
                8,
            ),
        ),
        (
            "| 24 | A | (b|c) |",
            (
                "unescaped-pipe",
                r"expected 3 cells, got 4: a pipe in comment should be written as \|",
                12,
            ),
        ),
        (
            "| 24 | A (b|c) | (d|e) |",
            (
                "unescaped-pipe",
                r"expected 3 cells, got 5: a pipe in title and comment should be written as \|",
                8,
            ),
        ),
        ("| 24 | A | B | C |", ("too-many-cells", NONE, 16)),
        ("| 24 | A | (b) | (c) |", ("too-many-cells", SEVERAL, 18)),
        # An empty cell at the end doesn't show that the others are right.
        ("| A | 24 | (b) | |", ("too-many-cells", NONE, 18)),
    ],
)
def test_ragged_rows_are_reported(line: str, expected: tuple[str, str, int]) -> None:
    assert outcome(line, Rules()) == expected


def test_only_evident_texts_are_joined_if_the_rules_say_so() -> None:
    evident, uncertain = "| 24 | A (b|c) | (d) |", "| 24 | A | B | (c) |"
    for line in (evident, uncertain):
        assert fit(split_row(line), Rules())[1] is not None
    assert fit(split_row(evident), Rules(joins_uncertain=False))[1] is not None
    assert outcome(uncertain, Rules(joins_uncertain=False)) == ("too-many-cells", NONE, 16)


def test_pipes_in_html_separate_no_cells() -> None:
    for line in ("| 24 | A |", "| 24 | A | (b) | | |"):
        assert outcome(line, Rules(), html=True) == outcome(line, Rules())
        _, repair = fit(split_row(line), Rules(), html=True)
        assert repair is not None
        assert repair.fix == ()
    expected = ("too-many-cells", "expected 3 cells, got 4", 18)
    assert outcome("| 24 | A (b|c) | (d) |", Rules(), html=True) == expected


def test_rows_of_html_without_pipes_are_ragged() -> None:
    row = Row(1, "<tr><td>24<td>A<td><td>", tuple(Cell(text, 8, 8) for text in ("24", "A", "", "")))
    cells, repair = fit(row, Rules(), html=True)
    assert (cells, repair and repair.code) == (list(row.cells[:3]), "extra-cells")


def test_at_most_32_cells_are_filled_or_joined() -> None:
    cells, _ = fit(split_row("| 24 | A |"), Rules(more_columns=31))
    assert cells[2:] == [Cell("", 10, 10)] * 32
    far_too_few = outcome("| 24 | A |", Rules(more_columns=32))
    assert far_too_few == ("too-few-cells", "expected 35 cells, got 2", 11)
    cells, _ = fit(split_row(f"| 24 | A ({'b|' * 32}) | (c) |"), Rules())
    assert cells[1].text == f"A ({'b|' * 32})"
    code, *_ = outcome(f"| 24 | A ({'b|' * 33}) | (c) |", Rules())
    assert code == "too-many-cells"


# -- Pipes in texts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "p(a | b)",
        "a [b | c] d",
        "{a | b}",
        "`a | b`",
        "$a | b$",
        "**a | b**",
        "(a | b | c)",
        # Not between blanks, as the pipes of the row are.
        "a|b",
        "A |B",
        "A| B",
        "A |X",
        # A sentence goes on.
        "A | of the thing",
        "a [b](c): | or in other words",
        # Links alone.
        "[a](b) | [c](d)",
        "![a](b) | https://example.org/",
        "[a](b), [c](d) / https://example.org/ | [e](f)",
    ],
)
def test_pipes_are_evidently_characters_of_a_text(text: str) -> None:
    row = split_row(f"| x | {text} | y | z |")
    assert is_one_text(row, row.cells[1:-2])


def test_a_sentence_goes_on_in_a_row_without_blanks() -> None:
    row = split_row("|x|A|a new thing|y|")
    assert is_one_text(row, row.cells[1:3])


@pytest.mark.parametrize(
    "text",
    [
        "A | B",
        "a | b",
        "a) | (b",
        "(a | b",
        "(a) | (b)",
        "`a` | $b$",
        "A |  | B",
        "A || B",
        "a|b | c",
        "[a](b) | c",
        "a | [b](c)",
        "[a](b) c | [d](e)",
        *[f"A{end} | of the thing" for end in (".", "!", "?", " (b)", " [b]", " *b*")],
        "A | Of the thing",
        "A | of the",
        "A | of 3 things",
    ],
)
def test_pipes_may_separate_cells(text: str) -> None:
    row = split_row(f"| x | {text} | y | z |")
    assert not is_one_text(row, row.cells[1:-2])


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        ("| (x | a | b) | y |", 1, 3),
        ("| a (x | b | y) |", 0, 2),
        ("| (x | b) | y |", 1, 3),
        ("|a|b|c|", 0, 2),
    ],
)
def test_only_the_cells_of_a_text_and_the_style_of_its_row_count(
    row: str, first: int, last: int
) -> None:
    line = split_row(row)
    assert not is_one_text(line, line.cells[first:last])


# -- Lists -------------------------------------------------------------------------------------


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
    row = Row(7, "| a | b", (Cell("a", 2, 3), Cell("b", 6, 7)))
    error = CellError("bad-week", "message", fix=[(2, 1, "c")])
    assert str(error) == "message"
    assert error.problem(row, "file", 6) == Problem(
        code="bad-week",
        message="message",
        line=7,
        column=7,
        text="| a | b",
        severity="error",
        file="file",
        fix=(Edit(line=7, column=3, length=1, text="c"),),
    )
    assert error.problem(row, "file").column == 1
    repair = CellError("missing-cells", "message", column=3, repaired=True)
    assert (repair.problem(row, None).column, repair.problem(row, None).severity) == (
        3,
        "repaired",
    )
