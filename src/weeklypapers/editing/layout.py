"""How the cells of a table are laid out, so that a changed row stands among the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import attrs

from weeklypapers.dialects.draft import is_nothing
from weeklypapers.markdown import Alignment, Chunk, Row, escape_cell
from weeklypapers.markdown.tables import BLANKS, spans

__all__ = ["Layout", "layout_of", "start_of"]

# How many rows are looked at to tell how all are laid out.
_SAMPLE = 40
# In a column whose pipes stand in line, a row in so many may be longer than the others.
_LONGER = 10


@attrs.frozen
class Layout:
    """How the cells of a table are laid out.

    Attributes:
        widths: For each column how many characters stand between its pipes, if its cells are
            padded so that the pipes of all rows stand in line; else None.
        alignments: Where the cells of each column stand.
        nothing: For each column what its cells hold where there is nothing to say: a dash, say.
        cells: For each column what some of its cells hold.
    """

    widths: tuple[int | None, ...]
    alignments: tuple[Alignment | None, ...]
    nothing: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def replace(self, text: str, start: int, cells: Mapping[int, str]) -> str:
        """A row with other content in some of its cells.

        Args:
            text: Its line.
            start: Offset of its first character that is no blank.
            cells: The new content by column, with pipes as they are.
        """
        parts: list[str] = []
        done = 0
        for at, (left, right) in enumerate(spans(text, start)):
            if at in cells:
                parts += [text[done:left], self._region(at, text[left:right], cells[at])]
                done = right
        return "".join([*parts, text[done:]])

    def _region(self, at: int, old: str, cell: str) -> str:
        """What stands between two pipes once the cell holds something else."""
        content = old.strip(BLANKS)
        new = escape_cell(cell)
        if content:
            before, after = old.split(content, 1)
        else:
            before = after = " " if old else ""
        width = self.widths[at] if at < len(self.widths) else None
        if width is not None:
            sign = {"center": "^", "right": ">"}.get(self.alignments[at] or "left", "<")
            before, after = before[:1], after[:1] or before[:1]
            new = f"{new:{sign}{max(0, width - len(before) - len(after))}}"
        if new.endswith("\\"):
            after = after or " "  # or it would escape the pipe
        return f"{before}{new}{after}"


def layout_of(chunk: Chunk) -> Layout:
    """How a table is laid out, told by some of its rows."""
    rows = list(islice(chunk.rows(), _SAMPLE))
    count = len(chunk.table.header.cells)
    regular = [row for row in rows if len(row.cells) == count]
    places = range(count)
    regions = [list(_regions(row)) for row in (chunk.table.header, *regular)]
    cells = [tuple(row.cells[at].text for row in regular) for at in places]
    return Layout(
        widths=tuple(_width([found[at] for found in regions if at < len(found)]) for at in places),
        alignments=chunk.table.alignments,
        nothing=tuple(map(_nothing, cells)),
        cells=tuple(cells),
    )


def _regions(row: Row) -> Iterable[str]:
    return (row.text[left:right] for left, right in spans(row.text, start_of(row)))


def start_of(row: Row) -> int:
    """The offset of a row's first character that is no blank, behind what containers take off."""
    first = row.cells[0].start if row.cells else len(row.text)
    pipe = row.text.rfind("|", 0, first)
    return pipe if pipe >= 0 else first


def _width(regions: Sequence[str]) -> int | None:
    """The width of a column, if something is padded to it."""
    if not regions:
        return None
    width, count = Counter(map(len, regions)).most_common(1)[0]
    padded = any(region.endswith("  ") or region.startswith("  ") for region in regions)
    return width if padded and (len(regions) - count) * _LONGER <= len(regions) else None


def _nothing(cells: Sequence[str]) -> str:
    """What the cells of a column hold where there is nothing to say."""
    found = Counter(cell for cell in cells if is_nothing(cell)).most_common(1)
    return found[0][0] if found else ""
