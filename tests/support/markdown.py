"""Results of the Markdown layer in short, and those of cmark-gfm to compare them with."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import unquote

from cmarkgfm import cmark
from markdown_it import MarkdownIt

from weeklypapers.markdown import (
    NO_REFERENCES,
    Alignment,
    Block,
    Chunk,
    Item,
    Row,
    blocks,
    escape_cell,
    render_inline,
    split_lines,
    tables,
)
from weeklypapers.markdown.lines import Line
from weeklypapers.markdown.tables import row_at

# The header of a pipe table.
HEAD = "| h | i |\n|---|---|\n"


def outline(source: str, *, markdown: bool = True) -> tuple[str, list[str]]:
    """Return the text, and the kind, the text and the target of each mark."""
    inline = render_inline(source, markdown=markdown)
    return inline.text, [
        " ".join(
            [mark.kind, repr(inline.text[mark.begin : mark.end])]
            + ([f"-> {mark.target}"] if mark.target is not None else [])
            + ([f"alt {mark.alt}"] if mark.alt else [])
        )
        for mark in inline.marks
    ]


def tokens_of(document: str) -> list[Any]:
    """Return the blocks of a document and their inline parts, as markdown-it-py reads them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(document)
    return [*tokens, *(child for token in tokens for child in token.children or ())]


def paragraphs(document: str) -> list[Block]:
    return [block for block in blocks(split_lines(document)) if isinstance(block, Block)]


def items(document: str) -> list[Item]:
    return [block.item for block in paragraphs(document) if block.item]


def kinds(document: str) -> list[str]:
    found = blocks(split_lines(document))
    return ["table" if isinstance(b, Chunk) else f"{b.kind} {b.text}" for b in found]


# --- pipe tables, as this package and as cmark-gfm see them ------------------------------


class FoundTable(NamedTuple):
    """A table: its alignments, its header's texts, and each row's line and texts."""

    alignments: list[Alignment | None]
    header: list[str]
    rows: list[tuple[int, list[str]]]


class CmarkTables(HTMLParser):
    """A reader of the tables in cmark-gfm's HTML, rendered with source positions."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[FoundTable] = []
        self._cells: list[str] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "table":
            self.tables.append(FoundTable([], [], []))
        elif tag == "tr":
            line = int((attributes["data-sourcepos"] or "").partition(":")[0])
            self.tables[-1].rows.append((line, []))
            self._cells = self.tables[-1].rows[-1][1]
        elif tag in ("th", "td"):
            self._in_cell = True
            self._cells.append("")
            if tag == "th":
                self.tables[-1].alignments.append(attributes.get("align"))  # type: ignore[arg-type]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._in_cell = False
        elif tag == "thead":
            self.tables[-1].header.extend(self.tables[-1].rows.pop()[1])

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self._cells[-1] += data


def cmark_tables(document: str) -> list[FoundTable]:
    html = cmark.markdown_to_html_with_extensions(
        document, cmark.Options.CMARK_OPT_SOURCEPOS, ["table", "tasklist"]
    )
    reader = CmarkTables()
    reader.feed(html)
    return reader.tables


@cache
def rendered(text: str) -> str:
    """Return a cell's text as cmark-gfm shows it."""
    return cmark_tables(f"| |\n|-|\n| {escape_cell(text)} |")[0].rows[0][1][0]


def our_tables(document: str, chunk_size: int = 256) -> list[FoundTable]:
    """Return the tables that `tables` finds, with rows as wide as the header."""
    found: list[FoundTable] = []
    chunks = tables(split_lines(document), chunk_size=chunk_size)
    for table, group in itertools.groupby(chunks, lambda chunk: chunk.table):
        rows = [(row.line, row) for chunk in group for row in chunk.rows()]
        width = len(table.alignments)
        filled = [(line, fill(map(rendered, texts(row)), width)) for line, row in rows]
        header = list(map(rendered, texts(table.header)))
        found.append(FoundTable(list(table.alignments), header, filled))
    return found


def assert_line_is_read_as_by_cmark(line: str) -> None:
    """Assert that a line is a row, or ends a table, where it does in cmark-gfm."""
    in_table = f"{HEAD}{line}\n| a | b |\n|---|---|\n\n{HEAD}"
    in_paragraph = f"a\n{line}\n{HEAD}| a | b |\n"
    for document in (in_table, in_paragraph):
        assert our_tables(document) == cmark_tables(document)


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def split_row(text: str, line: int = 1) -> Row:
    """Split a line that is in no container into cells."""
    return row_at(line, text, Line(line, text).start)


def fill(cells: Iterable[str], width: int) -> list[str]:
    return list(itertools.islice(itertools.chain(cells, itertools.repeat("")), width))


def rows_of(chunks: Iterable[Chunk]) -> list[Row]:
    return [row for chunk in chunks for row in chunk.rows()]


# --- inline content, as this package and as cmark-gfm see it ------------------------------


class ReadInline(NamedTuple):
    text: str
    links: list[str]
    images: list[tuple[str, str]]
    kinds: set[str]


class InlineReader(HTMLParser):
    """A reader of the text and the addresses in cmark-gfm's HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.read = ReadInline("", [], [], set())
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: unquote(value or "") for name, value in attrs}
        if tag == "br":
            self.text.append("<br>")
        elif tag == "a" and not values.get("href", "mailto:").startswith("mailto:"):
            self.read.links.append(values["href"])
        elif tag == "img":
            self.read.images.append((values["src"], values.get("alt", "").replace("\n", " ")))
        elif tag in ("em", "strong", "del", "code"):
            self.read.kinds.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data.replace("\n", " "))


def by_cmark(source: str) -> ReadInline | None:
    """Return the result of cmark-gfm; `None` if the source is more than one paragraph."""
    html = cmark.markdown_to_html_with_extensions(
        source, cmark.Options.CMARK_OPT_UNSAFE, ["table", "strikethrough", "autolink"]
    )
    if not re.fullmatch("<p>(?:(?!</?p>).)*</p>\n", html, re.DOTALL):
        return None
    # Python's parser reads comments and instructions in other ways than cmark-gfm.
    odd = r"<!-->|<!--->|<!--.*?-->|<\?(?:[^?>]|\?[^>]|>)*?\?>"
    html = re.sub(odd, "", html[3:-5], flags=re.DOTALL)
    reader = InlineReader()
    reader.feed(html.replace("<br />\n", "<br />"))
    reader.close()
    return reader.read._replace(text="".join(reader.text).replace("<br>", "\n"))


def by_render(source: str, references: Mapping[str, str] = NO_REFERENCES) -> ReadInline:
    inline = render_inline(source, references=references)
    targets = [(mark, unquote(mark.target or "")) for mark in inline.marks]
    names = {"em": "em", "strong": "strong", "strike": "del", "code": "code"}
    return ReadInline(
        inline.text,
        [at for mark, at in targets if mark.kind == "link" and not at.startswith("mailto:")],
        [(at, unquote(mark.alt)) for mark, at in targets if mark.kind == "image"],
        {names[mark.kind] for mark in inline.marks if mark.kind in names},
    )


# Parts of documents with headings, lists, code and HTML.
BLOCK_FRAGMENTS = [
    *["a", "b", "x\n", " ", "  ", "\n", "\n", "\n\n", "-", "=", "===", "---", "`", "```", "~~~"],
    *["# ", "## ", "#", " #\n", "* ", "- ", "- ", "+\n", "1. ", "2) ", "***", "**", "- a\n"],
    *["<div>", "<!--", "-->"],
]
