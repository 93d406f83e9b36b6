"""BibTeX, biblatex, CSL-JSON and RIS, as the programs read them that they are written for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    NameParts,
    SeparateCoAuthors,
    SplitNameParts,
)
from citeproc import (
    Citation as Cited,
)
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from pylatexenc.latex2text import LatexNodes2Text

import weeklypapers as wp
from weeklypapers import ArxivClient, Author, Link, Paper, Papers, PartialDate
from weeklypapers.citations import Citation, Name, cite
from weeklypapers.citations.latex import to_plain
from weeklypapers.testing import ArxivServer, make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weeklypapers import ArxivRecord

SHARED = Path(__file__).parents[2] / "shared" / "data"
LISTS = [*SHARED.glob("ml-papers*.md"), *SHARED.glob("lists/*.md")]

HOSTILE = [
    *("}", "{", "a } b { c", "} @article{x, title={y}}", "@article{foo, bar}", "@comment{", "100%"),
    *('"quoted" and "half', "line\nER  - \nTY  - JOUR", "a\r\n\r\n@book{x,}", "\\", "ends with \\"),
    *(
        "$",
        "$x",
        "$a}b$",
        "\\$5",
        "~^_#&%<>|",
        "\\end{document}",
        "\\{",
        "{{{{",
        "<i>x</i> </span>",
    ),
    *(
        "\u2028 line \x85 breaks \x0b",
        "漢字",
        "a\x01b",
        "A",
        "$O(n^2)$ {\\Lambda}CDM \\'etude of GPT-4",
    ),
]
NAMES = [
    *("Ada Lovelace", "Laurens van der Maaten", "Émilie du Châtelet", "Özgür Kaya y Smith"),
    *("Martin Luther King Jr.", "The ATLAS Collaboration", "Plato", "王小明", "danah boyd"),
    *("A and B", "x,", ", ,", "{", "}", "Foo, Bar, Inc. and Others", "Jean d'Alembert", "D. R&D"),
    *("Caio da S. Dias", "Christopher De Sa", "Jos\\'e D{\\'\\i}az", "Ö. Ä", "and others", "#1 %2"),
    *("Đức Thành", "Иван Петров", "Ərdal Þór", "Siân O’Neill", "Ziyan Jiang et al."),
]
REFERENCES = [
    *(None, "Phys. Rev. D 98, 030001 (2018)", "Proceedings of ICML 2023, pp. 1-9 & more"),
    *("In press; 50% {of it}", "Nature 521 (7553), 436–444 (2015)", None),
]


def enriched_record(paper: Paper, number: int) -> ArxivRecord:
    """What a made-up arXiv says of a listed paper: every kind of name and reference."""
    assert paper.arxiv_id
    first = number % len(NAMES)
    return make_record(
        paper.arxiv_id,
        title=paper.title,
        authors=[Author(name=name) for name in NAMES[first : first + 1 + number % 4]],
        published=datetime(2024, 1 + number % 12, 1 + number % 28, tzinfo=UTC),
        updated=datetime(2025, 1, 1, tzinfo=UTC),
        journal_ref=REFERENCES[number % len(REFERENCES)],
        doi=f"10.1000/{number}_a(b)<c>#d" if number % 2 else None,
    )


def from_lists() -> Iterator[Paper]:
    for path in LISTS:
        papers = wp.read(path, on_error="collect")
        odd = [paper for paper in papers if re.search(r"[$\\{}%&#_^~<>\"]", paper.title)]
        yield from [*odd[:40], *papers[:40]]


@pytest.fixture(scope="module")
def papers() -> Papers:
    """A list of a hundred, enriched through the network of this machine, and all that is odd."""
    year = PartialDate(2024)
    odd = [Paper(title=title, venue="Blog", listed_date=year) for title in HOSTILE]
    odd += [Paper(title=f"By {name}", venue="ICLR", listed_authors=[name]) for name in NAMES]
    odd += [attrs.evolve(paper, listed_date=year) for paper in odd]
    odd += [Paper(title="Undated", links=[Link(url="https://a.b/{c}?d=%7B e|f#g~h_i&j")])]
    odd += [make_paper("2406.00001", title="LongRAG", listed_authors=NAMES[:5])]
    listed = wp.sample()
    records = [enriched_record(paper, number) for number, paper in enumerate(listed)]
    with (
        ArxivServer(records) as server,
        ArxivClient(":memory:", url=server.url, min_interval=0.0) as client,
    ):
        return Papers([*listed.enrich(client), *odd, *from_lists()])


@pytest.fixture(scope="module")
def works(papers: Papers) -> dict[str, Citation]:
    return {work.key: work for work in cite(papers)}


def run(program: str, *arguments: str, folder: Path) -> str:
    """What a program prints. Where it isn't installed the test is skipped, but never in CI."""
    found = shutil.which(program)
    if found is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(f"needs {program}")
    result = subprocess.run(  # noqa: S603 - these programs, on files of ours
        [found, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def bibliography(papers: Papers, style: str, folder: Path) -> tuple[str, str]:
    """What BibTeX prints, and the bibliography that it makes of all papers."""
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
        if style == "alpha":  # its labels are the first bytes of a name, so Han is for biber
            papers = Papers(paper for paper in papers if "王" not in str(paper.authors))
            works = {work.key: work for work in cite(papers)}
        printed, bbl = bibliography(papers, style, tmp_path)
        undated = [key for key, work in works.items() if work.date is None]
        missing = [f"empty year in {key}" for key in undated] if style == "apalike" else []
        assert sorted(re.findall(r"Warning--(.*)", printed)) == sorted(missing)
        assert set(re.findall(r"\\bibitem(?:\[[^]]*\])?\{([^}]+)\}", bbl)) <= set(works)
        assert bbl.count("\\bibitem") == len(works)

    def test_keeps_capitals_that_matter(self, tmp_path: Path) -> None:
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


def test_authors_whom_nobody_names_are_others(tmp_path: Path) -> None:
    papers = Papers([make_paper(listed_authors=["Ziyan Jiang et al."])])
    assert "author = {Jiang, Ziyan and others}," in papers.to_bibtex(biblatex=True)
    assert "Ziyan Jiang et~al." in bibliography(papers, "plain", tmp_path)[1]
    papers.write(tmp_path / "p.csl.json")
    (tmp_path / "all.md").write_text('---\nnocite: "@*"\n---\n')
    text = run("pandoc", "--citeproc", "--bibliography=p.csl.json", "all.md", folder=tmp_path)
    assert "Jiang, Ziyan et al." in " ".join(text.split())
    assert Papers([make_paper(listed_authors=["et al."])]).to_bibtex().count("author") == 0


def test_biber_validates_all_but_dates_that_nobody_knows(
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


@pytest.mark.parametrize(
    ("name", "options"),
    [("p.bib", {}), ("p.bib", {"biblatex": True}), ("p.csl.json", {})],
    ids=["bibtex", "biblatex", "csl"],
)
def test_pandoc_renders_every_entry(
    papers: Papers,
    works: dict[str, Citation],
    name: str,
    options: dict[str, bool],
    tmp_path: Path,
) -> None:
    papers.write(tmp_path / name, **options)
    (tmp_path / "all.md").write_text('---\nnocite: "@*"\n---\n')
    arguments = ("--citeproc", f"--bibliography={name}", "all.md")
    html = run("pandoc", *arguments, folder=tmp_path)
    assert "[WARNING]" not in html
    assert set(re.findall(r'<div id="ref-([^"]+)"', html)) == set(works)
    assert "LongRAG" in html


def parsed_bibtex(text: str) -> dict[str, Any]:
    middleware = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    library = parse_string(text, append_middleware=middleware)
    assert library.failed_blocks == []
    return {entry.key: entry for entry in library.entries}


def test_bibtexparser_reads_back_what_went_in(papers: Papers, works: dict[str, Citation]) -> None:
    entries = parsed_bibtex(papers.to_bibtex())
    assert list(entries) == list(works)
    for key, work in works.items():
        fields = {field.key: field.value for field in entries[key].fields}
        assert fields.get("year") == (f"{work.date.year:04}" if work.date else None)
        assert fields.get("eprint") == (str(work.arxiv_id) if work.arxiv_id else None)
        assert fields.get("doi") == work.doi
        if not re.search(r"[<>|{}$^]", work.title):  # which pylatexenc drops, or leaves as LaTeX
            assert fields["title"] == to_plain(work.title)
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


def test_rispy_reads_back_what_went_in(papers: Papers, works: dict[str, Citation]) -> None:
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
        assert [name.replace(",", "") for name in record.get("authors", [])] == names
    assert text.replace("\r\n", "").isprintable()
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in text.split("\r\n"))


# What the schema of CSL 1.0.2 takes, as far as it is written here.
CSL_NAMES = {"family", "given", "non-dropping-particle", "suffix", "literal"}
CSL_TYPES = {"article", "article-journal", "paper-conference", "document"}
CSL_TEXTS = {
    *("id", "type", "title", "publisher", "number", "archive", "archive_location", "note"),
    *("container-title", "volume", "issue", "page", "DOI", "URL", "keyword", "abstract"),
}


def test_csl_items_are_what_the_schema_takes(papers: Papers, works: dict[str, Citation]) -> None:
    items = json.loads(papers.to_csl())
    assert [item["id"] for item in items] == list(works)
    for item in items:
        assert item["type"] in CSL_TYPES
        assert set(item) <= {*CSL_TEXTS, "author", "issued"}
        assert all(isinstance(item[name], str) for name in CSL_TEXTS & set(item))
        assert all(set(name) <= CSL_NAMES for name in item.get("author", []))


def test_citeproc_py_renders_csl() -> None:
    papers = Papers([enriched(number) for number in range(len(NAMES))])
    source = CiteProcJSON(json.loads(papers.to_csl()))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    rendered = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        rendered.register(Cited([CitationItem(key)]))
    lines = list(map(str, rendered.bibliography()))
    assert len(lines) == len(NAMES)
    assert all(name in "".join(lines) for name in ("Lovelace, A.", "Maaten", "王小明", "King"))
    assert "“On $\\alpha$ & its <limits>”" in "".join(lines)


def enriched(number: int) -> Paper:
    paper = make_paper(f"2406.{number:05}")
    record = enriched_record(paper, number)
    return attrs.evolve(paper, arxiv=attrs.evolve(record, title="On $\\alpha$ & its <limits>"))


@settings(max_examples=25)
@given(paper_lists())
def test_any_paper_can_be_cited(papers: Papers) -> None:
    count = len(papers.merge())
    for text in (papers.to_bibtex(), papers.to_bibtex(biblatex=True)):
        library = parse_string(text)
        assert library.failed_blocks == []
        assert len(library.entries) == len(library.blocks) == count
        assert len({entry.key for entry in library.entries}) == count
    assert len(json.loads(papers.to_csl())) == count
    assert len(rispy.loads(papers.to_ris())) == count


def test_texts_are_no_markup_in_csl(tmp_path: Path) -> None:
    paper = make_paper(title="Is <i>x</i> < y in $\\alpha$ <br> &amp; </span>?")
    Papers([paper]).write(tmp_path / "p.csl.json")
    (item,) = json.loads((tmp_path / "p.csl.json").read_text("utf-8"))
    plain = "Is <\u2060i>x<\u2060/i> < y in"
    nocase = '<span class="nocase">$\\alpha$</span>'
    assert item["title"] == f"{plain} {nocase} <br> &amp; <\u2060/span>?"


def test_files_are_as_the_methods_give_them(tmp_path: Path) -> None:
    papers = wp.sample()[:3]
    for name, text in {
        "p.bib": papers.to_bibtex(),
        "p.csl.json": papers.to_csl(),
        "p.ris": papers.to_ris(),
    }.items():
        papers.write(tmp_path / name)
        assert (tmp_path / name).read_bytes() == text.encode()
    papers.write(tmp_path / "p.bib", biblatex=True)
    assert "date = {2024-06}" in (tmp_path / "p.bib").read_text("utf-8")
    assert Papers().to_bibtex() == Papers().to_ris() == ""
    assert json.loads(Papers().to_csl()) == []


def test_the_core_is_enough() -> None:
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
