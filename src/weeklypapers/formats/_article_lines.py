"""The lines of Markdown that an article becomes, each with its place in the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from weeklypapers.formats.conversion import SourceLine

__all__ = ["ArticleLines"]

_BLOCK_START = re.compile(r"\A(?:[-+#>=]|\d+(?=[.)]))")
_SPACES = re.compile(r"[ \t\r\f\v]+")


@attrs.define
class _Line:
    """A line of inline content.

    Attributes:
        line: The line of the page at which it begins.
        parts: Its Markdown.
        has_text: True if it has text besides tags.
    """

    line: int
    parts: list[str] = attrs.field(factory=list)
    has_text: bool = False

    @property
    def text(self) -> str:
        """Its Markdown."""
        return _SPACES.sub(" ", "".join(self.parts)).strip()


@attrs.define
class _Container:
    """An open list item or quote.

    Attributes:
        first: The prefix of its first line.
        other: The prefix of its other lines.
        depth: The number of lists around an item; 0 for a quote.
        is_new: True if it has no lines yet.
    """

    first: str
    other: str
    depth: int = 0
    is_new: bool = True

    def prefix(self) -> str:
        """Return the prefix of the next line."""
        prefix = self.first if self.is_new else self.other
        self.is_new = False
        return prefix


class ArticleLines:
    """The lines of Markdown of articles, written from the beginning to the end.

    Attributes:
        lines: The lines of Markdown.
        sources: The place in the page of each line.
        in_summary: True inside of the summary of a folded part.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.sources: list[SourceLine] = []
        self.begin()

    def begin(self, fixed_line: int | None = None) -> None:
        """Begin an article.

        Args:
            fixed_line: The line of all of it in the source, if it has another notation there.
        """
        self._fixed_line = fixed_line
        self._lists: list[str] = []  # the markers of the open lists
        self._list_count = 0
        self._containers: list[_Container] = []
        self._inline: list[_Line] = []
        self._heading = 0  # the level of the open heading
        self.in_summary = False

    def end(self) -> None:
        """End the article, although some of its elements may be open."""
        self.flush()
        self._containers.clear()
        self._blank_line()

    # Inline content

    def add(self, text: str, line: int, *, has_text: bool) -> None:
        """Add inline Markdown.

        Args:
            text: The Markdown.
            line: Its line in the page.
            has_text: True if it is more than tags.
        """
        if not self._inline:
            self._inline.append(_Line(line))
        last = self._inline[-1]
        if has_text and not last.has_text:
            last.line = line
        last.parts.append(text)
        last.has_text = last.has_text or has_text

    def break_line(self, line: int) -> None:
        """Begin a line of the page."""
        # A line of tags only could be the beginning of an HTML block.
        if self._inline and self._inline[-1].has_text and not self.in_summary:
            self._inline.append(_Line(line))
        elif self._inline:
            self._inline[-1].parts.append(" ")

    def flush(self) -> None:
        """End the open heading or paragraph."""
        lines = [line for line in self._inline if line.text]
        self._inline.clear()
        if not any(line.has_text or "<img" in line.text for line in lines):
            return
        self._blank_line()
        if self._heading:
            text = " ".join(line.text for line in lines)
            self._emit(f"{'#' * self._heading} {text}", lines[0].line)
            self._blank_line()
            return
        for line in lines:
            self._emit(_BLOCK_START.sub(_escaped_start, line.text, count=1), line.line)

    # Blocks

    def start_heading(self, level: int) -> None:
        """Start a heading."""
        self.flush()
        self._heading = level

    def end_heading(self) -> None:
        """End a heading."""
        self.flush()
        self._heading = 0

    def start_list(self, *, is_numbered: bool) -> None:
        """Start a list."""
        self.flush()
        if not self._lists:
            self._blank_line()
        # Neighbouring lists with the same marker would be one.
        self._list_count += 1
        self._lists.append((".)" if is_numbered else "-*")[self._list_count % 2])

    def end_list(self) -> None:
        """End a list with its items."""
        self.end_item()
        self._lists.pop()

    def start_item(self) -> None:
        """Start an item of a list, which ends the one before it."""
        self.end_item()
        marker = self._lists[-1] if self._lists else "-"
        first = f"1{marker} " if marker in ".)" else f"{marker} "
        self._containers.append(_Container(first, " " * len(first), len(self._lists)))

    def end_item(self) -> None:
        """End the open item of a list, if there is one."""
        self.flush()
        self._end_items(len(self._lists))

    def start_quote(self) -> None:
        """Start a quotation."""
        self.flush()
        self._blank_line()
        self._containers.append(_Container("> ", "> "))

    def end_quote(self) -> None:
        """End a quotation."""
        self.flush()
        self._end_items(len(self._lists) + 1)
        if self._containers:
            self._containers.pop()

    def start_summary(self) -> None:
        """Start the summary of a folded part."""
        self.flush()
        self.in_summary = True

    def end_summary(self, line: int) -> None:
        """End the summary of a folded part.

        Args:
            line: The line of the page, for a summary without content.
        """
        self.in_summary = False
        text = " ".join(line.text for line in self._inline)
        number = self._inline[0].line if self._inline else line
        self._inline.clear()
        self._emit(f"<summary>{text}</summary>", number)
        self._blank_line()

    def add_block(self, lines: Iterable[str], line: int) -> None:
        """Add lines of Markdown from one line of the page, with blank ones around them."""
        self.flush()
        self._blank_line()
        for text in lines:
            self._emit(text, line)
        self._blank_line()

    def add_source(self, source: str, line: int, column: int) -> None:
        """Add an element as it is, without its blank lines, which would end it in Markdown.

        Args:
            source: The source of the element.
            line: Its first line in the page.
            column: The number of characters before it in that line.
        """
        self.flush()
        self._blank_line()
        for index, text in enumerate(source.split("\n")):
            if text.strip():
                self._emit(text, line + index, shift=0 if index else column)
        self._blank_line()

    # Lines

    def _end_items(self, depth: int) -> None:
        """Close the open items of lists at a depth, and those inside them."""
        while self._containers and self._containers[-1].depth >= depth:
            self._containers.pop()

    def _blank_line(self) -> None:
        """Add a blank line, except at the beginning of an item, and after another one."""
        if any(container.is_new for container in self._containers):
            return
        if self.lines and self.lines[-1].strip(" >"):
            self._emit("", self.sources[-1].line)

    def _emit(self, text: str, line: int, shift: int | None = None) -> None:
        prefix = "".join(container.prefix() for container in self._containers)
        # A carriage return, such as that of "&#13;", would begin another line.
        self.lines.append(f"{prefix}{text}".replace("\r", " ").rstrip())
        if self._fixed_line is not None:
            self.sources.append(SourceLine(self._fixed_line))
        else:
            self.sources.append(SourceLine(line, None if prefix else shift))


def _escaped_start(match: re.Match[str]) -> str:
    # At the beginning of a line, such a character or number would start another block.
    return match[0] + "\\" if match[0].isdigit() else "\\" + match[0]
