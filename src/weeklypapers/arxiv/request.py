"""One request to arXiv. The only module that imports the packages arxiv, requests and urllib3."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

import arxiv
from weeklypapers._version import __version__
from weeklypapers.arxiv.deadline import Deadline
from weeklypapers.arxiv.feed import refused_id
from weeklypapers.arxiv.fetching import NoAnswer
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId

__all__ = ["Api", "Session", "address", "id_cost", "id_room", "retry_after"]

Session: TypeAlias = requests.Session

_PAGE = "https://pypi.org/project/weeklypapers/"
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
        timeout: The maximum number of seconds from connecting to the last byte of the answer. With
            a session of the user, only the connection and the body of the answer are limited.
        session: A session of the user, which is neither changed nor closed; None for one that
            sends nothing of the user.
        contact: The e-mail address of the user, or None.

    Raises:
        InvalidValueError: `session` is no session.
    """

    def __init__(
        self,
        url: str,
        timeout: float,
        *,
        session: Session | None = None,
        contact: str | None = None,
    ) -> None:
        if not isinstance(session, requests.Session | None):
            raise InvalidValueError(f"session must be a requests.Session, got {show(session)}")
        self._url = url
        self._timeout = timeout
        self._is_own = session is None
        self._session = _own_session(timeout) if session is None else session
        self._headers = _headers(self._session, contact)

    def request(self, ids: Sequence[ArxivId]) -> bytes:
        """Request some papers, and return the body of the answer.

        Raises:
            NoAnswer: There was no answer, or it has a status other than 200.
        """
        try:
            response = self._get(address(self._url, ids))
        except _UnreachedError as error:
            raise NoAnswer("unavailable", str(error), is_reached=False) from error
        except OSError as error:  # requests.RequestException, too
            raise NoAnswer("unavailable", f"{type(error).__name__}: {error}") from error
        if response.status_code != HTTPStatus.OK:
            raise _refusal(response, ids)
        return response.content

    def _get(self, url: str) -> requests.Response:
        """Return the response with its whole body."""
        if self._is_own:
            return self._session.get(url, headers=self._headers)
        hooks = self._session.hooks.get("response", [])
        limit = partial(_limit, time.monotonic() + self._timeout)
        try:
            return self._session.get(
                url,
                headers=self._headers,
                timeout=self._timeout,
                stream=True,
                allow_redirects=False,
                hooks={"response": [limit, *(hooks if isinstance(hooks, list) else [hooks])]},
            )
        except requests.ConnectionError as error:
            if _is_unreached(error):
                raise _unreached(url, error) from error
            raise

    def close(self) -> None:
        """Close the connection, unless the session is the user's."""
        if self._is_own:
            self._session.close()


def _own_session(timeout: float) -> requests.Session:
    session = _Session()
    session.auth = lambda request: request  # without it, requests reads .netrc
    adapter = _Adapter(timeout)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _headers(session: requests.Session, contact: str | None) -> dict[str, str]:
    """Return the headers that say who sends a request; see RFC 9110 section 10.1."""
    headers = {"From": contact} if contact else {}
    if session.headers.get("User-Agent") in (None, requests.utils.default_user_agent()):
        mail = f"; mailto:{contact}" if contact else ""
        headers["User-Agent"] = f"weeklypapers/{__version__} (+{_PAGE}{mail})"
    return headers


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


_current = threading.local()  # its attribute `deadline` is that of this thread's request


class _Connection(HTTPConnection):
    """A connection that is shut down at the deadline of the current request."""

    def connect(self) -> None:
        super().connect()
        self._watch()

    def request(self, *args: Any, **options: Any) -> None:
        if self.sock is not None:  # kept open since the last request
            self._watch()
        super().request(*args, **options)

    def _watch(self) -> None:
        _current.deadline.watch(partial(self.sock.shutdown, socket.SHUT_RDWR))


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
        with Deadline(self._timeout) as deadline:
            _current.deadline = deadline
            try:
                response = super().send(request, *args, **options)
                body = _read(response)
            except (
                OSError,
                urllib3.exceptions.HTTPError,
            ) as error:  # requests.RequestException, too
                if not deadline.connected:
                    raise _unreached(str(request.url), error, is_late=deadline.passed) from error
                if deadline.passed:
                    raise requests.Timeout(late, request=request) from error
                raise
        if deadline.passed:  # an incomplete body may look complete
            raise requests.Timeout(late, request=request)
        response.raw = io.BytesIO(body)
        return response


def _unreached(url: str, error: Exception, *, is_late: bool = False) -> _UnreachedError:
    reason = _reason(error)
    message = f"no connection to {urlsplit(url).netloc.rpartition('@')[2]}"
    if is_late:
        message += ", time is up"
    elif not isinstance(reason, urllib3.exceptions.NewConnectionError):  # it adds nothing
        message += f": {reason}"
    return _UnreachedError(message)


def _reason(error: Exception) -> Exception:
    """Return the reason of an error of requests, which wraps one of urllib3, which wraps it."""
    wrapped = error.args[0] if error.args else None
    return getattr(wrapped, "reason", None) or error


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


# The same limits for the body in a session of the user, which has other connections


def _is_unreached(error: requests.ConnectionError) -> bool:
    """Return whether there was no connection at all."""
    failures = requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError
    reason = _reason(error)
    return isinstance(error, failures) or isinstance(reason, urllib3.exceptions.NewConnectionError)


def _limit(
    end: float, response: requests.Response, *args: object, **options: object
) -> requests.Response:
    """Read the whole body of a response before anything else does.

    Args:
        end: The time limit, according to `time.monotonic`.
        response: The response.
        args: Other arguments of a hook.
        options: Other arguments of a hook.

    Raises:
        requests.RequestException: The body is late, cut off or too large.
    """
    body = bytearray()
    with Deadline(end - time.monotonic()) as deadline:
        deadline.watch(getattr(response.raw, "shutdown", response.close))  # since urllib3 2.3
        try:
            for part in response.iter_content(2**16):
                body += part
                if len(body) > _LIMIT:
                    response.close()
                    raise requests.ConnectionError(f"the answer is larger than {_LIMIT} bytes")
        except (OSError, urllib3.exceptions.HTTPError):
            if not deadline.passed:
                raise
    if deadline.passed:  # an incomplete body may look complete
        raise requests.Timeout("no whole answer in time", request=response.request)
    response._content = bytes(body)
    return response
