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

Validator = Callable[[object, "attrs.Attribute[Any]", Any], None]


def check(accepts: Callable[[object], bool], expected: str) -> Validator:
    """Return a validator of a field; `expected` describes the accepted values."""

    def validate(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not accepts(value):
            name = f"{type(instance).__name__}.{attribute.name}"
            raise InvalidValueError(f"{name} must be {expected}, got {show(value)}")

    return validate


def check_each(accepts: Callable[[object], bool], expected: str) -> Validator:
    """Return a validator of a tuple; `expected` describes its accepted items."""
    return check(
        lambda value: isinstance(value, tuple) and all(map(accepts, value)),
        f"a sequence, each {expected}",
    )


def check_type(kind: type, expected: str) -> Validator:
    return check(lambda value: isinstance(value, kind), expected)


def check_each_type(kind: type) -> Validator:
    return check_each(lambda item: isinstance(item, kind), f"of type {kind.__name__}")


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not UNWRITABLE.search(value)


def _is_url(value: object) -> bool:
    return isinstance(value, str) and value.strip() == value != "" and not _CONTROL.search(value)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_time(value: object) -> bool:
    return isinstance(value, datetime) and value.utcoffset() is not None


check_text = check(is_text, "text that is not blank, without NUL or surrogates")
check_texts = check_each(is_text, "text that is not blank")
check_url = check(_is_url, "an address without line breaks or spaces around it")
check_day = check(_is_day, "a datetime.date without a time")
check_time = check(_is_time, "an aware datetime.datetime")
check_versioned = check(
    lambda value: isinstance(value, ArxivId) and value.version is not None,
    "an ArxivId with a version",
)


def to_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """Convert a sequence to a tuple; a string is not treated as a sequence."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return cast("tuple[T, ...]", value)  # the validator rejects it with the name of the field
    return tuple(value)


# One converter for each type: callers of the class would see the type variable of a generic one.
def to_texts(value: Iterable[str]) -> tuple[str, ...]:
    return to_tuple(value)


def to_utc_time(value: datetime) -> datetime:
    return to_utc(value) if _is_time(value) else value  # the validator rejects other values


def to_utc_or_none(value: datetime | None) -> datetime | None:
    return None if value is None else to_utc_time(value)


def blank_to_none(value: str | None) -> str | None:
    """Convert blank text to None: a table can't distinguish an empty cell from a missing value."""
    return None if isinstance(value, str) and not value.strip() else value


optional = attrs.validators.optional
