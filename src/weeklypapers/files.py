"""Where a list comes from: a path, an address, an open file; and how its text gets to a file."""

from __future__ import annotations

import io
import shutil
import sys
import time
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import urlsplit

import attrs

from weeklypapers.model.errors import InvalidValueError, SourceError, show

if TYPE_CHECKING:
    from collections.abc import Generator
    from http.client import HTTPResponse

__all__ = ["Source", "SourceLike", "opened", "write_bytes", "write_text"]

SourceLike: TypeAlias = str | PathLike[str] | IO[str] | IO[bytes]

_TIMEOUT = 30.0  # seconds
# Bytes that are no UTF-8 become lone surrogates, so that the reader can say where they stand.
_ERRORS = "surrogateescape"


@attrs.frozen
class Source:
    """An open list.

    Attributes:
        file: Text without any translation of line endings.
        name: Name of the file, or the address; None where there is none.
    """

    file: IO[str]
    name: str | None

    @property
    def suffix(self) -> str:
        """The suffix of the name in lower case, ``".md"`` say; empty where there is none."""
        path = urlsplit(self.name or "").path if _is_address(self.name) else self.name or ""
        return PurePosixPath(path).suffix.casefold()


def _is_address(source: object) -> bool:
    return isinstance(source, str) and source.casefold().startswith(("http://", "https://"))


@contextmanager
def opened(source: SourceLike) -> Generator[Source]:
    """Opens a source for reading, as UTF-8; a file that was open already stays open.

    Raises:
        OSError: The file can't be opened, or the address not be fetched (then a `SourceError`).
        InvalidValueError: `source` is none.
    """
    if _is_address(source):
        with _fetched(cast("str", source)) as response:
            yield Source(_as_text(response), cast("str", source))
    elif isinstance(source, str) and "\n" in source:
        raise InvalidValueError(
            f"source must be a path or an address, got {show(source)}; `parse` reads text"
        )
    elif isinstance(source, str | PathLike):
        with Path(source).open(encoding="utf-8", errors=_ERRORS, newline="") as file:
            yield Source(file, fspath(source))
    elif hasattr(source, "read"):
        yield from _borrowed(source)
    else:
        raise InvalidValueError(
            f"source must be a path, an http(s) address or an open file, got {show(source)}"
        )


def _borrowed(file: IO[str] | IO[bytes]) -> Generator[Source]:
    name = getattr(file, "name", None)
    known = name if isinstance(name, str) else None
    if isinstance(file.read(0), str):
        yield Source(cast("IO[str]", file), known)
        return
    text = _as_text(file)
    try:
        yield Source(text, known)
    finally:
        text.detach()


def _as_text(file: Any) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8", errors=_ERRORS, newline="")


def write_text(path: str | PathLike[str], text: str) -> None:
    """Writes text to a file in UTF-8, its line endings as they are; else as `write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: str | PathLike[str], content: bytes) -> None:
    """Writes a file. One that is there is replaced at once: interrupted, it is as before."""
    target = Path(path)
    try:
        if target.exists() and not target.is_file():  # a device or a pipe, which must stay one
            target.write_bytes(content)
        else:
            _replace(target.resolve(), content)  # where a link leads to, not the link
    except OSError as error:
        # Of the path that was given, and not of the part beside it.
        raise OSError(error.errno, error.strerror, fspath(path)) from None


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part-{time.time_ns()}")
    try:
        part.write_bytes(content)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def _fetched(address: str) -> Generator[HTTPResponse]:
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    from weeklypapers._version import __version__

    if sys.platform == "emscripten":  # no sockets; urllib would fail with a bare RuntimeError
        raise _unfetched(
            address, "there are no sockets here; pyodide.http.pyfetch gets the text, for `parse`"
        )
    try:
        request = Request(address, headers={"User-Agent": f"weeklypapers/{__version__}"})  # noqa: S310 - http(s) only, by _is_address
        response = urlopen(request, timeout=_TIMEOUT)  # noqa: S310
    except (OSError, HTTPException, ValueError) as error:  # ValueError: no address at all
        if isinstance(error, HTTPError):
            error.close()  # it holds the connection
        raise _unfetched(address, error) from error
    with response:
        try:
            yield response
        except (HTTPException, ConnectionError, TimeoutError) as error:
            raise _unfetched(address, error) from error
        if response.length:  # what had to come, and did not; urllib says nothing
            raise _unfetched(address, f"it broke off {response.length} bytes before its end")


def _unfetched(address: str, reason: object) -> SourceError:
    return SourceError(f"can't fetch {address}: {reason}")
