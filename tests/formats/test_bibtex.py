"""BibTeX and biblatex, read by BibTeX, biber, pandoc and bibtexparser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
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
from support.citations import NAMES, PUBLISHERS_DOI, pandoc, published_papers, run
from weeklypapers import Paper, Papers
from weeklypapers.formats.citations import works as works_module
from weeklypapers.formats.citations.appearances import Appearance
from weeklypapers.formats.citations.latex import accented, to_plain, to_tex
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.works import Citation, cite
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists

# The family names that BibTeX prints. It divides names at spaces, hyphens and words in lower case.
FAMILY_NAMES = {
    "Ahmed al-Rashid": "al-Rashid",
    "Florence d'Alché-Buc": "d'Alché-Buc",
    "Jean d'Étang-Buc": "d'Étang-Buc",
    "Guy Van den Broeck": "Van den Broeck",
    "Aaron van den Oord": "van den Oord",
    "Arantza Díaz de Ilarraza": "Díaz de Ilarraza",
    "Santiago Ramón y Cajal": "Ramón y Cajal",
    "Xavier Giró-i-Nieto": "Giró-i-Nieto",
    "Luca Della Libera": "Della Libera",
    "Zoë": "Zoë",
    "École Normale Team": "École Normale Team",
}
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

    @pytest.mark.parametrize("style", ["plain", "abbrv", "alpha"])
    def test_prints_names_as_they_are(self, style: str, tmp_path: Path) -> None:
        papers = Papers(
            make_paper(f"2406.{number:05}", listed_authors=[name])
            for number, name in enumerate(FAMILY_NAMES)
        )
        bbl = bibliography(papers, style, tmp_path)[1]
        printed = re.findall(r"\\bibitem.*\n(.*)\.\n", bbl)
        names = {re.sub("[{}]", "", name).replace("~", " ") for name in printed}
        families = {accented(family, in_braces=True) for family in FAMILY_NAMES.values()}
        assert {
            family
            for family in families
            if any(name.endswith(re.sub("[{}]", "", family)) for name in names)
        } == families
        # A label is a part of LaTeX in which all braces and accents are complete.
        labels = re.findall(r"\\bibitem\[(.*)\]", bbl)
        assert all(re.fullmatch(r"(?:\{?[\w' -]|\{\\.\w\}|\})*", label) for label in labels)

    @pytest.mark.parametrize("style", ["plain", "unsrt", "alpha", "abbrv", "apalike"])
    def test_prints_the_identifier_of_a_preprint(self, style: str, tmp_path: Path) -> None:
        printed, bbl = bibliography(Papers([make_paper("2406.15319")]), style, tmp_path)
        assert "Warning" not in printed
        assert bbl.count("arXiv:2406.15319") == 1

    def test_prints_publications_that_a_doi_identifies(self, tmp_path: Path) -> None:
        papers = published_papers()
        undated = [work.key for work in cite(papers) if work.date is None]
        printed, bbl = bibliography(papers, "plain", tmp_path)
        assert undated
        assert sorted(re.findall(r"Warning--(.*)", printed)) == sorted(
            f"empty year in {key}" for key in undated
        )
        assert bbl.count("\\bibitem") == len(papers)

    @pytest.mark.parametrize(
        ("volume", "issue", "printed"),
        [
            ("35", "12", "{\\em Examples 2021}, volume 35(12), pages 1--9, 2021."),
            ("35", None, "{\\em Examples 2021}, volume~35, pages 1--9, 2021."),
            (None, "12", "{\\em Examples 2021, no. 12}, pages 1--9, 2021."),
        ],
    )
    def test_prints_volume_and_number_of_proceedings(
        self, volume: str | None, issue: str | None, printed: str, tmp_path: Path
    ) -> None:
        # The style warns of a number without a series, and of both volume and number.
        proceedings = Appearance(
            kind="conference",
            container="Examples 2021",
            year=2021,
            volume=volume,
            issue=issue,
            pages="1-9",
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(works_module, "_appearance", lambda *_: proceedings)
            papers = Papers([make_paper(listed_authors=["Ada Lovelace"])])
            log, bbl = bibliography(papers, "plain", tmp_path)
        assert "Warning" not in log
        assert printed in " ".join(bbl.split())

    def test_prints_publications_without_authors(self, tmp_path: Path) -> None:
        record = make_record("2406.00001", journal_ref="Nature 521 (7553), 436-444 (2015)")
        record = attrs.evolve(record, title="Lists", authors=())
        papers = Papers([make_paper("2406.00001", arxiv=record)])
        log, bbl = bibliography(papers, "plain", tmp_path)
        assert "Warning" not in log
        assert "Lists. \\newblock Nature 521(7553), 436--444, 2015." in " ".join(bbl.split())


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
    papers: Papers, works: dict[str, Citation], options: dict[str, Any], tmp_path: Path
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
    parts = (name.particle, name.family or name.literal, name.given, name.suffix)
    return tuple(part.replace("’", "'") for part in parts)


def test_bibtex_prints_et_al_for_unnamed_authors(tmp_path: Path) -> None:
    papers = Papers([make_paper(listed_authors=["Ziyan Jiang et al."])])
    assert "author = {Jiang, Ziyan and others}," in papers.to_bibtex(biblatex=True)
    assert "Ziyan Jiang et~al." in bibliography(papers, "plain", tmp_path)[1]
    assert Papers([make_paper(listed_authors=["et al."])]).to_bibtex().count("author") == 0


def entry(**fields: Any) -> str:
    record = make_record("2406.00001", **fields)
    return Papers([make_paper("2406.00001", arxiv=record)]).to_bibtex()


def biblatex_entry(**fields: Any) -> str:
    record = make_record("2406.00001", **fields)
    return Papers([make_paper("2406.00001", arxiv=record)]).to_bibtex(biblatex=True)


def test_a_preprint_names_its_archive() -> None:
    text = entry()
    assert text.startswith("@misc{")
    assert "  howpublished = {arXiv:2406.00001},\n" in text
    # Zotero's translator (BibTeX.js, eprintIds) reads eprinttype, others archiveprefix.
    assert "  archiveprefix = {arXiv},\n  eprinttype = {arxiv},\n" in text
    text = biblatex_entry()
    assert text.startswith("@online{")
    assert "  eprinttype = {arXiv},\n" in text
    assert "  url = {https://arxiv.org/abs/2406.00001},\n" in text
    assert "howpublished" not in text


def test_a_published_work_does_not_name_its_archive_twice() -> None:
    text = entry(journal_ref="Phys. Rev. D 98, 030001 (2018)", doi="10.1103/PhysRevD.98.030001")
    fields = re.findall(r"^  (\w+) = \{[^{}]*2406\.00001", text, re.MULTILINE)
    assert fields == ["eprint", "url", "abstract"]  # the abstract of a made-up record


@pytest.mark.parametrize(
    ("reference", "bibtex", "biblatex", "field"),
    [
        ("Phys. Rev. D 98, 030001 (2018)", "article", "article", "journal"),
        ("Proceedings of ICML 2023", "inproceedings", "inproceedings", "booktitle"),
        # BibTeX's types for parts of books require a publisher.
        ("In: A. Doe (ed.), Foo, from A to Z, 2019", "inproceedings", "inbook", "booktitle"),
        # biblatex prints empty parentheses for an article without a date.
        ("Examples", "article", "misc", "journal"),
    ],
)
def test_types_of_published_works(reference: str, bibtex: str, biblatex: str, field: str) -> None:
    text = entry(journal_ref=reference, doi="10.1000/a")
    assert text.startswith(f"@{bibtex}{{")
    assert f"  {field} = {{" in text
    assert "  doi = {10.1000/a},\n" in text
    text = biblatex_entry(journal_ref=reference, doi="10.1000/a")
    assert text.startswith(f"@{biblatex}{{")
    names = {"article": "journaltitle", "misc": "howpublished"}
    assert f"  {names.get(biblatex, 'booktitle')} = {{" in text


def test_notes_are_printed_after_the_pages() -> None:
    fields = {"journal_ref": "Phys. Rev. D 98, 030001 (2018)", "doi": "10.5281/zenodo.1"}
    assert "  note = {Also doi:10.5281/zenodo.1},\n" in entry(**fields)
    assert "  addendum = {Also doi:10.5281/zenodo.1},\n" in biblatex_entry(**fields)
    assert "  note = {Also doi:10.5281/zenodo.1},\n" in biblatex_entry(doi=fields["doi"])


@pytest.mark.parametrize("options", [{}, {"biblatex": True}], ids=["bibtex", "biblatex"])
def test_no_preprint_has_a_publishers_doi(options: dict[str, bool]) -> None:
    entries = parse_string(published_papers().to_bibtex(**options)).entries
    assert len(entries) == len(published_papers())
    for item in entries:
        fields = {field.key: field.value for field in item.fields}
        if "howpublished" in fields and not fields["howpublished"].startswith("arXiv:"):
            continue
        if item.entry_type in ("misc", "online"):
            assert "doi" not in fields
        else:
            assert fields.get("journal", fields.get("journaltitle", fields.get("booktitle")))
            assert PUBLISHERS_DOI.match(fields.get("doi", "10.1000/"))


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


def test_bibtex_prints_the_series_of_proceedings(tmp_path: Path) -> None:
    record = make_record(journal_ref="Proceedings of the 41st ICML, PMLR 235:1-20, 2024")
    papers = Papers([make_paper()]).enrich(wp.Snapshot([record]))
    printed, bbl = bibliography(papers, "plain", tmp_path)
    assert "Warning" not in printed
    assert "volume 235 of {\\em PMLR}, pages 1--20, 2024" in " ".join(bbl.replace("~", " ").split())


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


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ahmed al-Rashid", "{al-Rashid}, Ahmed"),
        ("Florence d'Alché-Buc", r"{d'Alch{\'e}-Buc}, Florence"),
        ("Alexandre d'Aspremont", "d'Aspremont, Alexandre"),
        ("Guy Van den Broeck", "{Van den Broeck}, Guy"),
        ("Aaron van den Oord", "van den Oord, Aaron"),
        ("Arantza Díaz de Ilarraza", r"D{\'i}az{ }de{ }Ilarraza, Arantza"),
        ("Siân O’Neill", r"O'Neill, Si{\^a}n"),
        ("Eric Fosler\u2011Lussier", "Fosler-Lussier, Eric"),
        (r"{\DJ}or{\dj}e \'Ciri\'c", r"{\'C}iri{\'c}, {\relax Đ}or{\relax đ}e"),
        ("Henry Ford V", "Ford, V, Henry"),
        ("Meta AI", "{Meta AI}"),
        ("Münster Group", r"M{\"u}nster{ }Group"),
    ],
)
def test_names_of_authors(name: str, author: str) -> None:
    papers = Papers([make_paper(listed_authors=[name])])
    assert f"  author = {{{author}}},\n" in papers.to_bibtex()


def test_biblatex_has_plain_apostrophes() -> None:
    papers = Papers([make_paper(listed_authors=["Siân O’Neill", "Đorđe Ćirić"])])
    assert "  author = {O'Neill, Siân and Ćirić, Đorđe},\n" in papers.to_bibtex(biblatex=True)


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
