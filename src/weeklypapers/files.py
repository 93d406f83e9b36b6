"""Open a path, an address or a file for reading, and write files in one step."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any, TypeAlias

import attrs

from weeklypapers.model.errors import InvalidValueError, SourceError, show

__all__ = [
    "OpenText",
    "SourceLike",
    "is_web_address",
    "opened",
    "write_bytes",
    "write_text",
]

SourceLike: TypeAlias = str | PathLike[str] | IO[str] | IO[bytes]

_TIMEOUT = 30.0  # seconds
# Bytes that are not UTF-8 become lone surrogates, so that the reader can report their position.
_ERRORS = "surrogateescape"


@attrs.frozen
class OpenText:
    """A text that is open for reading.

    Attributes:
        file: The text with unchanged line endings.
        name: The name of the file, or the address; None without one.
    """

    file: IO[str]
    name: str | None


def is_web_address(source: str) -> bool:
    """Return whether a source is an ``http(s)`` address, and not a path."""
    return source[:8].casefold().startswith(("http://", "https://"))


@contextmanager
def opened(source: SourceLike) -> Generator[OpenText]:
    """Open a source for reading as UTF-8; a file that is already open is not closed.

    Raises:
        OSError: The file can't be opened. `SourceError`: the address can't be fetched.
        InvalidValueError: `source` is not a path, an address or an open file.
    """
    if isinstance(source, str) and is_web_address(source):
        with _fetched(source) as response:
            yield OpenText(_as_text(response), source)
    elif isinstance(source, str) and "\n" in source:
        raise InvalidValueError(
            f"source must be a path or an address, got {show(source)}; `parse` reads text"
        )
    elif isinstance(source, str | PathLike):
        with _open_path(source) as file:
            yield OpenText(file, fspath(source))
    elif hasattr(source, "read"):
        yield from _borrowed(source)
    else:
        raise InvalidValueError(
            f"source must be a path, an http(s) address or an open file, got {show(source)}"
        )


def _open_path(path: str | PathLike[str]) -> IO[str]:
    try:
        return Path(path).open(encoding="utf-8", errors=_ERRORS, newline="")
    except ValueError as error:  # such as a null character
        raise InvalidValueError(f"source must be a path, got {show(path)}: {error}") from None


def _borrowed(file: IO[Any]) -> Generator[OpenText]:
    """Yield the text of an open file, and don't close the file."""
    name = getattr(file, "name", None)
    name = name if isinstance(name, str) else None  # the name of some files is a number
    if isinstance(file.read(0), str):
        yield OpenText(file, name)
        return
    text = _as_text(file)
    try:
        yield OpenText(text, name)
    finally:
        text.detach()


def _as_text(file: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8", errors=_ERRORS, newline="")


@contextmanager
def _fetched(address: str) -> Generator[IO[bytes]]:
    """Fetch an address.

    Raises:
        SourceError: The address can't be fetched, or the response is incomplete.
    """
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    from weeklypapers._version import __version__

    if sys.platform == "emscripten":  # urllib would fail with a bare RuntimeError
        raise _unfetched(
            address,
            "there are no sockets here; fetch the text for `parse` with pyodide.http.pyfetch",
        )
    try:
        request = Request(address, headers={"User-Agent": f"weeklypapers/{__version__}"})  # noqa: S310 - http(s) only, by is_web_address
        response = urlopen(request, timeout=_TIMEOUT)  # noqa: S310
    except (OSError, HTTPException, ValueError) as error:  # ValueError: not a valid address
        if isinstance(error, HTTPError):
            error.close()  # it holds the connection
        raise _unfetched(address, error) from error
    with response:
        try:
            yield response
        except (HTTPException, ConnectionError, TimeoutError) as error:
            raise _unfetched(address, error) from error
        if response.length:  # the number of missing bytes, which urllib doesn't report
            raise _unfetched(address, f"the response ended {response.length} bytes too early")


def _unfetched(address: str, reason: object) -> SourceError:
    return SourceError(f"can't fetch {address}: {reason}")


def write_text(path: str | PathLike[str], text: str) -> None:
    """Write text to a file as UTF-8 with unchanged line endings; see `write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: str | PathLike[str], content: bytes) -> None:
    """Write a file; an existing one is replaced in one step, so that it is never incomplete.

    Raises:
        OSError: The file can't be written.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():  # a device or a pipe, which can't be replaced
            target.write_bytes(content)
        else:
            _replace(target.resolve(), content)  # the target of a symbolic link, not the link
    except OSError as error:
        # Name the path of the caller instead of the temporary file.
        raise OSError(error.errno, error.strerror, fspath(path)) from None


def _replace(path: Path, content: bytes) -> None:
    import shutil  # here, since it imports the compression modules

    temporary = path.with_name(f"{path.name}.part-{time.time_ns()}")
    try:
        temporary.write_bytes(content)
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
