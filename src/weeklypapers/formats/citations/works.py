"""Papers as works to cite: the content of an entry, and its key.

A key is, for example, ``jiang2024longrag``: the first author, the year, and the first significant
word of the title.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias
from urllib.parse import unquote

import attrs

from weeklypapers.formats.citations.appearances import (
    Appearance,
    is_arxiv,
    parse_reference,
    parse_venue,
)
from weeklypapers.formats.citations.dois import find_dois, is_archive
from weeklypapers.formats.citations.latex import one_line, segments
from weeklypapers.formats.citations.names import Name, split_names
from weeklypapers.formats.citations.publications import find_publication
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.links import web_iri
from weeklypapers.model.paper import Paper
from weeklypapers.model.text import unaccented
from weeklypapers.querying.comparing import merged

__all__ = ["Citation", "Kind", "WorkId", "base_key", "cite", "distinct_keys"]

Kind = Literal["journal", "conference", "chapter", "preprint", "other"]

WorkId: TypeAlias = ArxivId | str
"""The arXiv identifier of a paper or, if it has none, a text that no other paper has."""

_ARXIV_PREFIX = "10.48550/"
_DOI_LINK = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)

_STOPWORDS = frozenset(
    re.findall(
        "[a-z]+",
        "an and are as at be beyond by can do does for from how in into is it its of on one or the "
        "to toward towards two using via we what when where which who why with without your you",
    )
)
_KEY_WORD = re.compile(r"(?<![a-z0-9])[0-9]*+[a-z][a-z0-9]*+")


@attrs.frozen(kw_only=True)
class Citation:
    r"""A work to cite. Texts are on one line and keep their LaTeX, such as ``$\alpha$``.

    Title, authors and abstract are those of arXiv's record or, without a record, as listed.

    Attributes:
        key: The key, unique in the list.
        title: The title.
        authors: The authors.
        has_more_authors: Whether there are authors whom the list does not name.
        date: The day of submission of a preprint, or the year of appearance; None if it is not
            known. The week of the list is not used.
        appearance: The journal, proceedings or book; None if not known with certainty.
        note: The reference or venue, if it is no appearance, and a DOI of another version.
        doi: The DOI of the cited work, but for a preprint on arXiv, which has `any_doi`.
        arxiv_id: The identifier, with its version if the list has one.
        primary_class: The code of arXiv's primary category.
        url: The address of arXiv's page or, without one, the listed address, as an IRI (RFC 3987).
        abstract: The abstract.
        keywords: The codes or names of the categories, then the topics of the list.
    """

    key: str
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
    def kind(self) -> Kind:
        """The place of appearance: a journal, a conference, a book, only arXiv, or another."""
        if self.appearance:
            return self.appearance.kind
        return "preprint" if self.arxiv_id else "other"

    @property
    def any_doi(self) -> str | None:
        """The DOI of the cited work; for a preprint, the one that arXiv registers."""
        if self.kind == "preprint" and self.arxiv_id:
            return self.arxiv_id.doi
        return self.doi

    @property
    def arxiv_label(self) -> str | None:
        """The identifier as arXiv writes it, such as ``arXiv:2406.15319 [cs.CL]``."""
        if self.arxiv_id is None:
            return None
        category = f" [{self.primary_class}]" if self.primary_class else ""
        return f"arXiv:{self.arxiv_id}{category}"


def cite(papers: Iterable[Paper]) -> list[Citation]:
    """Return the works to cite, one for each paper.

    A key is the family name of the first author, the year and the first significant word of the
    title, in lower-case ASCII. Of the papers with the same key, the oldest by arXiv identifier
    keeps it; for each other, the identifier or, without one, a hash of title and links is appended.

    Args:
        papers: The papers. Papers that `weeklypapers.Papers.merge` joins are one work.
    """
    unique = merged(papers)
    works = [_work(paper) for paper in unique]
    ids = [_work_id(work, paper) for work, paper in zip(works, unique, strict=True)]
    keys = distinct_keys([work.key for work in works], ids)
    return [
        work if work.key == key else attrs.evolve(work, key=key)
        for work, key in zip(works, keys, strict=True)
    ]


def _work(paper: Paper) -> Citation:
    """Return the work for a paper; its key may not be unique yet."""
    title = one_line(paper.arxiv.title if paper.arxiv else paper.title)
    abstract = paper.arxiv.abstract if paper.arxiv else paper.abstract
    arxiv_id = paper.arxiv_id
    authors, has_more = split_names(author.name for author in paper.authors)
    dois = _dois(paper, arxiv_id)
    appearance = _appearance(paper, title, dois)
    doi = _doi_of_work(arxiv_id, appearance, dois)
    date = _date(paper, arxiv_id, appearance)
    categories = _categories(paper)
    keywords = [one_line(text) for text in (*map(str, categories), *paper.topics)]
    return Citation(
        key=base_key(authors, _year(arxiv_id, date), title),
        title=title,
        authors=authors,
        has_more_authors=has_more or paper.has_more_authors,
        date=date,
        appearance=appearance,
        note=_note(paper, appearance, [other for other in dois if other != doi]),
        doi=doi,
        arxiv_id=arxiv_id,
        primary_class=categories[0].code if arxiv_id and categories else None,
        url=arxiv_id.abs_url if arxiv_id else _url(paper),
        abstract=one_line(abstract) if abstract else None,
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
    )


def _appearance(paper: Paper, title: str, dois: Sequence[str]) -> Appearance | None:
    """Return the appearance according to arXiv's record or, without one, to the list.

    A publisher's DOI identifies the published work. A venue with a day or a month is skipped: for a
    conference, that is the date of the preprint.
    """
    reference = (
        _without_title(one_line(paper.arxiv.journal_ref or ""), title) if paper.arxiv else ""
    )
    publications = (find_publication(doi, reference) for doi in dois)
    if publication := next(filter(None, publications), None):
        return publication
    if reference:
        return parse_reference(reference)
    if paper.venue and paper.listed_date and paper.listed_date.month is None:
        return parse_venue(one_line(paper.venue), paper.listed_date.year)
    return None


def _without_title(reference: str, title: str) -> str:
    """Return the part of a reference after the title of the paper, if it contains the title."""
    words = list(re.finditer(r"\w+", reference))
    text = f" {' '.join(word[0] for word in words)} ".casefold()
    title_words = re.findall(r"\w+", title.casefold())
    before, found, _ = text.partition(f" {' '.join(title_words)} ")
    if not found or len(title_words) < 3:
        return reference
    return reference[words[before.count(" ") + len(title_words) - 1].end() :].lstrip(" .,:;'\"”’")


def _note(paper: Paper, appearance: Appearance | None, other_dois: Sequence[str]) -> str | None:
    """Return the reference or venue if it is no appearance, and DOIs that are not of the work."""
    text = "" if appearance else _reference(paper)
    dois = "; ".join(
        f"also doi:{doi}" if appearance or is_archive(doi) else f"published as doi:{doi}"
        for doi in other_dois
    )
    return "; ".join(filter(None, [text, dois if text else dois[:1].upper() + dois[1:]])) or None


def _reference(paper: Paper) -> str:
    if paper.arxiv and paper.arxiv.journal_ref:
        return one_line(paper.arxiv.journal_ref)
    return one_line(paper.venue) if paper.venue and not is_arxiv(paper.venue) else ""


def _date(
    paper: Paper, arxiv_id: ArxivId | None, appearance: Appearance | None
) -> PartialDate | None:
    if appearance:
        # The date of the preprint would be wrong.
        return PartialDate(appearance.year) if appearance.year else None
    if paper.published:
        return PartialDate.of(paper.published.date())
    if arxiv_id:
        return PartialDate(arxiv_id.year, arxiv_id.month)
    # A listed date without a venue may be the day on which the curator read the paper.
    return paper.listed_date if paper.venue else None


def _year(arxiv_id: ArxivId | None, date: PartialDate | None) -> int | None:
    """Return the year in the key: that of the preprint if that of the publication is not known."""
    if date is None and arxiv_id:
        return arxiv_id.year
    return date.year if date else None


def _dois(paper: Paper, arxiv_id: ArxivId | None) -> list[str]:
    """Return the DOIs of a paper, without arXiv's."""
    text = paper.arxiv.doi if paper.arxiv else None
    if not text and not arxiv_id and paper.link and _DOI_LINK.match(paper.link.url):
        text = unquote(_DOI_LINK.sub("", paper.link.url))
    if not text:
        return []
    dois = dict.fromkeys(find_dois(one_line(text)))
    return [doi for doi in dois if not doi.startswith(_ARXIV_PREFIX)]


def _doi_of_work(
    arxiv_id: ArxivId | None, appearance: Appearance | None, dois: Sequence[str]
) -> str | None:
    """Return the DOI of the cited work; archives have no DOIs of published works."""
    if appearance:
        return next((doi for doi in dois if not is_archive(doi)), None)
    return next(iter(dois), None) if arxiv_id is None else None


def _url(paper: Paper) -> str | None:
    url = web_iri(paper.link.url) if paper.link else None
    return url if url and one_line(url) == url else None


def _categories(paper: Paper) -> tuple[Category, ...]:
    if paper.arxiv:
        return paper.arxiv.primary_category, *paper.arxiv.categories
    return (paper.category,) if paper.category else ()


# Keys


def base_key(authors: Sequence[Name], year: int | None, title: str) -> str:
    """Return a key of lower-case ASCII letters and digits; other works may have the same.

    Without an author, the word of the title comes first. Parts without ASCII letters are omitted.
    """
    author = _author_word(authors[0]) if authors else ""
    word = _title_word(title)
    return f"{author}{year or ''}{word}" if author else f"{word or 'paper'}{year or ''}"


def distinct_keys(keys: Sequence[str], ids: Sequence[WorkId]) -> list[str]:
    """Append an identifier to each key that an older paper also has.

    Keys therefore depend neither on the order of the papers nor on younger papers. A paper without
    an arXiv identifier counts as younger than all that have one.
    """
    oldest: dict[str, WorkId] = {}
    for key, work_id in zip(keys, ids, strict=True):
        oldest[key] = min(work_id, oldest.get(key, work_id), key=_age)
    return [
        key if work_id == oldest[key] else f"{key}-{_suffix(work_id)}"
        for key, work_id in zip(keys, ids, strict=True)
    ]


def _work_id(work: Citation, paper: Paper) -> WorkId:
    if work.arxiv_id:
        return work.arxiv_id.unversioned
    links = [f"{link.url} {link.label or ''} {link.kind or ''}" for link in paper.links]
    return "\n".join([paper.title, *links])


def _age(work_id: WorkId) -> tuple[bool, WorkId]:
    return not isinstance(work_id, ArxivId), work_id


def _suffix(work_id: WorkId) -> str:
    if isinstance(work_id, ArxivId):
        return work_id.id.replace("/", "-")
    return hashlib.sha256(work_id.encode()).hexdigest()[:8]


def _author_word(name: Name) -> str:
    """Return the family name as one word, or the first significant word of an organisation."""
    if name.family:
        return re.sub("[^a-z0-9]", "", unaccented(name.family))
    return next((word for word in _words(name.literal) if word not in _STOPWORDS), "")


def _title_word(title: str) -> str:
    text = "".join(" " if part.kind == "math" else part.plain for part in segments(title))
    words = (word for word in _words(text) if len(word) > 1 and word not in _STOPWORDS)
    return next(words, "")


def _words(text: str) -> Iterator[str]:
    text = unaccented(text).replace("'", "").replace("’", "")
    return (match[0] for match in _KEY_WORD.finditer(text))
