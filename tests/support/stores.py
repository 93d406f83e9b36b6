"""Stores of lists: lists to store, and a web server that stands for a remote store."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from weeklypapers import Papers
from weeklypapers.testing import make_paper

__all__ = ["BROKEN", "LATIN", "ListServer", "serving", "weekly_lists"]

BROKEN = """\
| Week       | title  | category | abstract | Paper-Link                       |
|------------|--------|----------|----------|----------------------------------|
| 2024-06-30 | Good   | cs.CL    |          | https://arxiv.org/abs/2406.00001 |
| 30 June    | Unread | cs.CL    |          | https://arxiv.org/abs/2406.00002 |
"""
"""A list with a paper, and with a row that can't be read in line 4."""

LATIN = "| Week | title |\n|---|---|\n| 2024-06-30 | caf\xe9 |\n".encode("latin-1")
"""A list that is not UTF-8."""


def weekly_lists(lists: int, papers: int) -> dict[str, bytes]:
    """Return weekly tables by file name, each with other papers."""
    texts = {}
    for number in range(lists):
        ids = [f"24{number + 1:02}.{index + 1:05}" for index in range(papers)]
        listed = Papers([make_paper(arxiv_id, title=f"Paper {arxiv_id}") for arxiv_id in ids])
        texts[f"list-{number:02}.md"] = listed.to_markdown().encode()
    return texts


class ListServer(ThreadingHTTPServer):
    """A web server with files, whose first page has a link to each.

    Attributes:
        files: The content of each file, by name.
        requests: The number of requests for the content of each file.
        free: The number of requests that are answered at once. The others wait.
        waiting: Released by each request that waits.
        resume: Set it to answer all requests.
    """

    daemon_threads = True

    def __init__(self, files: Mapping[str, bytes], free: int | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = files
        self.requests = Counter[str]()
        self.free = free
        self.waiting = threading.Semaphore(0)
        self.resume = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The address of its first page."""
        return f"http://127.0.0.1:{self.server_port}/"

    def admit(self, name: str) -> None:
        """Count a request, and wait if no more requests are free."""
        with self._lock:
            self.requests[name] += 1
            is_free = self.free is None or self.requests.total() <= self.free
        if not is_free:
            self.waiting.release()
            self.resume.wait(60)

    def handle_error(self, *_: Any) -> None:
        """Ignore that a client, such as a killed process, is gone."""


class _Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self._answer(with_content=False)

    def do_GET(self) -> None:
        self._answer(with_content=True)

    def _answer(self, *, with_content: bool) -> None:
        server = cast("ListServer", self.server)
        name = self.path.lstrip("/")
        if not name:
            content = "".join(f'<a href="{file}">{file}</a>' for file in server.files).encode()
        elif name in server.files:
            content = server.files[name]
            if with_content:
                server.admit(name)
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Type", "text/html" if not name else "text/markdown")
        self.end_headers()
        if with_content:
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@contextmanager
def serving(files: Mapping[str, bytes], free: int | None = None) -> Iterator[ListServer]:
    """Serve files on the loopback address."""
    with ListServer(files, free) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.resume.set()
        server.shutdown()
