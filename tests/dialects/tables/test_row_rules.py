"""Rules for ragged rows of tables of any shape."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.weekly import chunk_of, codes
from weeklypapers import Papers
from weeklypapers.dialects.dialect import TABLE
from weeklypapers.dialects.tables.date_cells import DateCells
from weeklypapers.dialects.tables.row_rules import RowRules

PAPER = "https://arxiv.org/abs/2406.00001"
CODE = "https://github.com/a/b"


def parse(header: str, *rows: str) -> Papers:
    lines = [header, "|".join(["---"] * (header.count("|") + 1)), *rows]
    text = "\n".join(f"| {line} |" for line in lines)
    return wp.parse(text, dialect="table", on_error="collect")


def rules_of(text: str) -> RowRules:
    """Return the rules of a table."""
    columns = TABLE.recognise(chunk_of(text), {}, chosen=True)
    assert columns is not None
    return RowRules(columns, DateCells("dmy"), references={"1": CODE, "2": PAPER})


@pytest.mark.parametrize(
    ("role", "text", "joined", "expected"),
    [
        ("listed_date", "2024-06-30", False, True),
        ("listed_date", "9/04/24", False, True),
        ("listed_date", "null", True, True),
        ("listed_date", "2024 | 06", True, False),
        ("listed_date", "soon", False, False),
        ("links", f"[Paper]({PAPER})", False, True),
        ("links", "words", False, False),
        ("code", f"[a|b]({CODE})", True, True),
        ("code", f"[a]({CODE}) | words", True, False),
        ("code", f"[a]({CODE}) \\| words", False, True),
        ("code", "[a|b](https://ada.org/x)", True, True),
        ("code", f"[a]({CODE}) | [Paper]({PAPER})", True, False),
        ("code", f"[a|b]({CODE}) | [c|d]({PAPER})", True, False),
        ("code", f"[a]({CODE}) | [b]({CODE})", True, True),
        ("code", "[code](https://ada.org/x) | [code](https://ada.org/y)", True, True),
        ("code", "[code](https://ada.org/x) | [demo](https://ada.org/y)", True, False),
        ("code", "[a][1] | [b][1]", True, True),
        ("links", f"[a]({CODE}) | [Paper]({PAPER})", True, True),
        ("links", "[a][1]", False, True),
        ("title", "A | title", True, True),
        ("title", "A `title on https://ada.org` | of words", True, True),
        ("title", f"A title | [Paper]({PAPER})", True, False),
        ("title", f"A title | [of words]({PAPER}) and links", True, True),
        ("title", "A title | [Paper][2]", True, False),
        ("title", "", False, False),
        ("venue", "anything | else", True, True),
        ("venue", f"[ | {PAPER}", True, False),
    ],
)
def test_texts_that_a_column_may_hold(role: str, text: str, joined: bool, expected: bool) -> None:  # noqa: FBT001 - a case
    rules = rules_of("| Title | Code |\n|---|---|\n| A | b |\n")
    assert rules.may_hold(role, text, joined=joined) is expected


@pytest.mark.parametrize(
    ("role", "text", "likeness"),
    [
        ("code", f"[code]({CODE})", 3),
        ("code", "[code](https://ada.org/x)", 3),
        ("code", "[code][1]", 3),
        ("code", f"[Paper]({PAPER})", 2),
        ("code", f"[code]({CODE}) and words", 0),
        ("code", "-", 0),
        ("code", "words", -3),
        ("listed_date", "2024-06", 3),
        ("listed_date", "9/04/24", 3),
        ("listed_date", "-", 0),
        ("listed_date", "words", -3),
        ("listed_date", f"[2024]({PAPER})", -3),
        ("title", f"[A title]({PAPER})", 3),
        ("title", "A title", 2),
        ("title", f"[A title]({CODE})", 2),
        ("title", "n/a", 0),
        ("title", "Title", 0),
        ("title", "12 34", 0),
        ("title", "2024-06-30", -2),
        ("title", f"[PDF]({PAPER})", -2),
        ("venue", "ICLR 2024", 2),
        ("venue", "Ada Lovelace, Alan Turing", 0),
        ("venue", f"[A title]({PAPER})", 0),
        ("venue", "2024-06-30", -2),
        ("listed_authors", "Ada Lovelace, Alan Turing", 2),
        ("listed_authors", "ICLR 2024", 0),
        ("extra", "ICLR 2024", 0),
        ("extra", "Ada Lovelace, Alan Turing", 0),
    ],
)
def test_likeness_of_texts_and_columns(role: str, text: str, likeness: int) -> None:
    rules = rules_of("| Title | Code |\n|---|---|\n| A | b |\n")
    assert rules.likeness(role, text) == likeness


HEADER = "Title | Date | Code | Venue"


def test_a_cell_too_many_is_the_one_that_fits_no_column() -> None:
    listed = parse(
        HEADER,
        f"[**A first paper**]({PAPER}) | A name | 10/2025 | [code]({CODE}) | arXiv",
        f"[**A second paper**]({PAPER}) | 10/2025 | [code]({CODE}) | [page](https://a.org) | ICLR",
    )
    assert [(each.title, str(each.listed_date), each.venue) for each in listed] == [
        ("A first paper", "2025-10", "arXiv"),
        ("A second paper", "2025-10", "ICLR"),
    ]
    assert [dict(each.extra) for each in listed] == [
        {"column 5": "A name"},
        {"column 5": "[page](https://a.org)"},
    ]
    assert [link.url for link in listed[1].links] == [PAPER, CODE, "https://a.org"]
    assert codes(listed) == ["excess-cells", "excess-cells"]
    assert not any(problem.fix for problem in listed.problems)
    assert [(each.column, each.severity) for each in listed.problems] == [
        (59, "repaired"),
        (103, "repaired"),
    ]
    assert listed.problems[0].message.endswith("; no column fits 'A name', which is kept as extra")


def test_all_cells_that_fit_no_column_are_named_in_the_problem() -> None:
    listed = parse(HEADER, "A title | b | c | | 2024 | x | ICLR | d")
    assert [dict(each.extra) for each in listed] == [
        {"column 5": "b", "column 6": "c", "column 8": "d"}
    ]
    (problem,) = listed.problems
    assert problem.message.endswith("; no column fits 'b' and 'c' and 'd', which is kept as extra")


def test_the_rest_of_a_row_is_at_the_place_of_its_first_cell() -> None:
    (problem,) = parse(HEADER, "A title | 2024 | x | ICLR | words | of | a text").problems
    assert (problem.column, problem.severity) == (31, "repaired")


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("On p(a | b) | 2024 | x | ICLR", "On p(a | b)"),
        ("On $a | b$ | 2024 | x | ICLR", "On $a | b$"),
        ("A|B | 2024 | x | ICLR", "A|B"),
        ("**A | B** | 2024 | x | ICLR", "A | B"),
        ("How to read | and how to write | 2024 | x | ICLR", "How to read | and how to write"),
    ],
)
def test_a_pipe_that_is_evidently_in_a_text_is_certainly_repaired(row: str, title: str) -> None:
    listed = parse(HEADER, row)
    assert [each.title for each in listed] == [title]
    assert [(each.code, bool(each.fix)) for each in listed.problems] == [("unescaped-pipe", True)]


@pytest.mark.parametrize("row", ["A | B | 2024 | x | ICLR", "A | b | 2024 | x | ICLR"])
def test_any_other_cell_too_many_is_not_joined(row: str) -> None:
    listed = parse(HEADER, row)
    assert [(each.title, each.venue) for each in listed] == [("A", "ICLR")]
    assert [(each.code, each.fix) for each in listed.problems] == [("excess-cells", ())]
