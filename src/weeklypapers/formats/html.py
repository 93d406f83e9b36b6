"""A web page of papers: one file without scripts, for a site and for e-mail.

The elements have a meaning of their own, so the page can be read where its style sheet is left out,
as in some e-mail clients. Every text is escaped, and only web and mail addresses become links. The
papers are in one ``<article>``, from which `weeklypapers.read` reads them again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from weeklypapers.display.elements import Html, join, web_address
from weeklypapers.display.text import counted
from weeklypapers.formats._page_elements import (
    anchor,
    block,
    element,
    foreign,
    plain,
    void,
)
from weeklypapers.formats._page_style import STYLE
from weeklypapers.formats._paper_elements import abstract, authors, main_url, other_links
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, in_words
from weeklypapers.model.errors import InvalidValueError, check_choice, show
from weeklypapers.model.links import web_iri
from weeklypapers.model.paper import Paper, listed_days
from weeklypapers.querying.selecting import grouped_by

__all__ = ["PageGrouping", "dumps"]

PageGrouping: TypeAlias = Literal["auto", "week", "month", "topic", "category"]
"""The groups of a page of papers; ``"auto"`` chooses weeks or topics."""

_TITLE = "Weekly papers"
_FOLDED = 8  # groups from which the contents are folded
_LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)


class _Group(NamedTuple):
    """Papers under a heading; without one, the heading is empty."""

    id: str
    heading: str
    papers: Sequence[Paper]


def dumps(
    papers: Sequence[Paper],
    *,
    title: str | None = None,
    description: str | None = None,
    group_by: PageGrouping | None = "auto",
    feed_url: str | None = None,
    lang: str = "en",
) -> str:
    """Return the papers as a web page; see `weeklypapers.Papers.to_html`."""
    _check(title=title, description=description, feed_url=feed_url, lang=lang)
    if group_by is not None:
        check_choice("group_by", group_by, get_args(PageGrouping))
    title = title or _TITLE
    key = _automatic(papers) if group_by == "auto" else group_by
    ids = _Ids()
    groups = _groups(papers, key, ids)
    parts = [
        _header(title, description, papers, feed_url),
        _contents(groups),
        block("main", _article(groups, key, ids)),
    ]
    head, body = _head(title, description, feed_url), block("body", *parts)
    page = block("html", head, body, lang=lang)
    return f"<!DOCTYPE html>\n{page}\n"


# Arguments


def _check(*, lang: str, feed_url: str | None, **texts: str | None) -> None:
    for name, text in texts.items():
        if text is not None and (not isinstance(text, str) or not text.strip()):
            raise InvalidValueError(f"{name} must be text that is not blank, got {show(text)}")
    if feed_url is not None and not (isinstance(feed_url, str) and web_iri(feed_url)):
        raise InvalidValueError(f"feed_url must be an http or https address, got {show(feed_url)}")
    if not isinstance(lang, str) or not _LANGUAGE.fullmatch(lang):
        raise InvalidValueError(f"lang must be a language tag such as 'en', got {show(lang)}")


# Groups


def _automatic(papers: Sequence[Paper]) -> PageGrouping | None:
    """Return the groups that most papers have: listed weeks, else topics, else weeks of days.

    A list of a single week is divided into topics. More than two topics per paper are keywords,
    and would repeat each paper below each of them.
    """
    weeks = {paper.week for paper in papers if paper.week}
    if len(weeks) > 1 and _are_most(papers, lambda paper: paper.week):
        return "week"
    topics = sum(len(paper.topics) for paper in papers)
    if topics <= 2 * len(papers) and _are_most(papers, lambda paper: paper.topics):
        return "topic"
    return "week" if _are_most(papers, lambda paper: paper.week_ending) else None


def _are_most(papers: Sequence[Paper], value: Callable[[Paper], object]) -> bool:
    """Return whether at least half of the papers have a value."""
    return 2 * sum(map(bool, map(value, papers))) >= len(papers) > 0


def _groups(papers: Sequence[Paper], key: PageGrouping | None, ids: _Ids) -> list[_Group]:
    """Return the groups in listed order, and papers without a value last.

    Weeks and months that aren't listed in order begin with the newest.
    """
    if key is None or key == "auto":
        return [_Group("", "", papers)] if papers else []
    listed = grouped_by(papers, key)
    rest = listed.pop(None, [])
    values = list(listed)
    if key in ("week", "month") and values != sorted(values):
        values.sort(reverse=True)
    groups = [
        _Group(ids.new(f"{key} {value}"), _HEADINGS[key](value), listed[value]) for value in values
    ]
    if rest:
        groups.append(_Group(ids.new("others"), "Other papers" if groups else "", rest))
    return groups


_HEADINGS: Mapping[PageGrouping, Callable[[Any], str]] = {
    "week": lambda day: f"Week ending {in_words(day)}",
    "month": lambda month: in_words(PartialDate.parse(month)),
    "topic": lambda topic: topic,
    "category": lambda category: category.name,
}


class _Ids:
    """The identifiers of the elements of a page, each of which occurs once."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def new(self, name: str) -> str:
        """Return an identifier that is not used yet, from words and numbers of a name."""
        words = "-".join(re.findall(r"[^\W_]+", name.casefold()))[:60] or "x"
        self._counts[words] += 1
        # No other name has an underscore.
        return words if self._counts[words] == 1 else f"{words}_{self._counts[words]}"


# Parts of the page


def _head(title: str, description: str | None, feed_url: str | None) -> Html:
    parts = [
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        void("meta", name="generator", content="weeklypapers"),
        element("title", plain(title)),
    ]
    if description:
        parts.append(void("meta", name="description", content=plain(description)))
    if feed_url:
        attributes = {"type": "application/atom+xml", "title": plain(title)}
        parts.append(void("link", rel="alternate", href=web_address(feed_url) or "", **attributes))
    return block("head", *parts, *STYLE)


def _header(
    title: str, description: str | None, papers: Sequence[Paper], feed_url: str | None
) -> Html:
    feed = [anchor(feed_url, "Feed")] if feed_url else []
    parts = [
        element("h1", plain(title)),
        element("p", plain(description)) if description else Html(),
        element("p", join([_summary(papers), *feed], " · "), class_="meta"),
    ]
    return block("header", *parts)


def _summary(papers: Sequence[Paper]) -> str:
    """Return the number of papers, and the first and last day on which they were listed."""
    listed = filter(None, map(listed_days, papers))
    days = sorted(first for first, last in listed if first == last)
    span = _span(days[0], days[-1]) if days else ""
    return " · ".join(filter(None, [counted(len(papers), "paper"), span]))


def _contents(groups: Sequence[_Group]) -> Html:
    """Return the links to the groups; nothing for a single one."""
    if len(groups) < 2:
        return Html()
    items = (
        element(
            "li",
            element("a", foreign(group.heading), href=f"#{group.id}"),
            f" ({len(group.papers):,})",
        )
        for group in groups
    )
    links = block("ul", *items, role="list")
    if len(groups) >= _FOLDED:
        summary = element("summary", f"Contents ({len(groups)})")
        links = block("details", summary, links)
    return block("nav", links, aria_label="Contents")


def _article(groups: Sequence[_Group], key: PageGrouping | None, ids: _Ids) -> Html:
    if not groups:
        return element("p", "No papers.")
    return block("article", *(_section(group, key, ids) for group in groups))


def _section(group: _Group, key: PageGrouping | None, ids: _Ids) -> Html:
    papers = (_paper(paper, key, ids) for paper in group.papers)
    listed = block("ul", *papers, role="list")
    if not group.heading:
        return listed
    heading = element("h2", foreign(group.heading), id=group.id)
    return block("section", heading, listed, aria_labelledby=group.id)


# Papers


def _paper(paper: Paper, key: PageGrouping | None, ids: _Ids) -> Html:
    lines = [
        _line("title", element("strong", anchor(main_url(paper), paper.title))),
        _line("authors", authors(paper)),
        _line("meta", join(chain(_details(paper, key), other_links(paper)), " · ")),
        _abstract(paper),
    ]
    name = paper.arxiv_id.id if paper.arxiv_id else paper.title
    return block("li", *lines, id=ids.new(f"paper {name}"))


def _line(name: str, content: Html) -> Html:
    return element("p", content, class_=name) if content else content


def _details(paper: Paper, key: PageGrouping | None) -> Iterator[Html]:
    """Yield the details that the heading of the group doesn't have."""
    if paper.category and key != "category":
        yield _category(paper.category)
    if paper.venue:
        yield foreign(paper.venue)
    if paper.week and key != "week":
        yield _time(paper.week.isoformat(), f"Week ending {in_words(paper.week)}")
    if paper.listed_date:
        yield _time(paper.listed_date.isoformat(), in_words(paper.listed_date))
    if paper.published:
        day = paper.published.date()
        yield _time(day.isoformat(), f"Submitted {in_words(day)}")
    if key != "topic":
        yield from map(foreign, paper.topics)


def _category(category: Category) -> Html:
    if category.code is None:
        return foreign(category.name)
    return element("abbr", category.code, title=category.name)


def _abstract(paper: Paper) -> Html:
    paragraphs = list(abstract(paper))
    return block("details", element("summary", "Abstract"), *paragraphs) if paragraphs else Html()


# Dates


def _span(first: date, last: date) -> str:
    return in_words(first) if first == last else f"{in_words(first)} – {in_words(last)}"


def _time(iso: str, text: str) -> Html:
    return element("time", text, datetime=iso)
