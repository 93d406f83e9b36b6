"""Atom feeds (RFC 4287) with one entry per paper, whose identifier never changes.

A feed doesn't depend on the time of writing: the same list becomes the same feed, byte for byte.

The content of an entry is HTML. Readers may collapse the white space of plain text (section
3.1.1.1), and several, such as newsboat and Miniflux, show neither related links nor all authors. An
entry has no summary besides, which should not duplicate its content (section 4.2.13). The PDF is a
related link, as in the feeds of arXiv: an enclosure is downloaded by some readers, and has to state
its length (section 4.2.7.2).

The identifier of an entry depends on the feed. Some readers, such as newsboat, know entries by
their identifiers alone, and would show a paper in only one of several feeds.
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

from weeklypapers.display.elements import Html, join
from weeklypapers.formats._page_elements import element, foreign
from weeklypapers.formats._paper_elements import (
    abstract,
    author_names,
    authors,
    is_paper,
    other_links,
)
from weeklypapers.model.dates import to_utc
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import iri, web_iri
from weeklypapers.model.paper import Link, Paper, listed_days
from weeklypapers.querying.comparing import merged

__all__ = ["NAMESPACE", "dumps"]

NAMESPACE = "http://www.w3.org/2005/Atom"

# The scheme of subjects in the feeds of arXiv (arXiv API user manual, section 3.3.2).
_ARXIV_SCHEME = "http://arxiv.org/schemas/atom"
_TITLE = "Weekly papers"
_LINE, _DOT = Html("\n"), Html(" · ")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The namespace of the identifiers of feeds and entries. It must never change.
_ENTRIES = uuid.uuid5(uuid.NAMESPACE_URL, "https://pypi.org/project/weeklypapers/#entries")

# Characters that XML 1.0 does not allow (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PDF = re.compile(r"\.pdf(?:[?#]|\Z)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:.+", re.IGNORECASE | re.ASCII)

# The character that ends each directional formatting character (UAX #9, section 2).
_TERMINATORS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c")
_TERMINATORS |= dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_DIRECTION = re.compile(f"[{''.join(_TERMINATORS)}]")


@attrs.frozen(kw_only=True)
class _Entry:
    """A paper with its key, and the first and last time at which it was listed."""

    key: str
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
    identifier = feed_id or (url and iri(url)) or uuid.uuid5(_ENTRIES, f"feed {title}").urn
    _add(feed, "id", identifier)
    _add(feed, "title", _line(title))
    _add(feed, "updated", _timestamp(updated or latest))
    # The author of the feed is also that of entries without an author (RFC 4287, section 4.2.1).
    _add(ET.SubElement(feed, "author"), "name", _line(author or title))
    if url:
        ET.SubElement(feed, "link", rel="self", href=iri(url), type="application/atom+xml")
    if page_url:
        ET.SubElement(feed, "link", rel="alternate", href=iri(page_url))
    namespace = uuid.uuid5(_ENTRIES, identifier)
    for entry in entries:
        _add_entry(feed, entry, uuid.uuid5(namespace, entry.key).urn)
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
        _Entry(key=key, paper=paper, published=same[-1], updated=same[0])
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


def _add_entry(feed: ET.Element, entry: _Entry, identifier: str) -> None:
    paper = entry.paper
    node = ET.SubElement(feed, "entry")
    _add(node, "id", identifier)
    _add(node, "title", _line(paper.title))
    _add(node, "updated", _timestamp(entry.updated))
    _add(node, "published", _timestamp(entry.published))
    for name in author_names(paper):
        _add(ET.SubElement(node, "author"), "name", _line(name))
    for attributes in _categories(paper):
        ET.SubElement(node, "category", attributes)
    links = list(_links(paper))
    for attributes in links:
        ET.SubElement(node, "link", attributes)
    content = _content(paper)
    # An entry without links must have content (section 4.1.2).
    if content or not links:
        ET.SubElement(node, "content", type="html").text = content or foreign(paper.title)


def _content(paper: Paper) -> Html:
    """Return the authors, the venue, the abstract and the links as HTML."""
    first, last = (authors(paper), foreign(paper.venue or "")), join(other_links(paper), _DOT)
    before = [element("p", line) for line in first if line]
    after = [element("p", last)] if last else []
    return join([*before, *abstract(paper), *after], _LINE)


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
    """Yield the attributes of each link: one ``alternate`` link, then the ``related`` ones.

    A PDF that is the alternate link has no type: for feedparser, only HTML is the link of an entry.
    """
    targets: dict[str, dict[str, str]] = {}
    arxiv_id = paper.arxiv_id
    if arxiv_id:
        targets[arxiv_id.abs_url] = {"type": "text/html"}
        targets[arxiv_id.pdf_url] = {"type": "application/pdf", "title": "PDF"}
    elif paper.link and (address := web_iri(paper.link.url)):
        targets[address] = _title(paper.link)
    for link in paper.links:
        if not is_paper(link, arxiv_id) and (address := web_iri(link.url)):
            is_pdf = targets and _PDF.search(address)
            targets.setdefault(
                address, ({"type": "application/pdf"} if is_pdf else {}) | _title(link)
            )
    for index, (href, attributes) in enumerate(targets.items()):
        yield {"rel": "related" if index else "alternate", "href": href, **attributes}


def _title(link: Link) -> dict[str, str]:
    title = link.label or link.kind
    return {"title": _line(title)} if title else {}


# Values


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _timestamp(utc: datetime) -> str:
    """Return a date construct (RFC 4287, section 3.3) in whole seconds."""
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")


def _line(text: str) -> str:
    """Return a text on one line, without characters that XML 1.0 does not allow.

    Directional formatting is ended, because it would apply to adjacent text in a feed reader.
    """
    line = _NOT_XML.sub("\ufffd", " ".join(text.split()))
    return line if _DIRECTION.search(line) is None else _end_direction(line)


def _end_direction(line: str) -> str:
    pending: list[str] = []
    for char in line:
        if terminator := _TERMINATORS.get(char):
            pending.append(terminator)
        elif pending and char == pending[-1]:
            pending.pop()
    return line + "".join(reversed(pending))
