"""The formats of files: one table of suffixes, with the reader and the writer of each format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import attrs

from weeklypapers import markdown
from weeklypapers.dialects.dialect import ROLES, Dialect, check_role, dialects_of
from weeklypapers.dialects.document import Batch
from weeklypapers.dialects.lists import read_list
from weeklypapers.files import is_web_address
from weeklypapers.formats.contents import Content, content_of
from weeklypapers.formats.encodings import (
    NotUtf8Error,
    check_unicode,
    decoded,
    encoding_of,
    is_unicode,
    not_utf_8,
    to_bytes,
)
from weeklypapers.formats.extensions import Extension, extension_of, installed, papers_from
from weeklypapers.markdown.lines import NumberedLines
from weeklypapers.model.bulk import chunks
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "FORMATS",
    "MARKDOWN",
    "Format",
    "ListSource",
    "NotUtf8Error",
    "batches",
    "check_columns",
    "columns_of_csv",
    "format_named",
    "format_of",
    "in_unicode",
    "known_format",
    "source_of",
    "suffix_of",
]


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


class Format(NamedTuple):
    """A format of lists.

    Attributes:
        name: The name, for messages.
        method: The name of the method of `Papers` that writes it; None without one.
        read: The function that reads it; None for a format that is only written.
        options: The arguments of `read` that apply to it: ``dialect`` and ``columns``.
        readers: The programs that read a format that is only written.
        is_binary: True if it is not text.
        is_raw: True if it is read from bytes, in whatever encoding.
        writer: The function of another package or program that writes it, if there is no method.
    """

    name: str
    method: str | None = None
    read: Callable[[_Text], Iterator[Batch]] | None = None
    options: Sequence[str] = ()
    readers: str = ""
    is_binary: bool = False
    is_raw: bool = False
    writer: Extension | None = None


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
    yield from source_of(pieces, file, form).batches(dialect, columns, is_complete=is_complete)


class ListSource(NamedTuple):
    """The text of a list, and its format.

    Attributes:
        content: The content of its source.
        form: The format.
        file: The name of the list.
    """

    content: Content
    form: Format
    file: str | None

    @property
    def is_markdown(self) -> bool:
        """True if the source itself is Markdown, and not a format that was converted to it."""
        return self.form is MARKDOWN and self.content.conversion is None

    @property
    def obstacle(self) -> str | None:
        """The reason why its text can't be edited, or None."""
        conversion = self.content.conversion
        if conversion is None:
            return None
        return f"the list was read from {conversion.name}, which can't be edited"

    def batches(
        self,
        dialect: str | Dialect | None,
        columns: Mapping[str, str] | None,
        *,
        is_complete: bool,
    ) -> Iterator[Batch]:
        """Yield the papers and the problems of each part; see the function `batches`."""
        content, read = self.content, self.form.read
        _check_arguments(self.form, dialect, columns)
        if content.problems:
            yield Batch([], list(content.problems))
        if content.is_readable and read:
            yield from read(_Text(content.pieces, self.file, is_complete, dialect, columns or {}))

    def whole(self) -> tuple[ListSource, str]:
        """Return the list with its whole text, and the text."""
        text = "".join(self.content.pieces)
        return self._replace(content=attrs.evolve(self.content, pieces=[text])), text

    def in_source(self, batch: Batch) -> Batch:
        """Return a batch with the lines of the source, if its text was converted."""
        if (conversion := self.content.conversion) is None:
            return batch
        return attrs.evolve(
            batch,
            papers=list(map(conversion.paper, batch.papers)),
            problems=list(map(self.problem_in_source, batch.problems)),
        )

    def problem_in_source(self, problem: Problem) -> Problem:
        """Return a problem with its place in the source, if the text was converted."""
        conversion = self.content.conversion
        if conversion is None or problem in self.content.problems:
            return problem
        return conversion.problem(problem)


def source_of(pieces: Iterable[str], file: str | None, form: Format | None = None) -> ListSource:
    """Recognise the format of a list.

    Args:
        pieces: The text, whole or line by line.
        file: The name of the list, for problems.
        form: The format; None to recognise it from the name and the text.

    Raises:
        InvalidValueError: The format is only written.
        NotUtf8Error: The text is not in the encoding of its beginning.
    """
    named = form or format_of(file)
    if named.read is None:
        readable = dict.fromkeys(each.name for each in FORMATS.values() if each.read)
        others = f"; {named.readers} reads it" if named.readers else ""
        raise InvalidValueError(
            f"{show(file)} is {named.name}, which is only written{others}. "
            f"The formats of lists that are read: {', '.join(readable)}"
        )
    if named is _HTML:  # its articles become Markdown
        named = MARKDOWN
    if named.is_raw:
        return ListSource(Content(pieces), named, file)
    content = content_of(
        pieces,
        file,
        is_markdown=named is MARKDOWN,
        may_be_data=form is None,
        may_be_empty=named is _JSON_LINES,
    )
    return ListSource(content, FORMATS[content.suffix] if content.suffix else named, file)


def in_unicode(text: str, file: str | None) -> tuple[str, Problem | None]:
    """Return a text in its own encoding, and the problem that it was not UTF-8.

    Args:
        text: The text, decoded as UTF-8 with "surrogateescape".
        file: The name of the list.
    """
    encoding = encoding_of(text)
    if encoding is None or format_of(file).is_raw:
        return text, None
    try:
        return "".join(decoded([text], encoding, file)), not_utf_8(encoding, file)
    except NotUtf8Error:
        return text, None


def format_of(name: str | None) -> Format:
    """Return the format of a list according to its path or address; Markdown if it is unknown.

    Raises:
        WeeklyPapersError: Two packages have a function for the suffix.
    """
    return known_format(name or "") or MARKDOWN


def known_format(path: str) -> Format | None:
    """Return the format of the suffix of a path or address; None if it is unknown.

    An installed package may add a format, and a reader to one that is only written. It can't
    replace anything.

    Raises:
        WeeklyPapersError: Two packages have a function for the suffix.
    """
    if is_web_address(path):
        path = urlsplit(path).path.rstrip("/")
    suffix = suffix_of(path)
    form = FORMATS[suffix] if suffix else None
    if form and form.read:
        return form
    reader = installed("readers", path)
    writer = None if form else installed("writers", path)
    if reader:
        return _read_by(reader, form or Format(reader.name, writer=writer))
    return Format(writer.name, writer=writer) if writer else form


def suffix_of(name: str) -> str | None:
    """Return the suffix of a name in the table, or None."""
    suffixes = [suffix for suffix in FORMATS if name.casefold().endswith(suffix)]
    return max(suffixes, key=len, default=None)


def format_named(name: str | Callable[..., Any], *, is_written: bool = False) -> Format:
    """Return the format that the argument `format` of `read` or `Papers.write` names.

    Args:
        name: A name such as ``"bibtex"``, a suffix such as ``".bib"`` or ``"bib"``, or a function
            that reads or writes a format of its own.
        is_written: True for a format to write.

    Raises:
        InvalidValueError: There is no such format; the message names the nearest one.
        WeeklyPapersError: Two packages have a function for the suffix.
    """
    if callable(name):
        function = extension_of(name)
        form = Format(function.name)
        return form._replace(writer=function) if is_written else _read_by(function, form)
    if not isinstance(name, str):
        raise InvalidValueError(
            f"format must be a name, a suffix or a function, such as 'json', got {show(name)}"
        )
    word = name.casefold().removeprefix(".")
    suffixes = {suffix.removeprefix("."): suffix for suffix in FORMATS}
    for suffix, form in FORMATS.items():
        suffixes.setdefault(str(form.method).rpartition("to_")[2], suffix)
    named = known_format(f"list{suffixes.get(word, f'.{word}')}")
    if named is None:
        usable = [each for each in suffixes if is_written or FORMATS[suffixes[each]].read]
        raise InvalidValueError(f"there is no format {show(name)}. {did_you_mean(word, usable)}")
    return named


def _read_by(reader: Extension, form: Format) -> Format:
    """Return a format with the reader of another package or program."""
    return form._replace(read=partial(_read_extension, reader), is_raw=True)


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
    dialects_of(dialect)
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


def _read_markdown(text: _Text) -> Iterator[Batch]:
    lines = text.whole() if text.is_complete else text.lines()
    return read_list(lines, text.file, text.dialect, text.columns)


def _read_json(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import json

    lines = text.whole()
    content = "\n".join(lines) if "\r" in lines.text else lines.text
    yield Batch(*json.loads(content, text.file))


def _read_json_lines(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import json

    first = 1
    for lines in chunks(text.lines()):
        for line in json.loads_lines(lines, first, text.file):
            yield Batch(line.papers, line.problems, line=line.number)
        first += len(lines)


def _read_csv(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import csv
    from weeklypapers.formats._csv_records import split_lines

    for row in csv.read_rows(text.lines(split_lines), text.file, text.columns):
        yield Batch(_as_list(row.paper), row.problems, line=row.line)


def _read_tsv(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import csv
    from weeklypapers.formats._csv_records import split_lines

    lines = text.lines(split_lines)
    for row in csv.read_rows(lines, text.file, text.columns, separator="\t"):
        yield Batch(_as_list(row.paper), row.problems, line=row.line)


def _read_parquet(text: _Text) -> Iterator[Batch]:
    from weeklypapers.formats import arrow

    for row in arrow.parquet_rows(text.content(), text.file):
        yield Batch(_as_list(row.paper), row.problems)


def _read_extension(reader: Extension, text: _Text) -> Iterator[Batch]:
    for papers, problems in papers_from(reader, text.content(), text.file):
        yield Batch(papers, problems)


def _as_list(paper: Paper | None) -> list[Paper]:
    return [paper] if paper else []


# The table

MARKDOWN = Format("Markdown", "to_markdown", _read_markdown, options=("dialect", "columns"))
_HTML = Format("a web page", "to_html", _read_markdown, options=MARKDOWN.options)
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
    ".html": _HTML,
    ".htm": _HTML,
    ".csv": Format("CSV", "to_csv", _read_csv, options=("columns",)),
    ".tsv": Format("TSV", "_to_tsv", _read_tsv, options=("columns",)),
    ".parquet": Format("Parquet", "_to_parquet", _read_parquet, is_binary=True, is_raw=True),
}
"""The format of each suffix, in lower case. A list with any other suffix is read as Markdown."""
