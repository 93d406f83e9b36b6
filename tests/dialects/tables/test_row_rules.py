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
    return RowRules(columns, DateCells())


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
        ("title", "A | title", True, True),
        ("title", f"A title | [Paper]({PAPER})", True, False),
        ("title", "", False, False),
        ("venue", "anything | else", True, True),
        ("venue", f"[ | {PAPER}", True, False),
    ],
)
def test_texts_that_a_column_may_hold(role: str, text: str, joined: bool, expected: bool) -> None:  # noqa: FBT001 - a case
    rules = rules_of("| Title | Code |\n|---|---|\n| A | b |\n")
    assert rules.may_hold(role, text, joined=joined) is expected


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
    assert listed.problems[0].message.endswith("; no column fits 'A name', which is kept as extra")


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
