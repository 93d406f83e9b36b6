"""The writers of the forms of entries: one interface for rows, and for all other forms.

A new form requires a subclass of `Place`, which `places.read_contents` returns, and a module with
its writer, which `WRITERS` names. All other modules of this package use writers only by `Writer`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from weeklypapers.editing.edits import Replacement
from weeklypapers.editing.html_rows import HtmlRowWriter
from weeklypapers.editing.identifier_lines import IdentifierLineWriter
from weeklypapers.editing.items import ItemWriter
from weeklypapers.editing.places import (
    Contents,
    EmptyTable,
    HtmlRowPlace,
    IdentifierPlace,
    ItemPlace,
    Neighbour,
    RowPlace,
)
from weeklypapers.editing.table_rows import TableRowWriter
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Paper

__all__ = ["WRITERS", "Writer", "Writers"]

P = TypeVar("P", contravariant=True)


class Writer(Protocol[P]):
    """Writes the entries of one form, such as rows of Markdown tables, in one document.

    Every method raises an `EditError` for what it can't do. The error needs no line and no file.
    For a value without a place in an entry, it is a `NoPlaceError`, and the caller can leave the
    value out and call again.

    A writer need not be right: each new text is read again before it is accepted.
    """

    def rewrite(self, place: P, after: Paper) -> list[Replacement]:
        """Return the edits that turn the entry of a paper into that of another.

        Args:
            place: The place of the paper.
            after: The paper after the change. Values that are equal to those of `place.paper` are
                not rewritten.
        """
        ...

    def remove(self, place: P) -> list[Replacement]:
        """Return the edits that remove an entry, with the gap to its neighbour."""
        ...

    def new(self, paper: Paper, neighbour: P, number: int | None) -> list[str]:
        """Return the lines of a new entry in the style of its neighbours.

        Week, listed date and topics are not written if they come from the headings above
        `neighbour`; see `Place.is_from_heading`.

        Args:
            paper: The new paper.
            neighbour: The place of the entry above or below the new one.
            number: Its running number; None if entries have none.
        """
        ...

    def gap(self, neighbour: P) -> list[str]:
        """Return the lines between a new entry and its neighbour, such as an empty line."""
        ...

    def head(self, place: P) -> range:
        """Return the lines that a new section repeats above its entries, such as a header.

        Without such lines, the range is empty and starts at the first entry.
        """
        ...

    def number(self, place: P) -> int | None:
        """Return the running number of an entry; None if it has none."""
        ...

    def renumber(self, place: P, number: int) -> list[Replacement]:
        """Return the edits that change the running number of an entry."""
        ...

    def numbered(self, paper: Paper, place: P, number: int) -> Paper:
        """Return a paper as it is read with a running number.

        It is the same paper unless the number is a value of the paper.
        """
        ...


WRITERS: dict[type, Callable[[Contents], Writer[Any]]] = {
    RowPlace: TableRowWriter,
    EmptyTable: TableRowWriter,
    HtmlRowPlace: HtmlRowWriter,
    IdentifierPlace: IdentifierLineWriter,
    ItemPlace: ItemWriter,
}
"""For each class of places a function that returns the writer for the contents of a document."""


class Writers:
    """The writers of one document, each created on first use."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._writers: dict[object, Writer[Any]] = {}

    def __getitem__(self, place: Neighbour) -> Writer[Any]:
        """Return the writer for a place.

        Raises:
            EditError: There is none.
        """
        if (factory := WRITERS.get(type(place))) is None:
            raise EditError(f"{place.form} can't be changed")
        if factory not in self._writers:
            self._writers[factory] = factory(self._contents)
        return self._writers[factory]
