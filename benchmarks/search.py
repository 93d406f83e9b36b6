"""Measure the search: how good its first hits are, and how fast it is.

Usage: python benchmarks/search.py [LIST...] [--judged LIST QUERIES] [--sizes 100 10000] [--runs 9]

Quality: QUERIES is a JSON file with judged queries on LIST: `{"query": …, "relevant": […]}`, where
"relevant" has the positions of entries. The measure is nDCG@5 (Järvelin and Kekäläinen, 2002), for
all queries and for two random halves.

Speed: the papers are generated from the words of each LIST, with the same frequencies (by default
from numbered words). Titles have 10 words and abstracts 150. SQLite's full-text index, with its own
tokeniser, is measured for comparison. In each run both answer the same queries, one after the
other. Times are CPU times of the process, and the ratios are medians of the ratios to the built-in
engine in each run. The built-in engine keeps the scores of the last queries and words, so the first
run, with new queries, is printed as well. Memory is the growth of the process according to Linux.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import resource
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol

import weeklypapers as wp
from weeklypapers.searching.words import words

LIMIT = 10
QUERIES = 20
DEPTH = 5


class Engine(Protocol):
    """A search engine that is built from papers and returns the number of hits."""

    def __init__(self, papers: Sequence[wp.Paper]) -> None: ...
    def search(self, query: str) -> int: ...


class BuiltIn:
    """The package's engine."""

    def __init__(self, papers: Sequence[wp.Paper]) -> None:
        self.papers = wp.Papers(papers)
        self.papers.search("word")

    def search(self, query: str) -> int:
        return len(self.papers.search(query, limit=LIMIT))


class Fts5:
    """SQLite's full-text index, with its stemmer, weighted by field."""

    def __init__(self, papers: Sequence[wp.Paper]) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute(
            "create virtual table papers using fts5(title, abstract, tokenize='porter unicode61')"
        )
        self.database.executemany(
            "insert into papers(rowid, title, abstract) values (?, ?, ?)",
            ((position, paper.title, paper.abstract) for position, paper in enumerate(papers)),
        )

    def search(self, query: str) -> int:
        is_plain = '"' not in query and "*" not in query
        alternatives = " OR ".join(query.split()) if is_plain else query
        rows = self.database.execute(
            "select rowid from papers where papers match ? order by bm25(papers, 3.0, 1.0), rowid "
            "limit ?",
            [alternatives, LIMIT],
        )
        return len(rows.fetchall())


ENGINES: dict[str, type[Engine]] = {"built in": BuiltIn, "SQLite FTS5": Fts5}


# Quality


def print_quality(list_path: Path, queries: Path) -> None:
    papers = wp.read(list_path, on_error="collect")
    positions = {id(paper): position for position, paper in enumerate(papers)}

    def gain(judged: Any) -> float:
        relevant = set(judged["relevant"])
        hits = papers.search(judged["query"], limit=DEPTH)
        ranks = [rank for rank, hit in enumerate(hits) if positions[id(hit.paper)] in relevant]
        return discounted(ranks) / discounted(range(min(DEPTH, len(relevant))))

    gains = [gain(judged) for judged in json.loads(queries.read_text(encoding="utf-8"))]
    random.Random(12).shuffle(gains)  # noqa: S311 - the same halves in every run
    middle = (len(gains) + 1) // 2
    halves = (statistics.mean(half) for half in (gains[:middle], gains[middle:]))
    print(
        f"{len(gains)} judged queries: nDCG@{DEPTH} {statistics.mean(gains):.3f}, "
        f"in each half {', '.join(f'{half:.3f}' for half in halves)}"
    )


def discounted(ranks: Iterable[int]) -> float:
    return sum(1 / math.log2(rank + 2) for rank in ranks)


# Speed


def vocabulary(paths: Sequence[Path]) -> Counter[str]:
    """Count the words of lists; without lists, return numbered words by Zipf's law."""
    counts: Counter[str] = Counter()
    for path in paths:
        for paper in wp.read(path, on_error="collect"):
            counts.update(words(f"{paper.title} {paper.abstract or ''}"))
    return counts or Counter({f"word{rank}": 30_000 // rank for rank in range(1, 15_000)})


def generate_papers(counts: Counter[str], size: int) -> list[wp.Paper]:
    rng = random.Random(0)  # noqa: S311 - the same papers in every run
    population, cumulative = list(counts), list(accumulate(counts.values()))

    def text(length: int) -> str:
        return " ".join(rng.choices(population, cum_weights=cumulative, k=length))

    return [wp.Paper(title=text(10), abstract=text(150)) for _ in range(size)]


def generate_queries(papers: Sequence[wp.Paper]) -> dict[str, list[str]]:
    """Return queries by kind, each from a title: three words, two words, or a word's beginning."""
    rng = random.Random(1)  # noqa: S311 - the same queries in every run
    titles = [rng.choice(papers).title.split() for _ in range(QUERIES)]
    longest = [max(title, key=len) for title in titles]
    return {
        "words": [" ".join(title[:3]) for title in titles],
        "phrase": [f'"{title[3]} {title[4]}"' for title in titles],
        "prefix": [f"{word[:4]}*" for word in longest],
    }


def megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def seconds(engine: Engine, queries: Sequence[str]) -> float:
    gc.collect()
    start = time.process_time()
    for query in queries:
        engine.search(query)
    return (time.process_time() - start) / len(queries)


def build_engines(papers: Sequence[wp.Paper]) -> dict[str, Engine]:
    """Build the engines; print the time and memory of each build."""
    engines: dict[str, Engine] = {}
    for name, engine in ENGINES.items():
        gc.collect()
        before, start = megabytes(), time.process_time()
        engines[name] = engine(papers)
        elapsed = time.process_time() - start
        gc.collect()
        print(f"{name:12} build {elapsed:7.2f} s, {megabytes() - before:7.1f} MB")
    return engines


def compare(engines: dict[str, Engine], kind: str, queries: Sequence[str], runs: int) -> None:
    new = {name: seconds(engine, queries) for name, engine in engines.items()}
    times = [
        {name: seconds(engine, queries) for name, engine in engines.items()} for _ in range(runs)
    ]
    for name in engines:
        median = statistics.median(run[name] for run in times)
        ratio = statistics.median(run[name] / run["built in"] for run in times)
        print(
            f"{kind:7} {name:12} {new[name] * 1000:9.3f} ms new, {median * 1000:9.3f} ms again "
            f"{ratio:8.2f}x"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--judged", nargs=2, type=Path, metavar=("LIST", "QUERIES"))
    parser.add_argument("--sizes", nargs="*", type=int, default=[100, 10_000])
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    if arguments.judged:
        print_quality(*arguments.judged)
    counts = vocabulary(arguments.lists)
    for size in arguments.sizes:
        papers = generate_papers(counts, size)
        print(f"\n{size} papers, {len(counts)} different words, median of {arguments.runs} runs")
        engines = build_engines(papers)
        for kind, queries in generate_queries(papers).items():
            compare(engines, kind, queries, arguments.runs)


if __name__ == "__main__":
    main()
