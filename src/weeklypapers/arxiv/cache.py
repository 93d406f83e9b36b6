"""Records by identifier, in a table of requests-cache. Only this module imports requests-cache.

Only the storage of requests-cache is used. Its session caches responses by address: one more paper
in a list would change the address, and all papers would be requested again. This is also the only
module that imports platformdirs.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing, suppress
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

import platformdirs
from requests_cache.backends.sqlite import SQLiteDict

from weeklypapers._warning import warn
from weeklypapers.formats import json
from weeklypapers.model.errors import CacheError, CacheWarning, InvalidValueError, show
from weeklypapers.model.ids import ArxivId, bare_id
from weeklypapers.model.paper import ArxivRecord

__all__ = ["MEMORY", "Cache", "cache_path"]

MEMORY = ":memory:"

# Releases with other records share a file, and thereby the lock beside it: with a file for each,
# they would send requests at the same time. Therefore the name of the table has the version of the
# records, and that of the file has none. All releases accept any table whose name begins like this.
_TABLE = "records_1"
_COLUMNS = ["key", "value", "expires"]  # as requests-cache creates them
_LOCK_TIMEOUT = 10.0  # seconds to wait while another process writes
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SELECTED = 500  # rows that are read at once; SQLite accepts 999 keys, or more
_SUFFIXES = ("", "-journal", "-wal", "-shm")  # of the files of a database
_WRITE = "INSERT OR REPLACE INTO records_1 (key, value) VALUES (?, ?)"
_READ = "SELECT key, value FROM records_1"


def cache_path(cache: str | PathLike[str] | None) -> Path | None:
    """Return the path of a cache file, or None for a cache in memory.

    The path for None is in the user's cache folder, such as ``~/.cache/weeklypapers/arxiv.sqlite``.
    A name without a suffix gets ``.sqlite``, as in requests-cache.

    Raises:
        InvalidValueError: `cache` is no path.
    """
    if cache is None:
        return platformdirs.user_cache_path("weeklypapers", appauthor=False) / "arxiv.sqlite"
    if cache == MEMORY:
        return None
    if not isinstance(cache, str | PathLike):
        raise InvalidValueError(f"cache must be a path, got {show(cache)}")
    path = Path(cache).expanduser().absolute()
    with suppress(OSError):  # the name may be too long; opening the file will report it
        if path.suffix or path.is_dir():
            return path
    return path.with_name(f"{path.name}.sqlite")


class Cache:
    """A cache of records.

    Args:
        path: The file, or None for a cache in memory.
        lock: A lock against other processes, held while an unusable file is replaced.
        only_reads: True if a file that exists, but may not be written, is enough.

    Raises:
        CacheError: The file can't be opened.
    """

    def __init__(
        self, path: Path | None, lock: AbstractContextManager[None], *, only_reads: bool = False
    ) -> None:
        self._path = path or MEMORY
        self._lock = threading.Lock()
        try:
            if path is None:
                self._table = _table(MEMORY)
            elif only_reads and path.is_file() and not _is_writable(path):
                self._table = _copy(path)
            else:
                self._table = _open(path, lock)
        except (OSError, sqlite3.Error) as error:
            raise CacheError(
                f"can't open the cache {path}: {error}; choose another with cache=…"
            ) from error

    def get(self, ids: Iterable[ArxivId]) -> dict[ArxivId, ArxivRecord]:
        """Return the cached records by requested identifier, without unreadable ones."""
        requested = list(ids)
        errors: list[sqlite3.Error] = []
        with self._lock:
            records = self._load(requested, errors)
            # A request without a version may have returned this version as the latest.
            rest = [each for each in requested if each.version and each not in records]
            latest = self._load([each.unversioned for each in rest], errors)
        for arxiv_id in rest:
            record = latest.get(arxiv_id.unversioned)
            if record and record.id == arxiv_id:
                records[arxiv_id] = record
        if errors:
            message = f"the cache {self._path} can't be read, or not all of it: {errors[0]}"
            warn(message, CacheWarning)
        return {each: records[each] for each in requested if each in records}

    def put(self, records: Mapping[ArxivId, ArxivRecord]) -> None:
        """Store all records by requested identifier, or none of them if that fails."""
        rows = [(str(arxiv_id), json.dumps_value(record)) for arxiv_id, record in records.items()]
        with self._lock:
            try:
                self._write(rows)
            except sqlite3.Error as error:
                warn(f"can't write to the cache {self._path}: {error}", CacheWarning)

    def some_ids(self, count: int) -> list[ArxivId]:
        """Return the identifiers of up to `count` cached papers."""
        try:
            with self._lock:
                keys = list(islice(self._table, count))
        except sqlite3.Error as error:
            warn(f"the cache {self._path} can't be read: {error}", CacheWarning)
            return []
        return [arxiv_id for key in keys if (arxiv_id := _to_id(key))]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._table.close()

    def _load(
        self, ids: Sequence[ArxivId], errors: list[sqlite3.Error]
    ) -> dict[ArxivId, ArxivRecord]:
        """Return the valid records under some keys. Damaged ones are requested again later."""
        texts: dict[ArxivId, str] = {}
        for start in range(0, len(ids), _SELECTED):
            if not any(map(_is_locked, errors)):  # each read would wait as long
                texts |= self._texts(ids[start : start + _SELECTED], errors)
        records = zip(texts, json.loads_each_record(list(texts.values())), strict=True)
        return {
            arxiv_id: record
            for arxiv_id, record in records
            if record and arxiv_id in (record.id, record.id.unversioned)
        }

    def _texts(self, ids: Sequence[ArxivId], errors: list[sqlite3.Error]) -> dict[ArxivId, str]:
        """Return the texts under some keys; if they can't be read at once, those that can be."""
        try:
            values = dict(self._select(ids))
        except sqlite3.Error as error:
            if len(ids) == 1 or _is_locked(error):
                errors.append(error)
                return {}
            parts = [self._texts([each], errors) for each in ids]
            return {arxiv_id: text for part in parts for arxiv_id, text in part.items()}
        return {each: text for each in ids if isinstance(text := values.get(each), str)}

    def _select(self, ids: Sequence[ArxivId]) -> list[tuple[str, object]]:
        """Return the rows with some keys."""
        marks = ", ".join("?" * len(ids))
        with self._table.connection() as connection:
            query = f"{_READ} WHERE key IN ({marks})"
            rows: list[tuple[str, object]] = connection.execute(
                query, list(map(str, ids))
            ).fetchall()
        return rows

    def _write(self, rows: Iterable[tuple[str, str]]) -> None:
        # `table[key] = value` would wait for a lock forever, and ignore a full disk.
        with self._table.connection() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_WRITE, rows)


def _is_locked(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _LOCKED


class _UnusableError(Exception):
    """The file is a damaged cache, or one of somebody else."""


def _is_writable(path: Path) -> bool:
    """Return whether a file may be written, with SQLite's journal beside it."""
    places = (path.parent, path)
    return all(os.access(place, os.W_OK) for place in places if place.exists())


def _copy(path: Path) -> Any:
    """Return a table in memory with the records of a file that may not be written."""
    table = _table(MEMORY)
    address = f"{path.as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as source, table.connection() as copy:
        if _TABLE in _tables(source):
            copy.executemany(_WRITE, source.execute(_READ))
    return table


def _open(path: Path, lock: AbstractContextManager[None]) -> Any:
    """Return the table in a file; rename an unusable file, and create a new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder, expected a file")
    if not _is_writable(path):  # SQLite would report it only on the first write
        raise PermissionError(f"{path} or its folder is read-only")
    try:
        return _checked_table(path)
    except _UnusableError:
        with lock:
            try:
                return _checked_table(path)  # another process may have replaced the file
            except _UnusableError as error:
                _set_aside(path, error)
            return _checked_table(path)


def _checked_table(path: Path) -> Any:
    """Return the table in a file; create it if the file is new or empty.

    Raises:
        _UnusableError: The file is a damaged cache, or one of somebody else.
        OSError: The file is something else.
        sqlite3.OperationalError: The file can't be used now, for example because it is locked.
    """
    try:
        with closing(
            sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None)
        ) as connection:
            # requests-cache would wait for this lock forever, and add its table to any database.
            connection.execute("BEGIN IMMEDIATE")
            _check(connection)
            connection.execute("COMMIT")
        return _table(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        # SQLite must recognise the file: opening it here would release its locks on POSIX.
        is_database = getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_NOTADB
        if not is_database and path.suffix != ".sqlite":  # the path may be a mistake
            raise OSError(f"not a cache: {error}") from error
        raise _UnusableError(error) from error


def _table(path: Path | str) -> Any:
    return SQLiteDict(path, table_name=_TABLE, serializer=None, timeout=_LOCK_TIMEOUT)


def _check(connection: sqlite3.Connection) -> None:
    """Check that a database is a cache or empty."""
    tables = _tables(connection)
    others = [name for name in tables if not name.startswith("records_")]
    if others:
        raise OSError(f"not a cache, but a database with the table {others[0]}")
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({_TABLE})")]
    if columns not in ([], _COLUMNS):
        raise _UnusableError(f"its columns are {', '.join(columns)}")
    ((result,),) = connection.execute("PRAGMA quick_check(1)")
    if result != "ok":
        raise _UnusableError(f"it is damaged: {result}")


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in rows]


def _set_aside(path: Path, reason: Exception) -> None:
    aside = path.with_name(f"{path.name}.aside-{time.time_ns()}")
    for suffix in _SUFFIXES:
        file = Path(f"{path}{suffix}")
        if file.exists():
            file.replace(f"{aside}{suffix}")
    warn(
        f"{path} can't be used as a cache: {reason}. "
        f"It was renamed to {aside.name}, and a new cache was created",
        CacheWarning,
    )


def _to_id(key: object) -> ArxivId | None:
    try:
        return bare_id(key) if isinstance(key, str) else None
    except InvalidValueError:
        return None
