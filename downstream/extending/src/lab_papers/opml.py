"""A format: OPML, as outliners and feed readers exchange it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

import weeklypapers as wp

__all__ = ["from_opml", "to_opml"]


def to_opml(papers: Sequence[wp.Paper], *, title: str = "Papers", with_authors: bool = True) -> str:
    """Return papers as OPML.

    Args:
        papers: The papers.
        title: The title of the document.
        with_authors: Whether to write the listed authors.
    """
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    for paper in papers:
        outline = ElementTree.SubElement(body, "outline", type="link", text=paper.title)
        if paper.link:
            outline.set("url", paper.link.url)
        if with_authors and paper.listed_authors:
            outline.set("authors", "; ".join(paper.listed_authors))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def from_opml(content: bytes) -> wp.Papers:
    """Return the papers of an OPML file. An outline that is none is a problem.

    Raises:
        ValueError: The content is no OPML.
    """
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - expat limits the expansion of entities
    except ElementTree.ParseError as error:
        raise ValueError(f"no XML: {error}") from error
    if root.tag != "opml":
        raise ValueError(f"expected <opml>, got <{root.tag}>")
    papers: list[wp.Paper] = []
    problems: list[wp.Problem] = []
    for number, outline in enumerate(root.iter("outline"), 1):
        try:
            papers.append(_paper_of(outline))
        except wp.InvalidValueError as error:
            text = outline.get("text", "")
            message = f"outline {number}: {error}"
            problems.append(wp.Problem(code="bad-value", message=message, text=text))
    return wp.Papers(papers, problems=problems)


def _paper_of(outline: ElementTree.Element) -> wp.Paper:
    authors = outline.get("authors")
    return wp.Paper(
        title=outline.get("text", ""),
        links=outline.get("url") or (),
        listed_authors=authors.split("; ") if authors else (),
    )
