"""Comments to this package are no content of rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.dialects.comments import (
    may_have_comments,
    with_comments_of,
    without_comments,
    without_row_comments,
)

COMMENT = "<!-- weeklypapers: ignore no-link -->"


def test_rows_lose_their_comments_and_other_columns_stay() -> None:
    lines = [f"| a {COMMENT} | b |\n", f"| a | b | {COMMENT} {COMMENT}\r\n", f"- a {COMMENT}\n"]
    blanks = " " * len(COMMENT)
    assert list(without_row_comments(lines)) == [f"| a {blanks} | b |\n", "| a | b |\r\n", lines[2]]
    assert list(without_comments(lines))[2] == "- a\n"


def test_other_comments_stay() -> None:
    lines = [
        "| a <!-- weeklypaper: x --> |",
        "| weeklypapers | <!-- x -->",
        "| a <!-- weeklypapers: |",
    ]
    assert list(without_row_comments(lines)) == lines
    assert not may_have_comments(lines[0])


def test_comments_return_to_their_place_or_to_the_end() -> None:
    assert with_comments_of("| b   | c |", "| a   | c |") == "| b   | c |"
    original = f"| a {COMMENT} | c | {COMMENT}"
    (blanked,) = without_row_comments([original])
    assert with_comments_of(blanked, original) == original
    assert with_comments_of("| longer | c |", original) == f"| longer | c | {COMMENT} {COMMENT}"


@given(st.lists(st.sampled_from(["|", " ", "a", COMMENT, "<!--", "-->", "é"])))
def test_a_row_that_is_not_changed_gets_its_comments_back(parts: list[str]) -> None:
    original = "|" + "".join(parts) + "|"
    (blanked,) = without_row_comments([original])
    assert COMMENT not in blanked
    assert with_comments_of(blanked, original) == original


def test_hostile_lines_take_linear_time() -> None:
    size = 100_000
    for text in (" " * size, "<!-- weeklypapers:" * size, "<!-- weeklypapers: " + " " * size):
        line = f"| {text}{COMMENT} x |"
        assert next(without_row_comments([line])).startswith("| ")
