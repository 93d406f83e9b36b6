"""The client with a local arXiv server: requests, cached records and reports."""

from __future__ import annotations

import inspect
import logging
import os
import pickle
import re
import sys
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.arxiv import opened, record_of
from support.faults import (
    Edited,
)
from support.intervals import ROUNDING, gaps
from support.real_lists import DATA, needs_data
from weeklypapers import (
    ArxivClient,
    ArxivId,
    ArxivRecord,
    InvalidValueError,
    Progress,
    SourceError,
)
from weeklypapers.testing import ArxivServer, Status, make_papers, make_record


def without_time(record: ArxivRecord) -> ArxivRecord:
    return attrs.evolve(record, retrieved=None)


def texts(ids: Iterable[object]) -> list[str]:
    return [str(one) for one in ids]


class TestRecords:
    def test_records_have_the_values_of_arxiv(self, server: ArxivServer) -> None:
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

    def test_records_are_by_requested_identifier(self, server: ArxivServer) -> None:
        server.add([make_record("2406.00001v3"), make_record("2406.00001v2")])
        asked = ["2406.00001v2", "https://arxiv.org/abs/2406.00001", "arXiv:2406.00001v1"]
        with opened(server) as client:
            report = client.fetch(asked)
        assert {str(one): str(record.id) for one, record in report.records.items()} == {
            "2406.00001v2": "2406.00001v2",
            "2406.00001": "2406.00001v3",
            "2406.00001v1": "2406.00001v1",
        }
        assert report.requests == 2  # the identifier without a version is requested separately

    def test_primary_category_may_be_absent(self, server: ArxivServer) -> None:
        primary = re.compile(rb"<arxiv:primary_category[^>]*>")
        server.fail(Edited(lambda feed: primary.sub(b"", feed)))
        with opened(server) as client:
            (record,) = client.fetch(["2406.00001"]).records.values()
        assert record.primary_category == record.categories[0]

    def test_repeated_identifiers_are_requested_once(self, server: ArxivServer) -> None:
        with opened(server) as client:
            report = client.fetch(["2406.00001", "arXiv:2406.00001", ArxivId("2406.00001")])
        assert server.requests[0].ids == ("2406.00001",)
        assert len(report.records) == 1

    def test_no_identifiers_need_no_request(self, server: ArxivServer) -> None:
        with opened(server) as client:
            assert client.fetch([]) == wp.FetchReport()
        assert not server.requests


class TestThreeEnds:
    def test_missing_after_a_second_request(self, server: ArxivServer) -> None:
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


@needs_data
class TestWeeklyTable:
    def test_a_hundred_papers_are_requested_once(self, cache: Path) -> None:
        papers = wp.read(DATA / "weekly-papers.md")
        records = [record_of(paper) for paper in papers]
        with ArxivServer(records) as server, opened(server, cache) as client:
            enriched = papers.enrich(client)
            assert all(paper.arxiv for paper in enriched)
            assert len(server.requests) == 1
            assert papers.enrich(client) == enriched
            assert len(server.requests) == 1
            server.add([make_record("2001.00001")])
            client.fetch([*(paper.arxiv_id for paper in papers if paper.arxiv_id), "2001.00001"])
            assert server.requests[1].ids == ("2001.00001",)
            assert len(server.requests) == 2
        assert enriched.to_markdown() == papers.to_markdown()

    def test_a_table_is_rebuilt_from_the_links_of_another_list(self) -> None:
        table = wp.read(DATA / "weekly-papers.md")
        behind = (DATA / "ml-papers-of-the-week.md").read_text(encoding="utf-8")
        links = wp.Papers(
            wp.Paper(title="A link", week=week.ending, links=[wp.Link(url=found.abs_url)])
            for week in table.weeks
            for found in dict.fromkeys(ArxivId.find_all(_section(behind, week)))
        )
        with ArxivServer(map(record_of, table)) as server, opened(server) as client:
            built = links.enrich(client).canonical()
        assert len(built.weeks) == 13
        for week in table.weeks:
            assert _cells(built.week(week.ending).papers) == _cells(week.papers)


def _section(text: str, week: wp.Week) -> str:
    """Return the section of a week in the list that the weekly table was made from."""
    day = week.ending.strftime("%B %-d")
    heading = re.escape(f"- {day}) - {week.ending.year}")
    match = re.search(rf"^## [^\n]*{heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match
    return match[1]


def _cells(papers: wp.Papers) -> set[str]:
    """Return the rows without padding."""
    rows = papers.to_markdown().split("\n")[2:] if papers else []
    return {re.sub(r" +\|", " |", row) for row in rows}


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
            assert client.fetch(["2406.00002"]).cached == 0  # there may be a later version

    def test_expires(self, server: ArxivServer, cache: Path) -> None:
        with opened(server, cache) as client:
            client.fetch(["2406.00001"])
        with opened(server, cache, expire_after=timedelta(days=1)) as client:
            assert client.fetch(["2406.00001"]).cached == 1
        with opened(server, cache, expire_after=0) as client:
            report = client.fetch(["2406.00001"])
            assert (report.cached, report.requests, len(report.records)) == (0, 1, 1)

    def test_offline_only_the_cache_answers(self, server: ArxivServer, cache: Path) -> None:
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
        assert sorted(asked) == [f"2406.{number:05}" for number in range(1, 5)]  # each once
        assert min(gaps(server.requests)) >= 0

    def test_the_interval_holds_with_retries(self, server: ArxivServer) -> None:
        server.fail(503, times=3)
        with opened(server, min_interval=0.05, batch_size=5) as client:
            client.fetch([f"2406.{number:05}" for number in range(1, 21)])
        assert len(server.requests) == 4 + 3 + 1  # batches, failed tries, and a split batch
        assert min(gaps(server.requests)) >= 0.05 - ROUNDING


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
            "requested 1 papers from arXiv, without an answer: arXiv answered with status 503",
            "requested 1 papers from arXiv, got 1",
        ]

    def test_progress_does_not_wait_while_asking(self, server: ArxivServer) -> None:
        server.fail(Status(503, retry_after=1))
        seen: list[Progress] = []
        with opened(server) as client:
            client.fetch(["2406.00001"], progress=seen.append)
        waits = [progress.waiting for progress in seen]
        assert waits[waits.index(1.0) + 1] == 0.0


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

    def test_a_closed_client_raises(self, server: ArxivServer) -> None:
        client = opened(server)
        assert repr(client) == f"<ArxivClient of {server.url}>"
        client.close()
        client.close()
        assert repr(client).endswith(" (closed)>")
        with pytest.raises(InvalidValueError, match="closed"):
            client.fetch(["2406.00001"])

    def test_a_forked_process_needs_another_client(
        self, server: ArxivServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with opened(server) as client:
            monkeypatch.setattr(os, "getpid", lambda: 0)
            with pytest.raises(InvalidValueError, match="forked"):
                client.fetch(["2406.00001"])
            monkeypatch.undo()
            with pytest.raises(TypeError, match="open another in the other process"):
                pickle.dumps(client)

    def test_a_browser_requires_a_snapshot(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "emscripten")
        with pytest.raises(SourceError, match=r"CORS.*Snapshot"):
            ArxivClient(":memory:")

    def test_enrich_opens_a_client_by_default(
        self, server: ArxivServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[ArxivClient] = []

        def make() -> ArxivClient:
            made.append(opened(server))
            return made[-1]

        monkeypatch.setattr("weeklypapers.arxiv.client.ArxivClient", make)
        assert make_papers(2).enrich()[1].arxiv
        assert repr(made[0]).endswith("(closed)>")


class TestArguments:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("batch_size", 2.5),
            ("batch_size", 2.0),
            ("batch_size", True),
            ("retries", 2.5),
            ("retries", "2"),
            ("expire_after", timedelta.max),
            ("expire_after", timedelta(seconds=-1)),
            ("expire_after", "1"),
        ],
    )
    def test_are_checked(self, name: str, value: Any) -> None:
        with pytest.raises(InvalidValueError, match=name):
            ArxivClient(":memory:", **{name: value})


class TestAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "",
            "export.arxiv.org",
            "ftp://export.arxiv.org",
            "http://",
            "http:///api/query",
            "http://a.org/api?x=1",
            "http://a.org/api#x",
            "http://a.org/{}",
            "http://a.org:x/",
            "http://[::1/",
            None,
            5,
        ],
    )
    def test_other_addresses_are_rejected(self, url: Any) -> None:
        with pytest.raises(InvalidValueError, match="url must be"):
            ArxivClient(":memory:", url=url)

    @pytest.mark.parametrize("end", ["", "/", "/api/query", "/api/query?", "?"])
    def test_the_path_is_optional(self, server: ArxivServer, end: str) -> None:
        url = server.url.removesuffix("/api/query") + end
        with ArxivClient(":memory:", url=url) as client:
            assert client.fetch(["2406.00001"]).records
        assert server.url in repr(client)
