"""Papers as works to cite."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal
from urllib.parse import unquote

import attrs

from weeklypapers.formats.citations.appearing import (
    Appearance,
    is_arxiv,
    parse_reference,
    parse_venue,
)
from weeklypapers.formats.citations.keys import WorkId, base_key, distinct_keys
from weeklypapers.formats.citations.latex import one_line
from weeklypapers.formats.citations.names import Name, split_names
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.links import web_iri
from weeklypapers.model.paper import Paper
from weeklypapers.querying.comparing import merged

__all__ = ["Citation", "Kind", "cite"]

Kind = Literal["journal", "conference", "preprint", "other"]

# The pattern that Crossref recommends. arXiv's field may have several DOIs.
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\]*[^\s{}\\,;.]")
_DOI_LINK = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Citation:
    r"""A work to cite. Texts are on one line and keep their LaTeX, such as ``$\alpha$``.

    Title, authors and abstract are those of arXiv's record or, without a record, as listed.

    Attributes:
        key: The key, unique in the list.
        kind: Where the work appeared: in a journal, in the proceedings of a conference, so far
            only on arXiv, or elsewhere.
        title: The title.
        authors: The authors.
        has_more_authors: Whether there are other authors, whom the list does not name.
        date: The day of submission of a preprint, or the year of appearance; None if neither is
            known. The week of the list is not used.
        appearance: The journal or proceedings; None if not known with certainty.
        note: The text that names where the work appeared, if it could not be parsed.
        doi: The DOI of the published work.
        arxiv_id: The identifier, with its version if the list has one.
        primary_class: The code of arXiv's primary category.
        url: The address of arXiv's page or, without one, the listed address, as an IRI (RFC 3987).
        abstract: The abstract.
        keywords: The codes or names of the categories, then the topics of the list.
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
        """The DOI of the published work or, of a preprint, the one that arXiv registers."""
        if self.doi is None and self.kind == "preprint" and self.arxiv_id:
            return self.arxiv_id.doi
        return self.doi


def cite(papers: Iterable[Paper]) -> list[Citation]:
    """Return the works to cite, one for each paper.

    A key is the family name of the first author, the year and the first significant word of the
    title, in lower-case ASCII. Of the papers with the same key, the oldest by arXiv identifier
    keeps it; for each other, the identifier or, without one, a hash of title and links is appended.

    Args:
        papers: The papers. Those that `weeklypapers.Papers.merge` joins are one work.
    """
    unique = merged(papers)
    works = [_work(paper) for paper in unique]
    keys = distinct_keys([work.key for work in works], [_work_id(paper) for paper in unique])
    return [attrs.evolve(work, key=key) for work, key in zip(works, keys, strict=True)]


def _work_id(paper: Paper) -> WorkId:
    if paper.arxiv_id:
        return paper.arxiv_id.unversioned
    links = [f"{link.url} {link.label or ''} {link.kind or ''}" for link in paper.links]
    return "\n".join([paper.title, *links])


def _work(paper: Paper) -> Citation:
    """Return the work for a paper, with a key that other works may have, too."""
    title = one_line(paper.arxiv.title if paper.arxiv else paper.title)
    abstract = paper.arxiv.abstract if paper.arxiv else paper.abstract
    authors, has_more = split_names(author.name for author in paper.authors)
    appearance = _appearance(paper)
    date = _date(paper, appearance)
    categories = _categories(paper)
    keywords = [one_line(text) for text in (*map(str, categories), *paper.topics)]
    return Citation(
        key=base_key(authors, date.year if date else None, title),
        kind=appearance.kind if appearance else "preprint" if paper.arxiv_id else "other",
        title=title,
        authors=authors,
        has_more_authors=has_more or paper.has_more_authors,
        date=date,
        appearance=appearance,
        note=None if appearance else _note(paper),
        doi=_doi(paper),
        arxiv_id=paper.arxiv_id,
        primary_class=categories[0].code if paper.arxiv_id and categories else None,
        url=_url(paper),
        abstract=one_line(abstract) if abstract else None,
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
    )


def _appearance(paper: Paper) -> Appearance | None:
    """Return the appearance according to arXiv's record or, without one, to the list.

    A venue with a day or a month is skipped: beside a conference, that is the preprint's date.
    """
    if paper.arxiv and paper.arxiv.journal_ref:
        return parse_reference(one_line(paper.arxiv.journal_ref))
    if paper.venue and paper.listed_date and paper.listed_date.month is None:
        return parse_venue(one_line(paper.venue), paper.listed_date.year)
    return None


def _note(paper: Paper) -> str | None:
    if paper.arxiv and paper.arxiv.journal_ref:
        return one_line(paper.arxiv.journal_ref)
    return one_line(paper.venue) if paper.venue and not is_arxiv(paper.venue) else None


def _date(paper: Paper, appearance: Appearance | None) -> PartialDate | None:
    if appearance:
        return PartialDate(appearance.year)
    if paper.published:
        return PartialDate.of(paper.published.date())
    if paper.arxiv_id:
        return PartialDate(paper.arxiv_id.year, paper.arxiv_id.month)
    # A listed date without a venue may be the day on which somebody read the paper.
    return paper.listed_date if paper.venue else None


def _doi(paper: Paper) -> str | None:
    text = paper.arxiv.doi if paper.arxiv else None
    if not text and not paper.arxiv_id and paper.link and _DOI_LINK.match(paper.link.url):
        text = unquote(_DOI_LINK.sub("", paper.link.url))
    match = _DOI.search(one_line(text or ""))
    return match[0] if match else None


def _url(paper: Paper) -> str | None:
    if paper.arxiv_id:
        return paper.arxiv_id.abs_url
    url = web_iri(paper.link.url) if paper.link else None
    return url if url and one_line(url) == url else None


def _categories(paper: Paper) -> tuple[Category, ...]:
    if paper.arxiv:
        return paper.arxiv.primary_category, *paper.arxiv.categories
    return (paper.category,) if paper.category else ()
