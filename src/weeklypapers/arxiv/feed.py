"""A strict parser of the feeds of arXiv's API.

The sources are the API user manual, https://info.arxiv.org/help/api/user-manual.html, and, for
elements that may be absent or repeated, the serializer of https://github.com/arXiv/arxiv-search.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime

from weeklypapers.arxiv.fetching import Answer, NoAnswer
from weeklypapers.model.categories import Category
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId, bare_id
from weeklypapers.model.paper import ArxivRecord, Author

__all__ = ["read_feed", "refused_id"]

_DEPTH = 50  # arXiv's feeds have 5
_DIGITS = 18  # the maximum of a number; Python refuses to parse thousands

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

_ENTRY_ID = re.compile(r"https?://(?:export\.|www\.)?arxiv\.org/abs/(\S+)", re.ASCII)
_ERROR_ID = re.compile(r"https?://(?:export\.|www\.)?arxiv\.org/api/errors#?\S*", re.ASCII)
_REFUSED = re.compile(r"incorrect id format for (\S+)", re.ASCII)
_TIME = re.compile(  # RFC 3339
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII
)


def read_feed(body: bytes, requested: Collection[ArxivId], retrieved: datetime) -> Answer:
    """Parse a feed.

    Args:
        body: The body of the answer.
        requested: The requested identifiers.
        retrieved: The time of the request.

    Raises:
        NoAnswer: The body is not a complete, well-formed feed of requested papers, each once.
    """
    root = _parse(body)
    entries = root.findall(f"{_ATOM}entry")
    total = _text(root, f"{_OPENSEARCH}totalResults")
    if not total.isdecimal() or len(total) > _DIGITS:
        raise NoAnswer("bad answer", f"expected a number as totalResults, got {show(total)}")
    if int(total) < len(entries):  # it may count unknown identifiers, and always counts entries
        raise NoAnswer("bad answer", f"{len(entries)} entries, but totalResults is {total}")
    records: dict[ArxivId, ArxivRecord] = {}
    flaws: dict[ArxivId, str] = {}
    for entry in entries:
        arxiv_id = _entry_id(entry)
        name = arxiv_id if arxiv_id in requested else arxiv_id.unversioned
        if name not in requested:
            raise NoAnswer("bad answer", f"the feed has {arxiv_id}, which was not requested")
        if name in records or name in flaws:
            raise NoAnswer("bad answer", f"{name} is in the feed twice")
        try:
            records[name] = _record(entry, arxiv_id, retrieved)
        except InvalidValueError as error:
            flaws[name] = str(error)
    return Answer(records, flaws)


def refused_id(body: bytes, requested: Collection[ArxivId]) -> ArxivId | None:
    """Return the malformed identifier that arXiv names in a refusal, or None."""
    try:
        root = _parse(body)
    except NoAnswer:
        return None
    match = _REFUSED.search(root.findtext(f"{_ATOM}entry/{_ATOM}summary") or "")
    by_text = {str(arxiv_id): arxiv_id for arxiv_id in requested}
    return by_text.get(match[1].rstrip(".")) if match else None


class _Builder(ET.TreeBuilder):
    """A builder that rejects deep nesting and document types, which can declare entities."""

    def __init__(self) -> None:
        # Comments become elements, so that `_required` notices them inside a text.
        super().__init__(insert_comments=True, insert_pis=True)
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > _DEPTH:
            raise NoAnswer("bad answer", f"elements are nested more than {_DEPTH} deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise NoAnswer("bad answer", f"expected a feed, got a document of type {show(name)}")


def _parse(body: bytes) -> ET.Element:
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - it rejects document types
    try:
        parser.feed(body)
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        start = body[:60].decode(errors="replace")
        raise NoAnswer(
            "bad answer", f"the answer is not well-formed ({error}): {show(start)}"
        ) from error
    except (ValueError, LookupError) as error:  # an unknown or wrong encoding
        raise NoAnswer("bad answer", f"the answer can't be decoded: {error}") from error
    if root.tag != f"{_ATOM}feed":
        raise NoAnswer("bad answer", f"expected a feed, got a document <{root.tag}>")
    return root


def _entry_id(entry: ET.Element) -> ArxivId:
    text = _text(entry, f"{_ATOM}id")
    if _ERROR_ID.fullmatch(text):
        summary = _text(entry, f"{_ATOM}summary")
        raise NoAnswer("bad answer", f"arXiv answered with an error: {show(summary)}")
    match = _ENTRY_ID.fullmatch(text)
    try:
        arxiv_id = bare_id(match[1] if match else "")
    except InvalidValueError as error:
        raise NoAnswer("bad answer", f"an entry of the feed has the id {show(text)}") from error
    if arxiv_id.version is None:
        raise NoAnswer("bad answer", f"the entry {arxiv_id} of the feed has no version")
    return arxiv_id


def _record(entry: ET.Element, arxiv_id: ArxivId, retrieved: datetime) -> ArxivRecord:
    """Return the record of an entry.

    Raises:
        InvalidValueError: A required value is missing or invalid.
    """
    authors = [_author(author) for author in entry.iterfind(f"{_ATOM}author")]
    if not authors:
        raise InvalidValueError("the entry has no author")
    categories = [
        Category.parse(term)
        for category in entry.iterfind(f"{_ATOM}category")
        if (term := category.get("term", "").strip())
    ]
    if not categories:
        raise InvalidValueError("the entry has no category")
    primary = entry.find(f"{_ARXIV}primary_category")  # arXiv's serializer may omit it
    primary_term = primary.get("term", "").strip() if primary is not None else ""
    return ArxivRecord(
        id=arxiv_id,
        title=_required(entry, "title", "the entry has no title"),
        authors=authors,
        abstract=_required(entry, "summary", "the entry has no summary"),
        published=_time(entry, "published"),
        updated=_time(entry, "updated"),
        primary_category=Category.parse(primary_term) if primary_term else categories[0],
        categories=categories,
        comment=_text(entry, f"{_ARXIV}comment") or None,
        journal_ref=_text(entry, f"{_ARXIV}journal_ref") or None,
        doi=_text(entry, f"{_ARXIV}doi") or None,
        retrieved=retrieved,
    )


def _author(author: ET.Element) -> Author:
    affiliations = (_line(element.text) for element in author.iterfind(f"{_ARXIV}affiliation"))
    return Author(
        name=_required(author, "name", "an author of the entry has no name"),
        affiliations=[text for text in affiliations if text],
    )


def _required(parent: ET.Element, name: str, flaw: str) -> str:
    element = parent.find(f"{_ATOM}{name}")
    if element is not None and len(element):  # only the text before the markup would be read
        raise InvalidValueError("the entry has markup inside a text")
    text = _line(element.text) if element is not None else ""
    if not text:
        raise InvalidValueError(flaw)
    return text


def _time(entry: ET.Element, name: str) -> datetime:
    text = _text(entry, f"{_ATOM}{name}")
    if _TIME.fullmatch(text):
        with suppress(ValueError, OverflowError):  # no such day, or outside Python's years in UTC
            return datetime.fromisoformat(text).astimezone(UTC)
    raise InvalidValueError(f"<{name}> must be a time of RFC 3339, got {show(text)}")


def _text(parent: ET.Element, path: str) -> str:
    return _line(parent.findtext(path))


def _line(text: str | None) -> str:
    """Return the text on one line: feeds wrap titles, abstracts and comments."""
    return " ".join((text or "").split())
