"""Submodules of a package that are imported on first use (PEP 562)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType

__all__ = ["lazy_submodules"]


def lazy_submodules(package: str, names: Sequence[str]) -> Callable[[str], ModuleType]:
    """Return the ``__getattr__`` of a package that imports its submodules on first use.

    Args:
        package: The name of the package.
        names: The names of the submodules.
    """

    def load(name: str) -> ModuleType:
        if name in names:
            return import_module(f"{package}.{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load
