"""Every kind of problem: what it is called, how bad it is, what it means and what mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, SupportsIndex, get_args, overload

import attrs

from weeklypapers import display
from weeklypapers.display.text import counted, visible
from weeklypapers.model._public import public

__all__ = ["PROBLEMS", "Edit", "Problem", "ProblemKind", "Problems", "Severity", "count", "located"]


Severity = Literal["error", "repaired", "warning", "info"]

_NOUNS: dict[Severity, str] = {  # in the order in which they are looked at
    "error": "error",
    "repaired": "repaired row",
    "warning": "warning",
    "info": "note",
}


@public
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


@public
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
        return f"<Problem {located(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


@public
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
        return f"<Problems: {count(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


def count(problems: Sequence[Problem]) -> str:
    """How many there are of each severity, such as ``"2 errors, 1 warning"``."""
    counts = Counter(problem.severity for problem in problems)
    parts = [counted(counts[kind], noun) for kind, noun in _NOUNS.items() if counts[kind]]
    return ", ".join(parts) or "no problems"


def located(problem: Problem) -> str:
    """A problem on one line, such as ``"list.md:4:3: bad-week: expected a day (error)"``."""
    return visible(f"{problem} ({problem.severity})")


@public
@attrs.frozen
class ProblemKind:
    """A kind of problem.

    Attributes:
        code: Its stable name, which is the `Problem.code` of each of them.
        severities: How bad it can be, the most severe first; most kinds are always the same.
        summary: What is wrong, in a sentence.
        mend: What a curator does about it.
    """

    code: str
    severities: tuple[Severity, ...]
    summary: str
    mend: str

    @property
    def severity(self) -> Severity:
        """How bad it is at the most."""
        return self.severities[0]


_SEVERITIES: dict[str, Severity] = {each: each for each in get_args(Severity)}


def _kind(code: str, severities: str, summary: str, mend: str) -> ProblemKind:
    known: list[Severity] = [_SEVERITIES[each] for each in severities.split()]
    return ProblemKind(code, tuple(known), summary, mend)


_ROWS = (
    _kind(
        "bad-week",
        "error",
        "The cell is no day in the form YYYY-MM-DD, or there is no such day.",
        "Write the day as 2024-06-30; an empty cell is a paper without one.",
    ),
    _kind(
        "bad-date",
        "error warning",
        "The cell is no date, or it can be two.",
        "Write the date as 2024-06-30, 2024-06 or 2024.",
    ),
    _kind(
        "no-title",
        "error",
        "The row has no title, so it lists no paper.",
        "Write the title.",
    ),
    _kind(
        "bad-link",
        "error",
        "The cell holds something other than links.",
        "Write [arxiv](https://arxiv.org/abs/2406.15319), or an address with https://.",
    ),
    _kind(
        "too-many-cells",
        "error",
        "The row has more cells than the header, and it can't be told which belong together.",
        "Write each pipe that belongs to a text as \\|.",
    ),
    _kind(
        "unescaped-pipe",
        "repaired",
        "The row has more cells than the header, and they can be joined in one way only.",
        "Write the pipe as \\|, as --fix does.",
    ),
    _kind(
        "extra-cells",
        "repaired",
        "The row has more cells than the header, and those at its end are empty.",
        "Remove the pipes at the end, as --fix does.",
    ),
    _kind(
        "excess-cells",
        "repaired",
        "The row has more cells than the header; those that GitHub leaves out are kept as extra.",
        "Write each pipe that belongs to a text as \\|, or name the column in the header.",
    ),
    _kind(
        "missing-cells",
        "repaired",
        "The row has fewer cells than the header; the missing ones are read as empty.",
        "Write a pipe for each column, as --fix does.",
    ),
    _kind(
        "empty-row",
        "info",
        "A row says nothing, such as an anchor that GitHub takes for a row.",
        "Remove it, or put an empty line before it, if it is no row.",
    ),
    _kind(
        "group-row",
        "info",
        "A row with one bold cell and no other is read as a heading of the rows below it.",
        "Nothing, if it is one; else fill its other cells.",
    ),
)

_DOCUMENT = (
    _kind(
        "no-papers",
        "error",
        "The document has no table and no bullets that list papers.",
        "Name the columns as this library knows them, or pass columns=.",
    ),
    _kind(
        "no-such-column",
        "error",
        "No table has the header that columns= names.",
        "Name a header of the list.",
    ),
    _kind(
        "other-table",
        "info",
        "A table has no column of titles, or nothing else of a paper, and is left alone.",
        "Nothing, if it lists no papers; else name its columns.",
    ),
    _kind(
        "other-item",
        "warning info",
        "An item of a list of bullets has no title, or leads to no paper, and is left alone.",
        "Link the paper, if it is one.",
    ),
    _kind(
        "no-year",
        "warning",
        "A heading has a day without a year, and nothing around tells the year for certain.",
        "Write the year.",
    ),
    _kind(
        "inferred-year",
        "info",
        "A heading has a day without a year, and what is around it leaves one year only.",
        "Nothing; or write the year.",
    ),
)

_LINKS = (
    _kind(
        "no-link",
        "warning",
        "The paper has no link.",
        "Add a link to the paper.",
    ),
    _kind(
        "no-paper-link",
        "warning info",
        "No link leads to a paper; or, as a warning, a link only looks like one of arXiv's.",
        "Link the paper, if it is anywhere; correct the address of a look-alike.",
    ),
    _kind(
        "bad-id",
        "warning",
        "A link to arXiv names an identifier that arXiv can't have given.",
        "Correct the identifier.",
    ),
    _kind(
        "label-mismatch",
        "warning",
        "The label of a link names another paper than its target.",
        "Correct the one that is wrong.",
    ),
    _kind(
        "several-papers",
        "warning",
        "Two links of one entry, each to the paper itself, lead to different papers on arXiv.",
        "Remove the wrong one, or list the other paper in a row of its own.",
    ),
    _kind(
        "dead-link",
        "warning",
        "A link is a place-holder that leads nowhere.",
        "Write the address, or the text alone.",
    ),
    _kind(
        "no-scheme",
        "warning",
        "An address has no https:// in front, so that GitHub takes it for a file.",
        "Write https:// in front of it, as --fix does.",
    ),
    _kind(
        "bad-scheme",
        "warning",
        "What stands before an address is a misspelt https://.",
        "Write https://, as --fix does.",
    ),
    _kind(
        "pinned-version",
        "info",
        "A link names one version of a paper, not always the latest.",
        "Nothing, if that version is meant; else leave v1 off.",
    ),
)

_PAPERS = (
    _kind(
        "duplicate",
        "warning",
        "A paper is listed twice in one week, or without weeks under one topic.",
        "Remove one of the two.",
    ),
    _kind(
        "listed-again",
        "warning info",
        "A paper is listed in two weeks; or, as information, under two topics of a list "
        "without weeks.",
        "Remove one of the two, unless both are meant.",
    ),
    _kind(
        "date-before-paper",
        "warning info",
        "The week or the date is before the month in which arXiv gave the paper its identifier.",
        "Correct the date, or the link. Of a date up to a month before, or of a year alone, it is "
        "information: submission and publication differ from arXiv's month by as much.",
    ),
    _kind(
        "unknown-category",
        "warning info",
        "arXiv has no such category; where a list has subjects of its own, it is information.",
        "Write a category of arXiv's as code, name or label.",
    ),
)

_WEEKS = (
    _kind(
        "week-order",
        "warning",
        "A week stands against the order of the list.",
        "Move it, or correct the day.",
    ),
    _kind(
        "missing-week",
        "warning",
        "A list that has a week for each has none for one or more of them.",
        "Add the week, or correct the day of its neighbour.",
    ),
    _kind(
        "overlapping-weeks",
        "warning",
        "Two weeks share days, or two tables under one topic name the same week.",
        "Correct the days, or put the two together.",
    ),
    _kind(
        "week-length",
        "warning",
        "The days of a heading are not seven, or not as many as those of the other weeks.",
        "Correct the days.",
    ),
    _kind(
        "odd-weekday",
        "warning",
        "A week ends on another day of the week than the others.",
        "Correct the day.",
    ),
)

_JSON = (
    _kind(
        "bad-json",
        "error",
        "The text is no JSON, no document of this format, or of a newer version of it.",
        "Correct what the message names.",
    ),
    _kind(
        "bad-value",
        "error",
        "A value of a paper is not what its field takes; the message ends with its place.",
        "Correct the value.",
    ),
    _kind(
        "not-utf-8",
        "error",
        "The text is not UTF-8, and is not read at all.",
        "Convert the file to UTF-8.",
    ),
)

_TABLES = (
    _kind(
        "bad-table",
        "error warning",
        "The table has no titles, a column twice or one that nothing can take, or it is no table.",
        "Correct what the message names.",
    ),
    _kind(
        "bad-csv",
        "error repaired",
        "The record is not as CSV has it, or has another number of cells than the header.",
        "Put cells with commas, quotes or line breaks between quotes, and write each quote twice.",
    ),
    _kind(
        "unused-value",
        "warning",
        "The cell follows from others and says something else than they do, or has no header.",
        "Correct the cells from which it follows, or remove the column.",
    ),
)

_ARXIV = (
    _kind(
        "arxiv-missing",
        "warning",
        "arXiv answered, twice, and has no such paper.",
        "Correct the link; a paper of the last day may not be in the API yet.",
    ),
    _kind(
        "arxiv-failed",
        "warning",
        "arXiv gave no answer that can be believed.",
        "Enrich again; only what is lacking is asked for.",
    ),
)

PROBLEMS: Mapping[str, ProblemKind] = MappingProxyType(
    {
        kind.code: kind
        for kinds in (_ROWS, _DOCUMENT, _LINKS, _PAPERS, _WEEKS, _JSON, _TABLES, _ARXIV)
        for kind in kinds
    }
)
"""Every kind of problem by its code."""
