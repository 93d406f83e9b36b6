"""Look-ups of papers by arXiv identifier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weeklypapers.model.errors import InvalidValueError, NotFoundError, show
from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.paper import Paper
from weeklypapers.querying.conditions import same_paper

__all__ = ["PapersById", "indexes_of"]


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


def indexes_of(papers: Sequence[Paper], chosen: Iterable[Paper | ArxivId | str]) -> set[int]:
    """Return the indexes of the entries of some papers in a list.

    Args:
        papers: The list.
        chosen: Papers of the list, identifiers, or addresses. An identifier or an address chooses
            every entry with it.

    Raises:
        NotFoundError: The list has no such paper; the message suggests the nearest one.
        InvalidValueError: A value is neither a paper nor an identifier nor an address.
    """
    by_object = {id(paper): index for index, paper in enumerate(papers)}
    indexes: set[int] = set()
    for each in chosen:
        if id(each) in by_object:
            indexes.add(by_object[id(each)])
        elif isinstance(each, Paper):
            indexes |= _with_entry(papers, each)
        elif isinstance(each, ArxivId) or (isinstance(each, str) and not _is_address(each)):
            indexes |= _with_id(papers, ArxivId.parse(each))
        elif isinstance(each, str):
            indexes |= _with_address(papers, each)
        else:
            expected = "a paper of the list, an arXiv identifier or an address"
            raise InvalidValueError(f"expected {expected}, got {show(each)}")
    return indexes


def _is_address(text: str) -> bool:
    """Return whether a text is an address, but not that of a paper on arXiv."""
    return "://" in text and lookup(text) is None


def _with_entry(papers: Sequence[Paper], paper: Paper) -> set[int]:
    if indexes := {index for index, other in enumerate(papers) if other == paper}:
        return indexes
    raise NotFoundError(_no_paper(paper.title, [other.title for other in papers]))


def _with_id(papers: Sequence[Paper], arxiv_id: ArxivId) -> set[int]:
    listed = [(index, paper.arxiv_id) for index, paper in enumerate(papers)]
    if indexes := {index for index, other in listed if other and same_paper(other, arxiv_id)}:
        return indexes
    PapersById(papers).get(arxiv_id)
    raise AssertionError("the paper is not found")


def _with_address(papers: Sequence[Paper], url: str) -> set[int]:
    addresses = [(index, link.url) for index, paper in enumerate(papers) for link in paper.links]
    if indexes := {index for index, other in addresses if other.rstrip("/") == url.rstrip("/")}:
        return indexes
    raise NotFoundError(_no_paper(url, [other for _, other in addresses]))


def _no_paper(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    hint = f" Nearest: {show(near[0])}." if near else ""
    return f"the list has no paper {show(name)}.{hint}"
