from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers import ArxivId, InvalidValueError, Link, NotFoundError, Paper, Papers
from weeklypapers.querying.conditions import same_paper
from weeklypapers.querying.identifiers import PapersById, indexes_of


def paper(title: str, arxiv_id: str | None) -> Paper:
    links = [Link(url=f"https://arxiv.org/abs/{arxiv_id}")] if arxiv_id else []
    return Paper(title=title, links=links)


PLAIN = paper("plain", "2406.15319")
SECOND = paper("second version", "2406.15319v2")
THIRD = paper("third version", "2406.15319v3")
OTHER = paper("other", "2406.16048")
LISTED = PapersById([paper("without", None), PLAIN, SECOND, THIRD, OTHER])


@pytest.mark.parametrize(
    ("arxiv_id", "expected"),
    [
        ("2406.15319", PLAIN),
        ("2406.15319v2", SECOND),
        ("2406.15319v3", THIRD),
        ("2406.15319v9", PLAIN),  # a listed identifier without a version matches every version
        ("2406.16048v1", OTHER),
        ("2406.99999", None),
    ],
)
def test_find(arxiv_id: str, expected: Paper | None) -> None:
    assert LISTED.find(ArxivId(arxiv_id)) == expected


def test_a_listed_version_matches_only_itself() -> None:
    assert PapersById([SECOND]).find(ArxivId("2406.15319v3")) is None
    assert PapersById([SECOND, THIRD]).find(ArxivId("2406.15319")) == SECOND


def test_the_error_suggests_the_nearest() -> None:
    with pytest.raises(NotFoundError, match=r"no paper 2406\.16047\. Nearest: 2406\.16048\.$"):
        LISTED.fail("2406.16047")
    with pytest.raises(NotFoundError, match=r"no paper 2406\.16047\.$"):
        PapersById([]).fail(ArxivId("2406.16047"))


IDS = ["2406.15319", "2406.15319v1", "2406.15319v2", "2406.16048", "2406.16048v3", "cs/9901001v1"]
FORMS = ["{}", "https://arxiv.org/abs/{}", "https://arxiv.org/pdf/{}.pdf", "arXiv:{}", " {} "]


@given(
    st.lists(st.sampled_from([*IDS, None])),
    st.sampled_from(IDS),
    st.sampled_from([ArxivId, *FORMS]),
)
def test_papers_are_found_by_their_versions(
    listed: list[str | None], name: str, form: type[ArxivId] | str
) -> None:
    papers = [paper(f"{line}", each) for line, each in enumerate(listed)]
    asked = ArxivId(name)
    exact = [each for each in papers if asked.version and each.arxiv_id == asked]
    same = [each for each in papers if each.arxiv_id and same_paper(each.arxiv_id, asked)]
    expected = [*exact, *same, None][0]

    text = form.format(name) if isinstance(form, str) else form(name)

    assert PapersById(papers).find(text) is expected
    assert Papers(papers).get(text, None) is expected


@pytest.mark.parametrize("asked", ["LongRAG", 2406.15319, None, ["2406.15319"], ""])
def test_other_values_are_no_identifiers(asked: str) -> None:
    for papers in (Papers(), Papers([PLAIN])):
        with pytest.raises(InvalidValueError, match="expected an arXiv identifier"):
            papers.get(asked, None)
        with pytest.raises(InvalidValueError, match="expected an arXiv identifier"):
            papers.get(asked)


PAPERS = [
    PLAIN,
    OTHER,
    Paper(title="plain", links=PLAIN.links),  # listed again
    Paper(title="elsewhere", links=[Link(url="https://example.org/paper/")]),
]


@pytest.mark.parametrize(
    ("chosen", "indexes"),
    [
        ([], set()),
        ([PLAIN], {0}),
        ([PAPERS[2]], {2}),
        ([paper("plain", "2406.15319")], {0, 2}),
        (["2406.15319"], {0, 2}),
        ([ArxivId("2406.16048", version=2), PLAIN], {0, 1}),
        (["https://arxiv.org/pdf/2406.16048"], {1}),
        (["https://example.org/paper"], {3}),
    ],
)
def test_entries_are_chosen(chosen: list[Paper | ArxivId | str], indexes: set[int]) -> None:
    assert indexes_of(PAPERS, chosen) == indexes


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ("2406.15310", r"^the list has no paper 2406\.15310\. Nearest: 2406\.15319\.$"),
        ("https://example.org/papers", "Nearest: 'https://example.org/paper/'"),
        (Paper(title="plane"), "the list has no paper 'plane'. Nearest: 'plain'"),
    ],
)
def test_an_unknown_entry_is_an_error(chosen: Paper | str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        indexes_of(PAPERS, [chosen])


@pytest.mark.parametrize("chosen", ["plain", 7])
def test_other_values_choose_no_entry(chosen: str) -> None:
    with pytest.raises(InvalidValueError):
        indexes_of(PAPERS, [chosen])
