"""What real lists hold, as cmark-gfm sees it, and what is read of it: a table in Markdown.

Usage: python benchmarks/figures.py FOLDER

Rows, items and link targets are counted in the HTML that cmark-gfm makes of each list, by a parser
that knows nothing of papers. Tables that list no papers don't count.
"""

from __future__ import annotations

import argparse
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from cmarkgfm import cmark

import weeklypapers as wp
from weeklypapers.model.ids import lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADERS = ("list", "shape", "rows", "items", "papers", "other rows")
SEVERITIES = ("error", "repaired", "warning", "info")
NO_PAPER = ("empty-row", "group-row")


@attrs.define
class Page(HTMLParser):
    """The rows and items of a list in cmark-gfm's HTML.

    Attributes:
        rows: The identifiers among the link targets of each row, by its line.
        tables: The line of the header of each row's table, by the row's line.
        items: The identifiers among the link targets of each item, without those of items in it.
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
        said = dict(attributes)
        line = int((said.get("data-sourcepos") or "0").partition(":")[0])
        if tag == "table":
            self._table = line
        elif tag == "tr" and line != self._table:
            self._row = line
            self.rows[line] = set()
            self.tables[line] = self._table
        elif tag == "li":
            self._open.append(len(self.items))
            self.items.append(set())
        elif tag == "a" and (found := lookup(said.get("href") or "")):
            if self._row:
                self.rows[self._row].add(found.id)
            elif self._open:
                self.items[self._open[-1]].add(found.id)

    def handle_endtag(self, tag: str) -> None:
        """End a row or an item."""
        if tag == "tr":
            self._row = 0
        elif tag == "li":
            self._open.pop()


@attrs.frozen(kw_only=True)
class Figures:
    """What a list holds, and what is read of it.

    Attributes:
        name: The list.
        papers: What is read.
        rows: The identifiers of each row of its tables of papers, by line.
        items: The identifiers of each of its items.
    """

    name: str
    papers: wp.Papers
    rows: dict[int, set[str]]
    items: list[set[str]]

    @property
    def shape(self) -> str:
        """Whether its papers are listed in tables or bullets."""
        origins = [paper.origin for paper in self.papers if paper.origin]
        return "tables" if any(origin.columns for origin in origins) else "bullets"

    @property
    def unlisted(self) -> int:
        """The rows that give no paper: errors, headings inside tables, and empty ones."""
        lines = {
            problem.line
            for problem in self.papers.problems
            if problem.line in self.rows
            and (problem.severity == "error" or problem.code in NO_PAPER)
        }
        return len(lines)

    @property
    def ids(self) -> set[str]:
        """The identifiers among the link targets of its rows, or of its items."""
        return set().union(*(self.rows.values() if self.shape == "tables" else self.items))

    @property
    def read_by_line(self) -> dict[int, set[str]]:
        """The identifiers that are read, by the line of their paper."""
        found: dict[int, set[str]] = {}
        for paper in self.papers:
            ids = {link.arxiv_id.id for link in paper.links if link.arxiv_id}
            found.setdefault(paper.origin.line if paper.origin else 0, set()).update(ids)
        return found

    def cells(self) -> list[str]:
        """Its row of the table."""
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
        shown = ["" if number is None else f"{number:,}" for number in numbers]
        return [f"`{self.name}`", self.shape, *shown]


def measure(path: Path) -> Figures:
    """Read a list, and count what cmark-gfm finds in it."""
    text = path.read_text(encoding="utf-8")
    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_SOURCEPOS
    page = Page()
    page.feed(cmark.github_flavored_markdown_to_html(text, options))
    papers = wp.read(path, on_error="collect")
    others = {problem.line for problem in papers.problems if problem.code == "other-table"}
    rows = {line: ids for line, ids in page.rows.items() if page.tables[line] not in others}
    return Figures(name=path.name, papers=papers, rows=rows, items=page.items)


def lists(folder: Path) -> list[Path]:
    """The lists of a folder and of those in it."""
    return sorted(path for path in folder.rglob("*.md") if path.name != "README.md")


def table(found: Iterable[Figures]) -> str:
    """The figures as a table in Markdown."""
    headers = [*HEADERS, *SEVERITIES, "ids in targets", "ids read", "weeks"]
    delimiters = ["---", "---", *["--:"] * (len(headers) - 2)]
    rows = [headers, delimiters, *(figures.cells() for figures in found)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder of lists in Markdown")
    print(table(map(measure, lists(parser.parse_args().folder))))


if __name__ == "__main__":
    main()
