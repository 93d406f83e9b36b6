"""Texts for other programs, and pickles: JSON, CSV and BibTeX."""

from __future__ import annotations

import csv
import json
import pickle
from functools import cache, partial
from io import StringIO

import weeklypapers as wp
from speed_rows.lists import LISTS, Generator, weekly_text
from speed_rows.measuring import Pair, Row, Sides, Task, lazily

__all__ = ["ROWS"]

# JSON


def _loads(listed: Generator, count: int) -> Pair:
    text = listed.papers(count).to_json()
    return Pair(partial(wp.from_json, text), partial(json.loads, text))


def _dumps(listed: Generator, count: int, *, indent: int | None) -> Pair:
    papers = listed.papers(count)

    def theirs() -> Task:
        values = json.loads(papers.to_json())
        return partial(json.dumps, values, ensure_ascii=False, indent=indent)

    return Pair(partial(papers.to_json, indent=indent), lazily(theirs))


def _loads_lines(listed: Generator, count: int) -> Pair:
    file = listed.papers(count).to_jsonl()

    def ours() -> object:
        source = StringIO(file)
        source.name = "list.jsonl"  # as an open file has
        return wp.read(source)

    return Pair(ours, lambda: list(map(json.loads, file.splitlines())))


def _dumps_lines(listed: Generator, count: int) -> Pair:
    papers = listed.papers(count)

    def theirs() -> Task:
        values = list(map(json.loads, papers.to_jsonl().splitlines()))
        dump = partial(json.dumps, ensure_ascii=False)
        return lambda: "\n".join(map(dump, values))

    return Pair(papers.to_jsonl, lazily(theirs))


# CSV


def _to_csv(listed: Generator, count: int) -> Pair:
    papers = listed.papers(count)

    def write(rows: list[list[str]]) -> str:
        file = StringIO(newline="")
        csv.writer(file).writerows(rows)
        return file.getvalue()

    def theirs() -> Task:
        return partial(write, list(csv.reader(StringIO(papers.to_csv(), newline=""))))

    return Pair(papers.to_csv, lazily(theirs))


def _from_csv(listed: Generator, count: int) -> Pair:
    text = listed.papers(count).to_csv()
    return Pair(partial(wp.from_csv, text), lambda: list(csv.reader(StringIO(text, newline=""))))


# BibTeX


def _to_bibtex(each: Generator, count: int) -> Pair:
    papers = each.papers(count)
    theirs = lazily(lambda: partial(json.dumps, json.loads(papers.to_json())))
    return Pair(papers.to_bibtex, theirs)


# Pickles


@cache
def _read(count: int) -> wp.Papers:
    return wp.parse(weekly_text(count))


def _pickles(count: int) -> Pair:
    papers = _read(count)
    return Pair(partial(pickle.dumps, papers), partial(json.loads, papers.to_json()))


def _unpickles(count: int) -> Pair:
    papers = _read(count)
    content = pickle.dumps(papers)
    return Pair(
        lambda: pickle.loads(content),  # noqa: S301 - pickled above
        partial(json.loads, papers.to_json()),
    )


def _pickle_size(count: int) -> Sides:
    return Sides(len(pickle.dumps(_read(count))), len(weekly_text(count).encode()))


ROWS = (
    *(
        row
        for each in LISTS
        for row in (
            Row(f"load JSON{each.name}", "`json.loads`", 2, partial(_loads, each)),
            Row(
                f"dump JSON{each.name}",
                "`json.dumps` of dictionaries",
                1,
                partial(_dumps, each, indent=2),
            ),
            Row(
                f"dump JSON in one line{each.name}",
                "`json.dumps` of dictionaries",
                1,
                partial(_dumps, each, indent=None),
            ),
            Row(f"load JSON Lines{each.name}", "`json.loads`", 2, partial(_loads_lines, each)),
            Row(
                f"dump JSON Lines{each.name}",
                "`json.dumps` of dictionaries",
                1,
                partial(_dumps_lines, each),
            ),
            Row(f"write CSV{each.name}", "`csv.writer` of ready rows", 1.5, partial(_to_csv, each)),
            Row(f"read CSV{each.name}", "`csv.reader`", 3, partial(_from_csv, each)),
        )
    ),
    *(
        Row(
            f"write BibTeX{each.name}", "`json.dumps` of dictionaries", 8, partial(_to_bibtex, each)
        )
        for each in LISTS
    ),
    Row("dump a pickle", "`json.loads`", 1, _pickles),
    Row("load a pickle", "`json.loads`", 1, _unpickles),
    Row("size of a pickle", "the Markdown", 1.2, _pickle_size, unit="B"),
)
