"""The JSON of columns of values, which is that of the standard library."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers import Paper
from weeklypapers.formats._json_texts import WRITERS, Layout, write_papers
from weeklypapers.formats.json import strict_converter
from weeklypapers.testing.hypothesis import papers


@pytest.mark.parametrize("indent", [None, 1, 2])
@given(listed=st.lists(papers(), max_size=3))
def test_papers_are_written_like_dictionaries(indent: int | None, listed: list[Paper]) -> None:
    texts = list(write_papers(listed, Layout(indent)))
    assert texts == [
        json.dumps(strict_converter().unstructure(paper), ensure_ascii=False, indent=indent)
        for paper in listed
    ]


def test_layouts_are_those_of_the_standard_library() -> None:
    value = [["a", "b"]]
    for indent in (None, 2, 4):
        begin, separator, end = Layout(indent, 1).around
        inner = f'["a"{separator}"b"]'.replace('["', f'[{begin}"').replace('"]', f'"{end}]')
        assert inner in json.dumps(value, indent=indent)
    assert Layout(2).inner == Layout(2, 1)


def test_empty_and_hostile_texts() -> None:
    texts = ['"', "\\", "\u2028", "</script>", ""]
    assert list(WRITERS["text"](texts, Layout())) == [
        json.dumps(text, ensure_ascii=False) for text in texts
    ]
    assert list(WRITERS["texts"]([(), ("a",)], Layout(2))) == ["[]", '[\n  "a"\n]']
