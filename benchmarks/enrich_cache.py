"""What a cached run of `Papers.enrich` costs, and how long one that asks arXiv takes.

Usage: python benchmarks/enrich_cache.py [--papers 1500] [--runs 9] [--interval 0.5]

The first part sets a run in which every paper is cached against parsing the feeds anew, as a cache
of answers would have to: by the package arxiv alone, and with the strict check that has to come
before it. All are measured in turn in each run, so that they meet the same load of the machine; the
ratio is the median of the runs' ratios. The second part sets the time of a run without a cache
against what the interval and the server take.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import arxiv
import requests

import weeklypapers as wp
from weeklypapers.arxiv.feed import read_feed
from weeklypapers.testing import ArxivServer, make_papers, make_record
from weeklypapers.testing.feeds import feed

if TYPE_CHECKING:
    from collections.abc import Callable

    from weeklypapers import ArxivRecord, Papers

BATCH = 250


def made_up(papers: Papers) -> list[ArxivRecord]:
    """Records as long as most of arXiv's: six authors, an abstract of 1,300 characters."""
    authors = [wp.Author(name=f"Ada Lovelace the {number}th") for number in range(1, 7)]
    abstract = "We study how long contexts change what a model retrieves, and why. " * 20
    ids = [paper.arxiv_id for paper in papers if paper.arxiv_id]
    return [make_record(one, authors=authors, abstract=abstract) for one in ids]


def parse(bodies: list[bytes]) -> int:
    """Parses feeds with the package arxiv: a session gives it what it would have cached."""
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


def check_and_parse(bodies: list[bytes], ids: set[wp.ArxivId]) -> int:
    """The same, with the check without which the package arxiv believes what is cut off."""
    for body in bodies:
        read_feed(body, ids)
    return parse(bodies)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare_with_parsing(papers: Papers, runs: int, folder: Path) -> None:
    records = made_up(papers)
    bodies = [feed(records[at : at + BATCH]) for at in range(0, len(records), BATCH)]
    ids = {record.id.unversioned for record in records}
    with (
        ArxivServer(records) as server,
        wp.ArxivClient(folder / "arxiv.sqlite", url=server.url, min_interval=0) as client,
    ):
        papers.enrich(client)
        asked = len(server.requests)
        works: dict[str, Callable[[], object]] = {
            "cached run": lambda: papers.enrich(client),
            "parsing": lambda: parse(bodies),
            "check and parsing": lambda: check_and_parse(bodies, ids),
        }
        taken = [{name: seconds(work) for name, work in works.items()} for _ in range(runs)]
        print(
            f"{len(papers)} papers, {asked} requests at first, {len(server.requests) - asked} then"
        )
    for name in works:
        milliseconds = 1000 * statistics.median(run[name] for run in taken)
        ratio = statistics.median(run["cached run"] / run[name] for run in taken)
        print(f"  {name:18} {milliseconds:7.1f} ms   a cached run takes {ratio:.2f} of it")


def compare_with_the_interval(papers: Papers, interval: float, delay: float) -> None:
    with (
        ArxivServer(made_up(papers), delay=delay) as server,
        wp.ArxivClient(":memory:", url=server.url, min_interval=interval) as client,
    ):
        took = seconds(lambda: papers.enrich(client))
        served = sum((one.end or one.start) - one.start for one in server.requests)
        expected = (len(server.requests) - 1) * interval + served
    print(
        f"  {len(papers)} papers in {len(server.requests)} requests: {took:.2f} s; "
        f"(requests - 1) x {interval} s + {served:.2f} s of the server = {expected:.2f} s; "
        f"ratio {took / expected:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="What a cached run costs.")
    parser.add_argument("--papers", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--interval", type=float, default=0.5, help="seconds; arXiv asks for 3")
    arguments = parser.parse_args()
    papers = make_papers(arguments.papers)
    with tempfile.TemporaryDirectory() as folder:
        compare_with_parsing(papers, arguments.runs, Path(folder))
    print("without a cache")
    for delay in (0.0, 0.3):
        compare_with_the_interval(papers, arguments.interval, delay)


if __name__ == "__main__":
    main()
