"""Problems found in a list, and the exceptions that carry them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Literal

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.papers import Papers

__all__ = [
    "InvalidValueError",
    "NotFoundError",
    "PaperListWarning",
    "Problem",
    "ReadError",
    "Severity",
    "SourceError",
    "UnknownArgumentError",
    "WeeklyPapersError",
    "did_you_mean",
    "show",
]

Severity = Literal["error", "repaired", "warning", "info"]

_SHOWN = 80


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with a list, and where.

    Attributes:
        code: Stable name of the kind of problem, such as ``"bad-week"``.
        message: What stood there and what was expected, for a person to read.
        line: Line in the file, counted from 1; None where the format has no lines.
        column: Character in that line, counted from 1; None where there is none.
        text: The offending text as it stands in the list: the raw row for one that can't be read.
        severity: ``"error"``: the row was not read. ``"repaired"``: it was, with the reading that
            the message names. ``"warning"``: it was read, and a curator will want to look at it.
            ``"info"``: something that lists no papers was left alone.
        file: Name of the file or URL; None for text that has none.
    """

    code: str
    message: str
    line: int | None = None
    column: int | None = None
    text: str = ""
    severity: Severity = "error"
    file: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place or '<text>'}: {self.code}: {self.message}"


class PaperListWarning(UserWarning):
    """Warns of a `Problem` when a list is read with ``on_error="warn"``."""


class WeeklyPapersError(Exception):
    """Base of every exception that this package defines."""


class InvalidValueError(WeeklyPapersError, ValueError):
    """A value is not what was expected; the message names the field and shows the value."""


class UnknownArgumentError(InvalidValueError, TypeError):
    """A function has no argument of that name; the message names the nearest."""


class NotFoundError(WeeklyPapersError, LookupError):
    """A look-up found nothing; the message names what comes nearest."""


class SourceError(WeeklyPapersError, OSError):
    """A source could not be fetched; the message names it and says why."""


class ReadError(WeeklyPapersError, ValueError):
    """Some of a list could not be read.

    Attributes:
        problems: All that was found, in the order of the list.
        papers: The papers that could be read.
    """

    def __init__(self, problems: Iterable[Problem], papers: Papers) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.papers = papers
        super().__init__(self._summary())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems, self.papers)

    def _summary(self) -> str:
        errors = [problem for problem in self.problems if problem.severity == "error"]
        lines = [str(problem) for problem in errors[:10]]
        if len(errors) > len(lines):
            lines.append(f"… and {len(errors) - len(lines)} more, all in .problems")
        return "\n".join(lines)


def show(value: object) -> str:
    """`value` as a message shows it: its repr, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to a wrong one, or all of them if none is near."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(wrong.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {folded[near[0]]!r}?"
    return f"Known: {', '.join(map(repr, names))}."
