"""The mark of public names."""

from __future__ import annotations

import sys
from typing import Any, TypeVar

import attrs

__all__ = ["public"]

T = TypeVar("T")


def public(exported: T) -> T:
    """Mark a class or function as a name of the package, whichever module defines it.

    Tracebacks, pickles and documentation then say ``weeklypapers.Paper``, and the module that
    defines the class can move without breaking them. The annotations of a class are evaluated
    here, because `typing.get_type_hints` looks their names up in ``__module__``.
    """
    if isinstance(exported, type) and attrs.has(exported):
        names = vars(sys.modules[exported.__module__])
        _evaluate(vars(exported).get("__annotations__", {}), names)
        _evaluate(getattr(vars(exported).get("__init__"), "__annotations__", {}), names)
    exported.__module__ = "weeklypapers"
    return exported


def _evaluate(annotations: dict[str, Any], names: dict[str, Any]) -> None:
    for name, annotation in annotations.items():
        if isinstance(annotation, str):
            annotations[name] = eval(annotation, names)  # noqa: S307 - an annotation of this package
