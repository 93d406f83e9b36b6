"""Compare the papers read from real lists with cmark-gfm's HTML; print a Markdown table.

Usage: python benchmarks/figures.py FOLDER

An HTML parser without any knowledge of papers counts rows, items and link targets in the HTML that
cmark-gfm renders for each list. Tables that don't list papers are not counted.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import attrs
from cmarkgfm import cmark

import weeklypapers as wp
from weeklypapers.model.ids import lookup

HEADERS = ("list", "shape", "rows", "items", "papers", "other rows")
SEVERITIES = ("error", "repaired", "warning", "info")
NO_PAPER = ("empty-row", "group-row")


@attrs.define
class Page(HTMLParser):
    """The rows and items of a list in cmark-gfm's HTML.

    Attributes:
        rows: The identifiers in the link targets of each row, by its line.
        tables: The line of the table's header for each row, by the row's line.
        items: The identifiers in the link targets of each item, without those of nested items.
    """

    rows: dict[int, set[str]] = attrs.field(factory=dict)
    tables: dict[int, int] = attrs.field(factory=dict)
    items: list[set[str]] = attrs.field(factory=list)
    _table: int = 0
    _row: int = 0
    _open: list[int] = attrs.field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begin a row, an item or a link."""
        values = dict(attributes)
        line = int((values.get("data-sourcepos") or "0").partition(":")[0])
        if tag == "table":
            self._table = line
        elif tag == "tr" and line != self._table:
            self._row = line
            self.rows[line] = set()
            self.tables[line] = self._table
        elif tag == "li":
            self._open.append(len(self.items))
            self.items.append(set())
        elif tag == "a" and (arxiv_id := lookup(values.get("href") or "")):
            if self._row:
                self.rows[self._row].add(arxiv_id.id)
            elif self._open:
                self.items[self._open[-1]].add(arxiv_id.id)

    def handle_endtag(self, tag: str) -> None:
        """End a row or an item."""
        if tag == "tr":
            self._row = 0
        elif tag == "li":
            self._open.pop()


@attrs.frozen(kw_only=True)
class Figures:
    """The content of a list, and the papers read from it.

    Attributes:
        name: The file name of the list.
        papers: The papers read from it.
        rows: The identifiers of each row of its tables of papers, by line.
        items: The identifiers of each of its items.
    """

    name: str
    papers: wp.Papers
    rows: dict[int, set[str]]
    items: list[set[str]]

    @property
    def shape(self) -> str:
        """The shape of the list: ``"tables"`` or ``"bullets"``."""
        origins = [paper.origin for paper in self.papers if paper.origin]
        return "tables" if any(origin.columns for origin in origins) else "bullets"

    @property
    def unlisted(self) -> int:
        """The number of rows that are not papers: errors, headings inside tables, empty rows."""
        lines = {
            problem.line
            for problem in self.papers.problems
            if problem.line in self.rows
            and (problem.severity == "error" or problem.code in NO_PAPER)
        }
        return len(lines)

    @property
    def ids(self) -> set[str]:
        """The identifiers in the link targets of its rows, or of its items."""
        return set().union(*(self.rows.values() if self.shape == "tables" else self.items))

    @property
    def read_by_line(self) -> dict[int, set[str]]:
        """The identifiers of the papers' links, by the line of the paper."""
        result: dict[int, set[str]] = {}
        for paper in self.papers:
            ids = {link.arxiv_id.id for link in paper.links if link.arxiv_id}
            result.setdefault(paper.origin.line if paper.origin else 0, set()).update(ids)
        return result

    def cells(self) -> list[str]:
        """Return its row of the table."""
        severities = Counter[str](problem.severity for problem in self.papers.problems)
        read = set().union(*self.read_by_line.values())
        tables = self.shape == "tables"
        numbers = [
            len(self.rows) if tables else None,
            None if tables else len(self.items),
            len(self.papers),
            self.unlisted if tables else None,
            *(severities[severity] for severity in SEVERITIES),
            len(self.ids),
            len(read),
            len(self.papers.weeks),
        ]
        formatted = ["" if number is None else f"{number:,}" for number in numbers]
        return [f"`{self.name}`", self.shape, *formatted]


def measure(path: Path) -> Figures:
    """Read a list, and parse cmark-gfm's HTML of it."""
    text = path.read_text(encoding="utf-8")
    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_SOURCEPOS
    page = Page()
    page.feed(cmark.github_flavored_markdown_to_html(text, options))
    papers = wp.read(path, on_error="collect")
    others = {problem.line for problem in papers.problems if problem.code == "other-table"}
    rows = {line: ids for line, ids in page.rows.items() if page.tables[line] not in others}
    return Figures(name=path.name, papers=papers, rows=rows, items=page.items)


def lists(folder: Path) -> list[Path]:
    """Return the lists in a folder and its subfolders."""
    return sorted(path for path in folder.rglob("*.md") if path.name != "README.md")


def table(results: Iterable[Figures]) -> str:
    """Return the figures as a Markdown table."""
    headers = [*HEADERS, *SEVERITIES, "ids in targets", "ids read", "weeks"]
    delimiters = ["---", "---", *["--:"] * (len(headers) - 2)]
    rows = [headers, delimiters, *(figures.cells() for figures in results)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder of lists in Markdown")
    print(table(map(measure, lists(parser.parse_args().folder))))


if __name__ == "__main__":
    main()
