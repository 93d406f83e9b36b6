"""The forms of links to arXiv."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import link
from weeklypapers.editing.link_forms import LinkForm, link_forms
from weeklypapers.testing import hypothesis as strategies

NEW = wp.ArxivId("2406.15319v2")


def paper(*links: wp.Link, title: str = "A title") -> wp.Paper:
    return wp.Paper(title=title, links=links)


@pytest.mark.parametrize(
    ("url", "label", "expected"),
    [
        ("https://arxiv.org/abs/{}", "Paper", ("https://arxiv.org/abs/2406.15319", "Paper")),
        ("http://arxiv.org/pdf/{}v1", None, ("http://arxiv.org/pdf/2406.15319v2", None)),
        ("https://arxiv.org/pdf/{}.pdf", "PDF", ("https://arxiv.org/pdf/2406.15319.pdf", "PDF")),
        ("https://arxiv.org/abs/{}", "{}", ("https://arxiv.org/abs/2406.15319", "2406.15319")),
        (
            "https://arxiv.org/abs/{}v3",
            "arXiv:{}",
            ("https://arxiv.org/abs/2406.15319v2", "arXiv:2406.15319"),
        ),
        ("https://arxiv.org/abs/{}", "A title", ("https://arxiv.org/abs/2406.15319", "New")),
        (
            "https://doi.org/10.48550/arXiv.{}",
            "doi",
            ("https://doi.org/10.48550/arXiv.2406.15319", "doi"),
        ),
    ],
)
def test_a_link_is_like_those_of_the_list(
    url: str, label: str | None, expected: tuple[str, str | None]
) -> None:
    papers = [
        paper(link(url.format(each), label and label.format(each)))
        for each in ("2301.00001", "2301.00002")
    ]
    (form,) = link_forms(papers)
    assert form.link(NEW, "New") == link(*expected)


def test_most_papers_decide() -> None:
    papers = [
        paper(link("https://arxiv.org/abs/2301.00001", "abs")),
        *[
            paper(
                link(f"https://arxiv.org/abs/2301.0000{number}", "abs"),
                link(f"https://arxiv.org/pdf/2301.0000{number}", "pdf"),
                link("https://github.com/a/b", "Code"),
            )
            for number in (2, 3)
        ],
    ]
    assert [form.link(NEW, "New") for form in link_forms(papers)] == [
        link("https://arxiv.org/abs/2406.15319", "abs"),
        link("https://arxiv.org/pdf/2406.15319", "pdf"),
    ]


def test_other_hosts_may_lack_the_paper() -> None:
    hosts = "https://arxiv.org/abs/2301.00001", "https://huggingface.co/papers/2301.00001"
    assert [form.url for form in link_forms([paper(*map(link, hosts))])] == [
        "https://arxiv.org/abs/{id}"
    ]


def test_labels_without_a_form_are_left_to_the_list() -> None:
    papers = [paper(link(f"https://arxiv.org/abs/2301.0000{n}", f"L{n}")) for n in range(1, 8)]
    assert link_forms(papers) == (LinkForm("https://arxiv.org/abs/{id}"),)


def test_without_papers_it_is_the_form_of_weekly_tables() -> None:
    for papers in ([], [paper(link("https://a.b/"))]):
        (form,) = link_forms(papers)
        assert form.link(NEW, "x") == link("https://arxiv.org/pdf/2406.15319", "arxiv")


@given(st.lists(strategies.papers(), max_size=5), strategies.arxiv_ids())
def test_links_lead_to_the_paper(papers: list[wp.Paper], arxiv_id: wp.ArxivId) -> None:
    for form in link_forms(papers):
        linked = form.link(arxiv_id, "Title").arxiv_id
        assert linked
        assert linked.id == arxiv_id.id
