"""What the package offers the tests of others."""

from __future__ import annotations

import urllib.error
import urllib.request
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given

from weeklypapers import ArxivClient, InvalidValueError, Paper, Papers, testing
from weeklypapers.testing import (
    ArxivServer,
    faults,
    hypothesis,
    make_paper,
    make_papers,
    make_record,
    make_records,
)
from weeklypapers.testing.pytest import arxiv_server as arxiv_server

ATOM = "{http://www.w3.org/2005/Atom}"


def get(server: ArxivServer, query: str) -> bytes:
    with urllib.request.urlopen(f"{server.url}?{query}", timeout=5) as answer:  # noqa: S310 - loopback
        body: bytes = answer.read()
    return body


def entries(body: bytes) -> list[str]:
    root = ET.fromstring(body)  # noqa: S314 - our own
    return [entry.findtext(f"{ATOM}id", "") for entry in root.iterfind(f"{ATOM}entry")]


class TestServer:
    def test_answers_as_arxiv_does(self, arxiv_server: ArxivServer) -> None:
        arxiv_server.add([*make_records(12), make_record("2406.00001v2")])
        asked = "2406.00001,2406.00002v1,2406.99999,arXiv:2406.00003,2406.00004.pdf,2406.00005v9"
        assert entries(get(arxiv_server, f"id_list={asked}")) == [
            "http://arxiv.org/abs/2406.00002v1",
            "http://arxiv.org/abs/2406.00001v2",
        ]

    def test_an_identifier_and_its_versions(self, arxiv_server: ArxivServer) -> None:
        arxiv_server.add([make_record("2406.00001v1"), make_record("2406.00001v2")])
        assert len(entries(get(arxiv_server, "id_list=2406.00001,2406.00001v1"))) == 2
        assert len(entries(get(arxiv_server, "id_list=2406.00001,2406.00001v2"))) == 1

    def test_gives_ten_unless_asked_for_more(self, arxiv_server: ArxivServer) -> None:
        arxiv_server.add(make_records(12))
        asked = ",".join(f"2406.{number:05}" for number in range(1, 13))
        assert len(entries(get(arxiv_server, f"id_list={asked}"))) == 10
        assert len(entries(get(arxiv_server, f"id_list={asked}&max_results=12"))) == 12

    def test_refuses_what_is_malformed_or_too_long(self, arxiv_server: ArxivServer) -> None:
        for query, status in (("id_list=2406.1,2406.00001", 400), ("id_list=" + "9" * 5000, 414)):
            with pytest.raises(urllib.error.HTTPError) as error:
                get(arxiv_server, query)
            assert error.value.code == status
            error.value.close()

    def test_a_feed_is_as_arxiv_writes_it(self, arxiv_server: ArxivServer) -> None:
        arxiv_server.add([make_record()])
        text = get(arxiv_server, "id_list=2406.00001").decode()
        assert "<title>On $\\alpha$-2406.00001 &amp; its &lt;limits&gt;</title>" in text
        assert "all cases.\n  We study" in text or "\n  " in text
        assert ">Analytical Engines &amp; Co.</arxiv:affiliation>" in text
        assert '<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom"' in text

    def test_notes_requests(self, arxiv_server: ArxivServer) -> None:
        arxiv_server.add(make_records(1))
        arxiv_server.fail(faults.Plain())
        assert get(arxiv_server, "id_list=2406.00001") == b"Rate exceeded."
        assert entries(get(arxiv_server, "id_list=2406.00001"))
        first, second = arxiv_server.requests
        assert (first.fault, second.fault) == (faults.Plain(), None)
        assert first.ids == second.ids == ("2406.00001",)
        assert first.end
        assert first.start <= first.end <= second.start
        assert first.headers["host"].startswith("127.0.0.1:")
        arxiv_server.clear()
        assert not arxiv_server.requests

    def test_faults_come_when_they_are_due(self, arxiv_server: ArxivServer) -> None:
        arxiv_server.add(make_records(1))
        arxiv_server.fail(faults.Plain("one"), after=1, times=2)
        bodies = [get(arxiv_server, "id_list=2406.00001")[:3] for _ in range(4)]
        assert bodies == [b"<?x", b"one", b"one", b"<?x"]
        arxiv_server.fail(faults.Plain("two"), times=None)
        assert get(arxiv_server, "")[:3] == b"two"
        arxiv_server.heal()
        assert get(arxiv_server, "")[:3] == b"<?x"

    def test_has_an_address_as_long_as_it_runs(self) -> None:
        with pytest.raises(InvalidValueError, match="with statement"):
            _ = ArxivServer().url

    def test_ends_at_once_whatever_hangs(self) -> None:
        with ArxivServer(make_records(1)) as server:
            server.fail(faults.Hang(3600))
            with ArxivClient(
                ":memory:", url=server.url, min_interval=0, timeout=0.1, retries=0
            ) as client:
                assert client.fetch(["2406.00001"]).failed


class TestFactories:
    def test_what_is_not_said_is_made_up(self) -> None:
        assert make_paper(title="Mine").title == "Mine"
        assert str(make_paper("2406.00007v2").arxiv_id) == "2406.00007v2"
        assert str(make_record("quant-ph/0201082").id) == "quant-ph/0201082v1"
        assert [str(paper.arxiv_id) for paper in make_papers(2, start=9)] == [
            "2406.00009",
            "2406.00010",
        ]
        assert [record.id.unversioned for record in make_records(3)] == [
            paper.arxiv_id for paper in make_papers(3)
        ]

    def test_everything_named_is_there(self) -> None:
        assert set(testing.__all__) <= set(dir(testing))
        assert set(faults.__all__) <= set(dir(faults))


class TestStrategies:
    @given(paper=hypothesis.papers(), papers=hypothesis.paper_lists())
    def test_give_what_they_say(self, paper: Paper, papers: Papers) -> None:
        assert isinstance(paper, Paper)
        assert isinstance(papers, Papers)
