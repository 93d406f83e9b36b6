"""A time limit for one request, from its start to the last byte of its answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

__all__ = ["Deadline"]


class Deadline:
    """A time limit for one request, after which its connection is shut down.

    The timeout of requests applies to each read, so a server that sends a byte now and then could
    hold a request forever.

    Args:
        seconds: The time from now.

    Attributes:
        passed: True if the time is up.
        connected: True if a connection was established in time, including TLS.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self.connected = False
        self._stop: Callable[[], object] | None = None
        self._timer = threading.Timer(max(seconds, 0.0), self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def watch(self, stop: Callable[[], object]) -> None:
        """Call a function that shuts a connection down when the time is up."""
        self._stop = stop
        if self.passed:
            self._pass()
        else:
            self.connected = True

    def _pass(self) -> None:
        self.passed = True
        if self._stop is not None:
            with suppress(OSError, RuntimeError, ValueError):  # it may be closed already
                self._stop()
