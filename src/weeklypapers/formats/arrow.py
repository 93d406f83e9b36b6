"""Arrow tables and Parquet files of papers, and back. The only module that imports pyarrow.

Tables are exchanged through the Arrow PyCapsule interface,
https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from io import BytesIO
from itertools import accumulate, chain, islice
from operator import attrgetter
from typing import Any

from weeklypapers.formats._arrow_problems import bad_table, cell_problem, left_out, schema_error
from weeklypapers.formats._cells import PLAIN
from weeklypapers.formats._column_readers import Readers
from weeklypapers.formats._columns import (
    COLUMNS,
    SCHEMA_VERSION,
    Kind,
    Listed,
    columns_named,
    each_distinct,
)
from weeklypapers.formats._row_values import Cells
from weeklypapers.formats._rows import Row, read_rows
from weeklypapers.formats._text_cells import TEXT
from weeklypapers.formats.records import flat_columns
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, needs_extra, show
from weeklypapers.model.paper import NO_EXTRA, ArxivRecord, Author, Link, Paper

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import Schema, Table
except ImportError as _error:
    raise needs_extra("Arrow", "pyarrow", "arrow") from _error

__all__ = [
    "NUMBER",
    "Schema",
    "Table",
    "flat_table",
    "nested_types",
    "parquet_rows",
    "schema",
    "stream_rows",
    "table",
    "to_parquet",
]

_VERSION = b"weeklypapers.schema_version"

NUMBER = pa.int32()
"""The type of numbers."""

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
        # No dictionary inside a struct: few libraries read it.
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
    "number": NUMBER,
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
    """Return the schema of all tables of papers, including empty ones."""
    fields = [(column.name, _TYPES[column.kind]) for column in COLUMNS.values()]
    return pa.schema(fields, metadata={_VERSION: str(SCHEMA_VERSION)})


def nested_types() -> list[pa.DataType]:
    """Return the types of the columns that hold lists, structs or maps."""
    return [field.type for field in schema() if field.type.num_fields]


def table(papers: Iterable[Paper]) -> Table:
    """Return papers as a table with a row for each paper."""
    listed = Listed(papers)
    arrays = [_array(column.kind, column.values(listed)) for column in COLUMNS.values()]
    return Table.from_arrays(arrays, schema=schema())


def flat_table(papers: Iterable[Paper]) -> Table:
    """Return papers as a table without lists, structs, maps and columns of nulls.

    An empty list has all columns.
    """
    listed = Listed(papers)
    columns = flat_columns(listed.papers)
    arrays = {name: _array(each.kind, each.values(listed)) for name, each in columns.items()}
    if count := len(listed.papers):
        arrays = {name: cells for name, cells in arrays.items() if cells.null_count < count}
    return Table.from_pydict(arrays)


def _array(kind: Kind, values: Sequence[Any]) -> pa.Array:
    """Return the values of a column as an array."""
    write = _WRITERS.get(kind)
    return write(values) if write else pa.array(values, _TYPES[kind])


def _categories(categories: Sequence[Category | None]) -> pa.DictionaryArray:
    """Return categories as a dictionary array, whose dictionary is in arXiv's order."""
    known = sorted(category for category in set(categories) if category)
    codes = {category: code for code, category in enumerate(known)}
    indices = [None if category is None else codes[category] for category in categories]
    return pa.DictionaryArray.from_arrays(
        pa.array(indices, pa.int32()), pa.array(map(str, known), pa.string())
    )


# Values with several members become arrays of each member, which is faster than an array of
# dictionaries.


def _lists(
    items: Callable[[Sequence[Any]], pa.Array], values: Sequence[Sequence[Any]]
) -> pa.ListArray:
    """Return lists of items, from a function that returns the array of all items."""
    offsets = pa.array([0, *accumulate(map(len, values))], pa.int32())
    return pa.ListArray.from_arrays(offsets, items(list(chain.from_iterable(values))))


def _struct(kind: pa.StructType, values: Sequence[Any], **members: pa.Array) -> pa.StructArray:
    """Return values as structs: the given members, and the attributes with the names of others."""
    arrays = [
        members.get(field.name)
        if field.name in members
        else pa.array(map(attrgetter(field.name), values), field.type)
        for field in kind
    ]
    return pa.StructArray.from_arrays(arrays, fields=list(kind))


def _author_structs(authors: Sequence[Author]) -> pa.StructArray:
    return _struct(_AUTHORS.value_type, authors)


def _link_structs(links: Sequence[Link]) -> pa.StructArray:
    return _struct(_LINKS.value_type, links)


def _record_structs(records: Sequence[ArxivRecord | None]) -> pa.StructArray:
    known = [record for record in records if record]
    if not known:
        return pa.nulls(len(records), _RECORD)
    authors = _lists(_author_structs, [record.authors for record in known])
    structs = _struct(_RECORD, known, authors=authors)
    if len(known) == len(records):
        return structs
    places = accumulate(record is not None for record in records)
    indices = [place - 1 if record else None for record, place in zip(records, places, strict=True)]
    return structs.take(pa.array(indices, pa.int32()))


def _partial_dates(values: Sequence[PartialDate | None]) -> pa.Array:
    return pa.array(each_distinct(str, values), pa.string())


def _maps(values: Sequence[Mapping[str, str]]) -> pa.Array:
    pairs = [() if cells is NO_EXTRA else list(cells.items()) for cells in values]
    return pa.array(pairs, _TYPES["map"])


_WRITERS: Mapping[Kind, Callable[[Sequence[Any]], pa.Array]] = {
    "partial date": _partial_dates,
    "category": _categories,
    "authors": partial(_lists, _author_structs),
    "links": partial(_lists, _link_structs),
    "record": _record_structs,
    "map": _maps,
}


def to_parquet(table: Table) -> bytes:
    """Return a table as a Parquet file."""
    file = BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


# To papers


def _reader_of(stream: Any) -> pa.RecordBatchReader:
    # Some releases of pyarrow crash if their own string views pass the C interface.
    if isinstance(stream, pa.Table):
        return stream.to_reader()
    return pa.RecordBatchReader.from_stream(stream)


def stream_rows(obj: object) -> Iterator[Row]:
    """Return the paper and the problems of each row of an object with an Arrow stream.

    Raises:
        InvalidValueError: The object has no Arrow stream, or its stream is a single column.
    """
    if not hasattr(obj, "__arrow_c_stream__"):
        raise InvalidValueError(
            "expected an object with an Arrow stream, such as a DataFrame of pandas or Polars, "
            f"got {show(obj)}"
        )
    try:
        reader = _reader_of(obj)
    except pa.ArrowInvalid as error:  # the object is a single column, such as a Series
        raise InvalidValueError(f"expected a stream of tables, got {show(obj)}: {error}") from None
    return _rows(reader.schema, reader, "<table>")


def parquet_rows(content: bytes, file: str | None) -> Iterator[Row]:
    """Yield the paper and the problems of each row of a Parquet file."""
    try:
        parquet = pq.ParquetFile(pa.BufferReader(content))
        yield from _rows(parquet.schema_arrow, parquet.iter_batches(), file)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        # pyarrow raises an OSError for a truncated file, and the other one for damaged names.
        yield Row(None, [bad_table(f"not a complete Parquet file: {error}", file)])


def _rows(schema: pa.Schema, batches: Iterable[pa.RecordBatch], file: str | None) -> Iterator[Row]:
    if error := schema_error(schema.names, (schema.metadata or {}).get(_VERSION)):
        yield Row(None, [bad_table(error, file)])
        return
    columns = dict(zip(schema.names, columns_named(schema.names), strict=True))
    extra: set[str] = set()
    for field in schema:
        if columns[field.name] or _is_empty(field):
            continue
        if _is_scalar(field.type):
            extra.add(field.name)
        else:
            yield Row(None, [bad_table(left_out(field.name, field.type), file, "warning")])
    number = 0
    for batch in batches:
        yield from _batch_rows(batch, columns, extra, number, file)
        number += batch.num_rows


def _batch_rows(
    batch: pa.RecordBatch,
    names: Mapping[str, str | None],
    extra: Collection[str],
    first: int,
    file: str | None,
) -> list[Row]:
    columns = list(zip(batch.schema.names, batch.columns, strict=True))
    try:
        known = {
            name: _python_values(cells) for header, cells in columns if (name := names[header])
        }
        others = {name: _texts(cells) for name, cells in columns if name in extra}
    except UnicodeDecodeError as error:
        return [Row(None, [bad_table(f"from row {first} on, text is not UTF-8: {error}", file)])]
    except (ValueError, OverflowError) as error:
        message = f"from row {first} on, values are out of the range of Python's types: {error}"
        return [Row(None, [bad_table(message, file)])]
    unknown: list[dict[str, str]] = [{}] * batch.num_rows
    if others:
        rows = zip(*others.values(), strict=True)
        unknown = [
            {name: text for name, text in zip(others, row, strict=True) if text} for row in rows
        ]
    report = partial(cell_problem, known | others, first, file)
    return read_rows(Cells(batch.num_rows, known, unknown, report), _READERS)


# Text is read as in CSV, since most tables with text come from it.


def _read_column(kind: Kind, cells: Sequence[Any]) -> Sequence[Any]:
    first = next((cell for cell in cells if cell is not None), None)
    return (TEXT if isinstance(first, str) else PLAIN).columns[kind](cells)


def _read_cell(kind: Kind, cell: Any) -> Any:
    return (TEXT if isinstance(cell, str) else PLAIN).cells[kind](cell)


_READERS = Readers(
    {kind: partial(_read_column, kind) for kind in _TYPES},
    {kind: partial(_read_cell, kind) for kind in _TYPES},
)


# Cells of unknown columns, as text

_TEXT_TYPES: tuple[Callable[[pa.DataType], bool], ...] = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
)
_SCALAR_TYPES = (  # without half-precision floats, which Arrow can't cast to text
    *_TEXT_TYPES,
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
    return any(is_kind(_decoded(kind)) for is_kind in _SCALAR_TYPES)


def _decoded(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _texts(column: pa.Array) -> list[str | None]:
    """Return cells as text; days and times are in ISO 8601, and NaN is None."""
    kind = _decoded(column.type)
    if pa.types.is_timestamp(kind) and kind.tz:
        kind = pa.timestamp(kind.unit, "UTC")
    is_text = any(is_kind(kind) for is_kind in _TEXT_TYPES)
    cells = column if is_text else column.cast(kind).cast(pa.string())
    texts: list[str | None] = cells.to_pylist()
    if pa.types.is_timestamp(kind) or pa.types.is_time(kind):
        return [text and _ZEROS.sub("", text).replace(" ", "T", 1) for text in texts]
    if pa.types.is_floating(kind):
        return [None if text == "nan" else text for text in texts]
    return texts


# Zeros of a fraction of a second, and those of a day that is represented as a time.
_ZEROS = re.compile(r"(?: 00:00:00)?\.0+\Z|\.0+(?=Z\Z)|(?<=\d) 00:00:00\Z")


def _is_empty(field: pa.Field) -> bool:
    """Return whether a column has only nulls or is the index of a pandas DataFrame."""
    return pa.types.is_null(field.type) or bool(re.fullmatch(r"__index_level_\d+__", field.name))


# Cells of known columns, as Python values


def _python_values(column: pa.Array) -> list[Any]:
    """Return cells as Python values.

    This is faster than `to_pylist` for times and for values with several members, and gives times
    in UTC instead of other zones, which can't represent the first and the last times of Python.

    Raises:
        ValueError: A time has nanoseconds.
        OverflowError: A day or a time is out of the range of Python.
    """
    kind = column.type
    if column.null_count == len(column):
        return [None] * len(column)
    if pa.types.is_timestamp(kind):
        epoch = datetime(1970, 1, 1, tzinfo=UTC if kind.tz else None)
        counts = column.cast(pa.timestamp("us", kind.tz)).cast(pa.int64()).to_pylist()
        return [count if count is None else epoch + timedelta(0, 0, count) for count in counts]
    if pa.types.is_date(kind):
        column = column.dictionary_encode()
    if isinstance(column, pa.DictionaryArray):
        values = column.dictionary.to_pylist()
        return [None if place is None else values[place] for place in column.indices.to_pylist()]
    if pa.types.is_struct(kind) and kind.num_fields:
        names = [field.name for field in kind]
        members = zip(*map(_python_values, column.flatten()), strict=True)
        pairs = zip(members, column.is_valid().to_pylist(), strict=True)
        return [dict(zip(names, row, strict=True)) if is_valid else None for row, is_valid in pairs]
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        items = iter(_python_values(column.flatten()))
        lengths = column.value_lengths().to_pylist()
        return [
            list(islice(items, length)) if length else None if length is None else []
            for length in lengths
        ]
    cells: list[Any] = column.to_pylist()
    return cells
