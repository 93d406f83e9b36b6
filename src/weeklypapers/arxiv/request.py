"""One request to arXiv. The only module that imports the packages arxiv, requests and urllib3."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

import arxiv
from weeklypapers._version import __version__
from weeklypapers.arxiv.feed import refused_id
from weeklypapers.arxiv.fetching import NoAnswer
from weeklypapers.model.ids import ArxivId

__all__ = ["Api", "address", "id_cost", "id_room", "retry_after"]

_AGENT = f"weeklypapers/{__version__} (+https://pypi.org/project/weeklypapers/)"
_LIMIT = 32 * 2**20  # bytes of an answer; 250 papers are about 1 MB
_ADDRESS_LIMIT = 4000  # bytes; arXiv refuses addresses that are somewhat longer
_RESERVE = 69  # bytes of an address, for the number of results and two witnesses
# With these, asking for fewer papers is no use, as it may be with 414 (the address is too long).
_LASTING = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.GONE,
}


def address(url: str, ids: Iterable[ArxivId]) -> str:
    """Return the address of a request for some papers.

    This is the one use of the package arxiv. Its client can't read the answers: it parses them
    with a parser that repairs broken XML, so that a feed which was cut off in a list of authors
    becomes a paper with half its authors. `feed` reads them instead.
    """
    id_list = [str(arxiv_id) for arxiv_id in ids]
    client = arxiv.Client()
    client.query_url_format = url.replace("{", "{{").replace("}", "}}") + "?{}"
    # There is no public way to get an address without sending the request.
    return str(client._format_url(arxiv.Search(id_list=id_list), 0, len(id_list)))


def id_cost(arxiv_id: ArxivId) -> int:
    """Return the bytes of an identifier in an address, with its comma."""
    return len(quote(f"{arxiv_id},", safe=""))


def id_room(url: str) -> int:
    """Return the bytes that the identifiers of one request may have together."""
    return _ADDRESS_LIMIT - _RESERVE - len(address(url, ()))


class Api:
    """arXiv's API at one address.

    Args:
        url: The address.
        timeout: Seconds that a request may take, from connecting to the last byte of the answer.
    """

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url
        self._session = _Session()
        self._session.headers["User-Agent"] = _AGENT
        self._session.auth = lambda request: request  # without it, requests looks into .netrc
        adapter = _Adapter(timeout)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def request(self, ids: Sequence[ArxivId]) -> bytes:
        """Request some papers, and return the body of the answer.

        Raises:
            NoAnswer: There was no answer, or it has a status other than 200.
        """
        try:
            response = self._session.get(address(self._url, ids))
        except _UnreachedError as error:
            raise NoAnswer("unavailable", str(error), is_reached=False) from error
        except requests.RequestException as error:
            raise NoAnswer("unavailable", f"{type(error).__name__}: {error}") from error
        if response.status_code != HTTPStatus.OK:
            raise _refusal(response, ids)
        return response.content

    def close(self) -> None:
        """Close the connection."""
        self._session.close()


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return None, so that no redirect is followed."""
        return None


def _refusal(response: requests.Response, ids: Sequence[ArxivId]) -> NoAnswer:
    wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
    if response.status_code == HTTPStatus.BAD_REQUEST:
        refused = refused_id(response.content, ids)
        if refused:
            return NoAnswer("malformed", f"arXiv can't read {refused}", wait=wait, blames=refused)
    message = f"arXiv answered with status {response.status_code}"
    if response.is_redirect:
        message += f" and redirects to {response.headers['Location']}"
    if wait:
        message += f" and asks to wait {wait:.0f} s"
    is_lasting = response.status_code in _LASTING
    return NoAnswer("unavailable", message, wait=wait, is_reached=not is_lasting)


def retry_after(value: str | None, now: datetime) -> float:
    """Return the seconds to wait according to a header ``Retry-After`` (RFC 9110 section 10.2.3).

    A missing or wrong header means no wait.
    """
    text = (value or "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max((then - now).total_seconds(), 0.0)
    except (ValueError, OverflowError):  # not a date, or a year or zone that Python can't hold
        return 0.0


# A limit to the time and the size of the whole answer


class _UnreachedError(requests.ConnectionError):
    """There was no connection, so the identifiers can't be the cause."""


class _Deadline:
    """A time limit after which a connection is shut down.

    The timeout of requests applies to each piece of an answer, so a server that sends a byte now
    and then would hold it forever.

    Attributes:
        passed: Whether the time is up.
        connected: Whether there was a connection in time, including TLS.
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
        """Shut this connection down when the time is up."""
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


_current = threading.local()  # .deadline: the one of the request that this thread is sending


class _Connection(HTTPConnection):
    """A connection that the deadline of the current request watches."""

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


class _Adapter(HTTPAdapter):
    """Sends requests over one connection, with a limit to the time and the size of the answer.

    Args:
        timeout: Seconds that a request may take in all.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Create the pools, with connections that can be shut down."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Return the pools of a proxy, with connections that can be shut down."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(
        self, request: requests.PreparedRequest, *args: Any, **options: Any
    ) -> requests.Response:
        """Send a request, and read the whole answer.

        Raises:
            requests.RequestException: There is no answer, or it is too late, cut off or too large.
        """
        late = f"no whole answer within {self._timeout:g} s"
        options |= {"stream": True, "timeout": self._timeout}
        with _Deadline(self._timeout) as deadline:
            _current.deadline = deadline
            try:
                response = super().send(request, *args, **options)
                body = _read(response)
            except (OSError, urllib3.exceptions.HTTPError) as error:  # those of requests, too
                if not deadline.connected:
                    raise _unreached(request, error, deadline) from error
                if deadline.passed:
                    raise requests.Timeout(late, request=request) from error
                raise
        if deadline.passed:  # the part that was read may look whole
            raise requests.Timeout(late, request=request)
        response.raw = io.BytesIO(body)
        return response


def _unreached(
    request: requests.PreparedRequest, error: Exception, deadline: _Deadline
) -> _UnreachedError:
    # requests wraps an error of urllib3, which wraps the reason.
    wrapped = error.args[0] if error.args else None
    reason = getattr(wrapped, "reason", None) or error
    message = f"no connection to {urlsplit(str(request.url)).netloc.rpartition('@')[2]}"
    if deadline.passed:
        message += ", time is up"
    elif not isinstance(reason, urllib3.exceptions.NewConnectionError):  # it says no more
        message += f": {reason}"
    return _UnreachedError(message, request=request)


def _read(response: requests.Response) -> bytes:
    """Return the whole body, decompressed.

    Raises:
        requests.ConnectionError: It is cut off, or too large.
    """
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
        # Without its end, the answer can't be followed by another on the same connection.
        if is_whole:
            response.raw.release_conn()
        else:
            response.raw.close()
    return bytes(body)
