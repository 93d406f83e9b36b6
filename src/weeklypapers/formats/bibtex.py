"""Entries of BibTeX and biblatex.

The required fields of an entry are listed in "BibTeXing" (btxdoc, section 3.1) and in the manual of
biblatex (section 2.1). The fields of a preprint's archive are described in section 3.14.7 of the
latter and in arXiv's hints for BibTeX (https://info.arxiv.org/help/hypertex/bibstyles).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from weeklypapers.formats.citations.latex import accented, escape, to_tex
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.titles import title_tex
from weeklypapers.formats.citations.works import Citation, cite
from weeklypapers.model.dates import MONTH_NAMES
from weeklypapers.model.paper import Paper

__all__ = ["dumps"]

_Fields: TypeAlias = dict[str, str | None]

_SIMPLE = re.compile(r"[A-Za-z0-9 .,:;!?'()/-]+")


def dumps(papers: Iterable[Paper], *, biblatex: bool = False) -> str:
    """Return the papers as a bibliography with an empty line between entries.

    Args:
        papers: The papers. Papers that `weeklypapers.Papers.merge` joins are one entry.
        biblatex: Whether to write entries for biblatex and biber instead of BibTeX.
    """
    return "\n".join(_entry(work, biblatex=biblatex) for work in cite(papers))


def _entry(work: Citation, *, biblatex: bool) -> str:
    entry_type = _entry_type(work, biblatex=biblatex)
    fields = {
        "author": _authors(work, biblatex=biblatex),
        "title": _braced(title_tex(work.title)),
        **_appearance(work, entry_type, biblatex=biblatex),
        **(_biblatex_fields(work) if biblatex else _bibtex_fields(work)),
        "doi": _braced(work.doi),
        "keywords": _text(", ".join(keyword.replace(",", " ") for keyword in work.keywords)),
        "abstract": _text(work.abstract),
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{entry_type}{{{work.key},", *lines, "}\n"])


def _entry_type(work: Citation, *, biblatex: bool) -> str:
    """Return a type whose required fields are known; articles require an author."""
    if work.appearance and work.authors:
        return {"journal": "article", "conference": "inproceedings"}[work.appearance.kind]
    return "online" if biblatex and work.url and not work.appearance else "misc"


def _authors(work: Citation, *, biblatex: bool) -> str | None:
    """Return the names. Styles may abbreviate them; only biber can do so with Unicode."""
    names = [_name(name) for name in work.authors]
    if not biblatex:
        names = [
            accented(text, in_braces=bool(name.literal))
            for text, name in zip(names, work.authors, strict=True)
        ]
    if names and work.has_more_authors:
        names.append("others")  # a keyword of the format (BibTeXing, section 4)
    return _braced(" and ".join(names))


def _name(name: Name) -> str:
    """Return the unambiguous form of BibTeX: ``von Last, Jr, First``."""
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    parts = (_family(name), escape(name.suffix), escape(name.given))
    return ", ".join(filter(None, parts))


def _family(name: Name) -> str:
    words = name.family.split()
    if len(words) > 1 and any(word[0].islower() for word in words):
        # BibTeX would read a word in lower case as the end of a particle.
        return f"{escape(name.particle)} {{{escape(name.family)}}}".strip()
    return escape(f"{name.particle} {name.family}".strip())


def _appearance(work: Citation, entry_type: str, *, biblatex: bool) -> _Fields:
    appearance = work.appearance
    if appearance is None:
        return {"note": _text(work.note)}
    names = {"article": "journaltitle" if biblatex else "journal", "inproceedings": "booktitle"}
    return {
        names.get(entry_type, "howpublished"): _text(appearance.container),
        "volume": _braced(appearance.volume),
        "number": _braced(appearance.issue),
        "pages": _braced(appearance.pages and appearance.pages.replace("-", "--")),
    }


def _bibtex_fields(work: Citation) -> _Fields:
    """Return date, archive and address; without authors, also the key that BibTeX sorts by."""
    date = work.date
    # Styles build labels from the first letters of this key.
    sort_key = work.title if _SIMPLE.fullmatch(work.title) else work.key
    return {
        "key": None if work.authors else _braced(sort_key),
        "year": _braced(date and f"{date.year:04}"),
        "month": MONTH_NAMES[date.month - 1][:3] if date and date.month else None,
        "eprint": _braced(work.arxiv_id),
        "archiveprefix": _braced(work.arxiv_id and "arXiv"),
        "primaryclass": _braced(work.primary_class),
        "url": _braced(work.url),
    }


def _biblatex_fields(work: Citation) -> _Fields:
    """Return date and archive; the archive arXiv implies the address."""
    return {
        "date": _braced(work.date and work.date.isoformat()),
        "eprint": _braced(work.arxiv_id),
        "eprinttype": _braced(work.arxiv_id and "arXiv"),
        "eprintclass": _braced(work.primary_class),
        "url": None if work.arxiv_id else _braced(work.url),
    }


def _text(text: str | None) -> str | None:
    """Return a text with its LaTeX as the value of a field."""
    return _braced(to_tex(text)) if text else None


def _braced(value: object) -> str | None:
    return f"{{{value}}}" if value else None
