"""Fetch the authors and dates of papers in the bundled list from arXiv.

Usage: python examples/enrich_sample.py [--papers 10] [--snapshot FILE]

This program needs an extra: pip install "weeklypapers[arxiv]". Records are cached, so a second run
sends no requests. With --snapshot, the records are saved to a file. If the file exists, they are
read from it without a network. The exit status is 0 if every paper has a record, and 1 otherwise.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import weeklypapers as wp


def enrich(papers: wp.Papers, snapshot: Path | None) -> wp.Papers:
    if snapshot is not None and snapshot.exists():
        return papers.enrich(wp.Snapshot(snapshot))
    enriched = papers.enrich(progress=True)
    if snapshot is not None:
        wp.Snapshot.of(enriched).write(snapshot)
    return enriched


def print_paper(paper: wp.Paper) -> None:
    first, *others = paper.authors
    names = f"{first} and {len(others)} others" if others else str(first)
    print(f"{paper.published:%Y-%m-%d}  {paper.arxiv_id}  {names}\n    {paper.title}")


def print_failure(error: wp.EnrichmentError) -> None:
    """Print the papers without a record, and a hint if arXiv can't be reached."""
    print(error, file=sys.stderr)
    reasons = {failure.reason for failure in error.report.failed.values()}
    if reasons == {"unavailable"} and not error.report.records:
        print("arXiv can't be reached. Check your network connection.", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description="Add authors and dates to the bundled list.")
    parser.add_argument("--papers", type=int, default=10, help="number of papers, newest first")
    parser.add_argument("--snapshot", type=Path, metavar="FILE", help="file for saved records")
    arguments = parser.parse_args()
    try:
        papers = enrich(wp.sample()[: arguments.papers], arguments.snapshot)
    except wp.MissingDependencyError as error:
        print(error, file=sys.stderr)
        return 1
    except wp.EnrichmentError as error:
        print_failure(error)
        return 1
    for paper in papers:
        print_paper(paper)
    return 0


if __name__ == "__main__":
    sys.exit(main())
