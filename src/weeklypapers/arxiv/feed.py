"""What arXiv's API answers, checked strictly before anything of it is believed.

The source is the API user manual, https://info.arxiv.org/help/api/user-manual.html, and for what
may be absent or repeated the serializer of https://github.com/arXiv/arxiv-search. The parser of
the package arxiv recovers from whatever is broken, so it gets to see only what has passed here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

from weeklypapers.arxiv.fetching import NoAnswer
from weeklypapers.errors import InvalidValueError, show
from weeklypapers.ids import ArxivId

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

__all__ = ["Entry", "Feed", "read_feed", "refused_id"]

_DEPTH = 50  # arXiv's feeds have 5; from some hundreds on, writing a tree ends in a RecursionError
_DIGITS = 18  # of a number; Python refuses to read one of thousands

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

_ENTRY_ID = re.compile(r"https?://(?:export\.|www\.)?arxiv\.org/abs/(\S+)", re.ASCII)
_ERROR_ID = re.compile(r"https?://(?:export\.|www\.)?arxiv\.org/api/errors#?\S*", re.ASCII)
_REFUSED = re.compile(r"incorrect id format for (\S+)", re.ASCII)
# RFC 3339, as the manual has it. The package arxiv would take a time without a zone for UTC.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


@attrs.frozen(kw_only=True)
class Entry:
    """An entry of a feed.

    Attributes:
        asked: The identifier by which it was asked for.
        id: Its own identifier, with the version.
        authors: The names of its authors.
        flaw: What is wrong with it; None if nothing is.
    """

    asked: ArxivId
    id: ArxivId
    authors: tuple[str, ...]
    flaw: str | None


@attrs.frozen
class Feed:
    """A whole feed, all of which was asked for.

    Attributes:
        entries: Its entries, in order.
        body: The feed without the entries that have a flaw.
    """

    entries: tuple[Entry, ...]
    body: bytes


class _Builder(ET.TreeBuilder):
    """Refuses what arXiv never sends: document types, which declare entities, and deep nesting."""

    def __init__(self) -> None:
        # As elements, comments and the like are seen where a text should be.
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
        raise NoAnswer("bad answer", f"a document of type {show(name)}, expected a feed")


def read_feed(body: bytes, asked: Container[ArxivId]) -> Feed:
    """The feed that the body of an answer is.

    Args:
        body: The body, as it came.
        asked: The identifiers that were asked for.

    Raises:
        NoAnswer: It is no whole, well-formed feed of papers that were asked for, each once.
    """
    root = _parsed(body)
    found = root.findall(f"{ATOM}entry")
    _check_total(root, len(found))
    entries = tuple(_entry(element, asked) for element in found)
    _check_once(entries)
    flawed = [element for element, entry in zip(found, entries, strict=True) if entry.flaw]
    for element in flawed:
        root.remove(element)
    return Feed(entries, ET.tostring(root) if flawed else body)


def refused_id(body: bytes, asked: Iterable[ArxivId]) -> ArxivId | None:
    """The identifier that arXiv says it can't read, for which it refuses the whole request."""
    try:
        root = _parsed(body)
    except NoAnswer:
        return None
    summary = root.findtext(f"{ATOM}entry/{ATOM}summary") or ""
    match = _REFUSED.search(summary)
    by_text = {str(one): one for one in asked}
    return by_text.get(match[1].rstrip(".")) if match else None


def _parsed(body: bytes) -> ET.Element:
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - it refuses document types
    try:
        parser.feed(body)
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        start = body[:60].decode(errors="replace")
        raise NoAnswer(
            "bad answer", f"the answer is not well-formed ({error}): {show(start)}"
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that there is not, or a wrong one
        raise NoAnswer("bad answer", f"the answer can't be decoded: {error}") from error
    if root.tag != f"{ATOM}feed":
        raise NoAnswer("bad answer", f"expected a feed, got a document <{root.tag}>")
    return root


def _check_total(root: ET.Element, count: int) -> None:
    """Checks ``totalResults``: unknown identifiers have been counted in it, entries always are."""
    text = _text(root, f"{OPENSEARCH}totalResults")
    if not text.isdecimal() or len(text) > _DIGITS:
        raise NoAnswer("bad answer", f"expected a number as totalResults, got {show(text)}")
    if int(text) < count:
        raise NoAnswer("bad answer", f"{count} entries, but totalResults is {text}")


def _check_once(entries: Iterable[Entry]) -> None:
    seen: set[ArxivId] = set()
    for entry in entries:
        if entry.asked in seen:
            raise NoAnswer("bad answer", f"{entry.asked} is in the feed twice")
        seen.add(entry.asked)


def _entry(element: ET.Element, asked: Container[ArxivId]) -> Entry:
    got = _entry_id(element)
    fitting = (one for one in (got, got.unversioned) if one in asked)
    name = next(fitting, None)
    if name is None:
        raise NoAnswer("bad answer", f"the feed has {got}, which was not asked for")
    authors = tuple(_text(author, f"{ATOM}name") for author in element.iterfind(f"{ATOM}author"))
    return Entry(asked=name, id=got, authors=authors, flaw=next(_flaws(element, authors), None))


def _entry_id(element: ET.Element) -> ArxivId:
    text = _text(element, f"{ATOM}id")
    if _ERROR_ID.fullmatch(text):
        summary = _text(element, f"{ATOM}summary")
        raise NoAnswer("bad answer", f"arXiv answered with an error: {show(summary)}")
    match = _ENTRY_ID.fullmatch(text)
    try:
        got = ArxivId(match[1] if match else "")
    except InvalidValueError as error:
        raise NoAnswer("bad answer", f"an entry of the feed has the id {show(text)}") from error
    if got.version is None:
        raise NoAnswer("bad answer", f"the entry {got} of the feed has no version")
    return got


def _flaws(element: ET.Element, authors: tuple[str, ...]) -> Iterator[str]:
    for name in ("title", "summary"):
        if not _text(element, f"{ATOM}{name}"):
            yield f"the entry has no {name}"
    if not authors or not all(authors):
        yield "the entry has no author, or one without a name"
    if not any(category.get("term") for category in element.iterfind(f"{ATOM}category")):
        yield "the entry has no category"
    for name in ("published", "updated"):
        text = _text(element, f"{ATOM}{name}")
        if not _is_time(text):
            yield f"the entry has {show(text)} as the time it was {name}"
    texts = (ATOM + "title", ATOM + "summary", f"{ATOM}author/{ATOM}name")
    if any(len(part) for path in texts for part in element.iterfind(path)):
        # The package arxiv takes only what is before it.
        yield "the entry has markup inside a text"


def _text(element: ET.Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):  # no such day, or none in UTC that Python can hold
        return False
    return True
