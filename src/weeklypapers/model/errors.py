"""The exceptions and warnings of this package, and the wording that their messages share.

`ReadError` and `EnrichmentError` carry papers, so they are defined beside the code that raises
them, in `reading` and `papers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import NoneType
from typing import Any, Literal, Self, TypeVar, get_args

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
    "check_kind",
    "did_you_mean",
    "needs_extra",
    "show",
]

FailureReason = Literal["malformed", "unavailable", "bad answer"]

E = TypeVar("E", bound=type[Exception])

_SHOWN = 80  # characters of a value in a message


def public(error: E) -> E:
    """Mark an exception as a name of the package, as `model._public` does for values."""
    error.__module__ = "weeklypapers"
    return error


@public
class PaperListWarning(UserWarning):
    """A `Problem` in a list that was read with ``on_error="warn"``."""


@public
class CacheWarning(UserWarning):
    """Cached arXiv records can't be used, or new ones can't be stored."""


@public
class WeeklyPapersError(Exception):
    """Base class of every exception that this package defines."""


@public
class InvalidValueError(WeeklyPapersError, ValueError):
    """A value is invalid; the message names the field, the value and the expected values."""


@public
class EditError(InvalidValueError):
    """A document can't express a change; nothing was changed.

    Attributes:
        reason: The obstacle; for several obstacles, their number.
        field: The field of `Paper` that can't be written; None if no single field is concerned.
        line: The line of the original document; None if no single line is concerned.
        file: The name of the file or URL; None for text without a name.
    """

    def __init__(
        self,
        reason: str,
        field: str | None = None,
        line: int | None = None,
        file: str | None = None,
        obstacles: Iterable[EditError] = (),
    ) -> None:
        check_kind("EditError.reason", reason, str, "text")
        check_kind("EditError.field", field, (str, NoneType), "text or None")
        check_kind("EditError.line", line, (int, NoneType), "a whole number or None")
        check_kind("EditError.file", file, (str, NoneType), "text or None")
        check_kind("EditError.obstacles", obstacles, Iterable, "an iterable of EditError")
        self.reason = reason
        self.field = field
        self.line = line
        self.file = file
        self._obstacles = tuple(obstacles)
        for each in self._obstacles:
            check_kind("each of EditError.obstacles", each, EditError, "an EditError")
        place = ":".join(str(part) for part in (file, line) if part)
        text = ": ".join(filter(None, [place or "<text>", field, reason]))
        super().__init__("\n".join([text, *map(str, self._obstacles)]))

    @classmethod
    def of(cls, obstacles: Iterable[EditError]) -> EditError:
        """Return the error for some obstacles; each is named once."""
        errors = list({str(error): error for error in obstacles}.values())
        if len(errors) == 1:
            return errors[0]
        fields = {error.field for error in errors}
        lines = {error.line for error in errors}
        return cls(
            f"{len(errors)} obstacles",
            fields.pop() if len(fields) == 1 else None,
            lines.pop() if len(lines) == 1 else None,
            errors[0].file if errors else None,
            errors,
        )

    @property
    def obstacles(self) -> tuple[EditError, ...]:
        """An error for each obstacle; for a single one, the error itself."""
        return self._obstacles or (self,)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.reason, self.field, self.line, self.file, self._obstacles)


@public
class UnknownArgumentError(InvalidValueError, TypeError):
    """A function has no such argument; the message suggests the nearest one."""


@public
class NotFoundError(WeeklyPapersError, LookupError):
    """A look-up has no result; the message suggests the nearest match.

    Args:
        message: The message.
        hint: A function that returns the end of the message. It is called when the message is
            shown, because a program that handles the error doesn't need the nearest match.
    """

    def __init__(self, message: str = "", *, hint: Callable[[], str] | None = None) -> None:
        check_kind("NotFoundError.message", message, str, "text")
        if hint is not None and not callable(hint):
            raise InvalidValueError(f"NotFoundError.hint must be a function, got {show(hint)}")
        super().__init__(message)
        self._hint = hint

    def __str__(self) -> str:
        if self._hint:
            message, self._hint = f"{self.args[0]}{self._hint()}", None
            super().__init__(message)
        return super().__str__()

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (str(self),)


@public
class SourceError(WeeklyPapersError, OSError):
    """A source can't be fetched; the message gives its address and the reason."""


@public
class CacheError(WeeklyPapersError, OSError):
    """The cache of arXiv records can't be opened; the message gives the file and the reason."""


@public
class MissingDependencyError(WeeklyPapersError, ImportError):
    """An optional dependency is not installed; the message has the command that installs it."""


@public
class FetchError(WeeklyPapersError):
    """The reason why a requested paper has no record. Errors are compared by value.

    Attributes:
        reason: ``"malformed"``: the text is not an identifier. ``"unavailable"``: arXiv did not
            answer. ``"bad answer"``: the answer is not a well-formed feed for the request.
        message: A description for people.
    """

    def __init__(self, reason: FailureReason, message: str) -> None:
        check_choice("FetchError.reason", reason, get_args(FailureReason))
        check_kind("FetchError.message", message, str, "text")
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


def check_choice(name: str, value: object, choices: Iterable[str]) -> None:
    """Check that an argument is one of several words.

    Raises:
        InvalidValueError: It is not; the message suggests the nearest word.
    """
    if value not in (words := list(choices)):
        raise InvalidValueError(f"{name} can't be {show(value)}. {did_you_mean(str(value), words)}")


def check_kind(name: str, value: object, kinds: type | tuple[type, ...], expected: str) -> None:
    """Check that an argument is of one of some types.

    Raises:
        InvalidValueError: It is not.
    """
    if not isinstance(value, kinds):
        raise InvalidValueError(f"{name} must be {expected}, got {show(value)}")


def needs_extra(feature: str, package: str, extra: str) -> MissingDependencyError:
    """Return the error for a feature whose optional dependency is not installed.

    Args:
        feature: The feature, such as ``"to_polars()"``.
        package: The missing package.
        extra: The extra that installs it.
    """
    return MissingDependencyError(
        f'{feature} needs {package}: pip install "weeklypapers[{extra}]"', name=package
    )


def show(value: object) -> str:
    """Return the repr of a value for a message, cut if it is long."""
    try:
        text = repr(value)
    except ValueError:  # Python writes no integer of thousands of digits
        text = f"a huge {type(value).__name__}"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return a hint with the known word nearest to a wrong one, or with all known words."""
    import difflib  # here, since only errors need it

    names = list(known)
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(wrong.casefold(), folded)
    if near:
        return f"Did you mean {folded[near[0]]!r}?"
    return f"Known: {', '.join(map(repr, names))}."
