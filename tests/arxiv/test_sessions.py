"""Sessions: their headers and limits, and failed connections."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import requests_cache

import weeklypapers as wp
from support.faults import (
    Bomb,
    Cut,
    Drip,
    Hang,
    Redirect,
)
from weeklypapers import ArxivClient, FetchError, InvalidValueError
from weeklypapers.testing import ArxivServer, Status, make_records
from weeklypapers.testing.server import Fault

RECORDS = make_records(8)
IDS = [record.id.unversioned for record in RECORDS]


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


def check_gives_up(client: ArxivClient, message: str) -> None:
    """Check that the fetch ends after the tries of one batch, without splitting it."""
    report = client.fetch(IDS)
    assert len(report.failed) == len(IDS)
    assert report.requests == 2
    assert message in str(report.failed[IDS[0]])


class TestHeaders:
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
            (Bomb(), "larger than 33554432 bytes"),
            (Cut(is_announced=True), "IncompleteRead"),
            (Status(503, retry_after=0), "status 503"),
        ],
        ids=["bomb", "cut", "status"],
    )
    def test_believes_only_whole_answers(
        self, server: ArxivServer, fault: Fault, message: str
    ) -> None:
        server.fail(fault, times=None)
        with (
            requests.Session() as session,
            opened(server.url, retries=0, session=session) as client,
        ):
            report = client.fetch(IDS[:1])
        assert message in str(report.failed[IDS[0]])

    @pytest.mark.parametrize("fault", [Hang(), Drip()], ids=["hang", "drip"])
    def test_has_a_deadline(self, server: ArxivServer, fault: Fault) -> None:
        server.fail(fault, times=None)
        with (
            requests.Session() as session,
            opened(server.url, timeout=0.5, retries=0, session=session) as client,
        ):
            start = time.perf_counter()
            report = client.fetch(IDS[:1])
            assert time.perf_counter() - start < 10  # the whole answer takes a minute
        assert is_late(report.failed[IDS[0]], 0.5)

    def test_must_be_one_of_requests(self) -> None:
        with pytest.raises(InvalidValueError, match=r"session must be a requests\.Session, got 5"):
            opened("http://127.0.0.1:9", session=5)


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
