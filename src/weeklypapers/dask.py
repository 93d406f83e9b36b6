"""Lists as Dask DataFrames, and Parquet files of them. The only module that imports Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from os import PathLike
from typing import IO, Any, Literal, NamedTuple, TypeAlias, cast, get_args, overload

from weeklypapers import reading
from weeklypapers.dialects.dialect import ROLES, Dialect, dialects_of
from weeklypapers.formats.inputs import check_columns, columns_of_csv
from weeklypapers.model.errors import InvalidValueError, check_choice, needs_extra, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem
from weeklypapers.papers import Papers

try:
    from dask import config
    from dask.dataframe import DataFrame, from_map
    from dask.dataframe.dispatch import meta_nonempty
    from dask.dataframe.utils import clear_known_categories
    from dask.utils import parse_bytes
except ImportError as _error:
    raise needs_extra("weeklypapers.dask", "dask", "dask") from _error

from weeklypapers import stores  # after Dask, since its extra also installs fsspec
from weeklypapers.formats import pandas
from weeklypapers.stores import StoredFile, StoredFolder

__all__ = ["Frames", "read", "write"]

_Address: TypeAlias = str | PathLike[str]
_OnError: TypeAlias = Literal["raise", "collect"]

_DIGITS = 5  # at least, in the names of Parquet files


class Frames(NamedTuple):
    """The papers and the problems of lists, as two Dask DataFrames with the same partitions.

    Attributes:
        papers: A row for each paper, with the columns and types of `Papers.to_pandas`.
        problems: A row for each `Problem`: ``file``, ``line``, ``column``, ``severity``, ``code``,
            ``message`` and ``text``.
    """

    papers: DataFrame
    problems: DataFrame


def read(
    source: _Address | Iterable[_Address],
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Literal["raise", "collect"] = "raise",
    blocksize: int | str | None = "16 MiB",
    storage_options: Mapping[str, Any] | None = None,
) -> Frames:
    """Read lists as Dask DataFrames.

    The files are found at once, and read when a result is computed. They are read once for all
    results that `dask.compute` computes together.

    Args:
        source: A path, an address that fsspec knows, or a pattern of them, such as
            ``"s3://bucket/lists/**/*.md"``. The files that match a pattern are read in alphabetical
            order, without hidden ones. An iterable of sources is several lists. The formats are
            those of `weeklypapers.read`.
        dialect: As in `weeklypapers.read`.
        columns: As in `weeklypapers.read`.
        on_error: The handling of rows that can't be read. ``"raise"`` raises one `ReadError` for
            those of a partition, without the papers that could be read. ``"collect"`` is silent,
            also for text that is not UTF-8. `Frames.problems` has all problems.
        blocksize: The size of a partition in bytes of its files. Files are joined up to this size,
            and never divided. None for one partition per file.
        storage_options: Arguments for the file system, such as credentials.

    Raises:
        FileNotFoundError: There is no such file, or no file matches a pattern.
        SourceError: A file can't be read. This error and `ReadError` are raised when a result is
            computed.
        InvalidValueError: An argument has a value that is not allowed.
    """
    check_choice("on_error", on_error, get_args(_OnError))
    dialects_of(dialect)
    check_columns(columns, (*ROLES, *columns_of_csv()))
    read_file = partial(reading.read, dialect=dialect, columns=columns, on_error="collect")
    files = stores.find(_addresses(source), storage_options or {})
    parts = list(_parts(files, _bytes(blocksize)))
    # Dask would convert text to another type, and the cells below to text.
    with config.set({"dataframe.convert-string": False}):
        # A frame with a `Papers` in each partition, so that both results need one reading.
        lists = from_map(_read_part, parts, read_file=read_file, on_error=on_error, meta=_cell())
        return Frames(_frame(lists, _papers_of), _frame(lists, _problems_of))


def _addresses(source: _Address | Iterable[_Address]) -> Iterable[_Address]:
    if isinstance(source, str | bytes | PathLike) or hasattr(source, "read"):
        return [cast("_Address", source)]  # `stores.find` refuses bytes and open files
    return source if isinstance(source, Iterable) else [source]


def _bytes(blocksize: int | str | None) -> int:
    """Return the number of bytes of a partition; 0 for None."""
    try:
        size = 0 if blocksize is None else int(parse_bytes(blocksize))
    except (ValueError, AttributeError):  # AttributeError: it is neither text nor a number
        size = -1
    if size < 0:
        raise InvalidValueError(f"blocksize must be a size such as '16 MiB', got {show(blocksize)}")
    return size


def _parts(files: Iterable[StoredFile], blocksize: int) -> Iterator[tuple[StoredFile, ...]]:
    """Divide files into partitions of at least one file. A file of unknown size fills one."""
    part: list[StoredFile] = []
    total = 0
    for file in files:
        size = max(1, blocksize if file.size is None else file.size)
        if part and total + size > blocksize:
            yield tuple(part)
            part, total = [], 0
        part.append(file)
        total += size
    if part:
        yield tuple(part)


def _read_part(
    files: Sequence[StoredFile], read_file: Callable[[IO[bytes]], Papers], on_error: _OnError
) -> pandas.DataFrame:
    """Return the cell with the papers of some files, and with their problems.

    Raises:
        ReadError: There are rows that can't be read, and `on_error` is ``"raise"``.
        SourceError: A file can't be read.
    """
    papers: list[Paper] = []
    problems: list[Problem] = []
    for file in stores.read(files):
        try:
            result = read_file(file)
            problems += result.problems
        except reading.ReadError as error:  # the text is not UTF-8
            result = error.papers
            problems += error.problems
        papers += result
    if on_error == "raise" and any(problem.severity == "error" for problem in problems):
        raise reading.ReadError(problems, Papers())  # papers would have to leave the worker
    return _cell(Papers(papers, problems=problems))


def _cell(*papers: Papers) -> pandas.DataFrame:
    """Return a frame with a cell for each `Papers`."""
    return pandas.DataFrame({"papers": papers}, dtype=object)


def _papers_of(cell: pandas.DataFrame) -> pandas.DataFrame:
    return _content(cell).to_pandas()


def _problems_of(cell: pandas.DataFrame) -> pandas.DataFrame:
    return pandas.problem_frame(_content(cell).problems)


def _content(cell: pandas.DataFrame) -> Papers:
    return cast("Papers", cell.iat[0, 0])


def _frame(lists: DataFrame, convert: Callable[[pandas.DataFrame], pandas.DataFrame]) -> DataFrame:
    """Return the frame that has the converted cell of each partition."""
    # No partition has all categories.
    meta = clear_known_categories(convert(_cell(Papers())))
    frame: DataFrame = lists.map_partitions(convert, meta=meta)
    return frame


@overload
def write(
    frame: DataFrame,
    folder: _Address,
    *,
    storage_options: Mapping[str, Any] | None = None,
    compute: Literal[True] = True,
) -> None: ...
@overload
def write(
    frame: DataFrame,
    folder: _Address,
    *,
    storage_options: Mapping[str, Any] | None = None,
    compute: Literal[False],
) -> DataFrame: ...
def write(
    frame: DataFrame,
    folder: _Address,
    *,
    storage_options: Mapping[str, Any] | None = None,
    compute: bool = True,
) -> DataFrame | None:
    """Write a frame of papers or problems to a folder, as one Parquet file for each partition.

    The columns of papers have their documented types in Arrow, as in the files of `Papers.write`. A
    partition that is written again, after a worker was lost, replaces its file.

    Args:
        frame: The frame; it may have other columns as well. An index with a name is a column.
        folder: A path or an address that fsspec knows. It is created.
        storage_options: Arguments for the file system, such as credentials.
        compute: False to write only when the result is computed. The result is a frame with the
            path and the number of rows of each file.

    Raises:
        FileExistsError: The folder has files.
        InvalidValueError: `frame` is not a Dask DataFrame.
    """
    if not isinstance(frame, DataFrame):
        raise InvalidValueError(f"frame must be a Dask DataFrame, got {show(frame)}")
    if frame.index.name is not None:
        frame = frame.reset_index()
    schema = pandas.schema_of(meta_nonempty(frame._meta))
    place = stores.new_folder(folder, storage_options or {})
    digits = max(_DIGITS, len(str(frame.npartitions - 1)))
    written: DataFrame = frame.map_partitions(
        _write_part, place, schema, digits, meta=_written("", 0)[:0]
    )
    if not compute:
        return written
    written.compute()
    return None


def _write_part(
    frame: pandas.DataFrame,
    folder: StoredFolder,
    schema: pandas.Schema,
    digits: int,
    partition_info: Mapping[str, Any],
) -> pandas.DataFrame:
    """Write a partition, and return its row of the result; Dask says which partition it is."""
    name = f"part-{partition_info['number']:0{digits}}.parquet"
    path = folder.write(name, pandas.to_parquet(frame, schema))
    return _written(path, len(frame))


def _written(path: str, rows: int) -> pandas.DataFrame:
    return pandas.DataFrame({"path": [path], "rows": [rows]})
