"""One request: its address, and the statuses of answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import arxiv
from support.arxiv import opened
from weeklypapers.arxiv.client import API_URL
from weeklypapers.arxiv.request import address, retry_after
from weeklypapers.testing import ArxivServer, Status, make_record, make_records

RECORDS = make_records(8)
IDS = [record.id.unversioned for record in RECORDS]
NOW = datetime(2024, 7, 1, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(RECORDS) as server:
        yield server


class TestRequests:
    def test_the_address(self, server: ArxivServer) -> None:
        with opened(server) as client:
            client.fetch(["2406.00001", "2406.00002"])
        (request,) = server.requests
        assert request.url == (
            "/api/query?search_query=&id_list=2406.00001%2C2406.00002"
            "&sortBy=relevance&sortOrder=descending&start=0&max_results=2"
        )

    def test_the_address_is_that_of_the_package_arxiv(self, server: ArxivServer) -> None:
        ids = ["2406.00001", "2406.00002v1"]
        with opened(server) as client:
            client.fetch(ids)
        reference = arxiv.Client(page_size=len(ids), delay_seconds=0, num_retries=0)
        reference.query_url_format = f"{server.url}?{{}}"
        list(reference.results(arxiv.Search(id_list=ids)))
        first, second = server.requests
        assert first.url == second.url
        assert arxiv.Client.query_url_format == f"{API_URL}?{{}}"

    @pytest.mark.parametrize(
        ("form", "requests"),
        [("2406.{:05}", 6), ("2406.{:05}v1", 6), ("2406.{:05}v12", 7), ("quant-ph/{:07}", 9)],
    )
    def test_addresses_are_short_enough(self, form: str, requests: int) -> None:
        numbers = [*range(1, 1501)]
        if "quant" in form:
            numbers = [*range(9201001, 9202000), *range(9202001, 9202502)]
        records = [make_record(form.format(number)) for number in numbers]
        with ArxivServer(records) as server, opened(server) as client:
            report = client.fetch([form.format(number) for number in numbers])
            assert len(report.records) == 1500
            assert len(server.requests) == requests == report.requests
            prefix = len(server.url) - len("/api/query")
            assert max(prefix + len(request.url) for request in server.requests) < 4000

    def test_braces_are_kept(self) -> None:
        url = "http://127.0.0.1:9/{x}"
        assert address(url, IDS[:1]).startswith(f"{url}?search_query=&id_list=2406.00001&")


class TestStatus:
    @pytest.mark.parametrize("code", [401, 403, 404, 405, 410])
    def test_lasting_errors_end_the_fetch(self, server: ArxivServer, code: int) -> None:
        server.fail(Status(code), times=None)
        with opened(server, retries=1) as client:
            report = client.fetch(IDS)
        assert report.requests == 2  # the tries of one batch, which is not split
        assert all(f"status {code}" in str(report.failed[arxiv_id]) for arxiv_id in IDS)

    def test_of_a_long_address_splits(self, server: ArxivServer) -> None:
        server.fail(TooLong(414), times=None)
        with opened(server, retries=1) as client:
            assert len(client.fetch(IDS).records) == len(IDS)


class TooLong(Status):
    """Status 414 for requests with more than some number of identifiers."""

    most: int = 4

    def concerns(self, ids: tuple[str, ...]) -> bool:
        return len(ids) > self.most


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
    assert retry_after(value, now) == seconds


@pytest.mark.parametrize(
    "value",
    [
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 10000 00:00:00 GMT",
        "Mon, 01 Jan 2024 00:00:00 +99999999999999999999",
        "Mon, 01 Jan 2024 00:00:00 -9900",
        "Mon, 01 Jan 0001 00:00:00 +2300",
    ],
)
def test_an_impossible_date_means_no_wait(value: str) -> None:
    assert retry_after(value, NOW) == 0.0
