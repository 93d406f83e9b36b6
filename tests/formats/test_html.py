"""Pages of papers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import weeklypapers as wp
from support.pages import parsed, text_of
from support.real_lists import DATA, LISTS, needs_data
from support.tables import BARE, FULL
from weeklypapers import Category, InvalidValueError, Link, Paper, Papers, PartialDate
from weeklypapers.testing import make_paper, make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists

JUNE_30, JUNE_23 = date(2024, 6, 30), date(2024, 6, 23)


def headings(papers: Papers, **options: Any) -> list[str]:
    return [text_of(heading) for heading in parsed(papers.to_html(**options)).iter("h2")]


def only(papers: Papers, **options: Any) -> Any:
    """Return the element of the only paper of a list."""
    (item,) = parsed(papers.to_html(**options)).findall(".//article//li")
    return item


def links(element: Any) -> dict[str, str]:
    return {text_of(link): link.attrib["href"] for link in element.iter("a")}


# -- The page ----------------------------------------------------------------------------------


def test_the_parts_of_a_page() -> None:
    page = make_papers(2).to_html(
        title="Papers & more",
        description="What we read.",
        feed_url="https://e.org/feed?a&b",
        lang="de",
    )
    assert page.startswith("<!DOCTYPE html>\n<html")
    root = parsed(page)
    assert root.attrib["lang"] == "de"
    body = root.find("body")
    assert body is not None
    assert [part.tag for part in body] == ["header", "main"]
    assert [text_of(heading) for heading in root.iter("h1")] == ["Papers & more"]
    assert text_of(root.find("head/title")) == "Papers & more"
    assert [text_of(line) for line in root.findall(".//header/p")] == [
        "What we read.",
        "2 papers · 30 June 2024 · Feed",
    ]
    (feed,) = root.findall("head/link")
    assert feed.attrib["href"] == "https://e.org/feed?a&b"
    assert links(root.find(".//header")) == {"Feed": "https://e.org/feed?a&b"}


def test_a_paper_of_a_page() -> None:
    code = Link(url="https://github.com/a/b", label="Repository")
    other = Link(url="https://www.example.org/x?y")
    paper = attrs.evolve(
        FULL, links=(*FULL.links, code, other, Link(url="docs/a.md", label="here"))
    )
    item = only(Papers([paper]), group_by=None)
    assert links(item) == {
        "On 2406.00001": "https://arxiv.org/abs/2406.00001v2",
        "PDF": "https://arxiv.org/pdf/2406.00001v2",
        "Code": "https://github.com/a/b",
        "example.org": "https://www.example.org/x?y",
    }
    title, authors, details = map(text_of, item.findall("p"))
    assert (title, authors) == ("On 2406.00001", "Ada Lovelace, Émilie du Châtelet")
    assert details == (
        "cs.CL · ICLR · Week ending 30 June 2024 · June 2024 · Submitted 1 June 2024 · Agents > Web"
        " · PDF · Code · example.org"
    )
    assert item.find(".//abbr").attrib["title"] == "Computation and Language"
    assert [time.attrib["datetime"] for time in item.iter("time")] == [
        "2024-06-30",
        "2024-06",
        "2024-06-01",
    ]
    assert item.find("details/summary").text == "Abstract"
    assert [text_of(part) for part in item.findall("details/p")] == [FULL.abstract]


def test_a_bare_paper() -> None:
    item = only(Papers([BARE]))
    assert (text_of(item).strip(), links(item)) == ("bare", {})


def test_the_abstract_is_that_of_arxiv_if_the_list_has_none() -> None:
    record = make_record("2406.00001v1")
    paper = make_paper("2406.00001", abstract=None, arxiv=record)
    assert text_of(only(Papers([paper])).find("details/p")) == record.abstract
    divided = make_paper(abstract="One.\nStill one.\n\n \nTwo.", arxiv=record)
    paragraphs = only(Papers([divided])).findall("details/p")
    assert list(map(text_of, paragraphs)) == ["One. Still one.", "Two."]


def test_many_authors() -> None:
    names = [f"Author {number}" for number in range(1000)]
    line = only(Papers([Paper(title="A", listed_authors=names)])).findall("p")[1]
    assert text_of(line).endswith("Author 11 and 988 others")
    paper = Paper(title="A", listed_authors=["Ada"], more_authors=True)
    assert text_of(only(Papers([paper])).findall("p")[1]) == "Ada and others"


def test_no_papers() -> None:
    root = parsed(Papers().to_html())
    assert text_of(root.find(".//main")).strip() == "No papers."


# -- Groups ------------------------------------------------------------------------------------


def test_weeks() -> None:
    papers = Papers(
        [make_paper("2406.00002"), Paper(title="A"), make_paper("2406.00001", week=JUNE_23)]
    )
    assert headings(papers) == [
        "Week ending 30 June 2024",
        "Week ending 23 June 2024",
        "Other papers",
    ]
    assert headings(papers.sort_by("week")) == [*headings(papers)[1::-1], "Other papers"]
    contents = parsed(papers.to_html()).find(".//nav")
    assert contents is not None
    assert contents.attrib["aria-label"] == "Contents"
    assert links(contents)["Week ending 23 June 2024"] == "#week-2024-06-23"
    assert "Week ending" not in text_of(parsed(papers.to_html()).findall(".//article//li")[0])


def test_days_belong_to_weeks() -> None:
    days = ["2024-06-26", "2024-06-30", "2024-06-23", "2024-06"]
    papers = Papers(Paper(title=day, listed_date=PartialDate.parse(day)) for day in days)
    assert headings(papers) == [
        "Week ending 30 June 2024",
        "Week ending 23 June 2024",
        "Other papers",
    ]
    assert headings(papers[::-1][1:3]) == [
        "Week ending 23 June 2024",
        "Week ending 30 June 2024",
    ]
    jumbled = [Paper(title="B", listed_date=PartialDate.parse("2024-07-03")), *papers[2::-1]]
    assert headings(Papers(jumbled))[0] == "Week ending 7 July 2024"


def test_topics() -> None:
    papers = Papers(
        [
            Paper(title="A", topics=["Agents > Web", "Code"], week=JUNE_30),
            Paper(title="B"),
            Paper(title="C", topics=["Code"]),
        ]
    )
    assert headings(papers) == ["Agents > Web", "Code", "Other papers"]
    items = parsed(papers.to_html()).findall(".//article//li")
    assert [text_of(item.find("p")) for item in items] == ["A", "A", "C", "B"]
    assert "Code" not in text_of(items[0])
    assert headings(papers, group_by="week") == ["Week ending 30 June 2024", "Other papers"]
    assert headings(papers, group_by=None) == []


def test_keywords_are_no_groups() -> None:
    day = PartialDate.parse("2024-06-26")
    keywords = Papers([Paper(title="A", topics=["a", "b", "c"], listed_date=day)])
    assert headings(keywords) == ["Week ending 30 June 2024"]
    assert headings(keywords, group_by="topic") == ["a", "b", "c"]
    assert headings(Papers([attrs.evolve(keywords[0], listed_date=None)])) == []


def test_other_groups() -> None:
    papers = Papers(
        [
            make_paper("2406.00001", category=Category(name="Prompting & more")),
            make_paper("2406.00002", week=date(2023, 12, 31), category=Category.parse("cs.CL")),
        ]
    )
    assert headings(papers, group_by="category") == ["Prompting & more", "Computation and Language"]
    assert headings(papers, group_by="month") == ["June 2024", "December 2023"]
    assert headings(Papers([BARE])) == headings(Papers([BARE]), group_by="week") == []


def test_the_groups_of_a_digest() -> None:
    """A list of one week has no contents, and its heading is the week or the topics."""
    page = make_papers(3).to_html()
    assert "<nav" not in page
    assert headings(make_papers(3)) == ["Week ending 30 June 2024"]
    with_topics = Papers(attrs.evolve(paper, topics=["Agents"]) for paper in make_papers(3))
    assert headings(with_topics) == ["Agents"]


def test_long_contents_are_folded() -> None:
    papers = Papers(Paper(title="A", topics=[f"Topic {number}"]) for number in range(8))
    assert parsed(papers.to_html()).find(".//nav/details") is not None
    assert parsed(papers[1:].to_html()).find(".//nav/details") is None


def test_long_numbers_have_separators() -> None:
    papers = Papers(Paper(title="A", topics=["a" if number else "b"]) for number in range(1235))
    contents = parsed(papers.to_html()).find(".//nav")
    assert "a (1,234)" in text_of(contents)


# -- Safety ------------------------------------------------------------------------------------

EVIL = "</li><script>alert(1)</script><img src=x onerror=y>\"' & \u202e\0"


def test_texts_are_escaped() -> None:
    text = EVIL.replace("\0", "")
    paper = Paper(
        title=text,
        abstract=text,
        listed_authors=[text],
        topics=[text],
        venue=text,
        category=Category(name=text),
        links=[Link(url='https://e.org/"><script>', label=text)],
    )
    for group_by in ("auto", "topic", "category", None):
        page = Papers([paper, Paper(title="B", topics=["C"])]).to_html(
            title=text, description=text, group_by=group_by
        )
        assert "<script" not in page
        assert "<img" not in page
        assert "[U+202E]" in page
        parsed(page)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,a",
        "file:///etc",
        "//e.org",
        "a",
    ],
)
def test_other_addresses_are_no_links(url: str) -> None:
    item = only(Papers([Paper(title="A", links=[Link(url=url, label="b")])]))
    assert links(item) == {}


def test_mail_addresses_are_links() -> None:
    paper = Paper(title="A", links=[Link(url='mailto:ada@example.org?subject=a "b')])
    assert only(Papers([paper])).find(".//a") is None
    paper = Paper(title="A", links=[Link(url="mailto:ada@example.org")])
    assert links(only(Papers([paper]))) == {"A": "mailto:ada@example.org"}


@settings(max_examples=60, deadline=None)
@given(paper_lists(max_size=4))
def test_every_page_is_valid(papers: Papers) -> None:
    page = papers.to_html()
    root = parsed(page)
    assert page == papers.to_html()
    if papers:
        assert len(root.findall(".//article//li")) >= len(papers)


def test_directions_are_isolated() -> None:
    item = only(Papers([Paper(title="שלום", listed_authors=["Ada"])]))
    assert [text_of(part) for part in item.iter("bdi")] == ["שלום"]


# -- Arguments, files and reading ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"title": " "}, "title must be text that is not blank, got ' '"),
        ({"description": 3}, "description must be text that is not blank, got 3"),
        ({"group_by": "weeks"}, "group_by can't be 'weeks'. Did you mean 'week'"),
        ({"feed_url": "feed.xml"}, "feed_url must be an http or https address, got 'feed.xml'"),
        ({"lang": "de de"}, "lang must be a language tag such as 'en', got 'de de'"),
    ],
)
def test_bad_arguments(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Papers().to_html(**options)


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM"])
def test_a_written_page_is_read(name: str, tmp_path: Path) -> None:
    papers = wp.sample()[:3]
    papers.write(tmp_path / name, title="List")
    assert (tmp_path / name).read_text(encoding="utf-8") == papers.to_html(title="List")
    read = wp.read(tmp_path / name, dialect="bullets")
    assert [paper.title for paper in read] == [paper.title for paper in papers]
    assert [paper.arxiv_id for paper in read] == [paper.arxiv_id for paper in papers]
    assert [paper.week for paper in read] == [JUNE_30] * 3
    with pytest.raises(wp.EditError, match="read from a web page"):
        read.remove(*read)


@needs_data
@pytest.mark.parametrize("path", [DATA / "weekly-papers.md"], ids=lambda path: path.stem)
def test_a_page_of_a_real_list_is_read(path: Path, tmp_path: Path) -> None:
    papers = wp.read(path, on_error="collect")
    papers.write(tmp_path / "page.html")
    read = wp.read(tmp_path / "page.html", on_error="collect")
    assert [paper.title for paper in read] == [paper.title for paper in papers]
    assert [paper.arxiv_id for paper in read] == [paper.arxiv_id for paper in papers]
    assert [paper.week for paper in read] == [paper.week for paper in papers]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_pages_of_real_lists(path: Path) -> None:
    papers = wp.read(path, on_error="collect")
    parsed(papers[:: 1 + len(papers) // 300].to_html())
