"""Papers as works that are cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

import attrs

from weeklypapers.citations.appearing import Appearance, in_list, in_reference, is_arxiv
from weeklypapers.citations.keys import base_key, distinct
from weeklypapers.citations.latex import one_line
from weeklypapers.citations.names import Name, split_names
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.links import web_iri
from weeklypapers.querying.comparing import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.citations.keys import Mark
    from weeklypapers.model.categories import Category
    from weeklypapers.model.paper import Paper

__all__ = ["Citation", "Kind", "cite"]

Kind = Literal["journal", "conference", "preprint", "other"]

# The form of DOIs that Crossref recommends to look for; arXiv has several of a paper in one text.
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\]*[^\s{}\\,;.]")
_DOI_LINK = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Citation:
    r"""A work as it is cited. Texts are on one line, with LaTeX such as ``$\alpha$`` as it stands.

    Attributes:
        key: What it is cited by; no other work of the list has it.
        kind: What it has become: in a journal, in the proceedings of a conference, only on arXiv
            so far as is known, or something else.
        title: By arXiv's record if there is one, else as listed.
        authors: By arXiv's record if there is one, else as listed.
        has_more_authors: Whether there are others, whom the list does not name.
        date: When the preprint was submitted, or the year in which it appeared; None if neither is
            known. The week of a list is not when a paper appeared.
        appearance: Where it appeared; None as long as that is not known with certainty.
        note: What is said of where it appeared, if that can't be taken apart.
        doi: The DOI of what has appeared.
        arxiv_id: The identifier, with its version if the list names one.
        primary_class: The code of arXiv's primary category.
        url: The address of arXiv's page for it, else the listed one, as an IRI (RFC 3987).
        abstract: By arXiv's record if there is one, else as listed.
        keywords: The codes or names of its categories, then the topics of the list.
    """

    key: str
    kind: Kind
    title: str
    authors: tuple[Name, ...] = ()
    has_more_authors: bool = False
    date: PartialDate | None = None
    appearance: Appearance | None = None
    note: str | None = None
    doi: str | None = None
    arxiv_id: ArxivId | None = None
    primary_class: str | None = None
    url: str | None = None
    abstract: str | None = None
    keywords: tuple[str, ...] = ()

    @property
    def any_doi(self) -> str | None:
        """The DOI of what has appeared; of a preprint without one, arXiv's own."""
        if self.doi is None and self.kind == "preprint" and self.arxiv_id:
            return self.arxiv_id.doi
        return self.doi


def cite(papers: Iterable[Paper]) -> list[Citation]:
    """What each paper is cited as.

    The key is the first author's family name, the year and the first telling word of the title, in
    lower-case ASCII. Where papers would have the same, the oldest by its arXiv identifier has it;
    each other gets its identifier behind it, or, without one, a hash of title and links.

    Args:
        papers: The papers. Those that are the same by `weeklypapers.Papers.merge` are one work.
    """
    given = merged(papers)
    works = list(map(_cited, given))
    keys = distinct([work.key for work in works], list(map(_mark, given)))
    return [attrs.evolve(work, key=key) for work, key in zip(works, keys, strict=True)]


def _mark(paper: Paper) -> Mark:
    """What tells a paper from all others, by what makes them the same when lists are merged."""
    if paper.arxiv_id:
        return paper.arxiv_id.unversioned
    links = [f"{link.url} {link.label or ''} {link.kind or ''}" for link in paper.links]
    return "\n".join([paper.title, *links])


def _cited(paper: Paper) -> Citation:
    """What a paper is cited as; its key may be another's as well."""
    title = one_line(paper.arxiv.title if paper.arxiv else paper.title)
    authors, said_so = split_names(author.name for author in paper.authors)
    appearance = _appearance(paper)
    date = _date(paper, appearance)
    abstract = paper.arxiv.abstract if paper.arxiv else paper.abstract
    return Citation(
        key=base_key(authors, date.year if date else None, title),
        kind=appearance.kind if appearance else "preprint" if paper.arxiv_id else "other",
        title=title,
        authors=authors,
        has_more_authors=said_so or paper.has_more_authors,
        date=date,
        appearance=appearance,
        note=None if appearance else _said_of_place(paper),
        doi=_doi(paper),
        arxiv_id=paper.arxiv_id,
        primary_class=_primary(paper),
        url=_url(paper),
        abstract=one_line(abstract) if abstract else None,
        keywords=_keywords(paper),
    )


def _appearance(paper: Paper) -> Appearance | None:
    """Where it appeared, by arXiv's record, else by what the list says.

    A day beside a conference is not of the conference: lists have the preprint's there.
    """
    if paper.arxiv and paper.arxiv.journal_ref:
        return in_reference(one_line(paper.arxiv.journal_ref))
    if paper.venue and paper.listed_date and paper.listed_date.month is None:
        return in_list(one_line(paper.venue), paper.listed_date.year)
    return None


def _said_of_place(paper: Paper) -> str | None:
    reference = paper.arxiv.journal_ref if paper.arxiv else None
    if reference:
        return one_line(reference)
    return one_line(paper.venue) if paper.venue and not is_arxiv(paper.venue) else None


def _date(paper: Paper, appearance: Appearance | None) -> PartialDate | None:
    if appearance:
        return PartialDate(appearance.year)
    if paper.published:
        return PartialDate.of(paper.published.date())
    if paper.arxiv_id:
        return PartialDate(paper.arxiv_id.year, paper.arxiv_id.month)
    # Beside a venue it is when the paper appeared there; alone it may be when it was read.
    return paper.listed_date if paper.venue else None


def _doi(paper: Paper) -> str | None:
    text = paper.arxiv.doi if paper.arxiv else None
    if not text and not paper.arxiv_id and paper.link and _DOI_LINK.match(paper.link.url):
        text = unquote(_DOI_LINK.sub("", paper.link.url))
    found = _DOI.search(one_line(text or ""))
    return found[0] if found else None


def _url(paper: Paper) -> str | None:
    if paper.arxiv_id:
        return paper.arxiv_id.abs_url
    url = web_iri(paper.link.url) if paper.link else None
    return url if url and one_line(url) == url else None


def _categories(paper: Paper) -> tuple[Category, ...]:
    if paper.arxiv:
        return paper.arxiv.primary_category, *paper.arxiv.categories
    return (paper.category,) if paper.category else ()


def _primary(paper: Paper) -> str | None:
    """The code, for papers on arXiv; other papers are in no class of arXiv's."""
    categories = _categories(paper) if paper.arxiv_id else ()
    return categories[0].code if categories else None


def _keywords(paper: Paper) -> tuple[str, ...]:
    texts = [*map(str, _categories(paper)), *paper.topics]
    return tuple(dict.fromkeys(filter(None, map(one_line, texts))))
