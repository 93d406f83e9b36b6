"""Values that a document can't express: left out and reported, or an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import attrs

from weeklypapers.model.errors import EditError, show
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "AlreadyListedError",
    "FromHeadingError",
    "NoPlaceError",
    "Obstacles",
    "relocated",
    "without_value",
]

T = TypeVar("T")

_EMPTY = Paper(title="none")
_TWINS = {"listed_authors": "more_authors", "more_authors": "listed_authors"}


class AlreadyListedError(EditError):
    """The list has a paper that was to be added."""


class FromHeadingError(EditError):
    """The place of a new entry gives the paper a value that it doesn't have."""


class NoPlaceError(EditError):
    """A list has no place for a value, so the value can be left out.

    Attributes:
        item: The link, or the header of the extra cell, if not the whole field is concerned.
        value: What is left out, if it is less than the item or the field.
        instead: The paper that the list can express, if more than one field must change.
    """

    def __init__(
        self,
        reason: str,
        field: str,
        item: Link | str | None = None,
        value: str | None = None,
        *,
        instead: Paper | None = None,
    ) -> None:
        self.item = item
        self.value = value
        self.instead = instead
        super().__init__(reason, field)


# The codes of the problems that report the errors of each class.
_CODES: dict[type[EditError], str] = {
    NoPlaceError: "no-place",
    FromHeadingError: "from-heading",
    AlreadyListedError: "already-listed",
}


def without_value(before: Paper | None, after: Paper, error: EditError) -> Paper:
    """Return a changed paper with its old value where an error concerns the new one.

    Args:
        before: The paper before the change; None for a new paper.
        after: The paper after it.
        error: The error.

    Returns:
        The reduced paper; the same paper if the error concerns no single value.
    """
    if error.field is None:
        return after
    if isinstance(error, NoPlaceError) and error.instead:
        return error.instead
    if error.field == "title" and before is None:
        return after
    field, item = error.field, getattr(error, "item", None)
    old = before or _EMPTY
    if isinstance(item, Link):
        kept = [link for link in after.links if link != item or link in old.links]
        return attrs.evolve(after, links=kept)
    if isinstance(item, str):
        extra = {**after.extra, item: old.extra.get(item, "")}
        return attrs.evolve(after, extra=extra)
    fields = [field, *([_TWINS[field]] if field in _TWINS else [])]
    return attrs.evolve(after, **{name: getattr(old, name) for name in fields})


class Obstacles:
    """The obstacles to a change of a document."""

    def __init__(self, file: str | None, *, strict: bool) -> None:
        """Note no obstacle yet.

        Args:
            file: The name of the document.
            strict: Whether a value without a place is an error, too.
        """
        self._file = file
        self._strict = strict
        self._errors: list[tuple[int, EditError]] = []
        # The code, the message, and the index of the paper.
        self._notes: list[tuple[str, str, int]] = []

    def write(
        self,
        index: int,
        before: Paper | None,
        after: Paper,
        write: Callable[[Paper], T],
    ) -> tuple[Paper, T | None]:
        """Write a paper without the values that can't be written, and note each of these.

        Args:
            index: The index of the paper among those to be written.
            before: The paper before the change; None for a new paper.
            after: The paper after it.
            write: A function that writes a paper, or raises an `EditError`.

        Returns:
            The paper that was written, and the result of the function; None if nothing can be
            written.
        """
        line = before.origin.line if before and before.origin else None
        while True:
            try:
                return after, write(after)
            except EditError as error:
                reduced = without_value(before, after, error)
                if reduced == after:  # nothing can be left out
                    self.note(EditError(error.reason, error.field, error.line), index, after, line)
                    return after, None
                self.note(error, index, after, line)
                after = reduced

    def note(self, error: EditError, index: int, paper: Paper, line: int | None = None) -> None:
        """Note an obstacle to the change of a paper, and its line before the change."""
        code = _CODES.get(type(error))
        if code and not self._strict:
            self._notes.append((code, _message(error, paper), index))
            return
        place = (error.line or line, error.file or self._file)
        self._errors.append((index, EditError(error.reason, error.field, *place)))

    def check(self) -> None:
        """Check that each obstacle can be left out.

        Raises:
            EditError: Some can't.
        """
        if self._errors:
            raise EditError.of(error for _, error in self._errors)

    @property
    def failed(self) -> set[int]:
        """The indexes of the papers that can't be written."""
        return {index for index, _ in self._errors}

    def problems(self, papers: Mapping[int, Paper] | Sequence[Paper]) -> list[Problem]:
        """Return a problem for each note.

        Args:
            papers: Each paper as it is read now, by its index.
        """
        return [self._problem(*note, papers[note[2]]) for note in self._notes]

    def _problem(self, code: str, message: str, _: int, paper: Paper) -> Problem:
        return Problem(
            code=code,
            message=message,
            line=paper.origin.line if paper.origin else None,
            column=1 if paper.origin else None,
            text=_text(paper),
            severity="warning",
            file=self._file,
        )


def relocated(problems: Iterable[Problem], papers: Iterable[Paper]) -> list[Problem]:
    """Return problems of earlier changes with the lines that their entries have now.

    Args:
        problems: The problems.
        papers: The papers after the last change.
    """
    lines = {paper.origin.text: paper.origin.line for paper in papers if paper.origin}
    return [
        attrs.evolve(each, line=lines.get(each.text)) if each.code in _CODES.values() else each
        for each in problems
    ]


def _message(error: EditError, paper: Paper) -> str:
    """Return the message of the problem that reports an error.

    Args:
        error: The error.
        paper: The paper that it concerns, with the value that was left out.
    """
    message = ": ".join(filter(None, (error.field, error.reason)))
    if isinstance(error, NoPlaceError):
        message += f"; left out {_shown(_value(error, paper))}"
    return message


def _text(paper: Paper) -> str:
    return paper.origin.text if paper.origin else paper.title


def _shown(value: object) -> str:
    if isinstance(value, Link):
        return show(value.url)
    if isinstance(value, tuple):
        return show(list(value))
    return show(value if isinstance(value, bool) else str(value))


def _value(error: NoPlaceError, paper: Paper) -> object:
    """Return the value that an error concerns."""
    if error.value is not None:
        return error.value
    if isinstance(error.item, str):
        return paper.extra.get(error.item)
    return error.item or getattr(paper, error.field or "title")
