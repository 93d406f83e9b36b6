"""Articles in HTML as Markdown, line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from weeklypapers.formats._article_lines import ArticleLines
from weeklypapers.formats.conversion import Conversion

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
_TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_STEP = 4_096  # characters that are parsed at once, up to the end of a line


class ArticleReader(HTMLParser):
    """A reader that collects the Markdown of articles."""

    def __init__(self) -> None:
        super().__init__()
        self._written = ArticleLines()
        self._page = ""
        self._line_starts: list[int] = []
        self._begin(0)

    @property
    def lines(self) -> list[str]:
        """The lines of Markdown."""
        return self._written.lines

    def _begin(self, start: int) -> None:
        self.reset()
        self._first = bisect_right(self._line_starts, start)  # the line of the start
        self._start = start
        self._end: int | None = None
        self._table_end = 0
        self._open: list[str] = []  # the elements around the current position
        self._links: list[bool] = []  # of each open link, True if it is kept
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
        self._begin(start)
        self._written.begin(fixed_line)
        position = start
        while self._end is None and position < len(page):
            stop = page.find("\n", max(position + _STEP, self._table_end)) + 1 or len(page)
            self.feed(page[position:stop])
            position = stop
        if self._end is None:
            self.close()
        self._written.end()
        return position if self._end is None else self._end

    def conversion(self) -> Conversion:
        """Return the articles that were read."""
        return Conversion("\n".join([*self.lines, ""]), self._written.sources, "a web page")

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
                self._written.break_line(line + index)
            if text:
                self._written.add(self._shown(text), line + index, has_text=not text.isspace())

    def parse_marked_section(self, i: int, *_: object, **__: object) -> int:
        """Skip ``<![…>``; HTMLParser would raise an AssertionError for most."""
        return self.parse_bogus_comment(i)

    def _shown(self, text: str) -> str:
        """Return the source of a text: HTML in a summary, Markdown elsewhere."""
        if self._written.in_summary:
            return escape(text)
        return _SPECIAL.sub(r"\\\g<0>", text.replace("&", "&amp;"))

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
            self._written.add(mark, self._line(), has_text=True)
        elif tag == "summary":
            self._written.start_summary()
        elif not self._written.in_summary:
            self._start_block(tag)

    def _start_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._written.start_heading(int(tag[1]))
        elif tag in _LISTS:
            self._written.start_list(is_numbered=tag == "ol")
        elif tag == "li":
            self._written.start_item()
        elif tag == "blockquote":
            self._written.start_quote()
        elif tag == "pre":
            self._written.flush()
            self._preformatted = []
        elif tag in ("details", "hr"):
            self._written.add_block(["<details>" if tag == "details" else "---"], self._line())
        elif tag in _BLOCKS:
            self._written.flush()

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
            self._written.end_summary(self._line())
        elif not self._written.in_summary:
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._written.end_heading()
        elif tag in _LISTS:
            self._written.end_list()
        elif tag == "li":
            self._written.end_item()
        elif tag == "blockquote":
            self._written.end_quote()
        elif tag == "details":
            self._written.add_block(["</details>"], self._line())
        else:
            self._written.flush()

    def _end_preformatted(self, parts: list[str]) -> None:
        self._preformatted = None
        text = "".join(parts).strip("\n")
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
        self._written.add_block([fence, *text.split("\n"), fence], self._line())

    def _read_table(self) -> None:
        """Add the source of a table."""
        offset = self._offset()
        depth = 0
        self._table_end = len(self._page)
        for match in _TABLE_TAG.finditer(self._page, offset):
            depth += -1 if match[1] else 1
            if depth == 0:
                self._table_end = match.end()
                break
        if not self._written.in_summary and self._preformatted is None:
            line = self._line()
            column = offset - self._line_starts[line - 1]
            self._written.add_source(self._page[offset : self._table_end], line, column)

    def _add_tag(self, text: str) -> None:
        self._written.add(text, self._line(), has_text=False)
