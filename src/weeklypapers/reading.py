"""Reading lists: from where, in which format, and what happens to rows that can't be read."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import resources
from itertools import chain
from typing import Any, Literal, NamedTuple, get_args

from weeklypapers import markdown
from weeklypapers.dialects.dialect import ROLES, Dialect, check_role, dialects_of
from weeklypapers.dialects.document import Batch, read_document
from weeklypapers.files import SourceLike, opened
from weeklypapers.model._public import public
from weeklypapers.model.errors import (
    InvalidValueError,
    PaperListWarning,
    WeeklyPapersError,
    check_choice,
    show,
)
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem, Problems
from weeklypapers.papers import Document, OnError, Papers

__all__ = [
    "ReadError",
    "batches",
    "from_arrow",
    "from_csv",
    "from_json",
    "iter_papers",
    "parse",
    "read",
    "sample",
]


@public
def read(
    source: SourceLike,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = "raise",
) -> Papers:
    """Reads a list of papers.

    The suffix tells JSON (``.json``), JSON Lines (``.jsonl``, ``.ndjson``), CSV (``.csv``) and
    Parquet (``.parquet``), which a file without a name tells by its first bytes as well; everything
    else is read as Markdown.

    Args:
        source: A path, an ``http(s)`` address, or a file open for reading text or bytes. Text is
            UTF-8; for line endings to be kept, a text file must be open with ``newline=""``.
        dialect: How a Markdown list writes papers down: ``"weekly"``, ``"table"``, ``"bullets"`` or
            a `Dialect` of your own; None to tell it by headers and cells.
        columns: For headers of a Markdown list that say it in words of their own, what the column
            is read as, such as ``{"Paper": "title"}``: a field of `Paper`, a kind of link, or
            another of the words that `Dialect.columns` takes. For headers of CSV, one of the
            columns that `Papers.to_csv` writes, such as ``"url"``.
        on_error: What happens when rows can't be read. ``"raise"`` raises one `ReadError` with
            all of them; ``"warn"`` warns of each problem, and ``"collect"`` stays silent: both
            return the papers that could be read, and keep the problems in `Papers.problems`.

    Raises:
        ReadError: Something can't be read and `on_error` is ``"raise"``; it has the papers that
            could be read. Text that is not UTF-8 is never read.
        OSError: The source can't be opened; a `SourceError` if it is an address.
        InvalidValueError: An argument is not one of those that it can be.
        MissingDependencyError: It is Parquet, and pyarrow is not installed.
    """
    check_choice("on_error", on_error, get_args(OnError))
    with opened(source) as found:
        text = found.file.read()
    found_batches = batches([text], found.name, found.suffix, dialect, columns)
    is_markdown = _format_of(text, found.suffix) is None
    document = _document(text, found.name, dialect, columns) if is_markdown else None
    return _settled(found_batches, on_error, document)


@public
def parse(
    text: str,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = "raise",
) -> Papers:
    """Reads a list of papers from Markdown text; arguments and errors as in `read`."""
    check_choice("on_error", on_error, get_args(OnError))
    _check_text(text)
    found_batches = batches([text], None, "", dialect, columns)
    return _settled(found_batches, on_error, _document(text, None, dialect, columns))


def _document(
    text: str,
    file: str | None,
    dialect: str | Dialect | None,
    columns: Mapping[str, str] | None,
) -> Document:
    return Document(text, (), file, dialect, dict(columns or {}))


@public
def iter_papers(
    source: SourceLike,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "warn"] | Callable[[Problem], object] = "raise",
) -> Iterator[Paper]:
    """Reads a list that may be larger than memory, paper by paper.

    A link by reference, ``[PDF][1]``, is text here, since the document defines it elsewhere.

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
    dialects_of(dialect)
    _check_columns(columns, (*ROLES, *_csv_columns()))
    return _streamed(source, dialect, columns, report)


def _streamed(
    source: SourceLike,
    dialect: str | Dialect | None,
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


@public
def from_json(text: str, *, on_error: OnError = "raise") -> Papers:
    """Reads the JSON document that `Papers.to_json` writes; `on_error` and errors as in `read`.

    Errors give the path of the value, such as ``$.papers[3].week``.
    """
    check_choice("on_error", on_error, get_args(OnError))
    _check_text(text)
    return _settled(batches([text], None, ".json"), on_error, None)


@public
def from_csv(
    text: str, *, columns: Mapping[str, str] | None = None, on_error: OnError = "raise"
) -> Papers:
    """Reads the CSV that `Papers.to_csv` writes, or that of others.

    Args:
        text: The CSV, with a header; commas, semicolons or tabs part the cells.
        columns: For headers in words of their own, the column that each is, such as
            ``{"Paper": "title"}``; ``"extra"`` keeps a column in `Paper.extra`.
        on_error: As in `read`.

    Raises:
        ReadError: As `read`.
        InvalidValueError: As `read`.
    """
    check_choice("on_error", on_error, get_args(OnError))
    _check_text(text)
    return _settled(batches([text], None, ".csv", columns=columns), on_error, None)


@public
def from_arrow(obj: object, *, on_error: OnError = "raise") -> Papers:
    """Reads the papers of any object that offers an Arrow stream.

    Such as a DataFrame of pandas, Polars or narwhals, a table of pyarrow, a relation of DuckDB.
    The columns are those that `Papers.to_arrow` writes, in any order; only ``title`` is needed.
    Columns of text, numbers, days and times that are none of them go to `Paper.extra`, as text.

    Args:
        obj: The object; it must have the method ``__arrow_c_stream__``.
        on_error: As in `read`. Messages end with the row, counted from 0, and the column.

    Raises:
        ReadError: Something can't be read and `on_error` is ``"raise"``; it has the papers that
            could be read.
        InvalidValueError: `obj` offers no Arrow stream.
        MissingDependencyError: pyarrow is not installed.
    """
    check_choice("on_error", on_error, get_args(OnError))
    from weeklypapers.tabular import arrow

    return _settled(map(_batch, arrow.stream_rows(obj)), on_error, None)


@public
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
    dialect: str | Dialect | None = None,
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
    _refuse_written(file)
    is_whole = isinstance(pieces, list)
    rest = iter(pieces)
    first = next(rest, "")
    pieces = chain([first], rest)
    found = _format_of(first, suffix)
    if found is None:
        _check_columns(columns, ROLES)
        lines = _decoded(pieces, file)
        return read_document(list(lines) if is_whole else lines, file, dialect, columns or {})
    if dialect is not None or (columns is not None and not found.takes_columns):
        refused = "dialect is" if found.takes_columns else "dialect and columns are"
        raise InvalidValueError(f"{refused} for Markdown, and the source is {found.name}")
    _check_columns(columns, _csv_columns())
    return found.read(pieces, file, columns or {})


def _format_of(begin: str, suffix: str) -> _Format | None:
    """The format of a list with some suffix and beginning; None if it is Markdown."""
    is_parquet = not suffix and begin.startswith(_PARQUET)
    return _FORMATS.get(".parquet" if is_parquet else suffix)


def _refuse_written(file: str | None) -> None:
    name = (file or "").casefold()
    for suffix, (what, reader) in _WRITTEN.items():
        if name.endswith(suffix):
            raise InvalidValueError(
                f"{show(file)} is {what}, which is written and not read; {reader} reads it. "
                "A list is read from Markdown, JSON, JSON Lines, CSV and Parquet"
            )


def _json(pieces: Iterable[str], file: str | None, _: Mapping[str, str]) -> Iterator[Batch]:
    from weeklypapers import codec

    return iter([Batch(*codec.loads("\n".join(_decoded(pieces, file)), file))])


def _json_lines(pieces: Iterable[str], file: str | None, _: Mapping[str, str]) -> Iterator[Batch]:
    from weeklypapers import codec

    return (
        Batch(*codec.loads_line(line, number, file), line=number)
        for number, line in enumerate(_decoded(pieces, file), 1)
    )


def _csv(pieces: Iterable[str], file: str | None, columns: Mapping[str, str]) -> Iterator[Batch]:
    from weeklypapers.tabular import csv, records

    lines = _decoded(pieces, file, records.split_lines)
    return (
        _batch((given.paper, given.problems), given.line)
        for given in csv.read_rows(lines, file, columns)
    )


def _parquet(pieces: Iterable[str], file: str | None, _: Mapping[str, str]) -> Iterator[Batch]:
    from weeklypapers.tabular import arrow

    content = "".join(pieces).encode("utf-8", "surrogateescape")  # as `sources` decoded it
    return map(_batch, arrow.parquet_rows(content, file))


def _csv_columns() -> tuple[str, ...]:
    from weeklypapers.tabular.columns import COLUMNS

    return tuple(COLUMNS)


def _batch(given: tuple[Paper | None, list[Problem]], line: int | None = None) -> Batch:
    paper, problems = given
    return Batch([paper] if paper else [], problems, line=line)


class _Format(NamedTuple):
    """A format other than Markdown, and what reads it."""

    name: str
    read: Callable[[Iterable[str], str | None, Mapping[str, str]], Iterator[Batch]]
    takes_columns: bool = False


_FORMATS: Mapping[str, _Format] = {
    ".json": _Format("JSON", _json),
    ".jsonl": _Format("JSON Lines", _json_lines),
    ".ndjson": _Format("JSON Lines", _json_lines),
    ".csv": _Format("CSV", _csv, takes_columns=True),
    ".parquet": _Format("Parquet", _parquet),
}


# The magic number, https://parquet.apache.org/docs/file-format/, and the first byte behind it, of a
# page's header or the footer: field 1 of type i32, in Thrift's compact protocol.
_PARQUET = "PAR1\x15"

# What `Papers.write` writes and nothing here reads: what it is, and what reads it.
_WRITTEN: Mapping[str, tuple[str, str]] = {
    ".bib": ("a bibliography for BibTeX", "BibTeX, biber or bibtexparser"),
    ".csl.json": ("CSL-JSON", "pandoc or a reference manager"),
    ".ris": ("RIS", "a reference manager or rispy"),
    ".atom": ("a feed", "a feed reader or feedparser"),
}


def _check_columns(columns: Mapping[str, str] | None, known: Sequence[str]) -> None:
    if columns is None:
        return
    if not isinstance(columns, Mapping):
        raise InvalidValueError(f"columns must map headers to fields, got {show(columns)}")
    for header, field in columns.items():
        if not isinstance(header, str):
            raise InvalidValueError(f"columns: a header must be text, got {show(header)}")
        check_role(field, known)


def _decoded(
    pieces: Iterable[str],
    file: str | None,
    split: Callable[[str], list[str]] = markdown.split_lines,
) -> Iterator[str]:
    """The lines of some text, checked to be such as UTF-8 can have."""
    number = 0
    for piece in pieces:
        lines = split(piece)
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


def _check_text(text: str) -> None:
    if not isinstance(text, str):
        raise InvalidValueError(f"text must be text, got {show(text)}; `read` takes files")


def _settled(found: Iterable[Batch], on_error: OnError, document: Document | None) -> Papers:
    """One list of all that was read, unless what could not be read is to be raised."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    for batch in found:
        papers += batch.papers
        problems += batch.problems
    source = document._replace(papers=tuple(papers)) if document is not None else None
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


@public
class ReadError(WeeklyPapersError, ValueError):
    """Some of a list could not be read.

    Attributes:
        problems: All that was found, in the order of the list.
        papers: The papers that could be read.
    """

    def __init__(self, problems: Iterable[Problem], papers: Papers) -> None:
        self.problems: Problems = Problems(problems)
        self.papers = papers
        super().__init__(self._summary())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems, self.papers)

    def _summary(self) -> str:
        errors = [problem for problem in self.problems if problem.severity == "error"]
        lines = [str(problem) for problem in errors[:10]]
        if len(errors) > len(lines):
            lines.append(f"… and {len(errors) - len(lines)} more, all in .problems")
        return "\n".join(lines)
