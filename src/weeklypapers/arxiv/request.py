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
from urllib.parse import quote, urlencode, urlsplit

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
_ADDRESS_LIMIT = 4000  # bytes; arXiv refuses slightly longer addresses
_RESERVE = 69  # bytes of an address, for the number of results and two witnesses
# With these, a request for fewer papers would fail, too. After 414, URI Too Long, it may succeed.
_LASTING = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.GONE,
}


def address(url: str, ids: Iterable[ArxivId]) -> str:
    """Return the address of a request for some papers.

    The package arxiv describes the query. Its client is not used, since it repairs broken XML: a
    feed that was cut off in a list of authors becomes a paper with half of its authors.
    """
    search = arxiv.Search(id_list=[str(arxiv_id) for arxiv_id in ids])
    query = {
        "search_query": search.query,
        "id_list": ",".join(search.id_list),
        "sortBy": search.sort_by.value,
        "sortOrder": search.sort_order.value,
        "start": 0,
        "max_results": len(search.id_list),
    }
    return f"{url}?{urlencode(query)}"


def id_cost(arxiv_id: ArxivId) -> int:
    """Return the number of bytes of an identifier and its comma in an address."""
    return len(quote(f"{arxiv_id},", safe=""))


def id_room(url: str) -> int:
    """Return the number of bytes available for the identifiers of one request."""
    return _ADDRESS_LIMIT - _RESERVE - len(address(url, ()))


class Api:
    """arXiv's API at one address.

    Args:
        url: The address.
        timeout: The maximum number of seconds from connecting to the last byte of the answer.
    """

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url
        self._session = _Session()
        self._session.headers["User-Agent"] = _AGENT
        self._session.auth = lambda request: request  # without it, requests reads .netrc
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

    Return 0 if the header is missing or invalid.
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


# Limits on the time and the size of a whole answer


class _UnreachedError(requests.ConnectionError):
    """No connection: the identifiers can't be the cause."""


class _Deadline:
    """A time limit for one request, after which its connection is shut down.

    The timeout of requests applies to each read, so a server that sends a byte now and then could
    hold a request forever.

    Attributes:
        passed: True if the time is up.
        connected: True if a connection was established in time, including TLS.
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


_current = threading.local()  # its attribute `deadline` is that of this thread's request


class _Connection(HTTPConnection):
    """A connection that is shut down at the deadline of the current request."""

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
    """An adapter for one connection, with limits on the total time and the size of an answer.

    Args:
        timeout: The maximum number of seconds from connecting to the last byte of the answer.
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
            requests.RequestException: There is no answer, or it is late, cut off or too large.
        """
        late = f"no whole answer within {self._timeout:g} s"
        options |= {"stream": True, "timeout": self._timeout}
        with _Deadline(self._timeout) as deadline:
            _current.deadline = deadline
            try:
                response = super().send(request, *args, **options)
                body = _read(response)
            except (
                OSError,
                urllib3.exceptions.HTTPError,
            ) as error:  # requests.RequestException, too
                if not deadline.connected:
                    raise _unreached(request, error, deadline) from error
                if deadline.passed:
                    raise requests.Timeout(late, request=request) from error
                raise
        if deadline.passed:  # an incomplete body may look complete
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
    elif not isinstance(reason, urllib3.exceptions.NewConnectionError):  # it adds nothing
        message += f": {reason}"
    return _UnreachedError(message, request=request)


def _read(response: requests.Response) -> bytes:
    """Return the complete body, decompressed.

    Raises:
        requests.ConnectionError: The body is cut off or too large.
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
        # A connection with an unread rest can't be used for another request.
        if is_whole:
            response.raw.release_conn()
        else:
            response.raw.close()
    return bytes(body)
