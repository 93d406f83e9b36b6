"""HTML blocks (GFM 4.6): their seven kinds, by their starts and ends."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from weeklypapers.markdown.lines import Line

if TYPE_CHECKING:  # loaded only for documents with tables in HTML
    from weeklypapers.markdown.html_tables import HtmlTableParser

__all__ = ["HtmlBlock", "start_html"]


class HtmlBlock:
    """An open HTML block (GFM 4.6).

    Attributes:
        lines: Its lines so far.
        table_parser: The parser of the tables in it, once there are any. Its own `lines` are those
            that it has read.
        hopeless: True if a table in it is known to have no end.
    """

    def __init__(self, end: re.Pattern[str] | None) -> None:
        self.lines: list[Line] = []
        self.table_parser: HtmlTableParser | None = None
        self.hopeless: bool = False
        self._end = end

    @property
    def may_hold_tables(self) -> bool:
        """True if its tags are tags, unlike those in a comment or a script."""
        return self._end is None

    def accepts(self, line: Line) -> bool:
        """Return whether a line belongs to the block."""
        return self._end is not None or bool(line.first)

    def ends_at(self, line: Line) -> bool:
        """Return whether a line that belongs to the block is certainly its last."""
        return self._end is not None and self._end.search(line.text, line.start) is not None


def start_html(line: Line, *, in_paragraph: bool) -> HtmlBlock | None:
    """Start an HTML block; the last kind, any other tag, can't interrupt a paragraph."""
    kinds = _kinds()
    for start, end in kinds[:-1] if in_paragraph else kinds:
        if line.match(start):
            return HtmlBlock(end)
    return None


_BLANK = r"[ \t\v\f]"
_ATTRIBUTE = (
    rf"{_BLANK}+[a-z_:][a-z0-9:._-]*"
    rf"(?:{_BLANK}*={_BLANK}*(?:[^ \t\v\f\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
)
_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ANY_TAG = rf"<(?:[a-z][a-z0-9-]*(?:{_ATTRIBUTE})*{_BLANK}*/?|/[a-z][a-z0-9-]*{_BLANK}*)>"
# The start and, if it is not a blank line, the end of each kind.
_KINDS = (
    (rf"<(?:script|pre|style|textarea)(?:{_BLANK}|>|\Z)", "</(?:script|pre|style|textarea)>"),
    ("<!--", "-->"),
    (r"<\?", r"\?>"),
    ("<!(?-i:[A-Z])", ">"),
    (r"<!\[CDATA\[", r"\]\]>"),
    (rf"</?(?:{_TAGS})(?:{_BLANK}|/?>|\Z)", None),
    (rf"{_ANY_TAG}[ \t\f]*\Z", None),
)


@cache
def _kinds() -> list[tuple[re.Pattern[str], re.Pattern[str] | None]]:
    """Compile the patterns, once a line starts with ``<``."""
    flags = re.ASCII | re.IGNORECASE
    return [
        (re.compile(start, flags), None if end is None else re.compile(end, flags))
        for start, end in _KINDS
    ]
