"""Entries of BibTeX and biblatex.

The required fields of an entry are listed in "BibTeXing" (btxdoc, section 3.1) and in the manual of
biblatex (section 2.1). The fields of a preprint's archive are described in section 3.14.7 of the
latter and in arXiv's hints for BibTeX (https://info.arxiv.org/help/hypertex/bibstyles).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from weeklypapers.formats.citations.latex import Segment, accented, escape, segments
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.works import Citation, cite
from weeklypapers.model.dates import MONTH_NAMES
from weeklypapers.model.paper import Paper

__all__ = ["dumps"]

_Fields: TypeAlias = dict[str, str | None]

_WORD = re.compile(r"([^\W_]+)")
_SIMPLE = re.compile(r"[\w .,:;!?'()/-]+", re.ASCII)


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
        "title": _title(work.title),
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


def _title(text: str) -> str | None:
    parts = list(segments(text))
    is_formula = [False, *(part.kind == "math" for part in parts), False]
    return _braced(
        "".join(
            _protected(part, after_formula=before, before_formula=after)
            for part, before, after in zip(parts, is_formula, is_formula[2:], strict=False)
        )
    )


def _protected(part: Segment, *, after_formula: bool, before_formula: bool) -> str:
    """Return a part of a title, with braces around the words that must keep their capitals."""
    if part.kind == "math":
        return f"{{{part.tex}}}"
    if part.kind == "tex":
        return part.tex
    words = _WORD.split(part.plain)  # words at odd indices, the text between them at even ones
    # A word next to a formula is a symbol, such as "As" in As$_2$.
    symbols = {1 if after_formula and not words[0] else 0}
    symbols.add(len(words) - 2 if before_formula and not words[-1] else 0)
    # "A" before a sign is not an article, as in A* or P(A|B).
    symbols |= {
        index for index, word in enumerate(words) if word == "A" and words[index + 1][:1].strip()
    }
    return "".join(
        f"{{{word}}}" if _keeps_case(word, is_symbol=index in symbols) else escape(word)
        for index, word in enumerate(words)
    )


def _keeps_case(word: str, *, is_symbol: bool) -> bool:
    """Return whether a word has capitals other than those of a title or of a sentence."""
    if len(word) == 1:
        return word.isupper() and (word != "A" or is_symbol)
    return any(char.isupper() for char in (word if is_symbol else word[1:]))


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
    return _braced("".join(part.tex for part in segments(text))) if text else None


def _braced(value: object) -> str | None:
    return f"{{{value}}}" if value else None
