"""Documents and helpers for tests of editing."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

import difflib
from datetime import date
from typing import Any

import attrs

import weeklypapers as wp
from support.real_lists import path_of


def link(url: str, label: str | None = None) -> wp.Link:
    return wp.Link(url=url, label=label)


def new_paper(week: str, title: str = "A new paper") -> wp.Paper:
    links = [link("https://arxiv.org/abs/2406.00001", "Paper")]
    return wp.Paper(title=title, week=date.fromisoformat(week), abstract="It is new.", links=links)


def real_list(name: str) -> wp.Papers:
    """Read one of the real lists, or skip the test where they are missing."""
    with path_of(name).open(encoding="utf-8", newline="") as file:
        return wp.parse(file.read(), on_error="collect")


def with_changes(papers: wp.Papers, index: int, *, strict: bool = True, **fields: Any) -> wp.Papers:
    """Return the list with other fields of one paper."""
    chosen = papers[index]
    return papers.edit(
        lambda paper: attrs.evolve(paper, **fields) if paper is chosen else paper, strict=strict
    )


def changed_lines(before: wp.Papers, after: wp.Papers) -> tuple[list[str], list[str]]:
    """Return the removed and the added lines of a document."""
    old, new = (papers.to_markdown().splitlines() for papers in (before, after))
    lines = list(difflib.ndiff(old, new))
    removed = [line[2:] for line in lines if line.startswith("- ")]
    return removed, [line[2:] for line in lines if line.startswith("+ ")]


def assert_written(papers: wp.Papers, **options: Any) -> None:
    """Assert that the document gives the papers when it is read again."""
    again = wp.parse(papers.to_markdown(), on_error="collect", **options)
    assert list(again) == list(papers)
    assert [paper.origin.line for paper in again if paper.origin] == [
        paper.origin.line for paper in papers if paper.origin
    ]


WEEKLY = """\
# Reading

| Week       | title   | category         | abstract | Paper-Link                               | Notes |
|:-----------|:--------|:-----------------|:---------|:-----------------------------------------|:------|
| 2024-06-30 | Alpha   | Machine Learning |          | [arxiv](https://arxiv.org/abs/2406.00001) | a     |
| 2024-06-30 | Beta    | Machine Learning | It is.   | [arxiv](https://arxiv.org/abs/2406.00002) |       |
| 2024-06-16 | Gamma   |                  |          |                                          |       |

Thanks!
"""


TABLE = """\
> intro | with a pipe

| No | Title | Venue | Date | Category | Links | Comment |
|---|---|---|---|---|---|---|
| 1 | **Alpha** | *ICML* 2024 | June 5, 2024 | cs.CL | [pdf](https://arxiv.org/abs/2406.00001), [code](https://github.com/a/b) | hm |
| 2 | **Beta** | | 2024/6/7 | cs.LG | [pdf](https://arxiv.org/abs/2406.00002) | |
| 3 | **Gamma** | - | 2024年6月9日 | Machine Learning | [pdf](https://arxiv.org/abs/2406.00003) | |
| 4 | **Delta** | ACL | 2024-06 | Machine Learning | | |
"""


ENTRIES = """\
## Papers (June 3 - June 9, 2024)

| **Paper** | **Links** |
| --- | --- |
| 1) **One** - a summary. | [Paper](https://arxiv.org/abs/2406.00001) |
| 2) **Two** | [Paper](https://arxiv.org/abs/2406.00002), [Tweet](https://x.com/a/status/1) |
| 3) **[Three](https://arxiv.org/abs/2406.00003)** <br> Ann Lee, Bo Chan <br> Venue: ICML |  |
"""


STYLED = """\
## 2024

| Date | Paper | Links |
| :-: | --- | --- |
| <span style='x'>04-18</span> | **One is**<br><sub>Institution: A University<br>It says what it does.</sub>| \
<div>[![arXiv](https://i.b/a.svg)](http://arxiv.org/pdf/2404.12135v1)</div> \
[![Sum](https://i.b/s.svg)](sum/2404.12135.md) |
""".replace("\\\n", "")


HEADED = """\
# List

## {}

| Title | Link |
|-|-|
| [A b](https://a.b/1) | |

---

## {}

| Title | Link |
|-|-|
| [C d](https://a.b/2) | |
"""


PDF = "https://arxiv.org/abs/2406.00001"


BULLETS = (
    "- [One is](https://arxiv.org/abs/2406.00001)\n- [Two is](https://arxiv.org/abs/2406.00002)\n"
)


COLUMNS = ["title", "week", "category", "abstract", "links"]
