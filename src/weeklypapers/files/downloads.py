"""Lists at addresses: downloads, and the raw files behind pages on GitHub."""

from __future__ import annotations

import io
import re
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib import request
from urllib.error import HTTPError

from weeklypapers._version import __version__
from weeklypapers.display.text import printable
from weeklypapers.model.errors import SourceError

__all__ = ["download", "raw_address"]

_TIMEOUT = 30.0  # seconds until a server must have answered, or sent more
_LEAST_RATE = 1000  # bytes per second, on average, after that time
_USER = re.compile(r"\A(https?://)[^/?#]*@", re.IGNORECASE)

# The pages of files, folders, repositories and gists on GitHub, without the query.
_GITHUB = r"""
    https?://(?:www\.)?github\.com/ (?P<repository>[^/]+/[^/]+?)(?:\.git)?
      (?: /(?:blob|edit|raw|blame)/(?P<file>[^/]+/.+) | (?:/tree/(?P<folder>.+?))?/? )
    | (?P<gist>https?://gist\.github\.com/[^/]+(?:/[0-9a-f]+)?)/?
"""
_RAW = "https://raw.githubusercontent.com"


def raw_address(address: str) -> str:
    """Return the address of the text that a page on GitHub shows, or other addresses unchanged.

    A page is that of a file, or of a folder, a repository or a gist, which shows a README or its
    first file.

    >>> from weeklypapers.files.downloads import raw_address
    >>> raw_address("https://github.com/ada/lists/blob/main/2024/README.md?plain=1#L3")
    'https://raw.githubusercontent.com/ada/lists/main/2024/README.md'
    >>> raw_address("https://github.com/ada/lists")
    'https://raw.githubusercontent.com/ada/lists/HEAD/README.md'
    """
    page = re.split("[?#]", address, maxsplit=1)[0]
    match = re.fullmatch(_GITHUB, page, re.VERBOSE | re.IGNORECASE)
    if match is None:
        return address
    if match["gist"]:
        return f"{match['gist']}/raw"
    file = match["file"] or f"{match['folder'] or 'HEAD'}/README.md"
    return f"{_RAW}/{match['repository']}/{file}"


@contextmanager
def download(page: str) -> Generator[IO[bytes]]:
    """Download the text of a page.

    Raises:
        SourceError: The address can't be fetched, the response is incomplete, or it is slower than
            a person would wait for: see `_LEAST_RATE`.
    """
    address = raw_address(page)
    shown = page if page == address else f"{page} ({address})"
    if _USER.search(page):
        page = _USER.sub(r"\1…@", page)
        raise _unfetched(page, "expected an address without a user name and a password")
    if sys.platform == "emscripten":  # urllib would fail with a bare RuntimeError
        reason = "there are no sockets here; fetch the text for `parse` with pyodide.http.pyfetch"
        raise _unfetched(shown, reason)
    try:
        headers = {"User-Agent": f"weeklypapers/{__version__}"}
        response: HTTPResponse = _opener().open(
            request.Request(address, headers=headers),  # noqa: S310 - http(s) only, by its opener
            timeout=_TIMEOUT,
        )
    except (OSError, HTTPException, ValueError) as error:  # ValueError: not a valid address
        if isinstance(error, HTTPError):
            error.close()  # it holds the connection
        raise _unfetched(shown, error) from error
    with response:
        yield io.BufferedReader(_Body(response, shown))


class _Redirects(request.HTTPRedirectHandler):
    """A handler that follows redirects to ``http`` and ``https``, but not to ``ftp``."""

    def redirect_request(
        self,
        req: request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> request.Request | None:
        if not newurl.casefold().startswith(("http://", "https://")) or _USER.search(newurl):
            fp.close()
            target = _USER.sub(r"\1…@", newurl)
            raise ValueError(f"it redirects to {target!r}, which is no http or https address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> request.OpenerDirector:
    """Return an opener that knows no other schemes than ``http`` and ``https``."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.UnknownHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPDefaultErrorHandler,
        _Redirects,
        request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


class _Body(io.RawIOBase):
    """The body of a response, which must be complete and must not come too slowly."""

    def __init__(self, response: HTTPResponse, shown: str) -> None:
        self._response = response
        self._shown = shown
        self._expected = response.length  # None if the server didn't say it
        self._received = 0
        self._waited = 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        if self._expected is not None:
            size = min(size, self._expected - self._received)
        start = time.monotonic()
        try:
            content = self._response.read1(size) if size else b""
        except (OSError, HTTPException) as error:
            raise _unfetched(self._shown, error) from error
        self._waited += time.monotonic() - start
        self._received += len(content)
        if not content and self._expected and self._received < self._expected:
            missing = self._expected - self._received
            raise _unfetched(self._shown, f"the response ended {missing:,} bytes too early")
        if self._waited > _TIMEOUT and self._received < _LEAST_RATE * self._waited:
            reason = f"only {self._received:,} bytes came in {self._waited:.0f} seconds"
            raise _unfetched(self._shown, reason)
        buffer[: len(content)] = content
        return len(content)


def _unfetched(address: str, reason: object) -> SourceError:
    return SourceError(printable(f"can't fetch {address}: {reason}"))
