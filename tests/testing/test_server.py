from __future__ import annotations

import urllib.error
import urllib.request
import xml.etree.ElementTree as ET

import pytest

from support.faults import Hang, Plain
from weeklypapers import ArxivClient, InvalidValueError
from weeklypapers.testing import ArxivServer, Status, make_record, make_records
from weeklypapers.testing.pytest import arxiv_server as arxiv_server

ATOM = "{http://www.w3.org/2005/Atom}"


def get(server: ArxivServer, query: str) -> bytes:
    with urllib.request.urlopen(f"{server.url}?{query}", timeout=60) as answer:  # noqa: S310 - loopback
        body: bytes = answer.read()
    return body


def entries(body: bytes) -> list[str]:
    root = ET.fromstring(body)  # noqa: S314 - our own
    return [entry.findtext(f"{ATOM}id", "") for entry in root.iterfind(f"{ATOM}entry")]


def test_answers_as_arxiv_does(arxiv_server: ArxivServer) -> None:
    arxiv_server.add([*make_records(12), make_record("2406.00001v2")])
    asked = "2406.00001,2406.00002v1,2406.99999,arXiv:2406.00003,2406.00004.pdf,2406.00005v9"
    assert entries(get(arxiv_server, f"id_list={asked}")) == [
        "http://arxiv.org/abs/2406.00002v1",
        "http://arxiv.org/abs/2406.00001v2",
    ]


def test_an_identifier_and_its_versions(arxiv_server: ArxivServer) -> None:
    arxiv_server.add([make_record("2406.00001v1"), make_record("2406.00001v2")])
    assert len(entries(get(arxiv_server, "id_list=2406.00001,2406.00001v1"))) == 2
    assert len(entries(get(arxiv_server, "id_list=2406.00001,2406.00001v2"))) == 1


def test_ten_results_by_default(arxiv_server: ArxivServer) -> None:
    arxiv_server.add(make_records(12))
    asked = ",".join(f"2406.{number:05}" for number in range(1, 13))
    assert len(entries(get(arxiv_server, f"id_list={asked}"))) == 10
    assert len(entries(get(arxiv_server, f"id_list={asked}&max_results=12"))) == 12


def test_malformed_and_long_requests_are_refused(arxiv_server: ArxivServer) -> None:
    for query, status in (("id_list=2406.1,2406.00001", 400), ("id_list=" + "9" * 5000, 414)):
        with pytest.raises(urllib.error.HTTPError) as error:
            get(arxiv_server, query)
        assert error.value.code == status
        error.value.close()


def test_notes_requests(arxiv_server: ArxivServer) -> None:
    arxiv_server.add(make_records(1))
    arxiv_server.fail(Plain())
    assert get(arxiv_server, "id_list=2406.00001") == b"Rate exceeded."
    assert entries(get(arxiv_server, "id_list=2406.00001"))
    first, second = arxiv_server.requests
    assert (first.fault, second.fault) == (Plain(), None)
    assert first.ids == second.ids == ("2406.00001",)
    assert first.end
    assert first.start <= first.end <= second.start
    assert first.headers["host"].startswith("127.0.0.1:")
    arxiv_server.clear()
    assert not arxiv_server.requests


def test_faults_come_when_they_are_due(arxiv_server: ArxivServer) -> None:
    arxiv_server.add(make_records(1))
    arxiv_server.fail(Plain("one"), after=1, times=2)
    bodies = [get(arxiv_server, "id_list=2406.00001")[:3] for _ in range(4)]
    assert bodies == [b"<?x", b"one", b"one", b"<?x"]
    arxiv_server.fail(Plain("two"), times=None)
    assert get(arxiv_server, "")[:3] == b"two"
    arxiv_server.heal()
    assert get(arxiv_server, "")[:3] == b"<?x"


@pytest.mark.parametrize(
    ("fault", "wait"), [(503, None), (Status(503), None), (Status(503, retry_after=7), "7")]
)
def test_fails_with_a_status(
    arxiv_server: ArxivServer, fault: int | Status, wait: str | None
) -> None:
    arxiv_server.fail(fault)
    with pytest.raises(urllib.error.HTTPError) as error:
        get(arxiv_server, "id_list=2406.00001")
    assert (error.value.code, error.value.headers["Retry-After"]) == (503, wait)
    error.value.close()
    assert arxiv_server.requests[0].fault == Status(503, None if wait is None else 7)
    assert get(arxiv_server, "id_list=2406.00001")


def test_the_address_requires_a_running_server() -> None:
    with pytest.raises(InvalidValueError, match="with statement"):
        _ = ArxivServer().url


def test_ends_although_an_answer_hangs() -> None:
    with ArxivServer(make_records(1)) as server:
        server.fail(Hang(3600))
        with ArxivClient(
            ":memory:", url=server.url, min_interval=0, timeout=0.1, retries=0
        ) as client:
            assert client.fetch(["2406.00001"]).failed
