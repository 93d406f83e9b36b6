from __future__ import annotations

from hypothesis import given

from weeklypapers import Paper, Papers
from weeklypapers.testing import hypothesis


@given(paper=hypothesis.papers(), papers=hypothesis.paper_lists())
def test_strategies_give_papers_and_lists_of_papers(paper: Paper, papers: Papers) -> None:
    assert isinstance(paper, Paper)
    assert isinstance(papers, Papers)
