"""Reading Markdown, and writing it anew."""

from __future__ import annotations

import gc
import io
import tempfile
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cmarkgfm
import pandas as pd

import weeklypapers as wp
from speed_rows.lists import papers_of, weekly_text
from speed_rows.measuring import Pair, Row, Sides, Task

__all__ = ["ROWS"]

LISTS = Path(__file__).parents[3] / "shared" / "data" / "lists"
"""Lists of other people, which are not in the repository."""

_DENSE = {
    LISTS / f"{name}.md": goal
    for name, goal in {
        "arxiv-daily": 1.5,
        "awesome-venues": 4,
        "chinese-reading": 6,
        "survey-bullets": 6,
    }.items()
}


def split(text: str) -> list[list[str]]:
    """Return the cells of a table, as the shortest code that gives them."""
    return [[cell.strip() for cell in line.split("|")] for line in text.split("\n")]


def with_pandas(text: str) -> object:
    """Return a frame with the values that this library reads from a weekly table."""
    frame = pd.read_csv(io.StringIO(text), sep="|", dtype=str, skiprows=[1]).iloc[:, 1:-1]
    frame.columns = frame.columns.str.strip()
    frame = pd.DataFrame({name: frame[name].str.strip() for name in frame})
    frame["Week"] = pd.to_datetime(frame["Week"])
    frame["category"] = frame["category"].astype("category")
    frame[["label", "url"]] = frame.pop("Paper-Link").str.extract(r"^\[(.*)\]\((.*)\)$")
    return frame


def _weekly(papers: int, *, pad: bool, theirs: Callable[[str], object]) -> Pair:
    text = weekly_text(papers, pad=pad)
    measure: Task = partial(theirs, text)
    return Pair(partial(wp.parse, text), measure)


def _list(_: int, *, path: Path) -> Pair:
    text = path.read_text(encoding="utf-8")
    measure: Task = partial(cmarkgfm.github_flavored_markdown_to_html, text)
    return Pair(partial(wp.parse, text, on_error="collect"), measure)


def _new_markdown(papers: int) -> Pair:
    listed = wp.Papers(list(papers_of(papers)))
    measure: Task = partial(split, listed.to_markdown())
    return Pair(listed.to_markdown, measure)


def _memory(papers: int, *, keep_document: bool) -> Sides:
    """Return the bytes that a list holds, besides its text, and those of the text in UTF-8."""
    text = weekly_text(papers)
    size = len(text.encode())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.md")
        path.write_text(text, encoding="utf-8", newline="")
        wp.read(path)  # caches that last
        gc.collect()
        tracemalloc.start()
        listed = wp.read(path, keep_document=keep_document)
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del listed
    return Sides(held - size * keep_document, size)


_ROWS = [
    Row(
        f"read a {form} weekly table",
        measure,
        goal,
        partial(_weekly, pad=form == "padded", theirs=theirs),
    )
    for form in ("compact", "padded")
    for measure, goal, theirs in (
        ("`line.split('|')`", 1.2, split),
        ("the same with pandas", 0.5, with_pandas),
        ("cmark-gfm, to HTML", 0.2, cmarkgfm.github_flavored_markdown_to_html),
    )
]
_REAL = [
    Row(
        f"read the list `{path.stem}`",
        "cmark-gfm, to HTML",
        goal,
        partial(_list, path=path),
        file=path,
        grows=False,
    )
    for path, goal in _DENSE.items()
]
ROWS = (
    *_ROWS,
    *_REAL,
    Row("write a weekly table", "`line.split('|')` of it", 2, _new_markdown),
    *(
        Row(
            f"memory of a list{'' if keeps else ', keep_document=False'}",
            "the text in UTF-8",
            1.25,
            partial(_memory, keep_document=keeps),
            unit="B",
        )
        for keeps in (True, False)
    ),
)
