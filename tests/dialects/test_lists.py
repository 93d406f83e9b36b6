"""Documents and lists of bare identifiers are told apart, in every way of reading them."""

from __future__ import annotations

import io

import pytest

import weeklypapers as wp
from weeklypapers.dialects.lists import read_list
from weeklypapers.markdown.lines import NumberedLines

IDENTIFIERS = "# To read\n\n2406.00001\narXiv:2406.00002 [cs.CL]\n"
MARKDOWN = "- [Halls](https://arxiv.org/abs/2406.00001)\n- 2406.00002\n"


def titles(text: str, dialect: str | None = None) -> list[str]:
    batches = read_list(NumberedLines(text), None, dialect, {})
    return [paper.title for batch in batches for paper in batch.papers]


def test_a_list_of_identifiers() -> None:
    assert titles(IDENTIFIERS) == ["2406.00001", "arXiv:2406.00002"]
    assert titles("<!-- weeklypapers: ignore-file no-link -->\n" + IDENTIFIERS) == titles(
        IDENTIFIERS
    )


def test_a_document() -> None:
    assert titles(MARKDOWN)[0] == "Halls"


def test_a_dialect_makes_it_a_document() -> None:
    assert titles(IDENTIFIERS, "table") == []


@pytest.mark.parametrize("text", [IDENTIFIERS, MARKDOWN], ids=["identifiers", "document"])
def test_streams_give_the_same_papers(text: str) -> None:
    assert list(wp.iter_papers(io.StringIO(text))) == list(wp.parse(text))
