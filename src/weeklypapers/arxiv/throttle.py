"""The one slot in which requests are sent. The only module that imports filelock.

arXiv asks for one connection at a time and three seconds between requests, over all machines that
one controls (https://info.arxiv.org/help/api/tou.html). The slot sees to it for all threads and
processes that share its file.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

__all__ = ["Clock", "Slot"]

_log = logging.getLogger("weeklypapers")

_POLL = 0.05  # seconds between looks at a lock that another process holds


@attrs.frozen(kw_only=True)
class Clock:
    """What tells the time, in seconds, and waits.

    Attributes:
        wall: The time of day, which all processes share but somebody may set.
        steady: A time that nobody can set, but that begins anew when the machine does.
        sleep: Waits for some seconds.
    """

    wall: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep


class Slot:
    """Lets one request at a time pass, an interval after the end of the last.

    Args:
        path: Name of the two files, less their suffixes; None for a slot of this object alone.
        interval: Seconds between the end of a request and the beginning of the next.
        clock: What tells the time.
    """

    def __init__(self, path: Path | None, interval: float, *, clock: Clock | None = None) -> None:
        self._interval = interval
        self._clock = clock or Clock()
        self._threads = threading.Lock()
        self._own_stamp = ""
        self._file = path.with_name(f"{path.name}.last") if path else None
        self._lock = FileLock(f"{path}.lock", thread_local=False) if path else None

    @contextmanager
    def held(self) -> Generator[None]:
        """Holds the slot: nobody else who shares it sends a request."""
        with self._threads:
            if self._lock is None:
                yield
                return
            with self._lock.acquire(poll_interval=_POLL):
                yield

    def wait(self, tell: Callable[[float], object]) -> None:
        """Waits until a request may be sent; to be called by who holds the slot.

        Args:
            tell: Is called with the seconds to wait, if there are any, and at the end with 0.
        """
        seconds = self._due()
        if seconds:
            tell(seconds)
            self._clock.sleep(seconds)
            tell(0.0)
        self.stamp()  # if this process is killed, the interval begins now

    def stamp(self) -> None:
        """Notes that a request has ended now; to be called by who holds the slot."""
        self._own_stamp = f"{self._clock.wall():.4f} {self._clock.steady():.4f}"
        if self._file is not None:
            try:
                self._file.write_text(self._own_stamp, encoding="ascii")
            except OSError as error:
                _log.warning(
                    "can't write %s, others may not wait long enough: %s", self._file, error
                )

    def _due(self) -> float:
        """Seconds until a request may be sent."""
        return max(self._due_after(stamp) for stamp in (self._own_stamp, self._shared_stamp()))

    def _shared_stamp(self) -> str:
        """What stands in the file; nothing if there is none."""
        if self._file is None:
            return ""
        try:
            return self._file.read_text(encoding="ascii", errors="replace") or "torn"
        except FileNotFoundError:
            return ""
        except OSError as error:
            _log.warning("can't read %s, a whole interval is waited: %s", self._file, error)
            return "torn"

    def _due_after(self, stamp: str) -> float:
        """Both clocks are asked, and the one that waits longer is right.

        Neither can mean more than the interval: one that does was set, or began anew.
        """
        if not stamp:
            return 0.0
        try:
            wall, steady = map(float, stamp.split())
        except ValueError:  # the process was killed as it wrote
            return self._interval
        passed = (self._clock.wall() - wall, self._clock.steady() - steady)
        return max(min(max(self._interval - one, 0.0), self._interval) for one in passed)
