"""A digest of papers in Markdown: a heading for each week, and an item for each paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from weeklypapers.display.text import visible
from weeklypapers.files import is_web_address
from weeklypapers.markdown import render_inline
from weeklypapers.markdown.escaping import escaped, target_markdown
from weeklypapers.model.paper import Link, Paper
from weeklypapers.querying.comparing import merged
from weeklypapers.querying.selecting import grouped_by

__all__ = ["dumps"]

_AUTHORS = 3  # named before "and 2 more"


def dumps(papers: Iterable[Paper], *, title: str | None = None) -> str:
    """Return papers as a Markdown document.

    Args:
        papers: The papers.
        title: The heading of the document; None for none.
    """
    groups = grouped_by(merged(papers), "week")
    blocks = [f"# {_text(title)}"] if title else []
    for week, group in groups.items():
        blocks += [_heading(week)] if week or len(groups) > 1 else []
        blocks.append("\n".join(map(_item, group)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _heading(week: date | None) -> str:
    return f"## Week ending {week}" if week else "## Without a week"


def _item(paper: Paper) -> str:
    return f"- {' · '.join(_parts(paper))}"


def _parts(paper: Paper) -> Iterator[str]:
    """Yield the parts of an item: title, authors, venue, category, and the other links."""
    main = paper.link if paper.link and is_web_address(paper.link.url) else None
    title = _text(paper.title)
    yield f"[{title}]({target_markdown(main.url)})" if main else title
    if names := [author.name for author in paper.authors]:
        more = len(names) - _AUTHORS
        yield _text(", ".join(names[:_AUTHORS]) + (f" and {more} more" if more > 0 else ""))
    if paper.venue:
        yield _text(paper.venue)
    if paper.category:
        yield _text(paper.category.code or paper.category.name)
    for link in paper.links:
        if main and link.url != main.url and is_web_address(link.url):
            yield f"[{_text(_label(link))}]({target_markdown(link.url)})"


def _label(link: Link) -> str:
    return link.label or link.kind or "link"


def _text(text: str) -> str:
    """Return a text as Markdown on one line."""
    plain = visible(text).strip()
    return escaped(plain, lambda markdown: _is_right(markdown, plain))


def _is_right(markdown: str, text: str) -> bool:
    """Return whether Markdown is shown as a text, also as the label of a link."""
    alone, label = render_inline(markdown), render_inline(f"[{markdown}](https://a.example)")
    is_link = len(label.marks) == 1 and label.marks[0].kind == "link"
    return alone.text == text and not alone.marks and label.text == text and is_link
