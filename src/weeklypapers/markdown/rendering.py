"""Tables written as pandas and tabulate write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weeklypapers.markdown.rows import Alignment

__all__ = ["escape_cell", "render_table"]

# A header stands in a column at least this much wider than itself, as tabulate writes it.
_HEADER_ROOM = 2


def escape_cell(text: str) -> str:
    r"""Write a cell's text so that :func:`split_row` gives it back: each ``|`` as ``\|``.

    Args:
        text: The text, without line breaks and without blanks around it.

    Returns:
        What to put between two pipes and the spaces next to them.
    """
    return text.replace("|", "\\|")


def render_table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    alignments: Sequence[Alignment | None],
) -> str:
    """Lay out a table with all pipes in line, as tabulate's format "pipe" does (pandas too).

    A column is as wide as its widest cell, or as its header and two more, in characters.

    Args:
        header: The header's cells, escaped already.
        rows: The cells of each row, escaped already.
        alignments: Where the cells of each column stand; `None` is left, without a colon.

    Returns:
        The table's lines, joined by line feeds and without one at the end.

    Raises:
        ValueError: A row, or `alignments`, has more or fewer elements than the header.
    """
    body = list(rows)
    _check_width(len(header), "alignments", alignments)
    for number, row in enumerate(body, start=1):
        _check_width(len(header), f"row {number}", row)
    columns = list(zip(header, *body, strict=True))
    widths = [max(len(column[0]) + _HEADER_ROOM, *map(len, column)) for column in columns]
    padded = map(_pad, columns, widths, alignments)
    first, *others = (f"| {' | '.join(cells)} |" for cells in zip(*padded, strict=True))
    delimiters = "|".join(map(_delimiter, widths, alignments))
    return "\n".join([first, f"|{delimiters}|", *others])


def _check_width(width: int, what: str, cells: Sequence[object]) -> None:
    if len(cells) != width:
        raise ValueError(f"{what}: expected {width}, as many as the header has, got {len(cells)}")


def _pad(cells: Iterable[str], width: int, alignment: Alignment | None) -> list[str]:
    sign = {"center": "^", "right": ">"}.get(alignment or "left", "<")
    return [f"{cell:{sign}{width}}" for cell in cells]


def _delimiter(width: int, alignment: Alignment | None) -> str:
    """What the delimiter row says of a column, as wide as its cells with a space around them."""
    left = ":" if alignment in ("left", "center") else "-"
    right = ":" if alignment in ("right", "center") else "-"
    return f"{left}{'-' * width}{right}"
