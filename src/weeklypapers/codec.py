"""JSON to the model and back, by cattrs. The only module that imports cattrs.

A document is an object with ``schema_version`` and ``papers``; a line of JSON Lines is a paper
with a ``schema_version`` of its own. Fields that have their default are left out. The JSON Schema
in the documentation describes both.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import cache
from types import GenericAlias
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs
from cattrs import (
    BaseConverter,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    transform_error,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from weeklypapers.errors import InvalidValueError, Problem, did_you_mean, show
from weeklypapers.ids import ArxivId
from weeklypapers.model import ArxivRecord, Author, Link, Paper
from weeklypapers.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = [
    "SCHEMA_VERSION",
    "dumps",
    "dumps_lines",
    "dumps_record",
    "dumps_records",
    "loads",
    "loads_line",
    "loads_record",
    "loads_records",
    "register_hooks",
]

SCHEMA_VERSION = 1

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)

# From JSON


def _checked(value: object, kind: type[T], expected: str) -> T:
    # Types are compared strictly: cattrs would make a text of a number and a tuple of a text.
    if not isinstance(value, kind):
        raise InvalidValueError(f"expected {expected}, got {show(value)}")
    return value


def _to_text(value: object, _: object) -> str:
    return _checked(value, str, "text")


def _to_texts_by_name(value: object, _: object) -> dict[str, str]:
    texts = _checked(value, dict, "an object")
    return {name: _checked(text, str, "text") for name, text in texts.items()}


def _to_day(value: object, _: object) -> date:
    text = _checked(value, str, "a day")
    if not _DAY.fullmatch(text):
        raise InvalidValueError(f"expected a day such as '2024-06-30', got {show(value)}")
    return date.fromisoformat(text)


def _to_time(value: object, _: object) -> datetime:
    text = _checked(value, str, "a time")
    if not _TIME.fullmatch(text):
        raise InvalidValueError(f"expected a time such as '2024-06-21T17:23:18Z', got {show(text)}")
    return datetime.fromisoformat(text)


def _to_id(value: object, _: object) -> ArxivId:
    return ArxivId(_checked(value, str, "an arXiv identifier"))


def _to_category(value: object, _: object) -> Category:
    return Category.parse(_checked(value, str, "a category"))


def _is_tuple(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is tuple


def _tuple_hook(kind: Any, converter: BaseConverter) -> Callable[[Mapping[str, Any], Any], Any]:
    items: Any = GenericAlias(list, get_args(kind)[0])
    structure = converter.get_structure_hook(items)
    return lambda value, _: tuple(structure(_checked(value, list, "an array"), items))


def _class_hook(kind: type[T], converter: Converter) -> Callable[[Any, Any], T]:
    structure = make_dict_structure_fn(kind, converter, **_overrides(kind))
    return lambda value, _: structure(_checked(value, dict, "an object"), kind)


# To JSON


def _from_time(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


# Both ways


def _overrides(kind: type) -> dict[str, Any]:
    if kind is not Paper:
        return {}
    return {
        "extra": override(struct_hook=_to_texts_by_name, unstruct_hook=dict),
        "origin": override(omit=True),  # no part of a paper's value
    }


@cache
def _converter() -> Converter:
    """Strict about types, whatever the converters of others may be."""
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook(str, _to_text)
    converter.register_structure_hook(date, _to_day)
    converter.register_structure_hook(datetime, _to_time)
    converter.register_structure_hook(ArxivId, _to_id)
    converter.register_structure_hook(Category, _to_category)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, _from_time)
    converter.register_unstructure_hook(ArxivId, str)
    converter.register_unstructure_hook(Category, str)
    for kind in (Author, Link, ArxivRecord, Paper):
        converter.register_structure_hook(kind, _class_hook(kind, converter))
        to_dict = make_dict_unstructure_fn(
            kind, converter, _cattrs_omit_if_default=True, **_overrides(kind)
        )
        converter.register_unstructure_hook(kind, to_dict)
    return converter


def register_hooks(converter: Converter) -> None:
    """Teaches a cattrs converter the model: papers and all that they are made of.

    It then writes and reads them as this package does, whatever its own settings are, and treats
    all other types as before.
    """
    own = _converter()
    for kind in (Paper, ArxivRecord, Author, Link, Category, ArxivId):
        converter.register_structure_hook(kind, own.structure)
        converter.register_unstructure_hook(kind, own.unstructure)


# Documents


def dumps(papers: Iterable[Paper], *, indent: int | None = 2) -> str:
    """Papers as a JSON document, ended by a line break."""
    entries = [_converter().unstructure(paper) for paper in papers]
    document = {"schema_version": SCHEMA_VERSION, "papers": entries}
    return json.dumps(document, ensure_ascii=False, indent=indent) + "\n"


def dumps_lines(papers: Iterable[Paper]) -> str:
    """Papers as JSON Lines, each line ended by a line break."""
    version = {"schema_version": SCHEMA_VERSION}
    entries = (version | _converter().unstructure(paper) for paper in papers)
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def loads(text: str, file: str | None = None) -> tuple[list[Paper], list[Problem]]:
    """The papers of a JSON document, and what is wrong with the others."""
    try:
        document = _checked(_parsed(text), dict, "an object")
        _check_version(document)
        _check_names(document, ("schema_version", "papers"))
        entries = _checked(document.get("papers"), list, "an array of papers as 'papers'")
    except (InvalidValueError, json.JSONDecodeError) as error:
        return [], [_unreadable(error, 1, text, file)]
    papers: list[Paper] = []
    problems: list[Problem] = []
    for position, entry in enumerate(entries):
        read, found = _loaded(entry, f"$.papers[{position}]", None, file)
        papers += read
        problems += found
    return papers, problems


def loads_line(
    line: str, number: int = 1, file: str | None = None
) -> tuple[list[Paper], list[Problem]]:
    """The paper of a line of JSON Lines, or what is wrong with it; a blank line has neither."""
    if not line.strip():
        return [], []
    try:
        entry = _checked(_parsed(line), dict, "an object")
        _check_version(entry)
    except (InvalidValueError, json.JSONDecodeError) as error:
        return [], [_unreadable(error, number, line, file)]
    del entry["schema_version"]
    return _loaded(entry, "$", number, file)


# Records alone


def dumps_record(record: ArxivRecord) -> str:
    """One record as JSON on one line, as `loads_record` takes it back."""
    return json.dumps(_converter().unstructure(record), ensure_ascii=False)


def loads_record(text: str) -> ArxivRecord:
    """The record that `dumps_record` wrote.

    Raises:
        InvalidValueError: It is none, or not whole.
    """
    try:
        return _converter().structure(json.loads(text), ArxivRecord)
    except (ClassValidationError, InvalidValueError, json.JSONDecodeError) as error:
        raise InvalidValueError(f"expected a record, got {show(text)}") from error


def dumps_records(records: Iterable[ArxivRecord]) -> str:
    """Records as a JSON document, ended by a line break."""
    entries = [_converter().unstructure(record) for record in records]
    document = {"schema_version": SCHEMA_VERSION, "records": entries}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def loads_records(text: str, file: str | None = None) -> list[ArxivRecord]:
    """The records of a JSON document.

    Raises:
        InvalidValueError: Something in it can't be read; the message gives the path of each value.
    """
    try:
        document = _checked(_parsed(text), dict, "an object")
        _check_version(document)
        _check_names(document, ("schema_version", "records"))
        entries = _checked(document.get("records"), list, "an array of records as 'records'")
        return [
            _loaded_record(entry, f"$.records[{position}]")
            for position, entry in enumerate(entries)
        ]
    except (InvalidValueError, json.JSONDecodeError) as error:
        raise InvalidValueError(f"{file or '<text>'}: {error}") from error


def _loaded_record(entry: object, path: str) -> ArxivRecord:
    try:
        return _converter().structure(entry, ArxivRecord)
    except (ClassValidationError, InvalidValueError) as error:
        raise InvalidValueError("; ".join(transform_error(error, path, _reason))) from error


def _parsed(text: str) -> Any:
    return json.loads(
        text.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=_no_constant
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # json would keep the last of them and say nothing
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidValueError(f"expected each name once in an object, got {twice!r} again")
    return found


def _no_constant(name: str) -> None:
    raise InvalidValueError(f"expected JSON, which has no {name}")


def _check_version(document: Mapping[str, Any]) -> None:
    version = document.get("schema_version")
    if type(version) is int and version > SCHEMA_VERSION:
        raise InvalidValueError(
            f"this was written by a newer weeklypapers: its schema_version is {version}, and "
            f"{SCHEMA_VERSION} is the newest that this one reads @ $.schema_version"
        )
    if type(version) is not int or version != SCHEMA_VERSION:
        raise InvalidValueError(
            f"expected {SCHEMA_VERSION}, got {show(version)} @ $.schema_version"
        )


def _check_names(document: Mapping[str, Any], known: Iterable[str]) -> None:
    for name in set(document).difference(known):
        raise InvalidValueError(f"unknown field {name!r}. {did_you_mean(name, known)} @ $")


def _loaded(
    entry: object, path: str, line: int | None, file: str | None
) -> tuple[list[Paper], list[Problem]]:
    try:
        return [_converter().structure(entry, Paper)], []
    except (ClassValidationError, InvalidValueError) as error:
        text = json.dumps(entry, ensure_ascii=False)
        messages = transform_error(error, path, _reason)
        return [], [
            Problem(code="bad-value", message=message, line=line, text=text, file=file)
            for message in messages
        ]


def _reason(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return "required field missing"
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        hints = (f"{name!r}. {did_you_mean(name, known)}" for name in sorted(error.extra_fields))
        return f"unknown field {'; '.join(hints)}"
    return str(error)


def _unreadable(
    error: InvalidValueError | json.JSONDecodeError, line: int, text: str, file: str | None
) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        message, line, column = f"expected JSON: {error.msg}", line + error.lineno - 1, error.colno
    else:
        message, column = str(error), 1
    return Problem(
        code="bad-json", message=message, line=line, column=column, text=text[:200], file=file
    )
