"""One request at a time, with an interval between requests. The only module that imports filelock.

arXiv allows one connection at a time and one request every three seconds, for all machines under
one's control (https://info.arxiv.org/help/api/tou.html). `Throttle` enforces these terms for all
threads and processes that share its files.
"""

from __future__ import annotations

import errno
import logging
import math
import os
import stat
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import attrs
from filelock import FileLock

from weeklypapers.model.errors import CacheError

__all__ = ["Clock", "Throttle"]

_log = logging.getLogger("weeklypapers")

_POLL = 0.05  # seconds between attempts to acquire a lock of another process
_LONGEST = 100  # characters of a file with times
_UNREADABLE = "unreadable"  # instead of the times of the last request


@attrs.frozen(kw_only=True)
class Clock:
    """A source of time, in seconds.

    Attributes:
        wall: The time of day, which all processes share, but which can be set.
        steady: A time that can't be set, but that restarts with the machine.
        sleep: A function that waits for a number of seconds.
    """

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep


class Throttle:
    """A lock that is passed on in turns, and the time of the last request.

    A lock alone would not be fair: its last holder, which wants it again at once, would mostly be
    faster than all who wait. Therefore there are two. Who wants the lock first waits for the turn,
    and keeps it until the lock is free.

    Args:
        path: The path to which ``.turn``, ``.lock`` and ``.last`` are added for the files with the
            turn, the lock and the time; None for a throttle that only the threads of this process
            share.
        interval: The seconds between the end of a request and the start of the next.
        clock: The source of time.
    """

    def __init__(self, path: Path | None, interval: float, *, clock: Clock | None = None) -> None:
        self._interval = interval
        self._clock = clock or Clock()
        self._thread_turn, self._thread_lock = threading.Lock(), threading.Lock()
        self._file_locks = [
            FileLock(f"{path}.{name}", thread_local=False) for name in ("turn", "lock") if path
        ]
        self._file = path.with_name(f"{path.name}.last") if path else None
        self._last = ""

    @contextmanager
    def lock(self) -> Generator[None]:
        """Prevent requests by all others who share this throttle.

        Raises:
            CacheError: The file of a lock can't be opened.
        """
        with self._thread_turn:
            self._thread_lock.acquire()
        with ExitStack() as stack:
            stack.callback(self._thread_lock.release)
            if self._file_locks:
                turn, lock = self._file_locks
                _acquire(turn)
                try:
                    _acquire(lock)
                finally:
                    turn.release()
                stack.callback(lock.release)
            yield

    @contextmanager
    def request(self, on_wait: Callable[[float], object]) -> Generator[None]:
        """Wait until a request is allowed, and store the time of its end. Requires the `lock`.

        Args:
            on_wait: A function that is called with the seconds to wait, and with 0 afterwards. It
                is not called if there is no wait.
        """
        seconds = max(map(self._remaining, (self._last, self._shared_last())))
        if seconds:
            on_wait(seconds)
            self._clock.sleep(seconds)
            on_wait(0.0)
        self._store_time()  # the interval starts here if the process is killed during the request
        try:
            yield
        finally:
            self._store_time()

    def _store_time(self) -> None:
        self._last = f"{self._clock.wall():.4f} {self._clock.steady():.4f}"
        if self._file is not None:
            try:
                with _opened(self._file, os.O_RDWR | os.O_CREAT) as file:
                    file.truncate()
                    file.write(self._last.encode())
            except OSError as error:
                _log.warning(
                    "can't write %s, other processes may not wait long enough: %s",
                    self._file,
                    error,
                )

    def _shared_last(self) -> str:
        """Return the times in the file, or an empty string before the first request."""
        if self._file is None:
            return ""
        try:
            with _opened(self._file, os.O_RDONLY) as file:
                return file.read(_LONGEST).decode("ascii", "replace") or _UNREADABLE
        except FileNotFoundError:
            return ""
        except OSError as error:
            _log.warning("can't read %s, waiting for a full interval: %s", self._file, error)
            return _UNREADABLE

    def _remaining(self, last: str) -> float:
        """Return the remaining seconds of the interval after a request.

        The clock with the longer wait counts. No wait exceeds the interval: a longer one means that
        a clock was set or restarted.
        """
        if not last:
            return 0.0
        try:
            wall, steady = map(float, last.split())
        except ValueError:  # the process was killed while writing
            return self._interval
        if not (math.isfinite(wall) and math.isfinite(steady)):  # somebody else wrote it
            return self._interval
        elapsed = min(self._clock.wall() - wall, self._clock.steady() - steady)
        return min(max(self._interval - elapsed, 0.0), self._interval)


def _acquire(lock: FileLock) -> None:
    """Wait for a lock.

    Raises:
        CacheError: Its file can't be opened.
    """
    try:
        lock.acquire(poll_interval=_POLL)
    except OSError as error:
        message = f"can't lock the cache: {lock.lock_file}: {error.strerror or error}"
        raise CacheError(f"{message}; choose another cache with cache=…") from error


def _opened(path: Path, flags: int) -> IO[bytes]:
    """Open a regular file without a buffer; don't follow a link or wait for a pipe.

    Raises:
        OSError: The file can't be opened, or is something else.
    """
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # not on every system
        flags |= getattr(os, name, 0)
    number = os.open(path, flags, 0o666)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return os.fdopen(number, "r+b" if flags & os.O_RDWR else "rb", buffering=0)
