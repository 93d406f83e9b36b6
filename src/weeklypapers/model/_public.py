"""A decorator for public classes and functions."""

from __future__ import annotations

import sys
from typing import TypeVar

import attrs

__all__ = ["public"]

T = TypeVar("T")


def public(exported: T) -> T:
    """Mark a class or function as a name of the package, whichever module defines it.

    Tracebacks, pickles and documentation then say ``weeklypapers.Paper``, and the module that
    defines the class can move without breaking them. The annotations of attrs classes are evaluated
    here, because `typing.get_type_hints` looks their names up in ``__module__``.
    """
    if isinstance(exported, type):
        _evaluate_annotations(exported)
    exported.__module__ = "weeklypapers"
    return exported


def _evaluate_annotations(exported: type) -> None:
    if not attrs.has(exported):
        return
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
