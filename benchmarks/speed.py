"""Measure the speed of reading, querying and writing lists; print a Markdown table of ratios.

Usage: python benchmarks/speed.py [--papers 10000] [--runs 9] [--only TEXT] [--cpu] [--growth N...]

Each row compares a job of this library with a measure: the least work in Python or with another
library that a user could do instead. Both sides run alternately on the same papers, so that they
share the load of the machine. The ratio is the median of the ratios of all runs.

With `--growth`, the table has the time of this library for lists of several sizes, per paper.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from speed_rows import enriching, interchange, querying, reading, searching
from speed_rows.measuring import Result, Row, measure

Clock: TypeAlias = Callable[[], float]

AREAS = (reading, interchange, querying, searching, enriching)


def rows(text: str) -> Iterator[Row]:
    """Yield the rows whose job or measure contains a text."""
    for area in AREAS:
        for row in area.ROWS:
            if text.casefold() in f"{row.name} {row.against}".casefold():
                yield row


def amount(value: float, unit: str) -> str:
    """Return a time in milliseconds or microseconds, or a size in megabytes."""
    if unit == "B":
        return f"{value / 1e6:.2f} MB"
    return f"{value * 1e3:.1f} ms" if value >= 1e-4 else f"{value * 1e6:.2f} µs"


def cells(result: Result) -> tuple[str, ...]:
    row, ours, theirs, ratio, unit = result
    return (
        row.name,
        row.against,
        amount(ours, unit),
        amount(theirs, unit),
        f"{ratio:.2f}",
        f"≤ {row.goal:g}",
    )


def print_growth(chosen: Iterable[Row], sizes: Sequence[int], runs: int, clock: Clock) -> None:
    """Print the time per paper for lists of several sizes."""
    print(f"| job | {' | '.join(f'{size:,}' for size in sizes)} |")
    print(f"| :-- {'| --: ' * len(sizes)}|")
    for row in chosen:
        results = [measure(row, size, runs, clock) for size in sizes]
        times = [
            f"{result.ours / size * 1e6:.2f} µs"
            for result, size in zip(results, sizes, strict=True)
        ]
        if results[0].unit == "s":
            print(f"| {row.name} | {' | '.join(times)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", default="", help="a part of the job or of the measure")
    parser.add_argument("--cpu", action="store_true", help="measure the time of this process")
    parser.add_argument("--growth", type=int, nargs="+", metavar="N", help="numbers of papers")
    arguments = parser.parse_args()
    clock = time.process_time if arguments.cpu else time.perf_counter
    if arguments.growth:
        print_growth(rows(arguments.only), arguments.growth, arguments.runs, clock)
        return
    print("| job | measure | time | measure's | ratio | goal |")
    print("| :-- | :-- | --: | --: | --: | --: |")
    for row in rows(arguments.only):
        result = measure(row, arguments.papers, arguments.runs, clock)
        print(f"| {' | '.join(cells(result))} |", flush=True)


if __name__ == "__main__":
    main()
