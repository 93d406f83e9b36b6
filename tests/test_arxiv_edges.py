"""What is at the edges: odd arguments, odd answers, and connections that are never made."""

from __future__ import annotations

import re
import socket
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import arxiv
import pytest
from weeklypapers.model.ids import ArxivId

from support.faults import Edited
from weeklypapers import ArxivClient, CacheError, InvalidValueError, Papers, Progress
from weeklypapers.arxiv import query
from weeklypapers.arxiv.feed import read_feed
from weeklypapers.arxiv.gather import NoAnswer
from weeklypapers.enrich import identified
from weeklypapers.testing import ArxivServer, Status, make_papers, make_record, make_records
from weeklypapers.testing.feeds import feed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORDS = make_records(8)
IDS = [record.id.unversioned for record in RECORDS]
NOW = datetime(2024, 7, 1, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(RECORDS) as server:
        yield server


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def opened(url: str, **options: Any) -> ArxivClient:
    return ArxivClient(":memory:", url=url, **{"min_interval": 0.0, "timeout": 5.0, **options})


class TestFeed:
    def test_a_total_of_thousands_of_digits_is_refused(self) -> None:
        total = b"</opensearch:totalResults>"
        body = feed(RECORDS[:1]).replace(total, b"9" * 5000 + total)
        with pytest.raises(NoAnswer, match="expected a number as totalResults"):
            read_feed(body, {IDS[0]})

    @pytest.mark.parametrize("depth", [60, 5000, 100_000])
    def test_deep_nesting_is_refused(self, depth: int) -> None:
        deep = b"<summary>" + b"<b>" * depth + b"</b>" * depth
        body = feed(RECORDS[:1]).replace(b"<summary>", deep)
        with pytest.raises(NoAnswer, match="nested more than 50 deep") as caught:
            read_feed(body, {IDS[0]})
        assert caught.value.reason == "bad answer"

    def test_depth_is_not_length(self) -> None:
        body = feed(RECORDS[:1]).replace(b"<summary>", b"<b></b>" * 1000 + b"<summary>")
        assert len(read_feed(body, {IDS[0]}).entries) == 1

    def test_an_entry_without_an_abstract_is_failed(self, server: ArxivServer) -> None:
        first = re.compile(rb"(00001v1</id>.*?<summary[^>]*>).*?(</summary>)", re.DOTALL)
        server.fail(Edited(lambda body: first.sub(rb"\1\2", body)), times=None)
        with opened(server.url) as client:
            report = client.fetch(IDS)
        assert list(report.failed) == IDS[:1]
        assert report.failed[IDS[0]].reason == "bad answer"


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
def test_a_date_that_can_not_be_means_no_wait(value: str) -> None:
    assert query.retry_after(value, NOW) == 0.0


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
    def test_what_is_none_is_refused(self, url: Any) -> None:
        with pytest.raises(InvalidValueError, match="url must be"):
            opened(url)

    @pytest.mark.parametrize("end", ["", "/", "/api/query", "/api/query?", "?"])
    def test_the_path_may_be_left_out(self, server: ArxivServer, end: str) -> None:
        with opened(server.url.removesuffix("/api/query") + end) as client:
            assert len(client.fetch(IDS).records) == len(IDS)
        assert server.url in repr(client)

    def test_braces_are_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made: list[arxiv.Client] = []
        real = arxiv.Client.__init__

        def note(self: arxiv.Client, *args: Any, **options: Any) -> None:
            made.append(self)
            real(self, *args, **options)

        monkeypatch.setattr(arxiv.Client, "__init__", note)
        with pytest.raises(NoAnswer):
            query.ask(query.Gate(1.0, lambda: None), "http://127.0.0.1:9/{x}", IDS[:1])
        assert made[0].query_url_format.format("a=1") == "http://127.0.0.1:9/{x}?a=1"


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
    def test_are_checked(self, name: str, value: object) -> None:
        with pytest.raises(InvalidValueError, match=name):
            opened("http://127.0.0.1:9", **{name: value})

    @pytest.mark.parametrize("cache", ["", ".", "folder"])
    def test_the_cache_is_no_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str
    ) -> None:
        (tmp_path / "folder").mkdir()
        monkeypatch.chdir(tmp_path)
        with pytest.raises(CacheError, match="is a folder, expected a file"):
            ArxivClient(cache)
        assert [path.name for path in tmp_path.iterdir()] == ["folder"]


class TestIdentifiers:
    @pytest.mark.parametrize("ids", [None, 5, "2406.00001"])
    def test_are_a_sequence(self, ids: Any) -> None:
        with pytest.raises(InvalidValueError, match="ids must be a sequence"):
            identified(ids)

    @pytest.mark.parametrize("item", [["x"], {}, 5, 2406.00001, None, b"2406.00001"])
    def test_are_text(self, item: Any) -> None:
        with pytest.raises(InvalidValueError, match=r"ids\[1\] must be an identifier"):
            identified(["2406.00001", item])

    def test_text_that_is_none_is_failed(self) -> None:
        known, failed = identified([ArxivId("2406.00001"), "x"])
        assert (len(known), list(failed)) == (1, ["x"])


@pytest.mark.parametrize("papers", [make_papers(1), Papers()], ids=["one", "none"])
@pytest.mark.parametrize("client", ["arxiv.json", 5])
def test_enrich_takes_a_source(papers: Papers, client: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"a Snapshot or another source; .*Snapshot\(") as e:
        papers.enrich(client)
    assert repr(client) in str(e.value)


def check_gives_up(client: ArxivClient, message: str) -> None:
    """After the tries of one batch: nothing is split where nothing was reached."""
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
        with opened(f"http://{silent}", retries=0, timeout=0.3) as client:
            report = client.fetch(IDS)
        assert report.requests == 5
        error = str(report.failed[IDS[0]])  # of two clocks, the one that is first
        assert "no whole answer within 0.3 s" in error or "read timeout=0.3" in error


class TestStatus:
    @pytest.mark.parametrize("code", [401, 403, 404, 405, 410])
    def test_that_lasts_ends_it(self, server: ArxivServer, code: int) -> None:
        server.fail(Status(code), times=None)
        with opened(server.url, retries=1) as client:
            check_gives_up(client, f"status {code}")

    def test_of_a_long_address_splits(self, server: ArxivServer) -> None:
        server.fail(TooLong(414), times=None)
        with opened(server.url, retries=1) as client:
            assert len(client.fetch(IDS).records) == len(IDS)


class TooLong(Status):
    """Status 414 as long as there are more than some identifiers."""

    most: int = 4

    def concerns(self, ids: tuple[str, ...]) -> bool:
        return len(ids) > self.most


def test_progress_does_not_wait_while_asking(server: ArxivServer) -> None:
    server.fail(Status(503, retry_after=1))
    seen: list[Progress] = []
    with opened(server.url) as client:
        client.fetch(IDS, progress=seen.append)
    waits = [progress.waiting for progress in seen]
    assert waits[waits.index(1.0) + 1] == 0.0


def test_a_record_is_text() -> None:
    with pytest.raises(InvalidValueError):
        make_record(abstract=None)
