"""An arXiv on this machine.

It answers as the API does, by the user manual (https://info.arxiv.org/help/api/user-manual.html):
entries in another order than asked, with ``http`` addresses and a version, texts on several
lines, ten results unless more are asked for, nothing for identifiers that it doesn't know, status
400 for the whole request if one of them is malformed, 414 if the address is too long.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import parse_qs, urlsplit

import attrs

from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.ids import ArxivId
from weeklypapers.testing.feeds import feed, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType
    from typing import Self

    from weeklypapers.model.paper import ArxivRecord

__all__ = ["ArxivServer", "Exchange", "Fault", "Request"]

_LONGEST = 4096  # bytes of an address


class Fault(Protocol):
    """Something that goes wrong with an answer."""

    def concerns(self, ids: tuple[str, ...]) -> bool:
        """Whether it goes wrong with a request for these identifiers."""
        ...

    def answer(self, exchange: Exchange) -> None:
        """Answers the request."""
        ...


@attrs.frozen(kw_only=True)
class Request:
    """A request that the server got.

    Attributes:
        ids: The identifiers that it asked for, as they were written.
        url: Its address, from the path on.
        headers: Its headers; names in lower case.
        start: When it came, by `time.monotonic`.
        end: When it was answered; None as long as it isn't.
        fault: What went wrong with it on demand; None if nothing did.
    """

    ids: tuple[str, ...]
    url: str
    headers: Mapping[str, str]
    start: float
    end: float | None = None
    fault: Fault | None = None


class ArxivServer:
    """An arXiv on this machine, with the papers that it is given: a context manager.

    Args:
        records: What it says of the papers. Of those that differ in the version alone, the latest
            is the answer to an identifier without one.
        delay: Seconds that it takes for an answer.

    Attributes:
        requests: The requests so far, in the order in which they came.
    """

    def __init__(self, records: Iterable[ArxivRecord] = (), *, delay: float = 0.0) -> None:
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
        """The address of its API."""
        if self._server is None:
            raise InvalidValueError("the server runs in a with statement only")
        return f"http://127.0.0.1:{self._server.server_port}/api/query"

    def add(self, records: Iterable[ArxivRecord]) -> None:
        """Adds papers, or versions of them."""
        for record in records:
            self._records[record.id] = record
            latest = self._records.get(record.id.unversioned)
            if latest is None or latest.id <= record.id:
                self._records[record.id.unversioned] = record

    def fail(self, fault: Fault, *, times: int | None = 1, after: int = 0) -> None:
        """Makes something go wrong.

        Args:
            fault: What; see `weeklypapers.testing.faults`.
            times: With how many requests; None for all, until `heal` is called.
            after: How many requests are answered before.
        """
        with self._lock:
            self._faults.append(_Planned(fault, times, len(self.requests) + after))

    def heal(self) -> None:
        """Lets nothing go wrong any more."""
        with self._lock:
            self._faults.clear()

    def clear(self) -> None:
        """Forgets the requests so far, and lets nothing go wrong any more."""
        with self._lock:
            self.requests.clear()
            self._faults.clear()

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.arxiv = self
        # It looks for its end that often, in seconds.
        serve = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        serve.start()
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

    # What the handler of a request needs

    def begin(self, request: Request) -> tuple[int, Fault | None]:
        """Notes a request; gives its number, and what goes wrong with it."""
        with self._lock:
            number = len(self.requests)
            fault = next((one.take() for one in self._faults if one.is_due(number, request)), None)
            self.requests.append(attrs.evolve(request, fault=fault))
            return number, fault

    def end(self, number: int) -> None:
        """Notes that a request was answered."""
        with self._lock:
            if number < len(self.requests):
                done = attrs.evolve(self.requests[number], end=time.monotonic())
                self.requests[number] = done

    def sleep(self, seconds: float) -> None:
        """Waits, but not beyond the end of the server."""
        self._closing.wait(seconds)

    def is_closing(self) -> bool:
        """Whether the server is about to end."""
        return self._closing.is_set()

    def find(self, ids: Iterable[str], count: int | None = None) -> list[ArxivRecord]:
        """The records of some identifiers, in arXiv's order; each once."""
        known = (self._find(text) for text in ids)
        found = {record.id: record for record in known if record}
        return list(found.values())[: count or len(found)][::-1]

    def _find(self, text: str) -> ArxivRecord | None:
        try:
            return self._records.get(ArxivId(text))
        except InvalidValueError:
            return None


@attrs.define
class _Planned:
    """Something that will go wrong."""

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
    """A request and the ways to answer it.

    Attributes:
        ids: The identifiers that it asks for.
    """

    def __init__(self, handler: _Handler, ids: tuple[str, ...], count: int) -> None:
        self.ids = ids
        self._handler = handler
        self._count = count

    @property
    def server(self) -> ArxivServer:
        """The server."""
        return self._handler.arxiv

    def records(self) -> list[ArxivRecord]:
        """The records that are asked for, in arXiv's order."""
        return self.server.find(self.ids, self._count)

    def feed(self, records: Sequence[ArxivRecord] | None = None, total: int | None = None) -> bytes:
        """The feed of some records.

        Args:
            records: The records; None for those that are asked for.
            total: What it says of how many there are; None for as many as it has.
        """
        return feed(self.records() if records is None else records, total)

    def send(
        self, body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        """Answers.

        Args:
            body: The body.
            status: The status.
            headers: Further headers, or others in the place of those that are made up.
        """
        made = {"Content-Type": "application/atom+xml", "Content-Length": str(len(body))}
        made |= headers or {}
        lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {text}" for name, text in made.items())]
        self.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    def write(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def hang_up(self, *, reset: bool = False) -> None:
        """Ends the connection after this answer, or at once and without a farewell."""
        self._handler.close_connection = True
        if reset:
            linger = struct.pack("ii", 1, 0)  # discard what is not sent yet, and reset
            self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self._handler.connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    arxiv: ArxivServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: clients that hang up are part of the tests."""


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
        headers = {name.lower(): text for name, text in self.headers.items()}
        request = Request(ids=ids, url=self.path, headers=headers, start=start)
        number, fault = self.arxiv.begin(request)
        exchange = Exchange(self, ids, int(query.get("max_results", ["10"])[0]))
        self.arxiv.sleep(self.arxiv.delay)
        try:
            if fault:
                fault.answer(exchange)
            else:
                _answer(exchange, self.path)
        except OSError:  # the client has hung up
            self.close_connection = True
        self.arxiv.end(number)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing: the requests are in `ArxivServer.requests`."""


def _answer(exchange: Exchange, path: str) -> None:
    """Answers as arXiv does."""
    malformed = next((text for text in exchange.ids if _is_malformed(text)), None)
    if len(path) > _LONGEST:
        exchange.send(b"<h1>Request-URI Too Long</h1>", status=414)
    elif malformed:
        exchange.send(refusal(malformed), status=400)
    else:
        exchange.send(exchange.feed())


def _is_malformed(text: str) -> bool:
    if text.lower().startswith("arxiv:") or text.endswith(".pdf"):
        return False  # these are silently absent
    try:
        ArxivId(text)
    except InvalidValueError:
        return True
    return False
