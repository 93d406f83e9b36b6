"""Alignment of cells with columns."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.tables.alignment import align


def likeness(role: str, text: str) -> int:
    return 2 if text.startswith(role) else 0 if text == "?" else -2


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (["a", "b", "c", "x"], [0, 1, 2]),
        (["x", "a", "b", "c"], [1, 2, 3]),
        (["a", "x", "b", "y", "c"], [0, 2, 4]),
        (["a", "b1", "b2", "c"], [0, 1, 3]),  # the earliest of equal ones
        (["a1", "a2", "b", "x", "c"], [0, 2, 4]),
        (["?", "?", "?", "?"], [0, 1, 2]),
        (["c", "b", "a", "x"], [0, 1, 2]),  # the order is kept
        (["a", "?", "c", "x"], [0, 1, 2]),
        (["?", "a", "c", "x"], [0, 1, 2]),  # a better first column costs more in the others
    ],
)
def test_each_column_has_the_likeliest_cell_in_order(cells: list[str], places: list[int]) -> None:
    assert align(cells, ["a", "b", "c"], likeness) == places
