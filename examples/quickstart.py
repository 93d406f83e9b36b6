"""Read a weekly list, explore it and write it in two formats.

Usage: python examples/quickstart.py [LIST] [--to FOLDER]

LIST is a file or a URL. The default is the list that is bundled with the package.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import weeklypapers as wp


def print_weeks(papers: wp.Papers) -> None:
    print(f"{len(papers)} papers in {len(papers.weeks)} week(s)")
    for week in papers.weeks:
        print(f"  {week.iso}, {week.start} to {week.ending}: {len(week):2} papers")


def print_categories(papers: wp.Papers) -> None:
    print("\nMost frequent categories")
    for category, count in list(papers.count_by("category").items())[:5]:
        print(f"  {count:3} {category.label if category else 'no category'}")


def print_search(papers: wp.Papers, query: str) -> None:
    print(f"\nBest hits for {query!r}")
    for hit in papers.search(query, limit=3):
        print(f"  {hit.score:4.1f} {hit.paper.title}")


def print_paper(paper: wp.Paper) -> None:
    print("\nThe first paper")
    print(f"  title     {paper.title}")
    print(f"  week      {paper.week}")
    print(f"  category  {paper.category}")
    print(f"  arXiv     {paper.arxiv_id}")
    print(f"  link      {paper.link.url if paper.link else None}")
    print(f"  abstract  {paper.abstract or 'not listed'}")


def write(papers: wp.Papers, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    print(f"\nWritten to {folder.resolve()}")
    for name in ("papers.json", "papers.md"):
        papers.write(folder / name)
        print(f"  {name} (reads back as the same list: {wp.read(folder / name) == papers})")


def main() -> None:
    parser = argparse.ArgumentParser(description="Explore a weekly list of papers.")
    parser.add_argument("list", nargs="?", help="file or URL (default: the bundled list)")
    parser.add_argument(
        "--to", type=Path, default=Path("weeklypapers-quickstart"), metavar="FOLDER"
    )
    arguments = parser.parse_args()
    papers = wp.read(arguments.list) if arguments.list else wp.sample()
    print_weeks(papers)
    print_categories(papers)
    print_search(papers, "long context retrieval")
    for paper in papers[:1]:
        print_paper(paper)
    write(papers, arguments.to)


if __name__ == "__main__":
    main()
