"""The writer of rows of Markdown tables; see `writers.Writer`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from weeklypapers.dialects.comments import with_comments_of
from weeklypapers.editing.differences import differences
from weeklypapers.editing.edits import Replacement, deletion
from weeklypapers.editing.layout import Layout, layout_of, start_of
from weeklypapers.editing.lone_tags import without_lone_tags
from weeklypapers.editing.nearest import Nearest
from weeklypapers.editing.numbering import NumberColumns
from weeklypapers.editing.pictures import Pictures, has_picture
from weeklypapers.editing.places import Contents, EmptyTable, RowPlace, without_headings
from weeklypapers.editing.rows import RowWriter, row_writer
from weeklypapers.markdown import Chunk, Row
from weeklypapers.markdown.tables import row_at
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["TableRowWriter"]

# The number of rows that are tried as templates of a new row.
_TEMPLATES = 12
_HEADING_FIELDS = ("week", "listed_date", "topics")


class _Alike:
    """Rows of tables with the same columns."""

    def __init__(self, places: Iterable[RowPlace]) -> None:
        rows = list(places)
        self._rows = Nearest(rows)
        ends = [(place.chunk, place) for place in rows]
        firsts, lasts = dict(reversed(ends)), dict(ends)
        self._ends = Nearest([*firsts.values(), *lasts.values()])

    def near(self, line: int) -> list[RowPlace]:
        """Return the rows nearest to a line, then the nearest row of each other table."""
        rows = list(islice(self._rows.to(line), _TEMPLATES))
        nearest: dict[Chunk, RowPlace] = {}
        for place in islice(self._ends.to(line), 2 * _TEMPLATES):
            nearest.setdefault(place.chunk, place)
        others = [place for place in nearest.values() if place not in rows]
        return [*rows, *others][: 2 * _TEMPLATES]


class TableRowWriter:
    """Writes rows of the Markdown tables of a document, each in the style of the rows nearby."""

    def __init__(self, contents: Contents) -> None:
        rows = [place for place in contents.places if isinstance(place, RowPlace)]
        # A picture may belong to its paper, so rows with pictures are the last to be copied.
        self._templates = [place for place in rows if not has_picture(place.text)]
        self._pictured = [place for place in rows if has_picture(place.text)]
        self._pictures = Pictures((place.text, place.paper) for place in self._pictured)
        self._alike: dict[tuple[int, bool], _Alike] = {}
        self._layouts: dict[Chunk, Layout] = {}
        self._numbers = NumberColumns(rows)
        self._lines = contents.lines

    # The interface of writers

    def rewrite(self, place: RowPlace, after: Paper) -> list[Replacement]:
        """Return the edits that turn the row of a paper into that of another."""
        if len(place.lines) > 1 and place.paper.title != after.title:
            raise EditError("its title continues in the next row; join the rows first", "title")
        line = self._writer(place, place.chunk).rewrite(place.row, place.paper, after)
        return [Replacement(place.lines[:1], (self._with_comments(line, place),))]

    def remove(self, place: RowPlace) -> list[Replacement]:
        """Return the edits that remove a row."""
        return [deletion(place.lines)]

    def new(self, paper: Paper, neighbour: RowPlace | EmptyTable, number: int | None) -> list[str]:
        """Return the line of a new row.

        Its template is the nearest row whose copy, with the new values, is read as the paper.
        """
        if number is not None:
            paper = self.numbered(paper, neighbour, number)
        lines: list[str] = []
        failure: EditError | None = None
        near = self._near(neighbour, pictured=False) or self._near(neighbour, pictured=True)
        for template in [*near, None]:
            try:
                row = self._row(paper, neighbour, template, number)
            except EditError as error:
                failure = failure or error
                continue
            whole = _whole(row, template.text) if template else row
            for each in (whole, row):
                if _is_read(each, neighbour, paper):
                    return [each.text]
            lines.append(row.text)
        if not lines:
            raise failure or EditError("no row can be written")
        return lines[:1]

    def gap(self, neighbour: RowPlace | EmptyTable) -> list[str]:
        """Return no lines, because rows follow each other."""
        return []

    def head(self, place: RowPlace) -> range:
        """Return the lines of the header and the delimiters of a table."""
        line = place.chunk.table.header.line
        return range(line, line + 2)

    def number(self, place: RowPlace | EmptyTable) -> int | None:
        """Return the running number before the title or in a column; None if there is none."""
        if isinstance(place, EmptyTable):
            return None
        if column := self._numbers.name(place.chunk.table):
            return int(place.paper.extra[column])
        return self._writer(place, place.chunk).number(place.row)

    def renumber(self, place: RowPlace, number: int) -> list[Replacement]:
        """Return the edits that change the running number of a row."""
        if self._numbers.name(place.chunk.table):
            return self.rewrite(place, self.numbered(place.paper, place, number))
        writer = self._writer(place, place.chunk)
        line = writer.rewrite(place.row, place.paper, place.paper, number)
        return [Replacement(place.lines, (self._with_comments(line, place),))]

    def numbered(self, paper: Paper, place: RowPlace | EmptyTable, number: int) -> Paper:
        """Return a paper with a running number in `Paper.extra`, if its table has such a column."""
        return self._numbers.numbered(paper, place.chunk.table, number)

    # Rows

    def _with_comments(self, line: str, place: RowPlace) -> str:
        """Return a rewritten row with the comments that were removed before it was read."""
        return with_comments_of(line, self._lines[place.line - 1])

    def _near(self, neighbour: RowPlace | EmptyTable, *, pictured: bool) -> list[RowPlace]:
        """Return the nearest rows with the same columns, then one row of each other table.

        Args:
            neighbour: The row or table.
            pictured: True for rows with pictures, False for others.
        """
        columns = neighbour.reader.columns
        key = id(columns), pictured
        if key not in self._alike:
            rows = self._pictured if pictured else self._templates
            self._alike[key] = _Alike(place for place in rows if place.reader.columns == columns)
        return self._alike[key].near(neighbour.line)

    def _row(
        self,
        paper: Paper,
        neighbour: RowPlace | EmptyTable,
        template: RowPlace | None,
        number: int | None,
    ) -> Row:
        """Return the row of a paper from a template, or else from the header."""
        after = without_headings(paper, neighbour)
        writer = self._writer(neighbour, template.chunk if template else neighbour.chunk)
        if template:
            row, paper = self._template(template, paper)
            before = without_headings(paper, template)
            start = start_of(row)
            return row_at(row.line, writer.rewrite(row, before, after, number), start)
        header = neighbour.chunk.table.header
        blank = self._layout(neighbour.chunk).replace(
            header, dict.fromkeys(range(len(header.cells)), "")
        )
        start = start_of(header)
        line = writer.rewrite(row_at(header.line, blank, start), None, after)
        text = line.removeprefix("\ufeff")  # the byte order mark of a header on the first line
        return row_at(header.line, text, start - len(line) + len(text))

    def _template(self, template: RowPlace, new: Paper) -> tuple[Row, Paper]:
        """Return a row to be copied for a new paper, and the paper that is read from it.

        Raises:
            EditError: Without its pictures, the row is not read as a paper.
        """
        row = template.row
        if not has_picture(row.text):
            return row, template.paper
        start = start_of(row)
        row = row_at(row.line, self._pictures.replaced(row.text, template.paper, new), start)
        papers = _read(row, template)
        if len(papers) != 1:
            raise EditError("the row can't be copied without its pictures")
        return row, papers[0]

    def _writer(self, neighbour: RowPlace | EmptyTable, chunk: Chunk) -> RowWriter:
        return row_writer(neighbour.reader, self._layout(chunk))

    def _layout(self, chunk: Chunk) -> Layout:
        if chunk not in self._layouts:
            self._layouts[chunk] = layout_of(chunk)
        return self._layouts[chunk]


def _whole(row: Row, model: str) -> Row:
    """Return a copy of a row in which each tag has its partner, as in the model."""
    return row_at(row.line, without_lone_tags(row.text, model), start_of(row))


def _is_read(row: Row, neighbour: RowPlace | EmptyTable, paper: Paper) -> bool:
    """Return whether a row is read as a paper, apart from fields that may come from headings."""
    papers = _read(row, neighbour)
    return len(papers) == 1 and not set(differences(paper, papers[0])) - {*_HEADING_FIELDS}


def _read(row: Row, neighbour: RowPlace | EmptyTable) -> list[Paper]:
    """Return the papers that are read from a row of a table."""
    chunk = neighbour.chunk
    papers, _ = neighbour.reader.read(
        Chunk(chunk.table, chunk.line, [row.text], None, [start_of(row)])
    )
    return list(papers)
