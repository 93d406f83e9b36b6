"""What a curator wants to know of a list: every problem, with its place."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from weeklypapers.comparing import identity
from weeklypapers.dialects.cells import CellError
from weeklypapers.dialects.fitting import fit
from weeklypapers.errors import InvalidValueError, Problem
from weeklypapers.ids import ArxivId
from weeklypapers.markdown import Table
from weeklypapers.model import Paper
from weeklypapers.reading import batches
from weeklypapers.sources import SourceLike, opened
from weeklypapers.taxonomy import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from weeklypapers.dialects.fitting import Columns
    from weeklypapers.markdown import Chunk
    from weeklypapers.model import Link
    from weeklypapers.reading import Batch

__all__ = ["check"]


def check(
    source: SourceLike,
    *,
    dialect: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """Every problem of a list, in the order of its lines.

    Beside what `read` finds: papers listed twice, links that name no paper on arXiv, categories
    that arXiv doesn't have, and weeks out of order.

    Args:
        source: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.

    Raises:
        ReadError: The text is not UTF-8.
        OSError: The source can't be opened; a `SourceError` if it is an address.
        InvalidValueError: An argument is not one of those that it can be.
    """
    problems: list[Problem] = []
    listed: list[_Listed] = []
    with opened(source) as found:
        for batch in batches(found.file, found.name, found.suffix, dialect, columns):
            problems += batch.problems
            listed += _listed(batch, found.name)
    for found_in in (_repeated, _without_arxiv_link, _of_unknown_category, _out_of_order):
        problems += found_in(listed)
    return tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))


@attrs.frozen
class _Listed:
    """A paper, and where its list names it.

    Attributes:
        paper: The paper.
        file: Name of the list.
        line: The line; None where the format has none.
        columns: By field, where in the line it stands.
        table: The table that lists the paper.
    """

    paper: Paper
    file: str | None
    line: int | None
    columns: Mapping[str, int]
    table: Table | None

    def warning(self, code: str, field: str, message: str) -> Problem:
        origin = self.paper.origin
        return Problem(
            code=code,
            message=message,
            line=self.line,
            column=self.columns.get(field),
            text=origin.text if origin else self.paper.title,
            severity="warning",
            file=self.file,
        )


def _listed(batch: Batch, file: str | None) -> Iterator[_Listed]:
    places = _places(batch.chunk, batch.columns) if batch.chunk and batch.columns else {}
    table = batch.chunk.table if batch.chunk else None
    for paper in batch.papers:
        line = paper.origin.line if paper.origin else batch.line
        yield _Listed(paper, file, line, places.get(line or 0, {}), table)


def _places(chunk: Chunk, columns: Columns) -> dict[int, dict[str, int]]:
    """By line and field, the column in which the field's cell begins."""
    places: dict[int, dict[str, int]] = {}
    for row in chunk.rows():
        try:
            cells, _ = fit(row, columns)
        except CellError:
            continue  # a row that was not read
        places[row.line] = {name: cells[at].column for name, at in columns.fields.items()}
    return places


def _repeated(listed: Iterable[_Listed]) -> Iterator[Problem]:
    first: dict[tuple[str, str], _Listed] = {}
    for entry in listed:
        before = first.setdefault(identity(entry.paper), entry)
        if before is not entry:
            where = f"line {before.line}" if before.line else "an earlier entry"
            yield entry.warning(
                "duplicate", "title", f"{_name(entry.paper)} is listed twice, first in {where}"
            )


def _name(paper: Paper) -> str:
    return str(paper.arxiv_id) if paper.arxiv_id else repr(paper.title)


def _without_arxiv_link(listed: Iterable[_Listed]) -> Iterator[Problem]:
    for entry in listed:
        link = entry.paper.link
        if link is None:
            yield entry.warning("no-link", "links", "expected a link to the paper, got none")
        elif link.arxiv_id is None:
            yield entry.warning("no-paper-link", "links", _why_no_paper(link))


def _why_no_paper(link: Link) -> str:
    try:
        ArxivId.parse(link.url)
    except InvalidValueError as error:
        return str(error)
    raise AssertionError(f"{link.url} names a paper")


def _of_unknown_category(listed: Iterable[_Listed]) -> Iterator[Problem]:
    for entry in listed:
        category = entry.paper.category
        if category is not None and category.code is None:
            near = suggest(category.name)
            yield entry.warning(
                "unknown-category",
                "category",
                f"arXiv has no category {category.name!r}."
                + (f" Did you mean {near!r}?" if near else ""),
            )


def _out_of_order(listed: Iterable[_Listed]) -> Iterator[Problem]:
    """Weeks that run against the order of the list, which most pairs of neighbours tell.

    Where the tables hold several weeks each, by subject say, each of them begins anew.
    """
    dated = [(entry, entry.paper.week) for entry in listed if entry.paper.week]
    per_table: dict[Table | None, set[date]] = {}
    for entry, week in dated:
        per_table.setdefault(entry.table, set()).add(week)
    one_list = all(len(weeks) == 1 for weeks in per_table.values())
    steps = [
        (before, entry, after)
        for (former, before), (entry, after) in pairwise(dated)
        if one_list or former.table is entry.table
    ]
    rising = sum((after > before) - (after < before) for before, _, after in steps) > 0
    for before, entry, after in steps:
        if after != before and (after > before) != rising:
            yield entry.warning(
                "week-order",
                "week",
                f"week {after} stands behind {before} in a list whose "
                + ("oldest" if rising else "newest")
                + " week comes first",
            )
