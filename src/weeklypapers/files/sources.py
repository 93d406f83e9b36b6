"""Sources: paths, addresses and open files, and patterns of paths."""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Coroutine, Generator, Iterable
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import IO, Any, NamedTuple, TypeAlias, cast

import attrs

from weeklypapers.model.errors import InvalidValueError, show

__all__ = [
    "FoundSource",
    "OpenText",
    "SourceLike",
    "is_hidden",
    "is_web_address",
    "name_of",
    "opened",
    "size_of",
    "sources_in",
    "with_home",
]

SourceLike: TypeAlias = str | PathLike[str] | IO[str] | IO[bytes]

_FILE_SCHEME = re.compile(r"file:", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MAGIC = re.compile(r"[*?[]")
_LIST_SUFFIXES = frozenset({".md", ".markdown"})  # of the lists in a folder

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
        from weeklypapers.files.downloads import download  # here, since it imports urllib

        with download(source) as response:
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
    files = [str(path) for path in paths if not path.is_dir() and not is_hidden(path, pattern)]
    if not files:
        raise FileNotFoundError(errno.ENOENT, "no file matches the pattern", source)
    return files


def is_hidden(path: PurePath, pattern: PurePath) -> bool:
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
    return with_home(path)


def with_home(path: str) -> str:
    """Return a path with the home directory in place of ``~``."""
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
    name = name_of(file)
    if _is_text(file):
        yield OpenText(file, name)
        return
    text = _as_text(file)
    try:
        yield OpenText(text, name)
    finally:
        text.detach()


def name_of(file: object) -> str | None:
    """Return the name of an open file; None without one."""
    name = getattr(file, "name", None)
    return name if isinstance(name, str) else None  # that of some files is a number


def _is_text(file: IO[Any]) -> bool:
    """Return whether an open file is read as text, and not as bytes.

    Raises:
        InvalidValueError: It is closed, open for writing only, or asynchronous.
    """
    try:
        nothing: object = file.read(0)
    except ValueError as error:  # io.UnsupportedOperation, too
        raise InvalidValueError(f"{show(file)} can't be read: {error}") from None
    if isinstance(nothing, Coroutine):
        nothing.close()  # or Python would warn that nobody waited for it
        raise InvalidValueError(f"{show(file)} is asynchronous; await its content, and parse it")
    return isinstance(nothing, str)


def _as_text(file: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding="utf-8", errors=_ERRORS, newline="")
