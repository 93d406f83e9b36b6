"""Atom feeds (RFC 4287): an entry a paper, with the same identifier in every state of the list.

Nothing depends on the clock, so the same list is the same feed, byte for byte.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import attrs

from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import iri, web_iri
from weeklypapers.model.paper import Paper, listed_days
from weeklypapers.querying.comparing import identity, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weeklypapers.model.categories import Category
    from weeklypapers.model.paper import Link

__all__ = ["NAMESPACE", "dumps"]

NAMESPACE = "http://www.w3.org/2005/Atom"

# As arXiv's own feeds name the scheme of its subjects (arXiv API user manual, section 3.3.2).
_ARXIV_SCHEME = "http://arxiv.org/schemas/atom"
_TITLE = "Weekly papers"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What is hashed for the identifiers of papers that arXiv doesn't have. It must never change.
_ENTRIES = uuid.uuid5(uuid.NAMESPACE_URL, "https://pypi.org/project/weeklypapers/#entries")

# All but the characters of XML 1.0, section 2.2.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:.+", re.IGNORECASE | re.ASCII)

# By what opens a run of formatted direction, what closes it (UAX #9 section 2).
_CLOSING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c")
_CLOSING |= dict.fromkeys("\u2066\u2067\u2068", "\u2069")


@attrs.frozen(kw_only=True)
class _Entry:
    """A paper, and when the list first and last named it."""

    paper: Paper
    published: datetime
    updated: datetime


def dumps(
    papers: Iterable[Paper],
    *,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
    page_url: str | None = None,
    feed_id: str | None = None,
    updated: datetime | None = None,
    undated: datetime | None = None,
) -> str:
    """The papers as an Atom feed; see `weeklypapers.Papers.to_atom`."""
    _check(title=title, author=author, url=url, page_url=page_url, feed_id=feed_id)
    updated, undated = _utc("updated", updated), _utc("undated", undated)
    title = title or _TITLE
    entries = _entries(list(papers), undated)
    latest = max((entry.updated for entry in entries), default=_NEVER)
    feed = ET.Element("feed", xmlns=NAMESPACE)
    _add(feed, "id", feed_id or (url and iri(url)) or _feed_id(title, entries))
    _add(feed, "title", _line(title))
    _add(feed, "updated", _timestamp(updated or latest))
    # Of entries without one, the feed's author is the author (RFC 4287 section 4.2.1).
    _add(ET.SubElement(feed, "author"), "name", _line(author or title))
    if url:
        ET.SubElement(feed, "link", rel="self", href=iri(url), type="application/atom+xml")
    if page_url:
        ET.SubElement(feed, "link", rel="alternate", href=iri(page_url))
    for entry in entries:
        _add_entry(feed, entry)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _check(*, feed_id: str | None, **texts: str | None) -> None:
    for name, text in texts.items():
        if text is not None and (not isinstance(text, str) or not text.strip()):
            raise InvalidValueError(f"{name} must be text that is not blank, got {show(text)}")
        if text is not None and name.endswith("url") and not web_iri(text):
            raise InvalidValueError(f"{name} must be an http or https address, got {show(text)}")
    if feed_id is not None and (
        not isinstance(feed_id, str) or not _ABSOLUTE.fullmatch(feed_id) or iri(feed_id) != feed_id
    ):
        raise InvalidValueError(
            f"feed_id must be an IRI such as 'tag:example.org,2024:papers', got {show(feed_id)}"
        )


def _utc(name: str, when: datetime | None) -> datetime | None:
    if when is None:
        return None
    if not isinstance(when, datetime) or when.utcoffset() is None:
        raise InvalidValueError(f"{name} must be an aware datetime.datetime, got {show(when)}")
    try:
        return when.astimezone(UTC)
    except OverflowError:
        raise InvalidValueError(
            f"{name} must be a time that is in the years 1 to 9999 in UTC, too, got {show(when)}"
        ) from None


# Entries


def _entries(papers: list[Paper], undated: datetime | None) -> list[_Entry]:
    """An entry for each paper, newest first; equal ones in listed order."""
    times = [_listed(paper, undated) for paper in papers]
    seen: dict[tuple[str, str], list[datetime]] = {}
    for paper, when in zip(papers, times, strict=True):
        seen.setdefault(identity(paper), []).append(when)
    newest_first = sorted(zip(times, papers, strict=True), key=lambda pair: pair[0], reverse=True)
    # What is newest counts, and the earlier entries fill its gaps.
    once = merged(paper for _, paper in newest_first)
    return [
        _Entry(paper=paper, published=min(listed), updated=max(listed))
        for paper in once
        for listed in [seen[identity(paper)]]
    ]


def _listed(paper: Paper, undated: datetime | None) -> datetime:
    """When the list named a paper, else when it came to arXiv; days begin at midnight in UTC."""
    if days := listed_days(paper):
        return _midnight(days[0])
    if paper.published:
        return paper.published
    if paper.arxiv_id:
        return datetime(paper.arxiv_id.year, paper.arxiv_id.month, 1, tzinfo=UTC)
    if undated is None:
        raise InvalidValueError(
            f"an entry of Atom needs a date, and {show(paper.title)} has none: give undated="
        )
    return undated


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _entry_id(paper: Paper) -> str:
    """The identifier of the entry, the same whenever and wherever the paper is listed.

    A paper on arXiv is identified by the address of its abstract page, without a version; any
    other by a UUID of version 5 (RFC 9562 section 5.5) of what makes it the same paper.
    """
    kind, value = identity(paper)
    if kind == "arxiv":
        return f"https://arxiv.org/abs/{value}"
    return uuid.uuid5(_ENTRIES, f"{kind} {value}").urn


def _feed_id(title: str, entries: list[_Entry]) -> str:
    """An identifier that stays as the list grows: that of its title and its oldest entry."""
    first = min(((entry.published, _entry_id(entry.paper)) for entry in entries), default=None)
    return uuid.uuid5(_ENTRIES, f"feed {title} {first[1] if first else ''}").urn


def _add_entry(feed: ET.Element, entry: _Entry) -> None:
    paper = entry.paper
    element = ET.SubElement(feed, "entry")
    _add(element, "id", _entry_id(paper))
    _add(element, "title", _line(paper.title))
    _add(element, "updated", _timestamp(entry.updated))
    _add(element, "published", _timestamp(entry.published))
    for author in paper.authors:
        _add(ET.SubElement(element, "author"), "name", _line(author.name))
    for attributes in _categories(paper):
        ET.SubElement(element, "category", attributes)
    links = list(_links(paper))
    for attributes in links:
        ET.SubElement(element, "link", attributes)
    _add_abstract(element, paper, linked=bool(links))


def _add_abstract(element: ET.Element, paper: Paper, *, linked: bool) -> None:
    abstract = paper.abstract or (paper.arxiv.abstract if paper.arxiv else None)
    if linked and abstract:
        _add(element, "summary", _text(abstract))
    if not linked:  # an entry without a link must have content (RFC 4287 section 4.1.2)
        _add(element, "content", _text(abstract or paper.title))


def _categories(paper: Paper) -> Iterator[dict[str, str]]:
    """The attributes of the categories: listed ones, arXiv's, and the topics, each once."""
    found: list[Category] = [paper.category] if paper.category else []
    found += paper.arxiv.categories if paper.arxiv else ()
    for category in dict.fromkeys(found):
        if category.code:
            yield {"term": category.code, "scheme": _ARXIV_SCHEME, "label": category.label}
        else:
            yield {"term": _line(category.name)}
    for topic in paper.topics:
        yield {"term": _line(topic)}


def _links(paper: Paper) -> Iterator[dict[str, str]]:
    """The attributes of the links: one ``alternate``, first, and ``related`` ones."""
    targets: dict[str, dict[str, str]] = {}
    own = paper.arxiv_id
    if own:
        targets[own.abs_url] = {"type": "text/html"}
        targets[own.pdf_url] = {"type": "application/pdf", "title": "PDF"}
    elif paper.link and (address := web_iri(paper.link.url)):
        targets[address] = _titled(paper.link)
    for link in paper.links:
        address = web_iri(link.url)
        if address and not (own and link.arxiv_id and link.arxiv_id.id == own.id):
            targets.setdefault(address, _titled(link))
    for position, (href, attributes) in enumerate(targets.items()):
        yield {"rel": "related" if position else "alternate", "href": href, **attributes}


def _titled(link: Link) -> dict[str, str]:
    title = link.label or link.kind
    return {"title": _line(title)} if title else {}


# Values


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _timestamp(when: datetime) -> str:
    """A date construct (RFC 4287 section 3.3), in UTC and whole seconds."""
    return when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _line(text: str) -> str:
    return _text(" ".join(text.split()))


def _text(text: str) -> str:
    """Text as XML 1.0 can hold it: what it can't becomes U+FFFD.

    Runs of formatted direction that the text leaves open are closed, line by line, so that they
    don't turn around what a reader shows beside it.
    """
    return "\n".join(map(_closed, _NO_XML.sub("\ufffd", text).splitlines()))


def _closed(line: str) -> str:
    waiting: list[str] = []
    for char in line:
        if closing := _CLOSING.get(char):
            waiting.append(closing)
        elif waiting and char == waiting[-1]:
            waiting.pop()
    return line + "".join(reversed(waiting))
