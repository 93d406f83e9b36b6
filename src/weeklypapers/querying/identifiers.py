"""Look-ups of papers by arXiv identifier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn

from weeklypapers.model.errors import InvalidValueError, NotFoundError, show
from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.paper import Paper
from weeklypapers.querying.conditions import same_paper

__all__ = ["PapersById", "indexes_of"]


class PapersById(dict[str, Paper]):
    """The papers of a list by arXiv identifier: by its listed version, and by the paper's.

    It is a dictionary, so that most look-ups take little more time than that.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        super().__init__()
        self._without_version: dict[str, Paper] = {}
        for paper in papers:
            if arxiv_id := paper.arxiv_id:
                self.setdefault(arxiv_id.id, paper)
                if arxiv_id.version:
                    self.setdefault(str(arxiv_id), paper)
                else:
                    self._without_version.setdefault(arxiv_id.id, paper)

    def find(self, text: ArxivId | str) -> Paper | None:
        """Return the first paper with the identifier that a text denotes, or None.

        An identifier without a version matches every version. An entry with exactly the requested
        version takes precedence over an entry without one.

        Raises:
            InvalidValueError: The text denotes no identifier.
        """
        arxiv_id = text if isinstance(text, ArxivId) else lookup(text) or ArxivId.parse(text)
        if arxiv_id.version is None:
            return self.get(arxiv_id.id)
        return self.get(arxiv_id) or self._without_version.get(arxiv_id.id)

    def fail(self, text: ArxivId | str) -> NoReturn:
        """Raise the error for an identifier that the list doesn't have.

        Raises:
            NotFoundError: Always. The message suggests the nearest identifier of the list.
        """
        arxiv_id = ArxivId.parse(text)
        raise NotFoundError(
            f"the list has no paper {arxiv_id}.", hint=lambda: self._nearest(arxiv_id)
        )

    def _nearest(self, arxiv_id: ArxivId) -> str:
        from difflib import get_close_matches

        listed = (paper.arxiv_id for paper in self.values())
        near = get_close_matches(arxiv_id.id, {each.id for each in listed if each}, 1)
        return f" Nearest: {self[near[0]].arxiv_id}." if near else ""


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
    indexes = {index for index, other in listed if other and same_paper(other, arxiv_id)}
    return indexes or PapersById(papers).fail(arxiv_id)


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
