"""The readers of formats: each turns the text of a list into papers and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from weeklypapers import markdown
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.dialects.document import Batch
from weeklypapers.dialects.lists import read_list
from weeklypapers.formats.encodings import check_unicode, is_unicode, to_bytes
from weeklypapers.formats.extensions import Extension, papers_from
from weeklypapers.markdown.lines import NumberedLines
from weeklypapers.model.bulk import chunks
from weeklypapers.model.paper import Paper

__all__ = [
    "ListText",
    "read_csv",
    "read_extension",
    "read_json",
    "read_json_lines",
    "read_markdown",
    "read_parquet",
    "read_tsv",
]


class ListText(NamedTuple):
    """The text of a list, and the arguments to read it with.

    Attributes:
        pieces: The text, whole or line by line.
        file: The name of the list, for problems.
        is_complete: Whether the pieces may be read at once, so that links by reference can be
            resolved. A stream is read as it arrives.
        dialect: As in `read`.
        columns: As in `read`.
    """

    pieces: Iterable[str]
    file: str | None
    is_complete: bool
    dialect: str | Dialect | None
    columns: Mapping[str, str]

    def lines(self, split: Callable[[str], list[str]] = markdown.split_lines) -> Iterator[str]:
        """Yield the lines of the text.

        Raises:
            NotUtf8Error: A line can't be written in UTF-8.
        """
        number = 0
        for piece in self.pieces:
            lines = split(piece)
            if not is_unicode(piece):
                check_unicode(lines, number, self.file)
            yield from lines
            number += len(lines)

    def whole(self) -> NumberedLines:
        """Return the lines of the whole text.

        Raises:
            NotUtf8Error: A line can't be written in UTF-8.
        """
        lines = NumberedLines("".join(self.pieces))
        if not is_unicode(lines.text):
            check_unicode(list(lines), 0, self.file)
        return lines

    def content(self) -> bytes:
        """Return the bytes from which the text was decoded.

        Raises:
            NotUtf8Error: The text was never decoded, and can't be written in UTF-8.
        """
        return to_bytes("".join(self.pieces), self.file)


def read_markdown(text: ListText) -> Iterator[Batch]:
    """Read Markdown."""
    lines = text.whole() if text.is_complete else text.lines()
    return read_list(lines, text.file, text.dialect, text.columns)


def read_json(text: ListText) -> Iterator[Batch]:
    """Read a JSON document."""
    from weeklypapers.formats import json

    lines = text.whole()
    content = "\n".join(lines) if "\r" in lines.text else lines.text
    yield Batch(*json.loads(content, text.file))


def read_json_lines(text: ListText) -> Iterator[Batch]:
    """Read JSON Lines."""
    from weeklypapers.formats import json

    first = 1
    for lines in chunks(text.lines()):
        for line in json.loads_lines(lines, first, text.file):
            yield Batch(line.papers, line.problems, line=line.number)
        first += len(lines)


def read_csv(text: ListText) -> Iterator[Batch]:
    """Read CSV."""
    from weeklypapers.formats import csv
    from weeklypapers.formats._csv_records import split_lines

    for row in csv.read_rows(text.lines(split_lines), text.file, text.columns):
        yield Batch(_as_list(row.paper), row.problems, line=row.line)


def read_tsv(text: ListText) -> Iterator[Batch]:
    """Read CSV with tabs."""
    from weeklypapers.formats import csv
    from weeklypapers.formats._csv_records import split_lines

    lines = text.lines(split_lines)
    for row in csv.read_rows(lines, text.file, text.columns, separator="\t"):
        yield Batch(_as_list(row.paper), row.problems, line=row.line)


def read_parquet(text: ListText) -> Iterator[Batch]:
    """Read Parquet."""
    from weeklypapers.formats import arrow

    for row in arrow.parquet_rows(text.content(), text.file):
        yield Batch(_as_list(row.paper), row.problems)


def read_extension(reader: Extension, text: ListText) -> Iterator[Batch]:
    """Read a format of another package or program."""
    for papers, problems in papers_from(reader, text.content(), text.file):
        yield Batch(papers, problems)


def _as_list(paper: Paper | None) -> list[Paper]:
    return [paper] if paper else []
