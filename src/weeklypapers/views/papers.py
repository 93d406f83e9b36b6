"""Views of papers: a table of a list, grouped by week, and a paper in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from weeklypapers import display
from weeklypapers.display.elements import (
    Html,
    faint,
    foreign,
    group,
    header,
    join,
    link,
    number,
    row,
    short,
    shortened,
    table,
    tag,
)
from weeklypapers.display.text import ABSTRACT, TITLE, counted, distinct
from weeklypapers.model.categories import Category
from weeklypapers.model.paper import ArxivRecord, Link, Paper, abstract_of
from weeklypapers.model.templates import Template
from weeklypapers.papers import Papers, Week, summary

__all__ = ["ROWS", "authors", "details", "heading", "paper", "papers", "runs", "week"]

Column: TypeAlias = tuple[str, Callable[[Paper], Html]]

ROWS = 30  # papers shown: about four weeks, one or two screens
_AUTHORS = 3
_ALL_AUTHORS = 12  # for a paper in full; some papers have thousands
_NAME = 80
_TOPIC = 40  # characters of a topic or venue in a table
_SECOND = 600  # characters of the second abstract
_LABEL = 30
_LINE = 500  # characters of a line of a template
_LINKS = 6


# Parts of a paper


def heading(paper: Paper, title: Html | None = None) -> Html:
    """Return the linked title.

    Args:
        paper: The paper.
        title: The displayed title; None for the listed title.
    """
    return link(paper.link.url if paper.link else None, title or foreign(paper.title, TITLE))


def authors(paper: Paper, limit: int = _AUTHORS) -> Html:
    """Return the first authors and the number of others, or "and others" if it is unknown."""
    names = [author.name for author in paper.authors]
    if names and paper.has_more_authors:
        return join([_names(names[:limit], limit), " and others"])
    return _names(names, limit)


def _names(names: Sequence[str], limit: int) -> Html:
    shown = join((foreign(name, _NAME) for name in names[:limit]), ", ")
    others = f" and {counted(len(names) - limit, 'other')}" if len(names) > limit else ""
    return join([shown, others])


def _subject(category: Category | None) -> Html:
    """Return the code of a category, else its name."""
    return foreign(category.code or category.name, _NAME) if category else Html()


def _subjects(papers: Iterable[Paper]) -> Callable[[Paper], Html]:
    """Return a function that returns the category of a paper, else its first topic.

    Long topics are shortened where they still differ within the table.
    """
    labels = distinct((paper.topics[0] for paper in papers if paper.topics), _TOPIC)

    def subject(paper: Paper) -> Html:
        if paper.category or not paper.topics:
            return _subject(paper.category)
        return shortened(paper.topics[0], labels[paper.topics[0]])

    return subject


def _venues(papers: Iterable[Paper]) -> Callable[[Paper], Html]:
    """Return a function that returns the venue of a paper; long ones are shortened."""
    labels = distinct((paper.venue for paper in papers if paper.venue), _TOPIC)
    return lambda paper: shortened(paper.venue, labels[paper.venue]) if paper.venue else Html()


def _link(listed: Link) -> Html:
    label = str(listed.arxiv_id or "") or listed.label or listed.kind or _host(listed.url)
    return short(link(listed.url, foreign(label, _LABEL)))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _day(paper: Paper) -> Html:
    return short(str(paper.week or paper.listed_date or ""))


def details(papers: Iterable[Paper], *, days: bool) -> list[Column]:
    """Return the columns for day, subject and venue, without empty ones.

    Args:
        papers: The papers of the table.
        days: True for a column with the week, else the listed date.
    """
    papers = list(papers)
    day = "Week" if any(paper.week for paper in papers) else "Date"
    subject = "Category" if any(paper.category for paper in papers) else "Topic"
    columns: list[Column] = [
        *[(day, _day)] * days,
        (subject, _subjects(papers)),
        ("Venue", _venues(papers)),
    ]
    return [(name, cell) for name, cell in columns if any(map(cell, papers))]


def _links(paper: Paper) -> Html:
    more = [f"{len(paper.links) - _LINKS} more"] if len(paper.links) > _LINKS else []
    return join([*map(_link, paper.links[:_LINKS]), *more], ", ")


# Lists


def runs(papers: Papers) -> list[tuple[date | None, int]]:
    """Return the consecutive weeks and the number of papers in each.

    Return a single run without a week if weeks are interleaved, or if most have only one paper.
    """
    # A list of days alone has a column for them instead.
    has_weeks = any(paper.week for paper in papers)
    endings = (paper.week_ending if has_weeks else None for paper in papers)
    weeks = [(day, len(list(run))) for day, run in groupby(endings)]
    grouped = len(weeks) == len(dict(weeks)) and len(weeks) <= max(1, len(papers) // 2)
    return weeks if grouped else [(None, len(papers))]


@display.html.register(Papers)
def papers(papers: Papers) -> Html:
    """Show the first papers of a list, grouped by week if the weeks are consecutive."""
    weeks = runs(papers)
    return _table(summary(papers), papers, weeks, days=len(weeks) == 1 and weeks[0][0] is None)


@display.html.register(Week)
def week(week: Week) -> Html:
    """Show the first papers of a week."""
    caption = f"Week ending {week.ending} ({week.iso}): {counted(len(week), 'paper')}"
    return _table(caption, week.papers, [(None, len(week))])


def _table(
    caption: str,
    papers: Sequence[Paper],
    runs: Sequence[tuple[date | None, int]],
    *,
    days: bool = False,
) -> Html:
    if not papers:
        return tag("p", caption)
    columns = [*details(papers[:ROWS], days=days), ("Links", _links)]
    names = ["", "Title", *(name for name, _ in columns)]
    rows = (_row(position, paper, columns) for position, paper in enumerate(papers[:ROWS]))
    groups = _groups(rows, runs, len(names))
    hidden = len(papers) - ROWS
    rest = f"{counted(hidden, 'more paper')} not shown" if hidden > 0 else ""
    return table(caption, header(*names), *groups, width=len(names), rest=rest)


def _groups(
    rows: Iterator[Html], runs: Sequence[tuple[date | None, int]], width: int
) -> Iterator[Html]:
    for day, count in runs:
        shown = list(islice(rows, count))
        if not shown:
            return
        title = f"Week ending {day}" if day else "Without a week"
        part = f", {len(shown):,} of them shown" if len(shown) < count else ""
        named = len(runs) > 1 or day
        yield group(shown, width, f"{title}: {counted(count, 'paper')}{part}" if named else "")


def _row(position: int, paper: Paper, columns: Iterable[Column]) -> Html:
    by = authors(paper)
    title = join([heading(paper), faint(by)]) if by else heading(paper)
    return row(number(position), title, *(cell(paper) for _, cell in columns), head=1)


# One paper


@display.html.register(Template)
def template(template: Template) -> Html:
    """Show the lines of a template."""
    lines = (tag("code", foreign(line, _LINE)) for line in template.pattern.split("\n"))
    return join(tag("div", line, style="white-space: pre-wrap") for line in lines)


@display.html.register(Paper)
def paper(paper: Paper) -> Html:
    """Show all values of a paper: the listed ones, then arXiv's."""
    values = [*_listed(paper), *(_recorded(paper, paper.arxiv) if paper.arxiv else ())]
    rows = [row(name, value, head=0) for name, value in values if value]
    title = tag("p", tag("strong", heading(paper)))
    return tag("div", title, tag("table", tag("tbody", *rows))) if rows else title


def _listed(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "Authors", authors(paper, limit=_ALL_AUTHORS)
    if tuple(author.name for author in paper.authors) != paper.listed_authors:
        more = " and others" if paper.listed_authors and paper.more_authors else ""
        yield "Listed authors", join([_names(paper.listed_authors, _ALL_AUTHORS), more])
    yield "Week", str(paper.week or "")
    yield "Date", str(paper.listed_date or "")
    yield "Category", _in_full(paper.category)
    yield "Topics", join((foreign(topic, _NAME) for topic in paper.topics), ", ")
    yield "Venue", _optional(paper.venue)
    yield "Affiliation", _optional(paper.affiliation)
    yield "Links", _links(paper)
    yield "Abstract", _optional(abstract_of(paper))
    yield "Comment", _optional(paper.comment)
    for name, text in paper.extra.items():
        yield foreign(name, _NAME), _optional(text)


def _recorded(paper: Paper, record: ArxivRecord) -> Iterator[tuple[str, str]]:
    """Yield arXiv's values; title, abstract and category only if they differ from the listed."""
    yield "On arXiv", link(record.id.abs_url, foreign(str(record.id), _NAME))
    if not _same(record.title, paper.title):
        yield "arXiv's title", foreign(record.title, TITLE)
    if not _same(record.abstract, abstract_of(paper)):
        yield "arXiv's abstract", foreign(record.abstract, _SECOND)
    yield "Submitted", str(record.published.date())
    yield "Updated", str(record.updated.date()) if record.updated > record.published else ""
    if record.primary_category != paper.category:
        yield "arXiv's category", _in_full(record.primary_category)
    others = (category for category in record.categories if category != record.primary_category)
    yield "Cross-listed in", join(map(_in_full, others), ", ")
    yield "arXiv's comment", _optional(record.comment)
    yield "Journal reference", _optional(record.journal_ref)
    yield "DOI", link(_doi_url(record.doi), _optional(record.doi))


def _same(text: str, listed: str | None) -> bool:
    """Return whether two texts are equal apart from line breaks."""
    return text.split() == (listed or "").split()


def _doi_url(doi: str | None) -> str | None:
    """Return the address of a DOI (DOI Handbook, "DOI Name Encoding Rules")."""
    return f"https://doi.org/{quote(doi, safe='/')}" if doi else None


def _in_full(category: Category | None) -> Html:
    if category is None or not category.code:
        return _subject(category)
    return join([_subject(category), " (", foreign(category.name, _NAME), ")"])


def _optional(text: str | None) -> Html:
    return foreign(text, ABSTRACT) if text else Html()
