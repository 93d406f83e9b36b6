"""The time limit of one request."""

from __future__ import annotations

import threading

from weeklypapers.arxiv.deadline import Deadline


def test_a_connection_is_stopped_when_the_time_is_up() -> None:
    stopped = threading.Event()
    with Deadline(0.01) as deadline:
        deadline.watch(stopped.set)
        assert stopped.wait(60)
    assert deadline.passed


def test_a_connection_that_is_established_too_late_is_stopped_at_once() -> None:
    stopped = threading.Event()
    with Deadline(-1) as deadline:
        while not deadline.passed:
            pass
        deadline.watch(stopped.set)
        assert stopped.is_set()
        assert not deadline.connected


def test_a_connection_that_ends_in_time_is_not_stopped() -> None:
    stopped = threading.Event()
    with Deadline(60) as deadline:
        deadline.watch(stopped.set)
    assert deadline.connected
    assert not deadline.passed
    assert not stopped.is_set()


def test_a_connection_that_is_closed_already_is_no_error() -> None:
    failed = threading.Event()

    def stop() -> None:
        failed.set()
        raise OSError("it is closed")

    with Deadline(60) as deadline:
        deadline.passed = True
        deadline.watch(stop)
    assert failed.is_set()
