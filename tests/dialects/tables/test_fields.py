"""Values of cells by the roles of their columns."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.weekly import codes
from weeklypapers import Papers

PAPER = "https://arxiv.org/abs/2406.00001"
HEADERS = (
    *("Title", "Authors", "Date", "Venue", "Category", "Topics", "Abstract", "Links", "Code"),
    *("Affiliation", "Comment", "Own"),
)


def parse(*cells: str, headers: tuple[str, ...] = HEADERS) -> Papers:
    lines = [headers, ["---"] * len(headers), cells]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return wp.parse(text, dialect="table", on_error="collect")


@pytest.mark.parametrize("missing", ["nan", "NaN", "None", "null", "N/A", "-", "—", ""])
@pytest.mark.parametrize("title", ["A title", "A *title*"])  # read column by column, and by row
def test_a_missing_value_is_no_value(missing: str, title: str) -> None:
    listed = parse(title, *[missing] * (len(HEADERS) - 1))
    assert listed == Papers([wp.Paper(title="A title")])
    assert listed.problems == ()


@pytest.mark.parametrize("missing", ["nan", "None", "-", ""])
def test_a_row_of_missing_values_is_empty(missing: str) -> None:
    listed = parse(*[missing] * len(HEADERS))
    assert (len(listed), codes(listed)) == (0, ["empty-row"])


def test_a_missing_title_is_an_error() -> None:
    listed = parse("nan", "2024", headers=("Title", "Date"))
    assert (len(listed), codes(listed)) == (0, ["no-title"])


@pytest.mark.parametrize(
    ("label", "own", "title"),
    [
        ("Paper", "", "arXiv:2406.00001"),
        ("PDF", "The name of the paper", "The name of the paper"),
        ("[Link]", "x", "arXiv:2406.00001"),
        ("论文", "", "arXiv:2406.00001"),
    ],
)
def test_a_label_is_no_title(label: str, own: str, title: str) -> None:
    listed = parse(f"[{label}]({PAPER})", "2024", own, headers=("Title", "Date", "Own"))
    assert [(each.title, each.links[0].url) for each in listed] == [(title, PAPER)]
    (problem,) = listed.problems
    assert (problem.code, problem.severity, problem.column) == ("no-title", "warning", 3)


@pytest.mark.parametrize("title", ["Paper", f"[Model]({PAPER})", f"[New]({PAPER})"])
def test_a_word_that_may_be_a_title_is_one(title: str) -> None:
    assert codes(parse(title, "2024", headers=("Title", "Date"))) == []
