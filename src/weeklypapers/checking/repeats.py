"""Papers that are listed more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from weeklypapers.checking.listing import ListedPaper, Listing
from weeklypapers.model.errors import show
from weeklypapers.model.links import kind_of
from weeklypapers.model.problems import Problem
from weeklypapers.model.text import fold
from weeklypapers.querying.comparing import identity

__all__ = ["check_repeats"]


def check_repeats(listing: Listing) -> Iterator[Problem]:
    """Yield a problem for each paper that is listed again, in the same week or in another one."""
    first: dict[str, ListedPaper] = {}
    by_place: defaultdict[str, dict[Hashable, ListedPaper]] = defaultdict(dict)
    for entry in listing.papers:
        key = _key(entry)
        earlier = first.setdefault(key, entry)
        # Without weeks, the place is the dated section, or else the topics.
        place = entry.paper.week or entry.dated_heading or entry.topics
        in_same_place = by_place[key].setdefault(place, entry)
        if in_same_place is not entry:
            yield _duplicate(entry, in_same_place)
        elif earlier is not entry:
            yield _listed_again(entry, earlier)


def _key(entry: ListedPaper) -> str:
    """Return the same key for two entries of one paper.

    A page of unknown kind may list several papers, so that titles are compared instead.
    """
    if entry.arxiv_id:
        return f"arxiv:{entry.arxiv_id.id}"
    paper = entry.paper
    key, link = identity(paper), paper.link
    if key.startswith("url:") and link and kind_of(link.url, link.label) != "paper":
        return f"title:{fold(paper.title)}"
    return key


def _duplicate(entry: ListedPaper, first: ListedPaper) -> Problem:
    where = f"in line {first.line}" if first.line else "in an earlier entry"
    message = f"{_name(entry)} is listed twice, first {where}{_other_title(entry, first)}"
    return entry.problem("duplicate", message, entry.cell("title"))


def _listed_again(entry: ListedPaper, first: ListedPaper) -> Problem:
    name = _name(entry)
    line = f" (line {first.line})" if first.line else ""
    if not any(each.paper.week or each.dated_heading for each in (entry, first)):
        topics = ", ".join(first.topics) or "no topic"
        message = f"{name} is also listed under {topics}{line}"
        return entry.problem("listed-again", message, entry.cell("title"), severity="info")
    if first.paper.week:
        where = f"in the week {first.paper.week}"
    elif first.dated_heading:
        where = f"under {first.dated_heading.text!r}"
    else:
        where = "without a week"
    message = f"{name} is already listed {where}{line}{_other_title(entry, first)}"
    return entry.problem("listed-again", message, entry.cell("title"))


def _other_title(entry: ListedPaper, first: ListedPaper) -> str:
    """Return the first title if it differs, because then one of the links may be wrong."""
    title = first.paper.title
    return "" if fold(title) == fold(entry.paper.title) else f", as {show(title)}"


def _name(entry: ListedPaper) -> str:
    return str(entry.arxiv_id) if entry.arxiv_id else repr(entry.paper.title)
