"""RIS records, for reference managers.

They follow the "RIS Format Specifications" of Reference Manager: one tag per line, from ``TY`` to
``ER``; lines end with CR LF. RIS has no type for preprints. They are reports with the archive as
institution and the identifier as number, as Zotero stored them before it had a type of its own.
Zotero reads ``M2``, which reports don't use otherwise, as its field "Extra", where
``type: article`` makes styles cite a preprint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from weeklypapers.formats.citations.latex import to_plain
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.works import Citation, cite
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.paper import Paper

__all__ = ["dumps"]

_TYPES = {
    "journal": "JOUR",
    "conference": "CONF",
    "chapter": "CHAP",
    "preprint": "RPRT",
    "other": "GEN",
}


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
    if work.authors and work.has_more_authors:
        yield "AU", "others"
    if work.date:
        yield "PY", f"{work.date.year:04}"
        yield "DA", _date(work.date)
    yield from _appearance(work)
    yield from _archive(work)
    yield "DO", work.any_doi
    yield "UR", work.url
    yield "L1", work.arxiv_id and work.arxiv_id.pdf_url
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
        return
    container = to_plain(appearance.container).replace("*", "")
    first, _, last = (appearance.pages or "").partition("-")
    yield "T2", container
    if appearance.kind == "conference":
        yield "C3", container  # the title of the proceedings; T2 is the name of the conference
    yield "VL", appearance.volume
    yield "IS", appearance.issue
    yield "T3", to_plain(appearance.series or "").replace("*", "")
    yield "SP", first
    yield "EP", last


def _archive(work: Citation) -> Iterator[tuple[str, str | None]]:
    if work.kind == "preprint":
        yield "PB", "arXiv"
        yield "SN", f"arXiv:{work.arxiv_id}"
        yield "M2", "type: article"
    else:
        yield "N1", work.arxiv_label
