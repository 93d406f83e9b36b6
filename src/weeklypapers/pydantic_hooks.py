"""The schemas with which pydantic reads, writes and describes values.

Pydantic calls the methods that `weeklypapers.model._public` adds to the classes, and these import
this module by name. Only programs that use pydantic therefore load it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, ValidationError
from pydantic_core import core_schema as core

from weeklypapers.cattrs_hooks import KINDS, values_converter
from weeklypapers.formats._strict import ERRORS, BadValue, bad_values
from weeklypapers.formats.schemas import schema, schema_name
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import FetchError
from weeklypapers.model.ids import ArxivId

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

__all__ = ["core_schema", "json_schema"]

# The classes that have no definition of their own in a schema of pydantic.
_INLINE = (ArxivId, Category, PartialDate, FetchError)
_DEFINED = {schema_name(kind): kind for kind in KINDS if kind not in _INLINE}


# Reading and writing


def core_schema(kind: type, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return the schema by which pydantic validates and writes values of a class.

    Args:
        kind: The class. One without hooks is left to pydantic, which refuses it by default.
        handler: Pydantic's own way.
    """
    covered = _covered(kind)
    if covered is None:
        return handler(kind)
    # Validation doesn't use the inner schema. It has the classes of the parts, so that pydantic
    # defines them and `json_schema` can refer to the definitions.
    parts = [handler.generate_schema(_DEFINED[name]) for name in _parts(schema_name(covered))]
    return core.no_info_wrap_validator_function(
        _reader(kind),
        core.tuple_schema(parts),
        ref=None if kind in _INLINE else f"{kind.__module__}.{kind.__qualname__}:{id(kind)}",
        serialization=core.plain_serializer_function_ser_schema(values_converter().unstructure),
    )


def _covered(kind: type) -> type | None:
    return next((base for base in kind.__mro__ if base in KINDS), None)


def _reader(kind: type) -> Callable[[object, object], Any]:
    def read(value: object, _: object) -> Any:
        if isinstance(value, kind):
            return value
        try:
            return values_converter(accept_values=True).structure(value, kind)
        except ERRORS as error:
            details = [_detail(bad, value) for bad in bad_values(error)]
            raise ValidationError.from_exception_data(kind.__name__, details) from error

    read.__name__ = read.__qualname__ = kind.__name__  # for the title of pydantic's own errors
    return read


def _detail(bad: BadValue, value: Any) -> InitErrorDetails:
    """Return an error with its place, as pydantic reports its own."""
    code, place = "value_error", bad.place
    if bad.is_missing:
        code = "missing"
    elif bad.unknown:
        code, place = "extra_forbidden", (*place, bad.unknown[0])
    for part in bad.place[:-1] if bad.is_missing else bad.place:
        value = value[part]
    message: Any = bad.message  # no template, since it has no context
    return InitErrorDetails(type=PydanticCustomError(code, message), loc=place, input=value)


# Describing


def json_schema(kind: type, inner: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """Return the JSON Schema of a class: its definition in `weeklypapers.schema`.

    Args:
        kind: The class.
        inner: The result of `core_schema`.
        handler: Pydantic's own way.
    """
    covered = _covered(kind)
    if covered is None:
        return handler(inner)
    name = schema_name(covered)
    result = handler.resolve_ref_schema(handler(inner))
    references = dict(zip(_parts(name), result.get("prefixItems", ()), strict=True))
    result.clear()
    result["title"] = kind.__name__
    result.update(_inlined(_definitions()[name], references))
    return result


@cache
def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = schema("values")["$defs"]
    return definitions


@cache
def _parts(name: str) -> tuple[str, ...]:
    """Return the names of the classes to which a definition refers."""
    return tuple(dict.fromkeys(_references(_definitions()[name])))


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _references(item)
    elif isinstance(part, dict):
        if name := _target(part):
            yield from [name] if name in _DEFINED else _references(_definitions()[name])
        yield from _references(list(part.values()))


def _inlined(part: Any, references: dict[str, Any]) -> Any:
    """Return a part of a schema that refers to no definitions except those of pydantic."""
    if isinstance(part, list):
        return [_inlined(item, references) for item in part]
    if not isinstance(part, dict):
        return part
    members = {key: _inlined(item, references) for key, item in part.items() if key != "$ref"}
    if "unevaluatedProperties" in members:  # all properties are in one object now
        members["additionalProperties"] = members.pop("unevaluatedProperties")
    if isinstance(members.get("type"), list):  # FastAPI expected a single one before 0.114
        members["anyOf"] = [{"type": name} for name in members.pop("type")]
    if name := _target(part):
        target = references.get(name) or _inlined(_definitions()[name], references)
        return target | members
    return members


def _target(part: dict[str, Any]) -> str:
    reference: str = part.get("$ref", "")
    return reference.rpartition("/")[2]
