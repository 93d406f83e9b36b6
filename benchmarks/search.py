"""Compare search engines at several sizes of a list.

Usage: python benchmarks/search.py [LIST...] [--sizes 100 10000] [--runs 9]

The papers are generated from the words of each LIST, with the same frequencies (by default from
numbered words). Titles have 10 words and abstracts 150. All engines get the same terms from the
package's tokeniser, whose time is part of each build, and all rank by BM25 over title and abstract.
Engines that are not installed are skipped. In each run every engine answers the same queries, one
engine after the other, so that all share the load of the machine. The ratios are medians of the
ratios to the built-in engine in each run. Memory is the growth of the process according to Linux.
"same" is the share of the built-in engine's first ten hits that an engine also returns.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import weeklypapers as wp
from weeklypapers.searching.bm25 import Bm25
from weeklypapers.searching.corpus import Corpus
from weeklypapers.searching.fields import WEIGHTS
from weeklypapers.searching.query import parse
from weeklypapers.searching.words import words

if TYPE_CHECKING:
    from weeklypapers.searching.tantivy import Tantivy

LIMIT = 10
QUERIES = 20


class Engine(Protocol):
    """A search engine that is built from papers and returns the positions of hits, best first."""

    def __init__(self, papers: Sequence[wp.Paper]) -> None: ...
    def search(self, query: str) -> list[int]: ...


class BuiltIn:
    """The package's engine without an extra."""

    def __init__(self, papers: Sequence[wp.Paper]) -> None:
        self.index = self.build(papers)

    def build(self, papers: Sequence[wp.Paper]) -> Bm25 | Tantivy:
        return Bm25(papers)

    def search(self, query: str) -> list[int]:
        criteria = self.index.corpus.criteria(parse(query), WEIGHTS)
        return [position for position, _ in self.index.best(criteria, WEIGHTS, LIMIT)]


class WithTantivy(BuiltIn):
    """The package with ``engine="tantivy"``."""

    def build(self, papers: Sequence[wp.Paper]) -> Tantivy:
        from weeklypapers.searching.tantivy import Tantivy

        return Tantivy(papers)


class Fts5:
    """SQLite's full-text index.

    It weights fields before saturation, and computes rarity differently.
    """

    def __init__(self, papers: Sequence[wp.Paper]) -> None:
        self.corpus = Corpus()
        self.database = sqlite3.connect(":memory:")
        self.database.execute("create virtual table papers using fts5(title, abstract)")
        self.database.executemany(
            "insert into papers(rowid, title, abstract) values (?, ?, ?)",
            (
                (position, " ".join(terms["title"]), " ".join(terms["abstract"]))
                for position, terms in enumerate(map(self.corpus.add, papers))
            ),
        )

    def search(self, query: str) -> list[int]:
        criteria = self.corpus.criteria(parse(query), WEIGHTS)
        alternatives = []
        for criterion in criteria:
            pattern = criterion.patterns["title"]
            phrases = (
                " + ".join(f'"{term}"' for term in (*pattern.before, last)) for last in pattern.last
            )
            alternatives.append(" OR ".join(phrases))
        rows = self.database.execute(
            "select rowid from papers where papers match ? order by bm25(papers, 3.0, 1.0), rowid "
            "limit ?",
            [" OR ".join(filter(None, alternatives)), LIMIT],
        )
        return [row for (row,) in rows]


class Bm25s:
    """bm25s, without phrases. It has no fields, so each word of a title is repeated three times."""

    def __init__(self, papers: Sequence[wp.Paper]) -> None:
        import bm25s

        self.corpus = Corpus()
        documents = [
            3 * terms["title"] + terms["abstract"] for terms in map(self.corpus.add, papers)
        ]
        self.index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        self.index.index(documents, show_progress=False)

    def search(self, query: str) -> list[int]:
        criteria = self.corpus.criteria(parse(query), WEIGHTS)
        terms = [[term for criterion in criteria for term in criterion.patterns["title"].last]]
        k = min(LIMIT, self.index.scores["num_docs"])
        positions, _ = self.index.retrieve(terms, k=k, show_progress=False)
        return [int(position) for position in positions[0]]


class DuckDb:
    """DuckDB's full-text extension, without phrases. DuckDB downloads it on first use."""

    def __init__(self, papers: Sequence[wp.Paper]) -> None:
        import duckdb

        self.corpus = Corpus()
        self.database: Any = duckdb.connect()
        try:
            self.database.execute("install fts; load fts")
        except duckdb.Error as error:
            raise ImportError("DuckDB has no extension fts") from error
        rows = [
            [position, " ".join(terms["title"]), " ".join(terms["abstract"])]
            for position, terms in enumerate(map(self.corpus.add, papers))
        ]
        self.database.execute("create table papers(id integer, title text, abstract text)")
        self.database.executemany("insert into papers values (?, ?, ?)", rows)
        self.database.execute(
            "pragma create_fts_index('papers', 'id', 'title', 'abstract', stemmer='none')"
        )

    def search(self, query: str) -> list[int]:
        criteria = self.corpus.criteria(parse(query), WEIGHTS)
        terms = " ".join(
            term for criterion in criteria for term in criterion.patterns["title"].last
        )
        rows = self.database.execute(
            "select id from (select id, fts_main_papers.match_bm25(id, ?) as score from papers) "
            "where score is not null order by score desc, id limit ?",
            [terms, LIMIT],
        ).fetchall()
        return [row for (row,) in rows]


ENGINES: dict[str, type[Engine]] = {
    "built in": BuiltIn,
    "tantivy": WithTantivy,
    "SQLite FTS5": Fts5,
    "bm25s": Bm25s,
    "DuckDB fts": DuckDb,
}
KINDS: dict[str, tuple[str, ...]] = {
    "words": tuple(ENGINES),
    "phrase": ("built in", "tantivy", "SQLite FTS5"),
    "prefix": tuple(ENGINES),
}


def vocabulary(paths: Sequence[Path]) -> Counter[str]:
    """Count the words of lists; without lists, return numbered words by Zipf's law."""
    counts: Counter[str] = Counter()
    for path in paths:
        for paper in wp.read(path, on_error="collect"):
            counts.update(words(f"{paper.title} {paper.abstract or ''}"))
    return counts or Counter({f"{rank}word": 30_000 // rank for rank in range(1, 15_000)})


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
    start = time.perf_counter()
    for query in queries:
        engine.search(query)
    return (time.perf_counter() - start) / len(queries)


def build_engines(papers: Sequence[wp.Paper]) -> dict[str, Engine]:
    """Build the engines that are installed; print the time and memory of each build."""
    engines: dict[str, Engine] = {}
    for name, engine in ENGINES.items():
        gc.collect()
        before, start = megabytes(), time.perf_counter()
        try:
            engines[name] = engine(papers)
        except (ImportError, sqlite3.OperationalError) as error:
            print(f"{name:12} skipped: {error}")
            continue
        elapsed = time.perf_counter() - start
        gc.collect()
        print(f"{name:12} build {elapsed:7.2f} s, {megabytes() - before:7.1f} MB")
    return engines


def compare(engines: dict[str, Engine], kind: str, queries: Sequence[str], runs: int) -> None:
    names = [name for name in KINDS[kind] if name in engines]
    expected = [engines["built in"].search(query) for query in queries]
    for name in names:
        for query in queries:
            engines[name].search(query)  # warm up: loading is not measured
    times = [{name: seconds(engines[name], queries) for name in names} for _ in range(runs)]
    for name in names:
        median = statistics.median(run[name] for run in times)
        ratio = statistics.median(run[name] / run["built in"] for run in times)
        shared = [
            len(set(hits) & set(engines[name].search(query))) / max(len(hits), 1)
            for hits, query in zip(expected, queries, strict=True)
        ]
        print(
            f"{kind:7} {name:12} {median * 1000:9.3f} ms {ratio:8.2f}x "
            f"{statistics.mean(shared):6.0%} same"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 10_000])
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    counts = vocabulary(arguments.lists)
    for size in arguments.sizes:
        papers = generate_papers(counts, size)
        print(f"\n{size} papers, {len(counts)} different words, median of {arguments.runs} runs")
        engines = build_engines(papers)
        for kind, queries in generate_queries(papers).items():
            compare(engines, kind, queries, arguments.runs)


if __name__ == "__main__":
    main()
