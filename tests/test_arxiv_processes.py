"""Several processes with one cache, and what is left when one is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from weeklypapers import ArxivClient
from weeklypapers.testing import ArxivServer, make_records
from weeklypapers.testing.faults import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self

    from weeklypapers.testing import Request

# Says after each request how many papers are done: these are in the cache by then.
CHILD = """
import signal, sys, weeklypapers as wp
signal.signal(signal.SIGINT, signal.default_int_handler)  # which jobs of a shell may ignore
cache, url, interval, batch, start, count = sys.argv[1:]
ids = [f"2406.{number:05}" for number in range(int(start), int(start) + int(count))]
try:
    with wp.ArxivClient(
        cache, url=url, min_interval=float(interval), batch_size=int(batch)
    ) as client:
        print("open", flush=True)
        report = client.fetch(ids, progress=lambda seen: print(seen.done, flush=True))
    print("cached", report.cached, "records", len(report.records), flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
MEASURED = 0.005  # seconds by which the server may note the end of an answer too late


class Child:
    """A process that fetches papers."""

    def __init__(
        self, cache: Path, server: ArxivServer, interval: float, batch: int, start: int, count: int
    ) -> None:
        options = [cache, server.url, interval, batch, start, count]
        command = [sys.executable, "-W", "error", "-c", CHILD, *map(str, options)]
        self.process = subprocess.Popen(  # noqa: S603 - our own text
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def wait_for(self, line: str) -> None:
        assert self.process.stdout
        while (got := self.process.stdout.readline()) and got.strip() != line:
            pass

    def ended(self) -> list[str]:
        """The lines that it has said, once it has ended, which it did without a complaint."""
        out, errors = self.process.communicate(timeout=60)
        assert errors == ""
        return out.splitlines()


def gaps(requests: Sequence[Request]) -> list[float]:
    """Seconds from the end of each request to the beginning of the next."""
    assert all(request.end for request in requests[:-1])
    return [after.start - (before.end or 0) for before, after in pairwise(requests)]


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
        assert min(gaps(server.requests)) >= interval - MEASURED


def test_what_another_process_brings_is_not_asked_for(tmp_path: Path) -> None:
    with ArxivServer(make_records(40), delay=0.1) as server, ExitStack() as stack:
        cache = tmp_path / "a.sqlite"
        children = [stack.enter_context(Child(cache, server, 0.05, 10, 1, 40)) for _ in range(3)]
        last = [child.ended()[-1] for child in children]
    asked = [one for request in server.requests for one in request.ids]
    assert len(asked) == len(set(asked)) == 40
    assert all(line.endswith("records 40") for line in last)
    assert min(gaps(server.requests)) >= 0.05 - MEASURED


def test_killed_at_any_moment_it_loses_nothing_that_had_arrived(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    count, batch, kills = 2000, 5, 20
    arrived = 0
    with ArxivServer(make_records(count)) as server:
        for kill in range(kills):
            before, known = len(server.requests), arrived
            with Child(tmp_path / "a.sqlite", server, 0.001, batch, 1, count) as child:
                if kill == 0:  # on the slowest machine, something arrives
                    child.wait_for(str(batch))
                    arrived = batch
                elif chance.random() < 0.8:
                    child.wait_for("open")
                time.sleep(chance.uniform(0, 0.12))
                child.process.send_signal(signal.SIGKILL)
                out, errors = child.process.communicate(timeout=60)
            assert errors == ""
            asked = [one for request in server.requests[before:] for one in request.ids]
            assert all(int(one[5:]) > known for one in asked)
            done = [int(line) for line in out.splitlines() if line.isdecimal()]
            arrived = max([arrived, *done])
        assert 0 < arrived < count
        before = len(server.requests)
        with Child(tmp_path / "a.sqlite", server, 0.0, 250, 1, count) as child:
            assert child.ended()[-1].endswith(f"records {count}")
        asked = [one for request in server.requests[before:] for one in request.ids]
        assert arrived <= count - len(asked) <= arrived + batch
        assert not list(tmp_path.glob("*.aside-*"))


def test_one_that_is_killed_in_a_request_frees_the_slot(tmp_path: Path) -> None:
    with ArxivServer(make_records(2), delay=30) as server:
        with Child(tmp_path / "a.sqlite", server, 0.1, 1, 1, 1) as child:
            child.wait_for("open")
            while not server.requests:
                time.sleep(0.01)
            with Child(tmp_path / "a.sqlite", server, 0.1, 1, 2, 1) as other:
                other.wait_for("open")
                time.sleep(0.2)
                assert len(server.requests) == 1  # one connection at a time
                server.delay = 0.0
                child.process.send_signal(signal.SIGKILL)
                assert other.ended()[-1] == "cached 0 records 1"
        first, second = server.requests
        assert second.start - first.start >= 0.1 - MEASURED


def test_interrupted_it_keeps_what_had_arrived(tmp_path: Path) -> None:
    with ArxivServer(make_records(100)) as server:
        with Child(tmp_path / "a.sqlite", server, 0.05, 5, 1, 100) as child:
            child.wait_for("15")
            child.process.send_signal(signal.SIGINT)
            lines = child.ended()
        assert lines[-1] == "interrupted"
        asked = len(server.requests)
        assert asked < 20
        with ArxivClient(tmp_path / "a.sqlite", url=server.url, min_interval=0.0) as client:
            report = client.fetch([f"2406.{number:05}" for number in range(1, 101)])
        assert report.cached >= 15
        assert len(report.records) == 100
        assert len(server.requests) == asked + 1


@pytest.mark.parametrize("delay", [0.0, 0.1])
def test_the_time_it_takes_is_that_of_the_interval_and_the_server(delay: float) -> None:
    interval, batches = 0.2, 8
    with (
        ArxivServer(make_records(batches * 10), delay=delay) as server,
        ArxivClient(":memory:", url=server.url, min_interval=interval, batch_size=10) as client,
    ):
        start = time.perf_counter()
        client.fetch([f"2406.{number:05}" for number in range(1, batches * 10 + 1)])
        took = time.perf_counter() - start
    assert len(server.requests) == batches
    expected = (batches - 1) * interval + batches * delay
    assert expected <= took <= expected * 1.1
