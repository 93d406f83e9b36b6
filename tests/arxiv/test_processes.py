"""Several processes with the same cache, and processes that are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from support.intervals import ROUNDING, gaps
from weeklypapers import ArxivClient, Progress
from weeklypapers.testing import ArxivServer, Status, make_records

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

# Print the time before the first request, and the number of cached papers after each request.
CHILD = """
import signal, sys, time, weeklypapers as wp
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells may ignore it in jobs
cache, url, interval, batch, start, count = sys.argv[1:]
ids = [f"2406.{number:05}" for number in range(int(start), int(start) + int(count))]
try:
    with wp.ArxivClient(
        cache, url=url, min_interval=float(interval), batch_size=int(batch)
    ) as client:
        print("open", time.monotonic(), flush=True)
        report = client.fetch(ids, progress=lambda seen: print(seen.done, flush=True))
    print("cached", report.cached, "records", len(report.records), flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


class Child:
    """A process that fetches papers.

    Attributes:
        lines: The lines that it has printed, as far as they were read.
    """

    def __init__(
        self, cache: Path, server: ArxivServer, interval: float, batch: int, start: int, count: int
    ) -> None:
        options = [cache, server.url, interval, batch, start, count]
        command = [sys.executable, "-W", "error", "-c", CHILD, *map(str, options)]
        self.lines: list[str] = []
        self._process = subprocess.Popen(  # noqa: S603 - our own text
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._limit = threading.Timer(300, self._process.kill)

    def __enter__(self) -> Self:
        self._limit.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._limit.cancel()
        self._process.kill()
        self._process.communicate()

    def wait_for(self, word: str) -> str:
        """Return the next line that begins with a word."""
        assert self._process.stdout
        for line in self._process.stdout:
            self.lines.append(line.rstrip())
            if line.split()[0] == word:
                return line
        raise AssertionError(f"ended without a line {word}")

    def stop(self, number: signal.Signals) -> list[str]:
        """Send a signal and return all lines."""
        self._process.send_signal(number)
        return self.ended()

    def ended(self) -> list[str]:
        """Wait for the end and return all lines; stderr must be empty."""
        assert self._process.stdout
        assert self._process.stderr
        # Not `communicate`, which skips lines that `wait_for` has buffered.
        self.lines += self._process.stdout.read().splitlines()
        assert self._process.stderr.read() == ""
        self._process.wait()
        return self.lines


def test_the_interval_holds_across_processes(tmp_path: Path) -> None:
    interval = 0.15
    with ArxivServer(make_records(60), delay=0.02) as server, ExitStack() as stack:
        server.fail(Status(503), after=2, times=2)
        server.fail(Status(429, retry_after=0), after=6)
        children = [
            stack.enter_context(Child(tmp_path / "a.sqlite", server, interval, 10, start, 30))
            for start in (1, 31)
        ]
        last = [child.ended()[-1] for child in children]
        assert last == ["cached 0 records 30"] * 2
        assert len(server.requests) == 6 + 3
        assert min(gaps(server.requests)) >= interval - ROUNDING


def test_records_cached_by_another_process_are_not_requested(tmp_path: Path) -> None:
    with ArxivServer(make_records(40), delay=0.1) as server, ExitStack() as stack:
        cache = tmp_path / "a.sqlite"
        children = [stack.enter_context(Child(cache, server, 0.05, 10, 1, 40)) for _ in range(3)]
        last = [child.ended()[-1] for child in children]
    asked = [one for request in server.requests for one in request.ids]
    assert len(asked) == len(set(asked)) == 40
    assert all(line.endswith("records 40") for line in last)
    assert min(gaps(server.requests)) >= 0.05 - ROUNDING


@pytest.mark.parametrize("kills", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_a_killed_process_loses_no_received_record(tmp_path: Path, kills: int) -> None:
    chance = random.Random(7)
    batch = 5
    count = kills * 100
    arrived = 0
    with ArxivServer(make_records(count)) as server:
        for kill in range(kills):
            before, known = len(server.requests), arrived
            end = min(known + 95, count - batch)  # some papers always remain
            with Child(tmp_path / "a.sqlite", server, 0.001, batch, 1, end) as child:
                if kill == 0:  # even on a slow machine, some papers arrive
                    child.wait_for(str(batch))
                elif chance.random() < 0.8:
                    child.wait_for("open")
                time.sleep(chance.uniform(0, 0.12))
                lines = child.stop(signal.SIGKILL)
            asked = [one for request in server.requests[before:] for one in request.ids]
            assert all(int(one[5:]) > known for one in asked)
            arrived = max([arrived, *(int(line) for line in lines if line.isdecimal())])
        assert 0 < arrived < count
        before = len(server.requests)
        with Child(tmp_path / "a.sqlite", server, 0.0, 250, 1, count) as child:
            assert child.ended()[-1].endswith(f"records {count}")
        # A request of a process that was killed may arrive late.
        rest = {one for request in server.requests[before:] for one in request.ids}
        assert arrived <= count - len(rest) <= arrived + batch
        assert not list(tmp_path.glob("*.aside-*"))


def test_a_process_killed_during_a_request_releases_the_lock(tmp_path: Path) -> None:
    interval = 1.0
    with ArxivServer(make_records(2), delay=3600) as server:
        with Child(tmp_path / "a.sqlite", server, interval, 1, 1, 1) as child:
            opened = float(child.wait_for("open").split()[1])
            while not server.requests:
                time.sleep(0.01)
            with Child(tmp_path / "a.sqlite", server, interval, 1, 2, 1) as other:
                other.wait_for("open")
                time.sleep(0.2)
                assert len(server.requests) == 1  # one connection at a time
                server.delay = 0.0
                child.stop(signal.SIGKILL)
                assert other.ended()[-1] == "cached 0 records 1"
        _, second = server.requests
        assert second.start - opened >= interval - ROUNDING


def test_an_interrupted_fetch_keeps_received_records(tmp_path: Path) -> None:
    count = 1000  # too many to finish before the interruption
    with ArxivServer(make_records(count)) as server:
        with Child(tmp_path / "a.sqlite", server, 0.05, 5, 1, count) as child:
            child.wait_for("15")
            assert child.stop(signal.SIGINT)[-1] == "interrupted"
        before = len(server.requests)
        with ArxivClient(tmp_path / "a.sqlite", url=server.url, min_interval=0.0) as client:
            report = client.fetch([f"2406.{number:05}" for number in range(1, count + 1)])
        assert 15 <= report.cached < count
        assert len(report.records) == count
        asked = {one for request in server.requests[before:] for one in request.ids}
        assert len(asked) == count - report.cached


@pytest.mark.parametrize("delay", [0.0, 0.1])
def test_the_duration_is_that_of_the_interval_and_the_server(delay: float) -> None:
    interval, batches = 0.2, 8
    seen: list[Progress] = []
    with (
        ArxivServer(make_records(batches * 10), delay=delay) as server,
        ArxivClient(":memory:", url=server.url, min_interval=interval, batch_size=10) as client,
    ):
        start = time.perf_counter()
        work = time.process_time()
        ids = [f"2406.{number:05}" for number in range(1, batches * 10 + 1)]
        client.fetch(ids, progress=seen.append)
        took = time.perf_counter() - start
        worked = time.process_time() - work
    assert len(server.requests) == batches
    assert took >= (batches - 1) * interval + batches * delay - ROUNDING * batches
    assert min(gaps(server.requests)) >= interval - ROUNDING
    # The client waits no longer, and uses hardly any time itself.
    waits = [progress.waiting for progress in seen if progress.waiting]
    assert len(waits) <= batches - 1
    assert max(waits) <= interval
    assert worked < interval * batches / 2
