"""A document and its papers."""

from __future__ import annotations

import pickle
from typing import Any

import attrs

import weeklypapers as wp
from weeklypapers.editing.changing import change_papers
from weeklypapers.editing.document import Document


def test_a_document_is_read_again_with_the_same_options() -> None:
    text = "| Name | Paper | Say |\n|-|-|-|\n| a | Alpha | x |\n"
    options: dict[str, Any] = {"dialect": "table", "columns": {"Paper": "title", "Say": "abstract"}}
    papers = wp.parse(text, **options)
    new = pickle.loads(pickle.dumps(papers)).edit(  # noqa: S301
        lambda paper: attrs.evolve(paper, abstract="y")
    )
    assert new.to_markdown() == text.replace("| x |", "| y |")


def test_a_document_has_defaults() -> None:
    document = Document("text")
    assert (document.papers, document.file, document.dialect) == ((), None, None)
    assert document.columns == {}


def test_an_edited_document_has_the_problems_of_both_states() -> None:
    document = Document("| Title | Venue | Abstract |\n|-|-|-|\n| One | ACL |\n")
    paper = wp.parse(document.text, on_error="collect")[0]
    edited = change_papers(document, [paper], [attrs.evolve(paper, abstract="It is.")])

    assert [problem.code for problem in edited.old_problems] == ["missing-cells"]
    assert edited.problems == ()
    assert edited.document.papers == (attrs.evolve(paper, abstract="It is."),)
    assert edited.document.text.endswith("| One | ACL | It is. |\n")
