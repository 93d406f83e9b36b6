"""A limit of the processor time that a test needs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["hang_guard"]

_MOST_SECONDS = 30  # of the processor


@contextmanager
def hang_guard() -> Iterator[None]:
    """Assert that code doesn't hang on an input that once needed far too long, or could.

    The code needs less than a second, and an exponential rule would need hours. How time grows
    with the size of an input is measured by `benchmarks/growth.py`, and not in tests.
    """
    start = time.process_time()
    yield
    assert time.process_time() - start < _MOST_SECONDS
