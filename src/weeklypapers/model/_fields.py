"""Converters and validators of the fields of values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar, cast

import attrs

from weeklypapers.model.dates import to_utc
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId

T = TypeVar("T")

# UTF-8 can't encode a lone surrogate, and Markdown replaces NUL (CommonMark section 2.3).
UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")


_CONTROL = re.compile(r"[\0-\x1f\x7f\ud800-\udfff]")


Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def _fail(instance: object, attribute: attrs.Attribute[Any], expected: str, got: object) -> None:
    name = f"{type(instance).__name__}.{attribute.name}"
    raise InvalidValueError(f"{name} must be {expected}, got {show(got)}")


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not UNWRITABLE.search(value)


def check_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not is_text(value):
        _fail(instance, attribute, "text that is not blank, without NUL or surrogates", value)


def check_type(kind: type, expected: str) -> Validator:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            _fail(instance, attribute, expected, value)

    return validate


def check_each(check: Callable[[object], bool], expected: str) -> Validator:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, tuple) or not all(map(check, value)):
            _fail(instance, attribute, f"a sequence, each {expected}", value)

    return validate


def check_each_type(kind: type) -> Validator:
    return check_each(lambda item: isinstance(item, kind), f"of type {kind.__name__}")


def check_day(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Validate a field that holds a day."""
    if not isinstance(value, date) or isinstance(value, datetime):
        _fail(instance, attribute, "a datetime.date without a time", value)


def check_time(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        _fail(instance, attribute, "an aware datetime.datetime", value)


def check_url(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not is_text(value) or value != str(value).strip() or _CONTROL.search(str(value)):
        _fail(instance, attribute, "an address without line breaks or spaces around it", value)


def check_versioned(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, ArxivId) or value.version is None:
        _fail(instance, attribute, "an ArxivId with a version", value)


def to_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """Convert a sequence to a tuple; a string is not treated as a sequence."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return cast("tuple[T, ...]", value)  # the validator rejects it with the name of the field
    return tuple(value)


# One converter for each type: callers of the class would see the type variable of a generic one.
def to_texts(value: Iterable[str]) -> tuple[str, ...]:
    return to_tuple(value)


def to_utc_time(value: datetime) -> datetime:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return value  # the validator rejects it
    return to_utc(value)


def to_utc_or_none(value: datetime | None) -> datetime | None:
    return None if value is None else to_utc_time(value)


def blank_to_none(value: str | None) -> str | None:
    """Convert blank text to None: a table can't distinguish an empty cell from a missing value."""
    return None if isinstance(value, str) and not value.strip() else value


optional = attrs.validators.optional
