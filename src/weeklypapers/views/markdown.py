"""Views of papers in Markdown, with the texts of the list escaped.

The Markdown is for CommonMark, pandoc and Quarto. In all three, a backslash before ASCII
punctuation makes it plain text (CommonMark section 2.4; pandoc's ``all_symbols_escapable``).
"""

from __future__ import annotations

import re
from itertools import islice

from weeklypapers import display
from weeklypapers.display.elements import web_address
from weeklypapers.display.text import ABSTRACT, TITLE, clip, counted, visible
from weeklypapers.model.paper import Paper, abstract_of
from weeklypapers.papers import Papers, Week, summary
from weeklypapers.views.papers import ROWS, runs

__all__ = ["paper_markdown", "papers_markdown", "week_markdown"]

# Characters with a meaning anywhere in a line: to CommonMark and GFM, to pandoc (TeX, citations,
# scripts, attributes), to Quarto (shortcodes), and in bare addresses, which GFM links.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#|~$^@&=]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# An entity in an address would be read as another character.
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Beginnings of list items at the start of a line.
_AT_START = re.compile(r"^(\(?\w{1,9}(?=[.)](?: |$))|(?=[-+:]))")


def _text(text: str, limit: int = TITLE) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", clip(visible(text).strip(), limit))


def _line(*parts: str) -> str:
    return _AT_START.sub(r"\1\\", "; ".join(filter(None, parts)))


def _title(paper: Paper) -> str:
    address = web_address(paper.link.url) if paper.link else None
    title = _text(paper.title)
    return f"[{title}](<{_ENTITY.sub('&amp;', address)}>)" if address else title


def _authors(paper: Paper) -> str:
    names = [_text(author.name) for author in paper.authors]
    others = f" and {counted(len(names) - 3, 'other')}" if len(names) > 3 else ""
    if names and paper.has_more_authors:
        others = " and others"
    return f"{', '.join(names[:3])}{others}"


def _category(paper: Paper) -> str:
    if paper.category:
        return _text(paper.category.code or paper.category.name)
    return _text(paper.topics[0]) if paper.topics else ""


def _item(paper: Paper, *details: str) -> str:
    return f"- {_line(_title(paper), _authors(paper), _category(paper), *details)}"


@display.markdown.register(Papers)
def papers_markdown(papers: Papers) -> str:
    """Show the first papers of a list as items, grouped by week if the weeks are consecutive."""
    weeks = runs(papers)
    scattered = weeks[0][0] is None if len(weeks) == 1 else False
    items = (_item(paper, str(paper.week or "") if scattered else "") for paper in papers[:ROWS])
    blocks = [summary(papers)]
    for day, count in weeks:
        if shown := "\n".join(islice(items, count)):
            title = f"Week ending {day}" if day else "Without a week"
            named = len(weeks) > 1 or day
            blocks += [f"**{title}**: {counted(count, 'paper')}"] if named else []
            blocks.append(shown)
    return _blocks(blocks, len(papers))


@display.markdown.register(Week)
def week_markdown(week: Week) -> str:
    """Show the first papers of a week as items."""
    title = f"**Week ending {week.ending}**: {counted(len(week), 'paper')}"
    return _blocks([title, "\n".join(map(_item, week.papers[:ROWS]))], len(week))


def _blocks(blocks: list[str], count: int) -> str:
    rest = f"{counted(count - ROWS, 'more paper')} not shown" if count > ROWS else ""
    return "\n\n".join(filter(None, [*blocks, rest]))


@display.markdown.register(Paper)
def paper_markdown(paper: Paper) -> str:
    """Show a paper with its week, category and abstract."""
    details = _line(_authors(paper), str(paper.week or ""), _category(paper))
    blocks = (f"**{_title(paper)}**", details, _line(_text(abstract_of(paper) or "", ABSTRACT)))
    return "\n\n".join(filter(None, blocks))
