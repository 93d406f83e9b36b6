"""A decorator for public classes and functions."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Never, TypeVar

import attrs

from weeklypapers.model.errors import InvalidValueError, show

__all__ = ["public"]

T = TypeVar("T")


def public(exported: T, module: str = "weeklypapers") -> T:
    """Mark a class or function as a name of the package, whichever module defines it.

    Tracebacks, pickles and documentation then say ``weeklypapers.Paper``, and the module that
    defines the class can move without breaking them. The annotations of attrs classes are evaluated
    here, because `typing.get_type_hints` looks their names up in ``__module__``. Pickles of attrs
    classes contain the fields by name: those that an earlier version didn't have get their default.

    A class that is `typing.final` can't be subclassed at run time either. Pydantic accepts classes
    by methods that import `weeklypapers.pydantic_hooks` when it calls them.

    Args:
        exported: The class or function.
        module: The public module that exports it.
    """
    kind: object = exported
    if isinstance(kind, type) and attrs.has(kind):
        _evaluate_annotations(kind)
        if "__reduce__" not in vars(kind):
            type.__setattr__(kind, "__getstate__", _state_of)
            type.__setattr__(kind, "__setstate__", _restore)
    if isinstance(kind, type):
        type.__setattr__(kind, "__get_pydantic_core_schema__", classmethod(_core_schema))
        type.__setattr__(kind, "__get_pydantic_json_schema__", classmethod(_json_schema))
    if isinstance(kind, type) and "__final__" in vars(kind):
        # Not in the body of the class: attrs creates a class with slots a second time.
        type.__setattr__(kind, "__init_subclass__", classmethod(_refuse_subclass))
    exported.__module__ = module
    return exported


def _refuse_subclass(subclass: type, /, **_: object) -> Never:
    kind = next(base for base in subclass.__mro__ if "__final__" in vars(base))
    extra = ", or put texts into Paper.extra" if kind.__name__ == "Paper" else ""
    raise TypeError(
        f"{kind.__name__} can't be subclassed: values that are read, copied or converted would not "
        f"be of the class {subclass.__name__}. Give {subclass.__name__} a field for the "
        f"{kind.__name__} instead{extra}."
    )


def _core_schema(kind: type, _: object, handler: object, /) -> object:
    return import_module("weeklypapers.pydantic_hooks").core_schema(kind, handler)


def _json_schema(kind: type, schema: object, handler: object, /) -> object:
    return import_module("weeklypapers.pydantic_hooks").json_schema(kind, schema, handler)


def _evaluate_annotations(exported: type) -> None:
    names = vars(sys.modules[exported.__module__])
    # attrs also annotates cached properties, which are not fields.
    for name in exported.__annotations__.keys() - {field.name for field in attrs.fields(exported)}:
        del exported.__annotations__[name]
    constructor = "__init__" if "__init__" in vars(exported) else "__new__"
    for annotated in (exported, getattr(exported, constructor)):
        for name, annotation in annotated.__annotations__.items():
            if isinstance(annotation, str):
                value = eval(annotation, names)  # noqa: S307 - written in this package
                annotated.__annotations__[name] = value


def _state_of(value: Any) -> dict[str, Any]:
    """Return the fields of a value that don't have their default.

    A mapping is stored as a dictionary, since its class may not be public.
    """
    pairs = [(field, getattr(value, field.name)) for field in attrs.fields(type(value))]
    return {
        field.name: dict(member) if isinstance(member, Mapping) else member
        for field, member in pairs
        if member is not field.default
    }


def _restore(value: Any, state: Mapping[str, Any]) -> None:
    """Set the fields of a value that was pickled by this version or an earlier one.

    Raises:
        InvalidValueError: There is no such field, or one without a default is missing.
    """
    kind = type(value)
    fields = attrs.fields_dict(kind)
    if unknown := state.keys() - fields.keys():
        raise InvalidValueError(
            f"the pickle is of a later version of weeklypapers: {kind.__name__} has no field "
            f"{show(min(unknown))}"
        )
    for name, field in fields.items():
        convert: Any = field.converter
        if name not in state:
            member = _default_of(kind, field)
        elif convert and isinstance(state[name], dict):
            member = convert(state[name])
        else:
            member = state[name]
        object.__setattr__(value, name, member)


def _default_of(kind: type, field: attrs.Attribute[Any]) -> Any:
    if field.default is attrs.NOTHING:
        raise InvalidValueError(f"the pickle has no {kind.__name__}.{field.name}")
    factory = getattr(field.default, "factory", None)
    return factory() if factory else field.default
