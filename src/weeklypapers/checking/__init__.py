"""What a curator wants to know of a list: every problem, with its place."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from weeklypapers.checking import entries, repeats, weeks
from weeklypapers.checking.listing import Listing
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.files import SourceLike, opened
from weeklypapers.markdown import split_lines
from weeklypapers.model._public import public
from weeklypapers.model.problems import Problems
from weeklypapers.reading import read_batches

__all__ = ["check"]


@public
def check(
    source: SourceLike,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
) -> Problems:
    """Every problem of a list, in the order of its lines.

    Beside what `read` finds: papers listed twice, links that name no paper or another than they
    say, categories that arXiv doesn't have, dates that can't be, and weeks that are out of order,
    missing, overlapping or too long. `PROBLEMS` has all kinds.

    Args:
        source: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.

    Raises:
        ReadError: The text is not UTF-8.
        OSError: The source can't be opened; a `SourceError` if it is an address.
        InvalidValueError: An argument is not one of those that it can be.
    """
    with opened(source) as found:
        text = found.file.read()
    listing = Listing(split_lines(text), found.name)
    for batch in read_batches([text], found.name, found.suffix, dialect, columns, is_complete=True):
        listing.add(batch)
    problems = [
        *listing.problems,
        *chain.from_iterable(look(listing) for look in (repeats.repeated, *entries.CHECKS)),
        *weeks.check_weeks(listing),
    ]
    return Problems(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
