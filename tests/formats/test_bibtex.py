"""BibTeX and biblatex, read by BibTeX, biber, pandoc and bibtexparser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    NameParts,
    SeparateCoAuthors,
    SplitNameParts,
)
from hypothesis import given, settings
from pylatexenc.latex2text import LatexNodes2Text

import weeklypapers as wp
from support.citations import NAMES, pandoc, run
from weeklypapers import Paper, Papers
from weeklypapers.formats.citations.latex import to_plain, to_tex
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.works import Citation, cite
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists

APOSTROPHES = str.maketrans("‘’", "''")


def bibliography(papers: Papers, style: str, folder: Path) -> tuple[str, str]:
    """Return the output of BibTeX, and its bibliography of all papers."""
    papers.write(folder / "papers.bib")
    commands = (f"\\bibstyle{{{style}}}", "\\bibdata{papers}", "\\citation{*}")
    (folder / "p.aux").write_text("".join(f"{command}\n" for command in commands))
    printed = run("bibtex", "p", folder=folder)
    return printed, (folder / "p.bbl").read_text("utf-8")


class TestBibtex:
    @pytest.mark.parametrize("style", ["plain", "unsrt", "alpha", "abbrv", "apalike"])
    def test_runs_without_a_warning(
        self, papers: Papers, works: dict[str, Citation], style: str, tmp_path: Path
    ) -> None:
        if (
            style == "alpha"
        ):  # its labels are the first bytes of a name, which splits Han characters
            papers = Papers(paper for paper in papers if "王" not in str(paper.authors))
            works = {work.key: work for work in cite(papers)}
        printed, bbl = bibliography(papers, style, tmp_path)
        undated = [key for key, work in works.items() if work.date is None]
        missing = [f"empty year in {key}" for key in undated] if style == "apalike" else []
        assert sorted(re.findall(r"Warning--(.*)", printed)) == sorted(missing)
        assert set(re.findall(r"\\bibitem(?:\[[^]]*\])?\{([^}]+)\}", bbl)) <= set(works)
        assert bbl.count("\\bibitem") == len(works)

    def test_keeps_significant_capitals(self, tmp_path: Path) -> None:
        title = "A Study of LongRAG, mRNA, A* and GPT-4: K-Means in $O(N^2)$ for Te$_2$ by {Bayes}"
        papers = Papers([make_paper(title=title, listed_authors=NAMES[:5])])
        bbl = " ".join(bibliography(papers, "plain", tmp_path)[1].split())
        assert (
            "A study of {LongRAG}, {mRNA}, {A}* and {GPT}-4: {K}-means in {$O(N^2)$} for {Te}{$_2$}"
            " by {Bayes}"
        ) in bbl
        assert (
            'Ada Lovelace, Laurens van~der Maaten, {\\\'E}milie du~Ch{\\^a}telet, {\\"O}zg{\\"u}r'
            " {Kaya y Smith}, and Martin~Luther King, Jr."
        ) in bbl


def test_biber_misses_only_unknown_dates(
    papers: Papers, works: dict[str, Citation], tmp_path: Path
) -> None:
    papers.write(tmp_path / "papers.bib", biblatex=True)
    options = ("--tool", "--validate-datamodel", "--output-file=out.bib")
    printed = run("biber", *options, "papers.bib", folder=tmp_path)
    undated = {key for key, work in works.items() if work.date is None}
    warnings = re.findall(r"(?:WARN|ERROR) - (.*)", printed)
    missing = "Missing mandatory field - one of 'date, year' must be defined"
    assert sorted(warnings) == sorted(
        f"Datamodel: Entry '{key}' (papers.bib): {missing}" for key in undated
    )
    assert (tmp_path / "out.bib").read_text("utf-8").count("\n@") == len(works) - 1


@pytest.mark.parametrize("options", [{}, {"biblatex": True}], ids=["bibtex", "biblatex"])
def test_pandoc_renders_every_entry(
    papers: Papers, works: dict[str, Citation], options: dict[str, bool], tmp_path: Path
) -> None:
    papers.write(tmp_path / "p.bib", **options)
    html = pandoc("p.bib", folder=tmp_path)
    assert "[WARNING]" not in html
    assert set(re.findall(r'<div id="ref-([^"]+)"', html)) == set(works)
    assert "LongRAG" in html


def parsed_bibtex(text: str) -> dict[str, Any]:
    middleware = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    library = parse_string(text, append_middleware=middleware)
    assert library.failed_blocks == []
    return {entry.key: entry for entry in library.entries}


def test_bibtexparser_reads_every_field(papers: Papers, works: dict[str, Citation]) -> None:
    entries = parsed_bibtex(papers.to_bibtex())
    assert list(entries) == list(works)
    for key, work in works.items():
        fields = {field.key: field.value for field in entries[key].fields}
        assert fields.get("year") == (f"{work.date.year:04}" if work.date else None)
        assert fields.get("eprint") == (str(work.arxiv_id) if work.arxiv_id else None)
        assert fields.get("doi") == work.doi
        if not re.search(r"[<>{}^]", work.title) and "$" not in to_tex(
            work.title
        ):  # which pylatexenc drops, or leaves as LaTeX
            assert fields["title"] == to_plain(work.title).translate(APOSTROPHES)
        if not re.search(r"[&%{}]", str(work.authors)):
            others = [("", "others", "", "")] if work.authors and work.has_more_authors else []
            assert [joined(name) for name in fields.get("author", [])] == [
                *map(parts_of, work.authors),
                *others,
            ]


def joined(parts: NameParts) -> tuple[str, ...]:
    decode = LatexNodes2Text().latex_to_text  # which bibtexparser uses, but not inside of names
    together = (" ".join(words) for words in (parts.von, parts.last, parts.first, parts.jr))
    return tuple(map(decode, together))


def parts_of(name: Name) -> tuple[str, ...]:
    return name.particle, name.family or name.literal, name.given, name.suffix


def test_bibtex_prints_et_al_for_unnamed_authors(tmp_path: Path) -> None:
    papers = Papers([make_paper(listed_authors=["Ziyan Jiang et al."])])
    assert "author = {Jiang, Ziyan and others}," in papers.to_bibtex(biblatex=True)
    assert "Ziyan Jiang et~al." in bibliography(papers, "plain", tmp_path)[1]
    assert Papers([make_paper(listed_authors=["et al."])]).to_bibtex().count("author") == 0


@settings(max_examples=25)
@given(paper_lists())
def test_any_paper_can_be_cited(papers: Papers) -> None:
    count = len(papers.merge())
    for text in (papers.to_bibtex(), papers.to_bibtex(biblatex=True)):
        library = parse_string(text)
        assert library.failed_blocks == []
        assert len(library.entries) == len(library.blocks) == count
        assert len({entry.key for entry in library.entries}) == count


def test_a_file_has_the_output_of_the_method(tmp_path: Path) -> None:
    papers = wp.sample()[:3]
    papers.write(tmp_path / "p.bib")
    assert (tmp_path / "p.bib").read_bytes() == papers.to_bibtex().encode()
    papers.write(tmp_path / "p.bib", biblatex=True)
    assert "date = {2024-06}" in (tmp_path / "p.bib").read_text("utf-8")
    assert Papers().to_bibtex() == ""


def test_a_paper_listed_twice_is_one_entry() -> None:
    papers = Papers([make_paper(), make_paper(topics=["Again"])])
    assert papers.to_bibtex().count("@") == 1


def test_citations_need_only_the_core() -> None:
    statements = """
import sys, weeklypapers
papers = weeklypapers.sample()
papers.to_bibtex(), papers.to_csl(), papers.to_ris()
loaded = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names
print(*sorted(loaded & {"cattrs", "cattr", "arxiv", "requests", "pyarrow"}))
"""
    command = [sys.executable, "-c", statements]
    result = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    assert result.stdout == "\n"


def test_unnamed_authors_are_others() -> None:
    listed = wp.parse("|Title|Authors|\n|-|-|\n|One|Ziyan Jiang et.al.|\n")
    assert listed[0].more_authors
    assert "author = {Jiang, Ziyan and others}," in listed.to_bibtex()

    record = make_record("2406.00001")
    named = Papers([make_paper(listed_authors=["A. Lovelace"], more_authors=True, arxiv=record)])
    assert "others" not in named.to_bibtex()  # a record names all authors


def test_sort_keys_are_printable() -> None:
    assert "key = {On maps}," in Papers([Paper(title="On maps")]).to_bibtex()
    assert "key = {paper}," in Papers([Paper(title="A_b")]).to_bibtex()  # the key of the entry
