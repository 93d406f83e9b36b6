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
from weeklypapers.model import Paper
from weeklypapers.reading import batches
from weeklypapers.sources import SourceLike, opened
from weeklypapers.taxonomy import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
            listed += _listed(batch)
    for found_in in (_repeated, _without_arxiv_link, _of_unknown_category, _out_of_order):
        problems += found_in(listed)
    return tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))


@attrs.frozen
class _Listed:
    """A paper, and the columns of the line in which its fields stand."""

    paper: Paper
    places: Mapping[str, int]

    def warning(self, code: str, field: str, message: str) -> Problem:
        origin = self.paper.origin
        return Problem(
            code=code,
            message=message,
            line=origin.line if origin else None,
            column=self.places.get(field),
            text=origin.text if origin else self.paper.title,
            severity="warning",
            file=origin.file if origin else None,
        )


def _listed(batch: Batch) -> Iterator[_Listed]:
    places = _places(batch.chunk, batch.columns) if batch.chunk and batch.columns else {}
    for paper in batch.papers:
        yield _Listed(paper, places.get(paper.origin.line, {}) if paper.origin else {})


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
    first: dict[tuple[str, str], Paper] = {}
    for entry in listed:
        paper = entry.paper
        before = first.setdefault(identity(paper), paper)
        if before is not paper:
            where = f"line {before.origin.line}" if before.origin else "an earlier entry"
            yield entry.warning(
                "duplicate", "title", f"{_name(paper)} is listed twice, first in {where}"
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
    """Weeks that run against the order of the list, which most pairs of neighbours tell."""
    dated = [(entry, entry.paper.week) for entry in listed if entry.paper.week]
    steps = [(before, entry, after) for (_, before), (entry, after) in pairwise(dated)]
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
