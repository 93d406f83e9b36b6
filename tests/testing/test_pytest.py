from __future__ import annotations

from weeklypapers import ArxivClient
from weeklypapers.testing import ArxivServer, make_records
from weeklypapers.testing.pytest import arxiv_server as arxiv_server


def test_the_fixture_is_a_running_server_without_papers(arxiv_server: ArxivServer) -> None:
    with ArxivClient(":memory:", url=arxiv_server.url, min_interval=0) as client:
        assert client.fetch(["2406.00001"]).missing
        arxiv_server.add(make_records(1))
        assert client.fetch(["2406.00001"]).records
