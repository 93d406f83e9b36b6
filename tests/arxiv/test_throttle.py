"""The throttle, with a clock that the test sets."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from weeklypapers.arxiv.throttle import Clock, Throttle


class TestThrottle:
    def clock(self) -> tuple[Clock, dict[str, float], list[float]]:
        now = {"wall": 1000.0, "steady": 50.0}
        slept: list[float] = []

        def sleep(seconds: float) -> None:
            slept.append(round(seconds, 3))
            now["wall"] += seconds
            now["steady"] += seconds

        clock = Clock(wall=lambda: now["wall"], steady=lambda: now["steady"], sleep=sleep)
        return clock, now, slept

    def wait(self, one: Throttle) -> None:
        with one.lock(), one.request(lambda seconds: None):
            pass

    @pytest.mark.parametrize(
        ("wall", "steady", "expected"),
        [
            (0, 0, [3]),
            (1, 1, [2]),
            (9, 9, []),
            (-500, 1, [3]),  # the clock was set back
            (500, 1, [2]),  # the clock was set forward
            (9, -49, [3]),  # the machine was restarted
        ],
    )
    def test_waits_by_the_clock_that_waits_longer(
        self, cache: Path, wall: float, steady: float, expected: list[float]
    ) -> None:
        clock, now, slept = self.clock()
        self.wait(Throttle(cache, 3, clock=clock))
        now["wall"] += wall
        now["steady"] += steady
        self.wait(Throttle(cache, 3, clock=clock))
        assert slept == expected

    @pytest.mark.parametrize(
        "torn", ["", "1000.", "soon", "1 2 3", "\x00\x00", "-inf -inf", "nan 1", "9" * 200]
    )
    def test_a_torn_note_means_a_whole_interval(self, cache: Path, torn: str) -> None:
        clock, _, slept = self.clock()
        Path(f"{cache}.last").write_text(torn)
        self.wait(Throttle(cache, 3, clock=clock))
        assert slept == [3]

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
    def test_a_link_in_place_of_the_note_is_neither_followed_nor_believed(
        self, cache: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        clock, _, slept = self.clock()
        victim = cache.parent / "victim"
        victim.write_text("900 1")
        Path(f"{cache}.last").symlink_to(victim)
        self.wait(Throttle(cache, 3, clock=clock))
        assert slept == [3]
        assert victim.read_text() == "900 1"
        assert "can't write" in caplog.text

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
    def test_a_pipe_in_place_of_the_note_is_not_waited_for(self, cache: Path) -> None:
        clock, _, slept = self.clock()
        os.mkfifo(f"{cache}.last")
        self.wait(Throttle(cache, 3, clock=clock))
        assert slept == [3]

    @pytest.mark.parametrize("has_file", [True, False])
    def test_who_waits_has_the_next_turn(self, cache: Path, *, has_file: bool) -> None:
        shared = Throttle(cache if has_file else None, 0)
        order: list[str] = []
        waiting = threading.Event()

        def work() -> None:
            waiting.set()
            with Throttle(cache, 0).lock() if has_file else shared.lock():
                order.append("other")

        other = threading.Thread(target=work)
        for number in range(20):
            with shared.lock():
                order.append("one")
                if number == 0:
                    other.start()
                    waiting.wait()
                time.sleep(0.02)
        other.join()
        assert order.index("other") < 15

    def test_waits_without_a_file_too(self, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
        clock, _, slept = self.clock()
        alone = Throttle(None, 3, clock=clock)
        self.wait(alone)
        self.wait(alone)
        Path(f"{cache}.last").mkdir()
        one = Throttle(cache, 3, clock=clock)
        with one.request(lambda seconds: None):
            pass
        assert slept == [3, 3]
        assert "other processes may not wait long enough" in caplog.text

    def test_reports_the_wait(self) -> None:
        clock, _, _ = self.clock()
        told: list[float] = []
        one = Throttle(None, 3, clock=clock)
        for _ in range(2):
            with one.request(told.append):
                pass
        assert told == [3.0, 0.0]


def test_a_note_that_can_not_be_read_means_a_whole_interval(
    cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    slept: list[float] = []
    cache.with_name(f"{cache.name}.last").mkdir()
    one = Throttle(cache, 3, clock=Clock(sleep=slept.append))
    with one.lock(), one.request(lambda seconds: None):
        pass
    assert slept == [3]
    assert "waiting for a full interval" in caplog.text
