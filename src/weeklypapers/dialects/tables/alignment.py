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
    best = [0] * (excess + 1)
    skipped: set[tuple[int, int]] = set()
    for column in reversed(range(len(roles))):
        for shift in reversed(range(excess + 1)):
            best[shift] += likeness(roles[column], cells[column + shift])
            if shift < excess and best[shift] < best[shift + 1]:
                best[shift] = best[shift + 1]
                skipped.add((column, shift))
    places: list[int] = []
    shift = 0
    for column in range(len(roles)):
        while (column, shift) in skipped:
            shift += 1
        places.append(column + shift)
    return places
