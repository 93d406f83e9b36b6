"""Papers that a list names twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import TypeAlias

from weeklypapers.checking.listing import Listed, Listing
from weeklypapers.model.errors import show
from weeklypapers.model.links import kind_of
from weeklypapers.model.problems import Problem
from weeklypapers.model.text import fold
from weeklypapers.querying.comparing import identity

__all__ = ["repeated"]

_Key: TypeAlias = "tuple[str, ...]"


def repeated(listing: Listing) -> Iterator[Problem]:
    """Papers that are listed again, in the same week or topic or in another one."""
    first: dict[_Key, Listed] = {}
    within: defaultdict[_Key, dict[Hashable, Listed]] = defaultdict(dict)
    for entry in listing.papers:
        key = _key(entry)
        before = first.setdefault(key, entry)
        same = within[key].setdefault(_place_of(entry), entry)
        if same is not entry:
            yield _twice(entry, same)
        elif before is not entry:
            yield _again(entry, before)


def _key(entry: Listed) -> _Key:
    """What makes two entries the same paper. A page of no known kind may be that of several."""
    if entry.arxiv_id:
        return "arxiv", entry.arxiv_id.id
    paper = entry.paper
    key, link = identity(paper), paper.link
    if key[0] == "url" and link and kind_of(link.url, link.label) != "paper":
        return "title", fold(paper.title)
    return key


def _is_dated(entry: Listed) -> bool:
    return bool(entry.paper.week or entry.dating)


def _place_of(entry: Listed) -> Hashable:
    """The week in which a paper is listed; without weeks the dated section, else the topics."""
    return entry.paper.week or entry.dating or entry.topics


def _twice(entry: Listed, before: Listed) -> Problem:
    where = f"in line {before.line}" if before.line else "in an earlier entry"
    message = f"{_name(entry)} is listed twice, first {where}{_titled(entry, before)}"
    return entry.problem("duplicate", message, entry.cell("title"))


def _again(entry: Listed, before: Listed) -> Problem:
    line = f" (line {before.line})" if before.line else ""
    name = _name(entry)
    if _is_dated(entry) or _is_dated(before):
        message = f"{name} is listed {_when(before)}{line} already{_titled(entry, before)}"
        return entry.problem("listed-again", message, entry.cell("title"))
    topics = ", ".join(before.topics)
    message = f"{name} is listed under {topics or 'no topic'}{line}, too"
    return entry.problem("listed-again", message, entry.cell("title"), severity="info")


def _titled(entry: Listed, before: Listed) -> str:
    """The title that stands there, if it is another: then a link may be mistaken."""
    title = before.paper.title
    return "" if fold(title) == fold(entry.paper.title) else f", as {show(title)}"


def _when(entry: Listed) -> str:
    if entry.paper.week:
        return f"in the week {entry.paper.week}"
    return f"under {entry.dating.text!r}" if entry.dating else "without a week"


def _name(entry: Listed) -> str:
    return str(entry.arxiv_id) if entry.arxiv_id else repr(entry.paper.title)
