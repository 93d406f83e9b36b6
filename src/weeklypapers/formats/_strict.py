"""A strict cattrs converter for papers and their parts, and the places of its errors.

A default converter would turn a number into text, and a text into a tuple of letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import GenericAlias
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin

import attrs
from cattrs import (
    BaseConverter,
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from weeklypapers.formats._json_documents import unknown_field
from weeklypapers.formats._scalars import READERS, WRITERS, expect
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.paper import ArxivRecord, Author, Extra, Link, Paper

__all__ = ["ERRORS", "BadValue", "StrictConverter", "bad_values", "strict_converter"]

Hook: TypeAlias = Callable[[Any, Any], Any]

# The model names the field of a bad value, and cattrs the object only.
_NAMED_FIELD = re.compile(r"[A-Z]\w+\.(\w+) must be ")


# The converter


class StrictConverter(Converter):
    """A converter for papers and their parts, which rejects values of another type.

    An object has the fields of a value by name, without those that have their default.

    Args:
        accept_values: True if data may contain values, which need no conversion.
    """

    def __init__(self, *, accept_values: bool = False) -> None:
        super().__init__(forbid_extra_keys=True, omit_if_default=True)
        self._accepts_values = accept_values
        self.register_structure_hook_factory(_has_origin(tuple), self._tuple_hook)
        self.register_structure_hook_factory(_has_origin(Mapping), _mapping_hook)
        self.register_structure_hook_factory(_has_origin(Literal), _literal_hook)
        for scalar, read in READERS.items():
            if scalar in WRITERS:
                self.add(scalar, read, WRITERS[scalar])
            else:  # a value of JSON, which must be checked
                self.register_structure_hook(scalar, read)
        for kind in (Author, Link, ArxivRecord):
            self.add_class(kind)
        self.add_class(
            Paper,
            extra=override(struct_hook=_read_extra, unstruct_hook=dict),
            origin=override(omit=True),  # not part of a paper's value
        )

    def add(self, kind: Any, read: Hook, write: Callable[[Any], Any]) -> None:
        """Add the hooks of a class."""
        if self._accepts_values:
            self.register_structure_hook(kind, _or_value(read))
        else:
            self.register_structure_hook(kind, read)
        self.register_unstructure_hook(kind, write)

    def add_class(self, kind: type, **overrides: Any) -> None:
        """Add the hooks of an attrs class, after those of the classes of its fields."""
        for field in attrs.fields(kind):
            if field.alias != field.name:
                overrides[field.name] = override(rename=field.alias)
        structure: Hook = make_dict_structure_fn(kind, self, **overrides)

        def read(value: object, _: object) -> Any:
            members = expect(value, dict, "an object")
            if not all(isinstance(name, str) for name in members):  # not from JSON
                members = {str(name): member for name, member in members.items()}
            return structure(members, kind)

        write: Callable[[Any], Any] = make_dict_unstructure_fn(
            kind, self, _cattrs_omit_if_default=True, **overrides
        )
        self.add(kind, read, write)

    def _tuple_hook(self, kind: Any, _: object) -> Hook:
        items: Any = GenericAlias(list, get_args(kind)[0])
        structure = self.get_structure_hook(items)

        def read(value: object, _: object) -> tuple[Any, ...]:
            if self._accepts_values and isinstance(value, tuple):
                value = list(value)
            return tuple(structure(expect(value, list, "an array"), items))

        return read


@cache
def strict_converter() -> StrictConverter:
    """Return the converter for papers and their parts."""
    return StrictConverter()


def _or_value(read: Hook) -> Hook:
    return lambda value, kind: value if type(value) is kind else read(value, kind)


def _has_origin(origin: object) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _mapping_hook(kind: Any, converter: BaseConverter) -> Hook:
    members: Any = GenericAlias(dict, get_args(kind))
    structure = converter.get_structure_hook(members)
    return lambda value, _: structure(expect(value, dict, "an object"), members)


def _literal_hook(kind: Any, _: object) -> Hook:
    words = get_args(kind)

    def read(value: object, _: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise InvalidValueError(f"can't be {show(value)}. {did_you_mean(str(value), words)}")

    return read


def _read_extra(value: object, _: object) -> dict[str, str]:
    cells = value if isinstance(value, Extra) else expect(value, dict, "an object")
    return {name: expect(text, str, f"text as {name!r}") for name, text in cells.items()}


# Errors

ERRORS = (BaseValidationError, InvalidValueError)
"""The errors of a converter."""


class BadValue(NamedTuple):
    """A value that can't be read.

    Attributes:
        place: The names and indexes that lead to it.
        message: The reason, for people.
        is_missing: True for a required field that is missing.
        unknown: The names of fields that the object at the place should not have.
    """

    place: tuple[str | int, ...]
    message: str
    is_missing: bool = False
    unknown: tuple[str, ...] = ()


def bad_values(error: Exception, place: tuple[str | int, ...] = ()) -> Iterator[BadValue]:
    """Yield each bad value of an error that the converter raised."""
    if not isinstance(error, ClassValidationError | IterableValidationError):
        yield _bad_value(error, place)
        return
    with_notes, others = error.group_exceptions()
    for inner, note in with_notes:
        name = note.index if isinstance(note, IterableValidationNote) else note.name.lstrip("_")
        yield from bad_values(inner, (*place, name))
    for inner in others:
        yield from bad_values(inner, place)


def _bad_value(error: Exception, place: tuple[str | int, ...]) -> BadValue:
    if isinstance(error, KeyError):
        return BadValue(place, "required field missing", is_missing=True)
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.alias for field in attrs.fields(error.cl) if field.name != "origin"]
        unknown = tuple(sorted(error.extra_fields))
        reasons = [unknown_field(name, known) for name in unknown]
        return BadValue(place, "; ".join(reasons), unknown=unknown)
    message = str(error)
    field = _NAMED_FIELD.match(message)
    return BadValue((*place, field[1]) if field else place, message)
