"""Read lists from files, addresses, text and tables, and report the rows that can't be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from os import PathLike, fspath
from pkgutil import get_data
from typing import Any, Literal, get_args

import attrs

from weeklypapers._warning import warn
from weeklypapers.dialects.dialect import ROLES, Dialect, dialects_of
from weeklypapers.dialects.document import Batch
from weeklypapers.editing.document import Document
from weeklypapers.files import FoundSource, OpenText, SourceLike, opened, sources_in
from weeklypapers.formats.encodings import NotUtf8Error
from weeklypapers.formats.extensions import Reader
from weeklypapers.formats.inputs import check_columns, columns_of_csv, source_of
from weeklypapers.formats.suffixes import FORMATS, MARKDOWN, Format, format_named
from weeklypapers.model._public import public
from weeklypapers.model.bulk import assign, paused_collector
from weeklypapers.model.errors import (
    InvalidValueError,
    PaperListWarning,
    WeeklyPapersError,
    check_choice,
    check_kind,
    show,
)
from weeklypapers.model.paper import Origin, Paper
from weeklypapers.model.problems import Problem, Problems
from weeklypapers.papers import OnError, Papers
from weeklypapers.workers import map_sources

__all__ = [
    "ReadError",
    "from_arrow",
    "from_csv",
    "from_json",
    "iter_papers",
    "parse",
    "read",
    "sample",
]

_NOT_KEPT = (
    "the list was read with keep_document=False, so there is no text to edit; "
    "without this argument, read keeps it"
)
# The problems of files in a folder that are no lists.
_NO_LIST = frozenset({"empty", "no-papers"})


@public
class ReadError(WeeklyPapersError, ValueError):
    """Parts of a list can't be read.

    Attributes:
        problems: All problems, in the order of the list.
        papers: The papers that could be read.
    """

    def __init__(self, problems: Iterable[Problem], papers: Papers) -> None:
        check_kind("ReadError.papers", papers, Papers, "a Papers")
        self.problems: Problems = Problems(problems)
        self.papers = papers
        errors = [problem for problem in self.problems if problem.severity == "error"]
        lines = [str(problem) for problem in errors[:10]]
        if len(errors) > len(lines):
            lines.append(f"… and {len(errors) - len(lines)} more, all in .problems")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[ReadError], tuple[Problems, Papers]]:
        return type(self), (self.problems, self.papers)


@public
def read(
    source: SourceLike | Iterable[SourceLike],
    *more: SourceLike | Iterable[SourceLike],
    format: str | Reader | None = None,  # noqa: A002 - as in `Papers.write`
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = "raise",
    keep_document: bool = True,
    workers: int = 1,
) -> Papers:
    """Read a list of papers, or several lists one after the other.

    JSON (``.json``), JSON Lines (``.jsonl``, ``.ndjson``), CSV (``.csv``), TSV (``.tsv``) and
    Parquet (``.parquet``) are recognised from the suffix. Everything else is read as Markdown,
    unless its content is JSON, JSON Lines, Parquet, a saved web page, a notebook, or a list of
    identifiers. A source in another format, such as PDF, is a problem, ``other-format``. Installed
    packages may read other suffixes.

    Args:
        source: A path, an address, or a file open for reading text or bytes. A path may begin with
            ``~``. An address begins with ``http://``, ``https://`` or ``file://``; of a file's page
            on GitHub, the raw file is read. A pattern of paths, such as ``"lists/**/*.md"``, and an
            iterable of sources are several lists. Text is UTF-8; UTF-16 and UTF-32 are read, too,
            and reported. A text file must be open with ``newline=""`` to keep its line endings.
            A folder stands for its Markdown files, and those of the folders in it; files without
            papers are no errors there.
        more: Other lists. Several lists become one `Papers` in the given order, without a
            document: `Origin.file` of each paper, and `Problem.file`, name the list.
        format: A suffix or a name such as ``"csv"``, or a function that is called with the content
            and returns papers; None to recognise the format from the suffix and the content.
        dialect: The form of a Markdown list: ``"weekly"``, ``"table"``, ``"bullets"`` or a
            `Dialect`; None to recognise it from headers and cells.
        columns: The meaning of headers that are not recognised, such as ``{"Paper": "title"}``.
            In Markdown a column is a field of `Paper`, a kind of link, or another word for
            `Dialect.columns`. In CSV it is a column that `Papers.to_csv` writes, such as
            ``"url"``.
        on_error: The handling of rows that can't be read. ``"raise"`` raises one `ReadError` for
            all of them. ``"warn"`` warns of each problem, and ``"collect"`` is silent; both
            return the papers that could be read, and keep the problems in `Papers.problems`.
        keep_document: False for values alone, in about half of the memory. Then `Origin.text` of
            each paper is empty, the document can't be edited, and `Papers.to_markdown` writes a
            new table.
        workers: The number of processes that may read several files. The result is the same. One
            process reads all files as long as it is faster, such as for weekly tables, or if
            `format` is a function.

    Raises:
        ReadError: A row can't be read and `on_error` is ``"raise"``; the error has the papers
            that could be read. Or the text of a single list is not UTF-8, with any `on_error`.
        OSError: A source can't be opened; for an address, a `SourceError`. For one of several lists
            it is a problem, ``unreadable-file``, unless `on_error` is ``"raise"``.
        InvalidValueError: An argument has a value that is not allowed.
        MissingDependencyError: The format is Parquet, and pyarrow is not installed.
    """
    check_choice("on_error", on_error, get_args(OnError))
    if format is not None:
        format_named(format)  # before any file is opened
    options: dict[str, Any] = {
        "form": format,
        "dialect": dialect,
        "columns": columns,
        "keep_document": keep_document,
    }
    sources = sources_in(source, *more)
    if len(sources) == 1:
        return _reported(_read_source(*sources, **options), on_error)
    read_one = partial(_read_one_of_several, is_strict=on_error == "raise", **options)
    processes = 1 if callable(format) else workers  # the others may be unable to import it
    papers, problems = _joined(map_sources(read_one, sources, processes))
    return _reported(Papers(papers, problems=problems), on_error)


@public
def parse(
    text: str,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError = "raise",
    keep_document: bool = True,
) -> Papers:
    """Read a list of papers from Markdown text; arguments and errors as in `read`."""
    check_choice("on_error", on_error, get_args(OnError))
    _require_text(text)
    papers = _read_text(text, None, MARKDOWN, dialect, columns, keep_document=keep_document)
    return _reported(papers, on_error)


@public
def iter_papers(
    source: SourceLike | Iterable[SourceLike],
    *more: SourceLike | Iterable[SourceLike],
    format: str | Reader | None = None,  # noqa: A002 - as in `Papers.write`
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "warn"] | Callable[[Problem], object] = "raise",
) -> Iterator[Paper]:
    """Read a list that may be larger than memory, paper by paper.

    A link by reference, ``[PDF][1]``, is read as text, since its address is elsewhere in the list.

    Args:
        source: As in `read`.
        more: As in `read`.
        format: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.
        on_error: ``"raise"`` raises a `ReadError` at the first rows that can't be read. ``"warn"``
            warns of each problem, and a function is called with each, including those of repaired
            rows; then reading continues.

    Returns:
        The papers in listed order. A source is opened for its first paper, and stays open until its
        last.

    Raises:
        ReadError: As in `read`, after the papers above the row.
        OSError: As in `read`, when the first paper is requested.
        InvalidValueError: As in `read`.
    """
    report = _reporter(on_error)
    dialects_of(dialect)
    check_columns(columns, (*ROLES, *columns_of_csv()))
    if format is not None:
        format_named(format)
    sources = sources_in(source, *more)
    return _papers_in_streams(sources, format, dialect, columns, report)


def _papers_in_streams(
    sources: Iterable[FoundSource],
    form: str | Reader | None,
    dialect: str | Dialect | None,
    columns: Mapping[str, str] | None,
    report: Callable[[Problem], object] | None,
) -> Iterator[Paper]:
    for found in sources:
        with opened(found.source) as open_text:
            used = None if form is None else format_named(form)
            for batch in _decoded(open_text, used, dialect, columns):
                problems = _relative_to(found, batch.problems)
                if report is not None:
                    for problem in problems:
                        report(problem)
                elif error := _first_error(problems):
                    line = error.line or 0
                    yield from (
                        paper for paper in batch.papers if paper.origin and paper.origin.line < line
                    )
                    raise ReadError(problems, Papers(batch.papers))
                yield from batch.papers


def _first_error(problems: Iterable[Problem]) -> Problem | None:
    return next((problem for problem in problems if problem.severity == "error"), None)


@public
def from_json(text: str, *, on_error: OnError = "raise") -> Papers:
    """Read the JSON document that `Papers.to_json` writes; `on_error` and errors as in `read`.

    Messages give the path of the value, such as ``$.papers[3].week``.
    """
    check_choice("on_error", on_error, get_args(OnError))
    _require_text(text)
    return _reported(_read_text(text, None, FORMATS[".json"]), on_error)


@public
def from_csv(
    text: str, *, columns: Mapping[str, str] | None = None, on_error: OnError = "raise"
) -> Papers:
    """Read the CSV that `Papers.to_csv` writes, or that of another program.

    Args:
        text: The CSV, with a header; commas, semicolons or tabs separate the cells.
        columns: The column for each header with another name, such as ``{"Paper": "title"}``;
            ``"extra"`` keeps a column in `Paper.extra`.
        on_error: As in `read`.

    Raises:
        ReadError: As in `read`.
        InvalidValueError: As in `read`.
    """
    check_choice("on_error", on_error, get_args(OnError))
    _require_text(text)
    return _reported(_read_text(text, None, FORMATS[".csv"], None, columns), on_error)


@public
def from_arrow(obj: object, *, on_error: OnError = "raise") -> Papers:
    """Read the papers of any object with an Arrow stream.

    Such objects are DataFrames of pandas, Polars and narwhals, tables of pyarrow and relations of
    DuckDB. The columns are those that `Papers.to_arrow` writes, in any order; only ``title`` is
    required. Other columns of text, numbers, days and times go to `Paper.extra`, as text.

    Args:
        obj: The object; it must have the method ``__arrow_c_stream__``.
        on_error: As in `read`. Messages end with the row, counted from 0, and the column.

    Raises:
        ReadError: A row can't be read and `on_error` is ``"raise"``; the error has the papers
            that could be read.
        InvalidValueError: `obj` has no Arrow stream.
        MissingDependencyError: pyarrow is not installed.
    """
    check_choice("on_error", on_error, get_args(OnError))
    from weeklypapers.formats import arrow  # here, since it imports pyarrow

    with paused_collector():
        rows = list(arrow.stream_rows(obj))
    papers = [row.paper for row in rows if row.paper]
    problems = [problem for row in rows for problem in row.problems]
    return _reported(Papers(papers, problems=problems), on_error)


@public
def sample() -> Papers:
    """Return the list that comes with the package.

    It has 100 papers of 13 weeks, from the week that ends on 2024-06-30 back to the one that ends
    on 2024-04-07. Each has a week, a title, a category and a link, and no abstract.
    """
    return parse((get_data(__name__, "sample.md") or b"").decode())


def _decoded(
    open_text: OpenText,
    form: Format | None,
    dialect: str | Dialect | None,
    columns: Mapping[str, str] | None,
) -> Iterator[Batch]:
    """Yield the parts of a list, and raise a `ReadError` if the text is not UTF-8."""
    try:
        source = source_of(open_text.file, open_text.name, form)
        for batch in source.batches(dialect, columns, is_complete=False):
            yield source.in_source(batch)
    except NotUtf8Error as error:
        raise ReadError([error.problem], Papers()) from None


def _read_source(
    found: FoundSource,
    *,
    form: str | Reader | None,
    dialect: str | Dialect | None,
    columns: Mapping[str, str] | None,
    keep_document: bool,
) -> Papers:
    """Read one source, and collect its problems."""
    with opened(found.source) as open_text:
        text = open_text.file.read()
    used = None if form is None else format_named(form)
    papers = _read_text(text, open_text.name, used, dialect, columns, keep_document=keep_document)
    return attrs.evolve(papers, problems=_relative_to(found, papers.problems))


def _relative_to(found: FoundSource, problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return the problems of a source. A file in a folder may be no list."""
    if not found.in_folder:
        return problems
    return [
        attrs.evolve(each, severity="info") if each.code in _NO_LIST else each for each in problems
    ]


def _read_one_of_several(found: FoundSource, *, is_strict: bool, **options: Any) -> Papers:
    """Read one of several sources, without its document.

    Args:
        found: The source.
        is_strict: Whether a source that can't be opened is an error, and not a problem.
        options: The arguments of `_read_source`.
    """
    try:
        papers = _read_source(found, **options)
    except ReadError as error:  # it is not UTF-8
        return Papers(problems=error.problems)
    except OSError as error:
        if is_strict:
            raise
        name = fspath(found.source) if isinstance(found.source, str | PathLike) else None
        problem = Problem(code="unreadable-file", message=str(error), file=name)
        return Papers(problems=[problem])
    return Papers(tuple(papers), problems=papers.problems)


def _read_text(
    text: str,
    name: str | None,
    form: Format | None,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    keep_document: bool = True,
) -> Papers:
    """Read a text, and collect its problems.

    Raises:
        ReadError: The text is not UTF-8.
    """
    try:
        source, text = source_of([text], name, form).whole()
        batches = source.batches(dialect, columns, is_complete=True)
        with paused_collector():
            papers, problems = _joined(map(source.in_source, batches))
    except NotUtf8Error as error:
        raise ReadError([error.problem], Papers()) from None
    obstacle = source.obstacle
    if not keep_document:
        origins = [paper.origin for paper in papers if paper.origin]
        assign(Origin, origins, text=repeat(""))  # nothing else refers to them yet
        text, obstacle = "", _NOT_KEPT
    document = None
    if source.form is MARKDOWN:
        document = Document(text, papers, name, dialect, dict(columns or {}), obstacle)
    return Papers(papers, problems=problems, document=document)


def _require_text(text: str) -> None:
    if not isinstance(text, str):
        raise InvalidValueError(f"text must be text, got {show(text)}; `read` accepts files")


def _joined(parts: Iterable[Batch | Papers]) -> tuple[tuple[Paper, ...], list[Problem]]:
    """Return the papers and the problems of all parts."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    for part in parts:
        papers += part.papers if isinstance(part, Batch) else part
        problems += part.problems
    return tuple(papers), problems


def _reported(papers: Papers, on_error: OnError) -> Papers:
    """Return the papers that were read, and raise or report their problems as in `read`."""
    if on_error == "raise" and _first_error(papers.problems):
        raise ReadError(papers.problems, papers)
    if on_error == "warn":
        for problem in papers.problems:
            _warn(problem)
    return papers


def _reporter(
    on_error: Literal["raise", "warn"] | Callable[[Problem], object],
) -> Callable[[Problem], object] | None:
    """Return the function to call with each problem; None to raise the first error."""
    if callable(on_error):
        return on_error
    if on_error not in ("raise", "warn"):
        raise InvalidValueError(
            "on_error must be 'raise', 'warn' or a function of a problem, such as the append of "
            f"a list, got {show(on_error)}"
        )
    return _warn if on_error == "warn" else None


def _warn(problem: Problem) -> None:
    warn(str(problem), PaperListWarning)
