"""Arrow tables and Parquet files of papers, and back. The only module that imports pyarrow.

Tables are handed over by the Arrow PyCapsule interface,
https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
"""

from __future__ import annotations

import re
from collections import ChainMap
from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from weeklypapers.model.errors import InvalidValueError, needs_extra, show
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.tabular.columns import (
    COLUMNS,
    READERS,
    SCHEMA_VERSION,
    Kind,
    column_named,
    plain,
)
from weeklypapers.tabular.rows import Cells, missing_title, read_row
from weeklypapers.tabular.texts import TEXT_READERS

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as _error:
    raise needs_extra("what goes through Arrow", "pyarrow", "arrow") from _error

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from weeklypapers.model.categories import Category
    from weeklypapers.model.paper import Paper

__all__ = ["nested_types", "parquet_rows", "schema", "stream", "stream_rows", "table", "to_parquet"]

_VERSION = b"weeklypapers.schema_version"

_TEXTS = pa.list_(pa.string())
_TIME = pa.timestamp("us", tz="UTC")
_AUTHORS = pa.list_(pa.struct({"name": pa.string(), "affiliations": _TEXTS}))
_LINKS = pa.list_(pa.struct(dict.fromkeys(("url", "label", "kind", "listed_kind"), pa.string())))
_RECORD = pa.struct(
    {
        "id": pa.string(),
        "title": pa.string(),
        "authors": _AUTHORS,
        "abstract": pa.string(),
        "published": _TIME,
        "updated": _TIME,
        # No dictionaries within a struct: few libraries read them there.
        "primary_category": pa.string(),
        "categories": _TEXTS,
        "comment": pa.string(),
        "journal_ref": pa.string(),
        "doi": pa.string(),
        "retrieved": _TIME,
    }
)
_TYPES: Mapping[Kind, pa.DataType] = {
    "text": pa.string(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "time": _TIME,
    "partial date": pa.string(),
    "category": pa.dictionary(pa.int32(), pa.string()),
    "arxiv id": pa.string(),
    "texts": _TEXTS,
    "names": _TEXTS,
    "authors": _AUTHORS,
    "links": _LINKS,
    "record": _RECORD,
    "map": pa.map_(pa.string(), pa.string()),
}


# From papers


@cache
def schema() -> pa.Schema:
    """The schema of every table of papers, the empty one included."""
    fields = [(column.name, _TYPES[column.kind]) for column in COLUMNS.values()]
    return pa.schema(fields, metadata={_VERSION: str(SCHEMA_VERSION)})


def nested_types() -> list[pa.DataType]:
    """The types of the columns that hold lists, structs or maps."""
    return [field.type for field in schema() if field.type.num_fields]


def table(papers: Iterable[Paper]) -> pa.Table:
    """The papers as a table, a row a paper."""
    listed = list(papers)
    return pa.Table.from_arrays([_array(name, listed) for name in COLUMNS], schema=schema())


def _array(name: str, papers: Sequence[Paper]) -> pa.Array:
    column = COLUMNS[name]
    if column.kind == "category":
        return _categories([paper.category for paper in papers])
    values = [plain(column, paper) for paper in papers]
    if column.kind == "map":
        values = [list(cells.items()) for cells in values]
    return pa.array(values, _TYPES[column.kind])


def _categories(categories: Sequence[Category | None]) -> pa.DictionaryArray:
    """A dictionary of those that occur, in arXiv's order, so that it is no matter of the rows'."""
    known = sorted({category for category in categories if category})
    codes = {category: code for code, category in enumerate(known)}
    indices = [None if category is None else codes[category] for category in categories]
    return pa.DictionaryArray.from_arrays(
        pa.array(indices, pa.int32()), pa.array(map(str, known), pa.string())
    )


def stream(papers: Iterable[Paper], requested_schema: object | None) -> object:
    """A PyCapsule of the table, cast to the schema of another if that can be done."""
    return table(papers).__arrow_c_stream__(requested_schema)


def to_parquet(papers: Iterable[Paper]) -> bytes:
    """The table as a Parquet file."""
    file = BytesIO()
    pq.write_table(table(papers), file)
    return file.getvalue()


# To papers


def stream_rows(obj: object) -> Iterator[tuple[Paper | None, list[Problem]]]:
    """What each row of an object that offers an Arrow stream gives.

    Raises:
        InvalidValueError: It offers none, or one of a single column.
    """
    if not hasattr(obj, "__arrow_c_stream__"):
        raise InvalidValueError(
            "expected an object that offers an Arrow stream, such as a DataFrame of pandas or "
            f"Polars, got {show(obj)}"
        )
    try:
        reader = pa.RecordBatchReader.from_stream(obj)
    except pa.ArrowInvalid as error:  # a column alone, such as a Series
        raise InvalidValueError(f"expected a stream of tables, got {show(obj)}: {error}") from None
    return _rows(reader.schema, reader, "<table>")


def parquet_rows(content: bytes, file: str | None) -> Iterator[tuple[Paper | None, list[Problem]]]:
    """What each row of a Parquet file gives."""
    try:
        parquet = pq.ParquetFile(pa.BufferReader(content))
        yield from _rows(parquet.schema_arrow, parquet.iter_batches(), file)
    except (pa.ArrowException, OSError) as error:  # which pyarrow raises for one that is cut off
        yield None, [_bad_table(f"this is no whole Parquet file: {error}", file)]


def _rows(
    found: pa.Schema, batches: Iterable[pa.RecordBatch], file: str | None
) -> Iterator[tuple[Paper | None, list[Problem]]]:
    fatal = _unreadable(found)
    if fatal is not None:
        yield None, [_bad_table(fatal, file)]
        return
    extra: set[str] = set()
    for field in found:
        if column_named(field.name) or _is_void(field):
            continue
        if _is_scalar(field.type):
            extra.add(field.name)
        else:
            yield None, [_bad_table(_left_out(field), file, "warning")]
    number = 0
    for batch in batches:
        yield from _batch_rows(batch, extra, number, file)
        number += batch.num_rows


def _batch_rows(
    batch: pa.RecordBatch, extra: Collection[str], before: int, file: str | None
) -> Iterator[tuple[Paper | None, list[Problem]]]:
    pairs = list(zip(batch.schema.names, batch.columns, strict=True))
    try:
        known = {name: _pylist(cells) for each, cells in pairs if (name := column_named(each))}
    except (ValueError, OverflowError) as error:
        yield None, [_bad_table(f"rows from {before} on have what Python has not: {error}", file)]
        return
    others = {name: _texts(cells) for name, cells in pairs if name in extra}
    for row in range(batch.num_rows):
        cells = {name: values[row] for name, values in known.items()}
        unknown = {name: text for name, texts in others.items() if (text := texts[row])}
        report = partial(_report, ChainMap(cells, unknown), before + row, file)
        yield read_row(Cells(cells, unknown, report), _READERS)


def _read(kind: Kind, value: Any) -> Any:
    """A value of the model; text is read as in CSV, since libraries that read CSV keep it so."""
    return (TEXT_READERS if isinstance(value, str) else READERS)[kind](value)


_READERS: Mapping[Kind, Callable[[Any], Any]] = {kind: partial(_read, kind) for kind in READERS}


def _report(
    cells: Mapping[str, Any],
    row: int,
    file: str | None,
    code: str,
    column: str,
    message: str,
    severity: Severity,
) -> Problem:
    return Problem(
        code=code,
        message=f"{message} @ row {row}, column {column!r}",
        text=show(cells.get(column)),
        severity=severity,
        file=file,
    )


def _bad_table(message: str, file: str | None, severity: Severity = "error") -> Problem:
    return Problem(code="bad-table", message=message, severity=severity, file=file)


def _unreadable(found: pa.Schema) -> str | None:
    """Why a table with this schema can't be read at all."""
    version = (found.metadata or {}).get(_VERSION, b"%d" % SCHEMA_VERSION).decode(errors="replace")
    if version != str(SCHEMA_VERSION):
        return (
            f"this was written by another weeklypapers: its schema_version is {version}, and "
            f"{SCHEMA_VERSION} is the one that this one reads"
        )
    names = [column_named(name) or name for name in found.names]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        return f"expected each column once, got {show(twice[0])} again"
    return None if "title" in names else missing_title(found.names)


# What has a text that says it all. Of half-precision numbers Arrow makes none.
_TEXT: tuple[Callable[[pa.DataType], bool], ...] = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
)
_SCALARS = (
    *_TEXT,
    pa.types.is_integer,
    pa.types.is_float32,
    pa.types.is_float64,
    pa.types.is_decimal,
    pa.types.is_boolean,
    pa.types.is_date,
    pa.types.is_time,
    pa.types.is_timestamp,
)


def _is_scalar(kind: pa.DataType) -> bool:
    return any(is_kind(_inner(kind)) for is_kind in _SCALARS)


def _inner(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _texts(column: pa.Array) -> list[str | None]:
    """The cells as text, days and times as ISO 8601 has them; numbers that are none are None."""
    kind = _inner(column.type)
    if pa.types.is_timestamp(kind) and kind.tz:
        kind = pa.timestamp(kind.unit, "UTC")
    is_text = any(is_kind(kind) for is_kind in _TEXT)
    cells = column if is_text else column.cast(kind).cast(pa.string())
    texts: list[str | None] = cells.to_pylist()
    if pa.types.is_timestamp(kind) or pa.types.is_time(kind):
        return [text and _NO_FRACTION.sub("", text).replace(" ", "T", 1) for text in texts]
    if pa.types.is_floating(kind):
        return [None if text == "nan" else text for text in texts]
    return texts


# What only says that a time is exact, or that a day is kept as a time.
_NO_FRACTION = re.compile(r"(?: 00:00:00)?\.0+\Z|\.0+(?=Z\Z)|(?<=\d) 00:00:00\Z")


def _is_void(field: pa.Field) -> bool:
    """Whether a column says nothing: it has only nulls, or is the index of a pandas DataFrame."""
    return pa.types.is_null(field.type) or bool(re.fullmatch(r"__index_level_\d+__", field.name))


def _left_out(field: pa.Field) -> str:
    return (
        f"the column {show(field.name)} is left out: it is of type {field.type}, and Paper.extra "
        "takes text, numbers, days and times. Make it a column of text to keep it"
    )


def _pylist(column: pa.Array) -> list[Any]:
    wanted = _as_python_has_it(column.type)
    exact = column if wanted == column.type else column.cast(wanted)
    values: list[Any] = exact.to_pylist()
    return values


def _as_python_has_it(kind: pa.DataType) -> pa.DataType:
    """The type with times in microseconds, and in UTC if they have a zone.

    A cast to it fails rather than losing nanoseconds, and in other zones the first and the last
    times of Python are none.
    """
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", "UTC" if kind.tz else None)
    if pa.types.is_struct(kind):
        fields = [kind.field(position) for position in range(kind.num_fields)]
        return pa.struct([field.with_type(_as_python_has_it(field.type)) for field in fields])
    return kind
