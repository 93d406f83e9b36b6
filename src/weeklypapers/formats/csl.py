"""CSL-JSON, for citation processors.

Items follow the schema ``csl-data.json`` of the Citation Style Language 1.0.2. As in Zotero's
exports, a preprint is an ``article`` with the archive as publisher and the identifier as number.
The identifier of a published work is in the note, in the form of Zotero's translator for arXiv:
many styles print the archive of an article, but few print its note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from weeklypapers.formats.citations.latex import Segment, segments, to_plain
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.works import Citation, cite
from weeklypapers.model.paper import Paper

__all__ = ["dumps"]

_TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "chapter": "chapter",
    "preprint": "article",
    "other": "document",
}
# Tags that processors interpret, according to the manual of citeproc-js ("HTML-like formatting
# tags"). They can't be escaped.
_TAG = re.compile(r"<(?=/?(?:i|b|sc|sup|sub|span)\b)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def dumps(papers: Iterable[Paper]) -> str:
    """Return the papers as a JSON array of CSL items that ends with a line break.

    Args:
        papers: The papers. Papers that `weeklypapers.Papers.merge` joins are one item.
    """
    items = [_item(work) for work in cite(papers)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(work: Citation) -> dict[str, Any]:
    date = work.date
    item = {
        "id": work.key,
        "type": _TYPES[work.kind],
        "title": "".join(map(_rich, segments(work.title))),
        "author": _authors(work),
        "issued": date and {"date-parts": [[*filter(None, (date.year, date.month, date.day))]]},
        **_appearance(work),
        **_archive(work),
        "DOI": work.any_doi,
        "URL": work.url,
        "note": _note(work),
        "keyword": ", ".join(to_plain(keyword).replace(",", " ") for keyword in work.keywords),
        "abstract": _plain(work.abstract),
    }
    return {name: value for name, value in item.items() if value}


def _authors(work: Citation) -> list[dict[str, str]]:
    """Return the names; unnamed authors are "others", as in BibTeX.

    As a family name, processors print it like any name: "and others". As a literal name, pandoc
    replaces it by the style's "et al.", in APA without the space before it.
    """
    names = list(map(_name, work.authors))
    return [*names, {"family": "others"}] if names and work.has_more_authors else names


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": _without_tags(name.literal)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: _without_tags(text) for part, text in parts.items() if text}


def _appearance(work: Citation) -> dict[str, str | None]:
    appearance = work.appearance
    if appearance is None:
        return {}
    return {
        "container-title": _plain(appearance.container),
        "collection-title": _plain(appearance.series),
        "volume": appearance.volume,
        "issue": appearance.issue,
        "page": appearance.pages,
    }


def _archive(work: Citation) -> dict[str, str]:
    if work.kind != "preprint":
        return {}
    return {"publisher": "arXiv", "number": f"arXiv:{work.arxiv_id}"}


def _note(work: Citation) -> str:
    """Return the note, with a line for the identifier of a published work."""
    note = _plain(work.note)
    return "\n".join(filter(None, [work.arxiv_label if work.appearance else None, note]))


def _rich(segment: Segment) -> str:
    """Return a part of a title; formulas stay LaTeX and keep their case."""
    if segment.kind == "math":
        return f'<span class="nocase">{segment.plain}</span>'
    return _without_tags(segment.plain)


def _plain(text: str | None) -> str | None:
    return _without_tags(to_plain(text)) if text else None


def _without_tags(text: str) -> str:
    """Return a text in which a joiner without width separates each bracket from its tag."""
    return _TAG.sub(f"<{_WORD_JOINER}", text)
