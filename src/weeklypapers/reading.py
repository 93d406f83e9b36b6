"""Reading lists: from where, in which format, and what happens to rows that can't be read."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import resources
from typing import Literal, get_args

from weeklypapers.dialects import ROLES, Dialect, dialects_of
from weeklypapers.dialects.documents import Batch
from weeklypapers.errors import (
    InvalidValueError,
    PaperListWarning,
    Problem,
    ReadError,
    check_choice,
    show,
)
from weeklypapers.formats.suffixes import (
    MARKDOWN,
    NotUtf8Error,
    batches,
    check_columns,
    columns_of_csv,
    format_of,
)
from weeklypapers.model import Paper
from weeklypapers.papers import Document, OnError, Papers
from weeklypapers.sources import SourceLike, opened

__all__ = [
    "from_arrow",
    "from_csv",
    "from_json",
    "iter_papers",
    "parse",
    "read",
    "read_batches",
    "sample",
]


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
    with opened(source) as listed:
        text = listed.file.read()
    parts = read_batches([text], listed.name, listed.suffix, dialect, columns, is_complete=True)
    is_markdown = format_of(listed.name, listed.suffix, text) is MARKDOWN
    document = partial(_document, text, listed.name, dialect, columns) if is_markdown else None
    return _settled(parts, on_error, document)


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
    parts = read_batches([text], None, "", dialect, columns, is_complete=True)
    return _settled(parts, on_error, partial(_document, text, None, dialect, columns))


def _document(
    text: str,
    file: str | None,
    dialect: str | Dialect | None,
    columns: Mapping[str, str] | None,
    papers: tuple[Paper, ...],
) -> Document:
    return Document(text, papers, file, dialect, dict(columns or {}))


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
    check_columns(columns, (*ROLES, *columns_of_csv()))
    return _streamed(source, dialect, columns, report)


def _streamed(
    source: SourceLike,
    dialect: str | Dialect | None,
    columns: Mapping[str, str] | None,
    report: Callable[[Problem], object] | None,
) -> Iterator[Paper]:
    with opened(source) as listed:
        for batch in read_batches(
            listed.file, listed.name, listed.suffix, dialect, columns, is_complete=False
        ):
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
    return _settled(read_batches([text], None, ".json", is_complete=True), on_error)


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
    parts = read_batches([text], None, ".csv", columns=columns, is_complete=True)
    return _settled(parts, on_error)


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
    from weeklypapers.formats import arrow  # here, since it imports pyarrow

    rows = arrow.stream_rows(obj)
    parts = (Batch([paper] if paper else [], problems) for paper, problems in rows)
    return _settled(parts, on_error)


def sample() -> Papers:
    """The list that comes with the package.

    100 papers of 13 weeks, from the week ending 2024-06-30 down to that ending 2024-04-07: week,
    title, category and link of each, no abstracts.
    """
    text = resources.files("weeklypapers").joinpath("sample.md").read_text(encoding="utf-8")
    return parse(text)


def read_batches(
    pieces: Iterable[str],
    file: str | None,
    suffix: str,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    is_complete: bool,
) -> Iterator[Batch]:
    """Read a list part by part; arguments as in `suffixes.batches`.

    Raises:
        ReadError: The text is not UTF-8.
        InvalidValueError: As in `suffixes.batches`.
    """
    try:
        yield from batches(pieces, file, suffix, dialect, columns, is_complete=is_complete)
    except NotUtf8Error as error:
        raise ReadError([error.problem], Papers()) from None


def _check_text(text: str) -> None:
    if not isinstance(text, str):
        raise InvalidValueError(f"text must be text, got {show(text)}; `read` takes files")


def _settled(
    parts: Iterable[Batch],
    on_error: OnError,
    document: Callable[[tuple[Paper, ...]], Document] | None = None,
) -> Papers:
    """Return all papers of a list, or raise an error with its problems, as `on_error` says."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    for part in parts:
        papers += part.papers
        problems += part.problems
    source = document(tuple(papers)) if document is not None else None
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
