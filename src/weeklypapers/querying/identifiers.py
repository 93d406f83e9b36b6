"""Look-ups of papers by arXiv identifier."""

from __future__ import annotations

from collections.abc import Iterable

from weeklypapers.model.errors import NotFoundError
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Paper
from weeklypapers.querying.selecting import same_paper

__all__ = ["PapersById"]


class PapersById:
    """The papers of a list by arXiv identifier."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers: dict[str, list[tuple[ArxivId, Paper]]] = {}
        for paper in papers:
            if arxiv_id := paper.arxiv_id:
                self._papers.setdefault(arxiv_id.id, []).append((arxiv_id, paper))

    def find(self, arxiv_id: ArxivId) -> Paper | None:
        """Return the first paper with an identifier, or None.

        An identifier without a version matches every version. An entry with exactly the requested
        version takes precedence over an entry without one.
        """
        entries = [
            (listed, paper)
            for listed, paper in self._papers.get(arxiv_id.id, ())
            if same_paper(listed, arxiv_id)
        ]
        exact = (paper for listed, paper in entries if listed == arxiv_id and listed.version)
        return next(exact, entries[0][1] if entries else None)

    def get(self, arxiv_id: ArxivId) -> Paper:
        """Return the first paper with an identifier, under the rule of `find`.

        Raises:
            NotFoundError: There is no such paper; the message suggests the nearest identifier.
        """
        if paper := self.find(arxiv_id):
            return paper
        from difflib import get_close_matches

        near = get_close_matches(arxiv_id.id, self._papers, 1)
        hint = f" Nearest: {self._papers[near[0]][0][0]}." if near else ""
        raise NotFoundError(f"the list has no paper {arxiv_id}.{hint}")
