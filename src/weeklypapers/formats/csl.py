"""Papers as CSL-JSON, the input of citation processors.

By the schema ``csl-data.json`` of the Citation Style Language 1.0.2. A preprint is an item of type
``article``, with the archive as publisher and the identifier as number, as Zotero exports it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from weeklypapers.formats.citations import cite
from weeklypapers.formats.citations.latex import pieces, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.formats.citations import Citation, Name
    from weeklypapers.dates import PartialDate
    from weeklypapers.model import Paper

__all__ = ["dumps"]

_TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "preprint": "article",
    "other": "document",
}
# The tags that processors take for markup, by the manual of citeproc-js ("HTML-like formatting
# tags"). There is no escape for them.
_TAG = re.compile(r"<(?=/?(?:i|b|sc|sup|sub|span)\b)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def dumps(papers: Iterable[Paper]) -> str:
    """The papers as a JSON array of CSL items, each once, ended by a line break.

    Args:
        papers: The papers. Those that are the same by `weeklypapers.Papers.merge` are one item.
    """
    items = [_item(work) for work in cite(papers)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(work: Citation) -> dict[str, Any]:
    item = {
        "id": work.key,
        "type": _TYPES[work.kind],
        "title": "".join(_rich(piece.kind, piece.plain) for piece in pieces(work.title)),
        "author": _authors(work),
        "issued": _date(work.date) if work.date else None,
        **_place(work),
        **_archive(work),
        "DOI": work.any_doi,
        "URL": work.url,
        "note": _plain(work.note),
        "keyword": ", ".join(keyword.replace(",", " ") for keyword in work.keywords),
        "abstract": _plain(work.abstract),
    }
    return {name: value for name, value in item.items() if value}


def _authors(work: Citation) -> list[dict[str, str]]:
    """The names; for ``and others`` the last is what pandoc makes of it, and prints as et al."""
    names = list(map(_name, work.authors))
    return [*names, {"literal": "others"}] if names and work.has_more_authors else names


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": _guarded(name.literal)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: _guarded(text) for part, text in parts.items() if text}


def _date(date: PartialDate) -> dict[str, list[list[int]]]:
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}


def _place(work: Citation) -> dict[str, str | None]:
    place = work.appearance
    if place is None:
        return {}
    return {
        "container-title": _plain(place.container),
        "volume": place.volume,
        "issue": place.issue,
        "page": place.pages,
    }


def _archive(work: Citation) -> dict[str, str]:
    if work.arxiv_id is None:
        return {}
    number = f"arXiv:{work.arxiv_id}"
    if work.kind == "preprint":
        return {"publisher": "arXiv", "number": number}
    return {"archive": "arXiv", "archive_location": number}


def _rich(kind: str, text: str) -> str:
    """A part of a title; a formula is LaTeX still, and keeps its case."""
    return f'<span class="nocase">{text}</span>' if kind == "math" else _guarded(text)


def _plain(text: str | None) -> str | None:
    return _guarded(to_plain(text)) if text else None


def _guarded(text: str) -> str:
    """Text in which nothing is a tag: a joiner without width stands behind the bracket."""
    return _TAG.sub(f"<{_WORD_JOINER}", text)
