"""Measure the speed of reading, querying and writing lists; print a Markdown table of ratios.

Usage: python benchmarks/speed.py [--papers 10000] [--runs 9] [--only TEXT] [--cpu]

Each row compares a job of this library with a measure: the least work in Python or with another
library that a user could do instead. Both sides run alternately on the same papers, so that they
share the load of the machine. The ratio is the median of the ratios of all runs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from speed_rows import interchange, reading
from speed_rows.measuring import Result, Row, measure

AREAS = (reading, interchange)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", default="", help="a part of the job or of the measure")
    parser.add_argument("--cpu", action="store_true", help="measure the time of this process")
    arguments = parser.parse_args()
    clock = time.process_time if arguments.cpu else time.perf_counter
    print("| job | measure | time | measure's | ratio | goal |")
    print("| :-- | :-- | --: | --: | --: | --: |")
    for row in rows(arguments.only):
        result = measure(row, arguments.papers, arguments.runs, clock)
        print(f"| {' | '.join(cells(result))} |", flush=True)


if __name__ == "__main__":
    main()
