"""What is added to a list: requests and additions."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import BULLETS
from weeklypapers.editing.additions import Addition, additions, problems_of, request_of
from weeklypapers.editing.conventions import conventions_of
from weeklypapers.testing import make_record

RECORD = make_record(wp.ArxivId("2406.15319v1"))


def test_a_request_has_new_and_listed_papers() -> None:
    papers = wp.parse(BULLETS)
    paper = wp.Paper(title="Mine")
    items = ["2406.00001v2", paper, "2406.15319", RECORD, "https://arxiv.org/abs/2406.15319v1"]
    request = request_of(papers, items, "2024-W26", "Agents")
    assert request.papers == [paper, wp.ArxivId("2406.15319")]
    assert request.ids == [wp.ArxivId("2406.15319")]
    assert [index for index, _ in request.listed] == [0]
    assert request.topics == ("Agents",)


@pytest.mark.parametrize("topic", ["Agents > Web", "web", "WEB", "agents > web"])
def test_a_topic_may_be_the_last_part_of_its_path(topic: str) -> None:
    papers = [wp.Paper(title="x", topics=["Agents > Web"]), wp.Paper(title="y", topics=["Games"])]
    request = request_of(papers, [RECORD], None, topic)
    (addition,) = additions(request, {}, conventions_of(papers, is_document=True))
    assert addition.paper.topics == ("Agents > Web",)


def test_only_values_of_records_can_be_left_out() -> None:
    paper = wp.Paper(title="x", venue="ACL", listed_authors=["Ann Lee"], more_authors=True)
    assert Addition(paper).without(["venue"]).paper == paper
    addition = Addition(paper, is_from_record=True).without(["venue", "listed_authors", "abstract"])
    assert addition.paper == wp.Paper(title="x")
    assert [note.field for note in addition.notes] == ["venue", "listed_authors"]


def test_problems_of_a_list_without_a_document_have_no_lines() -> None:
    papers = [wp.Paper(title="x", links=[wp.Link(url="https://arxiv.org/abs/2406.00001")])]
    request = request_of(papers, ["2406.00001"], None, ())
    (problem,) = problems_of([], request.listed, papers, strict=False)
    assert (problem.code, problem.line) == ("already-listed", None)
    with pytest.raises(wp.EditError, match="is listed and was not added again"):
        problems_of([], request.listed, papers, strict=True)
