"""The lines that belong to each entry."""

from __future__ import annotations

import pytest

from support.entry_forms import DETAILS, HEADED_PAPERS, item_places
from weeklypapers.editing.extents import indent_of

ITEM = "- [Alpha one thing](https://arxiv.org/abs/2406.00001)"


@pytest.mark.parametrize(
    ("below", "lines"),
    [
        ("", 1),
        ("\n  Some text below.\n", 3),
        ("\n  ```\n  @article{a}\n  ```\n", 5),
        ("\n\nA paragraph.\n", 1),
        ("\n  <details>\n  <summary>Abstract</summary>\n\n  It is.\n\n  </details>\n", 8),
        ("\n- [Beta two things](https://arxiv.org/abs/2406.00002)\n", 1),
    ],
)
def test_an_item_ends_with_its_indented_lines(below: str, lines: int) -> None:
    place, *_ = item_places(ITEM + "\n" + below)
    assert place.lines == range(1, 1 + lines)


def test_a_headed_paper_ends_before_the_next_heading() -> None:
    first, second, third = item_places(HEADED_PAPERS)
    lines = HEADED_PAPERS.splitlines()
    assert [lines[place.lines.stop - 2] for place in (first, second)] == ["---", "---"]
    assert third.lines.stop == len(lines) + 1


def test_an_entry_ends_after_those_nested_in_it() -> None:
    nested = "  - [Beta two things](https://arxiv.org/abs/2406.00002), ICML, 2024"
    outer, inner = item_places(f"{ITEM}, ICML, 2024\n{nested}\n")
    assert (outer.lines, outer.stop) == (range(1, 2), 3)
    assert (inner.lines, inner.stop) == (range(2, 3), 3)


def test_a_folded_part_begins_with_its_tag() -> None:
    assert [place.lines for place in item_places(DETAILS)] == [range(1, 9), range(10, 18)]


def test_tabs_are_four_columns_wide() -> None:
    assert [indent_of(line) for line in ("- a", "  - a", "\t- a")] == [0, 2, 4]
