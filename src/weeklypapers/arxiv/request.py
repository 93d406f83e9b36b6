"""One request to arXiv. The only module that imports the package arxiv."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import quote, urlencode

import arxiv
from weeklypapers.arxiv.feed import refused_id
from weeklypapers.arxiv.fetching import NoAnswer
from weeklypapers.arxiv.sessions import Response, Sender, UnreachedError
from weeklypapers.model.ids import ArxivId

__all__ = ["Api", "address", "id_cost", "id_room", "retry_after"]

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
        sender: The session for the requests.
    """

    def __init__(self, url: str, sender: Sender) -> None:
        self._url = url
        self._sender = sender

    def request(self, ids: Sequence[ArxivId]) -> bytes:
        """Request some papers, and return the body of the answer.

        Raises:
            NoAnswer: There was no answer, or it has a status other than 200.
        """
        try:
            response = self._sender.get(address(self._url, ids))
        except UnreachedError as error:
            raise NoAnswer("unavailable", str(error), is_reached=False) from error
        except OSError as error:  # requests.RequestException, too
            raise NoAnswer("unavailable", f"{type(error).__name__}: {error}") from error
        if response.status_code != HTTPStatus.OK:
            raise _refusal(response, ids)
        return response.content

    def close(self) -> None:
        """Close the connection."""
        self._sender.close()


def _refusal(response: Response, ids: Sequence[ArxivId]) -> NoAnswer:
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
