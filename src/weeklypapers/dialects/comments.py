"""Comments to this package in a list, such as ``<!-- weeklypapers: ignore dead-link -->``.

GitHub doesn't show them. They are removed from rows of tables, where they would be part of a cell
or a cell of their own, and from the ends of other lines, before a document is read. On lines of
their own, they stay, since they separate blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from weeklypapers.markdown.lines import NumberedLines, contains

__all__ = [
    "COMMENT",
    "may_have_comments",
    "with_comments_of",
    "without_comments",
    "without_line_comments",
]

COMMENT = re.compile(
    r"<!--\s*+weeklypapers\s*+:((?:(?!-->|<!--).)*+)-->", re.DOTALL | re.IGNORECASE
)
"""A comment to this package; the group is its content."""

_BEGUN = re.compile(r"<!--\s*+weeklypapers", re.IGNORECASE)
_AT_END = re.compile(rf"(?<![ \t])[ \t]*+{COMMENT.pattern}(?=[ \t\r\n]*\Z)", COMMENT.flags)

# In Markdown, such a line is HTML, with the text after the comment.
_BEGINNING = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+<!--")


def may_have_comments(text: str) -> bool:
    """Return whether a text may have comments to this package; a fast necessary test."""
    return contains(text, "<!--") and _BEGUN.search(text) is not None


def without_line_comments(lines: NumberedLines | Iterable[str]) -> NumberedLines | Iterable[str]:
    """Return lines without the comments in rows and after other text, which keeps its columns.

    Args:
        lines: The lines of a document, with or without their line endings, or a whole document.
    """
    if not isinstance(lines, NumberedLines):
        return map(_without_comments, lines)
    if not may_have_comments(lines.text):
        return lines
    return NumberedLines("\n".join(map(_without_comments, lines)))


def _without_comments(line: str) -> str:
    if "<!--" not in line or _BEGINNING.match(line):
        return line
    return _blanked(line) if "|" in line else _shortened(line)


def without_comments(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines without all comments; all other columns stay the same."""
    return (_blanked(line) if "<!--" in line else line for line in lines)


def with_comments_of(line: str, original: str) -> str:
    """Return a rewritten row with the comments of the original row.

    A comment keeps its place if that is still empty. Otherwise, it goes to the end of the row.

    Args:
        line: The new row, which was written from the original without its comments.
        original: The row in the document.
    """
    if not may_have_comments(original):
        return line
    for match in COMMENT.finditer(original):
        start, end = match.span()
        place = line[start:end]
        if len(place) == end - start and not place.strip(" "):
            line = f"{line[:start]}{match[0]}{line[end:]}"
        else:
            line = f"{line} {match[0]}"
    return line


def _blanked(line: str) -> str:
    """Return a line with blanks in place of comments, and without those at its end."""
    return COMMENT.sub(lambda match: " " * len(match[0]), _shortened(line))


def _shortened(line: str) -> str:
    """Return a line without the comments at its end."""
    if not may_have_comments(line):
        return line
    while (shorter := _AT_END.sub("", line)) != line:
        line = shorter
    return line
