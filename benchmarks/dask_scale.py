"""Measure lists in a cluster on this machine: time, memory and files; print Markdown tables.

Usage: python benchmarks/dask_scale.py [--papers 100000 1000000] [--per-list 1000] [--workers 2]

Lists with varied text are written to a temporary folder, read by the workers of a Dask cluster, and
written as Parquet files. Then the Parquet files are queried and searched. Each step runs in a new
process, except for those in the cluster, and its peak memory is that of its largest process.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import dask
import duckdb
import polars as pl
from distributed import Client, LocalCluster

import weeklypapers as wp
import weeklypapers.dask

SYLLABLES = ("a", "con", "de", "gra", "in", "lan", "mo", "net", "re", "si", "tor", "tra", "un")
CATEGORIES = ("cs.AI", "cs.CL", "cs.CV", "cs.IR", "cs.LG", "cs.RO", "stat.ML")
MONTHLY = 90_000  # papers with an identifier of the same month


class Step(NamedTuple):
    """A row of the table.

    Attributes:
        name: The step.
        seconds: The elapsed time.
        cpu: The time of all processors.
        memory: The peak memory of the largest process, in bytes.
        result: The result.
    """

    name: str
    seconds: float
    cpu: float
    memory: float
    result: str


@cache
def words() -> tuple[list[str], list[float]]:
    """Return 5000 words, and their cumulative weights according to Zipf's law."""
    rng = random.Random(0)  # noqa: S311 - the same words in every run
    made = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(5000)]
    return made, list(accumulate(1 / rank for rank in range(1, 5001)))


def query() -> str:
    """Return two long words, of which one is frequent and the other is rare."""
    vocabulary, _ = words()
    return " ".join(
        next(word for word in vocabulary[rank:] if len(word) > 8) for rank in (200, 2000)
    )


def write_list(folder: Path, first: int, count: int) -> None:
    """Write a weekly table; the identifiers of its papers begin with a number."""
    rng = random.Random(first)  # noqa: S311 - the same lists in every run
    vocabulary, weights = words()
    papers = []
    for index in range(first, first + count):
        month, number = divmod(index, MONTHLY)
        arxiv_id = f"{10 + month // 12:02}{month % 12 + 1:02}.{number + 1:05}"
        title = rng.choices(vocabulary, cum_weights=weights, k=10)
        abstract = rng.choices(vocabulary, cum_weights=weights, k=rng.randint(120, 220))
        papers.append(
            wp.Paper(
                title=" ".join(title).capitalize(),
                week=date(2010, 1, 3) + timedelta(weeks=index // 1000 % 800),
                category=rng.choice(CATEGORIES),
                abstract=" ".join(abstract),
                links=wp.Link(f"https://arxiv.org/abs/{arxiv_id}", label="link"),
            )
        )
    wp.Papers(papers).write(folder / f"list-{first // count:05}.md")


def write_lists(folder: Path, papers: int, per_list: int, workers: int) -> None:
    folder.mkdir()
    with ProcessPoolExecutor(workers) as pool:
        starts = range(0, papers, per_list)
        tasks = [pool.submit(write_list, folder, first, per_list) for first in starts]
        for task in tasks:
            task.result()


# In the cluster


def convert(lists: Path, folder: Path) -> str:
    """Write lists as Parquet files."""
    papers, problems = wp.dask.read(lists / "*.md", on_error="collect")
    report, found = dask.compute(wp.dask.write(papers, folder, compute=False), problems)
    return f"{report['rows'].sum():,} papers in {len(report)} files, {len(found)} problems"


def count(lists: Path) -> str:
    """Count the papers of each week, directly from the lists."""
    papers = wp.dask.read(lists / "*.md").papers
    return f"{len(papers.groupby('week_ending').size().compute())} weeks"


def in_cluster(name: str, client: Client, task: Callable[..., str], *arguments: Any) -> Step:
    """Run a step in the workers."""
    start, cpu = time.perf_counter(), sum(client.run(time.process_time).values())
    result = task(*arguments)
    seconds = time.perf_counter() - start
    cpu = sum(client.run(time.process_time).values()) - cpu
    return Step(name, seconds, cpu, max(client.run(peak_memory).values()), result)


def peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0  # KiB on Linux


# In one process


def count_in_duckdb(parts: str) -> str:
    weeks = duckdb.read_parquet(parts).aggregate("week_ending, count(*)").fetchall()
    return f"{len(weeks)} weeks"


def count_in_polars(parts: str) -> str:
    weeks = pl.scan_parquet(parts).group_by("week_ending").len().collect()
    return f"{len(weeks)} weeks"


def repeated_in_duckdb(parts: str) -> str:
    keys = duckdb.read_parquet(parts).aggregate("key, count(*) as entries").filter("entries > 1")
    return f"{len(keys.fetchall())} papers"


def scan_in_duckdb(parts: str) -> str:
    """Select the papers with all words of a query, and rank them."""
    words_in = [f"contains(concat_ws(' ', title, abstract), '{word}')" for word in query().split()]
    candidates = wp.from_arrow(duckdb.read_parquet(parts).filter(" and ".join(words_in)))
    hits = candidates.search(query(), limit=10)
    return f"{len(hits)} hits among {len(candidates):,} candidates"


def index_in_sqlite(parts: str, file: str) -> str:
    """Index titles and abstracts, without copies of them, by the number of a row."""
    first = 0
    with sqlite3.connect(file) as database:
        database.execute("create virtual table papers using fts5(title, abstract, content='')")
        for part in sorted(Path(parts).parent.iterdir()):
            rows = pl.read_parquet(part, columns=["title", "abstract"]).rows()
            numbered = ((first + index, *row) for index, row in enumerate(rows))
            database.executemany(
                "insert into papers(rowid, title, abstract) values (?,?,?)", numbered
            )
            first += len(rows)
    return f"{Path(file).stat().st_size / 1e6:,.0f} MB"


def search_in_sqlite(file: str) -> str:
    with sqlite3.connect(file) as database:
        match = "select rowid from papers where papers match ? order by bm25(papers, 3, 1) limit 10"
        rows = database.execute(match, [query()]).fetchall()
    return f"{len(rows)} hits"


def search_in_papers(parts: str) -> str:
    """Read the titles and abstracts into memory, index them, and search."""
    papers = wp.from_arrow(duckdb.read_parquet(parts).project("title, abstract"))
    return f"{len(papers.search(query(), limit=10))} hits"


def alone(name: str, task: Callable[..., str], *arguments: Any) -> Step:
    """Run a step in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return Step(name, *pool.submit(_timed, task, *arguments).result())


def _timed(task: Callable[..., str], *arguments: Any) -> tuple[float, float, float, str]:
    duckdb.execute("set enable_progress_bar = false")
    start, cpu = time.perf_counter(), time.process_time()
    result = task(*arguments)
    return time.perf_counter() - start, time.process_time() - cpu, peak_memory(), result


def steps(papers: int, per_list: int, workers: int, folder: Path) -> Iterator[Step]:
    """Yield the steps for a number of papers."""
    lists, folder_of_parts = folder / "lists", folder / "parts"
    write_lists(lists, papers, per_list, workers)
    print(f"\n{papers:,} papers in {papers // per_list:,} lists, {size(lists)}\n", flush=True)
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        yield in_cluster("count by week, from the lists", client, count, lists)
        yield in_cluster("lists to Parquet", client, convert, lists, folder_of_parts)
    print(f"The Parquet files have {size(folder_of_parts)}.\n")
    parts = str(folder_of_parts / "*.parquet")
    yield alone("count by week, DuckDB", count_in_duckdb, parts)
    yield alone("count by week, Polars", count_in_polars, parts)
    yield alone("papers that are listed twice, DuckDB", repeated_in_duckdb, parts)
    yield alone("search: candidates from DuckDB, then `Papers.search`", scan_in_duckdb, parts)
    index = str(folder / "index.sqlite")
    yield alone("search: index in SQLite", index_in_sqlite, parts, index)
    yield alone("search: query in SQLite", search_in_sqlite, index)
    if papers <= 200_000:
        yield alone("search: all in `Papers`", search_in_papers, parts)


def size(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.iterdir()) / 1e6:,.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, nargs="+", default=[100_000])
    parser.add_argument("--per-list", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    for papers in arguments.papers:
        with TemporaryDirectory() as name:
            rows = list(steps(papers, arguments.per_list, arguments.workers, Path(name)))
        print("| step | time | processor | memory | result |\n| :-- | --: | --: | --: | :-- |")
        for step in rows:
            memory = f"{step.memory / 1e6:,.0f} MB"
            cells = (step.name, f"{step.seconds:.1f} s", f"{step.cpu:.1f} s", memory, step.result)
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
