"""Invariants of edits: a changed, new or removed entry, and the lines of all others."""

from __future__ import annotations

import re

import attrs

import weeklypapers as wp
from fuzzing.inputs import Case
from fuzzing.invariants.documents import parsed
from weeklypapers import markdown
from weeklypapers.editing.differences import differences

__all__ = ["adds", "edits", "removes"]

_FIELDS = (
    *("title", "venue", "comment", "links", "listed_date", "listed_authors", "abstract"),
    *("category", "week", "affiliation"),
)


def _assert_written(papers: wp.Papers) -> None:
    """Assert that reading a document again gives its papers, with their lines."""
    again = parsed(papers.to_markdown())
    assert list(again) == list(papers)
    lines = ([paper.origin and paper.origin.line for paper in each] for each in (again, papers))
    assert len({*map(tuple, lines)}) == 1


def edits(case: Case) -> None:
    """Assert that an edit is read back or refused, and changes the lines of its entry only."""
    papers = parsed(case.text)
    assert papers.edit(lambda paper: paper).to_markdown() == case.text
    if not (papers and case.papers):
        return
    index, number = case.number % len(papers), case.number // len(papers)
    field = _FIELDS[number % len(_FIELDS)]
    old = papers[index]
    changed = attrs.evolve(old, **{field: getattr(case.papers[0], field)})
    try:
        new = papers.edit(lambda paper: changed if paper is old else paper, strict=True)
    except wp.EditError:
        return
    # A link that is labelled with the title changes with it.
    differing = differences(changed, new[index])
    if field == "title" and _addresses(old) == _addresses(new[index]):
        differing = [name for name in differing if name != "links"]
    assert not differing, " ".join(differing)
    others = [(paper, other) for paper, other in zip(papers, new, strict=True) if paper is not old]
    assert all(paper == other for paper, other in others)
    _assert_written(new)
    assert old.origin is not None
    begin = old.origin.line - 1
    end = begin + len(markdown.split_lines(old.origin.text))
    before, after = (markdown.split_lines(each.to_markdown()) for each in (papers, new))
    assert after[:begin] == before[:begin]
    rest = before[end:]
    assert not rest or after[-len(rest) :] == rest


def _addresses(paper: wp.Paper) -> list[str]:
    return [link.url for link in paper.links]


def adds(case: Case) -> None:
    """Assert that new papers are read back or refused, and that all lines stay."""
    papers = parsed(case.text)
    try:
        new = papers.add(*case.papers)
    except (wp.EditError, wp.InvalidValueError):
        return
    rest = iter(new)
    assert all(paper in rest for paper in papers)
    _assert_written(new)
    _assert_kept(_unnumbered(papers), _unnumbered(new))


def removes(case: Case) -> None:
    """Assert that a paper is removed or this is refused, and that no line is changed."""
    papers = parsed(case.text)
    if not papers:
        return
    old = papers[case.number % len(papers)]
    try:
        new = papers.remove(old)
    except wp.EditError:
        return
    rest = iter(new)
    kept = [paper for paper in papers if paper != old]
    assert len(new) < len(papers)
    assert all(paper in rest for paper in kept)
    _assert_written(new)
    _assert_kept(_unnumbered(new), _unnumbered(papers))


def _unnumbered(papers: wp.Papers) -> list[str]:
    """Return the lines of a document without digits, since running numbers continue."""
    return markdown.split_lines(re.sub(r"\d+", "", papers.to_markdown()))


def _assert_kept(fewer: list[str], more: list[str]) -> None:
    """Assert that some lines are among others, in the same order."""
    rest = iter(more)
    for line in fewer:
        assert line in rest, line
