"""Papers and records as JSON, and back, with cattrs.

A document is an object with ``schema_version`` and ``papers``. A line of JSON Lines is a paper
with its own ``schema_version``. Fields with their default value are omitted. The JSON Schema in the
documentation describes both.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from types import GenericAlias
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

import attrs
from cattrs import (
    BaseConverter,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    transform_error,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from weeklypapers.formats._column_readers import ColumnReader, Structs, plain_readers
from weeklypapers.formats._columns import COLUMNS, Kind
from weeklypapers.formats._json_texts import WRITERS as TEXT_WRITERS
from weeklypapers.formats._json_texts import Layout, Writer, write_papers
from weeklypapers.formats._scalars import READERS, WRITERS, expect
from weeklypapers.model._fields import are
from weeklypapers.model.bulk import paused_collector
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "SCHEMA_VERSION",
    "Line",
    "class_hook",
    "decode",
    "dumps",
    "dumps_each",
    "dumps_lines",
    "dumps_records",
    "dumps_value",
    "loads",
    "loads_lines",
    "loads_record",
    "loads_records",
    "parse",
    "plain_columns",
    "strict_converter",
]

SCHEMA_VERSION = 1

T = TypeVar("T")

# A document of papers is seven levels deep. Much deeper documents cause a RecursionError.
_MAX_DEPTH = 32
_TOO_DEEP = f"expected at most {_MAX_DEPTH} arrays and objects inside each other, got more"

_MAX_SHOWN = 200  # characters of a document with an error

_BAD_VALUE = (ClassValidationError, InvalidValueError)


# The converter


@cache
def strict_converter() -> Converter:
    """Return the converter for papers and their parts, which rejects values of another type.

    A default cattrs converter would convert a number to text, and a text to a tuple of letters.
    """
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    for scalar, read in READERS.items():
        converter.register_structure_hook(scalar, read)
    for scalar, write in WRITERS.items():
        converter.register_unstructure_hook(scalar, write)
    for kind in (Author, Link, ArxivRecord, Paper):
        converter.register_structure_hook(kind, class_hook(kind, converter))
        to_dict = make_dict_unstructure_fn(
            kind, converter, _cattrs_omit_if_default=True, **_overrides(kind)
        )
        converter.register_unstructure_hook(kind, to_dict)
    return converter


def _is_tuple(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is tuple


def _tuple_hook(kind: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:
    items: Any = GenericAlias(list, get_args(kind)[0])
    structure = converter.get_structure_hook(items)
    return lambda value, _: tuple(structure(expect(value, list, "an array"), items))


def class_hook(kind: type[T], converter: Converter) -> Callable[[Any, Any], T]:
    """Return a hook that structures an object as an attrs class, and rejects other values."""
    structure = make_dict_structure_fn(kind, converter, **_overrides(kind))
    return lambda value, _: structure(expect(value, dict, "an object"), kind)


def _overrides(kind: type) -> dict[str, Any]:
    if kind is not Paper:
        return {}
    return {
        "extra": override(struct_hook=_read_extra, unstruct_hook=dict),
        "origin": override(omit=True),  # not part of a paper's value
    }


def _read_extra(value: object, _: object) -> dict[str, str]:
    cells = expect(value, dict, "an object")
    return {name: expect(text, str, f"text as {name!r}") for name, text in cells.items()}


# Papers


def dumps(papers: Iterable[Paper], *, indent: int | None = 2) -> str:
    """Return papers as a JSON document that ends with a line break."""
    return _document("papers", write_papers, list(papers), indent)


def dumps_lines(papers: Iterable[Paper]) -> str:
    """Return papers as JSON Lines; each line ends with a line break."""
    texts = write_papers(list(papers), Layout())
    return "".join(f'{{"schema_version": {SCHEMA_VERSION}, {text[1:]}\n' for text in texts)


@paused_collector()
def loads(text: str, file: str | None = None) -> tuple[list[Paper], list[Problem]]:
    """Return the papers of a JSON document, and a problem for each value that can't be read."""
    try:
        document = decode(text)
        entries = _plain_entries(document)
        plain = _read_plain(entries)
        if entries and are(Paper, plain):
            return list(plain), []
        _check_depth(document)
        entries = _entries(document, "papers")
    except (InvalidValueError, json.JSONDecodeError) as error:
        return [], [_bad_json(error, 1, text, file)]
    papers: list[Paper] = []
    problems: list[Problem] = []
    for position, (entry, paper) in enumerate(zip_longest(entries, plain)):
        try:
            is_plain = isinstance(paper, Paper)
            papers.append(paper if is_plain else strict_converter().structure(entry, Paper))
        except _BAD_VALUE as error:
            raw = json.dumps(entry, ensure_ascii=False)
            problems += _bad_values(error, f"$.papers[{position}]", raw, None, file)
    return papers, problems


class Line(NamedTuple):
    """The papers and the problems of a line of JSON Lines, counted from 1."""

    papers: list[Paper]
    problems: list[Problem]
    number: int


@paused_collector()
def loads_lines(lines: Sequence[str], first: int = 1, file: str | None = None) -> list[Line]:
    """Return the paper of each line of JSON Lines, or its problems; a blank line has neither.

    Args:
        lines: Lines that follow each other.
        first: The number of the first of them.
        file: The name of the file, for problems.
    """
    entries = [_line_entry(line, number, file) for number, line in enumerate(lines, first)]
    plain = iter(_read_plain([entry for entry in entries if isinstance(entry, dict)]))
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
        if not isinstance(entry, dict) or not _is_current(entry.get("schema_version")):
            _check_depth(entry)
            _check_version(expect(entry, dict, "an object"))
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
        _check_depth(entry)
    except InvalidValueError as error:
        return Line([], [_bad_json(error, number, line, file)], number)
    try:
        return Line([strict_converter().structure(entry, Paper)], [], number)
    except _BAD_VALUE as error:
        return Line([], _bad_values(error, "$", line, number, file), number)


# Plain papers, which are read at once


@cache
def plain_columns() -> Mapping[Kind, ColumnReader]:
    """Return the reader of each kind of column of plain JSON values."""
    return plain_readers(in_table=False)


@cache
def _paper_reader() -> ColumnReader:
    readers = plain_columns()
    fields = [column for column in COLUMNS.values() if column.is_field]
    return Structs(Paper, {column.name: readers[column.kind] for column in fields}, nulls=False)


def _read_plain(entries: Sequence[Any]) -> Sequence[Any]:
    """Return the paper of each entry that is plain, and another value for others."""
    return _paper_reader()(entries)


def _plain_entries(document: object) -> list[Any]:
    """Return the papers in a document of the current version; none for another value."""
    if not isinstance(document, dict) or document.keys() != {"schema_version", "papers"}:
        return []
    version, entries = document["schema_version"], document["papers"]
    return entries if _is_current(version) and isinstance(entries, list) else []


def _is_current(version: object) -> bool:
    return type(version) is int and version == SCHEMA_VERSION


# Records


def loads_record(text: str) -> ArxivRecord:
    """Return the record that `dumps_value` wrote.

    Raises:
        InvalidValueError: The text is not a complete record.
    """
    try:
        # The cache reads thousands of records, so checks that only improve messages are omitted.
        return strict_converter().structure(json.loads(text), ArxivRecord)
    except (ClassValidationError, ValueError, RecursionError) as error:
        raise InvalidValueError(f"expected a record, got {show(text)}") from error


def dumps_records(records: Iterable[ArxivRecord]) -> str:
    """Return records as a JSON document that ends with a line break."""
    return _document("records", TEXT_WRITERS["record"], list(records), indent=2)


def loads_records(text: str, file: str | None = None) -> list[ArxivRecord]:
    """Return the records of a JSON document.

    Raises:
        InvalidValueError: A value can't be read; the message gives the path of each.
    """
    try:
        return [
            _structure_record(entry, f"$.records[{position}]")
            for position, entry in enumerate(_entries(parse(text), "records"))
        ]
    except (InvalidValueError, json.JSONDecodeError) as error:
        raise InvalidValueError(f"{file or '<text>'}: {error}") from error


def _structure_record(entry: object, path: str) -> ArxivRecord:
    try:
        return strict_converter().structure(entry, ArxivRecord)
    except _BAD_VALUE as error:
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


def _entries(value: object, name: str) -> list[Any]:
    """Return the array with a name in a document of the current version."""
    document = expect(value, dict, "an object")
    _check_version(document)
    known = ("schema_version", name)
    for field in document:
        if field not in known:
            raise InvalidValueError(f"{_unknown_field(field, known)} @ $")
    if name not in document:
        raise InvalidValueError(f"required field missing @ $.{name}")
    entries: Any = document[name]
    if isinstance(entries, list):
        return entries
    raise InvalidValueError(f"expected an array of {name}, got {show(entries)} @ $.{name}")


def _check_version(document: Mapping[str, Any]) -> None:
    if "schema_version" not in document:
        raise InvalidValueError("required field missing @ $.schema_version")
    version = document["schema_version"]
    if type(version) is int and version > SCHEMA_VERSION:
        raise InvalidValueError(
            f"written by a newer weeklypapers: its schema_version is {version}, and this version "
            f"reads {SCHEMA_VERSION} @ $.schema_version"
        )
    if type(version) is not int or version != SCHEMA_VERSION:
        raise InvalidValueError(
            f"expected {SCHEMA_VERSION}, got {show(version)} @ $.schema_version"
        )


def parse(text: str) -> Any:
    """Parse JSON with some checks that the standard library lacks.

    Raises:
        InvalidValueError: A name occurs twice in an object, a number is not finite, or the values
            are nested too deeply.
        json.JSONDecodeError: The text is not JSON.
    """
    value = decode(text)
    _check_depth(value)
    return value


def decode(text: str) -> Any:
    """Parse JSON without checking the depth, which plain values can't exceed."""
    try:
        return _DECODER.decode(text.removeprefix("\ufeff"))
    except RecursionError:
        raise InvalidValueError(_TOO_DEEP) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):  # json would silently keep the last one
        repeated, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise InvalidValueError(f"expected each name once in an object, got {show(repeated)} again")
    return members


def _refuse_constant(name: str) -> None:
    raise InvalidValueError(f"expected JSON, which has no {name}")


def _number(digits: str) -> int | float:
    # Python doesn't convert thousands of digits. No valid value is a long number, and messages show
    # only its beginning.
    return int(digits) if len(digits) < 100 else float(digits)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_refuse_constant, parse_int=_number
)


def _check_depth(value: object) -> None:
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [inner for value in level for inner in _members(value)]
        if not level:
            return
    raise InvalidValueError(_TOO_DEEP)


def _members(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


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
    messages = []
    for message in transform_error(error, path, _reason):
        # The path of a value that the model rejects ends at the object of the value.
        field = re.match(r"[A-Z]\w+\.(\w+) must be ", message)
        messages.append(f"{message}.{field[1]}" if field else message)
    return messages


def _reason(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return "required field missing"
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl) if field.name != "origin"]
        return "; ".join(_unknown_field(name, known) for name in sorted(error.extra_fields))
    return str(error)


def _unknown_field(name: str, known: Iterable[str]) -> str:
    return f"unknown field {show(name)}. {did_you_mean(name, known)}"
