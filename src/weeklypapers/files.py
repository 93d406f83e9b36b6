"""Open a path, an address or a file for reading, and write files in one step."""

from __future__ import annotations

import errno
import io
import re
import sys
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias, cast

import attrs

from weeklypapers.model.errors import InvalidValueError, SourceError, show

__all__ = [
    "FoundSource",
    "OpenText",
    "SourceLike",
    "is_web_address",
    "opened",
    "raw_address",
    "size_of",
    "sources_in",
    "write_bytes",
    "write_text",
]

SourceLike: TypeAlias = str | PathLike[str] | IO[str] | IO[bytes]

_TIMEOUT = 30.0  # seconds
_FILE_SCHEME = re.compile(r"file:", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MAGIC = re.compile(r"[*?[]")
_LIST_SUFFIXES = frozenset({".md", ".markdown"})  # of the lists in a folder

# The pages of files, folders, repositories and gists on GitHub, without the query.
_GITHUB = r"""
    https?://(?:www\.)?github\.com/ (?P<repository>[^/]+/[^/]+?)(?:\.git)?
      (?: /(?:blob|edit|raw|blame)/(?P<file>[^/]+/.+) | (?:/tree/(?P<folder>.+?))?/? )
    | (?P<gist>https?://gist\.github\.com/[^/]+(?:/[0-9a-f]+)?)/?
"""
_RAW = "https://raw.githubusercontent.com"
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


class FoundSource(NamedTuple):
    """A single source.

    Attributes:
        source: The source.
        in_folder: True for a file of a folder, which may be something else than a list.
    """

    source: SourceLike
    in_folder: bool = False


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
        with _fetched(source, raw_address(source)) as response:
            yield OpenText(_as_text(response), source)
    elif isinstance(source, str) and "\n" in source:
        raise InvalidValueError(
            f"source must be a path or an address, got {show(source)}; `parse` reads text"
        )
    elif isinstance(source, str | PathLike):
        path = _local_path(source)
        with _open_path(path) as file:
            yield OpenText(file, path)
    elif hasattr(source, "read"):
        yield from _borrowed(source)
    else:
        raise InvalidValueError(
            f"source must be a path, an http(s) address or an open file, got {show(source)}"
        )


def sources_in(*sources: SourceLike | Iterable[SourceLike]) -> list[FoundSource]:
    """Return single sources from sources, iterables of sources, folders, and patterns of paths.

    A folder is replaced by its Markdown files, and those of the folders in it. A pattern, such as
    ``lists/**/*.md``, is replaced by the files that match it. Files are in alphabetical order, and
    hidden ones and those in hidden folders are left out. A path that exists is no pattern.

    Raises:
        FileNotFoundError: No file matches a pattern, or a folder has no Markdown file.
        InvalidValueError: There is no source.
    """
    found = [path for source in sources for each in _items(source) for path in _found(each)]
    if not found:
        raise InvalidValueError("expected a source, such as a path or an address, got none")
    return found


def _items(source: SourceLike | Iterable[SourceLike]) -> Iterable[SourceLike]:
    is_one = isinstance(source, str | bytes | PathLike) or hasattr(source, "read")
    if is_one or not isinstance(source, Iterable):
        return [cast("SourceLike", source)]
    return cast("Iterable[SourceLike]", source)


def _found(source: SourceLike) -> list[FoundSource]:
    """Return the files of a folder or of a pattern, or only the source itself."""
    if (path := _path_of(source)) is None:
        return [FoundSource(source)]
    if path.is_dir():
        return [FoundSource(str(file), in_folder=True) for file in _lists_in(path)]
    if _MAGIC.search(str(path)) and not path.exists():
        return [FoundSource(file) for file in _matches(path, str(source))]
    return [FoundSource(source)]


def _path_of(source: SourceLike) -> Path | None:
    """Return the path of a source; None for an address, an open file, and what can't be one."""
    if not isinstance(source, str | PathLike) or re.search(r"[\n\0]", fspath(source)):
        return None
    if isinstance(source, str) and is_web_address(source):
        return None
    return Path(_local_path(source))


def size_of(source: SourceLike) -> int | None:
    """Return the size of a file in bytes; None for an address, an open file or a missing one."""
    try:
        return path.stat().st_size if (path := _path_of(source)) else None
    except OSError:
        return None


def _lists_in(folder: Path) -> list[Path]:
    """Return the Markdown files in a folder and in the folders inside it."""
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.casefold() in _LIST_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not path.is_dir()
    ]
    if not files:
        raise FileNotFoundError(errno.ENOENT, "no Markdown file in the folder", str(folder))
    return files


def _matches(pattern: Path, source: str) -> list[str]:
    """Return the files that match a pattern."""
    try:
        paths = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    except ValueError as error:
        raise InvalidValueError(f"{show(source)} is no pattern of paths: {error}") from None
    files = [str(path) for path in paths if not path.is_dir() and not _is_hidden(path, pattern)]
    if not files:
        raise FileNotFoundError(errno.ENOENT, "no file matches the pattern", source)
    return files


def _is_hidden(path: Path, pattern: Path) -> bool:
    """Return whether a file or folder on a path is hidden, and not named in the pattern."""
    hidden = {part for part in path.parts if part.startswith(".")}
    return not hidden.issubset(pattern.parts)


def _local_path(source: str | PathLike[str]) -> str:
    """Return the path of a source, with the home directory in place of ``~``.

    Raises:
        InvalidValueError: The source is an address of another computer or scheme.
    """
    path = fspath(source)
    if _FILE_SCHEME.match(path):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        parts = urlsplit(path)
        if parts.netloc in ("", "localhost"):
            return url2pathname(parts.path)
    if isinstance(source, str) and _OTHER_SCHEME.match(path):
        raise InvalidValueError(
            f"source must be a path, or an http, https or file address, got {show(path)}"
        )
    return _with_home(path)


def _with_home(path: str) -> str:
    try:
        return str(Path(path).expanduser()) if path.startswith("~") else path
    except RuntimeError:  # there is no such user
        return path


def _open_path(path: str) -> IO[str]:
    try:
        return Path(path).open(encoding="utf-8", errors=_ERRORS, newline="")
    except ValueError as error:  # such as a null character
        raise InvalidValueError(f"source must be a path, got {show(path)}: {error}") from None
    except OSError:
        if Path(path).is_dir():  # on Windows, the error is a PermissionError
            hint = f"it is a directory; its lists are {str(Path(path, '*.md'))!r}"
            raise IsADirectoryError(errno.EISDIR, hint, path) from None
        raise


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


def raw_address(address: str) -> str:
    """Return the address of the text that a page on GitHub shows, or other addresses unchanged.

    A page is that of a file, or of a folder, a repository or a gist, which shows a README or its
    first file.

    >>> from weeklypapers.files import raw_address
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
def _fetched(page: str, address: str) -> Generator[IO[bytes]]:
    """Fetch an address.

    Args:
        page: The address as given, for messages.
        address: The address to fetch.

    Raises:
        SourceError: The address can't be fetched, or the response is incomplete.
    """
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    from weeklypapers._version import __version__

    shown = page if page == address else f"{page} ({address})"
    if sys.platform == "emscripten":  # urllib would fail with a bare RuntimeError
        raise _unfetched(
            shown,
            "there are no sockets here; fetch the text for `parse` with pyodide.http.pyfetch",
        )
    try:
        request = Request(address, headers={"User-Agent": f"weeklypapers/{__version__}"})  # noqa: S310 - http(s) only, by is_web_address
        response = urlopen(request, timeout=_TIMEOUT)  # noqa: S310
    except (OSError, HTTPException, ValueError) as error:  # ValueError: not a valid address
        if isinstance(error, HTTPError):
            error.close()  # it holds the connection
        raise _unfetched(shown, error) from error
    with response:
        try:
            yield response
        except (HTTPException, ConnectionError, TimeoutError) as error:
            raise _unfetched(shown, error) from error
        if response.length:  # the number of missing bytes, which urllib doesn't report
            raise _unfetched(shown, f"the response ended {response.length} bytes too early")


def _unfetched(address: str, reason: object) -> SourceError:
    return SourceError(f"can't fetch {address}: {reason}")


def write_text(path: str | PathLike[str], text: str) -> None:
    """Write text to a file as UTF-8 with unchanged line endings; see `write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: str | PathLike[str], content: bytes) -> None:
    """Write a file; an existing one is replaced in one step, so that it is never incomplete.

    A ``~`` at the beginning of the path is the home directory.

    Raises:
        OSError: The file can't be written.
    """
    target = Path(_with_home(fspath(path)))
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
