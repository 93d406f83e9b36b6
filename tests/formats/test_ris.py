"""RIS, read by rispy."""

from __future__ import annotations

import re
from pathlib import Path

import rispy
from hypothesis import given, settings

import weeklypapers as wp
from support.citations import PUBLISHERS_DOI, published_papers
from weeklypapers import Papers
from weeklypapers.formats.citations.latex import to_plain
from weeklypapers.formats.citations.works import Citation
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists


def test_rispy_reads_every_field(papers: Papers, works: dict[str, Citation]) -> None:
    text = papers.to_ris()
    records = rispy.loads(text)
    assert [record["id"] for record in records] == list(works)
    for record in records:
        work = works[record["id"]]
        assert record["title"] == to_plain(work.title)
        assert record.get("year") == (f"{work.date.year:04}" if work.date else None)
        assert record.get("doi") == work.any_doi
        assert record.get("urls", []) == ([work.url] if work.url else [])
        names = [str(name).replace(",", "") for name in work.authors]
        names += ["others"] if names and work.has_more_authors else []
        assert [name.replace(",", "") for name in record.get("authors", [])] == names
    assert text.replace("\r\n", "").isprintable()
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in text.split("\r\n"))


def tags(papers: Papers) -> list[dict[str, list[str]]]:
    """Return the values of each tag, for each record."""
    records: list[dict[str, list[str]]] = [{}]
    for line in papers.to_ris().splitlines():
        if line:
            records[-1].setdefault(line[:2], []).append(line[6:])
        if line.startswith("ER"):
            records.append({})
    return records[:-1]


# Types that Zotero's translator knows (RIS.js, importTypeMap); it reads others as journal articles.
ZOTERO = {
    "JOUR": "journalArticle",
    "CONF": "conferencePaper",
    "CHAP": "bookSection",
    "RPRT": "report",
}


def test_a_preprint_is_a_report_of_arxiv() -> None:
    (record,) = tags(Papers([make_paper("2406.00001")]))
    assert ZOTERO[record["TY"][0]] == "report"
    assert record["PB"] == ["arXiv"]
    assert record["SN"] == ["arXiv:2406.00001"]
    assert record["M2"] == ["type: article"]  # Zotero's Extra: the type for citation styles
    assert record["DO"] == ["10.48550/arXiv.2406.00001"]
    assert record["UR"] == ["https://arxiv.org/abs/2406.00001"]
    assert record["L1"] == ["https://arxiv.org/pdf/2406.00001"]


def test_a_published_work_has_no_archive() -> None:
    record = make_record("2406.00001", journal_ref="Phys. Rev. D 98, 030001-030009 (2018)")
    (article,) = tags(Papers([make_paper("2406.00001", arxiv=record)]))
    assert article["TY"] == ["JOUR"]
    assert article["N1"] == ["arXiv:2406.00001 [cs.CL]"]
    assert [article[tag] for tag in ("T2", "VL", "SP", "EP")] == [
        *(["Phys. Rev. D"], ["98"], ["030001"], ["030009"]),
    ]
    # The archive would be printed after the journal. M2 is a page of an article.
    assert not {"AN", "DB", "C3", "PB", "DO", "M2"} & set(article)


def test_proceedings_have_the_title_that_zotero_reads() -> None:
    # RIS.js: C3 is the title of the proceedings, T2 the name of the conference.
    record = make_record("2406.00001", journal_ref="Proceedings of ICML 2023")
    (paper,) = tags(Papers([make_paper("2406.00001", arxiv=record)]))
    assert (paper["TY"], paper["T2"], paper["C3"]) == (
        *(["CONF"], ["Proceedings of ICML 2023"], ["Proceedings of ICML 2023"]),
    )


def test_no_preprint_has_a_publishers_doi() -> None:
    records = tags(published_papers())
    assert {record["TY"][0] for record in records} == set(ZOTERO)
    for record in records:
        dois = record.get("DO", [])
        if record["TY"] == ["RPRT"]:
            assert all(doi.startswith("10.48550/arXiv.") for doi in dois)
        else:
            assert record["T2"]
            assert all(map(PUBLISHERS_DOI.match, dois))


@settings(max_examples=25)
@given(paper_lists())
def test_any_paper_can_be_cited(papers: Papers) -> None:
    assert len(rispy.loads(papers.to_ris())) == len(papers.merge())


def test_the_series_of_proceedings() -> None:
    record = make_record(journal_ref="Proceedings of the 41st ICML, PMLR 235:1-20, 2024")
    text = Papers([make_paper()]).enrich(wp.Snapshot([record])).to_ris()
    assert "VL  - 235\r\nT3  - PMLR\r\nSP  - 1\r\nEP  - 20\r\n" in text


def test_a_file_has_the_output_of_the_method(tmp_path: Path) -> None:
    papers = wp.sample()[:3]
    papers.write(tmp_path / "p.ris")
    assert (tmp_path / "p.ris").read_bytes() == papers.to_ris().encode()
    assert Papers().to_ris() == ""


def test_a_paper_listed_twice_is_one_record() -> None:
    papers = Papers([make_paper(), make_paper(topics=["Again"])])
    assert papers.to_ris().count("TY  - ") == 1
