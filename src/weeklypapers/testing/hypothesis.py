"""Hypothesis strategies for the model. The only module that imports hypothesis.

The texts contain many characters with a special meaning in a Markdown table.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from weeklypapers.model.categories import CATEGORIES, Category
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.links import KINDS
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper
from weeklypapers.papers import Papers

__all__ = [
    "arxiv_ids",
    "authors",
    "categories",
    "days",
    "extras",
    "links",
    "paper_lists",
    "papers",
    "partial_dates",
    "records",
    "texts",
    "times",
    "urls",
]

_PIPES = ["|", r"\|", "\\", "\\\\", "`", "``", "`a|b`"]
_BLANKS = ["\n", "\r", "\r\n", "\t", "\v", "\f", " ", "  ", "\x85", "\xa0", "\u2028", "\ufeff"]
_HTML = ["<br>", "<BR />", "&lt;br&gt;", "&amp;", "&", "&#124;", "<RET>", "< 10", "<!--"]
_MARKS = ["[", "]", "](", "(", ")", "[a](b)", "<https://a.b/c>", "http://a", "---", "#", "*", ">"]
_OTHERS = ["$", "$\\mathsf{TC}^0$", '"', "'", ",", ";", "e\u0301", "ﬁ", "ß", "漢", "\U0001f600"]
_SPECIAL = st.sampled_from(_PIPES + _BLANKS + _HTML + _MARKS + _OTHERS)
_ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
_PLAIN = st.text("abc XYZ019", max_size=8)


def texts() -> st.SearchStrategy[str]:
    """Return texts that are not blank and that UTF-8 can encode."""
    parts = st.lists(_SPECIAL | _PLAIN | _ANYTHING, min_size=1, max_size=6)
    return parts.map("".join).filter(str.strip)


def days() -> st.SearchStrategy[date]:
    """Return days, often one of three, so that papers share weeks."""
    return st.sampled_from([date(2024, 6, 30), date(2024, 6, 23), date(2023, 12, 31)]) | st.dates()


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Return days, months and years."""
    day = days().map(PartialDate.of)
    month = st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12))
    return day | month | st.builds(PartialDate, st.integers(1900, 2100))


def times() -> st.SearchStrategy[datetime]:
    """Return times in UTC."""
    return st.datetimes(timezones=st.just(UTC))


@st.composite
def arxiv_ids(draw: st.DrawFn, *, version: bool | None = None) -> ArxivId:
    """Return identifiers of both schemes; if `version` is True, all have one, if False, none."""
    month = draw(st.integers(1, 12))
    if draw(st.booleans()):
        year = draw(st.integers(15, 90))
        name = f"{year:02}{month:02}.{draw(st.integers(0, 99_999)):05}"
    else:
        archive = draw(st.sampled_from(["hep-th", "quant-ph", "math", "cs"]))
        name = f"{archive}/{draw(st.integers(91, 99))}{month:02}{draw(st.integers(0, 999)):03}"
    has_version = draw(st.booleans()) if version is None else version
    return ArxivId(name, version=draw(st.integers(1, 12)) if has_version else None)


def categories() -> st.SearchStrategy[Category]:
    """Return categories, some of which arXiv doesn't have."""
    return st.sampled_from(CATEGORIES) | texts().map(Category.parse)


@st.composite
def urls(draw: st.DrawFn) -> str:
    """Return addresses of papers on arXiv and of other pages, and texts that are not addresses."""
    arxiv_id = draw(arxiv_ids())
    printable = st.characters(exclude_categories=["Cs", "Cc"])
    no_address = st.text(printable, min_size=1).map(str.strip).filter(bool)
    arxiv = st.sampled_from([arxiv_id.abs_url, arxiv_id.pdf_url, f"https://doi.org/{arxiv_id.doi}"])
    other = st.sampled_from(["https://example.org/a_(b)?c=d&amp;e=f|g#h", "www.a.org/%7C", "#a"])
    return draw(arxiv | other | no_address)


def links() -> st.SearchStrategy[Link]:
    """Return links with and without a label or a listed kind."""
    kinds = st.none() | st.sampled_from(sorted(KINDS))
    return st.builds(
        Link, url=urls(), label=st.none() | st.just("link") | texts(), listed_kind=kinds
    )


def authors() -> st.SearchStrategy[Author]:
    """Return authors, some with affiliations."""
    affiliations = st.lists(texts(), max_size=2).map(tuple)
    return st.builds(Author, name=texts(), affiliations=affiliations)


def records() -> st.SearchStrategy[ArxivRecord]:
    """Return records of arXiv."""
    return st.builds(
        ArxivRecord,
        id=arxiv_ids(version=True),
        title=texts(),
        authors=st.lists(authors(), max_size=2).map(tuple),
        abstract=texts(),
        published=times(),
        updated=times(),
        primary_category=categories(),
        categories=st.lists(categories(), max_size=2).map(tuple),
        comment=st.none() | texts(),
        journal_ref=st.none() | texts(),
        doi=st.none() | texts(),
        retrieved=st.none() | times(),
    )


def extras() -> st.SearchStrategy[dict[str, str]]:
    """Return cells of extra columns, by header."""
    return st.dictionaries(st.just("Venue") | texts(), texts(), max_size=2)


def papers(*, arxiv: bool = True) -> st.SearchStrategy[Paper]:
    """Return papers with any of their fields.

    Args:
        arxiv: True if some papers have a record of arXiv.
    """
    return st.builds(
        Paper,
        title=texts(),
        week=st.none() | days(),
        category=st.none() | categories(),
        abstract=st.none() | texts(),
        links=st.lists(links(), max_size=2).map(tuple),
        listed_authors=st.lists(texts(), max_size=2).map(tuple),
        more_authors=st.booleans(),
        listed_date=st.none() | partial_dates(),
        topics=st.lists(texts(), max_size=2).map(tuple),
        venue=st.none() | texts(),
        affiliation=st.none() | texts(),
        comment=st.none() | texts(),
        arxiv=st.none() | records() if arxiv else st.none(),
        extra=extras(),
    )


def paper_lists(*, arxiv: bool = True, max_size: int = 4) -> st.SearchStrategy[Papers]:
    """Return collections of papers.

    Args:
        arxiv: True if some papers have a record of arXiv.
        max_size: The maximum number of papers.
    """
    return st.lists(papers(arxiv=arxiv), max_size=max_size).map(Papers)
