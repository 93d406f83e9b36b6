"""What is wrong with one paper of a list: its links, its category, its date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from weeklypapers.checking.listing import Listed, Listing
from weeklypapers.markdown import Table
from weeklypapers.model.categories import suggest
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId, claimed, lookup
from weeklypapers.model.links import is_generic_label, needs_scheme
from weeklypapers.model.paper import Link
from weeklypapers.model.problems import Edit, Problem, Severity
from weeklypapers.model.text import fold

__all__ = ["CHECKS"]

# `https://` with a letter too few, too many or out of place, or with the wrong marks behind it.
_MISSPELT_SCHEME = re.compile(
    r"(?!https?://[^/])(?:h{1,2}t{1,3}p{1,2}s{0,2}|ttps?|hhtps?|htt?sp|hptts?)"
    r"(?::/{1,4}|/{2}|;/{2}|:\\{1,2})(?=[^/\\])",
    re.IGNORECASE,
)
_ARXIV_PAGE = re.compile(r"/(?:abs|pdf|html)/(.+?)(?:\.pdf)?/*", re.IGNORECASE)
_LIKE_ARXIV = 0.75  # arxlv.org, arxiv.com and arvix.org are; archive.org and alphaxiv.org aren't


# Links


def _without_link(listing: Listing) -> Iterator[Problem]:
    """Papers without a link; of a table without a column for them it is said once."""
    dead = {problem.line for problem in listing.problems if problem.code == "dead-link"}
    bare = _tables_without_links(listing)
    for entry in listing.papers:
        if entry.paper.links or (dead and not dead.isdisjoint(entry.lines)):
            continue
        table = entry.part.table
        if table is None or table not in bare:
            message = "expected a link to the paper, got none"
            yield entry.problem("no-link", message, entry.cell("links"))
        elif bare[table] is entry:
            message = "expected a column of links to the papers, got none"
            yield entry.problem("no-link", message, table.header.place(0))


def _tables_without_links(listing: Listing) -> dict[Table, Listed]:
    """The tables that have no column of links and whose papers have none, with their first."""
    papers: defaultdict[Table, list[Listed]] = defaultdict(list)
    for entry in listing.papers:
        reader, table = entry.part.batch.reader, entry.part.table
        if reader and table and "links" not in reader.columns.names:
            papers[table].append(entry)
    return {
        table: entries[0]
        for table, entries in papers.items()
        if len(entries) > 1 and not any(entry.paper.links for entry in entries)
    }


def _to_no_paper(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        paper = entry.paper
        if len(paper.links) == 1 and paper.links[0].arxiv_id:
            continue
        looks = any(map(_misspelt_scheme, paper.links))
        for link in () if looks else paper.links:
            if link.arxiv_id is None and (host := _like_arxiv(link.url)):
                looks = True
                message = f"{show(link.url)} looks like arXiv's, and {host} is no host of arXiv"
                yield entry.problem("no-paper-link", message, entry.link(link))
        if not looks and paper.link and not any(map(_is_paper, paper.links)):
            what = paper.link.kind or "another page"
            message = f"no link leads to a paper; {show(paper.link.url)} leads to: {what}"
            place = entry.link(paper.link)
            yield entry.problem("no-paper-link", message, place, severity="info")


def _is_paper(link: Link) -> bool:
    return link.arxiv_id is not None or link.kind == "paper"


def _like_arxiv(url: str) -> str | None:
    """The host of a link that names a paper as arXiv's do, and resembles arXiv; else None."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    page = _ARXIV_PAGE.fullmatch(parts.path)
    if not page or lookup(page[1]) is None:
        return None
    is_near = SequenceMatcher(None, host, "arxiv.org").ratio() >= _LIKE_ARXIV
    return host if "arxiv" in parts.netloc.lower() or is_near else None


def _of_bad_id(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        for link in entry.paper.links:
            if link.arxiv_id is None and (reason := _wrong_id(link.url)):
                yield entry.problem("bad-id", reason, entry.link(link))


def _wrong_id(url: str) -> str | None:
    """Why what a link names as a paper of arXiv's can be none; None if it names nothing."""
    name = claimed(url)
    if name is None or not any(map(str.isdecimal, name)):
        return None
    try:
        ArxivId.parse(name)
    except InvalidValueError as error:
        return str(error)
    return None


def _mislabelled(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        for link in entry.paper.links:
            said = _said_by(link)
            if said and link.arxiv_id and said.id != link.arxiv_id.id:
                message = f"the label names {said.id}, and the target {link.arxiv_id.id}"
                yield entry.problem("label-mismatch", message, entry.link(link))


def _said_by(link: Link) -> ArxivId | None:
    """The identifier that a label names, where it isn't plainly that of the target."""
    label = link.label
    if not label or label in link.url or not any(map(str.isdecimal, label)):
        return None
    return ArxivId.find(label)


def _of_several_papers(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        if len(entry.paper.links) < 2:
            continue
        named = [link for link in entry.paper.links if link.arxiv_id and _is_own(link, entry)]
        for link in named[1:]:
            first, other = named[0].arxiv_id, link.arxiv_id
            if first and other and first.id != other.id:
                message = f"one link to the paper names {first.id}, another {other.id}"
                yield entry.problem("several-papers", message, entry.link(link))
                break


def _is_own(link: Link, entry: Listed) -> bool:
    """Whether a link is to the paper itself: labelled "Paper" or as the title, not a mention."""
    label = link.label
    return label is None or is_generic_label(label) or fold(label) == fold(entry.paper.title)


def _misspelt(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        for link in entry.paper.links:
            if got := _misspelt_scheme(link):
                yield _of_scheme(entry, link, got)


def _misspelt_scheme(link: Link) -> str | None:
    """What stands in front of an address of a site in the place of `https://`, if it isn't."""
    if link.url.startswith(("https://", "http://")):
        return None
    match = _MISSPELT_SCHEME.match(link.url)
    return match[0] if match and needs_scheme(link.url[match.end() :]) else None


def _of_scheme(entry: Listed, link: Link, got: str) -> Problem:
    line, column = entry.link(link)
    fix: tuple[Edit, ...] = ()
    if line is not None and column is not None:
        at = entry.listing.line(line).find(link.url, column - 1)
        if at >= 0:
            fix = (Edit(line=line, column=at + 1, length=len(got), text="https://"),)
    message = f"expected an address with https:// in front, got {show(got)}"
    return entry.problem("bad-scheme", message, (line, column), fix=fix)


def _pinned(listing: Listing) -> Iterator[Problem]:
    """Links to one version; where most of a list's are, that is its manner, and said once."""
    known = [(entry, entry.arxiv_id) for entry in listing.papers if entry.arxiv_id]
    found = [entry for entry, arxiv_id in known if arxiv_id.version]
    is_manner = len(found) > 10 and len(found) * 2 > len(known)
    for entry in found[:1] if is_manner else found:
        message = f"{entry.arxiv_id} is one version of the paper"
        more = f"; so are {len(found) - 1} other links of the list" if is_manner else ""
        link = entry.paper.link
        place = entry.link(link) if link else entry.cell("links")
        yield entry.problem("pinned-version", message + more, place, severity="info")


# Dates


def _too_early(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        paper, found = entry.paper, entry.arxiv_id
        if found is None:
            continue
        month = date(found.year, found.month, 1)
        if paper.week and paper.week < month:
            yield _before(entry, "week", f"the week {paper.week}", "warning")
        elif paper.listed_date and paper.listed_date.last < month:
            earlier = (month - timedelta(days=1)).replace(day=1)
            late = paper.listed_date.month and paper.listed_date.last < earlier
            severity: Severity = "warning" if late else "info"
            yield _before(entry, "listed_date", f"the date {paper.listed_date}", severity)


def _before(entry: Listed, field: str, what: str, severity: Severity) -> Problem:
    paper, found = entry.paper, entry.arxiv_id
    assert found  # noqa: S101 - told by the caller
    message = f"{what} is before {found.id}, which is of {found.year}-{found.month:02}"
    own = paper.origin and field in paper.origin.columns
    place = entry.cell(field) if own or not paper.link else entry.link(paper.link)
    return entry.problem("date-before-paper", message, place, severity=severity)


# Categories


def _of_unknown_category(listing: Listing) -> Iterator[Problem]:
    """Categories that arXiv doesn't have; those of a list with subjects of its own once."""
    named = [(entry, entry.paper.category) for entry in listing.papers if entry.paper.category]
    unknown = [(entry, category.name) for entry, category in named if category.code is None]
    near = {name: suggest(name) for name in {name for _, name in unknown}}
    own = [entry for entry, name in unknown if near[name] is None]
    is_own = len(own) > 1 and len(unknown) == len(named)
    for entry, name in unknown:
        hint = near[name]
        if hint or not is_own:
            message = f"arXiv has no category {name!r}."
            message += f" Did you mean {hint!r}?" if hint else ""
            yield entry.problem("unknown-category", message, entry.cell("category"))
        elif entry is own[0]:
            message = f"arXiv has no category {name!r}, nor any other that the list names"
            place = entry.cell("category")
            yield entry.problem("unknown-category", message, place, severity="info")


CHECKS: tuple[Callable[[Listing], Iterable[Problem]], ...] = (
    _without_link,
    _to_no_paper,
    _of_bad_id,
    _mislabelled,
    _of_several_papers,
    _misspelt,
    _pinned,
    _too_early,
    _of_unknown_category,
)
