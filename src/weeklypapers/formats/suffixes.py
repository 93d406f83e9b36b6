"""The formats of files: one table of suffixes, with the reader and the writer of each format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from weeklypapers import markdown
from weeklypapers.dialects.dialect import ROLES, Dialect, check_role
from weeklypapers.dialects.document import Batch, read_document
from weeklypapers.files import is_web_address
from weeklypapers.model.errors import InvalidValueError, UnknownArgumentError, did_you_mean, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "FORMATS",
    "MARKDOWN",
    "Format",
    "NotUtf8Error",
    "batches",
    "check_columns",
    "columns_of_csv",
    "dumps",
    "format_of",
]


class NotUtf8Error(Exception):
    """A text contains a byte or a character that is not possible in UTF-8.

    Attributes:
        problem: The problem, with its position.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Text(NamedTuple):
    """The text of a list, and the arguments to read it with; see `batches`."""

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
            if not piece.isascii():
                _check_unicode(lines, number, self.file)
            yield from lines
            number += len(lines)


class Format(NamedTuple):
    """A format of lists.

    Attributes:
        name: The name, for messages.
        method: The name of the method of `Papers` that writes it.
        read: The function that reads it; None for a format that is only written.
        options: The arguments of `read` that apply to it: ``dialect`` and ``columns``.
        readers: The programs that read a format that is only written.
    """

    name: str
    method: str
    read: Callable[[_Text], Iterator[Batch]] | None = None
    options: Sequence[str] = ()
    readers: str = ""


# From a list


def batches(
    pieces: Iterable[str],
    file: str | None,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    form: Format | None = None,
    is_complete: bool,
) -> Iterator[Batch]:
    """Yield the papers and the problems of each part of a list.

    Args:
        pieces: The text, whole or line by line.
        file: The name of the list, for problems.
        dialect: As in `read`.
        columns: As in `read`.
        form: The format; None to recognise it from the name and the beginning of the text.
        is_complete: Whether the pieces may be read at once, so that links by reference can be
            resolved. A stream is read as it arrives.

    Raises:
        InvalidValueError: The format is only written, or an argument doesn't apply to it.
        NotUtf8Error: The text is not UTF-8.
    """
    rest = iter(pieces)
    first = next(rest, "")
    form = form or format_of(file, first)
    if form.read is None:
        readable = dict.fromkeys(each.name for each in FORMATS.values() if each.read)
        raise InvalidValueError(
            f"{show(file)} is {form.name}, which is only written; {form.readers} reads it. "
            f"The formats of lists that are read: {', '.join(readable)}"
        )
    _check_arguments(form, dialect, columns)
    yield from form.read(
        _Text(chain([first], rest), file, is_complete, dialect, columns or {}),
    )


def format_of(name: str | None, beginning: str) -> Format:
    """Return the format of a list, which is Markdown unless recognised as another.

    Args:
        name: The path or the address of the list.
        beginning: The beginning of the text, from which Parquet is recognised.
    """
    path = name or ""
    if is_web_address(path):
        path = urlsplit(path).path.rstrip("/")
    if suffix := _suffix_of(path):
        return FORMATS[suffix]
    is_parquet = not PurePath(path).suffix and beginning.startswith(_PARQUET)
    return FORMATS[".parquet"] if is_parquet else MARKDOWN


def _suffix_of(name: str) -> str | None:
    """Return the suffix of a name in the table, or None."""
    suffixes = [suffix for suffix in FORMATS if name.casefold().endswith(suffix)]
    return max(suffixes, key=len, default=None)


# The magic number, https://parquet.apache.org/docs/file-format/, and the first byte after it, of a
# page header or the footer: field 1 of type i32, in Thrift's compact protocol.
_PARQUET = "PAR1\x15"


def _check_arguments(
    form: Format, dialect: str | Dialect | None, columns: Mapping[str, str] | None
) -> None:
    arguments = {"dialect": dialect, "columns": columns}
    refused = [name for name in arguments if name not in form.options]
    if any(arguments[name] is not None for name in refused):
        verb = "is" if len(refused) == 1 else "are"
        raise InvalidValueError(
            f"{' and '.join(refused)} {verb} for Markdown, and the source is {form.name}"
        )
    check_columns(columns, ROLES if form is MARKDOWN else columns_of_csv())


def check_columns(columns: Mapping[str, str] | None, known: Sequence[str]) -> None:
    """Check the argument `columns` of `read`.

    Raises:
        InvalidValueError: It is not a mapping of headers to known columns.
    """
    if columns is None:
        return
    if not isinstance(columns, Mapping):
        raise InvalidValueError(f"columns must map headers to fields, got {show(columns)}")
    for header, field in columns.items():
        if not isinstance(header, str):
            raise InvalidValueError(f"columns: a header must be text, got {show(header)}")
        check_role(field, known)


def columns_of_csv() -> tuple[str, ...]:
    """Return the names of the columns of CSV."""
    from weeklypapers.formats._columns import COLUMNS

    return tuple(COLUMNS)


def _check_unicode(lines: list[str], lines_before: int, file: str | None) -> None:
    for number, line in enumerate(lines, lines_before + 1):
        try:
            line.encode()
        except UnicodeEncodeError as error:
            raise NotUtf8Error(_not_utf_8(line, number, error.start, file)) from None


def _not_utf_8(line: str, number: int, start: int, file: str | None) -> Problem:
    code = ord(line[start])
    # U+DC80 to U+DCFF represent bytes: files are decoded with "surrogateescape".
    shown = f"the byte 0x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"U+{code:04X}"
    return Problem(
        code="not-utf-8",
        message=f"expected text in UTF-8, got {shown}",
        line=number,
        column=start + 1,
        text=line.encode(errors="backslashreplace").decode(),
        file=file,
    )


def _read_markdown(text: _Text) -> Iterator[Batch]:
    return read_document(
        text.lines(), text.file, text.dialect, text.columns, is_complete=text.is_complete
    )


def _read_json(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import json

    yield Batch(*json.loads("\n".join(text.lines()), text.file))


def _read_json_lines(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import json

    for number, line in enumerate(text.lines(), 1):
        yield Batch(*json.loads_line(line, number, text.file), line=number)


def _read_csv(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import csv

    for row in csv.read_rows(text.lines(csv.split_lines), text.file, text.columns):
        yield Batch(_as_list(row.paper), row.problems, line=row.line)


def _read_parquet(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import arrow

    content = "".join(text.pieces).encode("utf-8", "surrogateescape")  # as it was decoded
    for paper, problems in arrow.parquet_rows(content, text.file):
        yield Batch(_as_list(paper), problems)


def _as_list(paper: Paper | None) -> list[Paper]:
    return [paper] if paper else []


# To a file


def dumps(papers: object, name: str, options: Mapping[str, Any]) -> bytes:
    """Return the content of a file with a list.

    Args:
        papers: The list, a `Papers`.
        name: The name of the file.
        options: The arguments of the method that writes the format.

    Raises:
        InvalidValueError: There is no format for the suffix; the message names the known ones.
        UnknownArgumentError: The method has no such argument; the message names the nearest.
    """
    from inspect import signature  # here, since its import is slow and reading doesn't need it

    suffix = _suffix_of(name)
    if suffix is None:
        raise InvalidValueError(
            f"no format has the suffix of {show(name)}. Known: {', '.join(map(repr, FORMATS))}."
        )
    method: Callable[..., str | bytes] = getattr(papers, FORMATS[suffix].method)
    known = list(signature(method).parameters)
    for option in options:
        if option not in known:
            hint = did_you_mean(option, known) if known else "It has none."
            raise UnknownArgumentError(f"write has no option {option!r} for {suffix}. {hint}")
    content = method(**options)
    return content.encode() if isinstance(content, str) else content


# The table

MARKDOWN = Format("Markdown", "to_markdown", _read_markdown, options=("dialect", "columns"))
_JSON_LINES = Format("JSON Lines", "to_jsonl", _read_json_lines)

FORMATS: Mapping[str, Format] = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".json": Format("JSON", "to_json", _read_json),
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".bib": Format("BibTeX", "to_bibtex", readers="BibTeX, biber or bibtexparser"),
    ".csl.json": Format("CSL-JSON", "to_csl", readers="pandoc or a reference manager"),
    ".ris": Format("RIS", "to_ris", readers="a reference manager or rispy"),
    ".atom": Format("an Atom feed", "to_atom", readers="a feed reader or feedparser"),
    ".csv": Format("CSV", "to_csv", _read_csv, options=("columns",)),
    ".parquet": Format("Parquet", "_to_parquet", _read_parquet),
}
"""The format of each suffix, in lower case. A list with any other suffix is read as Markdown."""
