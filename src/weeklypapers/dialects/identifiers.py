"""Lists of bare identifiers and addresses: ``2406.15319``, one or several per line.

Each is a paper whose title is the identifier or address. A line that begins with ``#`` and a blank
is a heading, as in Markdown, and one that begins with ``#`` and another character is a comment. A
remark after ``#`` belongs to the paper before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from weeklypapers.dialects.dates import find_in_name
from weeklypapers.dialects.document import Batch
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.outline import Outline
from weeklypapers.markdown import Block
from weeklypapers.model.categories import Category
from weeklypapers.model.ids import page_url
from weeklypapers.model.links import kind_of
from weeklypapers.model.paper import Link, Origin, Paper
from weeklypapers.model.problems import Problem

__all__ = ["are_listed", "identifiers_in", "read_lines"]

# At most one line in this many may be something else.
_OTHER_LINES = 5

_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_REMARK = re.compile(r"(?:^|[ \t])#")
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)\s*\Z")
_BETWEEN = re.compile(r"[\s,;，；、]+")
_SPACED_SCHEME = re.compile(r"\b(arxiv|doi):[ \t]+", re.IGNORECASE)
_CATEGORY = re.compile(r"\[([a-z-]+(?:\.[A-Za-z-]+)?)\]")
# No address has a control character.
_DOI = re.compile(r"(?:doi:)?(10\.\d{4,9}/[^\s\0-\x1f\x7f]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\0-\x1f\x7f\[\]<>]+", re.IGNORECASE)  # no link in Markdown
# The beginning of a bullet, a row, HTML or a quote: this is a document in Markdown.
_MARKDOWN = re.compile(r"\s*(?:[-*+>]\s|\||<[a-zA-Z!/]|```|.*\]\()")


@attrs.frozen
class _Listed:
    """An identifier or address of a paper in a line.

    Attributes:
        text: The identifier or address as listed.
        url: The address of the paper.
        category: The category after it, as in "arXiv:2406.15319 [cs.CL]".
    """

    text: str
    url: str
    category: Category | None = None


def are_listed(lines: Iterable[str]) -> bool:
    """Return whether a document is a list of bare identifiers and addresses.

    The first line with content has nothing else, and neither have nearly all other lines.

    Args:
        lines: The first lines of the document.
    """
    count = others = 0
    for line in lines:
        text = line.strip("\ufeff \t\r\n")
        if not text or text.startswith("#"):
            continue
        if identifiers_in(text):
            count += 1
        elif count == 0 or _MARKDOWN.match(text):
            return False
        else:
            others += 1
    return count > 0 and others * _OTHER_LINES <= count + others


def read_lines(lines: Iterable[str], file: str | None) -> Iterator[Batch]:
    """Read a list of bare identifiers and addresses.

    Args:
        lines: The lines.
        file: The name of the list.
    """
    span = find_in_name(file) if file else None
    for passage in Outline(span).passages(_blocks(lines)):
        papers: list[Paper] = []
        problems: list[Problem] = []
        for block in passage.blocks:
            listed = list(_papers_in(block, passage.section, file))
            papers += listed
            if not listed:
                problems.append(_other_line(block, file))
        yield Batch(papers, problems, section=passage.section)


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Yield the headings, and each other line as a paragraph."""
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n").removeprefix("\ufeff" if number == 1 else "")
        if heading := _HEADING.match(line):
            start, end = heading.span(2)
            yield Block("heading", number, (line,), (start,), (end,), len(heading[1]))
        elif line.strip() and not line.startswith("#"):
            yield Block("paragraph", number, (line,), (0,), (len(line),))


def _papers_in(block: Block, section: Section, file: str | None) -> Iterator[Paper]:
    line = block.text
    listed = identifiers_in(line)
    _, remark = _divided(line.replace("\0", "\ufffd"))  # as in Markdown (GFM 2.3)
    for each in listed:
        yield Paper(
            title=each.text,
            links=[Link(url=each.url)],
            category=each.category,
            comment=remark if each is listed[-1] else None,
            origin=Origin(line=block.line, text=line, columns=(), file=file),
            **section.defaults,
        )


def identifiers_in(line: str) -> Sequence[_Listed]:
    """Return the identifiers and addresses in a line; none if it has anything else."""
    content, _ = _divided(line)
    listed: list[_Listed] = []
    for word in filter(None, _BETWEEN.split(_SPACED_SCHEME.sub(r"\1:", content))):
        category = _CATEGORY.fullmatch(word)
        if category and listed and Category.parse(category[1]).code:
            listed[-1] = attrs.evolve(listed[-1], category=Category.parse(category[1]))
        elif url := _url_of(text := word.strip("<>[]().\"'")):
            listed.append(_Listed(text, url))
        else:
            return ()
    return listed


def _divided(line: str) -> tuple[str, str | None]:
    """Return the text of a line after its marker, and the remark after a "#"."""
    marker = _MARKER.match(line)
    begin = marker.end() if marker else 0
    remark = _REMARK.search(line, begin)
    if remark is None:
        return line[begin:].rstrip(), None
    return line[begin : remark.start()], line[remark.end() :].strip() or None


def _url_of(text: str) -> str | None:
    """Return the address of the paper that a text identifies, or None."""
    if url := page_url(text):
        return url
    if _ADDRESS.fullmatch(text):
        return text if kind_of(text) == "paper" else None
    doi = _DOI.fullmatch(text)
    return f"https://doi.org/{doi[1]}" if doi else None


def _other_line(block: Block, file: str | None) -> Problem:
    return Problem(
        code="other-item",
        message="skipped: expected only identifiers or addresses of papers, as on the other lines",
        line=block.line,
        column=1,
        text=block.lines[0],
        severity="warning",
        file=file,
    )
