r"""Blocks of GitHub Flavored Markdown, with line and column; pipe tables to cells, and back.

Tables, and the split of their rows into cells, are those of cmark-gfm
(`GFM spec <https://github.github.com/gfm/>`_, section 4.10). A line is a row only where no
other block claims it, so :func:`blocks` follows the block structure of a document (sections 4
and 5): it yields headings, paragraphs and HTML, with the list items that contain them, and
skips code. Tables in HTML are read as a browser reads them.

There are some differences from cmark-gfm. Footnotes, which are an option there and off by
default, are unknown here. Link reference definitions are paragraphs here, which makes a difference
only if a setext underline follows them, or if they are the only content of a list item;
:func:`defined_references` finds those on a line of their own. A table continues where
cmark-gfm, as a guard, ends it: after half a million cells that short rows lack. The lines of an
HTML table after a blank one are HTML up to ``</table>``, even if Markdown would read them as
another block, such as indented code.
"""

from weeklypapers.markdown.addresses import NO_REFERENCES, defined_references, is_definition
from weeklypapers.markdown.blocks import blocks, tables
from weeklypapers.markdown.inline import render_inline
from weeklypapers.markdown.lines import split_lines
from weeklypapers.markdown.nodes import Block, Chunk, Inline, Item, Mark
from weeklypapers.markdown.tables import Alignment, Cell, Row, Table, escape_cell, render_table

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
    "split_lines",
    "tables",
]
