"""Check that other programs read the files that weeklypapers writes; print a Markdown table.

Usage: python benchmarks/consumers.py [LIST] [--samples FOLDER]

The script enriches the papers of LIST (by default the bundled list) from a local arXiv server,
writes them in every format, and reads each file with the programs that people use for that format.
Each row of the table has a program, its version and the number of papers that it read. The exit
status is 1 if a program rejects a paper, prints a warning, reads a different title, or isn't
installed. If pdfLaTeX is installed, it typesets bibliographies with names in Latin letters. Below
the table are the number of preprints with the DOI of a publisher, which must be 0, and the rates of
names and references that are split correctly; see `citation_rates.py`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs
import citation_rates
import latex
from hard_papers import LATIN_NAMES, enrich

import weeklypapers as wp


class RejectedError(Exception):
    """A failure or warning of a program, or a difference between written and read papers."""


# Command line programs


def run(*command: str, text: str | None = None, folder: Path | None = None) -> str:
    """Run a program, which must succeed, and return its output."""
    program = shutil.which(command[0])
    if program is None:
        raise RejectedError(f"{command[0]} is not installed")
    result = subprocess.run(  # noqa: S603
        [program, *command[1:]], input=text, cwd=folder, capture_output=True, check=False, text=True
    )
    if result.returncode:
        raise RejectedError(f"{command[0]}: {result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def program_version(*command: str) -> Callable[[], str]:
    def version() -> str:
        match = re.search(r"\d+(?:\.\d+)+[a-z]?", run(*command))
        return match[0] if match else "?"

    return version


def without_warnings(output: str) -> str:
    if re.search(r"warn|error", output, re.IGNORECASE):
        raise RejectedError(output)
    return output


def bibtex(path: Path) -> int:
    """Return the number of entries, for a style with full names and one with initials."""
    return min(bibtex_entries(path, style) for style in ("plain", "abbrv"))


def bibtex_entries(path: Path, style: str) -> int:
    lines = (r"\relax", r"\citation{*}", rf"\bibstyle{{{style}}}", rf"\bibdata{{{path.stem}}}")
    path.with_name("run.aux").write_text("\n".join(lines) + "\n", encoding="utf-8")
    without_warnings(run("bibtex", "-min-crossrefs=100", "run.aux", folder=path.parent))
    return path.with_name("run.bbl").read_text(encoding="utf-8").count(r"\bibitem")


def biber(path: Path) -> int:
    output = f"--output-file={path.stem}.biber"
    without_warnings(
        run("biber", "--tool", "--validate-datamodel", output, path.name, folder=path.parent)
    )
    output_text = path.with_suffix(".biber").read_text(encoding="utf-8")
    return len(re.findall(r"^@\w+\{", output_text, re.MULTILINE))


def pandoc(path: Path) -> int:
    text = f'---\nnocite: "@*"\nbibliography: "{path.name}"\n---\n'
    html = without_warnings(
        run("pandoc", "--citeproc", "--to=html", "--mathml", text=text, folder=path.parent)
    )
    return len(re.findall(r'<div id="ref-', html))


# Python packages


def package_version(package: str) -> Callable[[], str]:
    return lambda: metadata.version(package)


def bibtexparser_entries(path: Path) -> int:
    import bibtexparser.entrypoint

    library = bibtexparser.entrypoint.parse_file(str(path), encoding="utf-8")
    if library.failed_blocks:
        raise RejectedError(f"bibtexparser: {library.failed_blocks[0].raw}")
    return len(library.entries)


def citeproc_entries(path: Path) -> int:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    items = json.loads(path.read_text(encoding="utf-8"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return len([entry for entry in bibliography.bibliography() if str(entry).strip()])


def rispy_entries(path: Path) -> int:
    import rispy

    with path.open(encoding="utf-8") as file:
        return len([entry for entry in rispy.load(file) if entry["title"]])


def feedparser_titles(path: Path) -> list[str]:
    import feedparser

    feed: Any = feedparser.parse(path.read_bytes())
    if feed.bozo:
        raise RejectedError(f"feedparser: {feed.bozo_exception}")
    return [entry.title for entry in feed.entries]


def titles(rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """Return the titles of rows of titles, identifiers and links.

    An identifier must be the end of its link, before a version. It isn't if a program has read it
    as a number.
    """
    result: list[str] = []
    for title, arxiv_id, url in rows:
        listed = re.escape(str(arxiv_id).removeprefix("arXiv:"))
        if not re.search(rf"{listed}(?:v\d+)?\Z", url):
            raise RejectedError(f"{arxiv_id!r} is not the identifier of {url}")
        result.append(title)
    return result


def pandas_titles(path: Path) -> list[str]:
    import pandas as pd

    frame = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
    return titles(frame[["title", "arxiv_id", "url"]].itertuples(index=False))


def polars_titles(path: Path) -> list[str]:
    import polars as pl

    frame = pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
    return titles(frame.select("title", "arxiv_id", "url").iter_rows())


def duckdb_titles(path: Path) -> list[str]:
    import duckdb

    with duckdb.connect() as connection:
        query = "select title, arxiv_id, url from query_table(?)"
        return titles(connection.execute(query, [str(path)]).fetchall())


@attrs.frozen
class Consumer:
    """A program that reads one or more of the formats.

    Attributes:
        name: Its name.
        version: Returns its version.
        read: Reads a file; returns the number of papers, their titles, or the papers.
        files: The files that it reads.
    """

    name: str
    version: Callable[[], str]
    read: Callable[[Path], int | list[str] | wp.Papers]
    files: tuple[str, ...]


BIBTEX, BIBLATEX, CSL, RIS = "papers.bib", "papers.biblatex.bib", "papers.csl.json", "papers.ris"
ATOM, CSV, PARQUET = "papers.atom", "papers.csv", "papers.parquet"
JSON, LINES, MARKDOWN = "papers.json", "papers.jsonl", "papers.md"
FORMATS = {
    BIBTEX: "BibTeX",
    BIBLATEX: "biblatex",
    CSL: "CSL-JSON",
    RIS: "RIS",
    ATOM: "Atom",
    CSV: "CSV",
    PARQUET: "Parquet",
    JSON: "JSON",
    LINES: "JSON Lines",
    MARKDOWN: "Markdown",
}
CONSUMERS = (
    Consumer("BibTeX", program_version("bibtex", "--version"), bibtex, (BIBTEX,)),
    Consumer("biber", program_version("biber", "--version"), biber, (BIBLATEX,)),
    Consumer("pandoc", program_version("pandoc", "--version"), pandoc, (BIBTEX, BIBLATEX, CSL)),
    Consumer(
        "bibtexparser", package_version("bibtexparser"), bibtexparser_entries, (BIBTEX, BIBLATEX)
    ),
    Consumer("citeproc-py", package_version("citeproc-py"), citeproc_entries, (CSL,)),
    Consumer("rispy", package_version("rispy"), rispy_entries, (RIS,)),
    Consumer("feedparser", package_version("feedparser"), feedparser_titles, (ATOM,)),
    Consumer("pandas", package_version("pandas"), pandas_titles, (CSV, PARQUET)),
    Consumer("Polars", package_version("polars"), polars_titles, (CSV, PARQUET)),
    Consumer("DuckDB", package_version("duckdb"), duckdb_titles, (CSV, PARQUET)),
    Consumer(
        "weeklypapers",
        lambda: wp.__version__,
        wp.read,
        (CSV, PARQUET, JSON, LINES, MARKDOWN),
    ),
)


def write(papers: wp.Papers, folder: Path) -> None:
    for file in FORMATS:
        options: dict[str, Any] = {"biblatex": True} if file == BIBLATEX else {}
        papers.write(folder / file, **options)


def count_papers(consumer: Consumer, path: Path, papers: wp.Papers) -> int:
    """Return the number of papers that a program reads; it must read all, without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = consumer.read(path)
    if isinstance(result, wp.Papers):
        if result != (without_records(papers) if path.name == MARKDOWN else papers):
            raise RejectedError("it reads different papers")
        result = len(result)
    elif isinstance(result, list):
        if result != [paper.title for paper in papers]:
            raise RejectedError("it reads different titles")
        result = len(result)
    if result != len(papers):
        raise RejectedError(f"it reads {result} of {len(papers)} papers")
    return result


def without_records(papers: wp.Papers) -> wp.Papers:
    """Return the papers without arXiv's records, which Markdown leaves out."""
    return wp.Papers(attrs.evolve(paper, arxiv=None) for paper in papers)


def rows(papers: wp.Papers, folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield a row of the table for each format and program; the last cell is the error, if any."""
    for file, name in FORMATS.items():
        for consumer in CONSUMERS:
            if file not in consumer.files:
                continue
            version, cell, message = "?", "rejected", ""
            try:
                version = consumer.version()
                cell = str(count_papers(consumer, folder / file, papers))
            except Exception as error:  # noqa: BLE001 - every error is reported
                message = f"{name}, {consumer.name}: {error}"
            yield name, consumer.name, version, cell, message


def latex_rows(papers: wp.Papers, folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield a row for each kind of bibliography that pdfLaTeX typesets, if it is installed."""
    if not latex.is_installed():
        return
    write(papers, folder)
    release = re.search(r"TeX Live \d+", run("pdflatex", "--version"))
    for style in (*latex.STYLES, "biblatex"):
        file = BIBLATEX if style == "biblatex" else BIBTEX
        count, problems = latex.typeset(folder / file, style)
        if count != len(papers):
            problems.append(f"it prints {count} of {len(papers)} papers")
        name, cell = f"pdfLaTeX, {style}", "rejected" if problems else str(count)
        message = "\n".join([f"{FORMATS[file]}, {name}:", *problems]) if problems else ""
        yield FORMATS[file], name, release[0] if release else "?", cell, message


def preprints_with_publishers_doi(papers: wp.Papers) -> int:
    """Return the number of preprints with a DOI that is not arXiv's, which would be misleading."""
    items = json.loads(papers.to_csl())
    dois = [item.get("DOI", "") for item in items if item["type"] == "article"]
    return sum(not doi.startswith("10.48550/arXiv.") for doi in dois)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("list", type=Path, nargs="?", help="a list (default: the bundled one)")
    parser.add_argument(
        "--samples",
        type=Path,
        default=citation_rates.SAMPLES,
        help="the folder with samples of names and references (default: benchmarks/citations)",
    )
    arguments = parser.parse_args()
    path = arguments.list
    listed = wp.read(path) if path else wp.sample()
    papers, latin = enrich(listed), enrich(listed, names=LATIN_NAMES)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as latex_folder:
        write(papers, Path(folder))
        results = [*rows(papers, Path(folder)), *latex_rows(latin, Path(latex_folder))]
    print("| format | program | version | papers |\n| --- | --- | --- | --: |")
    for *cells, _ in results:
        print(f"| {' | '.join(cells)} |")
    misleading = preprints_with_publishers_doi(papers)
    print(f"\nPreprints with the DOI of a publisher: {misleading} of {len(papers)} papers")
    print()
    are_good = citation_rates.report(arguments.samples)
    messages = [row[-1] for row in results if row[-1]]
    print(*messages, sep="\n", file=sys.stderr)
    return 1 if messages or misleading or not are_good else 0


if __name__ == "__main__":
    sys.exit(main())
