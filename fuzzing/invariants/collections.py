"""Invariants of questions to a list: selecting, joining, comparing, counting."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import weeklypapers as wp
from fuzzing.invariants.texts import assert_harmless_html
from weeklypapers.model.text import fold
from weeklypapers.typing import Key

__all__ = ["answers"]


def answers(papers: wp.Papers) -> None:
    """Assert that answers agree with each other, and that their views are harmless."""
    merged = papers.merge()
    assert merged.merge() == merged
    assert len({paper.key for paper in merged}) == len(merged)
    assert {paper.key for paper in papers} == {paper.key for paper in merged}
    difference = papers.diff(papers)
    assert not difference
    assert [*papers.diff([]).removed] == [*papers] == [*wp.Papers().diff(papers).added]
    for key in get_args(Key):
        groups = papers.group_by(key)
        assert {value: len(group) for value, group in groups.items()} == papers.count_by(key)
        assert Counter(papers.sort_by(key)) == Counter(papers)
    for week in papers.weeks:
        assert papers.week(week.ending) == week
        assert papers.filter(week=week.ending) == week.papers
    for paper in papers:
        if fold(paper.title):  # not only accents and invisible characters, which are blank
            assert paper in papers.filter(title=paper.title)
        if paper.arxiv_id:
            assert papers.get(paper.arxiv_id).arxiv_id
            assert paper.arxiv_id in papers
    for view in (papers, papers.overlap(papers), papers.count_by("week"), difference):
        repr(view)
        assert_harmless_html(view._repr_html_())
