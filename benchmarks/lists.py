"""Measure the time per byte of reading lists of other shapes than the weekly table.

Usage: python benchmarks/lists.py [WEEKLY LIST...] [--runs 9]

WEEKLY is a weekly table, and each LIST is compared with it. Without arguments, the lists are
generated. Each list is read by weeklypapers and rendered to HTML by cmark-gfm. Each run measures
every task once, one after the other, so that all share the load of the machine. The ratios are
medians of the ratios of each run.
"""

from __future__ import annotations

import argparse
import random
import statistics
from functools import partial
from pathlib import Path

import cmarkgfm
from reading import WORDS, generate_table, seconds

import weeklypapers as wp

PAPERS = 2000

read = partial(wp.parse, on_error="collect")
render = cmarkgfm.github_flavored_markdown_to_html


def generate_lists() -> dict[str, str]:
    rng = random.Random(0)  # noqa: S311 - the same texts in every run
    papers = [
        (" ".join(rng.choices(WORDS, k=10)).capitalize(), f"24{rng.randint(1, 12):02}.{number:05}")
        for number in range(PAPERS)
    ]
    summaries = [" ".join(rng.choices(WORDS, k=70)) for _ in papers]
    daily = [
        f"|**2024-06-30**|**{title}**|Ada Lovelace et.al.|[{arxiv_id}](http://arxiv.org/abs/{arxiv_id})|null|"
        for title, arxiv_id in papers
    ]
    weekly = [
        f"| {index % 10 + 1}) **{title}** - {summary}. | "
        f"[Paper](https://arxiv.org/abs/{arxiv_id}) |"
        for index, ((title, arxiv_id), summary) in enumerate(zip(papers, summaries, strict=True))
    ]
    bullets = [
        f"- {title}, <ins>arXiv, 2024</ins> [[Paper](https://arxiv.org/abs/{arxiv_id})]"
        for title, arxiv_id in papers
    ]
    return {
        "weekly table": generate_table(PAPERS),
        "daily table": "\n".join(
            ["|Publish Date|Title|Authors|PDF|Code|", "|---" * 5 + "|", *daily]
        ),
        "titles and summaries": "\n".join(["| Paper | Links |", "|---|---|", *weekly]),
        "bullets": "\n".join(["# Papers", "", "## A topic", "", *bullets]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    paths: list[Path] = arguments.lists
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths} or generate_lists()
    sizes = {name: len(text.encode()) for name, text in texts.items()}
    first = next(iter(texts))
    runs = [
        {name: (seconds(read, text), seconds(render, text)) for name, text in texts.items()}
        for _ in range(arguments.runs)
    ]
    print(f"per byte, median of {arguments.runs} runs")
    print(f"{'list':24} {'kB':>6} {'papers':>7} {'ns/B':>7} {'to weekly':>10} {'to cmark-gfm':>13}")
    for name, text in texts.items():
        times = [run[name][0] / sizes[name] for run in runs]
        to_weekly = [
            time / (run[first][0] / sizes[first]) for time, run in zip(times, runs, strict=True)
        ]
        to_cmark = [run[name][0] / run[name][1] for run in runs]
        print(
            f"{name:24} {sizes[name] / 1000:6.0f} {len(read(text)):7} "
            f"{statistics.median(times) * 1e9:7.1f} {statistics.median(to_weekly):9.1f}x "
            f"{statistics.median(to_cmark):12.2f}x"
        )


if __name__ == "__main__":
    main()
