"""Asks arXiv for the authors and dates of the papers of the bundled list.

Usage: python examples/enrich_sample.py [--papers 10] [--snapshot FILE]

Needs the extra: pip install "weeklypapers[arxiv]". What has arrived once is cached, so a second
run asks for nothing. With --snapshot, the records are saved to that file; where it exists, they
are read from it, without a network. The exit status is 0 if there is a record of each paper, and
else 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import weeklypapers as wp


def enriched(papers: wp.Papers, snapshot: Path | None) -> wp.Papers:
    if snapshot is not None and snapshot.exists():
        return papers.enrich(wp.Snapshot(snapshot))
    found = papers.enrich(progress=True)
    if snapshot is not None:
        wp.Snapshot.of(found).write(snapshot)
    return found


def print_paper(paper: wp.Paper) -> None:
    first, *others = paper.authors
    names = f"{first} and {len(others)} others" if others else str(first)
    print(f"{paper.published:%Y-%m-%d}  {paper.arxiv_id}  {names}\n    {paper.title}")


def print_failure(error: wp.EnrichmentError) -> None:
    """Says plainly what is lacking, and most of all if there is no network."""
    print(error, file=sys.stderr)
    reasons = {failed.reason for failed in error.report.failed.values()}
    if reasons == {"unavailable"} and not error.report.records:
        print("arXiv can't be reached: is there a network?", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description="Add authors and dates to the bundled list.")
    parser.add_argument("--papers", type=int, default=10, help="how many papers, the newest first")
    parser.add_argument("--snapshot", type=Path, metavar="FILE", help="a file of saved records")
    arguments = parser.parse_args()
    try:
        papers = enriched(wp.sample()[: arguments.papers], arguments.snapshot)
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
