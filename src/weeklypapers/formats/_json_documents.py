"""JSON documents: their values, their version and their entries."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from weeklypapers.formats._scalars import expect
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.paper import Author
from weeklypapers.model.versions import is_read, version_error

__all__ = [
    "SCHEMA_VERSION",
    "check_depth",
    "check_version",
    "decode",
    "entries_of",
    "has_known_version",
    "known_members",
    "parse",
    "plain_entries",
    "unknown_field",
]

SCHEMA_VERSION = 1

# A document of papers is seven levels deep. Much deeper documents cause a RecursionError.
_MAX_DEPTH = 32
_TOO_DEEP = f"expected at most {_MAX_DEPTH} arrays and objects inside each other, got more"


# Values


def parse(text: str) -> Any:
    """Parse JSON with some checks that the standard library lacks.

    Raises:
        InvalidValueError: A name occurs twice in an object, a number is not finite, or the values
            are nested too deeply.
        json.JSONDecodeError: The text is not JSON.
    """
    value = decode(text)
    check_depth(value)
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


def check_depth(value: object) -> None:
    """Check that a value is not nested too deeply.

    Raises:
        InvalidValueError: It is.
    """
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


# Entries


def plain_entries(document: object, name: str) -> list[Any]:
    """Return the array with a name in a document; empty for other values."""
    if not isinstance(document, dict) or document.keys() != {"schema_version", name}:
        return []
    entries = document[name]
    return entries if has_known_version(document) and isinstance(entries, list) else []


def has_known_version(document: Mapping[str, Any]) -> bool:
    """Return whether a document has a version that this release reads."""
    return is_read(document.get("schema_version"), SCHEMA_VERSION)


def entries_of(value: object, name: str) -> list[Any]:
    """Return the array with a name in a document.

    Raises:
        InvalidValueError: There is none, or the document has other members or a newer version.
    """
    document = expect(value, dict, "an object")
    check_version(document)
    known = ("schema_version", name)
    for field in document:
        if field not in known:
            raise InvalidValueError(f"{unknown_field(field, known)} @ $")
    if name not in document:
        raise InvalidValueError(f"required field missing @ $.{name}")
    entries: Any = document[name]
    if isinstance(entries, list):
        return entries
    raise InvalidValueError(f"expected an array of {name}, got {show(entries)} @ $.{name}")


def check_version(document: Mapping[str, Any]) -> None:
    """Check that a document has a version that this release reads.

    Raises:
        InvalidValueError: It has a newer version, or none.
    """
    if "schema_version" not in document:
        raise InvalidValueError("required field missing @ $.schema_version")
    if error := version_error(document["schema_version"], SCHEMA_VERSION):
        raise InvalidValueError(f"{error} @ $.schema_version")


def known_members(value: Any, kind: type[attrs.AttrsInstance]) -> Any:
    """Return an object without members that a later release may have added to a class.

    Args:
        value: The object of a record or an author; any other value is returned as it is.
        kind: Its class.
    """
    if not isinstance(value, dict):
        return value
    names = {field.name for field in attrs.fields(kind)}
    known: dict[str, Any] = {name: member for name, member in value.items() if name in names}
    if isinstance(authors := known.get("authors"), list):
        known["authors"] = [known_members(author, Author) for author in authors]
    return known


def unknown_field(name: str, known: Iterable[str]) -> str:
    """Return the message for a field with an unknown name."""
    return f"unknown field {show(name)}. {did_you_mean(name, known)}"
