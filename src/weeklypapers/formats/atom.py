"""Atom feeds (RFC 4287) with one entry per paper, whose identifier never changes.

A feed doesn't depend on the time of writing: the same list becomes the same feed, byte for byte.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from operator import itemgetter
from xml.etree import ElementTree as ET

import attrs

from weeklypapers.model.dates import to_utc
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import iri, web_iri
from weeklypapers.model.paper import Link, Paper, abstract_of, listed_days
from weeklypapers.querying.comparing import merged

__all__ = ["NAMESPACE", "dumps"]

NAMESPACE = "http://www.w3.org/2005/Atom"

# The scheme of subjects in the feeds of arXiv (arXiv API user manual, section 3.3.2).
_ARXIV_SCHEME = "http://arxiv.org/schemas/atom"
_TITLE = "Weekly papers"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The namespace of the identifiers of papers that are not on arXiv. It must never change.
_ENTRIES = uuid.uuid5(uuid.NAMESPACE_URL, "https://pypi.org/project/weeklypapers/#entries")

# Characters that XML 1.0 does not allow (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:.+", re.IGNORECASE | re.ASCII)

# The character that ends each directional formatting character (UAX #9, section 2).
_TERMINATORS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c")
_TERMINATORS |= dict.fromkeys("\u2066\u2067\u2068", "\u2069")


@attrs.frozen(kw_only=True)
class _Entry:
    """A paper with its identifier, and the first and last time at which it was listed.

    The identifier of a paper on arXiv is the address of its abstract page, without a version. That
    of any other paper is a UUID of version 5 (RFC 9562, section 5.5) of its `key`.
    """

    id: str
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
    """Return the papers as an Atom feed; see `weeklypapers.Papers.to_atom`."""
    _check_texts(title=title, author=author, url=url, page_url=page_url)
    _check_id(feed_id)
    updated, undated = _checked_time("updated", updated), _checked_time("undated", undated)
    title = title or _TITLE
    entries = _entries(papers, undated)
    latest = max((entry.updated for entry in entries), default=_EPOCH)
    feed = ET.Element("feed", xmlns=NAMESPACE)
    _add(feed, "id", feed_id or (url and iri(url)) or _feed_id(title, entries))
    _add(feed, "title", _line(title))
    _add(feed, "updated", _timestamp(updated or latest))
    # The author of the feed is also that of entries without an author (RFC 4287, section 4.2.1).
    _add(ET.SubElement(feed, "author"), "name", _line(author or title))
    if url:
        ET.SubElement(feed, "link", rel="self", href=iri(url), type="application/atom+xml")
    if page_url:
        ET.SubElement(feed, "link", rel="alternate", href=iri(page_url))
    for entry in entries:
        _add_entry(feed, entry)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


# Arguments


def _check_texts(**texts: str | None) -> None:
    for name, text in texts.items():
        if text is None:
            continue
        if not isinstance(text, str) or not text.strip():
            raise InvalidValueError(f"{name} must be text that is not blank, got {show(text)}")
        if name.endswith("url") and not web_iri(text):
            raise InvalidValueError(f"{name} must be an http or https address, got {show(text)}")


def _check_id(feed_id: str | None) -> None:
    if feed_id is not None and (
        not isinstance(feed_id, str) or not _ABSOLUTE.fullmatch(feed_id) or iri(feed_id) != feed_id
    ):
        raise InvalidValueError(
            f"feed_id must be an IRI such as 'tag:example.org,2024:papers', got {show(feed_id)}"
        )


def _checked_time(name: str, value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InvalidValueError(f"{name} must be an aware datetime.datetime, got {show(value)}")
    return to_utc(value, name)


# Entries


def _entries(papers: Iterable[Paper], undated: datetime | None) -> list[_Entry]:
    """Return an entry for each paper, newest first; entries of the same time in listed order."""
    listed = [(_listed_time(paper, undated), paper) for paper in papers]
    listed.sort(key=itemgetter(0), reverse=True)
    times: defaultdict[str, list[datetime]] = defaultdict(list)
    for listed_time, paper in listed:
        times[paper.key].append(listed_time)
    # The newest listing of a paper comes first, so older ones only fill in missing fields.
    unique = merged(paper for _, paper in listed)
    return [
        _Entry(id=_entry_id(key), paper=paper, published=same[-1], updated=same[0])
        for (key, same), paper in zip(times.items(), unique, strict=True)
    ]


def _listed_time(paper: Paper, undated: datetime | None) -> datetime:
    """Return midnight in UTC of the listed day or, without one, the time of submission."""
    if days := listed_days(paper):
        return _midnight(days[0])
    if paper.published:
        return paper.published
    if paper.arxiv_id:
        return _midnight(date(paper.arxiv_id.year, paper.arxiv_id.month, 1))
    if undated is None:
        raise InvalidValueError(
            f"an Atom entry requires a date, and {show(paper.title)} has none: pass undated="
        )
    return undated


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _entry_id(key: str) -> str:
    kind, _, value = key.partition(":")
    if kind == "arxiv":
        return f"https://arxiv.org/abs/{value}"
    return uuid.uuid5(_ENTRIES, f"{kind} {value}").urn


def _feed_id(title: str, entries: list[_Entry]) -> str:
    """Return an identifier that stays the same as the list grows: from title and oldest entry."""
    _, oldest = min(((entry.published, entry.id) for entry in entries), default=(_EPOCH, ""))
    return uuid.uuid5(_ENTRIES, f"feed {title} {oldest}").urn


def _add_entry(feed: ET.Element, entry: _Entry) -> None:
    paper = entry.paper
    element = ET.SubElement(feed, "entry")
    _add(element, "id", entry.id)
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
    abstract = abstract_of(paper)
    if not links:  # an entry without links must have content (RFC 4287, section 4.1.2)
        _add(element, "content", _text(abstract or paper.title))
    elif abstract:
        _add(element, "summary", _text(abstract))


def _categories(paper: Paper) -> Iterator[dict[str, str]]:
    """Yield the attributes of each category: the listed one, those of arXiv, and the topics."""
    categories = [paper.category] if paper.category else []
    categories += paper.arxiv.categories if paper.arxiv else ()
    for category in dict.fromkeys(categories):
        if category.code:
            yield {"term": category.code, "scheme": _ARXIV_SCHEME, "label": category.label}
        else:
            yield {"term": _line(category.name)}
    for topic in paper.topics:
        yield {"term": _line(topic)}


def _links(paper: Paper) -> Iterator[dict[str, str]]:
    """Yield the attributes of each link: one ``alternate`` link, then the ``related`` ones."""
    targets: dict[str, dict[str, str]] = {}
    arxiv_id = paper.arxiv_id
    if arxiv_id:
        targets[arxiv_id.abs_url] = {"type": "text/html"}
        targets[arxiv_id.pdf_url] = {"type": "application/pdf", "title": "PDF"}
    elif paper.link and (address := web_iri(paper.link.url)):
        targets[address] = _link_title(paper.link)
    for link in paper.links:
        address = web_iri(link.url)
        if address and not (arxiv_id and link.arxiv_id and link.arxiv_id.id == arxiv_id.id):
            targets.setdefault(address, _link_title(link))
    for index, (href, attributes) in enumerate(targets.items()):
        yield {"rel": "related" if index else "alternate", "href": href, **attributes}


def _link_title(link: Link) -> dict[str, str]:
    title = link.label or link.kind
    return {"title": _line(title)} if title else {}


# Values


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _timestamp(utc: datetime) -> str:
    """Return a date construct (RFC 4287, section 3.3) in whole seconds."""
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")


def _line(text: str) -> str:
    return _text(" ".join(text.split()))


def _text(text: str) -> str:
    """Replace characters that XML 1.0 does not allow, and end directional formatting in each line.

    Otherwise, the formatting would apply to adjacent text in a feed reader.
    """
    return "\n".join(map(_end_direction, _NOT_XML.sub("\ufffd", text).splitlines()))


def _end_direction(line: str) -> str:
    pending: list[str] = []
    for char in line:
        if terminator := _TERMINATORS.get(char):
            pending.append(terminator)
        elif pending and char == pending[-1]:
            pending.pop()
    return line + "".join(reversed(pending))
