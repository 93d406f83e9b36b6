"""Problems found in a list, and the exceptions that carry them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, overload

import attrs

from weeklypapers import views

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.arxiv.enriching import FetchReport
    from weeklypapers.papers import Papers

__all__ = [
    "CacheError",
    "CacheWarning",
    "Edit",
    "EditError",
    "EnrichmentError",
    "FailureReason",
    "FetchError",
    "InvalidValueError",
    "MissingDependencyError",
    "NotFoundError",
    "PaperListWarning",
    "Problem",
    "Problems",
    "ReadError",
    "Severity",
    "SourceError",
    "UnknownArgumentError",
    "WeeklyPapersError",
    "check_choice",
    "did_you_mean",
    "needs_extra",
    "show",
]

Severity = Literal["error", "repaired", "warning", "info"]
FailureReason = Literal["malformed", "unavailable", "bad answer"]

_SHOWN = 80


@attrs.frozen(kw_only=True)
class Edit:
    """A change of some characters of one line.

    Attributes:
        line: Line in the file, counted from 1.
        column: The first character that is replaced, counted from 1; what has no length is put
            before that character.
        length: How many characters are replaced.
        text: What stands there then.
    """

    line: int
    column: int
    length: int
    text: str


@attrs.frozen(kw_only=True, repr=False)
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
            ``"info"``: good to know, such as that something was left alone.
        file: Name of the file or URL; None for text that has none.
        fix: The edits that mend it for certain; empty where only a person can tell.
    """

    code: str
    message: str
    line: int | None = None
    column: int | None = None
    text: str = ""
    severity: Severity = "error"
    file: str | None = None
    fix: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place or '<text>'}: {self.code}: {self.message}"

    def __repr__(self) -> str:
        return f"<Problem {views.located(self)}>"

    def _repr_html_(self) -> str:
        return views.problem(self)


class Problems(tuple[Problem, ...]):
    """The problems of a list: a tuple of `Problem`, equal to any other of the same.

    As text, they stand on one line each, with their place. A slice of them is `Problems`, too.
    """

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Problem: ...
    @overload
    def __getitem__(self, index: slice, /) -> Problems: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Problem | Problems:
        found = super().__getitem__(index)
        return found if isinstance(found, Problem) else Problems(found)

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def __repr__(self) -> str:
        return f"<Problems: {views.count(self)}>"

    def _repr_html_(self) -> str:
        return views.problems(self)


class PaperListWarning(UserWarning):
    """Warns of a `Problem` when a list is read with ``on_error="warn"``."""


class CacheWarning(UserWarning):
    """Warns that cached records of arXiv can't be used, or new ones not be kept."""


class WeeklyPapersError(Exception):
    """Base of every exception that this package defines."""


class InvalidValueError(WeeklyPapersError, ValueError):
    """A value is not what was expected; the message names the field and shows the value."""


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
        self.problems: Problems = Problems(problems)
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


class CacheError(WeeklyPapersError, OSError):
    """The cache of arXiv's records can't be opened; the message names the file and says why."""


class MissingDependencyError(WeeklyPapersError, ImportError):
    """A package of an extra is not installed; the message has the command that installs it."""


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


class EnrichmentError(WeeklyPapersError):
    """Of some papers there is no record.

    Attributes:
        papers: All papers, enriched as far as there are records.
        report: What became of each identifier that was asked for.
    """

    def __init__(self, papers: Papers, report: FetchReport) -> None:
        self.papers = papers
        self.report = report
        super().__init__(self._summary())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.papers, self.report)

    def _summary(self) -> str:
        why = {str(asked): str(error) for asked, error in self.report.failed.items()}
        why |= {str(asked): "arXiv has no such paper" for asked in self.report.missing}
        lines = [f"no record of {len(why)} papers; .papers has the others, .report has all"]
        lines += [f"{asked}: {reason}" for asked, reason in list(why.items())[:10]]
        return "\n".join(lines + ["…"] * (len(why) > 10))


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
