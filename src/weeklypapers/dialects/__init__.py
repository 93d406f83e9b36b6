"""How lists write papers down: tables to papers and back, one module a dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from weeklypapers.dialects import weekly
from weeklypapers.errors import InvalidValueError, did_you_mean, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weeklypapers.dialects.fitting import Columns
    from weeklypapers.errors import Problem
    from weeklypapers.markdown import Chunk, Table
    from weeklypapers.model import Paper

__all__ = ["DIALECTS", "Dialect", "named"]


class Dialect(Protocol):
    """A way to write papers down in tables."""

    def recognise(self, table: Table, given: Mapping[str, str] | None = None) -> Columns | None:
        """What the columns of a table are read as; None if it is not of this dialect."""
        ...

    def read_chunk(
        self, chunk: Chunk, columns: Columns, file: str | None
    ) -> tuple[list[Paper], list[Problem]]:
        """The papers of some rows of it, and what is wrong with the others."""
        ...


DIALECTS: dict[str, Dialect] = {"weekly": weekly}


def named(name: str | None) -> list[Dialect]:
    """The dialect of a name, or all of them, in the order in which they are tried.

    Raises:
        InvalidValueError: There is none of that name; the message names the nearest.
    """
    if name is None:
        return list(DIALECTS.values())
    if not isinstance(name, str) or name not in DIALECTS:
        hint = did_you_mean(str(name), DIALECTS)
        raise InvalidValueError(f"there is no dialect {show(name)}. {hint}")
    return [DIALECTS[name]]
