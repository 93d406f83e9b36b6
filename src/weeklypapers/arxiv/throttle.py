"""One request at a time, with an interval in between. The only module that imports filelock.

arXiv asks for one connection at a time and three seconds between requests, over all machines that
one controls (https://info.arxiv.org/help/api/tou.html). `Throttle` holds all threads and processes
that share its files to these terms.
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

_POLL = 0.05  # seconds between attempts to take a lock that another process holds
_UNREADABLE = "unreadable"  # in place of the times of the last request


@attrs.frozen(kw_only=True)
class Clock:
    """A source of time, in seconds.

    Attributes:
        wall: The time of day, which all processes share but anybody may set.
        steady: A time that nobody can set, but that starts anew when the machine does.
        sleep: Waits for a number of seconds.
    """

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep


class Throttle:
    """A lock, and the time of the last request.

    Args:
        path: The file beside which the lock and the time are kept, with the suffixes ``.lock`` and
            ``.last``; None for a throttle that only the threads of this process share.
        interval: Seconds between the end of a request and the start of the next.
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
        """Keep all others who share this throttle from sending a request."""
        with self._thread_lock:
            if self._file_lock is None:
                yield
                return
            with self._file_lock.acquire(poll_interval=_POLL):
                yield

    @contextmanager
    def request(self, on_wait: Callable[[float], object]) -> Generator[None]:
        """Wait until a request may be sent, and note when it has ended. Requires the `lock`.

        Args:
            on_wait: Is called with the seconds to wait, if there are any, and with 0 afterwards.
        """
        seconds = max(map(self._remaining, (self._last, self._shared_last())))
        if seconds:
            on_wait(seconds)
            self._clock.sleep(seconds)
            on_wait(0.0)
        self._note_time()  # if this process is killed during the request, the interval starts here
        try:
            yield
        finally:
            self._note_time()

    def _note_time(self) -> None:
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
        """Return the times in the file, or an empty string if no request was sent yet."""
        if self._file is None:
            return ""
        try:
            return self._file.read_text(encoding="ascii", errors="replace") or _UNREADABLE
        except FileNotFoundError:
            return ""
        except OSError as error:
            _log.warning("can't read %s, waiting for a whole interval: %s", self._file, error)
            return _UNREADABLE

    def _remaining(self, last: str) -> float:
        """Return the seconds that remain of the interval after a request.

        The clock that gives the longer wait counts. No wait exceeds the interval: a clock that
        asks for more was set, or started anew.
        """
        if not last:
            return 0.0
        try:
            wall, steady = map(float, last.split())
        except ValueError:  # the process was killed while it wrote
            return self._interval
        elapsed = min(self._clock.wall() - wall, self._clock.steady() - steady)
        return min(max(self._interval - elapsed, 0.0), self._interval)
