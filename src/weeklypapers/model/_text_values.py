"""The base of values that are the text they print as."""

from __future__ import annotations

from typing import Any

__all__ = ["TextValue"]


class TextValue(str):
    """A text with an order and attributes of its own.

    It equals and hashes like the same plain text. It can therefore be formatted, and be a key in
    JSON. Two values of one class have the order of the class; beside a plain text, a value is
    ordered like a plain text.
    """

    __slots__ = ()

    def _place(self) -> Any:
        """Return the sort key among the values of the class."""
        raise NotImplementedError

    def __lt__(self, other: str) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return bool(self._place() < other._place())

    def __le__(self, other: str) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return bool(self._place() <= other._place())

    def __gt__(self, other: str) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return bool(self._place() > other._place())

    def __ge__(self, other: str) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return bool(self._place() >= other._place())
