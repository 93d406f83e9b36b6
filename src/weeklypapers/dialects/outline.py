"""The outline of a document: its sections, and the blocks and table rows in each of them.

Headings are those of Markdown and HTML, paragraphs in bold that consist of a date, and the
summaries of folded parts that have a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from weeklypapers.dialects.dates import Order, Span, day_order, find_span
from weeklypapers.dialects.draft import leads_to_paper
from weeklypapers.dialects.folds import fold_tags
from weeklypapers.dialects.headings import FOLD, Heading, Section, section_below
from weeklypapers.markdown import Block, Chunk, is_definition, render_inline

__all__ = ["Outline", "Passage"]

_LONGEST_DATE = 60
# An HTML block that is a heading.
_HTML_HEADING = re.compile(
    r"\s*<h(?P<level>[1-6])\b[^>]*>(?P<text>.*?)</h(?P=level)\s*>\s*", re.IGNORECASE | re.DOTALL
)


class Passage(NamedTuple):
    """Rows of a table, or the blocks between two headings or tables.

    Attributes:
        section: The section that holds it.
        chunk: The rows of a table; None for other blocks.
        heading: The heading directly above the blocks.
        is_linked: True if that heading has links.
        blocks: The blocks.
    """

    section: Section
    chunk: Chunk | None = None
    heading: Block | None = None
    is_linked: bool = False
    blocks: tuple[Block, ...] = ()


@attrs.define
class Outline:
    """The headings of a document up to the last block.

    Attributes:
        file_span: The date in the name of the file.
    """

    file_span: Span | None
    _section: Section = attrs.field(
        default=attrs.Factory(lambda self: Section(span=self.file_span), takes_self=True),
        init=False,
    )
    _is_empty: bool = attrs.field(default=True, init=False)  # there is no heading yet
    _order: Order | None = attrs.field(default=None, init=False)  # of month and day in headings
    _html_dates: bool = attrs.field(default=False, init=False)  # a heading in HTML has a date
    _folds: list[bool] = attrs.field(factory=list, init=False)  # True for each dated folded part
    # Of the current passage.
    _heading: Block | None = attrs.field(default=None, init=False)
    _is_linked: bool = attrs.field(default=False, init=False)
    _blocks: list[Block] = attrs.field(factory=list, init=False)

    def passages(self, blocks: Iterable[Block | Chunk]) -> Iterator[Passage]:
        """Divide the blocks of a document into passages."""
        for block in blocks:
            if isinstance(block, Chunk):
                self._heading = None  # a heading above a table is not a paper
                yield from self._end_passage()
                yield Passage(self._section, block)
            elif block.item or block.quoted:
                self._blocks.append(block)
            elif block.kind == "heading":
                yield from self._end_passage()
                inline = render_inline(block.text, references=block.references)
                links = [mark for mark in inline.marks if mark.kind == "link"]
                self._is_linked = bool(links)
                own = self._heading_of(inline.text, block, block.level)
                if any(leads_to_paper(inline, mark) for mark in links):
                    own = attrs.evolve(own, span=None)  # a date of the paper itself
                self._begin_section(own)
                self._heading = block
            elif heading := self._bold_date(block) or self._html_heading(block):
                yield from self._end_passage()
                self._begin_section(heading)
            else:
                if block.kind == "html":
                    yield from self._read_folds(block)
                self._blocks.append(block)
        yield from self._end_passage()

    def _end_passage(self) -> Iterator[Passage]:
        blocks = tuple(each for each in self._blocks if not all(map(is_definition, each.lines)))
        if blocks or self._heading:
            yield Passage(self._section, None, self._heading, self._is_linked, blocks)
        self._blocks, self._heading, self._is_linked = [], None, False

    def _begin_section(self, heading: Heading) -> None:
        self._order = self._order or day_order([heading.text])
        outer = [above for above in self._section.headings if above.level < heading.level]
        self._section = section_below((*outer, heading), self.file_span)
        self._is_empty = False

    def _heading_of(self, text: str, block: Block, level: int) -> Heading:
        span = find_span(text, order=self._order)
        is_title = self._is_empty and level == 1
        return Heading(block.line, level, text, "\n".join(block.lines), span, is_title)

    def _bold_date(self, block: Block) -> Heading | None:
        """Return the heading for a bold paragraph that consists of a day or a week, or None."""
        if block.kind != "paragraph" or "*" not in block.lines[0]:
            return None
        inline = render_inline(block.text)
        text = inline.text.strip()
        if len(text) > _LONGEST_DATE or not any(
            mark.kind == "strong"
            and inline.text[mark.begin : mark.end].strip(" :") == text.strip(" :")
            for mark in inline.marks
        ):
            return None
        heading = self._heading_of(text, block, FOLD)
        if heading.span is None:
            return None
        rest = text[: heading.span.start] + text[heading.span.end :]
        return None if any(map(str.isalnum, rest)) else heading

    def _html_heading(self, block: Block) -> Heading | None:
        """Return the heading for an HTML block, or None.

        A heading without a date counts only after one with a date. Others are mostly the document's
        title, and of any level.
        """
        match = _HTML_HEADING.fullmatch(block.text) if block.kind == "html" else None
        if match is None:
            return None
        text = render_inline(match["text"], markdown=False).text.strip()
        heading = self._heading_of(text, block, int(match["level"]))
        self._html_dates = self._html_dates or heading.span is not None
        return heading if self._html_dates else None

    def _read_folds(self, block: Block) -> Iterator[Passage]:
        """Open and close folded parts. A summary with a date dates its part."""
        source = block.text
        for tag in fold_tags(source):
            if tag.kind == "start":
                self._folds.append(False)
            elif not self._folds:
                continue
            elif tag.kind == "summary":
                summary = source[slice(*tag.inside)]
                text = render_inline(summary, markdown=False).text
                if span := find_span(text):
                    yield from self._end_passage()
                    line, _ = block.place(tag.start)
                    self._begin_section(Heading(line, FOLD, text, summary.strip(), span))
                    self._folds[-1] = True
            elif self._folds.pop():
                yield from self._end_passage()
                outer = [above for above in self._section.headings if above.level < FOLD]
                self._section = section_below(tuple(outer), self.file_span)
