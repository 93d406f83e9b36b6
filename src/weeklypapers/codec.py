"""JSON to the model and back, by cattrs. The only module that imports cattrs.

A document is an object with ``schema_version`` and ``papers``; a line of JSON Lines is a paper
with a ``schema_version`` of its own. Fields that have their default are left out. The JSON Schema
in the documentation describes both.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime
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

from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper
from weeklypapers.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "SCHEMA_VERSION",
    "class_hook",
    "dumps",
    "dumps_lines",
    "dumps_record",
    "dumps_records",
    "loads",
    "loads_line",
    "loads_record",
    "loads_records",
    "register_values",
    "strict_converter",
]

SCHEMA_VERSION = 1

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)

# A document has seven levels of arrays and objects; what goes far beyond would end in a
# RecursionError somewhere.
_DEEPEST = 32
_TOO_DEEP = f"expected at most {_DEEPEST} arrays and objects inside each other, got more"

# How much of a document that is not read a problem shows.
_SHOWN = 200

_REFUSED = (ClassValidationError, InvalidValueError)

# From JSON


def _checked(value: object, kind: type[T], expected: str) -> T:
    # Types are compared strictly: cattrs would make a text of a number and a tuple of a text.
    if not isinstance(value, kind):
        raise InvalidValueError(f"expected {expected}, got {show(value)}")
    return value


def _to_text(value: object, _: object) -> str:
    return _checked(value, str, "text")


def _to_bool(value: object, _: object) -> bool:
    return _checked(value, bool, "true or false")


def _to_texts_by_name(value: object, _: object) -> dict[str, str]:
    texts = _checked(value, dict, "an object")
    return {name: _checked(text, str, f"text as {name!r}") for name, text in texts.items()}


def _to_day(value: object, _: object) -> date:
    text = _checked(value, str, "a day")
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise InvalidValueError(f"expected a day such as '2024-06-30', got {show(text)}")


def _to_time(value: object, _: object) -> datetime:
    text = _checked(value, str, "a time")
    if _TIME.fullmatch(text):
        with suppress(ValueError, OverflowError):
            return datetime.fromisoformat(text).astimezone(UTC)
    raise InvalidValueError(f"expected a time such as '2024-06-21T17:23:18Z', got {show(text)}")


def _to_id(value: object, _: object) -> ArxivId:
    return ArxivId(_checked(value, str, "an arXiv identifier"))


def _to_partial_date(value: object, _: object) -> PartialDate:
    return PartialDate.parse(_checked(value, str, "a day, a month or a year"))


def _to_category(value: object, _: object) -> Category:
    return Category.parse(_checked(value, str, "a category"))


def _is_tuple(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is tuple


def _tuple_hook(kind: Any, converter: BaseConverter) -> Callable[[Mapping[str, Any], Any], Any]:
    items: Any = GenericAlias(list, get_args(kind)[0])
    structure = converter.get_structure_hook(items)
    return lambda value, _: tuple(structure(_checked(value, list, "an array"), items))


def class_hook(kind: type[T], converter: Converter) -> Callable[[Any, Any], T]:
    """What makes a value of an attrs class out of an object, and of nothing else."""
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
def strict_converter() -> Converter:
    """This package's own, which is strict about types, whatever the converters of others are."""
    made = Converter(forbid_extra_keys=True, omit_if_default=True)
    made.register_structure_hook_factory(_is_tuple, _tuple_hook)
    made.register_structure_hook(str, _to_text)
    made.register_structure_hook(bool, _to_bool)
    made.register_structure_hook(date, _to_day)
    made.register_structure_hook(datetime, _to_time)
    made.register_structure_hook(ArxivId, _to_id)
    made.register_structure_hook(Category, _to_category)
    made.register_structure_hook(PartialDate, _to_partial_date)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(datetime, _from_time)
    made.register_unstructure_hook(ArxivId, str)
    made.register_unstructure_hook(Category, str)
    made.register_unstructure_hook(PartialDate, str)
    for kind in (Author, Link, ArxivRecord, Paper):
        made.register_structure_hook(kind, class_hook(kind, made))
        to_dict = make_dict_unstructure_fn(
            kind, made, _cattrs_omit_if_default=True, **_overrides(kind)
        )
        made.register_unstructure_hook(kind, to_dict)
    return made


def register_values(converter: Converter) -> None:
    """Teaches a cattrs converter the model: papers and all that they are made of.

    It then writes and reads them as this package does, whatever its own settings are, and treats
    all other types as before.
    """
    own = strict_converter()
    for kind in (Paper, ArxivRecord, Author, Link, Category, ArxivId, PartialDate):
        converter.register_structure_hook(kind, own.structure)
        converter.register_unstructure_hook(kind, own.unstructure)


# Documents


def dumps(papers: Iterable[Paper], *, indent: int | None = 2) -> str:
    """Papers as a JSON document, ended by a line break."""
    entries = [strict_converter().unstructure(paper) for paper in papers]
    document = {"schema_version": SCHEMA_VERSION, "papers": entries}
    return json.dumps(document, ensure_ascii=False, indent=indent) + "\n"


def dumps_lines(papers: Iterable[Paper]) -> str:
    """Papers as JSON Lines, each line ended by a line break."""
    version = {"schema_version": SCHEMA_VERSION}
    entries = (version | strict_converter().unstructure(paper) for paper in papers)
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def loads(text: str, file: str | None = None) -> tuple[list[Paper], list[Problem]]:
    """The papers of a JSON document, and what is wrong with the others."""
    try:
        entries = _entries(text, "papers")
    except (InvalidValueError, json.JSONDecodeError) as error:
        return [], [_unreadable(error, 1, text, file)]
    papers: list[Paper] = []
    problems: list[Problem] = []
    for position, entry in enumerate(entries):
        try:
            papers.append(strict_converter().structure(entry, Paper))
        except _REFUSED as error:
            raw = json.dumps(entry, ensure_ascii=False)
            problems += _refused(error, f"$.papers[{position}]", raw, None, file)
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
    try:
        return [strict_converter().structure(entry, Paper)], []
    except _REFUSED as error:
        return [], _refused(error, "$", line, number, file)


# Records alone


def dumps_record(record: ArxivRecord) -> str:
    """One record as JSON on one line, as `loads_record` takes it back."""
    return json.dumps(strict_converter().unstructure(record), ensure_ascii=False)


def loads_record(text: str) -> ArxivRecord:
    """The record that `dumps_record` wrote.

    Raises:
        InvalidValueError: It is none, or not whole.
    """
    try:
        # A cache reads thousands, so the checks that only make a better message are left out.
        return strict_converter().structure(json.loads(text), ArxivRecord)
    except (ClassValidationError, ValueError, RecursionError) as error:
        raise InvalidValueError(f"expected a record, got {show(text)}") from error


def dumps_records(records: Iterable[ArxivRecord]) -> str:
    """Records as a JSON document, ended by a line break."""
    entries = [strict_converter().unstructure(record) for record in records]
    document = {"schema_version": SCHEMA_VERSION, "records": entries}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def loads_records(text: str, file: str | None = None) -> list[ArxivRecord]:
    """The records of a JSON document.

    Raises:
        InvalidValueError: Something in it can't be read; the message gives the path of each value.
    """
    try:
        entries = _entries(text, "records")
        return [
            _loaded_record(entry, f"$.records[{position}]")
            for position, entry in enumerate(entries)
        ]
    except (InvalidValueError, json.JSONDecodeError) as error:
        raise InvalidValueError(f"{file or '<text>'}: {error}") from error


def _loaded_record(entry: object, path: str) -> ArxivRecord:
    try:
        return strict_converter().structure(entry, ArxivRecord)
    except _REFUSED as error:
        raise InvalidValueError("; ".join(_messages(error, path))) from error


def _parsed(text: str) -> Any:
    try:
        found = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_number,
        )
    except RecursionError:
        raise InvalidValueError(_TOO_DEEP) from None
    _check_depth(found)
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # json would keep the last of them and say nothing
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise InvalidValueError(f"expected each name once in an object, got {show(twice)} again")
    return found


def _no_constant(name: str) -> None:
    raise InvalidValueError(f"expected JSON, which has no {name}")


def _number(digits: str) -> int | float:
    # Python makes no number of thousands of digits. Nothing here is one, and a message cuts it.
    return int(digits) if len(digits) < 100 else float(digits)


def _check_depth(found: object) -> None:
    level = [found]
    for _ in range(_DEEPEST):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return
    raise InvalidValueError(_TOO_DEEP)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _check_version(document: Mapping[str, Any]) -> None:
    if "schema_version" not in document:
        raise InvalidValueError("required field missing @ $.schema_version")
    version = document["schema_version"]
    if type(version) is int and version > SCHEMA_VERSION:
        raise InvalidValueError(
            f"this was written by a newer weeklypapers: its schema_version is {version}, and "
            f"{SCHEMA_VERSION} is the newest that this one reads @ $.schema_version"
        )
    if type(version) is not int or version != SCHEMA_VERSION:
        raise InvalidValueError(
            f"expected {SCHEMA_VERSION}, got {show(version)} @ $.schema_version"
        )


def _check_names(document: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in document:
        if name not in known:
            raise InvalidValueError(f"{_unknown(name, known)} @ $")
    for name in known:
        if name not in document:
            raise InvalidValueError(f"required field missing @ $.{name}")


def _entries(text: str, name: str) -> list[Any]:
    """The array that a document of the current version has under a name."""
    document = _checked(_parsed(text), dict, "an object")
    _check_version(document)
    _check_names(document, ("schema_version", name))
    entries: Any = document[name]
    if isinstance(entries, list):
        return entries
    raise InvalidValueError(f"expected an array of {name}, got {show(entries)} @ $.{name}")


def _unknown(name: str, known: Iterable[str]) -> str:
    return f"unknown field {show(name)}. {did_you_mean(name, known)}"


def _refused(
    error: Exception, path: str, text: str, line: int | None, file: str | None
) -> list[Problem]:
    column = None if line is None else 1
    return [
        Problem(code="bad-value", message=message, line=line, column=column, text=text, file=file)
        for message in _messages(error, path)
    ]


def _messages(error: Exception, path: str) -> list[str]:
    """What is wrong, each with the path of the value."""
    return [_to_field(message) for message in transform_error(error, path, _reason)]


def _to_field(message: str) -> str:
    # A value that the model refuses is reported of the whole object, and named by the message.
    named = re.match(r"[A-Z]\w+\.(\w+) must be ", message)
    return f"{message}.{named[1]}" if named else message


def _reason(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return "required field missing"
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl) if field.name != "origin"]
        return "; ".join(_unknown(name, known) for name in sorted(error.extra_fields))
    return str(error)


def _unreadable(
    error: InvalidValueError | json.JSONDecodeError, line: int, text: str, file: str | None
) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        message = f"expected JSON, and this is none: {error.msg}"
        before = max(0, error.pos - error.colno + 1, error.pos - _SHOWN // 2)
        line, column, text = line + error.lineno - 1, error.colno, error.doc[before:]
    else:
        message, column = str(error), 1
    shown = text[:_SHOWN].partition("\n")[0]
    return Problem(
        code="bad-json", message=message, line=line, column=column, text=shown, file=file
    )
