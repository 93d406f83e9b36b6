"""Limits of the processor time that a test needs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["cpu_limit"]


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Assert that this process computes for less than some seconds, however busy the machine is.

    A limit is far above the time that is needed, and far below a time that grows with the square
    of the size.
    """
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds
