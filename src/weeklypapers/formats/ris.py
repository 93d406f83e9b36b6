"""Papers as RIS records, which reference managers import.

By the "RIS Format Specifications" of Reference Manager: a line a tag, ended by CR and LF, from
``TY`` to ``ER``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weeklypapers.formats.citations import cite
from weeklypapers.formats.citations.latex import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weeklypapers.formats.citations import Citation, Name
    from weeklypapers.dates import PartialDate
    from weeklypapers.model import Paper

__all__ = ["dumps"]

_TYPES = {"journal": "JOUR", "conference": "CONF", "preprint": "UNPB", "other": "GEN"}
_END = "\r\n"


def dumps(papers: Iterable[Paper]) -> str:
    """The papers as RIS records, each once, with an empty line behind each.

    Args:
        papers: The papers. Those that are the same by `weeklypapers.Papers.merge` are one record.
    """
    return "".join(map(_record, cite(papers)))


def _record(work: Citation) -> str:
    lines = [f"{tag}  - {value}{_END}" for tag, value in _fields(work) if value]
    return f"TY  - {_TYPES[work.kind]}{_END}{''.join(lines)}ER  - {_END}{_END}"


def _fields(work: Citation) -> Iterator[tuple[str, str | None]]:
    yield "ID", work.key
    yield "TI", to_plain(work.title)
    for name in work.authors:
        yield "AU", _name(name)
    if work.date:
        yield "PY", f"{work.date.year:04}"
        yield "DA", _date(work.date)
    yield from _place(work)
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
    """``Family, Given, Suffix``; commas part these, and asterisks are not allowed."""
    text = name.literal.replace(",", "") if name.literal else str(name)
    return text.replace("*", "")


def _date(date: PartialDate) -> str:
    """``YYYY/MM/DD/``; parts that are not known stay empty."""
    month = f"{date.month:02}" if date.month else ""
    day = f"{date.day:02}" if date.day else ""
    return f"{date.year:04}/{month}/{day}/"


def _place(work: Citation) -> Iterator[tuple[str, str | None]]:
    place = work.appearance
    if place is None:
        yield "PB", "arXiv" if work.arxiv_id else None
        return
    first, _, last = (place.pages or "").partition("-")
    yield "T2", to_plain(place.container).replace("*", "")
    yield "VL", place.volume
    yield "IS", place.issue
    yield "SP", first
    yield "EP", last
