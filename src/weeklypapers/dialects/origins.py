"""The origins of the papers of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat

import attrs

from weeklypapers.markdown import Chunk
from weeklypapers.markdown.lines import Excerpts, NumberedLines
from weeklypapers.model.bulk import build
from weeklypapers.model.paper import Origin
from weeklypapers.model.templates import Template

__all__ = ["Origins"]


@attrs.frozen
class Origins:
    """The list in which papers originate.

    Attributes:
        file: Its name.
        lines: Its lines, to which the origins refer; None if they are read as a stream, so that
            each origin holds its own.
    """

    file: str | None
    lines: NumberedLines | None = None

    def of_rows(
        self,
        chunk: Chunk,
        rows: Sequence[int],
        columns: tuple[str, ...],
        template: Template | None,
    ) -> list[Origin]:
        """Return the origins of some rows of a Markdown table.

        Args:
            chunk: The rows of the table.
            rows: The positions in the chunk.
            columns: The names of its columns.
            template: The template of its rows.
        """
        texts: Iterable[str | Excerpts] = (
            repeat(self.lines.excerpts()) if self.lines else [chunk.lines[row] for row in rows]
        )
        return build(
            Origin,
            len(rows),
            line=map(chunk.line.__add__, rows),
            text=texts,
            columns=repeat(columns),
            file=repeat(self.file),
            template=repeat(template),
        )

    def of_entry(
        self, line: int, text: str, template: Template | None, columns: tuple[str, ...] = ()
    ) -> Origin:
        """Return the origin of an entry; see `of_entries`."""
        (origin,) = self.of_entries([line], [text], [template], columns)
        return origin

    def of_entries(
        self,
        lines: Sequence[int],
        texts: Sequence[str],
        templates: Sequence[Template | None],
        columns: tuple[str, ...] = (),
    ) -> list[Origin]:
        """Return the origins of some entries.

        Args:
            lines: The first line of each entry.
            texts: The text of each entry, its lines joined by line feeds.
            templates: The template of each entry.
            columns: The columns of their table.
        """
        return build(
            Origin,
            len(lines),
            line=lines,
            text=map(self._stored, lines, texts),
            columns=repeat(columns),
            file=repeat(self.file),
            template=templates,
        )

    def _stored(self, line: int, text: str) -> str | Excerpts:
        """Return a text as it is stored: as a reference, if it is an excerpt of the list."""
        if self.lines is not None:
            excerpts = self.lines.excerpts(text.count("\n") + 1)
            if excerpts.at(line) == text:
                return excerpts
        return text
