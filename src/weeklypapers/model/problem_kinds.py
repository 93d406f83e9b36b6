"""The kinds of problems: code, severities, summary and fix of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import final

import attrs

from weeklypapers.model._fields import check_each, check_one_of, check_text, to_tuple
from weeklypapers.model._public import public
from weeklypapers.model.mappings import FrozenMapping
from weeklypapers.model.problems import SEVERITIES, Severity

__all__ = ["PROBLEMS", "ProblemKind"]


def _to_severities(value: Iterable[Severity]) -> tuple[Severity, ...]:
    return to_tuple(value)


_check_severity = check_one_of(SEVERITIES)


@public
@final
@attrs.frozen
class ProblemKind:
    """A kind of problem.

    Attributes:
        code: The stable name, which is the `Problem.code` of every problem of this kind.
        severities: The possible severities, the most severe first; most kinds have only one.
        summary: A sentence that describes the defect.
        mend: A sentence with the fix, for curators.
    """

    code: str = attrs.field(validator=check_text)
    severities: tuple[Severity, ...] = attrs.field(
        converter=_to_severities, validator=check_each(_check_severity, _check_severity.expected)
    )
    summary: str = attrs.field(validator=check_text)
    mend: str = attrs.field(validator=check_text)

    @property
    def severity(self) -> Severity:
        """The most severe of the possible severities."""
        return self.severities[0]


_ROWS = (
    ProblemKind(
        "bad-week",
        ("error",),
        "The cell is not a day in the form YYYY-MM-DD, or there is no such day.",
        "Write the day as 2024-06-30, or leave the cell empty.",
    ),
    ProblemKind(
        "bad-date",
        ("error", "warning"),
        "The cell is not a date, or it is ambiguous.",
        "Write the date as 2024-06-30, 2024-06 or 2024.",
    ),
    ProblemKind(
        "no-title",
        ("error", "warning"),
        'The row has no title, or only a label such as "PDF".',
        "Write the title.",
    ),
    ProblemKind(
        "bad-link",
        ("error",),
        "The cell contains text other than links.",
        "Write [arxiv](https://arxiv.org/abs/2406.15319), or an address with https://.",
    ),
    ProblemKind(
        "too-many-cells",
        ("error",),
        "The row has more cells than the header, and they can be joined in several ways.",
        "Escape each pipe inside a text as \\|.",
    ),
    ProblemKind(
        "unescaped-pipe",
        ("repaired",),
        "The row has more cells than the header, and they can be joined in one way only.",
        "Escape the pipe as \\|; --fix does this if the cells are evidently one text.",
    ),
    ProblemKind(
        "extra-cells",
        ("repaired",),
        "The row has more cells than the header, and the excess cells are empty.",
        "Remove the pipes at the end; --fix does this.",
    ),
    ProblemKind(
        "excess-cells",
        ("repaired",),
        "The row has more cells than the header; those that fit no column are kept as extra.",
        "Escape each pipe inside a text as \\|, or name the column in the header.",
    ),
    ProblemKind(
        "missing-cells",
        ("repaired",),
        "The row has fewer cells than the header; the missing ones are read as empty.",
        "Add the missing pipes; --fix does this.",
    ),
    ProblemKind(
        "too-few-cells",
        ("error",),
        "The row has over 32 cells fewer than the header.",
        "Add the missing cells, or end the table with an empty line before this row.",
    ),
    ProblemKind(
        "empty-row",
        ("info",),
        "The row has no content, such as an anchor that GitHub reads as a row.",
        "Remove it, or put an empty line before it if it is not part of the table.",
    ),
    ProblemKind(
        "group-row",
        ("info",),
        "A row with one bold cell and no other is read as a heading of the rows below it.",
        "Nothing if it is a heading; otherwise fill its other cells.",
    ),
    ProblemKind(
        "continued-title",
        ("repaired",),
        "A row continues the title of the row above it.",
        "Write the title in one row.",
    ),
)

_DOCUMENT = (
    ProblemKind(
        "no-papers",
        ("error", "info"),
        "The document has no table and no bullets of papers.",
        "Use headers that this library recognises, or pass columns=.",
    ),
    ProblemKind(
        "no-such-column",
        ("error",),
        "No table has the header that columns= names.",
        "Pass a header of the list.",
    ),
    ProblemKind(
        "other-table",
        ("info",),
        "A table has no titles, or only titles, and is skipped.",
        "Nothing if it lists no papers; otherwise name its columns.",
    ),
    ProblemKind(
        "other-item",
        ("warning", "info"),
        "An item in a list of bullets has no title or no link to a paper, and is skipped.",
        "Link the paper, if the item is one.",
    ),
    ProblemKind(
        "other-form",
        ("warning",),
        "An entry follows none of the templates of the dialect, and is read as in other lists.",
        "Write the entry like the others, or add a template to the dialect.",
    ),
    ProblemKind(
        "no-year",
        ("warning",),
        "A heading has a day without a year, and the year can't be inferred.",
        "Write the year.",
    ),
    ProblemKind(
        "inferred-year",
        ("info",),
        "A heading has a day without a year, and its surroundings allow only one year.",
        "Nothing, or write the year.",
    ),
)

_LINKS = (
    ProblemKind(
        "no-link",
        ("warning",),
        "The paper has no link.",
        "Add a link to the paper.",
    ),
    ProblemKind(
        "no-paper-link",
        ("warning", "info"),
        "No link leads to a paper. It is a warning if a link imitates an arXiv address.",
        "Link the paper if it is online; correct the imitated address.",
    ),
    ProblemKind(
        "bad-id",
        ("warning",),
        "A link to arXiv has an identifier that arXiv can't have assigned.",
        "Correct the identifier.",
    ),
    ProblemKind(
        "label-mismatch",
        ("warning",),
        "The label and the target of a link name different papers.",
        "Correct the wrong one.",
    ),
    ProblemKind(
        "several-papers",
        ("warning",),
        "Two links of one entry lead to different papers on arXiv.",
        "Remove the wrong link, or list the other paper in its own row.",
    ),
    ProblemKind(
        "dead-link",
        ("warning",),
        "A link is a placeholder without a target.",
        "Write the address, or remove the link around the text.",
    ),
    ProblemKind(
        "no-scheme",
        ("warning",),
        "An address has no https://, so GitHub reads it as a file.",
        "Put https:// before it; --fix does this.",
    ),
    ProblemKind(
        "bad-scheme",
        ("warning",),
        "The scheme of an address is a misspelt https://.",
        "Write https://; --fix does this.",
    ),
    ProblemKind(
        "pinned-version",
        ("info",),
        "A link points to one version of a paper, which may not be the latest.",
        "Nothing if that version is intended; otherwise remove the version.",
    ),
)

_PAPERS = (
    ProblemKind(
        "duplicate",
        ("warning",),
        "A paper is listed twice in one week, or, in a list without weeks, under one topic.",
        "Remove one of the entries.",
    ),
    ProblemKind(
        "listed-again",
        ("warning", "info"),
        "A paper is listed in two weeks. It is information if a list without weeks has it under "
        "two topics.",
        "Remove one of the entries, unless both are intended.",
    ),
    ProblemKind(
        "date-before-paper",
        ("warning", "info"),
        "The week or date precedes the month of the paper's arXiv identifier.",
        "Correct the date or the link. It is information for a year, and for a date up to a month "
        "early: submission and publication can differ from arXiv's month by that much.",
    ),
    ProblemKind(
        "unknown-category",
        ("warning", "info"),
        "arXiv has no such category. It is information in a list with its own subjects.",
        "Write the code, name or label of an arXiv category.",
    ),
)

_WEEKS = (
    ProblemKind(
        "week-order",
        ("warning",),
        "A week is out of order.",
        "Move the week, or correct its day.",
    ),
    ProblemKind(
        "missing-week",
        ("warning",),
        "A list of consecutive weeks lacks one or more weeks.",
        "Add the week, or correct the day of a neighbouring week.",
    ),
    ProblemKind(
        "overlapping-weeks",
        ("warning",),
        "Two weeks share days, or two tables under one topic have the same week.",
        "Correct the days, or merge the weeks.",
    ),
    ProblemKind(
        "week-length",
        ("warning",),
        "The days in a heading are not seven, or not as many as in the other weeks.",
        "Correct the days.",
    ),
    ProblemKind(
        "odd-weekday",
        ("warning",),
        "A week ends on another day of the week than the others.",
        "Correct the day.",
    ),
)

_JSON = (
    ProblemKind(
        "bad-json",
        ("error",),
        "The text is not a JSON document of this format, or its version is newer.",
        "Correct the place named by the message.",
    ),
    ProblemKind(
        "bad-value",
        ("error",),
        "A value is invalid for its field; the message ends with its path.",
        "Correct the value.",
    ),
    ProblemKind(
        "not-utf-8",
        ("error", "repaired"),
        "The text is not UTF-8. It was read if it is UTF-16 or UTF-32, and else it was not.",
        "Convert the file to UTF-8; --fix does this for UTF-16 and UTF-32.",
    ),
    ProblemKind(
        "empty",
        ("error", "info"),
        "The text is empty, or has only blanks.",
        "Check the path, or add papers.",
    ),
    ProblemKind(
        "other-format",
        ("error",),
        "The source is in a format that is not read, such as PDF, an Excel workbook or a web page.",
        "Follow the advice in the message, such as to export the sheet as CSV.",
    ),
    ProblemKind(
        "unreadable-file",
        ("error",),
        "One of several files can't be opened.",
        "Check the path and the permissions of the file.",
    ),
)

_TABLES = (
    ProblemKind(
        "bad-table",
        ("error", "warning"),
        "The table has no titles, a repeated or unusable column, or it is not a table.",
        "Correct the place named by the message.",
    ),
    ProblemKind(
        "bad-csv",
        ("error", "repaired"),
        "The record is not valid CSV, or its number of cells differs from the header.",
        "Quote cells with commas, quotes or line breaks, and double each quote inside.",
    ),
    ProblemKind(
        "unused-value",
        ("warning",),
        "The cell contradicts the cells from which it is derived, or it has no header.",
        "Correct the cells from which it is derived, or remove the column.",
    ),
)

_ARXIV = (
    ProblemKind(
        "arxiv-missing",
        ("warning",),
        "arXiv answered twice without the paper.",
        "Correct the link; a paper from the last day may not be in the API yet.",
    ),
    ProblemKind(
        "arxiv-failed",
        ("warning",),
        "arXiv gave no valid answer.",
        "Enrich again; only the missing records are requested.",
    ),
)

_EDITS = (
    ProblemKind(
        "no-place",
        ("warning",),
        "The list has no place for a value of a new or changed paper, so the value was left out.",
        "Add a column or a heading for such values, or pass strict=True to get an error.",
    ),
    ProblemKind(
        "from-heading",
        ("warning",),
        "A new paper has no week, date or topic, and its place in the list gives it one.",
        "Set the value before the paper is added, so that it gets the right place.",
    ),
    ProblemKind(
        "already-listed",
        ("warning",),
        "A paper that was to be added is in the list already, so it was not added again.",
        "Nothing, or pass a Paper instead of its identifier to list it twice.",
    ),
)

_COMMENTS = (
    ProblemKind(
        "bad-ignore",
        ("warning",),
        "A comment to this package has an unknown command or code, or no code, or it ends a table.",
        "Write <!-- weeklypapers: ignore CODE -->, or with ignore-file; in a table, after a row.",
    ),
    ProblemKind(
        "unused-ignore",
        ("warning",),
        "A comment silences a code that is not reported there.",
        "Remove the code, or the comment.",
    ),
)

PROBLEMS: Mapping[str, ProblemKind] = FrozenMapping(
    {
        kind.code: kind
        for kinds in (
            _ROWS,
            _DOCUMENT,
            _LINKS,
            _PAPERS,
            _WEEKS,
            _JSON,
            _TABLES,
            _ARXIV,
            _EDITS,
            _COMMENTS,
        )
        for kind in kinds
    }
)
"""The kinds of problems, by code."""
