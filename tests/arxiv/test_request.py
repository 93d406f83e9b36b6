"""One request: its address, its limits, and failed connections."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
import requests_cache

import arxiv
import weeklypapers as wp
from support.faults import (
    Bomb,
    Cut,
    Drip,
    Hang,
    Redirect,
)
from weeklypapers import ArxivClient, FetchError, InvalidValueError
from weeklypapers.arxiv.client import API_URL
from weeklypapers.arxiv.request import address, retry_after
from weeklypapers.testing import ArxivServer, Status, make_record, make_records
from weeklypapers.testing.server import Fault

RECORDS = make_records(8)


IDS = [record.id.unversioned for record in RECORDS]


NOW = datetime(2024, 7, 1, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(RECORDS) as server:
        yield server


@pytest.fixture
def silent() -> Iterator[str]:
    """Provide the address of a server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def opened(url: str, **options: Any) -> ArxivClient:
    return ArxivClient(":memory:", url=url, **{"min_interval": 0.0, "timeout": 60.0, **options})


def is_late(error: FetchError, seconds: float) -> bool:
    """Return whether an answer was late according to the deadline or to the socket."""
    messages = (f"no whole answer within {seconds:g} s", f"(read timeout={seconds:g})")
    return any(message in str(error) for message in messages)


class TestRequests:
    def test_the_address(self, server: ArxivServer) -> None:
        with opened(server.url) as client:
            client.fetch(["2406.00001", "2406.00002"])
        (request,) = server.requests
        assert request.url == (
            "/api/query?search_query=&id_list=2406.00001%2C2406.00002"
            "&sortBy=relevance&sortOrder=descending&start=0&max_results=2"
        )

    def test_the_address_is_that_of_the_package_arxiv(self, server: ArxivServer) -> None:
        ids = ["2406.00001", "2406.00002v1"]
        with opened(server.url) as client:
            client.fetch(ids)
        reference = arxiv.Client(page_size=len(ids), delay_seconds=0, num_retries=0)
        reference.query_url_format = f"{server.url}?{{}}"
        list(reference.results(arxiv.Search(id_list=ids)))
        first, second = server.requests
        assert first.url == second.url
        assert arxiv.Client.query_url_format == f"{API_URL}?{{}}"

    def test_sends_its_name(self, server: ArxivServer) -> None:
        with opened(server.url) as client:
            client.fetch(["2406.00001"])
        agent = server.requests[0].headers["user-agent"]
        assert agent.startswith(f"weeklypapers/{wp.__version__} (+https://")

    def test_sends_no_password(
        self, server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1\nlogin ada\npassword secret\n")
        monkeypatch.setenv("NETRC", str(netrc))
        with opened(server.url) as client:
            client.fetch(["2406.00001"])
        assert "authorization" not in server.requests[0].headers

    @pytest.mark.parametrize(
        ("form", "requests"),
        [("2406.{:05}", 6), ("2406.{:05}v1", 6), ("2406.{:05}v12", 7), ("quant-ph/{:07}", 9)],
    )
    def test_addresses_are_short_enough(self, form: str, requests: int) -> None:
        numbers = [*range(1, 1501)]
        if "quant" in form:
            numbers = [*range(9201001, 9202000), *range(9202001, 9202502)]
        records = [make_record(form.format(number)) for number in numbers]
        with ArxivServer(records) as server, opened(server.url) as client:
            report = client.fetch([form.format(number) for number in numbers])
            assert len(report.records) == 1500
            assert len(server.requests) == requests == report.requests
            prefix = len(server.url) - len("/api/query")
            assert max(prefix + len(request.url) for request in server.requests) < 4000

    def test_braces_are_kept(self) -> None:
        url = "http://127.0.0.1:9/{x}"
        assert address(url, IDS[:1]).startswith(f"{url}?search_query=&id_list=2406.00001&")


class TestContact:
    def test_is_sent(self, server: ArxivServer) -> None:
        with opened(server.url, contact="ada@example.org") as client:
            client.fetch(["2406.00001"])
        headers = server.requests[0].headers
        assert headers["user-agent"].endswith("/weeklypapers/; mailto:ada@example.org)")
        assert headers["from"] == "ada@example.org"

    def test_is_not_sent_unless_it_is_known(self, server: ArxivServer) -> None:
        with opened(server.url) as client:
            client.fetch(["2406.00001"])
        assert "from" not in server.requests[0].headers
        assert "mailto" not in server.requests[0].headers["user-agent"]

    @pytest.mark.parametrize(
        "contact", ["", "ada", "ada@example.org\r\nX: y", "ada(@example.org", "ä@example.org", 5]
    )
    def test_must_be_an_address(self, contact: Any) -> None:
        with pytest.raises(InvalidValueError, match="contact must be an e-mail address, such as"):
            opened("http://127.0.0.1:9", contact=contact)


class Counting(requests.adapters.HTTPAdapter):
    """An adapter that counts the requests through it."""

    count = 0

    def send(self, *args: Any, **options: Any) -> requests.Response:
        self.count += 1
        return super().send(*args, **options)


class TestSession:
    def test_is_used_and_neither_changed_nor_closed(self, server: ArxivServer) -> None:
        adapter = Counting()
        with requests.Session() as session:
            session.mount("http://", adapter)
            session.headers["X-Group"] = "readers"
            before = dict(session.headers)
            with opened(server.url, session=session, contact="ada@example.org") as client:
                report = client.fetch(IDS)
            assert list(report.records) == IDS
            assert dict(session.headers) == before
            assert session.get(server.url).status_code  # it is still open
        assert adapter.count == 2
        headers = server.requests[0].headers
        assert headers["x-group"] == "readers"
        assert headers["from"] == "ada@example.org"
        assert headers["user-agent"].startswith(f"weeklypapers/{wp.__version__} (+https://")

    def test_keeps_its_user_agent(self, server: ArxivServer) -> None:
        with requests.Session() as session:
            session.headers["User-Agent"] = "reading-group/2"
            with opened(server.url, session=session) as client:
                client.fetch(IDS)
        assert server.requests[0].headers["user-agent"] == "reading-group/2"

    @pytest.mark.parametrize("as_list", [True, False])
    def test_keeps_its_hooks(self, server: ArxivServer, *, as_list: bool) -> None:
        statuses: list[int] = []

        def log(response: requests.Response, *args: object, **options: object) -> None:
            statuses.append(response.status_code)

        with requests.Session() as session:
            hooks: Any = session.hooks
            hooks["response"] = [log] if as_list else log
            with opened(server.url, session=session) as client:
                assert len(client.fetch(IDS).records) == len(IDS)
        assert statuses == [200]

    def test_with_a_cache_of_its_own(self, server: ArxivServer) -> None:
        with requests_cache.CachedSession(backend="memory") as session:
            for _ in range(2):
                with opened(server.url, session=session) as client:
                    assert len(client.fetch(IDS).records) == len(IDS)
        assert len(server.requests) == 1

    def test_without_a_connection(self, server: ArxivServer, tmp_path: Path) -> None:
        with requests.Session() as session:
            with opened("http://user:secret@127.0.0.1:9", retries=1, session=session) as client:
                check_gives_up(client, "unavailable: no connection to 127.0.0.1:9")
            url = server.url.replace("http:", "https:")
            with opened(url, retries=1, session=session) as client:
                check_gives_up(client, "no connection to 127.0.0.1")
            session.proxies["http"] = "http://127.0.0.1:9"
            with opened("http://arxiv.invalid", retries=1, session=session) as client:
                check_gives_up(client, "no connection to arxiv.invalid")

    def test_follows_no_redirect(self, server: ArxivServer) -> None:
        with ArxivServer(RECORDS) as other, requests.Session() as session:
            server.fail(Redirect(other.url), times=None)
            with opened(server.url, session=session) as client:
                report = client.fetch(IDS)
            assert not other.requests
        assert "redirects to http://127.0.0.1" in str(report.failed[IDS[0]])

    @pytest.mark.parametrize(
        ("fault", "message"),
        [
            (Hang(), "Read timed out"),
            (Drip(), "no whole answer in time"),
            (Bomb(), "larger than 33554432 bytes"),
            (Cut(is_announced=True), "IncompleteRead"),
            (Status(503, retry_after=0), "status 503"),
        ],
        ids=["hang", "drip", "bomb", "cut", "status"],
    )
    def test_has_limits(self, server: ArxivServer, fault: Fault, message: str) -> None:
        server.fail(fault, times=None)
        timeout = 60.0 if isinstance(fault, Bomb) else 0.5
        with (
            requests.Session() as session,
            opened(server.url, timeout=timeout, retries=0, session=session) as client,
        ):
            report = client.fetch(IDS[:1])
        assert message in str(report.failed[IDS[0]])

    def test_must_be_one_of_requests(self) -> None:
        with pytest.raises(InvalidValueError, match=r"session must be a requests\.Session, got 5"):
            opened("http://127.0.0.1:9", session=5)


def check_gives_up(client: ArxivClient, message: str) -> None:
    """Check that the fetch ends after the tries of one batch, without splitting it."""
    report = client.fetch(IDS)
    assert len(report.failed) == len(IDS)
    assert report.requests == 2
    assert message in str(report.failed[IDS[0]])


class TestNoConnection:
    def test_refused(self) -> None:
        with opened("http://user:secret@127.0.0.1:9", retries=1) as client:
            check_gives_up(client, "no connection to 127.0.0.1:9")

    def test_of_tls(self, server: ArxivServer) -> None:
        url = server.url.replace("http:", "https:")
        with opened(url, retries=1) as client:
            check_gives_up(client, "no connection to 127.0.0.1")

    def test_of_tls_in_time(self, silent: str) -> None:
        with opened(f"https://{silent}", retries=1, timeout=0.2) as client:
            check_gives_up(client, f"no connection to {silent}")

    def test_through_a_proxy(self, server: ArxivServer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        monkeypatch.setenv("no_proxy", "")
        with opened("http://arxiv.invalid", retries=1) as client:
            check_gives_up(client, "no connection to arxiv.invalid")

    def test_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def connect(self: socket.socket, address: object) -> None:
            raise TimeoutError("timed out")

        monkeypatch.setattr(socket.socket, "connect", connect)
        with opened("http://127.0.0.1:9", retries=1) as client:
            check_gives_up(client, "no connection to 127.0.0.1:9: ")

    def test_to_a_name_that_can_not_be(self) -> None:
        with opened(f"http://{'a' * 70}.invalid", retries=1) as client:
            check_gives_up(client, "no connection to aaa")

    def test_without_certificates(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
        with opened("https://127.0.0.1:9", retries=1) as client:
            check_gives_up(client, "none.pem")

    def test_a_connection_without_an_answer_is_one(self, silent: str) -> None:
        with opened(f"http://{silent}", retries=0, timeout=0.2) as client:
            report = client.fetch(IDS)
        assert report.requests == 5
        assert is_late(report.failed[IDS[0]], 0.2)


class TestStatus:
    @pytest.mark.parametrize("code", [401, 403, 404, 405, 410])
    def test_lasting_errors_end_the_fetch(self, server: ArxivServer, code: int) -> None:
        server.fail(Status(code), times=None)
        with opened(server.url, retries=1) as client:
            check_gives_up(client, f"status {code}")

    def test_of_a_long_address_splits(self, server: ArxivServer) -> None:
        server.fail(TooLong(414), times=None)
        with opened(server.url, retries=1) as client:
            assert len(client.fetch(IDS).records) == len(IDS)


class TooLong(Status):
    """Status 414 for requests with more than some number of identifiers."""

    most: int = 4

    def concerns(self, ids: tuple[str, ...]) -> bool:
        return len(ids) > self.most


def test_a_redirect_is_not_followed(server: ArxivServer) -> None:
    with ArxivServer(RECORDS) as other:
        server.fail(Redirect(other.url), times=None)
        with opened(server.url) as client:
            report = client.fetch(IDS)
        assert not other.requests
    assert "redirects to http://127.0.0.1" in str(report.failed[IDS[0]])


@pytest.mark.parametrize(
    "fault", [Hang(), Drip(), Drip(from_start=True)], ids=["hang", "drip", "drip from the start"]
)
def test_the_deadline_is_for_the_whole_answer(server: ArxivServer, fault: Fault) -> None:
    server.fail(fault, times=None)
    with opened(server.url, timeout=0.5, retries=0) as client:
        start = time.perf_counter()
        report = client.fetch(IDS[:1])
        assert time.perf_counter() - start < 10  # the whole answer takes a minute
        assert report.requests <= 2
    assert is_late(report.failed[IDS[0]], 0.5)


def test_a_bomb_is_not_unpacked(server: ArxivServer) -> None:
    server.fail(Bomb(), times=None)
    with opened(server.url, retries=0) as client:
        report = client.fetch(IDS[:1])
    assert "larger than 33554432 bytes" in str(report.failed[IDS[0]])


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with opened("http://127.0.0.1:9/api/query", batch_size=4) as client:
        report = client.fetch(IDS)
    assert report.requests == 3
    assert {error.reason for error in report.failed.values()} == {"unavailable"}
    assert str(report.failed[IDS[0]]) == "unavailable: no connection to 127.0.0.1:9"


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
