"""RIS records, for reference managers.

They follow the "RIS Format Specifications" of Reference Manager: one tag per line, from ``TY`` to
``ER``; lines end with CR LF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from weeklypapers.formats.citations.latex import to_plain
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.works import Citation, cite
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.paper import Paper

__all__ = ["dumps"]

_TYPES = {"journal": "JOUR", "conference": "CONF", "preprint": "UNPB", "other": "GEN"}


def dumps(papers: Iterable[Paper]) -> str:
    """Return the papers as RIS records, each followed by an empty line.

    Args:
        papers: The papers. Papers that `weeklypapers.Papers.merge` joins are one record.
    """
    return "".join(map(_record, cite(papers)))


def _record(work: Citation) -> str:
    lines = [f"{tag}  - {value}\r\n" for tag, value in _fields(work) if value]
    return "".join([*lines, "ER  - \r\n\r\n"])


def _fields(work: Citation) -> Iterator[tuple[str, str | None]]:
    yield "TY", _TYPES[work.kind]
    yield "ID", work.key
    yield "TI", to_plain(work.title)
    for name in work.authors:
        yield "AU", _name(name)
    if work.date:
        yield "PY", f"{work.date.year:04}"
        yield "DA", _date(work.date)
    yield from _appearance(work)
    if work.arxiv_id:
        yield "AN", f"arXiv:{work.arxiv_id}"
        yield "DB", "arXiv"
    yield "DO", work.any_doi
    yield "UR", work.url
    for keyword in work.keywords:
        yield "KW", to_plain(keyword).replace("*", "")
    yield "N1", to_plain(work.note or "")
    yield "AB", to_plain(work.abstract or "")


def _name(name: Name) -> str:
    """Return ``Family, Given, Suffix``, without other commas, and without asterisks."""
    text = name.literal.replace(",", "") if name.literal else str(name)
    return text.replace("*", "")


def _date(date: PartialDate) -> str:
    """Return a date as ``YYYY/MM/DD/``; unknown parts are empty."""
    month = f"{date.month:02}" if date.month else ""
    day = f"{date.day:02}" if date.day else ""
    return f"{date.year:04}/{month}/{day}/"


def _appearance(work: Citation) -> Iterator[tuple[str, str | None]]:
    appearance = work.appearance
    if appearance is None:
        yield "PB", "arXiv" if work.arxiv_id else None
        return
    first, _, last = (appearance.pages or "").partition("-")
    yield "T2", to_plain(appearance.container).replace("*", "")
    yield "VL", appearance.volume
    yield "IS", appearance.issue
    yield "T3", to_plain(appearance.series or "").replace("*", "")
    yield "SP", first
    yield "EP", last
