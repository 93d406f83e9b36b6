"""Pickles of lists: round trips, size, versions and names."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.equality import retrieval_times
from support.examples import examples
from support.pickles import pickled
from support.real_lists import LISTS, needs_data
from weeklypapers import InvalidValueError, Link, Paper, Papers, Problem
from weeklypapers.testing import make_paper
from weeklypapers.testing.hypothesis import paper_lists

GOLDEN = Path(__file__).parents[1] / "golden"
DOCUMENTS = sorted(GOLDEN.glob("*/*.md"))


def origins(papers: Papers) -> list[Any]:
    """Return what equality of papers ignores."""
    return [paper.origin and attrs.astuple(paper.origin, recurse=False) for paper in papers]


def check_round_trip(papers: Papers) -> None:
    result = pickled(papers)
    assert type(result) is Papers
    assert (result, result.problems) == (papers, papers.problems)
    assert retrieval_times(result) == retrieval_times(papers)
    assert origins(result) == origins(papers)
    assert result.to_markdown() == papers.to_markdown()


# -- Round trips -------------------------------------------------------------------------------


@settings(max_examples=examples(50), deadline=None)
@given(paper_lists(), st.integers(0, pickle.HIGHEST_PROTOCOL))
def test_lossless(listed: Papers, protocol: int) -> None:
    result = pickled(listed, protocol)
    assert result == listed
    assert retrieval_times(result) == retrieval_times(listed)
    types = [{name: type(value) for name, value in fields(paper).items()} for paper in result]
    assert types == [
        {name: type(value) for name, value in fields(paper).items()} for paper in listed
    ]


def fields(value: Any) -> dict[str, Any]:
    return attrs.asdict(value, recurse=False)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_lists_with_a_document(path: Path) -> None:
    listed = wp.read(path, on_error="collect")
    check_round_trip(listed)
    check_round_trip(listed[::-1])
    check_round_trip(listed[:2] + listed[1:])
    check_round_trip((listed + listed).merge())


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_real_lists(path: Path) -> None:
    check_round_trip(wp.read(path, on_error="collect"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_endings(end: str) -> None:
    rows = [
        f"| {name} | {name.lower()} is short. | [pdf](https://arxiv.org/abs/2406.0000{n}) |"
        for n, name in enumerate("ABC")
    ]
    lines = ["| Title | Abstract | Link |", "|---|---|---|", *rows, "", "Some text."]
    check_round_trip(wp.parse(end.join(lines)))


def test_texts_that_the_rows_lack() -> None:
    """Their values are made of several characters of the row, or of the heading above it."""
    titles = ["A &amp; B", "Two<br>lines", "Plain", "Plain again", r"A \| pipe"]
    rows = [f"| {title} | https://e.org/{n} |" for n, title in enumerate(titles)]
    listed = wp.parse("\n".join(["| Title | Link |", "|---|---|", *rows]))
    assert listed[0].title == "A & B"
    check_round_trip(listed)


def test_a_list_keeps_its_document_and_can_be_edited() -> None:
    text = "# List\n\n| Title | Venue |\n|---|---|\n| A | ICLR |\n| B | ACL |\n\nThe end.\n"
    result = pickled(wp.parse(text))
    assert result.to_markdown() == text
    changed = result.edit(lambda paper: attrs.evolve(paper, venue="EMNLP"))
    assert changed.to_markdown() == text.replace("ICLR", "EMNLP").replace("ACL", "EMNLP")


def test_a_selection_has_its_own_rows_only() -> None:
    text = "| Title | Venue |\n|---|---|\n" + "".join(f"| Paper {n} | V{n} |\n" for n in range(50))
    listed = wp.parse(text)
    content = pickle.dumps(listed[3:5])
    assert b"Paper 3" in content
    assert b"Paper 5" not in content
    assert content.count(b"Paper 3") == 1  # in its row, to which the title refers
    check_round_trip(listed[3:5])


def test_a_list_without_its_document() -> None:
    listed = wp.parse("| Title | Venue |\n|---|---|\n| A | ICLR |\n", keep_document=False)
    check_round_trip(listed)


def test_problems() -> None:
    problem = Problem(code="bad-week", message="no day", line=3)
    listed = Papers([Paper(title="A")], problems=[problem])
    check_round_trip(listed)
    assert pickled(listed).problems == (problem,)


def test_copies_are_the_list_itself() -> None:
    listed = Papers([make_paper()])
    assert copy.copy(listed) is copy.deepcopy(listed) is listed


def test_caches_are_left_out() -> None:
    listed = wp.sample()
    content = pickle.dumps(listed)
    listed.to_arrow(), listed.weeks, listed.search("retrieval")
    assert pickle.dumps(listed) == content


# -- Size --------------------------------------------------------------------------------------


def test_the_size_is_that_of_the_document() -> None:
    papers = [
        make_paper(
            f"2406.{n:05}", title=f"On the number {n}", abstract=f"It is {n}.{' It is.' * 100}"
        )
        for n in range(500)
    ]
    text = Papers(papers).to_markdown()
    assert len(pickle.dumps(wp.parse(text))) < 1.05 * len(text)


def test_repeated_values_are_stored_once() -> None:
    papers = [make_paper(venue="A very long name of a venue") for _ in range(100)]
    assert pickle.dumps(Papers(papers)).count(b"A very long name") == 1


# -- Versions ----------------------------------------------------------------------------------


def changed(listed: Papers, change: Any) -> Papers:
    """Return a list from its state after a change."""
    _, _, state = listed.__reduce__()
    change(state)
    result = Papers()
    result.__setstate__(state)
    return result


def test_missing_fields_have_their_defaults() -> None:
    listed = Papers([make_paper(venue="ACL")])

    def remove(state: dict[str, Any]) -> None:
        del state["papers"]["fields"]["venue"], state["problems"], state["whole_list"]

    assert changed(listed, remove) == Papers([make_paper()])


def test_later_versions_are_refused() -> None:
    listed = Papers([make_paper()])
    with pytest.raises(InvalidValueError, match="expected version 1 of `Papers`, got 2"):
        changed(listed, lambda state: state.update(version=2))
    with pytest.raises(InvalidValueError, match="its Paper has a field 'rating'"):
        changed(listed, lambda state: state["papers"]["fields"].update(rating=[5]))
    with pytest.raises(InvalidValueError, match="its Link has a field 'rel'"):
        changed(
            listed, lambda state: state["papers"]["fields"]["links"]["items"].update(rel=["me"])
        )
    with pytest.raises(InvalidValueError, match=r"the pickle has no Paper\.title"):
        changed(listed, lambda state: state["papers"]["fields"].pop("title"))


# -- Stored pickles ----------------------------------------------------------------------------

TEXT = """\
## Agents

- **A**, ACL, 2024 [[Paper](https://arxiv.org/abs/2406.00001)]
- **B**, EMNLP, 2024 [[Paper](https://arxiv.org/abs/2406.00002)]
- nothing
"""


@pytest.mark.parametrize(
    "path", sorted((GOLDEN / "pickles").glob("papers-1.pickle")), ids=lambda p: p.stem
)
def test_stored_pickles_are_read_for_ever(path: Path) -> None:
    listed: Papers = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    assert listed == Papers(
        Paper(
            title=title,
            venue=venue,
            listed_date="2024",
            topics="Agents",
            links=Link(f"https://arxiv.org/abs/2406.0000{number}", label="Paper"),
            arxiv=listed[0].arxiv if number == 1 else None,
        )
        for number, (title, venue) in enumerate([("A", "ACL"), ("B", "EMNLP")], start=1)
    )
    record, origin = listed[0].arxiv, listed[0].origin
    assert record
    assert origin
    assert (record.id, record.comment) == ("2406.00001v1", "8 pages")
    assert origin.line == 3
    assert origin.text == TEXT.splitlines()[2]
    assert str(origin.template) == "- **{title}**, {venue}, {date:%Y} {links:[[label](url)]}"
    assert [problem.code for problem in listed.problems] == ["other-item", "arxiv-failed"]
    assert listed.to_markdown() == TEXT
    assert pickled(listed[:1]) == listed[:1]
