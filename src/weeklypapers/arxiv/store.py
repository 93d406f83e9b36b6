"""Records by identifier, in a table of requests-cache's. The only module that imports it.

Its storage is used, not its session: that keeps answers by address, so that one paper more in a
list would change the address, and all would be asked for again.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

from requests_cache.backends.sqlite import SQLiteDict

from weeklypapers import codec
from weeklypapers.errors import CacheError, CacheWarning, InvalidValueError
from weeklypapers.ids import ArxivId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager

    from weeklypapers.model import ArxivRecord

__all__ = ["MEMORY", "Store"]

MEMORY: Literal[":memory:"] = ":memory:"

_VERSION = 1  # of the file, as its user_version
_SUFFIXES = ("", "-journal", "-wal", "-shm")


class _Table(Protocol):
    """What is used of requests-cache's table, which is typed in part."""

    def __getitem__(self, key: str) -> str: ...
    def __setitem__(self, key: str, value: str) -> None: ...
    def __contains__(self, key: object) -> bool: ...
    def __len__(self) -> int: ...
    def connection(self, commit: bool = ...) -> AbstractContextManager[sqlite3.Connection]: ...  # noqa: FBT001 - theirs
    def close(self) -> None: ...


class _NotOursError(Exception):
    """The file is not a cache of this version."""


class Store:
    """The cached records.

    Args:
        path: The file, or ``":memory:"``.
        alone: Keeps other processes away while a file that can't be used is set aside.

    Raises:
        CacheError: The file can't be opened.
    """

    def __init__(
        self, path: Path | Literal[":memory:"], alone: AbstractContextManager[None]
    ) -> None:
        self._path = path
        self._lock = threading.Lock()
        try:
            self._table = self._opened(alone)
        except (OSError, sqlite3.Error) as error:
            raise CacheError(
                f"can't open the cache {path}: {error}; another can be given as cache=…"
            ) from error

    def get(self, ids: Iterable[ArxivId]) -> dict[ArxivId, ArxivRecord]:
        """The records that there are, by identifier as asked; whatever can't be read is not."""
        found: dict[ArxivId, ArxivRecord] = {}
        with self._lock:
            try:
                for asked in ids:
                    if record := self._find(asked):
                        found[asked] = record
            except sqlite3.Error as error:
                _warn(f"the cache {self._path} can't be read: {error}")
        return found

    def put(self, records: Mapping[ArxivId, ArxivRecord]) -> None:
        """Keeps records by the identifiers by which they were asked for: all of them, or none."""
        rows = {str(asked): codec.dumps_record(record) for asked, record in records.items()}
        with self._lock:
            try:
                self._write(rows)
            except (OSError, sqlite3.Error) as error:
                _warn(f"can't write to the cache {self._path}: {error}")

    def some(self, count: int) -> list[ArxivId]:
        """Identifiers of a few papers that arXiv has."""
        query = "SELECT key FROM records LIMIT ?"
        with self._lock, self._table.connection() as connection:
            return [ArxivId(key) for (key,) in connection.execute(query, (count,))]

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._table.close()

    def _find(self, asked: ArxivId) -> ArxivRecord | None:
        record = self._load(asked)
        if record is None and asked.version:
            # Asked for without a version, arXiv answered with what was then the latest.
            latest = self._load(asked.unversioned)
            record = latest if latest and latest.id == asked else None
        return record

    def _load(self, asked: ArxivId) -> ArxivRecord | None:
        # The table puts the key into its SQL as it is: it must be an identifier's.
        try:
            text: object = self._table[str(asked)]
            record = codec.loads_record(text) if isinstance(text, str) else None
        except KeyError:
            return None
        except InvalidValueError:  # damaged: then it is asked for and replaced
            return None
        is_right = record is not None and asked in (record.id, record.id.unversioned)
        return record if is_right else None

    def _write(self, rows: Mapping[str, str]) -> None:
        try:
            with self._table.connection(commit=True):
                for key, text in rows.items():
                    self._table[key] = text
        except BaseException:
            # Interrupted, the table would keep its transaction open, and the next write would
            # wait for itself. Closing rolls back; the table opens anew when it is used.
            self._table.close()
            raise
        # The table swallows errors such as that of a full disk.
        if any(key not in self._table for key in rows):
            raise OSError("nothing was kept")

    def _opened(self, alone: AbstractContextManager[None]) -> _Table:
        if self._path == MEMORY:
            return _table(MEMORY)
        path = Path(self._path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _check_writable(path)
        try:
            return _table(path)
        except (sqlite3.DatabaseError, _NotOursError) as error:
            if isinstance(error, sqlite3.OperationalError):  # it is locked, say, and is sound
                raise
        with alone:
            return _table_anew(path)


def _table_anew(path: Path) -> _Table:
    """A table in the place of one that can't be used, if no other process has made one by now."""
    try:
        return _table(path)
    except (sqlite3.DatabaseError, _NotOursError) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        _set_aside(path, error)
    return _table(path)


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    # The table would wait for ever to be allowed to write.
    for one in (path.parent, path):
        if one.exists() and not os.access(one, os.W_OK):
            raise PermissionError(f"{one} is read-only")


def _table(path: Path | str) -> _Table:
    table = cast("_Table", SQLiteDict(path, table_name="records", serializer=None))
    try:
        _check(table)
    except BaseException:
        table.close()
        raise
    return table


def _check(table: _Table) -> None:
    with table.connection() as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0 and not len(table):
            connection.execute(f"PRAGMA user_version = {_VERSION:d}")
        elif version != _VERSION:
            raise _NotOursError(f"it is of version {version}, not of {_VERSION}")
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _NotOursError(f"it is damaged: {verdict}")


def _set_aside(path: Path, why: Exception) -> None:
    aside = path.with_name(f"{path.name}.aside-{time.time_ns()}")
    for suffix in _SUFFIXES:
        file = Path(f"{path}{suffix}")
        if file.exists():
            file.replace(f"{aside}{suffix}")
    _warn(f"{path} can't be used as a cache: {why}. It is now {aside.name}, and a new one is begun")


def _warn(message: str) -> None:
    warnings.warn(message, CacheWarning, stacklevel=2)
