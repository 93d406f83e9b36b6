"""JSON that is written column by column is that of the standard library."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from weeklypapers import Papers
from weeklypapers.formats._columns import COLUMNS, Listed
from weeklypapers.formats._json_texts import WRITERS, Layout, write_papers
from weeklypapers.formats._strict import strict_converter
from weeklypapers.formats.json import dumps, dumps_each, dumps_lines
from weeklypapers.testing.hypothesis import paper_lists

INDENTS = [None, 0, 1, 2]


def converted(papers: Papers) -> list[Any]:
    return [strict_converter().unstructure(paper) for paper in papers]


@settings(max_examples=examples(50), deadline=None)
@given(paper_lists(), st.sampled_from(INDENTS))
def test_documents(papers: Papers, indent: int | None) -> None:
    document = {"schema_version": 1, "papers": converted(papers)}
    expected = json.dumps(document, ensure_ascii=False, indent=indent)
    assert dumps(papers, indent=indent) == f"{expected}\n"


@settings(max_examples=examples(25), deadline=None)
@given(paper_lists())
def test_lines(papers: Papers) -> None:
    lines = [{"schema_version": 1} | paper for paper in converted(papers)]
    expected = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    assert dumps_lines(papers) == expected


@settings(max_examples=examples(25), deadline=None)
@given(paper_lists())
def test_values_of_each_kind(papers: Papers) -> None:
    for column in COLUMNS.values():
        values = [value for value in column.values(Listed(papers)) if value]
        if column.kind in WRITERS:
            expected = [
                json.dumps(strict_converter().unstructure(value), ensure_ascii=False)
                for value in map(plain_mapping, values)
            ]
            assert dumps_each(column.kind, values) == expected


def plain_mapping(value: Any) -> Any:
    return dict(value) if hasattr(value, "keys") else value


@pytest.mark.parametrize("indent", INDENTS)
def test_an_empty_list(indent: int | None) -> None:
    expected = json.dumps({"schema_version": 1, "papers": []}, indent=indent)
    assert dumps([], indent=indent) == f"{expected}\n"
    assert [*write_papers([], Layout())] == []


def test_layouts() -> None:
    assert Layout().around == ("", ", ", "")
    assert Layout().inner == Layout(None, 1)
    assert Layout(2, 1).around == ("\n    ", ",\n    ", "\n  ")
