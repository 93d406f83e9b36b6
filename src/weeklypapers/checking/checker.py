"""Check a list, and report every problem with its position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from weeklypapers.checking.baselines import Baseline
from weeklypapers.checking.entries import check_entries
from weeklypapers.checking.listing import Listing, Part
from weeklypapers.checking.repeats import check_repeats
from weeklypapers.checking.selecting import selected
from weeklypapers.checking.weeks import check_weeks
from weeklypapers.dialects.comments import may_have_comments
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.files import SourceLike, opened
from weeklypapers.formats.encodings import NotUtf8Error
from weeklypapers.formats.inputs import source_of
from weeklypapers.markdown import split_lines
from weeklypapers.model._public import public
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problems

__all__ = ["Checked", "check", "check_text", "checked"]


class Checked(NamedTuple):
    """A list after a check.

    Attributes:
        problems: Its problems, in the order of its lines.
        papers: Its papers.
    """

    problems: Problems
    papers: Sequence[Paper]


@public
def check(
    source: SourceLike,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    baseline: Baseline | SourceLike | None = None,
) -> Problems:
    """Return every problem of a list, in the order of its lines.

    Besides the problems that `read` finds, these are papers that are listed twice, links that
    lead to no paper or to another one than they name, categories that arXiv doesn't have,
    impossible dates, and weeks that are out of order, missing, overlapping or too long. `PROBLEMS`
    describes all kinds. Text that is neither UTF-8 nor UTF-16 or UTF-32 can't be read, and is a
    single problem.

    A comment in the list silences codes: ``<!-- weeklypapers: ignore dead-link -->`` for its row or
    item or, on a line of its own, for what follows, and ``ignore-file`` for the whole list.

    Args:
        source: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.
        select: The codes to report; None for all.
        ignore: The codes not to report, even if they are selected.
        baseline: Accepted problems, which are not reported: a `Baseline`, or its file.

    Raises:
        OSError: The source can't be opened; for an address, a `SourceError`.
        InvalidValueError: An argument has a value that is not allowed.
        MissingDependencyError: The format is Parquet, and pyarrow is not installed.
    """
    accepted = baseline if isinstance(baseline, Baseline) else _baseline_of(baseline)
    with opened(source) as open_text:
        text = open_text.file.read()
    problems = check_text(text, open_text.name, dialect=dialect, columns=columns)
    return accepted.new(selected(problems, select, ignore))


def _baseline_of(source: SourceLike | None) -> Baseline:
    return Baseline() if source is None else Baseline(source)


def check_text(
    text: str,
    name: str | None,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
) -> Problems:
    """Return every problem of a text; arguments and errors as in `checked`."""
    return checked(text, name, dialect=dialect, columns=columns).problems


def checked(
    text: str,
    name: str | None,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
) -> Checked:
    """Return every problem of a text, and its papers; see `check`.

    Args:
        text: The text of the list.
        name: The name of its file, for problems; the suffix decides the format.
        dialect: As in `read`.
        columns: As in `read`.

    Raises:
        InvalidValueError: An argument has a value that is not allowed.
        MissingDependencyError: The format is Parquet, and pyarrow is not installed.
    """
    try:
        source, text = source_of([text], name).whole()
        parts = list(source.batches(dialect, columns, is_complete=True))
    except NotUtf8Error as error:
        return Checked(Problems([error.problem]), [])
    listing = Listing(split_lines(text), name, list(map(Part, parts)))
    problems = [
        *listing.problems,
        *check_repeats(listing),
        *check_entries(listing),
        *check_weeks(listing),
    ]
    if source.is_markdown and may_have_comments(text):
        from weeklypapers.checking.silencing import unsilenced  # few lists have such comments

        problems = list(unsilenced(problems, listing))
    problems = list(map(source.problem_in_source, problems))
    problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    return Checked(Problems(problems), [entry.paper for entry in listing.papers])
