"""Alignment of the cells of a long row with the columns that may hold them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["align"]


def align(
    cells: Sequence[str], roles: Sequence[str], likeness: Callable[[str, str], int]
) -> list[int]:
    """Return the position of the cell for each column, in order; the other cells are in excess.

    The sum of the likenesses is the greatest one. Of several alignments, the one with the earliest
    cells is chosen.

    Args:
        cells: The texts of the cells, more than columns.
        roles: The role of each column.
        likeness: A function of a role and a text that returns how well a column of this role may
            hold the text.
    """
    excess = len(cells) - len(roles)
    # The best sum for the columns from each one on, if the cells begin `shift` places further.
    best = [[0] * (excess + 1) for _ in range(len(roles) + 1)]
    taken = [[False] * (excess + 1) for _ in roles]
    for column in reversed(range(len(roles))):
        for shift in reversed(range(excess + 1)):
            take = likeness(roles[column], cells[column + shift]) + best[column + 1][shift]
            skip = best[column][shift + 1] if shift < excess else take - 1
            taken[column][shift] = take >= skip
            best[column][shift] = max(take, skip)
    places: list[int] = []
    shift = 0
    for column in range(len(roles)):
        while not taken[column][shift]:
            shift += 1
        places.append(column + shift)
    return places
