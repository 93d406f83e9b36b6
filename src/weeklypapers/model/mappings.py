"""Immutable mappings, for values that hold one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self, TypeVar

from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, show

__all__ = ["FrozenMapping", "dict_of"]

K = TypeVar("K")
V = TypeVar("V")


def dict_of(items: Mapping[K, V] | Iterable[tuple[K, V]], name: str) -> dict[K, V]:
    """Return a mapping or pairs as a dictionary.

    Args:
        items: The mapping or the pairs.
        name: The name of the value that contains them, for messages.

    Raises:
        InvalidValueError: They are neither.
    """
    try:
        return dict(items)
    except (TypeError, ValueError):
        raise InvalidValueError(f"{name} must be a mapping or pairs, got {show(items)}") from None


class FrozenMapping(Mapping[K, V]):
    """An immutable mapping, which equals any other mapping with the same items.

    It can be hashed if its values can, and it can be pickled, unlike `types.MappingProxyType`.
    """

    __slots__ = ("_items",)
    _items: dict[K, V]

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        object.__setattr__(self, "_items", dict_of(items, type(self).__name__))

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __eq__(self, other: object) -> bool:
        # The general comparison copies both mappings.
        if isinstance(other, FrozenMapping):
            return self._items == other._items
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __or__(self, other: Mapping[Any, Any]) -> dict[Any, Any]:
        return {**self, **other}

    def __ror__(self, other: Mapping[Any, Any]) -> dict[Any, Any]:
        return {**other, **self}

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        return type(self), (self._items,)


public(FrozenMapping, "weeklypapers.typing")
