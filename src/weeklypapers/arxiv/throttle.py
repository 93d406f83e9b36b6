"""One request at a time, with an interval between requests. The only module that imports filelock.

arXiv allows one connection at a time and one request every three seconds, for all machines under
one's control (https://info.arxiv.org/help/api/tou.html). `Throttle` enforces these terms for all
threads and processes that share its files.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import attrs
from filelock import FileLock

__all__ = ["Clock", "Throttle"]

_log = logging.getLogger("weeklypapers")

_POLL = 0.05  # seconds between attempts to acquire a lock of another process
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
    """A lock, and the time of the last request.

    Args:
        path: The path to which ``.lock`` and ``.last`` are added for the files with the lock and
            the time; None for a throttle that only the threads of this process share.
        interval: The seconds between the end of a request and the start of the next.
        clock: The source of time.
    """

    def __init__(self, path: Path | None, interval: float, *, clock: Clock | None = None) -> None:
        self._interval = interval
        self._clock = clock or Clock()
        self._thread_lock = threading.Lock()
        self._file_lock = FileLock(f"{path}.lock", thread_local=False) if path else None
        self._file = path.with_name(f"{path.name}.last") if path else None
        self._last = ""

    @contextmanager
    def lock(self) -> Generator[None]:
        """Prevent requests by all others who share this throttle."""
        with self._thread_lock:
            if self._file_lock is None:
                yield
                return
            with self._file_lock.acquire(poll_interval=_POLL):
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
                self._file.write_text(self._last, encoding="ascii")
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
            return self._file.read_text(encoding="ascii", errors="replace") or _UNREADABLE
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
        elapsed = min(self._clock.wall() - wall, self._clock.steady() - steady)
        return min(max(self._interval - elapsed, 0.0), self._interval)
