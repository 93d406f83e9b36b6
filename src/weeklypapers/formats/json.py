"""Papers and records as JSON, and back.

A document is an object with ``schema_version`` and ``papers``. A line of JSON Lines is a paper
with its own ``schema_version``. Fields with their default value are omitted. The JSON Schema in the
documentation describes both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

from weeklypapers.formats._column_readers import ColumnReader, Structs, plain_readers
from weeklypapers.formats._columns import COLUMNS, Kind
from weeklypapers.formats._json_documents import (
    SCHEMA_VERSION,
    check_depth,
    check_version,
    decode,
    entries_of,
    has_known_version,
    known_members,
    plain_entries,
)
from weeklypapers.formats._json_texts import WRITERS as TEXT_WRITERS
from weeklypapers.formats._json_texts import Layout, Writer, write_papers
from weeklypapers.formats._scalars import expect
from weeklypapers.formats._strict import ERRORS, bad_values, strict_converter
from weeklypapers.model._fields import are
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.paper import ArxivRecord, Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "Line",
    "dumps",
    "dumps_each",
    "dumps_lines",
    "dumps_records",
    "dumps_value",
    "loads",
    "loads_each_record",
    "loads_lines",
    "loads_record",
    "loads_records",
    "plain_columns",
]

_MAX_SHOWN = 200  # characters of a document with an error


# Papers


def dumps(papers: Iterable[Paper], *, indent: int | None = 2) -> str:
    """Return papers as a JSON document that ends with a line break."""
    return _document("papers", write_papers, list(papers), indent)


def dumps_lines(papers: Iterable[Paper]) -> str:
    """Return papers as JSON Lines; each line ends with a line break."""
    texts = write_papers(list(papers), Layout())
    return "".join(f'{{"schema_version": {SCHEMA_VERSION}, {text[1:]}\n' for text in texts)


def loads(text: str, file: str | None = None) -> tuple[list[Paper], list[Problem]]:
    """Return the papers of a JSON document, and a problem for each value that can't be read."""
    try:
        rows = _read_entries(text, "papers", Paper)
    except (InvalidValueError, json.JSONDecodeError) as error:
        return [], [_bad_json(error, 1, text, file)]
    papers: list[Paper] = []
    problems: list[Problem] = []
    for position, (entry, paper) in enumerate(rows):
        if isinstance(paper, Paper):
            papers.append(paper)
            continue
        try:
            papers.append(strict_converter().structure(entry, Paper))
        except ERRORS as error:
            raw = json.dumps(entry, ensure_ascii=False)
            problems += _bad_values(error, f"$.papers[{position}]", raw, None, file)
    return papers, problems


class Line(NamedTuple):
    """The papers and the problems of a line of JSON Lines, counted from 1."""

    papers: list[Paper]
    problems: list[Problem]
    number: int


def loads_lines(lines: Sequence[str], first: int = 1, file: str | None = None) -> list[Line]:
    """Return the paper of each line of JSON Lines, or its problems; a blank line has neither.

    Args:
        lines: Lines that follow each other.
        first: The number of the first of them.
        file: The name of the file, for problems.
    """
    entries = [_line_entry(line, number, file) for number, line in enumerate(lines, first)]
    plain = iter(_readers()[Paper]([entry for entry in entries if isinstance(entry, dict)]))
    rows = enumerate(zip(lines, entries, strict=True), first)
    return [
        _read_line(line, entry, next(plain), number, file)
        if isinstance(entry, dict)
        else Line([], entry, number)
        for number, (line, entry) in rows
    ]


def _line_entry(line: str, number: int, file: str | None) -> dict[str, Any] | list[Problem]:
    """Return the object of the paper in a line, or the problem; a blank line has neither."""
    if not line.strip():
        return []
    try:
        entry = decode(line)
        if not isinstance(entry, dict) or not has_known_version(entry):
            check_depth(entry)
            check_version(expect(entry, dict, "an object"))
    except (InvalidValueError, json.JSONDecodeError) as error:
        return [_bad_json(error, number, line, file)]
    members: dict[str, Any] = entry
    del members["schema_version"]
    return members


def _read_line(
    line: str, entry: dict[str, Any], plain: object, number: int, file: str | None
) -> Line:
    """Return the paper in a line, which may have been read already, or its problems."""
    if isinstance(plain, Paper):
        return Line([plain], [], number)
    try:
        check_depth(entry)
    except InvalidValueError as error:
        return Line([], [_bad_json(error, number, line, file)], number)
    try:
        return Line([strict_converter().structure(entry, Paper)], [], number)
    except ERRORS as error:
        return Line([], _bad_values(error, "$", line, number, file), number)


# Plain values, which are read at once


@cache
def plain_columns() -> Mapping[Kind, ColumnReader]:
    """Return the reader of each kind of column of plain JSON values."""
    return plain_readers(in_table=False)


@cache
def _readers() -> Mapping[type, ColumnReader]:
    """Return the readers of the entries of documents, by their class."""
    readers = plain_columns()
    fields = [column for column in COLUMNS.values() if column.is_field]
    papers = Structs(Paper, {column.name: readers[column.kind] for column in fields}, nulls=False)
    return {Paper: papers, ArxivRecord: readers["record"]}


def _read_entries(text: str, name: str, kind: type) -> list[tuple[Any, Any]]:
    """Return the entries of a document, each with its value if it is plain.

    Raises:
        InvalidValueError: The document has no array with the name.
        json.JSONDecodeError: The text is not JSON.
    """
    document = decode(text)
    entries = plain_entries(document, name)
    values = _readers()[kind](entries)
    if not entries or not are(kind, values):
        check_depth(document)
        entries = entries_of(document, name)
    return list(zip_longest(entries, values))


# Records


def loads_record(text: str) -> ArxivRecord:
    """Return the record that `dumps_value` wrote.

    Raises:
        InvalidValueError: The text is not a complete record.
    """
    try:
        return strict_converter().structure(json.loads(text), ArxivRecord)
    except (*ERRORS, ValueError, RecursionError) as error:
        raise InvalidValueError(f"expected a record, got {show(text)}") from error


def loads_each_record(texts: Sequence[str]) -> list[ArxivRecord | None]:
    """Return the records that `dumps_value` wrote, and None for other texts.

    Unknown members are ignored, since several releases can share a cache.
    """
    records = _readers()[ArxivRecord](list(map(_plain_entry, texts)))
    return [
        record if isinstance(record, ArxivRecord) else _record_or_none(text)
        for text, record in zip(texts, records, strict=True)
    ]


def _plain_entry(text: str) -> dict[str, Any] | None:
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None


def _record_or_none(text: str) -> ArxivRecord | None:
    try:
        entry = known_members(json.loads(text), ArxivRecord)
        return strict_converter().structure(entry, ArxivRecord)
    except (*ERRORS, ValueError, RecursionError):
        return None


def dumps_records(records: Iterable[ArxivRecord]) -> str:
    """Return records as a JSON document that ends with a line break."""
    return _document("records", TEXT_WRITERS["record"], list(records), indent=2)


def loads_records(text: str, file: str | None = None) -> list[ArxivRecord]:
    """Return the records of a JSON document.

    Raises:
        InvalidValueError: A value can't be read; the message gives the path of each.
    """
    try:
        rows = _read_entries(text, "records", ArxivRecord)
        return [
            record
            if isinstance(record, ArxivRecord)
            else _structure_record(entry, f"$.records[{position}]")
            for position, (entry, record) in enumerate(rows)
        ]
    except (InvalidValueError, json.JSONDecodeError) as error:
        raise InvalidValueError(f"{file or '<text>'}: {error}") from error


def _structure_record(entry: object, path: str) -> ArxivRecord:
    try:
        return strict_converter().structure(entry, ArxivRecord)
    except ERRORS as error:
        raise InvalidValueError("; ".join(_messages(error, path))) from error


# Documents


def dumps_each(kind: Kind, values: Sequence[Any]) -> list[str]:
    """Return each value of a kind of column as JSON on one line."""
    return list(TEXT_WRITERS[kind](values, Layout()))


def dumps_value(value: object) -> str:
    """Return a value of the model, such as a record, as JSON on one line."""
    return json.dumps(strict_converter().unstructure(value), ensure_ascii=False)


def _document(name: str, write: Writer, values: Sequence[Any], indent: int | None) -> str:
    layout = Layout(indent)
    begin, separator, end = layout.around
    inner_begin, inner_separator, inner_end = layout.inner.around
    head = f'{{{begin}"schema_version": {SCHEMA_VERSION}{separator}"{name}": ['
    if not values:
        return f"{head}]{end}}}\n"
    texts = list(write(values, layout.inner.inner))
    texts[0] = f"{head}{inner_begin}{texts[0]}"
    texts[-1] += f"{inner_end}]{end}}}\n"
    return inner_separator.join(texts)


# Problems


def _bad_json(
    error: InvalidValueError | json.JSONDecodeError, line: int, text: str, file: str | None
) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        message = f"not a JSON document: {error.msg}"
        begin = max(0, error.pos - error.colno + 1, error.pos - _MAX_SHOWN // 2)
        line, column, text = line + error.lineno - 1, error.colno, error.doc[begin:]
    else:
        message, column = str(error), 1
    shown = text[:_MAX_SHOWN].partition("\n")[0]
    return Problem(
        code="bad-json", message=message, line=line, column=column, text=shown, file=file
    )


def _bad_values(
    error: Exception, path: str, text: str, line: int | None, file: str | None
) -> list[Problem]:
    column = None if line is None else 1
    return [
        Problem(code="bad-value", message=message, line=line, column=column, text=text, file=file)
        for message in _messages(error, path)
    ]


def _messages(error: Exception, path: str) -> list[str]:
    """Return one message for each bad value, with the path of the value."""
    return [
        f"{value.message} @ {path}{''.join(map(_step, value.place))}" for value in bad_values(error)
    ]


def _step(part: str | int) -> str:
    return f"[{part}]" if isinstance(part, int) else f".{part}"
