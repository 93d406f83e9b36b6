"""The client against an arXiv on this machine: what is asked, cached and reported."""

from __future__ import annotations

import inspect
import json
import logging
import os
import pickle
import re
import sqlite3
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import arxiv
import attrs
import pytest
import requests
from arxiv import _feed as arxiv_feed

import weeklypapers as wp
from support.faults import Edited
from support.intervals import ROUNDING, gaps
from weeklypapers import (
    ArxivClient,
    ArxivId,
    ArxivRecord,
    CacheError,
    CacheWarning,
    InvalidValueError,
    Progress,
    SourceError,
)
from weeklypapers.arxiv import query, slot, store
from weeklypapers.arxiv.feed import read_feed
from weeklypapers.arxiv.gather import NoAnswer
from weeklypapers.testing import ArxivServer, make_papers, make_record, make_records
from weeklypapers.testing.feeds import feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(make_records(20)) as server:
        yield server


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "arxiv.sqlite"


def opened(server: ArxivServer, cache: Path | str = ":memory:", **options: Any) -> ArxivClient:
    return ArxivClient(cache, url=server.url, **{"min_interval": 0.0, **options})


def without_time(record: ArxivRecord) -> ArxivRecord:
    return attrs.evolve(record, retrieved=None)


def texts(ids: Iterable[object]) -> list[str]:
    return [str(one) for one in ids]


class TestRecords:
    def test_are_what_arxiv_says(self, server: ArxivServer) -> None:
        before = datetime.now(UTC).replace(microsecond=0)
        rich = make_record(
            "quant-ph/0201082v3",
            title='A <b>bold</b> & "quoted" title with $x < y$ that is wrapped onto a second line',
            comment="3 pages;\nwithdrawn",
            journal_ref="Phys. Rev. A 65",
            doi="10.1103/PhysRevA.65.1",
            categories=[wp.Category(code="quant-ph"), wp.Category.parse("81P68")],
        )
        server.add([rich])
        with opened(server) as client:
            record = client.fetch(["quant-ph/0201082"]).records[ArxivId("quant-ph/0201082")]
        assert without_time(record) == attrs.evolve(rich, comment="3 pages; withdrawn")
        assert record.authors[0].affiliations == ("Analytical Engines & Co.",)
        assert record.retrieved
        assert before <= record.retrieved <= datetime.now(UTC)

    def test_are_by_identifier_as_asked(self, server: ArxivServer) -> None:
        server.add([make_record("2406.00001v3"), make_record("2406.00001v2")])
        asked = ["2406.00001v2", "https://arxiv.org/abs/2406.00001", "arXiv:2406.00001v1"]
        with opened(server) as client:
            report = client.fetch(asked)
        assert {str(one): str(record.id) for one, record in report.records.items()} == {
            "2406.00001v2": "2406.00001v2",
            "2406.00001": "2406.00001v3",
            "2406.00001v1": "2406.00001v1",
        }
        assert report.requests == 2  # the bare one apart

    def test_primary_category_may_be_absent(self, server: ArxivServer) -> None:
        primary = re.compile(rb"<arxiv:primary_category[^>]*>")
        server.fail(Edited(lambda feed: primary.sub(b"", feed)))
        with opened(server) as client:
            (record,) = client.fetch(["2406.00001"]).records.values()
        assert record.primary_category == record.categories[0]

    def test_what_two_parsers_read_differently_is_not_believed(self) -> None:
        body = feed([make_record("2406.00001")])
        read = read_feed(body, {ArxivId("2406.00001")})
        (result,) = arxiv_feed.parse(body).results
        now = datetime.now(UTC)
        assert query._answer(read, list(read.entries), [result], now).records
        result.authors.pop()
        with pytest.raises(NoAnswer, match="two parsers read different entries"):
            query._answer(read, list(read.entries), [result], now)

    def test_repeated_identifiers_are_asked_for_once(self, server: ArxivServer) -> None:
        with opened(server) as client:
            report = client.fetch(["2406.00001", "arXiv:2406.00001", ArxivId("2406.00001")])
        assert server.requests[0].ids == ("2406.00001",)
        assert len(report.records) == 1

    def test_nothing_asked_is_nothing_sent(self, server: ArxivServer) -> None:
        with opened(server) as client:
            assert client.fetch([]) == wp.FetchReport()
        assert not server.requests


class TestThreeEnds:
    def test_missing_after_a_second_ask(self, server: ArxivServer) -> None:
        with opened(server) as client:
            report = client.fetch(["2406.00001", "2406.09999", "2406.00002"])
        assert texts(report.records) == ["2406.00001", "2406.00002"]
        assert texts(report.missing) == ["2406.09999"]
        assert not report.failed
        assert [request.ids for request in server.requests] == [
            ("2406.00001", "2406.09999", "2406.00002"),
            ("2406.00001", "2406.09999", "2406.00002"),
        ]

    def test_malformed_is_never_sent(self, server: ArxivServer) -> None:
        with opened(server) as client:
            report = client.fetch(["2406.1", "2406.00001", "../etc", "2413.00001"])
        assert {key: error.reason for key, error in report.failed.items()} == dict.fromkeys(
            ["2406.1", "../etc", "2413.00001"], "malformed"
        )
        assert [request.ids for request in server.requests] == [("2406.00001",)]

    def test_missing_is_not_cached(self, server: ArxivServer) -> None:
        with opened(server) as client:
            assert client.fetch(["2406.00001", "2406.09999"]).missing
            server.add([make_record("2406.09999")])
            report = client.fetch(["2406.00001", "2406.09999"])
        assert texts(report.records) == ["2406.00001", "2406.09999"]
        assert report.cached == 1


class TestRequests:
    def test_the_address(self, server: ArxivServer) -> None:
        with opened(server) as client:
            client.fetch(["2406.00001", "2406.00002"])
        (request,) = server.requests
        assert request.url == (
            "/api/query?search_query=&id_list=2406.00001%2C2406.00002"
            "&sortBy=relevance&sortOrder=descending&start=0&max_results=2"
        )

    def test_says_who_asks(self, server: ArxivServer) -> None:
        with opened(server) as client:
            client.fetch(["2406.00001"])
        agent = server.requests[0].headers["user-agent"]
        assert agent.startswith(f"weeklypapers/{wp.__version__} (+https://")

    def test_sends_no_password(
        self, server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1\nlogin ada\npassword secret\n")
        monkeypatch.setenv("NETRC", str(netrc))
        with opened(server) as client:
            client.fetch(["2406.00001"])
        assert "authorization" not in server.requests[0].headers

    @pytest.mark.parametrize(
        ("form", "requests"),
        [("2406.{:05}", 3), ("2406.{:05}v1", 3), ("2406.{:05}v12", 4), ("quant-ph/{:07}", 5)],
    )
    def test_addresses_are_short_enough(self, form: str, requests: int) -> None:
        start = 9201001 if "quant" in form else 1
        numbers = range(start, start + 750)
        records = [make_record(form.format(number)) for number in numbers]
        with ArxivServer(records) as server, opened(server) as client:
            report = client.fetch([form.format(number) for number in numbers])
            assert len(report.records) == 750
            assert len(server.requests) == requests == report.requests
            prefix = len(server.url) - len("/api/query")
            assert max(prefix + len(request.url) for request in server.requests) < 4000

    def test_the_package_arxiv_still_takes_a_session(self) -> None:
        """The one name of its that is private."""
        assert isinstance(arxiv.Client()._session, requests.Session)


@pytest.mark.skipif(not DATA.exists(), reason="needs the real lists")
class TestWeeklyTable:
    def test_a_hundred_papers_cost_one_request_in_their_life(self, cache: Path) -> None:
        papers = wp.read(DATA / "weekly-papers.md")
        records = [_record_of(paper) for paper in papers]
        with ArxivServer(records) as server, opened(server, cache) as client:
            enriched = papers.enrich(client)
            assert all(paper.arxiv for paper in enriched)
            assert len(server.requests) == 1
            start = time.process_time()
            assert papers.enrich(client) == enriched
            assert time.process_time() - start < 0.2
            assert len(server.requests) == 1
            server.add([make_record("2001.00001")])
            client.fetch([*(paper.arxiv_id for paper in papers if paper.arxiv_id), "2001.00001"])
            assert server.requests[1].ids == ("2001.00001",)
            assert len(server.requests) == 2
        assert enriched.to_markdown() == papers.to_markdown()

    def test_is_built_anew_from_the_links_of_the_list_behind_it(self) -> None:
        table = wp.read(DATA / "weekly-papers.md")
        behind = (DATA / "ml-papers-of-the-week.md").read_text(encoding="utf-8")
        links = wp.Papers(
            wp.Paper(title="A link", week=week.ending, links=[wp.Link(url=found.abs_url)])
            for week in table.weeks
            for found in dict.fromkeys(ArxivId.find_all(_section(behind, week)))
        )
        with ArxivServer(map(_record_of, table)) as server, opened(server) as client:
            built = links.enrich(client).canonical()
        assert len(built.weeks) == 13
        for week in table.weeks:
            assert _cells(built.week(week.ending).papers) == _cells(week.papers)


def _section(text: str, week: wp.Week) -> str:
    """The section of a week in the list behind the weekly table."""
    day = week.ending.strftime("%B %-d")
    heading = re.escape(f"- {day}) - {week.ending.year}")
    match = re.search(rf"^## [^\n]*{heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match
    return match[1]


def _cells(papers: wp.Papers) -> set[str]:
    """The rows as they are written, without the padding."""
    rows = papers.to_markdown().split("\n")[2:] if papers else []
    return {re.sub(r" +\|", " |", row) for row in rows}


def _record_of(paper: wp.Paper) -> ArxivRecord:
    assert paper.arxiv_id
    assert paper.category
    return make_record(
        paper.arxiv_id,
        title=paper.title,
        abstract=paper.abstract,
        primary_category=paper.category,
        categories=[paper.category],
    )


class TestCache:
    def test_outlives_the_client(self, server: ArxivServer, cache: Path) -> None:
        with opened(server, cache) as client:
            first = client.fetch(["2406.00001", "2406.00002"])
        with opened(server, cache) as client:
            report = client.fetch(["2406.00002", "2406.00003"])
        asked = ArxivId("2406.00002")
        assert report.records[asked] == first.records[asked]
        assert report.records[asked].retrieved == first.records[asked].retrieved
        assert report.cached == 1
        assert [request.ids for request in server.requests] == [
            ("2406.00001", "2406.00002"),
            ("2406.00003",),
        ]

    def test_a_version_that_was_the_latest_is_known(self, server: ArxivServer) -> None:
        server.add([make_record("2406.00001v2")])
        with opened(server) as client:
            client.fetch(["2406.00001"])
            assert client.fetch(["2406.00001v2"]).cached == 1
            assert client.fetch(["2406.00001v1"]).cached == 0
            client.fetch(["2406.00002v1"])
            assert client.fetch(["2406.00002"]).cached == 0  # there may be a later one

    def test_expires(self, server: ArxivServer, cache: Path) -> None:
        with opened(server, cache) as client:
            client.fetch(["2406.00001"])
        with opened(server, cache, expire_after=timedelta(days=1)) as client:
            assert client.fetch(["2406.00001"]).cached == 1
        with opened(server, cache, expire_after=0) as client:
            report = client.fetch(["2406.00001"])
            assert (report.cached, report.requests, len(report.records)) == (0, 1, 1)

    def test_offline_answers_from_it_alone(self, server: ArxivServer, cache: Path) -> None:
        with opened(server, cache) as client:
            client.fetch(["2406.00001"])
        with opened(server, cache, offline=True, expire_after=0) as client:
            report = client.fetch(["2406.00001", "2406.00002"])
        assert texts(report.records) == ["2406.00001"]
        assert texts(report.failed.values()) == ["unavailable: offline, and not in the cache"]
        assert not report.missing
        assert len(server.requests) == 1

    def test_waits_for_real_requests_only(self, server: ArxivServer) -> None:
        seen: list[Progress] = []
        with opened(server, min_interval=60) as client:
            start = time.perf_counter()
            for _ in range(21):
                client.fetch(["2406.00001"], progress=seen.append)
            assert time.perf_counter() - start < 60
        assert not any(progress.waiting for progress in seen)

    @pytest.mark.parametrize(
        "content",
        [b"this is no database, but a text file " * 100, b"SQLite format 3\0" + bytes(5000)],
    )
    def test_what_is_no_cache_is_set_aside(
        self, server: ArxivServer, cache: Path, content: bytes
    ) -> None:
        cache.write_bytes(content)
        with pytest.warns(CacheWarning, match="can't be used as a cache"):
            client = opened(server, cache)
        with client:
            assert client.fetch(["2406.00001"]).records
        (aside,) = cache.parent.glob("*.aside-*")
        assert aside.read_bytes() == content
        with opened(server, cache) as client:
            assert client.fetch(["2406.00001"]).cached == 1

    def test_one_of_another_version_or_owner_is_set_aside(
        self, server: ArxivServer, cache: Path
    ) -> None:
        with sqlite3.connect(cache) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        with pytest.warns(CacheWarning, match="version 99, not of 1"):
            opened(server, cache).close()
        with sqlite3.connect(cache) as connection:
            connection.execute("PRAGMA user_version = 0")
            connection.execute("INSERT INTO records (key, value) VALUES ('a', 'b')")
        connection.close()
        with pytest.warns(CacheWarning, match="version 0, not of 1"):
            opened(server, cache).close()

    def test_a_truncated_one_is_set_aside(self, server: ArxivServer, cache: Path) -> None:
        with opened(server, cache) as client:
            client.fetch(texts(f"2406.{number:05}" for number in range(1, 21)))
        cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])
        with pytest.warns(CacheWarning, match="can't be used as a cache"):
            client = opened(server, cache)
        with client:
            assert client.fetch(["2406.00001"]).records

    @pytest.mark.parametrize("text", ["", "nonsense", "{}", '{"id": "2406.00001v1"}', b"\xff"])
    def test_a_row_that_is_no_record_is_asked_for_again(
        self, server: ArxivServer, cache: Path, text: str | bytes
    ) -> None:
        with opened(server, cache) as client:
            client.fetch(["2406.00001"])
        with sqlite3.connect(cache) as connection:
            connection.execute("UPDATE records SET value = ?", (text,))
        connection.close()
        for cached in (0, 1):
            with opened(server, cache) as client:
                report = client.fetch(["2406.00001"])
            assert (report.cached, len(report.records)) == (cached, 1)

    def test_a_row_of_another_paper_is_not_believed(self, server: ArxivServer, cache: Path) -> None:
        with opened(server, cache) as client:
            client.fetch(["2406.00001"])
        with sqlite3.connect(cache) as connection:
            connection.execute("UPDATE records SET key = '2406.00002'")
        connection.close()
        with opened(server, cache) as client:
            (record,) = client.fetch(["2406.00002"]).records.values()
        assert str(record.id) == "2406.00002v1"

    def test_one_that_can_not_be_written_loses_no_record(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with opened(server, cache) as client:
            limit_size(client)
            with pytest.warns(CacheWarning, match="can't write to the cache"):
                report = client.fetch([f"2406.{number:05}" for number in range(1, 21)])
        assert len(report.records) == 20

    def test_interrupted_as_it_is_written_it_is_as_before(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with opened(server, cache) as client:
            client.fetch(["2406.00001"])
            monkeypatch.setattr(store.Store, "_write", interrupted(store.Store._write))
            with pytest.raises(KeyboardInterrupt):
                client.fetch(["2406.00002", "2406.00003"])
            monkeypatch.undo()
            assert client.fetch(["2406.00001", "2406.00002"]).cached == 1
        with opened(server, cache) as client:
            assert client.fetch(["2406.00001", "2406.00002"]).cached == 2

    def test_a_folder_that_is_read_only_is_said_to_be(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        with pytest.raises(CacheError, match=r"can't open the cache .*read-only.*cache=…"):
            opened(server, cache)

    def test_a_path_that_can_not_be_is_said_to_be(
        self, server: ArxivServer, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(CacheError, match="can't open the cache"):
            opened(server, tmp_path / "file" / "arxiv.sqlite")
        (tmp_path / "folder.d").mkdir()
        with pytest.raises(CacheError, match="is a folder"):
            opened(server, tmp_path / "folder.d")

    def test_a_name_without_a_suffix_gets_one(
        self, server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        with opened(server, "~/deep/cache") as client:
            client.fetch(["2406.00001"])
        assert {path.name for path in (tmp_path / "deep").iterdir()} >= {
            "cache.sqlite",
            "cache.sqlite.last",
        }

    def test_is_in_the_users_folder_unless_said(
        self, server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        ArxivClient(offline=True).close()
        assert (tmp_path / "weeklypapers" / "arxiv.sqlite").exists()
        with ArxivClient(url=server.url) as client:  # what it says is not arXiv's word
            client.fetch(["2406.00001"])
        with ArxivClient(offline=True) as client:
            assert client.fetch(["2406.00001"]).failed
        assert [path.name for path in tmp_path.iterdir()] == ["weeklypapers"]

    def test_holds_records_as_text(self, server: ArxivServer, cache: Path) -> None:
        with opened(server, cache) as client:
            client.fetch(["2406.00001"])
        with sqlite3.connect(cache) as connection:
            ((key, value),) = connection.execute("SELECT key, value FROM records")
        connection.close()
        assert (key, json.loads(value)["id"]) == ("2406.00001", "2406.00001v1")


def limit_size(client: ArxivClient) -> None:
    """Makes the disk full, as far as the cache can see."""
    with client._store._table.connection() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")


def interrupted(write: Any) -> Any:
    def write_a_part(self: store.Store, rows: dict[str, str]) -> None:
        class Part(dict[str, str]):
            def items(self) -> Any:
                yield next(iter(super().items()))
                raise KeyboardInterrupt

        write(self, Part(rows))

    return write_a_part


class TestThreads:
    def test_one_request_at_a_time(self, server: ArxivServer, cache: Path) -> None:
        server.delay = 0.02
        with opened(server, cache, min_interval=0.03) as one, opened(server, cache) as other:
            jobs = [
                threading.Thread(target=client.fetch, args=([f"2406.{number:05}"],))
                for number in range(1, 5)
                for client in (one, one, other)
            ]
            for job in jobs:
                job.start()
            for job in jobs:
                job.join()
        asked = [one for request in server.requests for one in request.ids]
        assert sorted(asked) == [f"2406.{number:05}" for number in range(1, 5)]  # none twice
        assert min(gaps(server.requests)) >= 0

    def test_the_interval_holds_with_retries(self, server: ArxivServer) -> None:
        server.fail(503, times=3)
        with opened(server, min_interval=0.05, batch_size=5) as client:
            client.fetch([f"2406.{number:05}" for number in range(1, 21)])
        assert len(server.requests) == 4 + 3 + 1  # batches, failed tries, and one that was split
        assert min(gaps(server.requests)) >= 0.05 - ROUNDING


class TestSlot:
    def clock(self) -> tuple[slot.Clock, dict[str, float], list[float]]:
        now = {"wall": 1000.0, "steady": 50.0}
        slept: list[float] = []

        def sleep(seconds: float) -> None:
            slept.append(round(seconds, 3))
            now["wall"] += seconds
            now["steady"] += seconds

        clock = slot.Clock(wall=lambda: now["wall"], steady=lambda: now["steady"], sleep=sleep)
        return clock, now, slept

    def wait(self, one: slot.Slot) -> None:
        with one.held():
            one.wait(lambda seconds: None)

    @pytest.mark.parametrize(
        ("wall", "steady", "expected"),
        [
            (0, 0, [3]),
            (1, 1, [2]),
            (9, 9, []),
            (-500, 1, [3]),  # the clock was set back
            (500, 1, [2]),  # the clock was set forward
            (9, -49, [3]),  # the machine began anew
        ],
    )
    def test_waits_by_the_clock_that_waits_longer(
        self, cache: Path, wall: float, steady: float, expected: list[float]
    ) -> None:
        clock, now, slept = self.clock()
        self.wait(slot.Slot(cache, 3, clock=clock))
        now["wall"] += wall
        now["steady"] += steady
        self.wait(slot.Slot(cache, 3, clock=clock))
        assert slept == expected

    @pytest.mark.parametrize("torn", ["", "1000.", "soon", "1 2 3", "\x00\x00"])
    def test_a_torn_note_means_a_whole_interval(self, cache: Path, torn: str) -> None:
        clock, _, slept = self.clock()
        Path(f"{cache}.last").write_text(torn)
        self.wait(slot.Slot(cache, 3, clock=clock))
        assert slept == [3]

    def test_waits_without_a_file_too(self, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
        clock, _, slept = self.clock()
        alone = slot.Slot(None, 3, clock=clock)
        self.wait(alone)
        self.wait(alone)
        Path(f"{cache}.last").mkdir()
        one = slot.Slot(cache, 3, clock=clock)
        one.stamp()
        assert slept == [3]
        assert "others may not wait long enough" in caplog.text

    def test_tells_how_long(self) -> None:
        clock, _, _ = self.clock()
        told: list[float] = []
        one = slot.Slot(None, 3, clock=clock)
        for _ in range(2):
            one.wait(told.append)
        assert told == [3.0, 0.0]


class TestProgress:
    def test_plain_numbers(self, server: ArxivServer) -> None:
        seen: list[Progress] = []
        with opened(server, min_interval=0.02, batch_size=2) as client:
            client.fetch(["2406.00001"])
            asked = ["2406.00001", "x", "2406.00002", "2406.00003", "2406.00004"]
            client.fetch(asked, progress=seen.append)
        assert seen[0] == Progress(done=2, total=5, cached=1)
        assert seen[-1] == Progress(done=5, total=5, cached=1)
        assert [one.done for one in seen] == sorted(one.done for one in seen)
        assert any(0 < one.waiting <= 0.02 for one in seen)

    def test_a_bar(self, server: ArxivServer, capsys: pytest.CaptureFixture[str]) -> None:
        with opened(server) as client:
            client.fetch(["2406.00001"])
            make_papers(3).enrich(client, progress=True)
            out, bar = capsys.readouterr()
            assert out == ""
            assert "3/3" in bar
            assert "1 cached" in bar
            client.fetch(["2406.00001"], progress=True)
            assert "1/1" in capsys.readouterr().err

    def test_nothing_by_default(
        self, server: ArxivServer, capsys: pytest.CaptureFixture[str]
    ) -> None:
        server.fail(503)
        with opened(server) as client:
            make_papers(3).enrich(client)
        assert capsys.readouterr() == ("", "")
        assert not logging.getLogger("weeklypapers").handlers

    def test_logs(self, server: ArxivServer, caplog: pytest.LogCaptureFixture) -> None:
        server.fail(503)
        with caplog.at_level("INFO", "weeklypapers"), opened(server) as client:
            client.fetch(["2406.00001"])
        messages = [record.message for record in caplog.records if record.name == "weeklypapers"]
        assert messages == [
            "arXiv was asked for 1 papers, without an answer: arXiv answered with status 503",
            "arXiv was asked for 1 papers and gave 1",
        ]


class TestClient:
    @pytest.mark.parametrize(
        "options",
        [
            {"min_interval": -1},
            {"batch_size": 0},
            {"batch_size": 1001},
            {"batch_size": True},
            {"timeout": 0},
            {"timeout": None},
            {"retries": -1},
            {"retries": "2"},
            {"expire_after": -1},
            {"min_interval": float("nan")},
        ],
    )
    def test_arguments_have_a_range(self, options: dict[str, Any]) -> None:
        (name,) = options
        with pytest.raises(InvalidValueError, match=f"{name} must be from"):
            ArxivClient(":memory:", **options)

    def test_defaults_keep_arxivs_terms(self) -> None:
        defaults = inspect.signature(ArxivClient).parameters
        assert defaults["min_interval"].default == 3.0
        assert defaults["url"].default == "https://export.arxiv.org/api/query"

    def test_closed_it_says_so(self, server: ArxivServer) -> None:
        client = opened(server)
        assert repr(client) == f"<ArxivClient of {server.url}>"
        client.close()
        client.close()
        assert repr(client).endswith(" (closed)>")
        with pytest.raises(InvalidValueError, match="closed"):
            client.fetch(["2406.00001"])

    def test_another_process_needs_its_own(
        self, server: ArxivServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with opened(server) as client:
            monkeypatch.setattr(os, "getpid", lambda: 0)
            with pytest.raises(InvalidValueError, match="forked"):
                client.fetch(["2406.00001"])
            monkeypatch.undo()
            with pytest.raises(TypeError):
                pickle.dumps(client)

    def test_in_a_browser_it_points_to_snapshots(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "emscripten")
        with pytest.raises(SourceError, match=r"CORS.*Snapshot"):
            ArxivClient(":memory:")

    def test_is_what_enrich_takes_if_nothing_is_given(
        self, server: ArxivServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[ArxivClient] = []

        def make() -> ArxivClient:
            made.append(opened(server))
            return made[-1]

        monkeypatch.setattr("weeklypapers.papers.ArxivClient", make)
        assert make_papers(2).enrich()[1].arxiv
        assert repr(made[0]).endswith("(closed)>")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("0", 0),
        ("5", 5),
        (" 7 ", 7),
        ("-3", 0),
        ("1.5", 0),
        ("soon", 0),
        ("9" * 30, 999_999_999),
        ("Wed, 21 Oct 2026 07:28:10 GMT", 10),
        ("Wed, 21 Oct 2026 07:28:10", 10),
        ("Wed, 21 Oct 2026 07:27:00 GMT", 0),
        ("Wed, 21 Oct 20266 07:28:10 GMT", 0),
    ],
)
def test_retry_after_in_both_forms(value: str | None, seconds: float) -> None:
    now = datetime(2026, 10, 21, 7, 28, tzinfo=UTC)
    assert query.retry_after(value, now) == seconds
