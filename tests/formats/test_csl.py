"""CSL-JSON, rendered by pandoc and citeproc-py."""

from __future__ import annotations

import json
import re
from pathlib import Path

import attrs
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings

import weeklypapers as wp
from support.citations import (
    NAMES,
    PUBLISHERS_DOI,
    enriched_record,
    pandoc,
    published_papers,
)
from weeklypapers import Paper, Papers
from weeklypapers.formats.citations.works import Citation
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists

# The parts of the schema of CSL 1.0.2 that are used.
CSL_NAMES = {"family", "given", "non-dropping-particle", "suffix", "literal"}
CSL_TYPES = {"article", "article-journal", "paper-conference", "chapter", "document"}
CSL_TEXTS = {
    *("id", "type", "title", "publisher", "number", "note"),
    *("container-title", "volume", "issue", "page", "DOI", "URL", "keyword", "abstract"),
}


def test_items_follow_the_schema(papers: Papers, works: dict[str, Citation]) -> None:
    items = json.loads(papers.to_csl())
    assert [item["id"] for item in items] == list(works)
    for item in items:
        assert item["type"] in CSL_TYPES
        assert set(item) <= {*CSL_TEXTS, "author", "issued"}
        assert all(isinstance(item[name], str) for name in CSL_TEXTS & set(item))
        assert all(set(name) <= CSL_NAMES for name in item.get("author", []))


def test_pandoc_renders_every_item(
    papers: Papers, works: dict[str, Citation], tmp_path: Path
) -> None:
    papers.write(tmp_path / "p.csl.json")
    html = pandoc("p.csl.json", folder=tmp_path)
    assert "[WARNING]" not in html
    assert set(re.findall(r'<div id="ref-([^"]+)"', html)) == set(works)
    assert "LongRAG" in html


def test_unnamed_authors_are_others(tmp_path: Path) -> None:
    listed = wp.parse("|Title|Authors|\n|-|-|\n|One|Ziyan Jiang et.al.|\n")
    assert json.loads(listed.to_csl())[0]["author"][-1] == {"family": "others"}
    listed.write(tmp_path / "p.csl.json")
    assert "Jiang, Ziyan, and others" in " ".join(pandoc("p.csl.json", folder=tmp_path).split())
    (line,) = citeproc_lines(listed)
    assert "Jiang, Z. and others" in line


def test_a_preprint_is_an_item_of_arxiv() -> None:
    (item,) = json.loads(Papers([enriched(0)]).to_csl())
    fields = ("type", "publisher", "number", "DOI", "URL")
    assert [item[field] for field in fields] == [
        *("article", "arXiv", "arXiv:2406.00000"),
        *("10.48550/arXiv.2406.00000", "https://arxiv.org/abs/2406.00000"),
    ]
    assert "note" not in item


def test_a_published_work_has_its_identifier_in_the_note() -> None:
    # The form of Zotero's translator for arXiv, in the field that Zotero imports as "Extra".
    record = make_record("2406.00001", journal_ref="Nature 5, 1 (2018)", doi="10.5281/zenodo.1")
    (item,) = json.loads(Papers([make_paper("2406.00001", arxiv=record)]).to_csl())
    assert item["type"] == "article-journal"
    assert item["note"] == "arXiv:2406.00001 [cs.CL]\nAlso doi:10.5281/zenodo.1"
    assert not {"publisher", "number", "archive", "archive_location", "DOI"} & set(item)


def test_no_preprint_has_a_publishers_doi() -> None:
    items = json.loads(published_papers().to_csl())
    preprints = [item for item in items if item["type"] == "article"]
    assert preprints
    assert all(item["DOI"].startswith("10.48550/arXiv.") for item in preprints)
    assert all(item["publisher"] == "arXiv" for item in preprints)
    published = [item for item in items if item["type"] != "article"]
    assert {item["type"] for item in published} == {
        "article-journal",
        "paper-conference",
        "chapter",
    }
    assert all(PUBLISHERS_DOI.match(item["DOI"]) for item in published if "DOI" in item)
    assert all(item["container-title"] for item in published)


def test_citeproc_py_renders_every_item() -> None:
    lines = citeproc_lines(Papers([enriched(number) for number in range(len(NAMES))]))
    assert len(lines) == len(NAMES)
    assert all(name in "".join(lines) for name in ("Lovelace, A.", "Maaten", "王小明", "King"))
    assert "“On $\\alpha$ & its <limits>”" in "".join(lines)


def citeproc_lines(papers: Papers) -> list[str]:
    """Return the bibliography of citeproc-py."""
    source = CiteProcJSON(json.loads(papers.to_csl()))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    rendered = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        rendered.register(Cited([CitationItem(key)]))
    return list(map(str, rendered.bibliography()))


def enriched(number: int) -> Paper:
    paper = make_paper(f"2406.{number:05}")
    record = enriched_record(paper, number)
    return attrs.evolve(paper, arxiv=attrs.evolve(record, title="On $\\alpha$ & its <limits>"))


def test_texts_are_not_markup(tmp_path: Path) -> None:
    paper = make_paper(title="Is <i>x</i> < y in $\\alpha$ <br> &amp; </span>?")
    Papers([paper]).write(tmp_path / "p.csl.json")
    (item,) = json.loads((tmp_path / "p.csl.json").read_text("utf-8"))
    plain = "Is <\u2060i>x<\u2060/i> < y in"
    nocase = '<span class="nocase">$\\alpha$</span>'
    assert item["title"] == f"{plain} {nocase} <br> &amp; <\u2060/span>?"


def test_the_series_of_proceedings() -> None:
    record = make_record(journal_ref="Proceedings of the 41st ICML, PMLR 235:1-20, 2024")
    (item,) = json.loads(Papers([make_paper()]).enrich(wp.Snapshot([record])).to_csl())
    assert (item["collection-title"], item["volume"], item["page"]) == ("PMLR", "235", "1-20")


def test_keywords_are_plain_text() -> None:
    papers = Papers([Paper(title="A", topics=["R\\&D", "One, two", "$x$"])])
    assert json.loads(papers.to_csl())[0]["keyword"] == "R&D, One  two, $x$"


@settings(max_examples=25)
@given(paper_lists())
def test_any_paper_can_be_cited(papers: Papers) -> None:
    assert len(json.loads(papers.to_csl())) == len(papers.merge())


def test_a_file_has_the_output_of_the_method(tmp_path: Path) -> None:
    papers = wp.sample()[:3]
    papers.write(tmp_path / "p.csl.json")
    assert (tmp_path / "p.csl.json").read_bytes() == papers.to_csl().encode()
    assert json.loads(Papers().to_csl()) == []


def test_a_paper_listed_twice_is_one_item() -> None:
    papers = Papers([make_paper(), make_paper(topics=["Again"])])
    assert papers.to_csl().count('"id"') == 1
