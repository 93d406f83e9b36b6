"""One request to arXiv. The only module that imports the packages arxiv and requests.

The package arxiv makes the address and turns the feed into results. Between the two, `Gate` sends
the request, and a hook of requests' lets only a feed pass that `feed` has found whole and right.
"""

from __future__ import annotations

import io
import socket
import threading
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import arxiv
import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from weeklypapers._version import __version__
from weeklypapers.arxiv.feed import Entry, Feed, read_feed, refused_id
from weeklypapers.arxiv.fetching import Answer, NoAnswer
from weeklypapers.errors import InvalidValueError
from weeklypapers.ids import ArxivId
from weeklypapers.model import ArxivRecord, Author
from weeklypapers.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Self

__all__ = ["Gate", "ask", "id_cost", "id_room", "retry_after"]

_AGENT = f"weeklypapers/{__version__} (+https://pypi.org/project/weeklypapers/)"
_LIMIT = 32 * 2**20  # bytes; 250 papers are about 1 MB
_URL_LIMIT = 4000  # bytes; arXiv refuses addresses that are somewhat longer
_PARAMETERS = "?search_query=&id_list=&sortBy=relevance&sortOrder=descending&start=0&max_results="
# They last, whatever is asked for: asking for less at once is no help. It may be with 414, by which
# an address is too long.
_LASTING = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.GONE,
}
_RESERVE = 70  # bytes, for the number of results and two witnesses


def id_cost(arxiv_id: ArxivId) -> int:
    """How many bytes an identifier takes in the address, its comma included."""
    return len(quote(f"{arxiv_id},", safe=""))


def id_room(url: str) -> int:
    """How many bytes the identifiers of one request may take."""
    return _URL_LIMIT - _RESERVE - len(url) - len(_PARAMETERS)


def ask(gate: Gate, url: str, ids: Sequence[ArxivId]) -> Answer:
    """Asks arXiv for some papers, with one request.

    Args:
        gate: Sends the request.
        url: Address of the API.
        ids: The identifiers.

    Raises:
        NoAnswer: There was no answer, or none that can be believed.
    """
    check = _Check(ids)
    client = arxiv.Client(page_size=len(ids), delay_seconds=0, num_retries=0)
    client.query_url_format = url.replace("{", "{{").replace("}", "}}") + "?{}"
    client._session = _session(gate, check)  # there is no public way to give one
    retrieved = datetime.now(UTC).replace(microsecond=0)
    search = arxiv.Search(id_list=[str(one) for one in ids], max_results=None)
    results: list[arxiv.Result] = []
    try:
        for result in client.results(search):
            results.append(result)
            if len(results) == len(check.good):
                break  # it would go on to ask for the papers that the feed lacks
    except (requests.RequestException, arxiv.ArxivError) as error:
        raise _failure(error) from error
    return _answer(check.feed, check.good, results, retrieved)


def _failure(error: Exception) -> NoAnswer:
    if isinstance(error, _UnreachedError):
        return NoAnswer("unavailable", str(error), is_reached=False)
    return NoAnswer("unavailable", f"{type(error).__name__}: {error}")


def _session(gate: Gate, check: _Check) -> requests.Session:
    session = requests.Session()
    session.mount("http://", gate)
    session.mount("https://", gate)
    session.hooks["response"] = [check]
    session.max_redirects = 0
    session.auth = lambda request: request  # else requests would look for a password in .netrc
    return session


class _Check:
    """Lets the package arxiv see only what is whole and right. A hook of requests'.

    Attributes:
        feed: The feed, once there is one.
    """

    def __init__(self, ids: Sequence[ArxivId]) -> None:
        self._ids = ids
        self.feed = Feed((), b"")

    @property
    def good(self) -> list[Entry]:
        """The entries that the package arxiv gets to see."""
        return [entry for entry in self.feed.entries if entry.flaw is None]

    def __call__(self, response: requests.Response, **_: object) -> requests.Response:
        if response.status_code != HTTPStatus.OK:
            raise self._refusal(response)
        self.feed = read_feed(response.content, set(self._ids))
        checked = requests.Response()
        checked.status_code = response.status_code
        checked.url = response.url
        checked.request = response.request
        checked.raw = io.BytesIO(self.feed.body)
        return checked

    def _refusal(self, response: requests.Response) -> NoAnswer:
        wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        message = f"arXiv answered with status {response.status_code}"
        if response.is_redirect:
            message += f" and sends elsewhere, to {response.headers['Location']}"
        if wait:
            message += f" and asks to wait {wait:.0f} s"
        blames = None
        if response.status_code == HTTPStatus.BAD_REQUEST:
            blames = refused_id(response.content, self._ids)
        if blames:
            return NoAnswer("malformed", f"arXiv can't read {blames}", wait=wait, blames=blames)
        is_lasting = response.status_code in _LASTING
        return NoAnswer("unavailable", message, wait=wait, is_reached=not is_lasting)


def retry_after(value: str | None, now: datetime) -> float:
    """Seconds to wait by a header ``Retry-After`` (RFC 9110 section 10.2.3); 0 if it says none."""
    text = (value or "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max((then - now).total_seconds(), 0.0)
    except (ValueError, OverflowError):  # no date, or a year or zone that Python can't hold
        return 0.0


# Results


def _answer(
    feed: Feed, good: Sequence[Entry], results: Sequence[arxiv.Result], retrieved: datetime
) -> Answer:
    read = [(ArxivId.parse(result.entry_id.strip()), _names(result)) for result in results]
    if read != [(entry.id, list(entry.authors)) for entry in good]:
        raise NoAnswer("bad answer", "two parsers read different entries in the feed")
    flawed = {entry.asked: entry.flaw for entry in feed.entries if entry.flaw}
    records: dict[ArxivId, ArxivRecord] = {}
    for entry, result in zip(good, results, strict=True):
        try:
            records[entry.asked] = _record(entry.id, result, retrieved)
        except InvalidValueError as error:
            flawed[entry.asked] = str(error)
    return Answer(records, flawed)


def _names(result: arxiv.Result) -> list[str]:
    return [author.name.strip() for author in result.authors]


def _record(arxiv_id: ArxivId, result: arxiv.Result, retrieved: datetime) -> ArxivRecord:
    categories = tuple(Category.parse(term) for term in result.categories if term.strip())
    primary = result.primary_category.strip()  # arXiv's serializer may leave it out
    return ArxivRecord(
        id=arxiv_id,
        title=_line(result.title),
        authors=[_author(author) for author in result.authors],
        abstract=_line(result.summary),
        published=result.published,
        updated=result.updated,
        primary_category=Category.parse(primary) if primary else categories[0],
        categories=categories,
        comment=_line(result.comment) or None,
        journal_ref=_line(result.journal_ref) or None,
        doi=_line(result.doi) or None,
        retrieved=retrieved,
    )


def _author(author: arxiv.Result.Author) -> Author:
    affiliations = (_line(affiliation) for affiliation in author.affiliation)
    return Author(name=_line(author.name), affiliations=[text for text in affiliations if text])


def _line(text: str | None) -> str:
    """A text on one line: the feed wraps titles, abstracts and comments."""
    return " ".join((text or "").split())


# Sending


class _UnreachedError(requests.ConnectionError):
    """There was no connection, so what is asked for can't be the reason."""


class _Deadline:
    """Shuts a connection down when time is up.

    The time limit of requests' is one for each piece of an answer, so a server that sends a byte
    now and then would hold it for ever.

    Attributes:
        passed: Whether time is up.
        connected: Whether there was a connection in time, that of TLS included.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self.connected = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def watch(self, connection: socket.socket) -> None:
        """Names the connection, which stands, to shut down."""
        self._socket = connection
        if self.passed:
            self._pass()
        else:
            self.connected = True

    def _pass(self) -> None:
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):  # it may be closed already
                self._socket.shutdown(socket.SHUT_RDWR)


_current = threading.local()  # .deadline: that of the request which this thread is sending


class _Connection(HTTPConnection):
    """A connection that the deadline of the request knows of."""

    def connect(self) -> None:
        super().connect()
        _current.deadline.watch(self.sock)

    def request(self, *args: Any, **options: Any) -> None:
        if self.sock is not None:  # kept open since the last request
            _current.deadline.watch(self.sock)
        super().request(*args, **options)


class _TLSConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls: Any = _Connection


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls: Any = _TLSConnection


_POOLS = {"http": _Pool, "https": _TLSPool}


class Gate(HTTPAdapter):
    """Sends requests: one connection, a deadline for the whole answer, and a limit to its size.

    Args:
        timeout: Seconds that an answer may take, from connecting to its last byte.
        ended: Is called at the end of each request, before its answer is looked at.
    """

    def __init__(self, timeout: float, ended: Callable[[], object]) -> None:
        self._seconds = timeout
        self._ended = ended
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Makes the pools, with connections that can be shut down."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Makes those that go through a proxy."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(
        self, request: requests.PreparedRequest, *args: Any, **options: Any
    ) -> requests.Response:
        """Sends a request and reads the whole answer.

        Raises:
            requests.RequestException: There is no answer, or it is too late, cut off or too large.
        """
        # The package arxiv names itself with each request. It is we who ask, and how often.
        request.headers["User-Agent"] = " ".join((_AGENT, str(request.headers["User-Agent"])))
        late = f"no whole answer within {self._seconds:g} s"
        options |= {"stream": True, "timeout": self._seconds}
        with _Deadline(self._seconds) as deadline:
            _current.deadline = deadline
            try:
                response = super().send(request, *args, **options)
                body = _read(response)
            except (OSError, urllib3.exceptions.HTTPError) as error:  # those of requests' too
                if not deadline.connected:
                    raise _unreached(request, error, deadline) from error
                if deadline.passed:
                    raise requests.Timeout(late, request=request) from error
                raise
            finally:
                self._ended()
        if deadline.passed:  # what was read till then may look whole
            raise requests.Timeout(late, request=request)
        response.raw = io.BytesIO(body)
        return response


def _unreached(
    request: requests.PreparedRequest, error: Exception, deadline: _Deadline
) -> _UnreachedError:
    # requests wraps what urllib3 says, which wraps why there was no connection.
    wrapped = error.args[0] if error.args else None
    why = getattr(wrapped, "reason", None) or error
    message = f"no connection to {urlsplit(str(request.url)).netloc.rpartition('@')[2]}"
    if deadline.passed:
        message += ", time is up"
    elif not isinstance(why, urllib3.exceptions.NewConnectionError):  # it says no more
        message += f": {why}"
    return _UnreachedError(message, request=request)


def _read(response: requests.Response) -> bytes:
    """The whole body, unpacked, as long as it is not too large."""
    body = bytearray()
    is_whole = False
    try:
        for part in response.raw.stream(2**16, decode_content=True):
            body += part
            if len(body) > _LIMIT:
                raise requests.ConnectionError(f"the answer is larger than {_LIMIT} bytes")
        is_whole = True
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise requests.ConnectionError(f"the answer broke off: {error}") from error
    finally:
        # An answer that was not read to its end can't be followed by another.
        if is_whole:
            response.raw.release_conn()
        else:
            response.raw.close()
    return bytes(body)
