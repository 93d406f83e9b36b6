"""Shares of the time of a task, by function, from samples of the stack.

cProfile makes each call of a Python function slower, but not those of functions in C, and so its
shares are wrong for code that consists of both. Samples don't change the code that they observe.
"""

from __future__ import annotations

import gc
import signal
import time
from collections import defaultdict
from types import FrameType

from speed_rows.measuring import Pair, Row, pair_of

__all__ = ["shares"]

_INTERVAL = 0.0005  # seconds between two samples
_LEAST = 0.4  # seconds of samples
_MOST_RUNS = 40
_TOP = 4
_PACKAGE = "weeklypapers."


def shares(row: Row, papers: int, top: int = _TOP) -> list[tuple[str, float]]:
    """Return the functions of the package that use most of the time of a job, and their shares.

    The time of functions of other packages, and of those in C, counts for the function that calls
    them.
    """
    pair = pair_of(row, papers)
    pair.reset()
    pair.ours()  # imports and caches that last
    times: defaultdict[str, float] = defaultdict(float)
    for _ in range(_MOST_RUNS):
        pair.reset()
        gc.collect()
        _sample(pair, times)
        if sum(times.values()) > _LEAST:
            break
    total = sum(times.values())
    longest = sorted(times, key=times.__getitem__, reverse=True)[:top]
    return [(name, times[name] / total) for name in longest]


def _sample(pair: Pair, times: defaultdict[str, float]) -> None:
    """Run a task once, and add the processor time between samples to their functions."""
    last = time.process_time()

    def add(_: int, frame: FrameType | None) -> None:
        nonlocal last
        # Python handles a signal after the function in C that it interrupts has returned.
        now = time.process_time()
        times[_function(frame)] += now - last
        last = now

    handler = signal.signal(signal.SIGALRM, add)
    signal.setitimer(signal.ITIMER_REAL, _INTERVAL, _INTERVAL)
    try:
        pair.ours()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


def _function(frame: FrameType | None) -> str:
    """Return the name of the innermost function of the package on a stack."""
    while frame:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(_PACKAGE):
            name = frame.f_code.co_qualname.partition(".<locals>")[0]
            return f"{module.removeprefix(_PACKAGE)}.{name}"
        frame = frame.f_back
    return "other code"
