"""Problems of one paper of a list: its links, its dates and its category."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from urllib.parse import urlsplit

from weeklypapers.checking.listing import ListedPaper, Listing
from weeklypapers.markdown import Table
from weeklypapers.model.categories import suggest
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId, claimed, lookup
from weeklypapers.model.links import is_generic_label, needs_scheme
from weeklypapers.model.paper import Link
from weeklypapers.model.problems import Edit, Problem, Severity
from weeklypapers.model.text import fold

__all__ = ["check_entries"]

# `https://` with missing, additional or swapped characters.
_MISSPELT_SCHEME = re.compile(
    r"(?!https?://[^/])(?:h{1,2}t{1,3}p{1,2}s{0,2}|ttps?|hhtps?|htt?sp|hptts?)"
    r"(?::/{1,4}|/{2}|;/{2}|:\\{1,2})(?=[^/\\])",
    re.IGNORECASE,
)
_ARXIV_PAGE = re.compile(r"/(?:abs|pdf|html)/(.+?)(?:\.pdf)?/*", re.IGNORECASE)
# Similar hosts: arxlv.org, arxiv.com, arvix.org. Other hosts: archive.org, alphaxiv.org.
_LIKE_ARXIV = 0.75


def check_entries(listing: Listing) -> Iterator[Problem]:
    """Yield the problems of each paper, kind by kind."""
    return chain(
        _missing_links(listing),
        _links_to_no_paper(listing),
        _bad_ids(listing),
        _mismatched_labels(listing),
        _links_to_several_papers(listing),
        _misspelt_schemes(listing),
        _pinned_versions(listing),
        _dates_before_papers(listing),
        _unknown_categories(listing),
    )


# Links


def _missing_links(listing: Listing) -> Iterator[Problem]:
    """Report papers without a link, but a table without a column of links only once."""
    dead_lines = {problem.line for problem in listing.problems if problem.code == "dead-link"}
    tables = _tables_without_links(listing)
    for entry in listing.papers:
        if entry.paper.links or (dead_lines and not dead_lines.isdisjoint(entry.lines)):
            continue
        table = entry.part.table
        if table is None or table not in tables:
            message = "expected a link to the paper, got none"
            yield entry.problem("no-link", message, entry.cell("links"))
        elif tables[table] is entry:
            message = "expected a column of links to the papers, got none"
            yield entry.problem("no-link", message, table.header.place(0))


def _tables_without_links(listing: Listing) -> dict[Table, ListedPaper]:
    """Return the tables of several papers that have neither links nor a column for them.

    Each table is mapped to its first paper.
    """
    entries: defaultdict[Table, list[ListedPaper]] = defaultdict(list)
    for entry in listing.papers:
        reader, table = entry.part.batch.reader, entry.part.table
        if reader and table and "links" not in reader.columns.names:
            entries[table].append(entry)
    return {
        table: rows[0]
        for table, rows in entries.items()
        if len(rows) > 1 and not any(row.paper.links for row in rows)
    }


def _links_to_no_paper(listing: Listing) -> Iterator[Problem]:
    """Report papers whose links all lead elsewhere, and hosts that imitate arXiv's."""
    for entry in listing.papers:
        paper = entry.paper
        if len(paper.links) == 1 and paper.links[0].arxiv_id:
            continue
        if any(map(_misspelt_scheme, paper.links)):  # reported by `_misspelt_schemes`
            continue
        fakes = [
            (link, host)
            for link in paper.links
            if link.arxiv_id is None and (host := _host_like_arxiv(link.url))
        ]
        for link, host in fakes:
            message = f"{show(link.url)} looks like a page of arXiv, but is one of {host}"
            yield entry.problem("no-paper-link", message, entry.link(link))
        leads_to_paper = any(link.arxiv_id or link.kind == "paper" for link in paper.links)
        if paper.link and not fakes and not leads_to_paper:
            kind = paper.link.kind or "another page"
            message = f"expected a link to the paper, got {show(paper.link.url)}: {kind}"
            place = entry.link(paper.link)
            yield entry.problem("no-paper-link", message, place, severity="info")


_LONGEST_ADDRESS = 1000


def _host_like_arxiv(url: str) -> str | None:
    """Return the host of a link in the form of arXiv's with a similar host, or None."""
    try:
        url = url[:_LONGEST_ADDRESS]  # `urlsplit` keeps the texts that it divides
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    page = _ARXIV_PAGE.fullmatch(parts.path)
    if not page or lookup(page[1]) is None:
        return None
    if "arxiv" in parts.netloc.lower():
        return host
    from difflib import SequenceMatcher  # here, since a clean list doesn't need it

    return host if SequenceMatcher(None, host, "arxiv.org").ratio() >= _LIKE_ARXIV else None


def _bad_ids(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        for link in entry.paper.links:
            if link.arxiv_id is None and (reason := _wrong_id(link.url)):
                yield entry.problem("bad-id", reason, entry.link(link))


def _wrong_id(url: str) -> str | None:
    """Return why a link to a paper's page has an invalid identifier; None for any other link."""
    name = claimed(url)
    if name is None or not any(map(str.isdecimal, name)):
        return None
    try:
        ArxivId.parse(name)
    except InvalidValueError as error:
        return str(error)
    return None


def _mismatched_labels(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        for link in entry.paper.links:
            label_id = _id_in_label(link)
            if label_id and link.arxiv_id and label_id.id != link.arxiv_id.id:
                message = f"the label names {label_id.id}, but the target is {link.arxiv_id.id}"
                yield entry.problem("label-mismatch", message, entry.link(link))


def _id_in_label(link: Link) -> ArxivId | None:
    label = link.label
    # Fast tests first: most labels are words or parts of the address.
    if not label or label in link.url or not any(map(str.isdecimal, label)):
        return None
    return ArxivId.find(label)


def _links_to_several_papers(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        if len(entry.paper.links) < 2:
            continue
        named = [
            (link, link.arxiv_id)
            for link in entry.paper.links
            if link.arxiv_id and _is_to_paper_itself(link, entry.paper.title)
        ]
        for link, arxiv_id in named[1:]:
            first = named[0][1]
            if arxiv_id.id != first.id:
                message = f"one link to the paper names {first.id}, another {arxiv_id.id}"
                yield entry.problem("several-papers", message, entry.link(link))
                break


def _is_to_paper_itself(link: Link, title: str) -> bool:
    """Return whether the label is a word such as "Paper" or the title, and not a mention."""
    label = link.label
    return label is None or is_generic_label(label) or fold(label) == fold(title)


def _misspelt_scheme(link: Link) -> str | None:
    """Return the misspelt scheme of the address of a site; None if it is not misspelt."""
    match = _MISSPELT_SCHEME.match(link.url)
    return match[0] if match and needs_scheme(link.url[match.end() :]) else None


def _misspelt_schemes(listing: Listing) -> Iterator[Problem]:
    for entry in listing.papers:
        for link in entry.paper.links:
            scheme = _misspelt_scheme(link)
            if scheme is None:
                continue
            line, column = entry.link(link)
            fix: tuple[Edit, ...] = ()
            if line is not None and column is not None:
                offset = listing.line(line).find(link.url, column - 1)
                if offset >= 0:
                    edit = Edit(line=line, column=offset + 1, length=len(scheme), text="https://")
                    fix = (edit,)
            message = f"expected an address that begins with https://, got {show(scheme)}"
            yield entry.problem("bad-scheme", message, (line, column), fix=fix)


def _pinned_versions(listing: Listing) -> Iterator[Problem]:
    """Report links to one version of a paper, but only once if most links of the list are such."""
    known = [(entry, entry.arxiv_id) for entry in listing.papers if entry.arxiv_id]
    pinned = [entry for entry, arxiv_id in known if arxiv_id.version]
    is_usual = len(pinned) > 10 and len(pinned) * 2 > len(known)
    others = f"; so do {len(pinned) - 1} other links of the list" if is_usual else ""
    for entry in pinned[:1] if is_usual else pinned:
        message = f"{entry.arxiv_id} names one version of the paper{others}"
        link = entry.paper.link
        place = entry.link(link) if link else entry.cell("links")
        yield entry.problem("pinned-version", message, place, severity="info")


# Dates


def _dates_before_papers(listing: Listing) -> Iterator[Problem]:
    """Report weeks and dates before the month in which arXiv assigned the identifier."""
    for entry in listing.papers:
        paper, arxiv_id = entry.paper, entry.arxiv_id
        if arxiv_id is None:
            continue
        month = date(arxiv_id.year, arxiv_id.month, 1)
        severity: Severity = "warning"
        if paper.week and paper.week < month:
            field, when = "week", f"the week {paper.week}"
        elif paper.listed_date and paper.listed_date.last < month:
            field, when = "listed_date", f"the date {paper.listed_date}"
            # A year, or a day in the month before, may be that of an earlier publication.
            month_before = (month - timedelta(days=1)).replace(day=1)
            if not paper.listed_date.month or paper.listed_date.last >= month_before:
                severity = "info"
        else:
            continue
        message = f"{when} is before {arxiv_id.id}, which is from {month:%Y-%m}"
        has_cell = paper.origin and field in paper.origin.columns
        place = entry.cell(field) if has_cell or not paper.link else entry.link(paper.link)
        yield entry.problem("date-before-paper", message, place, severity=severity)


# Categories


def _unknown_categories(listing: Listing) -> Iterator[Problem]:
    """Report categories that arXiv doesn't have, but only once for a list with other subjects."""
    named = [(entry, entry.paper.category) for entry in listing.papers if entry.paper.category]
    unknown = [(entry, category.name) for entry, category in named if category.code is None]
    suggestions = {name: suggest(name) for name in {name for _, name in unknown}}
    unlike_arxiv = [entry for entry, name in unknown if suggestions[name] is None]
    has_other_subjects = len(unlike_arxiv) > 1 and len(unknown) == len(named)
    for entry, name in unknown:
        suggestion = suggestions[name]
        if suggestion or not has_other_subjects:
            hint = f" Did you mean {suggestion!r}?" if suggestion else ""
            message = f"arXiv has no category {name!r}.{hint}"
            yield entry.problem("unknown-category", message, entry.cell("category"))
        elif entry is unlike_arxiv[0]:
            message = f"arXiv has no category {name!r}, nor any other category of this list"
            place = entry.cell("category")
            yield entry.problem("unknown-category", message, place, severity="info")
