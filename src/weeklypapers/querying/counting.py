"""The numbers of papers by the values of a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Any, Generic, TypeVar, final

from weeklypapers import display
from weeklypapers.model._public import public
from weeklypapers.model.errors import check_kind
from weeklypapers.model.mappings import dict_of

__all__ = ["Counts"]

K = TypeVar("K")


@public
@final
class Counts(dict[K, int], Generic[K]):
    """The number of papers for each value of a key: a dictionary that notebooks show as a table.

    It equals a dictionary with the same numbers.

    Args:
        counts: The numbers by value, as for a dictionary.
        key: The name of the key, such as ``"category"``; None if it has no name.

    Attributes:
        key: The name of the key.
    """

    __slots__ = ("key",)

    key: str | None

    def __init__(
        self, counts: Mapping[K, int] | Iterable[tuple[K, int]] = (), /, *, key: str | None = None
    ) -> None:
        check_kind("Counts.key", key, (str, NoneType), "text or None")
        super().__init__(dict_of(counts, "Counts"))
        for count in self.values():
            check_kind("each number of Counts", count, int, "a whole number")
        self.key = key

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),), (None, {"key": self.key})

    def _repr_html_(self) -> str:
        return display.html(self)
