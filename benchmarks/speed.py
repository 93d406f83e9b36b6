"""Measure the speed of reading, querying and writing lists; print a Markdown table of ratios.

Usage: python benchmarks/speed.py [--papers 10000] [--runs 9] [--only TEXT] [--cpu]
                                  [--growth N...] [--profile] [--write docs/concepts/speed.md]

Each row compares a job of this library with a measure: the least work in Python or with another
library that a user could do instead. Both sides run alternately on the same papers, so that they
share the load of the machine. The ratio is the median of the ratios of all runs.

With `--growth`, the table has the time of this library for lists of several sizes. With
`--profile`, it has the functions that use most of the time. With `--write`, the rows also replace
those in the documentation: in a page, and in the JSON file beside it, from which plots are drawn.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from speed_rows import enriching, frames, interchange, lists, page, querying, reading, searching
from speed_rows.measuring import Row, measure, seconds
from speed_rows.profiling import shares

Clock: TypeAlias = Callable[[], float]
Entries: TypeAlias = Iterator[dict[str, Any]]

AREAS = {
    "markdown": reading,
    "texts": interchange,
    "tables": frames,
    "queries": querying,
    "search": searching,
    "arxiv": enriching,
}
LONGEST = 60  # seconds: longer lists are not measured for a job that would take more


def jobs(chosen: Iterable[Row]) -> dict[str, Row]:
    """Return the jobs whose time is measured, each with its first row."""
    result: dict[str, Row] = {}
    for row in chosen:
        if row.unit == "s":
            result.setdefault(row.name, row)
    return result


def ratios(chosen: Iterable[Row], papers: int, runs: int, clock: Clock) -> Entries:
    """Yield the times of both sides of each row, and their ratio."""
    for row in chosen:
        result = measure(row, papers, runs, clock)
        yield {
            "job": row.name,
            "measure": row.against,
            "goal": row.goal,
            "unit": row.unit,
            "ours": significant(result.ours),
            "theirs": significant(result.theirs),
            "ratio": significant(result.ratio),
        }


def growth(chosen: Iterable[Row], sizes: Sequence[int], runs: int, clock: Clock) -> Entries:
    """Yield the time of each job for lists of several sizes, except times that are too long."""
    areas = {row.name: area for area, module in AREAS.items() for row in module.ROWS}
    expected: dict[str, float] = {}
    for size in sorted(sizes):
        lists.clear()
        for job, row in jobs(chosen).items():
            if not row.grows or expected.get(job, 0) * size > LONGEST:
                continue
            elapsed = seconds(row, size, runs, clock)
            expected[job] = elapsed / size
            yield {
                "job": job,
                "area": areas[job],
                "papers": size,
                "seconds": significant(elapsed),
            }


def limits(chosen: Iterable[Row], papers: int) -> Entries:
    """Yield the functions that use most of the time of each job."""
    for job, row in jobs(chosen).items():
        yield {
            "job": job,
            "shares": [[significant(share), name] for name, share in shares(row, papers)],
        }


def significant(value: float) -> float:
    """Return a number with four significant digits."""
    return float(f"{value:.4g}")


def shown(entries: Entries, table: Callable[[Iterable[Any]], str]) -> list[dict[str, Any]]:
    """Return entries, and print the table of them row by row."""
    result: list[dict[str, Any]] = []
    last = ""
    for entry in entries:
        head, row = table([entry]).rsplit("\n", 1)
        print(row if head == last else f"{head}\n{row}", flush=True)
        last = head
        result.append(entry)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", default="", help="a part of the job or of the measure")
    parser.add_argument("--cpu", action="store_true", help="measure the time of this process")
    parser.add_argument("--growth", type=int, nargs="+", metavar="N", help="numbers of papers")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the tables of this page")
    options = parser.parse_args()
    every = [row for module in AREAS.values() for row in module.ROWS]
    chosen = [
        row
        for row in every
        if options.only.casefold() in f"{row.name} {row.against}".casefold() and row.available()
    ]
    clock = time.process_time if options.cpu else time.perf_counter
    if options.growth:
        name, entries = "growth", growth(chosen, options.growth, options.runs, clock)
    elif options.profile:
        name, entries = "limits", limits(chosen, options.papers)
    else:
        name, entries = "ratios", ratios(chosen, options.papers, options.runs, clock)
    results = shown(entries, page.TABLES[name])
    if options.write:
        page.save(options.write, name, results, [row.name for row in every])


if __name__ == "__main__":
    main()
