"""Find, read and write the files of any store. The only module that imports fsspec.

A store is a folder on this computer, a bucket of S3 or of Google, a web server, or another file
system of https://filesystem-spec.readthedocs.io.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from glob import has_magic
from hashlib import sha256
from io import BytesIO
from itertools import chain, groupby
from os import PathLike, fspath
from pathlib import PurePosixPath
from typing import Any, TypeAlias, cast

import attrs

from weeklypapers.files import is_hidden, is_web_address
from weeklypapers.files.downloads import raw_address
from weeklypapers.model.errors import InvalidValueError, SourceError, needs_extra, show

try:
    from fsspec import AbstractFileSystem
    from fsspec.core import url_to_fs
    from fsspec.implementations.local import LocalFileSystem
except ImportError as _error:
    raise needs_extra("weeklypapers.dask", "fsspec", "dask") from _error

__all__ = ["Address", "StoredFile", "StoredFolder", "find", "new_folder", "read"]

Address: TypeAlias = str | PathLike[str]

_AT_ONCE = 32  # requests for the sizes of files


@attrs.frozen
class StoredFile:
    """A file of a store.

    Attributes:
        store: The store.
        path: Its path in the store.
        size: Its size in bytes; None if the store doesn't know it.
        version: A text that changes with the file, from what the store knows of it.
    """

    store: AbstractFileSystem
    path: str
    size: int | None
    version: str

    @property
    def name(self) -> str:
        """Its path, if it is on this computer, else its address."""
        return _name(self.store, self.path)


@attrs.frozen
class StoredFolder:
    """A folder of a store.

    Attributes:
        store: The store.
        path: Its path in the store.
    """

    store: AbstractFileSystem
    path: str

    def write(self, name: str, content: bytes) -> str:
        """Write a file, replace an existing one, and return its path."""
        path = f"{self.path}/{name}"
        self.store.pipe_file(path, content)
        return path


def find(addresses: Iterable[Address], options: Mapping[str, Any]) -> list[StoredFile]:
    """Return the files of addresses and patterns, in their order.

    The files that match a pattern are in alphabetical order, without hidden ones. A file that
    exists is no pattern.

    Args:
        addresses: Paths, patterns of paths, or addresses.
        options: Arguments for the file systems, such as credentials.

    Raises:
        FileNotFoundError: There is no such file, or no file matches a pattern.
        InvalidValueError: There is no address, or no file system for it.
    """
    places = [_opened(address, options) for address in addresses]
    with ThreadPoolExecutor(_AT_ONCE) as threads:  # each waits for its store
        files = list(chain.from_iterable(threads.map(_matches, places)))
    if not files:
        raise InvalidValueError("expected a source, such as a path or an address, got none")
    return files


def _matches(place: tuple[AbstractFileSystem, str]) -> list[StoredFile]:
    """Return the files of an address or a pattern."""
    store, path = place
    if not _is_pattern(store, path):
        return [_file(store, path, _info(store, path))]
    infos = cast("dict[str, dict[str, Any]]", store.glob(path, detail=True))
    pattern = PurePosixPath(path)
    files = [
        _file(store, name, info)
        for name, info in sorted(infos.items())
        if info.get("type") != "directory" and not is_hidden(PurePosixPath(name), pattern)
    ]
    if not files:
        raise FileNotFoundError(errno.ENOENT, "no file matches the pattern", _name(store, path))
    return files


def _file(store: AbstractFileSystem, path: str, info: Mapping[str, Any]) -> StoredFile:
    version = sha256(str(info).encode()).hexdigest()  # as `AbstractFileSystem.ukey`
    return StoredFile(store, path, info.get("size"), version)


def _opened(address: Address, options: Mapping[str, Any]) -> tuple[AbstractFileSystem, str]:
    """Return the store of an address, and its path in it."""
    if not isinstance(address, str | PathLike):
        raise InvalidValueError(f"source must be a path or an address, got {show(address)}")
    target = fspath(address)
    try:
        store, path = url_to_fs(raw_address(target), **options)
    except ValueError as error:  # such as an unknown scheme
        raise InvalidValueError(f"source can't be {show(target)}: {error}") from None
    store.invalidate_cache()  # its lists of files, which may be old
    return store, path


def _name(store: AbstractFileSystem, path: str) -> str:
    if isinstance(store, LocalFileSystem):
        return path
    address: str = store.unstrip_protocol(path)
    return address


def _is_pattern(store: AbstractFileSystem, path: str) -> bool:
    if is_web_address(path):
        return "*" in path  # a question mark begins a query
    return has_magic(path) and not store.exists(path)


def _info(store: AbstractFileSystem, path: str) -> dict[str, Any]:
    info: dict[str, Any] = store.info(path)
    if info.get("type") == "directory":
        name = _name(store, path)
        hint = f"it is a directory; its lists are {f'{name}/*.md'!r}"
        raise IsADirectoryError(errno.EISDIR, hint, name)
    return info


def read(files: Sequence[StoredFile]) -> Iterator[BytesIO]:
    """Yield the contents of files, each as an open file with a name.

    The files of a store are fetched together, since each may take a while to answer.

    Raises:
        SourceError: A file can't be read.
    """
    for store, group in groupby(files, lambda file: file.store):
        stored = list(group)
        whole = [None] * len(stored)
        contents = store.cat_ranges([file.path for file in stored], whole, whole)
        for file, content in zip(stored, contents, strict=True):
            if isinstance(content, BaseException):
                raise SourceError(f"can't read {file.name}: {_reason(content)}") from content
            opened = BytesIO(content)
            opened.name = file.name
            yield opened


def _reason(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):  # the text of some is only the path
        return "there is no such file"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def new_folder(address: Address, options: Mapping[str, Any]) -> StoredFolder:
    """Create a folder.

    Raises:
        FileExistsError: The folder has files.
        InvalidValueError: There is no file system for the address.
    """
    store, path = _opened(address, options)
    if store.find(path, maxdepth=1):
        hint = "it has files; use another folder, or delete it"
        raise FileExistsError(errno.EEXIST, hint, fspath(address))
    store.makedirs(path, exist_ok=True)
    return StoredFolder(store, path.rstrip("/"))
