"""A local arXiv server.

It answers like arXiv's API (https://info.arxiv.org/help/api/user-manual.html). Entries are in
another order than requested, with ``http`` addresses, versions and texts on several lines. Without
``max_results``, there are at most ten. An unknown identifier has no entry. The status is 400 if any
identifier is malformed, and 414 if the address is too long.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import NoneType, TracebackType
from typing import Any, Protocol, Self, cast
from urllib.parse import parse_qs, urlsplit

import attrs

from weeklypapers.model._fields import check_integer, items_of
from weeklypapers.model.errors import InvalidValueError, check_kind
from weeklypapers.model.ids import ArxivId, bare_id
from weeklypapers.model.paper import ArxivRecord
from weeklypapers.testing.feeds import feed, refusal

__all__ = ["ArxivServer", "Exchange", "Fault", "Request", "Status"]

_MAX_ADDRESS = 4096  # bytes


class Fault(Protocol):
    """A faulty answer; see `ArxivServer.fail`."""

    def concerns(self, ids: tuple[str, ...]) -> bool:
        """Return whether a request for these identifiers gets the faulty answer."""
        ...

    def answer(self, exchange: Exchange) -> None:
        """Answer a request."""
        ...


def _check_retry_after(_status: Status, _: object, value: int | str | None) -> None:
    expected = "a number of seconds, a date or None"
    check_kind("Status.retry_after", value, (int, str, NoneType), expected)


@attrs.frozen
class Status:
    """An error status instead of a feed.

    Attributes:
        code: The status.
        retry_after: The header ``Retry-After``: a number of seconds or a date; None for no header.
    """

    code: int = attrs.field(default=503, validator=check_integer)
    retry_after: int | str | None = attrs.field(default=None, validator=_check_retry_after)

    def concerns(self, ids: tuple[str, ...]) -> bool:
        """Return True."""
        return True

    def answer(self, exchange: Exchange) -> None:
        """Answer a request."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        exchange.send(b"<h1>Unavailable</h1>", status=self.code, headers=headers)


@attrs.frozen(kw_only=True)
class Request:
    """A request to the server.

    Attributes:
        ids: The requested identifiers, as written in the address.
        url: The path and query of the address.
        headers: The headers; names are in lower case.
        start: The time of arrival, according to `time.monotonic`.
        end: The time at which the answer was ready; None until then. The server's interval between
            two requests is at least as long as the client's.
        fault: The faulty answer, or None; see `ArxivServer.fail`.
    """

    ids: tuple[str, ...]
    url: str
    headers: Mapping[str, str]
    start: float
    end: float | None = None
    fault: Fault | None = None


class ArxivServer:
    """A local arXiv server; a context manager.

    Args:
        records: The records of its papers. For an identifier without a version, the answer is the
            latest of them.
        delay: The seconds before each answer.

    Attributes:
        requests: The requests so far, in order of arrival.
        delay: The seconds before each answer.
    """

    def __init__(self, records: Iterable[ArxivRecord] = (), *, delay: float = 0.0) -> None:
        check_kind("delay", delay, (int, float), "a number")
        self.requests: list[Request] = []
        self.delay = delay
        self._records: dict[ArxivId, ArxivRecord] = {}
        self._faults: list[_Planned] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server: _Server | None = None
        self.add(records)

    @property
    def url(self) -> str:
        """The address of the API."""
        if self._server is None:
            raise InvalidValueError("the server runs only in a with statement")
        return f"http://127.0.0.1:{self._server.server_port}/api/query"

    def add(self, records: Iterable[ArxivRecord]) -> None:
        """Add papers, or further versions of papers."""
        for record in items_of(records, ArxivRecord, "records", "records"):
            self._records[record.id] = record
            latest = self._records.get(record.id.unversioned)
            if latest is None or latest.id <= record.id:
                self._records[record.id.unversioned] = record

    def fail(self, fault: Fault | int, *, times: int | None = 1, after: int = 0) -> None:
        """Answer the next requests with a fault.

        Args:
            fault: A status code such as 503, a `Status` with a ``Retry-After``, or any object with
                the methods of `weeklypapers.testing.server.Fault`.
            times: The number of faulty answers; None for all until `heal` is called.
            after: The number of requests before, which are answered correctly.
        """
        if isinstance(fault, int):
            fault = Status(fault)
        with self._lock:
            self._faults.append(_Planned(fault, times, len(self.requests) + after))

    def heal(self) -> None:
        """Remove all faults."""
        with self._lock:
            self._faults.clear()

    def clear(self) -> None:
        """Remove all faults and the requests so far."""
        with self._lock:
            self.requests.clear()
            self._faults.clear()

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.arxiv = self
        poll_interval = 0.01  # seconds until `shutdown` is noticed
        target = self._server.serve_forever
        threading.Thread(target=target, args=(poll_interval,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closing.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _begin(self, request: Request) -> tuple[int, Fault | None]:
        """Record a request; return its number, and its fault if there is one."""
        with self._lock:
            number = len(self.requests)
            faults = (plan.take() for plan in self._faults if plan.is_due(number, request))
            fault = next(faults, None)
            self.requests.append(attrs.evolve(request, fault=fault))
            return number, fault

    def _end(self, number: int) -> None:
        """Record the end of a request, unless it is already known or requests were cleared."""
        with self._lock:
            if number < len(self.requests) and self.requests[number].end is None:
                request = attrs.evolve(self.requests[number], end=time.monotonic())
                self.requests[number] = request

    def _find(self, ids: Iterable[str], count: int) -> list[ArxivRecord]:
        """Return the records of identifiers, each once, in another order than requested."""
        records: dict[ArxivId, ArxivRecord] = {}
        for text in ids:
            arxiv_id = _well_formed(text)
            if arxiv_id and (record := self._records.get(arxiv_id)):
                records[record.id] = record
        return list(records.values())[: count or None][::-1]


@attrs.define
class _Planned:
    """A fault, with the requests that get it."""

    fault: Fault
    times: int | None
    first: int

    def is_due(self, number: int, request: Request) -> bool:
        return number >= self.first and self.times != 0 and self.fault.concerns(request.ids)

    def take(self) -> Fault:
        if self.times is not None:
            self.times -= 1
        return self.fault


class Exchange:
    """A request, with methods to answer it.

    Attributes:
        ids: The requested identifiers.
    """

    def __init__(self, handler: _Handler, number: int, ids: tuple[str, ...], count: int) -> None:
        self.ids = ids
        self._handler = handler
        self._number = number
        self._count = count

    @property
    def is_closing(self) -> bool:
        """True if the server is stopping."""
        return self._handler.arxiv._closing.is_set()

    def sleep(self, seconds: float) -> None:
        """Wait, at most until the server stops."""
        self._handler.arxiv._closing.wait(seconds)

    def records(self) -> list[ArxivRecord]:
        """Return the requested records, in the order of the feed."""
        return self._handler.arxiv._find(self.ids, self._count)

    def feed(self, records: Sequence[ArxivRecord] | None = None, total: int | None = None) -> bytes:
        """Return the feed of some records.

        Args:
            records: The records; None for the requested ones.
            total: The value of ``totalResults``; None for the number of records.
        """
        return feed(self.records() if records is None else records, total)

    def send(
        self, body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        """Send an answer.

        Args:
            body: The body.
            status: The status.
            headers: Further headers, which may replace ``Content-Type`` and ``Content-Length``.
        """
        defaults = {"Content-Type": "application/atom+xml", "Content-Length": str(len(body))}
        lines = [f"{name}: {value}" for name, value in (defaults | dict(headers or {})).items()]
        head = "\r\n".join([f"HTTP/1.1 {status} Status", *lines, "", ""])
        self._handler.arxiv._end(self._number)
        self.write(head.encode("latin-1") + body)

    def write(self, data: bytes) -> None:
        """Send raw bytes."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def hang_up(self, *, reset: bool = False) -> None:
        """Close the connection after this answer, or reset it immediately."""
        self._handler.close_connection = True
        if reset:
            linger = struct.pack("ii", 1, 0)  # discard unsent data, and reset
            self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self._handler.connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    arxiv: ArxivServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def arxiv(self) -> ArxivServer:
        return cast("_Server", self.server).arxiv

    def do_GET(self) -> None:
        start = time.monotonic()
        query = parse_qs(urlsplit(self.path).query)
        ids = tuple(filter(None, query.get("id_list", [""])[0].split(",")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(ids=ids, url=self.path, headers=headers, start=start)
        number, fault = self.arxiv._begin(request)
        exchange = Exchange(self, number, ids, int(query.get("max_results", ["10"])[0]))
        exchange.sleep(self.arxiv.delay)
        try:
            if fault:
                fault.answer(exchange)
            else:
                _answer(exchange, self.path)
        except OSError:  # the client has hung up
            self.close_connection = True
        self.arxiv._end(number)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing: the requests are in `ArxivServer.requests`."""


def _answer(exchange: Exchange, path: str) -> None:
    """Answer like arXiv."""
    malformed = next((text for text in exchange.ids if _is_malformed(text)), None)
    if len(path) > _MAX_ADDRESS:
        exchange.send(b"<h1>Request-URI Too Long</h1>", status=414)
    elif malformed:
        exchange.send(refusal(malformed), status=400)
    else:
        exchange.send(exchange.feed())


def _is_malformed(text: str) -> bool:
    if text.lower().startswith("arxiv:") or text.endswith(".pdf"):
        return False  # arXiv ignores these
    return _well_formed(text) is None


def _well_formed(text: str) -> ArxivId | None:
    try:
        return bare_id(text)
    except InvalidValueError:
        return None
