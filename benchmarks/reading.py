"""Compare the time of reading a list with that of other Markdown and table readers.

Usage: python benchmarks/reading.py [LIST] [--rows 10000] [--runs 9]

The rows of LIST (by default a generated list with rows of realistic length) are repeated up to the
given number. All readers get the same text. Each run measures every reader once, one after the
other, so that all share the load of the machine. The ratio is the median of the ratios of each run.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import cmarkgfm
import mistune
import pandas as pd
from markdown_it import MarkdownIt

import weeklypapers as wp

WORDS = ["model", "data", "learns", "from", "long", "context", "of", "the", "and", "a", "better"]


def generate_table(rows: int) -> str:
    """Return a weekly table with abstracts of one to two thousand characters."""
    rng = random.Random(0)  # noqa: S311 - the same text in every run
    papers = [
        wp.Paper(
            title=" ".join(rng.choices(WORDS, k=12)),
            week=paper.week,
            category=paper.category,
            abstract=" ".join(rng.choices(WORDS, k=rng.randint(150, 350))),
            links=paper.links,
        )
        for paper in wp.sample()
    ]
    return repeat_rows(wp.Papers(papers).to_markdown(pad=True), rows)


def repeat_rows(text: str, rows: int) -> str:
    header, delimiter, *body = text.strip("\n").split("\n")
    times = -(-rows // len(body))
    return "\n".join([header, delimiter, *(body * times)[:rows]])


def with_split(text: str) -> object:
    return [[cell.strip() for cell in line.split("|")] for line in text.split("\n")]


def with_pandas(text: str) -> object:
    return pd.read_csv(io.StringIO(text), sep="|")


def with_markdown_it(text: str) -> object:
    return MarkdownIt("commonmark").enable("table").render(text)


READERS: dict[str, Callable[[str], object]] = {
    'line.split("|")': with_split,
    "weeklypapers.parse": wp.parse,
    "pandas.read_csv": with_pandas,
    "cmarkgfm": cmarkgfm.github_flavored_markdown_to_html,
    "mistune": mistune.create_markdown(plugins=["table"]),
    "markdown-it-py": with_markdown_it,
}


def seconds(reader: Callable[[str], object], text: str) -> float:
    gc.collect()
    start = time.perf_counter()
    result = reader(text)
    elapsed = time.perf_counter() - start
    del result  # after the measurement
    return elapsed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", nargs="?", type=Path)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    text = (
        repeat_rows(arguments.list.read_text(encoding="utf-8"), arguments.rows)
        if arguments.list
        else generate_table(arguments.rows)
    )
    print(f"{arguments.rows} rows, {len(text) / 1e6:.1f} MB, median of {arguments.runs} runs")
    runs = [
        {name: seconds(reader, text) for name, reader in READERS.items()}
        for _ in range(arguments.runs)
    ]
    print(f"{'reader':20} {'time':>10} {'to split':>10} {'to pandas':>10}")
    for name in READERS:
        median = statistics.median(run[name] for run in runs)
        ratios = [
            statistics.median(run[name] / run[base] for run in runs)
            for base in ('line.split("|")', "pandas.read_csv")
        ]
        print(f"{name:20} {median * 1000:7.1f} ms {ratios[0]:9.2f}x {ratios[1]:9.2f}x")


if __name__ == "__main__":
    main()
