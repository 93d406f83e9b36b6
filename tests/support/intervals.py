"""The time between requests, on one clock.

`ArxivServer` records the end of a request before it sends the answer, and the start of the next one
after it was received. The time between them is at least as long as the client waits, however busy
the machine is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from weeklypapers.testing import Request

__all__ = ["ROUNDING", "gaps"]

ROUNDING = 0.0002  # seconds; two times recorded to a tenth of a millisecond


def gaps(requests: Sequence[Request]) -> list[float]:
    """Return the seconds from the end of each request to the start of the next."""
    ends = [request.end for request in requests]
    assert all(ends[:-1])
    return [after.start - (before.end or 0) for before, after in pairwise(requests)]
