"""Cells of text, as in CSV; `test_cells` compares them with those of other tables."""

from __future__ import annotations

import json
from typing import Any

import pytest

from weeklypapers import Category, Link, PartialDate
from weeklypapers.formats._columns import Kind
from weeklypapers.formats._text_cells import TEXT, text_cells


@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        ("texts", [("a", "b"), (), ("a;b",)], ["a; b", "", '["a;b"]']),
        ("names", [("Ada Lovelace", "Grace Hopper")], ["Ada Lovelace; Grace Hopper"]),
        ("category", [Category("cs.CL"), None], ["cs.CL", ""]),
        ("partial date", [PartialDate(2024, 6)], ["2024-06"]),
        ("links", [(Link("https://e.org/a"),)], ["https://e.org/a"]),
    ],
)
def test_lists_are_plain_text_if_that_is_read_back(
    kind: Kind, values: list[object], texts: list[str]
) -> None:
    assert text_cells(kind, values) == texts
    read, errors = TEXT.read(kind, [text or None for text in texts])
    assert errors == {}
    assert [_items(value) for value in read] == [_items(value) for value in values]


def _items(value: Any) -> object:
    """Return the items of a list as a tuple, which may be missing if it is empty."""
    return tuple(value) if isinstance(value, list | tuple) else value or ()


def test_links_with_labels_are_json() -> None:
    (text,) = text_cells("links", [(Link("https://e.org/a", label="pdf"),)])
    assert json.loads(text) == [{"url": "https://e.org/a", "label": "pdf"}]


def test_json_that_is_cut_is_an_error() -> None:
    _, errors = TEXT.read("texts", ['["a"'])
    assert list(errors) == [0]
