"""Comments to this package are no content of rows."""

from __future__ import annotations

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from weeklypapers import read
from weeklypapers.dialects.comments import (
    may_have_comments,
    with_comments_of,
    without_comments,
    without_line_comments,
)

COMMENT = "<!-- weeklypapers: ignore no-link -->"


def test_rows_lose_their_comments_and_other_columns_stay() -> None:
    lines = [f"| a {COMMENT} | b |\n", f"| a | b | {COMMENT} {COMMENT}\r\n", f"- a {COMMENT}\n"]
    blanks = " " * len(COMMENT)
    assert list(without_line_comments(lines)) == [
        f"| a {blanks} | b |\n",
        "| a | b |\r\n",
        "- a\n",
    ]


def test_comments_on_lines_of_their_own_and_before_text_separate_blocks() -> None:
    lines = [f"{COMMENT}\n", f"- {COMMENT} [a](https://a.example) | b\n", f"a {COMMENT} b"]
    assert list(without_line_comments(lines)) == lines
    assert "".join(without_comments(lines[:1])) == "\n"


def test_other_comments_stay() -> None:
    lines = [
        "| a <!-- weeklypaper: x --> |",
        "| weeklypapers | <!-- x -->",
        "| a <!-- weeklypapers: |",
    ]
    assert list(without_line_comments(lines)) == lines
    assert not may_have_comments(lines[0])


def test_comments_return_to_their_place_or_to_the_end() -> None:
    assert with_comments_of("| b   | c |", "| a   | c |") == "| b   | c |"
    original = f"| a {COMMENT} | c | {COMMENT}"
    (blanked,) = without_line_comments([original])
    assert with_comments_of(blanked, original) == original
    assert with_comments_of("| longer | c |", original) == f"| longer | c | {COMMENT} {COMMENT}"


@given(st.lists(st.sampled_from(["|", " ", "a", COMMENT, "<!--", "-->", "é"])))
def test_a_row_that_is_not_changed_gets_its_comments_back(parts: list[str]) -> None:
    original = "|" + "".join(parts) + "|"
    (blanked,) = without_line_comments([original])
    assert COMMENT not in blanked
    assert with_comments_of(blanked, original) == original


def test_hostile_lines_take_linear_time() -> None:
    size = 100_000
    for text in (" " * size, "<!-- weeklypapers:" * size, "<!-- weeklypapers: " + " " * size):
        line = f"| {text}{COMMENT} x |"
        assert next(iter(without_line_comments([line]))).startswith("| ")


def test_comments_after_headings_and_items_change_no_paper() -> None:
    lines = [
        "# Trends",
        "",
        "## May 2026",
        "",
        "Safety",
        "",
        "- [A title](https://arxiv.org/abs/2406.15319)",
        "",
    ]
    commented = [line and f"{line} {COMMENT}" for line in lines]
    (paper,) = read(StringIO("\n".join(lines)))
    (other,) = read(StringIO("\n".join(commented)))
    assert other == paper
