"""Papers as entries of BibTeX or biblatex.

Which fields an entry must have is said in "BibTeXing" (btxdoc, section 3.1) and in the manual of
biblatex (section 2.1). How preprints name their archive is said in section 3.14.7 of the latter,
and in arXiv's hints for BibTeX (https://info.arxiv.org/help/hypertex/bibstyles).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weeklypapers.formats.citations import cite
from weeklypapers.formats.citations.latex import Piece, accented, escape, pieces
from weeklypapers.dates import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weeklypapers.formats.citations import Citation, Name
    from weeklypapers.model import Paper

__all__ = ["dumps"]

Fields = dict[str, str | None]

_WORD = re.compile(r"([^\W_]+)")
_SIMPLE = re.compile(r"[\w .,:;!?'()/-]+", re.ASCII)


def dumps(papers: Iterable[Paper], *, biblatex: bool = False) -> str:
    """The papers as a bibliography, each once, an entry a paragraph.

    Args:
        papers: The papers. Those that are the same by `weeklypapers.Papers.merge` are one entry.
        biblatex: Whether the entries are for biblatex and biber, else for BibTeX.
    """
    return "\n".join(_entry(work, biblatex=biblatex) for work in cite(papers))


def _entry(work: Citation, *, biblatex: bool) -> str:
    entry_type = _entry_type(work, biblatex=biblatex)
    place = _place(work, entry_type, biblatex=biblatex)
    rest = _for_biblatex(work) if biblatex else _for_bibtex(work)
    fields = (
        _authors(work, biblatex=biblatex)
        | {"title": _title(work.title)}
        | place
        | rest
        | _texts(work)
    )
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{entry_type}{{{work.key},", *lines, "}\n"])


def _entry_type(work: Citation, *, biblatex: bool) -> str:
    """The type whose required fields are known; an article without an author is none."""
    if work.appearance and work.authors:
        return {"journal": "article", "conference": "inproceedings"}[work.appearance.kind]
    return "online" if biblatex and work.url and not work.appearance else "misc"


def _authors(work: Citation, *, biblatex: bool) -> Fields:
    """The names; BibTeX shortens them in many styles, and biber alone can in Unicode."""
    names = list(map(_name if biblatex else _accented_name, work.authors))
    if names and work.has_more_authors:
        names.append("others")  # a word of the format (BibTeXing, section 4)
    return {"author": _braced(" and ".join(names))}


def _accented_name(name: Name) -> str:
    return accented(_name(name), in_braces=bool(name.literal))


def _name(name: Name) -> str:
    """A name as BibTeX reads it for certain: ``von Last, Jr, First``."""
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    parts = (_family(name), escape(name.suffix), escape(name.given))
    return ", ".join(filter(None, parts))


def _family(name: Name) -> str:
    words = name.family.split()
    if len(words) > 1 and any(word[0].islower() for word in words):
        # BibTeX would take a word in lower case for the end of a particle.
        return f"{escape(name.particle)} {{{escape(name.family)}}}".strip()
    return escape(f"{name.particle} {name.family}".strip())


def _title(text: str) -> str | None:
    parts = list(pieces(text))
    formulas = [False, *(part.kind == "math" for part in parts), False]
    neighbours = zip(formulas, formulas[2:], strict=False)
    return _braced("".join(map(_protected, parts, neighbours)))


def _protected(piece: Piece, formulas: tuple[bool, bool]) -> str:
    """A part of a title, with braces around what has to keep its capitals.

    Args:
        piece: The part.
        formulas: Whether there is a formula before it, and behind.
    """
    if piece.kind == "math":
        return f"{{{piece.tex}}}"
    if piece.kind == "tex":
        return piece.tex
    words = _WORD.split(piece.plain)  # between them, at even places, what is no word
    symbols = {1 if formulas[0] and not words[0] else 0}  # such as As in As$_2$
    symbols.add(len(words) - 2 if formulas[1] and not words[-1] else 0)
    # An A is no article if a sign follows, as in A* or P(A|B).
    symbols |= {at for at, word in enumerate(words) if word == "A" and words[at + 1][:1].strip()}
    return "".join(
        f"{{{word}}}" if _keeps_case(word, symbol=place in symbols) else escape(word)
        for place, word in enumerate(words)
    )


def _keeps_case(word: str, *, symbol: bool) -> bool:
    """Whether a word has capitals that are not those of a title or of a sentence."""
    if len(word) == 1:
        return word.isupper() and (word != "A" or symbol)
    return any(char.isupper() for char in (word if symbol else word[1:]))


def _place(work: Citation, entry_type: str, *, biblatex: bool) -> Fields:
    """Where it appeared."""
    place = work.appearance
    if place is None:
        return {"note": _text(work.note)}
    names = {"article": "journaltitle" if biblatex else "journal", "inproceedings": "booktitle"}
    return {
        names.get(entry_type, "howpublished"): _text(place.container),
        "volume": _braced(place.volume),
        "number": _braced(place.issue),
        "pages": _braced(place.pages and place.pages.replace("-", "--")),
    }


def _for_bibtex(work: Citation) -> Fields:
    """Date and archive; without an author a key, by which BibTeX sorts."""
    date = work.date
    arxiv = _braced("arXiv") if work.arxiv_id else None
    return {
        "key": None if work.authors else _braced(_sort_key(work)),
        "year": _braced(date and f"{date.year:04}"),
        "month": MONTH_NAMES[date.month - 1][:3] if date and date.month else None,
        "eprint": _braced(work.arxiv_id),
        "archiveprefix": arxiv,
        "primaryclass": _braced(work.primary_class),
        "url": _braced(work.url),
    }


def _sort_key(work: Citation) -> str:
    """What sorts an entry without authors; styles make labels of its first letters."""
    return work.title if _SIMPLE.fullmatch(work.title) else work.key


def _for_biblatex(work: Citation) -> Fields:
    """Date and archive; the archive gives the address of what is on arXiv."""
    return {
        "date": _braced(work.date and work.date.isoformat()),
        "eprint": _braced(work.arxiv_id),
        "eprinttype": _braced("arXiv") if work.arxiv_id else None,
        "eprintclass": _braced(work.primary_class),
        "url": _braced(work.url) if not work.arxiv_id else None,
    }


def _texts(work: Citation) -> Fields:
    keywords = (keyword.replace(",", " ") for keyword in work.keywords)
    return {
        "doi": _braced(work.doi),
        "keywords": _text(", ".join(keywords)),
        "abstract": _text(work.abstract),
    }


def _text(text: str | None) -> str | None:
    """A text with its LaTeX, as the value of a field."""
    return _braced("".join(piece.tex for piece in pieces(text))) if text else None


def _braced(value: object) -> str | None:
    return f"{{{value}}}" if value else None
