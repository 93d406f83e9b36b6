"""Reading lists: from where, in which format, and what happens to rows that can't be read."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Literal, get_args

import attrs

from weeklypapers import dialects, markdown
from weeklypapers.dialects.cells import READERS, decode, plain_header
from weeklypapers.dialects.fitting import Columns
from weeklypapers.errors import (
    InvalidValueError,
    PaperListWarning,
    Problem,
    ReadError,
    check_choice,
    did_you_mean,
    show,
)
from weeklypapers.model import Paper
from weeklypapers.papers import Document, OnError, Papers
from weeklypapers.sources import SourceLike, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from weeklypapers.dialects import Dialect

__all__ = ["Batch", "batches", "from_json", "iter_papers", "parse", "read", "sample"]


_JSON = (".json",)
_JSON_LINES = (".jsonl", ".ndjson")


@attrs.frozen
class Batch:
    """What some lines of a list gave.

    Attributes:
        papers: The papers that were read.
        problems: What was found on the way.
        chunk: The rows, if they are rows of a table of papers.
        columns: What the columns of that table were read as.
        line: The line that gave the paper, in JSON Lines.
    """

    papers: list[Paper]
    problems: list[Problem]
    chunk: markdown.Chunk | None = None
    columns: Columns | None = None
    line: int | None = None


def read(
    source: SourceLike,
    *,
    dialect: str | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = "raise",
) -> Papers:
    """Reads a list of papers.

    The suffix tells JSON (``.json``) and JSON Lines (``.jsonl``, ``.ndjson``); everything else is
    read as Markdown.

    Args:
        source: A path, an ``http(s)`` address, or a file open for reading text or bytes. Text is
            UTF-8; for line endings to be kept, a text file must be open with ``newline=""``.
        dialect: How a Markdown list writes papers down; None to tell it by its headers.
        columns: For headers of a Markdown list that say it in words of their own, the field of
            `Paper` that takes the column, such as ``{"Paper": "title"}``.
        on_error: What happens when rows can't be read. ``"raise"`` raises one `ReadError` with
            all of them; ``"warn"`` warns of each problem, and ``"collect"`` stays silent: both
            return the papers that could be read, and keep the problems in `Papers.problems`.

    Raises:
        ReadError: Something can't be read and `on_error` is ``"raise"``; it has the papers that
            could be read. Text that is not UTF-8 is never read.
        OSError: The source can't be opened; a `SourceError` if it is an address.
        InvalidValueError: An argument is not one of those that it can be.
    """
    check_choice("on_error", on_error, get_args(OnError))
    with opened(source) as found:
        text = found.file.read()
    found_batches = batches([text], found.name, found.suffix, dialect, columns)
    is_markdown = found.suffix not in _JSON + _JSON_LINES
    return _settled(found_batches, on_error, text if is_markdown else None)


def parse(
    text: str,
    *,
    dialect: str | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = "raise",
) -> Papers:
    """Reads a list of papers from Markdown text; arguments and errors as in `read`."""
    check_choice("on_error", on_error, get_args(OnError))
    _check_text(text)
    return _settled(batches([text], None, "", dialect, columns), on_error, text)


def iter_papers(
    source: SourceLike,
    *,
    dialect: str | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "warn"] | Callable[[Problem], object] = "raise",
) -> Iterator[Paper]:
    """Reads a list that may be larger than memory, paper by paper.

    Args:
        source: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.
        on_error: ``"raise"`` raises a `ReadError` at the first rows that can't be read. ``"warn"``
            warns of each problem, and a function is called with each, those of rows that were
            read with a repair among them; then the rest is read.

    Returns:
        The papers in listed order. The source is opened when the first is asked for, and stays
        open until the last.

    Raises:
        ReadError: As `read`, behind the papers that stand before the row in the list.
        OSError: As `read`, when the first paper is asked for.
        InvalidValueError: As `read`.
    """
    report = _reporter(on_error)
    dialects.named(dialect)
    _checked_columns(columns)
    return _streamed(source, dialect, columns, report)


def _streamed(
    source: SourceLike,
    dialect: str | None,
    columns: Mapping[str, str] | None,
    report: Callable[[Problem], object] | None,
) -> Iterator[Paper]:
    with opened(source) as found:
        for batch in batches(found.file, found.name, found.suffix, dialect, columns):
            if report is not None:
                for problem in batch.problems:
                    report(problem)
            elif error := _first_error(batch.problems):
                yield from _listed_before(error.line or 0, batch.papers)
                raise ReadError(batch.problems, Papers(batch.papers))
            yield from batch.papers


def _first_error(problems: Iterable[Problem]) -> Problem | None:
    return next((problem for problem in problems if problem.severity == "error"), None)


def _listed_before(line: int, papers: Iterable[Paper]) -> Iterator[Paper]:
    return (paper for paper in papers if paper.origin and paper.origin.line < line)


def from_json(text: str, *, on_error: OnError = "raise") -> Papers:
    """Reads the JSON document that `Papers.to_json` writes; `on_error` and errors as in `read`.

    Errors give the path of the value, such as ``$.papers[3].week``.
    """
    check_choice("on_error", on_error, get_args(OnError))
    _check_text(text)
    return _settled(batches([text], None, ".json"), on_error, None)


def sample() -> Papers:
    """The list that comes with the package.

    100 papers of 13 weeks, from the week ending 2024-06-30 down to that ending 2024-04-07: week,
    title, category and link of each, no abstracts.
    """
    text = resources.files("weeklypapers").joinpath("sample.md").read_text(encoding="utf-8")
    return parse(text)


def batches(
    pieces: Iterable[str],
    file: str | None,
    suffix: str,
    dialect: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Batch]:
    """What a list gives, part by part.

    Args:
        pieces: The text, whole or line by line.
        file: Name of the list, for problems.
        suffix: Suffix of the file, in lower case.
        dialect: As in `read`.
        columns: As in `read`.
    """
    lines = _decoded(pieces, file)
    if suffix not in _JSON + _JSON_LINES:
        return _of_markdown(lines, file, dialects.named(dialect), _checked_columns(columns))
    if dialect is not None or columns is not None:
        raise InvalidValueError("dialect and columns are for Markdown, and the source is JSON")
    from weeklypapers import codec

    if suffix in _JSON:
        return iter([Batch(*codec.loads("\n".join(lines), file))])
    return (
        Batch(*codec.loads_line(line, number, file), line=number)
        for number, line in enumerate(lines, 1)
    )


def _checked_columns(columns: Mapping[str, str] | None) -> Mapping[str, str]:
    if columns is None:
        return {}
    if not isinstance(columns, Mapping):
        raise InvalidValueError(f"columns must map headers to fields, got {show(columns)}")
    for header, field in columns.items():
        if not isinstance(header, str):
            raise InvalidValueError(f"columns: a header must be text, got {show(header)}")
        if not isinstance(field, str) or field not in READERS:
            hint = did_you_mean(str(field), READERS)
            raise InvalidValueError(f"columns: {show(field)} is no field of a list. {hint}")
    return columns


def _decoded(pieces: Iterable[str], file: str | None) -> Iterator[str]:
    """The lines of some text, checked to be such as UTF-8 can have."""
    number = 0
    for piece in pieces:
        lines = markdown.split_lines(piece)
        if not piece.isascii():
            _check_unicode(lines, number, file)
        yield from lines
        number += len(lines)


def _check_unicode(lines: list[str], before: int, file: str | None) -> None:
    for number, line in enumerate(lines, before + 1):
        try:
            line.encode()
        except UnicodeEncodeError as error:
            raise ReadError([_not_unicode(line, number, error.start, file)], Papers()) from None


def _not_unicode(line: str, number: int, start: int, file: str | None) -> Problem:
    got = ord(line[start])
    shown = f"the byte 0x{got - 0xDC00:02x}" if 0xDC80 <= got <= 0xDCFF else f"U+{got:04X}"
    return Problem(
        code="not-utf-8",
        message=f"expected text in UTF-8, got {shown}",
        line=number,
        column=start + 1,
        text=line.encode(errors="backslashreplace").decode(),
        file=file,
    )


def _of_markdown(
    lines: Iterable[str],
    file: str | None,
    known: list[Dialect],
    given: Mapping[str, str],
) -> Iterator[Batch]:
    table: markdown.Table | None = None
    reader: tuple[Dialect, Columns] | None = None
    readers = 0
    headers: list[str] = []
    for chunk in markdown.scan(lines):
        if chunk.table is not table:
            table = chunk.table
            headers += [decode(cell.text) for cell in table.header.cells]
            reader = _reader_of(table, known, given)
            readers += reader is not None
            if reader is None:
                yield Batch([], [_other_table(table, file)])
        if reader is not None:
            dialect, columns = reader
            papers, problems = dialect.read_chunk(chunk, columns, file)
            yield Batch(papers, problems, chunk, columns)
    if not readers:
        yield Batch([], [_no_table(file)])
    yield Batch([], [_no_such_column(header, headers, file) for header in _not_in(headers, given)])


def _not_in(headers: Iterable[str], given: Iterable[str]) -> list[str]:
    known = set(map(plain_header, headers))
    return [header for header in given if plain_header(header) not in known]


def _no_such_column(header: str, headers: list[str], file: str | None) -> Problem:
    message = f"expected a table with the header {show(header)}, as columns= says"
    hint = f" {did_you_mean(header, headers)}" if headers else ""
    return Problem(code="no-such-column", message=f"{message}; got none.{hint}", file=file)


def _reader_of(
    table: markdown.Table, known: list[Dialect], given: Mapping[str, str]
) -> tuple[Dialect, Columns] | None:
    for dialect in known:
        columns = dialect.recognise(table, given)
        if columns is not None:
            return dialect, columns
    return None


def _other_table(table: markdown.Table, file: str | None) -> Problem:
    header = ", ".join(repr(cell.text) for cell in table.header.cells)
    return Problem(
        code="other-table",
        message=f"left alone: no column of a paper's title, and of something else, among {header}",
        line=table.header.line,
        column=1,
        text=table.header.text,
        severity="info",
        file=file,
    )


def _no_table(file: str | None) -> Problem:
    return Problem(
        code="no-table",
        message="expected a table of papers, with the header 'title' and one of 'Week', "
        "'category', 'abstract', 'Paper-Link' or 'authors' at least; got none",
        line=1,
        column=1,
        file=file,
    )


def _check_text(text: str) -> None:
    if not isinstance(text, str):
        raise InvalidValueError(f"text must be text, got {show(text)}; `read` takes files")


def _settled(found: Iterable[Batch], on_error: OnError, document: str | None) -> Papers:
    """One list of all that was read, unless what could not be read is to be raised."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    for batch in found:
        papers += batch.papers
        problems += batch.problems
    source = Document(document, tuple(papers)) if document is not None else None
    made = Papers(papers, problems=problems, document=source)
    if on_error == "raise" and _first_error(problems):
        raise ReadError(problems, made)
    if on_error == "warn":
        for problem in problems:
            _warn(problem, stacklevel=4)  # the caller of `read` or `parse`
    return made


def _reporter(
    on_error: Literal["raise", "warn"] | Callable[[Problem], object],
) -> Callable[[Problem], object] | None:
    """What is told of each problem; None where the first error is raised."""
    if callable(on_error):
        return on_error
    if on_error not in ("raise", "warn"):
        raise InvalidValueError(
            "on_error must be 'raise', 'warn' or a function that takes each problem, such as "
            f"the append of a list, got {show(on_error)}"
        )
    # Whoever asks for the next paper is two frames away.
    return partial(_warn, stacklevel=3) if on_error == "warn" else None


def _warn(problem: Problem, *, stacklevel: int) -> None:
    warnings.warn(str(problem), PaperListWarning, stacklevel=stacklevel)
