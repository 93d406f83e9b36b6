"""Problems of a list: what is wrong, where, and the edits that fix it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import NoneType
from typing import Literal, Self, SupportsIndex, final, overload

import attrs

from weeklypapers import display
from weeklypapers.display.text import counted, printable, visible
from weeklypapers.model._fields import NO_RECURSION, check_integer, check_type, is_unicode, items_of
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, check_choice, show

__all__ = ["SEVERITIES", "Edit", "Problem", "Problems", "Severity", "count", "located"]

Severity = Literal["error", "repaired", "warning", "info"]

SEVERITIES: dict[Severity, str] = {
    "error": "error",
    "repaired": "repaired row",
    "warning": "warning",
    "info": "note",
}
"""The severities, the most severe first, and the noun with which problems are counted."""


@public
@final
@attrs.frozen(kw_only=True)
class Edit:
    """A replacement of some characters of one line.

    Attributes:
        line: The line in the file, counted from 1.
        column: The first replaced character, counted from 1. An edit of length 0 inserts its text
            before this character.
        length: The number of replaced characters.
        text: The new text.
    """

    line: int = attrs.field(validator=check_integer)
    column: int = attrs.field(validator=check_integer)
    length: int = attrs.field(validator=check_integer)
    text: str = attrs.field(validator=check_type(str, "text"))


def _to_message(text: str) -> str:
    if not isinstance(text, str) or text.isprintable():
        return text
    return printable(text, keep="\n\t")


def _to_listed(text: str) -> str:
    """Show surrogates by their code points: JSON can have them, and UTF-8 can't."""
    if not isinstance(text, str) or is_unicode(text):
        return text
    return text.encode(errors="backslashreplace").decode()


# Of the fields of a problem. One loop is faster than a validator for each field, and each row of a
# list can have a problem.
_TYPES: tuple[tuple[str, type | tuple[type, ...], str], ...] = (
    *((name, str, "text") for name in ("code", "message", "text", "severity")),
    *((name, (int, NoneType), "a whole number or None") for name in ("line", "column")),
    ("file", (str, NoneType), "text or None"),
)


def _to_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    # Most problems have none.
    return () if edits == () else items_of(edits, Edit, "Problem.fix", "Problem.fix")


@public
@final
@attrs.frozen(kw_only=True, repr=False)
class Problem:
    """A defect of a list, with its position.

    Attributes:
        code: The stable name of the kind of problem, such as ``"bad-week"``.
        message: The offending text and the expected text, for people. Hidden characters are shown
            by their code points, such as ``[U+202E]``.
        line: The line in the file, counted from 1; None for formats without lines.
        column: The character in that line, counted from 1; None if there is none.
        text: The offending text as listed: the raw row for a row that can't be read.
        severity: ``"error"``: the row was not read. ``"repaired"``: it was read with the repair in
            the message. ``"warning"``: it was read as it is, and the curator should look at it.
            ``"info"``: for information, such as a skipped table.
        file: The name of the file or URL; None for text without a name.
        fix: The edits that certainly fix the problem; empty if a person must decide.
    """

    code: str
    message: str = attrs.field(converter=_to_message)
    line: int | None = None
    column: int | None = None
    text: str = attrs.field(default="", converter=_to_listed)
    severity: Severity = "error"
    file: str | None = None
    fix: tuple[Edit, ...] = attrs.field(default=(), converter=_to_edits)

    def __attrs_post_init__(self) -> None:
        for name, kinds, expected in _TYPES:
            if not isinstance(value := getattr(self, name), kinds):
                raise InvalidValueError(f"Problem.{name} must be {expected}, got {show(value)}")
        check_choice("Problem.severity", self.severity, SEVERITIES)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{printable(place) or '<text>'}: {self.code}: {self.message}"

    def __repr__(self) -> str:
        return f"<Problem {located(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


@public
@final
class Problems(tuple[Problem, ...]):
    """The problems of a list: a tuple of `Problem`, equal to any other tuple of the same problems.

    As text, it has one line per problem, with its position. A slice is a `Problems`, too.
    """

    __slots__ = ()

    def __new__(cls, problems: Iterable[Problem] = ()) -> Self:
        """Return problems as a value."""
        items = items_of(problems, Problem, "problems", "Problems", remedy=NO_RECURSION)
        return super().__new__(cls, items)

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Problem: ...
    @overload
    def __getitem__(self, index: slice, /) -> Problems: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Problem | Problems:
        item = super().__getitem__(index)
        return item if isinstance(item, Problem) else Problems(item)

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def __repr__(self) -> str:
        return f"<Problems: {count(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


def count(problems: Sequence[Problem]) -> str:
    """Return the number of problems of each severity, such as ``"2 errors, 1 warning"``."""
    counts = Counter(problem.severity for problem in problems)
    parts = [counted(counts[kind], noun) for kind, noun in SEVERITIES.items() if counts[kind]]
    return ", ".join(parts) or "no problems"


def located(problem: Problem) -> str:
    """Return a problem on one line: ``"list.md:4:3: bad-week: expected a day (error)"``."""
    return visible(f"{problem} ({problem.severity})")
