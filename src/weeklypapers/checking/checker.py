"""Check a list, and report every problem with its position."""

from __future__ import annotations

from collections.abc import Mapping

from weeklypapers.checking.entries import check_entries
from weeklypapers.checking.listing import Listing, Part
from weeklypapers.checking.repeats import check_repeats
from weeklypapers.checking.weeks import check_weeks
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.files import SourceLike, opened
from weeklypapers.formats.suffixes import NotUtf8Error, source_of
from weeklypapers.markdown import split_lines
from weeklypapers.model._public import public
from weeklypapers.model.problems import Problems

__all__ = ["check", "check_text"]


@public
def check(
    source: SourceLike,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
) -> Problems:
    """Return every problem of a list, in the order of its lines.

    Besides the problems that `read` finds, these are papers that are listed twice, links that
    lead to no paper or to another one than they name, categories that arXiv doesn't have,
    impossible dates, and weeks that are out of order, missing, overlapping or too long. `PROBLEMS`
    describes all kinds. Text that is neither UTF-8 nor UTF-16 or UTF-32 can't be read, and is a
    single problem.

    Args:
        source: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.

    Raises:
        OSError: The source can't be opened; for an address, a `SourceError`.
        InvalidValueError: An argument has a value that is not allowed.
        MissingDependencyError: The format is Parquet, and pyarrow is not installed.
    """
    with opened(source) as open_text:
        text = open_text.file.read()
    return check_text(text, open_text.name, dialect=dialect, columns=columns)


def check_text(
    text: str,
    name: str | None,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
) -> Problems:
    """Return every problem of a text; see `check`.

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
        return Problems([error.problem])
    listing = Listing(split_lines(text), name, list(map(Part, parts)))
    problems = [
        *listing.problems,
        *check_repeats(listing),
        *check_entries(listing),
        *check_weeks(listing),
    ]
    problems = list(map(source.problem_in_source, problems))
    return Problems(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
