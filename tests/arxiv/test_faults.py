"""The client with a faulty server: no paper is lost, wrong or invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.faults import (
    BadDate,
    Bomb,
    Cut,
    Doubled,
    Drip,
    Edited,
    Empty,
    Entities,
    Foreign,
    Hang,
    Html,
    Lacking,
    Paged,
    Plain,
    Poison,
    Redirect,
    Refused,
    Reset,
)
from support.intervals import gaps
from weeklypapers import (
    ArxivClient,
    FetchReport,
    Progress,
)
from weeklypapers.testing import ArxivServer, Status, make_records
from weeklypapers.testing.server import Fault

COUNT = 12


RECORDS = {record.id.unversioned: record for record in make_records(COUNT)}


IDS = list(RECORDS)


def replaced(old: bytes, new: bytes) -> Edited:
    return Edited(lambda body: body.replace(old, new, 1))


FAULTS: dict[str, Fault] = {
    "429": Status(429),
    "429 with seconds": Status(429, retry_after=0),
    "503": Status(503),
    "503 with a date": Status(503, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
    "500": Status(500),
    "400": Status(400),
    "404": Status(404),
    "204": Status(204),
    "reset": Reset(),
    "cut": Cut(),
    "cut at the end": Cut(at=0.99),
    "cut, announced": Cut(is_announced=True),
    "nothing": Cut(at=0.0),
    "html": Html(),
    "html 503": Html(status=503),
    "plain": Plain(),
    "plain 503": Plain(status=503),
    "empty": Empty(),
    "lacking": Lacking(),
    "lacking, counted": Lacking(is_counted=True),
    "paged": Paged(),
    "foreign": Foreign(),
    "foreign alone": Foreign(alone=True),
    "doubled": Doubled(),
    "entities": Entities(),
    "redirect": Redirect("http://127.0.0.1:9/api/query"),
    "redirect to itself": Redirect("/api/query?id_list=2406.00001"),
    "no total": replaced(b"totalResults", b"total"),
    "junk behind": Edited(lambda body: body + b"<!-- --> Rate exceeded."),
    "bad utf-8": replaced(b"find", b"\xff\xfe"),
    "nul": replaced(b"find", b"\0"),
    "unknown entity": replaced(b"find", b"&nbsp;"),
    "other version": Edited(lambda body: re.sub(rb"(abs/[^v<]+)v1<", rb"\1v2x<", body)),
}


SLOW: dict[str, Fault] = {
    "hang": Hang(),
    "drip": Drip(),
    "drip from the start": Drip(from_start=True),
    "bomb": Bomb(40 * 2**20),
}


SINGLE: dict[str, tuple[Fault, str]] = {
    "bad date": (BadDate("2406.00001"), "bad answer"),
    "no such day": (BadDate("2406.00001", "2024-02-30T00:00:00Z"), "bad answer"),
    "no zone": (BadDate("2406.00001", "2024-02-03T00:00:00"), "bad answer"),
    "no time": (BadDate("2406.00001", "2024-02-03"), "bad answer"),
    "not in utc": (BadDate("2406.00001", "9999-12-31T23:59:59-23:00"), "bad answer"),
    "poison": (Poison("2406.00001"), "unavailable"),
    "refused": (Refused("2406.00001"), "malformed"),
}


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(RECORDS.values()) as server:
        yield server


def opened(server: ArxivServer, **options: Any) -> ArxivClient:
    defaults = {"cache": ":memory:", "min_interval": 0.0, "timeout": 60.0, "url": server.url}
    return ArxivClient(**{**defaults, **options})


def check(report: FetchReport) -> None:
    """Check that each identifier has exactly one outcome, and that the records are correct."""
    ended = [*report.records, *report.missing, *report.failed]
    assert sorted(map(str, ended)) == sorted(map(str, IDS))
    for asked, record in report.records.items():
        assert attrs.evolve(record, retrieved=None) == RECORDS[asked]


def check_once(server: ArxivServer, fault: Fault, batch: int, after: int, **options: Any) -> None:
    server.fail(fault, after=after)
    with opened(server, batch_size=batch, **options) as client:
        report = client.fetch(IDS)
        check(report)
        assert len(report.records) == COUNT
        assert report.requests == len(server.requests)
        assert client.fetch(IDS).cached == COUNT


def check_lasting(
    server: ArxivServer, fault: Fault, batch: int, after: int, **options: Any
) -> None:
    server.fail(fault, times=None, after=after)
    with opened(server, batch_size=batch, **options) as client:
        report = client.fetch(IDS)
        check_failed(report, server, after, batch)
        check_completed(client, server, report)


def check_failed(report: FetchReport, server: ArxivServer, after: int, batch: int) -> None:
    check(report)
    assert not report.missing
    assert len(report.records) >= after * batch
    if len(report.records) == after * batch:  # no answer arrived
        assert len(server.requests) <= after + 7


def check_completed(client: ArxivClient, server: ArxivServer, report: FetchReport) -> None:
    """Check that the client requests only failed papers after the faults have ended."""
    server.heal()
    sent = len(server.requests)
    completed = client.fetch(IDS)
    check(completed)
    assert len(completed.records) == COUNT
    assert completed.cached == len(report.records)
    asked = {one for request in server.requests[sent:] for one in request.ids}
    assert asked == set(map(str, report.failed))


PLACES = {"alone": (COUNT, 0), "before": (4, 0), "between": (4, 1), "after": (4, 2)}


@pytest.mark.parametrize(("batch", "after"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
class TestAnyFault:
    def test_once(self, server: ArxivServer, fault: Fault, batch: int, after: int) -> None:
        check_once(server, fault, batch, after)

    def test_lasting(self, server: ArxivServer, fault: Fault, batch: int, after: int) -> None:
        check_lasting(server, fault, batch, after)


@pytest.mark.parametrize("fault", SLOW.values(), ids=SLOW)
class TestSlowFault:
    def test_once(self, server: ArxivServer, fault: Fault) -> None:
        check_once(server, fault, 4, 1, timeout=0.5)

    def test_lasting(self, server: ArxivServer, fault: Fault, tmp_path: Path) -> None:
        cache = tmp_path / "a.sqlite"
        server.fail(fault, times=None, after=1)
        with opened(server, cache=cache, batch_size=4, timeout=0.4, retries=0) as client:
            report = client.fetch(IDS)
            check_failed(report, server, 1, 4)
        with opened(server, cache=cache, batch_size=4) as client:
            check_completed(client, server, report)


@pytest.mark.parametrize(("batch", "after"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(("fault", "reason"), SINGLE.values(), ids=SINGLE)
class TestFaultOfOnePaper:
    def test_once(
        self, server: ArxivServer, fault: Fault, reason: str, batch: int, after: int
    ) -> None:
        check_once(server, fault, batch, 0)

    def test_lasting(
        self, server: ArxivServer, fault: Fault, reason: str, batch: int, after: int
    ) -> None:
        server.fail(fault, times=None)
        with opened(server, batch_size=batch) as client:
            report = client.fetch(IDS)
            check(report)
            assert len(report.records) == COUNT - 1
            assert report.failed[IDS[0]].reason == reason
            server.heal()
            assert len(client.fetch(IDS).records) == COUNT


class TestOnePaperAlone:
    """The only witnesses for a single paper are in the cache."""

    @pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
    def test_lasting(self, server: ArxivServer, fault: Fault) -> None:
        with opened(server) as client:
            client.fetch(IDS[1:])
            server.fail(fault, times=None)
            report = client.fetch(IDS[:1])
            assert not report.missing
            assert all(record.id.id == IDS[0].id for record in report.records.values())
            server.heal()
            assert client.fetch(IDS).records.keys() == set(IDS)


# The name of a fault, the number of wrong answers, and of right ones before.
_SEQUENCES = st.lists(
    st.tuples(st.sampled_from(sorted(FAULTS)), st.integers(1, 3), st.integers(0, 2)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=examples(60), deadline=None)
@given(_SEQUENCES, st.sampled_from([1, 2, 5, COUNT]))
def test_no_sequence_of_faults_makes_a_paper_missing_or_wrong(
    faults: list[tuple[str, int, int]], batch: int
) -> None:
    with ArxivServer(RECORDS.values()) as server:
        for name, times, after in faults:
            server.fail(FAULTS[name], times=times, after=after)
        with opened(server, batch_size=batch) as client:
            report = client.fetch(IDS)
            check(report)
            assert not report.missing
            check_completed(client, server, report)


def test_the_wait_is_the_requested_one(server: ArxivServer) -> None:
    server.fail(Status(503, retry_after=1))
    seen: list[Progress] = []
    with opened(server) as client:
        assert len(client.fetch(IDS, progress=seen.append).records) == COUNT
    (gap,) = gaps(server.requests)
    assert gap >= 1.0
    assert [progress.waiting for progress in seen if progress.waiting] == [1.0]


def test_a_requested_wait_of_hours_ends_the_fetch(server: ArxivServer) -> None:
    server.fail(Status(503, retry_after=3600), times=None, after=1)
    with opened(server, batch_size=4) as client:
        report = client.fetch(IDS)
    assert (len(report.records), len(report.failed), report.requests) == (4, 8, 2)
    assert "asks to wait 3600 s" in str(report.failed[IDS[-1]])
