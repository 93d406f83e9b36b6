"""Papers with difficult titles, names and references, and the programs that read citations."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import attrs
import pytest

import weeklypapers as wp
from support.arxiv import opened
from support.real_lists import LISTS
from weeklypapers import ArxivRecord, Author, Link, Paper, Papers, PartialDate
from weeklypapers.testing import ArxivServer, make_paper, make_record

__all__ = [
    "HOSTILE",
    "NAMES",
    "PUBLISHERS_DOI",
    "difficult_papers",
    "enriched_record",
    "pandoc",
    "pdflatex",
    "published_papers",
    "run",
]

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
# References and DOIs of every kind: of journals, proceedings and books, with and without a year,
# that can and can't be split, of papers that haven't appeared; several DOIs, archives, no DOI.
PUBLISHED_REFERENCES = [
    *(None, "Phys. Rev. D 98, 030001 (2018)", "Proceedings of ICML 2023, pp. 1-9", "Nature"),
    *("Examples, from our archives (2007)", "Examples 2019 and 2020", "ICML 2019 and 2020"),
    *("Theory of X, Lecture Notes in Y 753, A. B, ed. (Springer, 2008), 1-9", "The 13th ICML"),
    *("To appear in ICML", "In press", "Submitted to Nature", "Extended version of ICML 2020"),
    *("PhD thesis (2010)", "arXiv preprint", "50% & _more_ {of it}, Examples #1"),
]
PUBLISHED_DOIS = [
    *(None, "10.1109/TPAMI.2021.3059968", "10.1109/CVPR52688.2022.01042", "10.1145/3571730"),
    *("10.1103/PhysRevD.98.030001", "10.1007/978-3-030-58452-8_24", "10.1007/s10994-020-05910-7"),
    *("10.48550/arXiv.2406.15319", "10.5281/zenodo.123", "10.1101/2020.01.30.927871"),
    *("10.48550/arXiv.2406.15319 10.1000/a_b<c>#d", "10.5281/zenodo.1 10.1000/a", "none"),
]
# A DOI of a publisher among those above.
PUBLISHERS_DOI = re.compile(r"10\.(?:1000|1007|1103|1109|1145)/")


@cache
def published_papers() -> Papers:
    """Return a paper for each pair of a reference and a DOI."""
    pairs = [(reference, doi) for reference in PUBLISHED_REFERENCES for doi in PUBLISHED_DOIS]
    papers = []
    for number, (reference, doi) in enumerate(pairs):
        paper = make_paper(f"2406.{number:05}", title=f"Paper {number}")
        record = make_record(
            f"2406.{number:05}",
            title=paper.title,
            published=datetime(2015, 6, 5, tzinfo=UTC),
            updated=datetime(2016, 1, 1, tzinfo=UTC),
            journal_ref=reference,
            doi=doi,
        )
        papers.append(attrs.evolve(paper, arxiv=record))
    return Papers(papers)


def enriched_record(paper: Paper, number: int) -> ArxivRecord:
    """Return a record for a listed paper; the number chooses its names and reference."""
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


def _listed_papers() -> Iterator[Paper]:
    """Yield papers of the real lists: those with special characters, and the first ones."""
    for path in LISTS:
        if path.stem == "weekly-papers":  # the bundled list
            continue
        papers = wp.read(path, on_error="collect")
        odd = [paper for paper in papers if re.search(r"[$\\{}%&#_^~<>\"]", paper.title)]
        yield from [*odd[:40], *papers[:40]]


@cache
def difficult_papers() -> Papers:
    """Return the bundled list, enriched by a local server, and papers that are hard to write."""
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
        opened(server) as client,
    ):
        return Papers([*listed.enrich(client), *odd, *_listed_papers()])


def run(program: str, *arguments: str, folder: Path) -> str:
    """Return the output of a program; without it, skip the test, or fail in CI."""
    executable = shutil.which(program)
    if executable is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(f"needs {program}")
    result = subprocess.run(  # noqa: S603 - these programs, on files of ours
        [executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def pandoc(name: str, *, folder: Path) -> str:
    """Return the bibliography that pandoc makes of all entries of a file."""
    (folder / "all.md").write_text('---\nnocite: "@*"\n---\n')
    return run("pandoc", "--citeproc", f"--bibliography={name}", "all.md", folder=folder)


def pdflatex(lines: Iterable[str], *, folder: Path, encoding: str = "T1") -> str:
    """Return the log of a document with a paragraph for each line, and without other packages."""
    head = f"\\documentclass{{article}}\\usepackage[{encoding}]{{fontenc}}\\begin{{document}}"
    text = "\n\n".join([head, *lines, "\\end{document}"])
    (folder / "document.tex").write_text(text, "utf-8")
    options = ("-draftmode", "-halt-on-error", "-interaction=nonstopmode")
    return run("pdflatex", *options, "document.tex", folder=folder)
