"""Records by identifier, in a table of requests-cache's.

Its storage is used, not its session: that keeps answers by address, so that one paper more in a
list would change the address, and all would be asked for again.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
import warnings
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

import platformdirs
from requests_cache.backends.sqlite import SQLiteDict

from weeklypapers import codec
from weeklypapers.errors import CacheError, CacheWarning, InvalidValueError
from weeklypapers.ids import ArxivId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager

    from weeklypapers.model import ArxivRecord

__all__ = ["MEMORY", "Store", "default_path"]

MEMORY: Literal[":memory:"] = ":memory:"

_VERSION = 1  # of the file, as its user_version
_COLUMNS = ["key", "value", "expires"]  # as requests-cache makes them
_LOCK_TIMEOUT = 10.0  # seconds to wait for another's write to end
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SUFFIXES = ("", "-journal", "-wal", "-shm")


class _Table(Protocol):
    """What is used of requests-cache's table, which is typed in part."""

    def __getitem__(self, key: str) -> str: ...
    def __setitem__(self, key: str, value: str) -> None: ...
    def __contains__(self, key: object) -> bool: ...
    def connection(self, commit: bool = ...) -> AbstractContextManager[sqlite3.Connection]: ...  # noqa: FBT001 - theirs
    def close(self) -> None: ...


def default_path() -> Path:
    """The file in the user's cache folder, such as ``~/.cache/weeklypapers/arxiv.sqlite``."""
    return platformdirs.user_cache_path("weeklypapers", appauthor=False) / "arxiv.sqlite"


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
        errors: list[sqlite3.Error] = []
        with self._lock:
            for asked in ids:
                try:
                    if record := self._find(asked):
                        found[asked] = record
                except sqlite3.Error as error:
                    errors.append(error)
                    if _is_locked(error):  # then each of the others would wait as long
                        break
        if errors:
            _warn(f"the cache {self._path} can't be read, or not all of it: {errors[0]}")
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
        try:
            with self._lock, self._table.connection() as connection:
                keys = [key for (key,) in connection.execute(query, (count,))]
        except sqlite3.Error as error:
            _warn(f"the cache {self._path} can't be read: {error}")
            return []
        return [known for key in keys if (known := _identifier(key))]

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
        if self._path != MEMORY:
            with closing(_connected(self._path)) as connection:
                _wait_for_lock(connection)
        try:
            with self._table.connection(commit=True):
                for key, text in rows.items():
                    self._table[key] = text
        except BaseException:
            # Interrupted, the table would keep its transaction open, and the next write would
            # wait for itself. Closing would roll back too, but a table in memory would be gone.
            with self._table.connection() as connection:
                connection.rollback()
            raise
        # The table swallows errors such as that of a full disk.
        if any(key not in self._table for key in rows):
            raise OSError("nothing was kept")

    def _opened(self, alone: AbstractContextManager[None]) -> _Table:
        if self._path == MEMORY:
            return _new_table(MEMORY)
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
        # What no client has written, but a mistaken name leads to, is not ours to move.
        if _is_no_database(error) and path.suffix != ".sqlite":
            raise OSError(f"it is no cache: {error}") from error
        _set_aside(path, error)
    return _table(path)


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    # SQLite says so only when it writes.
    for one in (path.parent, path):
        if one.exists() and not os.access(one, os.W_OK):
            raise PermissionError(f"{one} is read-only")


def _table(path: Path) -> _Table:
    # It is looked at before the table is opened, since that adds to whatever database it is.
    with closing(_connected(path)) as connection:
        _wait_for_lock(connection)
        _check(connection)
    return _new_table(path)


def _new_table(path: Path | str) -> _Table:
    return cast("_Table", SQLiteDict(path, table_name="records", serializer=None))


def _connected(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None)


def _wait_for_lock(connection: sqlite3.Connection) -> None:
    """Takes the write lock and lets it go.

    The table itself would wait for it for ever. Who takes it just now, between this and the
    table's own attempt, is waited for all the same: a small gap, left open.

    Raises:
        sqlite3.OperationalError: Another has held it all the time.
    """
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _check(connection: sqlite3.Connection) -> None:
    """Checks that a database is a cache of this version, or makes an empty one such."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    if tables and "records" not in tables:
        raise OSError(f"it is no cache, but a database with {tables[0]}")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(records)")]
    if columns not in ([], _COLUMNS):
        raise _NotOursError(f"its columns are {', '.join(columns)}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0 and not (columns and _has_rows(connection)):
        connection.execute(f"PRAGMA user_version = {_VERSION:d}")
    elif version != _VERSION:
        raise _NotOursError(f"it is of version {version}, not of {_VERSION}")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _NotOursError(f"it is damaged: {verdict}")


def _has_rows(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM records LIMIT 1").fetchone() is not None


def _is_locked(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _LOCKED


def _is_no_database(error: Exception) -> bool:
    # SQLite is asked: reading the file's header beside it would, on POSIX, free its locks.
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB


def _identifier(key: object) -> ArxivId | None:
    try:
        return ArxivId(key) if isinstance(key, str) else None
    except InvalidValueError:
        return None


def _set_aside(path: Path, why: Exception) -> None:
    aside = path.with_name(f"{path.name}.aside-{time.time_ns()}")
    for suffix in _SUFFIXES:
        file = Path(f"{path}{suffix}")
        if file.exists():
            file.replace(f"{aside}{suffix}")
    _warn(f"{path} can't be used as a cache: {why}. It is now {aside.name}, and a new one is begun")


def _warn(message: str) -> None:
    warnings.warn(message, CacheWarning, stacklevel=_level_of_caller())


def _level_of_caller() -> int:
    """How far up from `_warn` the code is that uses this package."""
    level, frame = 1, sys._getframe(1)  # Python 3.11 can't skip files by their prefix
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("weeklypapers."):
        level, frame = level + 1, frame.f_back
    return level
