"""Articles in HTML as Markdown, line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from html import escape, unescape
from html.parser import HTMLParser

import attrs

from weeklypapers.formats.conversion import Conversion, SourceLine

__all__ = ["ArticleReader"]

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_SKIPPED = frozenset(
    [
        "svg",
        "script",
        "style",
        "template",
        "button",
        "clipboard-copy",
        "tool-tip",
        "include-fragment",
        "noscript",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "main",
        "markdown-accessiblity-table",
        "nav",
        "p",
        "section",
    ]
)
_LISTS = ("ul", "ol")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Inline elements with a meaning, which keep their tags.
_INLINE = frozenset(
    ["b", "strong", "i", "em", "del", "s", "strike", "u", "ins", "code", "small", "sub", "sup"]
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|$]")
_BLOCK_START = re.compile(r"\A(?:[-+#>=]|\d+(?=[.)]))")
_TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_STEP = 4_096  # characters that are parsed at once, up to the end of a line
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


class ArticleReader(HTMLParser):
    """A reader that collects the Markdown of articles.

    Attributes:
        lines: The lines of Markdown.
        sources: The place in the page of each line.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[str] = []
        self.sources: list[SourceLine] = []
        self._page = ""
        self._line_starts: list[int] = []
        self._fixed_line: int | None = None
        self._begin(0)

    def _begin(self, start: int) -> None:
        self.reset()
        self._first = bisect_right(self._line_starts, start)  # the line of the start
        self._start = start
        self._end: int | None = None
        self._table_end = 0
        self._open: list[str] = []  # the elements around the current position
        self._links: list[bool] = []  # of each open link, True if it is kept
        self._lists: list[str] = []  # the markers of the open lists
        self._list_count = 0
        self._containers: list[_Container] = []
        self._inline: list[_Line] = []
        self._heading = 0  # the level of the open heading
        self._in_summary = False
        self._skipped = 0  # the number of open elements that are skipped
        self._preformatted: list[str] | None = None

    def read(self, page: str, start: int, *, fixed_line: int | None = None) -> int:
        """Read the element that starts at an offset of a page, and return the offset after it.

        Args:
            page: The page.
            start: The offset.
            fixed_line: The line of all of it in the source, if it has another notation there.
        """
        if page is not self._page:
            self._page = page
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", page))]
        self._fixed_line = fixed_line
        self._begin(start)
        position = start
        while self._end is None and position < len(page):
            stop = page.find("\n", max(position + _STEP, self._table_end)) + 1 or len(page)
            self.feed(page[position:stop])
            position = stop
        if self._end is None:
            self.close()
        self._flush()
        self._containers.clear()
        self._blank_line()
        return position if self._end is None else self._end

    def conversion(self) -> Conversion:
        """Return the articles that were read."""
        return Conversion("\n".join([*self.lines, ""]), self.sources, "a web page")

    # Tags and text, as HTMLParser finds them

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open the element of a tag."""
        if self._is_ignored():
            return
        if self._skipped or tag in _SKIPPED:
            self._skipped += tag in _SKIPPED
            return
        if tag == "table":
            self._read_table()
            return
        if tag not in _VOID:
            self._open.append(tag)
        if self._preformatted is None:
            self._start_element(tag, {name: value or "" for name, value in reversed(attrs)})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ignore a slash at a tag's end, except in what is skipped, such as a drawing."""
        if not self._skipped:
            self.handle_starttag(tag, attrs)
            if tag in _SKIPPED and self._skipped:
                self._skipped -= 1

    def handle_endtag(self, tag: str) -> None:
        """Close the element of a tag, and all elements in it."""
        if self._is_ignored():
            return
        if self._skipped:
            self._skipped -= tag in _SKIPPED
        elif tag in self._open:
            last = ""
            while last != tag:
                last = self._open.pop()
                self._end_element(last)
            if not self._open:
                self._end = self._page.find(">", self._offset()) + 1 or len(self._page)

    def handle_data(self, data: str) -> None:
        """Add text."""
        if self._is_ignored() or self._skipped:
            return
        if self._preformatted is not None:
            self._preformatted.append(data)
            return
        line = self._line()
        for index, text in enumerate(data.split("\n")):
            if index:
                self._break_line(line + index)
            if text:
                shown = text.replace("&", "&amp;")
                shown = escape(text) if self._in_summary else _SPECIAL.sub(r"\\\g<0>", shown)
                self._add(shown, line + index, has_text=not text.isspace())

    def handle_entityref(self, name: str) -> None:
        """Keep a reference to a character."""
        self._add_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a reference to a character by number."""
        self._add_reference(f"&#{name};")

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002
        """Skip ``<![…>``; HTMLParser would raise an AssertionError for most."""
        return self.parse_bogus_comment(i, report)

    def _add_reference(self, reference: str) -> None:
        if self._is_ignored() or self._skipped:
            return
        if self._preformatted is not None:
            self._preformatted.append(unescape(reference))
        else:
            self._add(reference, self._line(), has_text=True)

    # Positions

    def _is_ignored(self) -> bool:
        return self._end is not None or self._offset() < self._table_end

    def _offset(self) -> int:
        line, column = self.getpos()
        if line == 1:
            return self._start + column
        return self._line_starts[self._first + line - 2] + column

    def _line(self) -> int:
        return self._first + self.getpos()[0] - 1

    # Elements

    def _start_element(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _INLINE:
            self._add_tag(f"<{tag}>")
        elif tag == "a":
            target = attributes.get("href", "")
            self._links.append(bool(target) and "anchor" not in attributes.get("class", "").split())
            if self._links[-1]:
                self._add_tag(f'<a href="{escape(target)}">')
        elif tag == "img":
            target = attributes.get("data-canonical-src") or attributes.get("src", "")
            self._add_tag(f'<img src="{escape(target)}" alt="{escape(attributes.get("alt", ""))}">')
        elif tag == "br":
            self._add_tag("<br>")
        elif tag == "input" and attributes.get("type") == "checkbox":
            mark = "[x] " if "checked" in attributes else "[ ] "
            self._add(mark, self._line(), has_text=True)
        elif tag == "summary":
            self._flush()
            self._in_summary = True
        elif not self._in_summary:
            self._start_block(tag)

    def _start_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._flush()
            self._heading = int(tag[1])
        elif tag in _LISTS:
            self._flush()
            if not self._lists:
                self._blank_line()
            # Neighbouring lists with the same marker would be one.
            self._list_count += 1
            self._lists.append(("-*" if tag == "ul" else ".)")[self._list_count % 2])
        elif tag == "li":
            self._flush()
            self._end_items(len(self._lists))
            marker = self._lists[-1] if self._lists else "-"
            first = f"1{marker} " if marker in ".)" else f"{marker} "
            self._containers.append(_Container(first, " " * len(first), len(self._lists)))
        elif tag == "blockquote":
            self._flush()
            self._blank_line()
            self._containers.append(_Container("> ", "> "))
        elif tag == "pre":
            self._flush()
            self._preformatted = []
        elif tag in ("details", "hr"):
            self._flush()
            self._add_lines(["<details>" if tag == "details" else "---"])
        elif tag in _BLOCKS:
            self._flush()

    def _end_element(self, tag: str) -> None:
        if self._preformatted is not None:
            if tag == "pre":
                self._end_preformatted(self._preformatted)
        elif tag in _INLINE:
            self._add_tag(f"</{tag}>")
        elif tag == "a":
            if self._links.pop():
                self._add_tag("</a>")
        elif tag == "summary":
            self._end_summary()
        elif not self._in_summary:
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        self._flush()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in _LISTS:
            self._end_items(len(self._lists))
            self._lists.pop()
        elif tag == "li":
            self._end_items(len(self._lists))
        elif tag == "blockquote":
            self._end_items(len(self._lists) + 1)
            if self._containers:
                self._containers.pop()
        elif tag == "details":
            self._add_lines(["</details>"])

    def _end_items(self, depth: int) -> None:
        """Close the open items of lists at a depth, and those inside them."""
        while self._containers and self._containers[-1].depth >= depth:
            self._containers.pop()

    def _end_preformatted(self, parts: list[str]) -> None:
        self._preformatted = None
        text = "".join(parts).strip("\n")
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
        self._add_lines([fence, *text.split("\n"), fence])

    def _end_summary(self) -> None:
        self._in_summary = False
        text = " ".join(line.text for line in self._inline)
        number = self._inline[0].line if self._inline else self._line()
        self._inline.clear()
        self._emit(f"<summary>{text}</summary>", number)
        self._blank_line()

    def _read_table(self) -> None:
        """Add the source of a table, without its blank lines, which would end it in Markdown."""
        offset = self._offset()
        depth = 0
        self._table_end = len(self._page)
        for match in _TABLE_TAG.finditer(self._page, offset):
            depth += -1 if match[1] else 1
            if depth == 0:
                self._table_end = match.end()
                break
        if self._in_summary or self._preformatted is not None:
            return
        self._flush()
        self._blank_line()
        line = self._line()
        column = offset - self._line_starts[line - 1]
        for index, text in enumerate(self._page[offset : self._table_end].split("\n")):
            if text.strip():
                self._emit(text, line + index, shift=0 if index else column)
        self._blank_line()

    # Lines

    def _add_tag(self, text: str) -> None:
        self._add(text, self._line(), has_text=False)

    def _add(self, text: str, line: int, *, has_text: bool) -> None:
        if not self._inline:
            self._inline.append(_Line(line))
        last = self._inline[-1]
        if has_text and not last.has_text:
            last.line = line
        last.parts.append(text)
        last.has_text = last.has_text or has_text

    def _break_line(self, line: int) -> None:
        # A line of tags only could be the beginning of an HTML block.
        if self._inline and self._inline[-1].has_text and not self._in_summary:
            self._inline.append(_Line(line))
        elif self._inline:
            self._inline[-1].parts.append(" ")

    def _flush(self) -> None:
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

    def _add_lines(self, lines: Iterable[str]) -> None:
        """Add lines with blank ones around them."""
        self._blank_line()
        number = self._line()
        for line in lines:
            self._emit(line, number)
        self._blank_line()

    def _blank_line(self) -> None:
        """Add a blank line, except at the beginning of an item, and after another one."""
        if any(container.is_new for container in self._containers):
            return
        if self.lines and self.lines[-1].strip(" >"):
            self._emit("", self.sources[-1].line)

    def _emit(self, text: str, line: int, shift: int | None = None) -> None:
        prefix = "".join(container.prefix() for container in self._containers)
        self.lines.append(f"{prefix}{text}".rstrip())
        if self._fixed_line is not None:
            self.sources.append(SourceLine(self._fixed_line))
        else:
            self.sources.append(SourceLine(line, None if prefix else shift))


def _escaped_start(match: re.Match[str]) -> str:
    # At the beginning of a line, such a character or number would start another block.
    return match[0] + "\\" if match[0].isdigit() else "\\" + match[0]
