"""Warnings at the line of the caller, and deprecated names and arguments.

Python 3.12 and newer can skip the files of a package (``warnings.warn(skip_file_prefixes=…)``), and
Python 3.11 can't. A fixed `stacklevel` is wrong as soon as a decorator, a generator or a method is
in between. Therefore the caller is searched for. Python's default filter then shows a warning
once for each line that causes it.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from functools import wraps
from types import FrameType
from typing import Any, TypeVar, cast

__all__ = ["deprecated", "renamed_arguments", "renamed_names", "warn"]

Function = TypeVar("Function", bound=Callable[..., Any])

_PACKAGE = __name__.partition(".")[0]
# Modules that call a function for the code that uses it: decorators, context managers and imports.
_BETWEEN = frozenset({"_frozen_importlib", "contextlib", "functools", "importlib._bootstrap"})
_GENERATED = "<attrs generated"  # the files of methods that attrs writes
_RELEASES = 2  # minor releases that warn, before 1.0


def warn(message: str, category: type[Warning]) -> None:
    """Warn at the line of the first caller outside of this package."""
    frame: FrameType = sys._getframe(1)
    while frame.f_back and _is_inside(frame):
        frame = frame.f_back
    warnings.warn_explicit(
        message,
        category,
        filename=frame.f_code.co_filename,
        lineno=frame.f_lineno,
        module=frame.f_globals.get("__name__", "<unknown>"),
        registry=frame.f_globals.setdefault("__warningregistry__", {}),
    )


def _is_inside(frame: FrameType) -> bool:
    """Return whether a frame is of this package, or of a module that calls it for others."""
    module = str(frame.f_globals.get("__name__", ""))
    is_generated = frame.f_code.co_filename.startswith(_GENERATED)
    return is_generated or module in _BETWEEN or module.partition(".")[0] == _PACKAGE


def deprecated(*, since: str, instead: str) -> Callable[[Function], Function]:
    """Return a decorator for a function, a method or the getter of a property that will be removed.

    Args:
        since: The release that begins to warn, such as ``"0.2"``.
        instead: The code to write instead, such as ``"Papers.overlap"``.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def call(*arguments: Any, **options: Any) -> Any:
            _warn_deprecated(function.__qualname__, since, instead)
            return function(*arguments, **options)

        return cast("Function", call)

    return decorate


def renamed_arguments(*, since: str, **names: str) -> Callable[[Function], Function]:
    """Return a decorator for a function some of whose keyword arguments have a new name.

    For the fields of an attrs class, decorate the constructor that attrs writes:
    ``Link.__init__ = renamed_arguments(…)(Link.__init__)``.

    Args:
        since: The release that begins to warn, such as ``"0.2"``.
        names: The new name of each old one, such as ``n="limit"``.
    """

    def decorate(function: Function) -> Function:
        place = function.__qualname__.removesuffix(".__init__")

        @wraps(function)
        def call(*arguments: Any, **options: Any) -> Any:
            for old, new in names.items():
                if old not in options:
                    continue
                if new in options:
                    raise TypeError(f"{place}() got {old!r} and {new!r}, which are one argument")
                _warn_deprecated(f"{place}({old}=…)", since, f"{place}({new}=…)")
                options[new] = options.pop(old)
            return function(*arguments, **options)

        return cast("Function", call)

    return decorate


def renamed_names(module: str, names: Mapping[str, str], *, since: str) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a module some of whose names were changed (PEP 562).

    Args:
        module: The name of the module.
        names: The new name of each old one.
        since: The release that begins to warn, such as ``"0.2"``.
    """

    def load(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        new = names[name]
        _warn_deprecated(f"{module}.{name}", since, f"{module}.{new}")
        return getattr(sys.modules[module], new)

    return load


def _warn_deprecated(name: str, since: str, instead: str) -> None:
    message = f"{name} is deprecated since {_PACKAGE} {since}, and will be removed in "
    warn(f"{message}{_removal(since)} or later; use {instead}", DeprecationWarning)


def _removal(since: str) -> str:
    """Return the first release that may remove what is deprecated since another."""
    major, minor = map(int, since.split(".")[:2])
    return f"{major}.{minor + _RELEASES}" if major == 0 else f"{major + 1}.0"
