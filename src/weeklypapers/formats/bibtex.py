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
from weeklypapers.model.bulk import paused_collector
from weeklypapers.model.dates import MONTH_NAMES
from weeklypapers.model.paper import Paper
from weeklypapers.model.text import remembering

__all__ = ["dumps"]

_Fields: TypeAlias = dict[str, str | None]

# Typographic apostrophes in names, to which BibTeX and its readers prefer the plain one.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bb\u02bc", "'"))
_KEPT = 16_384  # names whose form is kept
_SIMPLE = re.compile(r"[A-Za-z0-9 .,:;!?'()/-]+")


def dumps(papers: Iterable[Paper], *, biblatex: bool = False) -> str:
    """Return the papers as a bibliography with an empty line between entries.

    Args:
        papers: The papers. Papers that `weeklypapers.Papers.merge` joins are one entry.
        biblatex: Whether to write entries for biblatex and biber instead of BibTeX.
    """
    with paused_collector():
        return "\n".join([_entry(work, biblatex=biblatex) for work in cite(papers)])


def _entry(work: Citation, *, biblatex: bool) -> str:
    entry_type = _entry_type(work, biblatex=biblatex)
    fields = {
        "author": _authors(work, biblatex=biblatex),
        "title": _braced(title_tex(work.title)),
        **_appearance(work, entry_type, biblatex=biblatex),
        # biblatex prints the note of an article before its pages, and the addendum at the end.
        "addendum" if biblatex and work.appearance else "note": _text(work.note),
        **(_biblatex_fields(work) if biblatex else _bibtex_fields(work)),
        "doi": _braced(work.doi),
        "keywords": _text(", ".join(keyword.replace(",", " ") for keyword in work.keywords)),
        "abstract": _text(work.abstract),
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{entry_type}{{{work.key},", *lines, "}\n"])


def _entry_type(work: Citation, *, biblatex: bool) -> str:
    """Return a type whose required fields are known; articles require an author.

    In BibTeX, a chapter also requires a publisher. ``@inproceedings`` prints the same words without
    one. biblatex prints empty parentheses for a journal article without a date.
    """
    kind = work.appearance.kind if work.appearance and work.authors else None
    if kind == "journal" and (work.date or not biblatex):
        return "article"
    if kind == "chapter" and biblatex:
        return "inbook"
    if kind in ("conference", "chapter"):
        return "inproceedings"
    return "online" if biblatex and work.url and not work.appearance else "misc"


def _authors(work: Citation, *, biblatex: bool) -> str | None:
    """Return the names. Styles may abbreviate them; only biber can do so with Unicode."""
    names = [_name(name, biblatex=biblatex) for name in work.authors]
    if names and work.has_more_authors:
        names.append("others")  # a keyword of the format (BibTeXing, section 4)
    return _braced(" and ".join(names))


def _size(name: Name) -> int:
    return sum(map(len, (name.literal, name.family, name.given, name.particle, name.suffix)))


@remembering(_KEPT, _size)
def _name(name: Name, *, biblatex: bool) -> str:
    """Return the unambiguous form of BibTeX: ``von Last, Jr, First``."""
    if name.literal:
        text = _undivided(name.literal)
    else:
        parts = (_family(name), escape(name.suffix), escape(name.given))
        text = ", ".join(filter(None, parts))
    text = text.translate(_APOSTROPHES)
    return text if biblatex else accented(text, in_braces=bool(name.literal))


def _family(name: Name) -> str:
    """Return the particle and the family name, which BibTeX divides at spaces and hyphens.

    It would take a part in lower case for the end of a particle. In al-Rashid and d'Alché-Buc, it
    would also replace the hyphen by a space.
    """
    *parts, _ = re.split("[ -]", name.family)
    family = _undivided(name.family) if any(map(_is_lower, parts)) else escape(name.family)
    return f"{escape(name.particle)} {family}".strip()


def _undivided(text: str) -> str:
    """Return a text that BibTeX doesn't divide, usually in braces.

    Some styles build labels from three letters. In braces, they would cut through an accent.
    """
    if "\\" in accented(text[:3], in_braces=True):
        return re.sub("[ ,-]", r"{\g<0>}", escape(text))
    return f"{{{escape(text)}}}"


def _is_lower(word: str) -> bool:
    return next(filter(str.isalpha, word), "").islower()


def _appearance(work: Citation, entry_type: str, *, biblatex: bool) -> _Fields:
    appearance = work.appearance
    if appearance is None:
        is_preprint = work.kind == "preprint" and not biblatex
        return {"howpublished": _braced(f"arXiv:{work.arxiv_id}") if is_preprint else None}
    container, volume, number = appearance.container, appearance.volume, appearance.issue
    pages = appearance.pages and appearance.pages.replace("-", "--")
    if entry_type != "article" and number:
        # In a book, this field is the number in a series. BibTeX rejects it without a series.
        volume = f"{volume}({number})" if volume else None
        container = container if volume else f"{container}, no. {number}"
        number = None
    if entry_type == "misc":  # which has no such fields
        place = ", ".join(filter(None, [f"{container} {volume or ''}".strip(), pages]))
        return {"howpublished": _text(place)}
    journal = "journaltitle" if biblatex else "journal"
    return {
        journal if entry_type == "article" else "booktitle": _text(container),
        "volume": _braced(volume),
        "number": _braced(number),
        "pages": _braced(pages),
        "series": _text(appearance.series),
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
        "eprinttype": _braced(work.arxiv_id and "arxiv"),  # the name that Zotero reads
        "primaryclass": _braced(work.primary_class),
        "url": _braced(work.url),
    }


def _biblatex_fields(work: Citation) -> _Fields:
    """Return date, archive and address."""
    return {
        "date": _braced(work.date and work.date.isoformat()),
        "eprint": _braced(work.arxiv_id),
        "eprinttype": _braced(work.arxiv_id and "arXiv"),
        "eprintclass": _braced(work.primary_class),
        "url": _braced(work.url),
    }


def _text(text: str | None) -> str | None:
    """Return a text with its LaTeX as the value of a field."""
    return _braced(to_tex(text)) if text else None


def _braced(value: object) -> str | None:
    return f"{{{value}}}" if value else None
