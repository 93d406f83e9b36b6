"""Problems found in a list, and the exceptions that carry them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, Literal

from weeklypapers.model._public import public

__all__ = [
    "CacheError",
    "CacheWarning",
    "EditError",
    "FailureReason",
    "FetchError",
    "InvalidValueError",
    "MissingDependencyError",
    "NotFoundError",
    "PaperListWarning",
    "SourceError",
    "UnknownArgumentError",
    "WeeklyPapersError",
    "check_choice",
    "did_you_mean",
    "needs_extra",
    "show",
]

FailureReason = Literal["malformed", "unavailable", "bad answer"]

_SHOWN = 80


@public
class PaperListWarning(UserWarning):
    """Warns of a `Problem` when a list is read with ``on_error="warn"``."""


@public
class CacheWarning(UserWarning):
    """Warns that cached records of arXiv can't be used, or new ones not be kept."""


@public
class WeeklyPapersError(Exception):
    """Base of every exception that this package defines."""


@public
class InvalidValueError(WeeklyPapersError, ValueError):
    """A value is not what was expected; the message names the field and shows the value."""


@public
class EditError(InvalidValueError):
    """A document can't be changed so that it says what it should; nothing was changed.

    Attributes:
        reason: Why it can't.
        field: The field of `Paper` that can't be written; None if it is no single one.
        line: The line of the document, as it was read; None if it is no single one.
        file: Name of the file or URL; None for text that has none.
    """

    def __init__(
        self,
        reason: str,
        field: str | None = None,
        line: int | None = None,
        file: str | None = None,
    ) -> None:
        self.reason = reason
        self.field = field
        self.line = line
        self.file = file
        place = ":".join(str(part) for part in (file, line) if part)
        super().__init__(": ".join(filter(None, [place or "<text>", field, reason])))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.reason, self.field, self.line, self.file)


@public
class UnknownArgumentError(InvalidValueError, TypeError):
    """A function has no argument of that name; the message names the nearest."""


@public
class NotFoundError(WeeklyPapersError, LookupError):
    """A look-up found nothing; the message names what comes nearest."""


@public
class SourceError(WeeklyPapersError, OSError):
    """A source could not be fetched; the message names it and says why."""


@public
class CacheError(WeeklyPapersError, OSError):
    """The cache of arXiv's records can't be opened; the message names the file and says why."""


@public
class MissingDependencyError(WeeklyPapersError, ImportError):
    """A package of an extra is not installed; the message has the command that installs it."""


@public
class FetchError(WeeklyPapersError):
    """Why there is no record of a paper that was asked for. Errors are compared by value.

    Attributes:
        reason: ``"malformed"``: it is no identifier. ``"unavailable"``: arXiv gave no answer, or
            none that could be had at the moment. ``"bad answer"``: what it answered can't be
            believed.
        message: What happened, for a person to read.
    """

    def __init__(self, reason: FailureReason, message: str) -> None:
        super().__init__(reason, message)
        self.reason: FailureReason = reason
        self.message = message

    def __str__(self) -> str:
        return f"{self.reason}: {self.message}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FetchError):
            return NotImplemented
        return self.args == other.args

    def __hash__(self) -> int:
        return hash(self.args)


def check_choice(name: str, value: object, known: Iterable[str]) -> None:
    """Checks that an argument is one of the words that it can be.

    Raises:
        InvalidValueError: It is none of them; the message names the nearest.
    """
    if value not in (words := list(known)):
        hint = did_you_mean(str(value), words)
        raise InvalidValueError(f"{name} can't be {show(value)}. {hint}")


def needs_extra(what: str, package: str, extra: str) -> MissingDependencyError:
    """The error for what can't be done without a package of an extra.

    Args:
        what: What was asked for, such as ``"to_polars()"``.
        package: The package that is not installed.
        extra: The extra that brings it.
    """
    return MissingDependencyError(
        f'{what} needs {package}: pip install "weeklypapers[{extra}]"', name=package
    )


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
