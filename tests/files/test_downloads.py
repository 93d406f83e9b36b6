"""Lists at addresses, and the raw files behind pages on GitHub."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import weeklypapers as wp
from support.short_list import GOOD, LISTED
from weeklypapers import SourceError
from weeklypapers.files import downloads
from weeklypapers.files.downloads import raw_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BODIES = {
    ".json": LISTED.to_json().encode(),
    ".csv": LISTED.to_csv().encode(),
    ".parquet": LISTED._to_parquet(),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.endswith("/gone.md"):
            self.send_error(404)
        elif path == "/moved.md":
            self.send_response(302)
            self.send_header("Location", "/list.md")
            self.end_headers()
        elif path == "/to.md":
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
        elif path == "/rude.md":
            self.send_error(404, "\x1b[2J\x9b")
        elif path in ("/drip.md", "/chunks.md"):
            self.send_drops(in_chunks=path == "/chunks.md")
        elif path == "/silent.md":
            self.close_connection = True
        else:
            body = BODIES.get(Path(path).suffix.casefold(), GOOD.encode())
            cut = path.startswith("/cut")
            self.send_response(200)
            self.send_header("Content-Length", str(len(body) + 5 * cut))
            self.end_headers()
            self.wfile.write(body)

    def send_drops(self, *, in_chunks: bool) -> None:
        """Send a byte every 20 ms, until the client leaves or for 10 seconds."""
        self.protocol_version = "HTTP/1.1"
        self.send_response(200)
        name, value = ("Transfer-Encoding", "chunked") if in_chunks else ("Content-Length", "9999")
        self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(500):
                self.wfile.write(b"1\r\nx\r\n" if in_chunks else b"x")
                time.sleep(0.02)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def raw_server() -> Iterator[Callable[[bytes], str]]:
    """A function that returns the address of a server that sends these bytes once."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve(answer: bytes) -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        def start(answer: bytes) -> str:
            threading.Thread(target=serve, args=(answer,), daemon=True).start()
            return f"http://127.0.0.1:{server.getsockname()[1]}/list.md"

        yield start


@pytest.mark.parametrize(
    "path",
    [
        *("/list.md", "/moved.md", "/list.json", "/list.json?raw=1#top", "/?a.json"),
        *("/list.csv", "/list.parquet"),
    ],
)
def test_address(address: str, path: str) -> None:
    assert wp.read(address + path) == LISTED
    assert list(wp.iter_papers(address + path)) == list(LISTED)
    assert {problem.code for problem in wp.check(address + path)} == {"no-link"}


@pytest.mark.parametrize(
    ("page", "raw"),
    [
        ("https://github.com/a/b/blob/main/list.md", "/a/b/main/list.md"),
        ("https://github.com/a/b/blob/main/x/list.json?plain=1#L3", "/a/b/main/x/list.json"),
        ("http://www.github.com/a/b/edit/v1.0/a%20b/list.md", "/a/b/v1.0/a%20b/list.md"),
        ("https://github.com/a/b/raw/main/list.csv", "/a/b/main/list.csv"),
        ("https://github.com/a/b/blame/main/list.md", "/a/b/main/list.md"),
        ("https://GitHub.com/a/b", "/a/b/HEAD/README.md"),
        ("https://github.com/a/b.git", "/a/b/HEAD/README.md"),
        ("https://github.com/a/b/#readme", "/a/b/HEAD/README.md"),
        ("https://github.com/a/b/tree/main", "/a/b/main/README.md"),
        ("https://github.com/a/b/tree/main/x/", "/a/b/main/x/README.md"),
    ],
)
def test_a_page_on_github_is_read_raw(
    address: str, page: str, raw: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "_RAW", address)
    assert raw_address(page) == address + raw
    papers = wp.read(page)
    assert papers == LISTED
    assert papers[0].origin is None or papers[0].origin.file == page


def test_errors_name_the_page_and_the_raw_file(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "_RAW", address)
    page = "https://github.com/a/b/blob/main/gone.md"
    with pytest.raises(SourceError, match="404") as caught:
        wp.read(page)
    assert str(caught.value).startswith(f"can't fetch {page} ({address}/a/b/main/gone.md): ")


@pytest.mark.parametrize(
    ("page", "raw"),
    [
        ("https://gist.github.com/ada/0123abcd", "https://gist.github.com/ada/0123abcd/raw"),
        ("https://gist.github.com/0123abcd/", "https://gist.github.com/0123abcd/raw"),
        ("https://raw.githubusercontent.com/a/b/main/list.md", None),
        ("https://gist.githubusercontent.com/a/b/raw/list.md", None),
        ("https://github.com/a/b/issues/3", None),
        ("https://github.com/a/b/releases/download/v1/list.md", None),
        ("https://github.com/a", None),
        ("https://github.com.example.org/a/b/blob/main/list.md", None),
        ("https://example.org/github.com/a/b/blob/main/list.md", None),
    ],
)
def test_raw_addresses(page: str, raw: str | None) -> None:
    assert raw_address(page) == (raw or page)


def test_address_in_upper_case(address: str) -> None:
    assert wp.read(f"{address}/LIST.JSON".replace("http", "HTTP")) == LISTED


def test_the_origin_has_the_address(address: str) -> None:
    papers = wp.read(f"{address}/list.md?raw=1")
    assert papers[0].origin is not None
    assert papers[0].origin.file == f"{address}/list.md?raw=1"
    assert papers.to_markdown() == GOOD


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone.md", "404"),
        ("/silent.md", "closed connection without response"),
        ("/cut.md", "5 bytes too early|5 more expected"),
    ],
)
def test_address_that_fails(address: str, path: str, reason: str) -> None:
    calls: list[Callable[[str], object]] = [
        wp.read,
        wp.check,
        lambda source: list(wp.iter_papers(source)),
    ]
    for call in calls:
        with pytest.raises(SourceError, match=reason) as caught:
            call(address + path)
        assert str(caught.value).startswith(f"can't fetch {address}{path}: ")
        assert isinstance(caught.value, OSError)


@pytest.mark.parametrize(
    "source",
    ["http://127.0.0.1:1/list.md", "http://", "http://[", "http://127.0.0.1:x/", "http://a b/"],
)
def test_invalid_addresses(source: str) -> None:
    with pytest.raises(SourceError) as caught:
        wp.read(source)
    assert str(caught.value).startswith(f"can't fetch {source}: ")


@pytest.mark.parametrize(
    "target", ["ftp://127.0.0.1/x.md", "file:///etc/passwd", "data:,x", "http://a:b@127.0.0.1/"]
)
def test_redirects_to_other_schemes_are_refused(address: str, target: str) -> None:
    with pytest.raises(SourceError, match=r"(?i)redirect") as caught:
        wp.read(f"{address}/to.md?{target}")
    reason = str(caught.value).partition(target)[2]  # after the address that was asked for
    assert "a:b@" not in reason


@pytest.mark.parametrize("path", ["list.md", "list.json"])
def test_addresses_with_a_password_are_refused_without_showing_it(path: str) -> None:
    with pytest.raises(SourceError) as caught:
        wp.read(f"http://ada:s3cret@127.0.0.1:9/{path}")
    assert str(caught.value) == (
        f"can't fetch http://…@127.0.0.1:9/{path}: expected an address without a user name and a "
        "password"
    )


@pytest.mark.parametrize("path", ["/drip.md", "/chunks.md"])
def test_an_answer_that_drips_ends(
    address: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "_TIMEOUT", 0.2)
    with pytest.raises(SourceError, match=r"only \d+ bytes came in 0 seconds"):
        wp.read(address + path)


def test_errors_hold_no_control_characters_of_a_server(address: str) -> None:
    with pytest.raises(SourceError, match=r"404: \[U\+001B\]\[2J\[U\+009B\]") as caught:
        wp.read(f"{address}/rude.md")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nothing\r\n\r\n",
        b"\xff" * 99,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 999,
        b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
    ],
)
def test_answers_without_sense_are_source_errors(
    answer: bytes, raw_server: Callable[[bytes], str]
) -> None:
    with pytest.raises(SourceError, match=r"can't fetch http://127\.0\.0\.1:"):
        wp.read(raw_server(answer))
