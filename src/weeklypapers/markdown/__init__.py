r"""Blocks of GitHub Flavored Markdown, with line and column; pipe tables to cells, and back.

What is a table, and where a row is cut into cells, is what cmark-gfm makes of it
(`GFM spec <https://github.github.com/gfm/>`_, section 4.10). A line is a row only where no
other block claims it, so :func:`blocks` follows the block structure of a document (sections 4
and 5): headings, paragraphs and HTML are given, with the list items that they stand in, and
code is passed over. Tables in HTML are read as a browser reads them.

Some things differ from cmark-gfm. Footnotes are an option there, off by default, and unknown
here. Link reference definitions are taken for the paragraph they look like, which shows
otherwise only if a setext underline follows them, or if they are all that a list item holds;
:func:`defined_references` finds those that stand on a line of their own. A table goes on where
cmark-gfm, as a guard, ends it: after half a million cells that short rows lack. And what
Markdown makes of the lines of an HTML table behind a blank one, such as indented code, is not
asked: they are HTML up to ``</table>``.
"""

from weeklypapers.markdown.content import Block, Chunk, Item
from weeklypapers.markdown.inline import Inline, Mark
from weeklypapers.markdown.inline import render as render_inline
from weeklypapers.markdown.lines import split_lines
from weeklypapers.markdown.references import NO_REFERENCES, defined_references, is_definition
from weeklypapers.markdown.rendering import escape_cell, render_table
from weeklypapers.markdown.rows import Alignment, Cell, Row, Table, split_row
from weeklypapers.markdown.scanning import blocks, scan, tables

__all__ = [
    "NO_REFERENCES",
    "Alignment",
    "Block",
    "Cell",
    "Chunk",
    "Inline",
    "Item",
    "Mark",
    "Row",
    "Table",
    "blocks",
    "defined_references",
    "escape_cell",
    "is_definition",
    "render_inline",
    "render_table",
    "scan",
    "split_lines",
    "split_row",
    "tables",
]
