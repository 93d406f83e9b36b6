"""What other programs make of the formats that papers are written in: a table in Markdown.

Usage: python benchmarks/consumers.py [LIST]

The papers of a list, by default the one that comes with the package, are enriched from an arXiv on
this machine, written in every format, and read by the programs that people use these formats with.
A row says what a program at a version took. The exit status is 1 if one of them refuses a paper,
warns, reads another title, or isn't installed.
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
from collections.abc import Callable
from importlib import metadata
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import weeklypapers as wp
from weeklypapers.testing import ArxivServer, make_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What is hard for one format or another: particles, suffixes, initials, other scripts, groups.
NAMES = (
    "Ada Lovelace",
    "Ludwig van Beethoven",
    "Émilie du Châtelet",
    "Martin Luther King Jr.",
    "The ATLAS Collaboration",
    "J. R. R. Tolkien",
    "Jean-Pierre Serre",
    "王小明",
    "Søren Kierkegaard",
    "Plato",
    "Juan de la Cruz",
    "Mary-Ann O'Neill",
    "Đức Thành",
    "Иван Петров",
    "Gemini Team, Google",
    "Ada Lovelace et al.",
)
TITLES = (
    "{}",
    r"{}: an $O(n^2)$ bound & 50% less",
    r"{} for Schr\"odinger's \textit{{cat}}",
    "{} of x < y and {{braces}}_1 #2",
    r"P({}|B) matters: \url{{https://github.com/a_b/~c}} and \cite{{Vaswani}}",
    r"$\begin{{bmatrix}}a & b\end{{bmatrix}}$ and {{\it in vivo}} \(x^2\) for {}",
)
JOURNALS = (
    None,
    "Phys. Rev. D 76, 013009 (2007)",
    None,
    "In Proceedings of Examples 2024, pp. 1-9",
)


class RefusedError(Exception):
    """A program that did not take what it was given."""


def enriched(papers: wp.Papers) -> wp.Papers:
    """The papers with records that are made up, fetched from an arXiv on this machine."""
    ids = [paper.arxiv_id for paper in papers if paper.arxiv_id]
    titles = [paper.title for paper in papers if paper.arxiv_id]
    names, forms, journals = cycle(NAMES), cycle(TITLES), cycle(JOURNALS)
    records = [
        make_record(
            one,
            title=next(forms).format(title),
            authors=[wp.Author(name=next(names)) for _ in range(1 + position % 5)],
            journal_ref=(journal := next(journals)),
            doi=f"10.5555/example.{position}" if journal else None,
        )
        for position, (one, title) in enumerate(zip(ids, titles, strict=True))
    ]
    with (
        ArxivServer(records) as server,
        wp.ArxivClient(":memory:", url=server.url, min_interval=0) as client,
    ):
        return papers.enrich(client)


# Programs of the command line


def run(*command: str, text: str | None = None, folder: Path | None = None) -> str:
    """What a program prints; it must succeed."""
    program = shutil.which(command[0])
    if program is None:
        raise RefusedError(f"{command[0]} is not installed")
    result = subprocess.run(  # noqa: S603
        [program, *command[1:]], input=text, cwd=folder, capture_output=True, check=False, text=True
    )
    if result.returncode:
        raise RefusedError(f"{command[0]}: {result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def version_of(*command: str) -> Callable[[], str]:
    def version() -> str:
        found = re.search(r"\d+(?:\.\d+)+[a-z]?", run(*command))
        return found[0] if found else "?"

    return version


def silent(output: str) -> str:
    if re.search(r"warn|error", output, re.IGNORECASE):
        raise RefusedError(output)
    return output


def bibtex(path: Path) -> int:
    """How many entries it takes for styles with names in full and with initials."""
    return min(entries_by_bibtex(path, style) for style in ("plain", "abbrv"))


def entries_by_bibtex(path: Path, style: str) -> int:
    lines = (r"\relax", r"\citation{*}", rf"\bibstyle{{{style}}}", rf"\bibdata{{{path.stem}}}")
    path.with_name("run.aux").write_text("\n".join(lines) + "\n", encoding="utf-8")
    silent(run("bibtex", "-min-crossrefs=100", "run.aux", folder=path.parent))
    return path.with_name("run.bbl").read_text(encoding="utf-8").count(r"\bibitem")


def biber(path: Path) -> int:
    output = f"--output-file={path.stem}.biber"
    silent(run("biber", "--tool", "--validate-datamodel", output, path.name, folder=path.parent))
    written = path.with_suffix(".biber").read_text(encoding="utf-8")
    return len(re.findall(r"^@\w+\{", written, re.MULTILINE))


def pandoc(path: Path) -> int:
    text = f'---\nnocite: "@*"\nbibliography: "{path.name}"\n---\n'
    html = silent(
        run("pandoc", "--citeproc", "--to=html", "--mathml", text=text, folder=path.parent)
    )
    return len(re.findall(r'<div id="ref-', html))


# Packages of Python


def release(package: str) -> Callable[[], str]:
    return lambda: metadata.version(package)


def by_bibtexparser(path: Path) -> int:
    import bibtexparser.entrypoint

    library = bibtexparser.entrypoint.parse_file(str(path), encoding="utf-8")
    if library.failed_blocks:
        raise RefusedError(f"bibtexparser: {library.failed_blocks[0].raw}")
    return len(library.entries)


def by_citeproc(path: Path) -> int:
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


def by_rispy(path: Path) -> int:
    import rispy

    with path.open(encoding="utf-8") as file:
        return len([entry for entry in rispy.load(file) if entry["title"]])


def by_feedparser(path: Path) -> list[str]:
    import feedparser

    feed: Any = feedparser.parse(path.read_bytes())
    if feed.bozo:
        raise RefusedError(f"feedparser: {feed.bozo_exception}")
    return [entry.title for entry in feed.entries]


def titles(rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """The titles of rows whose identifiers must be those that end their links: no numbers."""
    found: list[str] = []
    for title, arxiv_id, url in rows:
        if not url.endswith(str(arxiv_id).removeprefix("arXiv:")):
            raise RefusedError(f"{arxiv_id!r} is not the identifier of {url}")
        found.append(title)
    return found


def by_pandas(path: Path) -> list[str]:
    import pandas as pd

    frame = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
    return titles(frame[["title", "arxiv_id", "url"]].itertuples(index=False))


def by_polars(path: Path) -> list[str]:
    import polars as pl

    frame = pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
    return titles(frame.select("title", "arxiv_id", "url").iter_rows())


def by_duckdb(path: Path) -> list[str]:
    import duckdb

    with duckdb.connect() as connection:
        query = "select title, arxiv_id, url from query_table(?)"
        return titles(connection.execute(query, [str(path)]).fetchall())


def by_weeklypapers(path: Path) -> wp.Papers:
    return wp.read(path)


@attrs.frozen
class Consumer:
    """A program that reads some of the formats.

    Attributes:
        name: Its name.
        version: Tells its version.
        read: Reads a file; returns how many papers it took, their titles, or the papers.
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
    Consumer("BibTeX", version_of("bibtex", "--version"), bibtex, (BIBTEX,)),
    Consumer("biber", version_of("biber", "--version"), biber, (BIBLATEX,)),
    Consumer("pandoc", version_of("pandoc", "--version"), pandoc, (BIBTEX, BIBLATEX, CSL)),
    Consumer("bibtexparser", release("bibtexparser"), by_bibtexparser, (BIBTEX, BIBLATEX)),
    Consumer("citeproc-py", release("citeproc-py"), by_citeproc, (CSL,)),
    Consumer("rispy", release("rispy"), by_rispy, (RIS,)),
    Consumer("feedparser", release("feedparser"), by_feedparser, (ATOM,)),
    Consumer("pandas", release("pandas"), by_pandas, (CSV, PARQUET)),
    Consumer("Polars", release("polars"), by_polars, (CSV, PARQUET)),
    Consumer("DuckDB", release("duckdb"), by_duckdb, (CSV, PARQUET)),
    Consumer(
        "weeklypapers",
        lambda: wp.__version__,
        by_weeklypapers,
        (CSV, PARQUET, JSON, LINES, MARKDOWN),
    ),
)


def write(papers: wp.Papers, folder: Path) -> None:
    for file in FORMATS:
        options = {"biblatex": True} if file == BIBLATEX else {}
        papers.write(folder / file, **options)


def taken(consumer: Consumer, path: Path, papers: wp.Papers) -> int:
    """How many papers a program took; it must have taken all, and without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = consumer.read(path)
    if isinstance(found, wp.Papers):
        if found != (listed(papers) if path.name == MARKDOWN else papers):
            raise RefusedError("it reads other papers")
        found = len(found)
    elif isinstance(found, list):
        if found != [paper.title for paper in papers]:
            raise RefusedError("it reads other titles")
        found = len(found)
    if found != len(papers):
        raise RefusedError(f"it takes {found} of {len(papers)} papers")
    return found


def listed(papers: wp.Papers) -> wp.Papers:
    """The papers without records, which Markdown leaves out."""
    return wp.Papers(attrs.evolve(paper, arxiv=None) for paper in papers)


def rows(papers: wp.Papers, folder: Path) -> Iterator[tuple[str, ...]]:
    """A row of the table for each format and program; the last cell is what was refused."""
    for file, name in FORMATS.items():
        for consumer in CONSUMERS:
            if file not in consumer.files:
                continue
            try:
                cell, refused = str(taken(consumer, folder / file, papers)), ""
            except Exception as error:  # noqa: BLE001 - whatever it is, it is shown
                cell, refused = "refused", f"{name}, {consumer.name}: {error}"
            yield name, consumer.name, consumer.version(), cell, refused


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("list", type=Path, nargs="?", help="a list; else the bundled one")
    path = parser.parse_args().list
    papers = enriched(wp.read(path) if path else wp.sample())
    with tempfile.TemporaryDirectory() as folder:
        write(papers, Path(folder))
        found = list(rows(papers, Path(folder)))
    print("| format | program | version | papers |\n| --- | --- | --- | --: |")
    for *cells, _ in found:
        print(f"| {' | '.join(cells)} |")
    refused = [row[-1] for row in found if row[-1]]
    print(*refused, sep="\n", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
