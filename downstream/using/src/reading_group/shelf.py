"""A shelf: the papers that a group has read, which it searches, changes, compares and stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import cattrs

import weeklypapers as wp
from weeklypapers.typing import Key, LinkKind, Period, Predicate


@attrs.frozen
class Shelf:
    """The papers of a group.

    Attributes:
        name: The name of the group.
        papers: Its papers.
        read_on: The days on which papers were read, by their keys.
    """

    name: str
    papers: wp.Papers
    read_on: dict[str, date] = attrs.field(factory=dict[str, date])

    def __iter__(self) -> Iterator[wp.Paper]:
        return iter(self.papers)

    def find(self, query: str, *, limit: int = 3) -> list[tuple[str, float]]:
        """Return the titles of the best papers for a query, with their scores."""
        hits: wp.Hits = self.papers.search(query=query, limit=limit)
        return [(hit.paper.title, hit.score) for hit in hits]

    def since(self, day: Period, *, where: Predicate | None = None) -> wp.Papers:
        """Return the papers since a day, month or year."""
        return self.papers.filter(where, since=day).sort_by("week", "title")

    def by(self, key: Key | Callable[[wp.Paper], str]) -> list[str]:
        """Return the papers in an order."""
        return [paper.title for paper in self.papers.sort_by(key, reverse=True)]

    def weeks(self) -> dict[date | None, int]:
        """Return the number of papers by week."""
        return {week: len(papers) for week, papers in self.papers.group_by(key="week").items()}

    def addresses(self, kind: LinkKind) -> list[str]:
        """Return the addresses of a kind."""
        return [link.url for paper in self.papers for link in paper.links if link.kind == kind]

    def lookup(self, arxiv_id: wp.ArxivId | str) -> str:
        """Return the title of a paper, or the reason why it isn't on the shelf."""
        try:
            return self.papers.get(arxiv_id=arxiv_id).title
        except wp.NotFoundError as error:
            return str(error)

    def joined(self, other: Shelf) -> tuple[Shelf, int]:
        """Return a shelf with the papers of both, and the number of papers that both have."""
        overlap: wp.Overlap = self.papers.overlap(other=other.papers)
        papers = self.papers.merge(other.papers)
        joined = Shelf(f"{self.name} and {other.name}", papers, self.read_on | other.read_on)
        return joined, len(overlap.both)

    def changes(self, before: Shelf) -> list[str]:
        """Return a line for each difference from an earlier state."""
        diff: wp.Diff = before.papers.diff(other=self.papers)
        return [
            *(f"+ {paper.title}" for paper in diff.added),
            *(f"- {paper.title}" for paper in diff.removed),
            *(f"~ {change.after.title}: {', '.join(change.fields)}" for change in diff.changed),
        ]

    def with_comment(self, key: str, comment: str) -> Shelf:
        """Return a shelf with a comment on one paper."""

        def change(paper: wp.Paper) -> wp.Paper:
            return attrs.evolve(paper, comment=comment) if paper.key == key else paper

        return attrs.evolve(self, papers=wp.Papers(map(change, self.papers)))


def add_to_list(path: Path, *ids: str, week: date, records: wp.Snapshot) -> list[str]:
    """Add papers to a list, and return the messages about what has no place in it."""
    papers = wp.read(path).add(*ids, week=week, source=records)
    papers.write(path)
    return [problem.message for problem in papers.problems]


def converter() -> cattrs.Converter:
    """Return a converter for shelves."""
    result = cattrs.Converter()
    wp.register_hooks(result)
    result.register_unstructure_hook(date, date.isoformat)
    result.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    return result


def store(shelf: Shelf) -> dict[str, Any]:
    """Return a shelf as data for JSON."""
    data: dict[str, Any] = converter().unstructure(shelf)
    return data


def restore(data: dict[str, Any]) -> Shelf:
    """Return the shelf of some data."""
    return converter().structure(data, Shelf)
