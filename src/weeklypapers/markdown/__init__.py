r"""Pipe tables of GitHub Flavored Markdown: text to cells, with line and column, and back.

What is a table, and where a row is cut into cells, is what cmark-gfm makes of it
(`GFM spec <https://github.github.com/gfm/>`_, section 4.10). A line is a row only where no
other block claims it, so :func:`scan` follows the block structure of a document (sections 4
and 5) as far as tables need it: paragraphs, code and HTML by their first and last lines,
block quotes and list items by what they take off each line.

Three things differ from cmark-gfm. Footnotes are an option there, off by default, and unknown
here. Link reference definitions are taken for the paragraph they look like, which shows only
if a setext underline follows them, or if they are all that a list item holds. And a table
goes on where cmark-gfm, as a guard, ends it: after half a million cells that short rows lack.
"""

from weeklypapers.markdown.lines import split_lines
from weeklypapers.markdown.rendering import escape_cell, render_table
from weeklypapers.markdown.rows import Alignment, Cell, Row, Table, split_row
from weeklypapers.markdown.scanning import Chunk, scan

__all__ = [
    "Alignment",
    "Cell",
    "Chunk",
    "Row",
    "Table",
    "escape_cell",
    "render_table",
    "scan",
    "split_lines",
    "split_row",
]
