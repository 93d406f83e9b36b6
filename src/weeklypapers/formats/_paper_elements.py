"""The parts of a paper as HTML, for pages and feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from weeklypapers.display.elements import Html, join
from weeklypapers.display.text import counted
from weeklypapers.formats._page_elements import anchor, block, element, foreign, safe_address
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Link, Paper, abstract_of

__all__ = ["abstract", "author_names", "authors", "is_paper", "main_url", "other_links"]

_AUTHORS = 12  # some papers have thousands
_COMMA = Html(", ")
_BREAK = Html("<br> ")  # the space separates the lines where elements are left out
_BULLET = re.compile(r"\s*(?:[●•▪◦‣∙○■]|[-*–—+]\s)\s*")
# A link in Markdown, or an address without the punctuation that ends a sentence.
_LINK = re.compile(
    r"\[(?P<label>[^\[\]]{1,300})\]\((?P<target>https?://(?:[^\s()<>]|\([^\s()<>]*\))+)\)"
    r"|https?://(?:[^\s<>\"()]|\([^\s<>\"()]*\))+(?<![.,;:!?'\]}*])",
    re.IGNORECASE,
)


def main_url(paper: Paper) -> str | None:
    """Return the address of a paper: its abstract page on arXiv, else its link."""
    if paper.arxiv_id:
        return paper.arxiv_id.abs_url
    return paper.link.url if paper.link else None


def author_names(paper: Paper) -> Sequence[str]:
    """Return the names of the authors according to arXiv's record, else according to the list."""
    if paper.arxiv:
        return [author.name for author in paper.arxiv.authors]
    return paper.listed_authors


def authors(paper: Paper) -> Html:
    """Return the names of the authors as HTML, without all names if there are many."""
    names = author_names(paper)
    shown = join(map(foreign, names[:_AUTHORS]), _COMMA)
    if len(names) > _AUTHORS:
        return join([shown, f" and {counted(len(names) - _AUTHORS, 'other')}"])
    return join([shown, " and others"]) if names and paper.has_more_authors else shown


def other_links(paper: Paper) -> Iterator[Html]:
    """Yield the links besides the main one: to the PDF on arXiv, and the listed ones."""
    own, urls = paper.arxiv_id, {main_url(paper)}
    if own:
        yield anchor(own.pdf_url, "PDF")
    for link in paper.links:
        if not is_paper(link, own) and link.url not in urls and safe_address(link.url):
            urls.add(link.url)
            yield anchor(link.url, _label(link))


def is_paper(link: Link, arxiv_id: ArxivId | None) -> bool:
    """Return whether a link leads to any version of a paper on arXiv."""
    return bool(arxiv_id and link.arxiv_id and link.arxiv_id.id == arxiv_id.id)


def _label(link: Link) -> str:
    """Return the name of the kind of a link, else its label, else its host."""
    if link.kind:
        return link.kind.capitalize()
    return link.label or re.sub(r"\w+:/*(?:www\.)?([^/?#]*).*", r"\1", link.url) or link.url


def abstract(paper: Paper) -> Iterator[Html]:
    """Yield the paragraphs and lists of an abstract, in which lines are kept.

    Lines with a bullet become a list. Links in Markdown and addresses become links.
    """
    lines: list[tuple[int | None, str]] = []  # with the paragraph of a line without a bullet
    paragraph = 0
    for line in (abstract_of(paper) or "").splitlines():
        if bullet := _BULLET.match(line):
            lines.append((None, line[bullet.end() :]))
        elif line.strip():
            lines.append((paragraph, line))
        else:
            paragraph += 1
    for number, group in groupby(lines, key=lambda numbered: numbered[0]):
        texts = [_linked(line.strip()) for _, line in group]
        if number is None:
            yield block("ul", *(element("li", text) for text in texts))
        else:
            yield element("p", join(texts, _BREAK))


def _linked(text: str) -> Html:
    parts: list[Html] = []
    end = 0
    for link in _LINK.finditer(text):
        parts.append(foreign(text[end : link.start()]))
        parts.append(anchor(link["target"] or link[0], link["label"] or link[0]))
        end = link.end()
    return join([*parts, foreign(text[end:])])
