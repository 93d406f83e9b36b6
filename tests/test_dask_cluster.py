"""Lists in a cluster of two processes, one of which is killed: nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from distributed import Client, LocalCluster, wait

import weeklypapers as wp
import weeklypapers.dask
from support.stores import serving, weekly_lists
from weeklypapers import Papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow  # three processes start, and one of them twice

LISTS = weekly_lists(12, papers=20)
PAPERS = sum((wp.parse(text.decode()) for text in LISTS.values()), Papers())
SECONDS = 120  # for a computation, on a busy machine


@pytest.fixture(scope="module")
def cluster() -> Iterator[Client]:
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.fixture
def client(cluster: Client) -> Iterator[Client]:
    """Return a client with two workers, also after one of them was killed."""
    cluster.wait_for_workers(2, timeout=SECONDS)
    yield cluster
    cluster.wait_for_workers(2, timeout=SECONDS)  # one that starts can't be closed


def kill(client: Client, worker: str) -> None:
    """Kill a worker; another process takes its place."""
    os.kill(client.run(os.getpid, workers=[worker])[worker], signal.SIGKILL)


def test_a_worker_is_killed_while_it_reads(client: Client, tmp_path: Path) -> None:
    with serving(LISTS, free=5) as server:
        papers = wp.dask.read(f"{server.url}*.md", blocksize=None).papers
        assert papers.npartitions == 12
        written = wp.dask.write(papers, tmp_path / "papers", compute=False)
        report = client.compute(written)
        for _ in range(2):  # some lists are written, and both workers read another
            assert server.waiting.acquire(timeout=SECONDS)
        kill(client, min(client.scheduler_info()["workers"]))
        server.resume.set()
        files = report.result(SECONDS)
    assert files["rows"].tolist() == [20] * 12
    assert server.requests.total() > 12
    assert wp.read(tmp_path / "papers" / "*.parquet") == PAPERS


def test_a_worker_is_killed_with_its_results(client: Client, tmp_path: Path) -> None:
    for name, text in LISTS.items():
        (tmp_path / name).write_bytes(text)
    papers = wp.dask.read(tmp_path / "*.md", blocksize=None).papers.persist()
    wait(papers, SECONDS)
    results = client.has_what()
    worker = max(results, key=lambda worker: len(results[worker]))
    assert results[worker]
    kill(client, worker)
    frame = client.compute(papers).result(SECONDS)
    assert wp.from_arrow(frame) == PAPERS
