"""How a list writes the authors of papers: how many of them, and which parts of their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from weeklypapers.formats.citations.names import split_name
from weeklypapers.model.names import Names
from weeklypapers.model.paper import Paper

__all__ = ["AuthorForm", "author_form"]

_INITIALS = re.compile(r"(?:\w\.[\s-]?)+")
_INVERTED_INITIALS = re.compile(r"[^,]+,\s*(?:\w\.[\s-]?)+")
# Names have a form if this share of them has.
_MOST = 0.8


@attrs.frozen
class AuthorForm:
    """The form in which a list writes authors.

    Attributes:
        most: The number of names before "et al."; None if a list names all authors.
        has_initials: True for ``A. Lovelace``.
        has_family_first: True for ``Lovelace, Ada``.
        has_family_only: True for ``Lovelace``.
    """

    most: int | None = None
    has_initials: bool = False
    has_family_first: bool = False
    has_family_only: bool = False

    def names(self, authors: Sequence[str]) -> Names:
        """Return the names of a paper's authors as the list writes them.

        Args:
            authors: The full names, given name first.
        """
        is_cut = self.most is not None and len(authors) > self.most
        shown = authors[: self.most] if is_cut else authors
        return Names(tuple(map(self._name, shown)), more=is_cut)

    def _name(self, author: str) -> str:
        if not (self.has_initials or self.has_family_first or self.has_family_only):
            return author
        name = split_name(author)
        if not name.given:
            return author
        family = " ".join(filter(None, (name.particle, name.family)))
        if self.has_family_only:
            return family
        given = _initials(name.given) if self.has_initials else name.given
        if self.has_family_first:
            return f"{family}, {given}"
        return " ".join(filter(None, (given, family, name.suffix)))


def _initials(given: str) -> str:
    """Return the initials of given names, such as ``J.-P.`` of ``Jean-Pierre``."""
    words = ["-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split()]
    return " ".join(words)


def author_form(papers: Iterable[Paper]) -> AuthorForm:
    """Return how a list writes authors."""
    listed = [paper for paper in papers if paper.listed_authors]
    cut = [len(paper.listed_authors) for paper in listed if paper.more_authors]
    most = Counter(cut).most_common(1)[0][0] if 2 * len(cut) > len(listed) else None
    names = [name for paper in listed for name in paper.listed_authors]
    with_initials = sum(
        bool(_INITIALS.match(name) or _INVERTED_INITIALS.fullmatch(name)) for name in names
    )
    return AuthorForm(
        most,
        has_initials=_is_most(with_initials, names),
        has_family_first=_is_most(sum("," in name for name in names), names),
        has_family_only=_is_most(sum(not re.search(r"\s", name) for name in names), names),
    )


def _is_most(count: int, names: Sequence[str]) -> bool:
    return bool(names) and count >= _MOST * len(names)
