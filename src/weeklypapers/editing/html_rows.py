"""The writer of rows of HTML tables; see `writers.Writer`."""

from __future__ import annotations

import re
from itertools import islice

from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.editing.edits import Replacement, deletion
from weeklypapers.editing.layout import HtmlLayout, html_layout_of
from weeklypapers.editing.nearest import Nearest
from weeklypapers.editing.numbering import NumberColumns
from weeklypapers.editing.places import Contents, HtmlRowPlace, without_headings
from weeklypapers.editing.rows import FreeRowWriter
from weeklypapers.markdown import Chunk
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["HtmlRowWriter"]

_TEMPLATES = 12
_PICTURE = re.compile(r"<img", re.IGNORECASE)


class HtmlRowWriter:
    """Writes rows of the HTML tables of a document, each on lines of its own."""

    def __init__(self, contents: Contents) -> None:
        self._lines = contents.lines
        self._places = [place for place in contents.places if isinstance(place, HtmlRowPlace)]
        self._numbers = NumberColumns(self._places)
        self._alike: dict[int, Nearest[HtmlRowPlace]] = {}  # by table
        self._layouts: dict[Chunk, HtmlLayout] = {}

    def rewrite(self, place: HtmlRowPlace, after: Paper) -> list[Replacement]:
        """Return the edits that turn the row of a paper into that of another."""
        text = self._writer(place).rewrite(place.row, place.paper, after)
        return [self._replacement(place, text)]

    def remove(self, place: HtmlRowPlace) -> list[Replacement]:
        """Return the edits that remove a row; what is beside it on its lines stays."""
        before, after = self._beside(place)
        rest = before + after
        return [Replacement(place.lines, (rest,)) if rest.strip() else deletion(place.lines)]

    def new(self, paper: Paper, neighbour: HtmlRowPlace, number: int | None) -> list[str]:
        """Return the lines of a new row, a copy of the nearest row that can hold the paper."""
        if any(part.strip() for part in self._beside(neighbour)):
            raise EditError("no row can be added beside a row that shares its line with other HTML")
        if number is not None:
            paper = self.numbered(paper, neighbour, number)
        failure = EditError("the table has no row that can be copied")
        for index, template in enumerate(self._near(neighbour)):
            before = without_headings(template.paper, template)
            try:
                after = without_headings(paper, neighbour)
                text = self._writer(template).rewrite(template.row, before, after, number)
            except EditError as error:
                failure = error if index == 0 else failure
                continue
            return list(self._replacement(template, text).texts)
        raise failure

    def gap(self, neighbour: HtmlRowPlace) -> list[str]:
        """Return no lines, because rows follow each other."""
        return []

    def head(self, place: HtmlRowPlace) -> range:
        """Raise an error: a section with an HTML table can't be copied."""
        raise EditError("a section with an HTML table can't be copied for a new week", "week")

    def number(self, place: HtmlRowPlace) -> int | None:
        """Return the running number before the title or in a column; None if there is none."""
        if column := self._numbers.name(place.container):
            return int(place.paper.extra[column])
        return self._writer(place).number(place.row)

    def renumber(self, place: HtmlRowPlace, number: int) -> list[Replacement]:
        """Return the edits that change the running number of a row."""
        after = self.numbered(place.paper, place, number)
        text = self._writer(place).rewrite(place.row, place.paper, after, number)
        return [self._replacement(place, text)]

    def numbered(self, paper: Paper, place: HtmlRowPlace, number: int) -> Paper:
        """Return a paper with a running number in `Paper.extra`, if its table has such a column."""
        return self._numbers.numbered(paper, place.container, number)

    # Rows

    def _near(self, neighbour: HtmlRowPlace) -> list[HtmlRowPlace]:
        """Return the nearest rows of the table that can be copied."""
        key = id(neighbour.container)
        if key not in self._alike:
            self._alike[key] = Nearest(
                place
                for place in self._places
                if place.container is neighbour.container
                and not _PICTURE.search(place.row.text)
                and not any(part.strip() for part in self._beside(place))
            )
        return list(islice(self._alike[key].to(neighbour.line), _TEMPLATES))

    def _writer(self, place: HtmlRowPlace) -> FreeRowWriter:
        if not isinstance(place.reader, FreeTableReader):
            raise EditError(f"{place.form} can't be changed")
        if place.chunk not in self._layouts:
            self._layouts[place.chunk] = html_layout_of(place.chunk)
        return FreeRowWriter(place.reader, self._layouts[place.chunk])

    def _beside(self, place: HtmlRowPlace) -> tuple[str, str]:
        """Return the text before and after a row on its first and its last line."""
        first, last = self._lines[place.line - 1], self._lines[place.lines.stop - 2]
        row = place.row
        end = row.starts[-1] + len(row.text.rpartition("\n")[2])
        return first[: row.starts[0]], last[end:]

    def _replacement(self, place: HtmlRowPlace, text: str) -> Replacement:
        """Return the replacement of a row by another text."""
        before, after = self._beside(place)
        row, lines = place.row, text.split("\n")
        starts = [*row.starts, *[row.starts[-1]] * len(lines)]
        prefixes = [
            self._lines[place.line - 1 + min(index, len(row.starts) - 1)][: starts[index]]
            for index in range(1, len(lines))
        ]
        lines = [f"{before}{lines[0]}", *map(str.__add__, prefixes, lines[1:])]
        lines[-1] += after
        return Replacement(place.lines, tuple(lines))
