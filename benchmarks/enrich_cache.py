"""Measure the time of `Papers.enrich` with and without a cache.

Usage: python benchmarks/enrich_cache.py [--papers 1500] [--runs 9] [--interval 0.5]

The first part compares a run in which every paper is cached with parsing the feeds again, which a
cache of responses would have to do: with the lenient parser of the package arxiv, and with the
strict parser of this package. Each run measures all of them in turn, so that they share the load of
the machine. The ratio is the median of the ratios of each run. The second part compares the time of
a run without a cache with the time that the interval and the server account for.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import requests

import arxiv
import weeklypapers as wp
from weeklypapers.arxiv.feed import read_feed
from weeklypapers.testing import ArxivServer, make_papers, make_record
from weeklypapers.testing.feeds import feed

BATCH = 250


def generate_records(papers: wp.Papers) -> list[wp.ArxivRecord]:
    """Return records of typical length: six authors and an abstract of 1,300 characters."""
    authors = [wp.Author(name=f"Ada Lovelace the {number}th") for number in range(1, 7)]
    abstract = "We study how long contexts change what a model retrieves, and why. " * 20
    ids = [paper.arxiv_id for paper in papers if paper.arxiv_id]
    return [make_record(arxiv_id, authors=authors, abstract=abstract) for arxiv_id in ids]


def parse(bodies: list[bytes]) -> int:
    """Parse feeds with the package arxiv, whose session returns them without a request."""
    count = 0
    for body in bodies:
        response = requests.Response()
        response.status_code = 200
        response._content = body
        client = arxiv.Client(page_size=BATCH, delay_seconds=0, num_retries=0)
        search = arxiv.Search(id_list=["x"], max_results=BATCH)
        with patch.object(client._session, "get", return_value=response):
            count += len(list(client.results(search)))
    return count


def parse_strictly(bodies: list[bytes], ids: set[wp.ArxivId]) -> int:
    """Read feeds as the client does."""
    now = datetime.now(UTC)
    return sum(len(read_feed(body, ids, now).records) for body in bodies)


def seconds(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def compare_with_parsing(papers: wp.Papers, runs: int, folder: Path) -> None:
    records = generate_records(papers)
    bodies = [feed(records[start : start + BATCH]) for start in range(0, len(records), BATCH)]
    ids = {record.id.unversioned for record in records}
    with (
        ArxivServer(records) as server,
        wp.ArxivClient(folder / "arxiv.sqlite", url=server.url, min_interval=0) as client,
    ):
        papers.enrich(client)
        requests_of_first_run = len(server.requests)
        tasks: dict[str, Callable[[], object]] = {
            "cached run": lambda: papers.enrich(client),
            "parsing": lambda: parse(bodies),
            "strict parsing": lambda: parse_strictly(bodies, ids),
        }
        times = [{name: seconds(task) for name, task in tasks.items()} for _ in range(runs)]
        requests_of_cached_runs = len(server.requests) - requests_of_first_run
    print(
        f"{len(papers)} papers, {requests_of_first_run} requests in the first run, "
        f"{requests_of_cached_runs} in the cached runs"
    )
    for name in tasks:
        milliseconds = 1000 * statistics.median(run[name] for run in times)
        ratio = statistics.median(run["cached run"] / run[name] for run in times)
        print(f"  {name:18} {milliseconds:7.1f} ms   ratio of a cached run to it: {ratio:.2f}")


def compare_with_interval(papers: wp.Papers, interval: float, delay: float) -> None:
    with (
        ArxivServer(generate_records(papers), delay=delay) as server,
        wp.ArxivClient(":memory:", url=server.url, min_interval=interval) as client,
    ):
        elapsed = seconds(lambda: papers.enrich(client))
        server_time = sum(
            (request.end or request.start) - request.start for request in server.requests
        )
        expected = (len(server.requests) - 1) * interval + server_time
    print(
        f"  {len(papers)} papers in {len(server.requests)} requests: {elapsed:.2f} s; "
        f"(requests - 1) x {interval} s + {server_time:.2f} s of the server = {expected:.2f} s; "
        f"ratio {elapsed / expected:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--papers", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--interval", type=float, default=0.5, help="seconds; arXiv requires 3")
    arguments = parser.parse_args()
    papers = make_papers(arguments.papers)
    with tempfile.TemporaryDirectory() as folder:
        compare_with_parsing(papers, arguments.runs, Path(folder))
    print("without a cache")
    for delay in (0.0, 0.3):
        compare_with_interval(papers, arguments.interval, delay)


if __name__ == "__main__":
    main()
