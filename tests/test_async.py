"""Programs with an event loop: blocking calls run in threads, several at the same time."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

import weeklypapers as wp
from support.extensions import AsyncFile
from weeklypapers.testing import ArxivServer, make_papers, make_records
from weeklypapers.testing.server import Exchange

T = TypeVar("T")

MOST = 60.0  # seconds after which a test fails; none of them waits for it


class Held:
    """An answer that the server holds back until the event loop releases it."""

    def __init__(self) -> None:
        self.is_released = threading.Event()

    def concerns(self, ids: tuple[str, ...]) -> bool:
        return True

    def answer(self, exchange: Exchange) -> None:
        if not self.is_released.wait(MOST):
            raise OSError("the event loop was blocked")
        exchange.send(exchange.feed())


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(make_records(20)) as server:
        yield server


def run(program: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(asyncio.wait_for(program, MOST))


def client_of(server: ArxivServer, cache: str | Path = ":memory:") -> wp.ArxivClient:
    return wp.ArxivClient(cache, url=server.url, min_interval=0, timeout=MOST)


def test_the_loop_runs_while_a_list_is_enriched(server: ArxivServer, tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    make_papers(20).write(path)
    held = Held()
    server.fail(held)

    async def program() -> tuple[wp.Papers, wp.Papers]:
        with client_of(server) as client:
            enriching = asyncio.create_task(asyncio.to_thread(make_papers(20).enrich, client))
            while not server.requests:
                await asyncio.sleep(0.001)
            read = await asyncio.to_thread(wp.read, path)  # while the server holds its answer
            assert not enriching.done()
            held.is_released.set()
            return await enriching, read

    enriched, read = run(program())
    assert all(paper.arxiv for paper in enriched)
    assert list(read) == list(make_papers(20))


@pytest.mark.parametrize("shares_client", [True, False])
def test_lists_are_enriched_at_the_same_time(
    server: ArxivServer, tmp_path: Path, *, shares_client: bool
) -> None:
    lists = [make_papers(20)[start : start + 8] for start in range(0, 12, 2)]

    async def program() -> list[wp.Papers]:
        clients = [client_of(server, tmp_path / "arxiv.sqlite") for _ in lists]
        used = clients[:1] * len(lists) if shares_client else clients
        try:
            calls = zip(lists, used, strict=True)
            return await asyncio.gather(
                *(asyncio.to_thread(papers.enrich, client) for papers, client in calls)
            )
        finally:
            for client in clients:
                client.close()

    results = run(program())
    assert [len(papers) for papers in results] == [8] * 6
    assert all(paper.arxiv for papers in results for paper in papers)
    requested = [arxiv_id for request in server.requests for arxiv_id in request.ids]
    assert len(requested) == len(set(requested))  # no paper is requested twice
    ends = [request.end or 0.0 for request in server.requests]
    starts = [request.start for request in server.requests]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))  # in turns


def test_progress_reaches_the_loop(server: ArxivServer) -> None:
    async def program() -> list[int]:
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[int] = asyncio.Queue()

        def watch(progress: wp.Progress) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, progress.done)

        with client_of(server) as client:
            await asyncio.to_thread(make_papers(20).enrich, client, progress=watch)
        await asyncio.sleep(0)
        return [queue.get_nowait() for _ in range(queue.qsize())]

    done = run(program())
    assert (done[0], done[-1]) == (0, 20)
    assert done == sorted(done)


class StopError(Exception):
    """The program doesn't need the records any more."""


def test_a_watcher_ends_the_call(server: ArxivServer, tmp_path: Path) -> None:
    """A cancelled task doesn't end its thread; a watcher does, and what arrived is cached."""

    def watch(progress: wp.Progress) -> None:
        if progress.done:
            raise StopError

    async def program() -> wp.FetchReport:
        cache = tmp_path / "arxiv.sqlite"
        ids = [paper.arxiv_id for paper in make_papers(20) if paper.arxiv_id]
        with wp.ArxivClient(cache, url=server.url, min_interval=0, batch_size=5) as client:
            with pytest.raises(StopError):
                await asyncio.to_thread(client.fetch, ids, progress=watch)
            return await asyncio.to_thread(client.fetch, ids)

    report = run(program())
    assert (len(report.records), report.cached, len(server.requests)) == (20, 5, 4)


def test_one_list_in_many_threads() -> None:
    """Indexes that a list keeps are built by whichever thread needs them first."""
    text = make_papers(300).to_markdown()
    expected = wp.parse(text)
    answers = (expected.to_json(), [hit.paper for hit in expected.search("2406.00007")])

    async def program() -> list[tuple[str, list[wp.Paper]]]:
        papers = wp.parse(text)

        def ask() -> tuple[str, list[wp.Paper]]:
            return papers.to_json(), [hit.paper for hit in papers.search("2406.00007")]

        return await asyncio.gather(*(asyncio.to_thread(ask) for _ in range(16)))

    assert run(program()) == [answers] * 16


def test_content_of_an_asynchronous_program() -> None:
    """An asynchronous file is refused; its content is read and written in memory."""
    file: Any = AsyncFile()
    with pytest.raises(wp.InvalidValueError, match="asynchronous; await its content, and parse it"):
        wp.read(file)
    memory = io.BytesIO()
    make_papers(3).write(memory, format="jsonl")
    assert wp.read(io.BytesIO(memory.getvalue()), format="jsonl") == make_papers(3)
