"""Saved web pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import weeklypapers as wp
from weeklypapers.formats.web_page import to_markdown

ARTICLE = """<article class="markdown-body entry-content" itemprop="text">
<div class="markdown-heading"><h1>Papers</h1><a class="anchor" href="#papers"></a></div>
<h2>Graphs</h2>
<ul>
<li><a href="https://arxiv.org/abs/2406.15319">First_paper [new]</a> [<a href="https://github.com/a/b">code</a>]</li>
</ul>
<markdown-accessiblity-table><table>
<thead><tr><th>Date</th><th>Title</th><th>Link</th></tr></thead>

<tr><td>soon</td><td>Second</td><td><a href="https://arxiv.org/abs/2401.00001">pdf</a></td></tr>
</table></markdown-accessiblity-table>
</article>"""
PAGE = f"""<!DOCTYPE html>
<!-- saved from url=(0018)https://github.com/ -->
<html><head><style>.markdown-body {{}}</style></head><body>
<ul><li><a href="https://arxiv.org/abs/2406.00001">Not a paper of the list</a></li></ul>
{ARTICLE}</body></html>
"""


def test_the_article_of_a_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    papers = wp.read(path)
    assert [(paper.title, paper.topics, paper.arxiv_id) for paper in papers] == [
        ("First_paper [new]", ("Graphs",), wp.ArxivId("2406.15319")),
        ("Second", ("Graphs",), wp.ArxivId("2401.00001")),
    ]
    assert [paper.origin.line for paper in papers if paper.origin] == [9, 14]
    (problem,) = papers.problems
    assert (problem.code, problem.line, problem.column) == ("bad-date", 14, 9)
    assert problem in wp.check(path)
    assert wp.fix(path).text == PAGE
    assert list(wp.iter_papers(path, on_error=lambda _: None)) == list(papers)


def test_a_page_cannot_be_edited() -> None:
    papers = wp.parse(PAGE)
    with pytest.raises(wp.EditError, match="a web page, which can't be edited"):
        papers.edit(lambda _: wp.Paper(title="D"))
    with pytest.raises(wp.EditError, match=r"Papers\(list\(papers\)\)"):
        papers.add(wp.Paper(title="C"))
    assert len(wp.Papers(list(papers)).add(wp.Paper(title="C"))) == 3
    assert papers.to_markdown().startswith("| Week")


def test_the_data_of_a_page_is_read() -> None:
    data = json.dumps({"payload": {"blob": {"richText": ARTICLE}}}).replace("<", "\\u003c")
    page = f'<html>\n<script type="application/json" data-target="a">{data}</script></html>'
    papers = wp.parse(page)
    assert [paper.title for paper in papers] == ["First_paper [new]", "Second"]
    assert {paper.origin.line for paper in papers if paper.origin} == {2}
    assert [problem.column for problem in papers.problems] == [None]


def test_another_article() -> None:
    page = PAGE.replace(' class="markdown-body entry-content"', "")
    assert len(wp.parse(page)) == 2


def test_a_page_without_an_article() -> None:
    assert to_markdown("<html><p>a</p></html>") is None
    with pytest.raises(wp.ReadError, match="a web page without an article: save the file"):
        wp.parse("<html><p>a</p></html>")
