"""Pickles, and the names in them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar

__all__ = ["names_in", "pickle_of", "pickled"]

T = TypeVar("T")


def pickled(value: T, protocol: int = pickle.DEFAULT_PROTOCOL) -> T:
    """Return a value after a round trip."""
    result: T = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - pickled in this line
    return result


def pickle_of(kind: type, state: Mapping[str, Any], protocol: int = 4) -> bytes:
    """Return the pickle of a value with any state, such as one that another version stored."""
    return pickle.dumps(_Stored(kind, state), protocol)


class _Stored:
    def __init__(self, kind: type, state: Mapping[str, Any]) -> None:
        self.kind, self.state = kind, state

    def __reduce__(self) -> tuple[Any, ...]:
        return object.__new__, (self.kind,), self.state


def names_in(content: bytes) -> set[str]:
    """Return the names of classes and functions in a pickle, with their modules."""
    names: set[str] = set()

    class Reader(pickle._Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            names.add(f"{module}.{name}")
            return super().find_class(module, name)

    Reader(BytesIO(content)).load()
    return names
