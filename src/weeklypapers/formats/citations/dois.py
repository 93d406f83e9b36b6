"""DOIs: whether they identify published works, and the publications that they name.

The publisher chooses the text of a DOI after its prefix. The publishers below put the name of a
journal and its volume, or the name of a conference and its year, into it. Most others don't: ACM's
``10.1145/…`` has the same form in journals, proceedings and books, and the year in the DOI of a
journal of IEEE or Nature can be that before the publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from weeklypapers.formats.citations.appearances import Appearance
from weeklypapers.model.venues import CONFERENCES

__all__ = ["find_dois", "is_archive", "names_book", "parse_doi"]

_Reader: TypeAlias = Callable[[re.Match[str]], Appearance | None]

# The pattern that Crossref recommends.
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\]*[^\s{}\\,;.]")

# The prefixes of preprint servers and of archives for manuscripts, data and software. PREreview
# lists those of the servers.
_ARCHIVES = re.compile(
    r"""10\. (?:
        48550/                                  # arXiv
      | 1101/\d | 64898/                        # bioRxiv and medRxiv; not the journals of 10.1101
      | 312 (?: 19 | 2\d | 3[0-7] )/            # OSF Preprints, such as PsyArXiv and SocArXiv
      | 17605/ | 31730/ | 32942/ | 35542/       # OSF, AfricArXiv, EcoEvoRxiv, EdArXiv
      | 2139/ssrn | 20944/preprints | 21203/rs  # SSRN, Preprints.org, Research Square
      | 26434/ | 36227/ | 22541/                # ChemRxiv, TechRxiv, Authorea
      | 1590/scielopreprints | 1002/essoar | 7287/peerj\.preprints | 2196/preprints
      | 33774/ | 5194/egusphere | 1364/opticaopen  # Cambridge Open Engage, EGUsphere, Optica Open
      | 5281/ | 6084/ | 13140/                  # Zenodo, figshare, ResearchGate
      | 7910/ | 5061/ | 17632/ | 21227/         # Dataverse, Dryad, Mendeley Data, IEEE DataPort
      | 57967/hf                                # Hugging Face
    )""",
    re.VERBOSE | re.IGNORECASE,
)

# An ISBN of 13 digits, as publishers of books use it; Elsevier writes a B before it.
_ISBN = re.compile(r"10\.\d{4,9}/B?97[89]-?\d(?:-?\d){9}", re.IGNORECASE)

# Journals of the American Physical Society, by their code in a DOI: the name, the number of volumes
# per year, and the year that a volume 0 would have; half a year is the second volume of a year.
_APS = {
    code: (name, per_year, year)
    for code, name, per_year, year in (
        *(
            (f"physrev{letter.lower()}", f"Physical Review {letter}", 2, 1969.5)
            for letter in "ABCDE"
        ),
        ("physrevlett", "Physical Review Letters", 2, 1958),
        ("physrevx", "Physical Review X", 1, 2010),
        ("physrevapplied", "Physical Review Applied", 2, 2013.5),
        ("physrevfluids", "Physical Review Fluids", 1, 2015),
        ("physrevmaterials", "Physical Review Materials", 1, 2016),
        ("physrevresearch", "Physical Review Research", 1, 2018),
        ("prxquantum", "PRX Quantum", 1, 2019),
        ("revmodphys", "Reviews of Modern Physics", 1, 1928),
    )
}

# The venues of the ACL Anthology, by the letter of the older identifiers.
_ACL = {"d": "EMNLP", "e": "EACL", "k": "CoNLL", "n": "NAACL", "p": "ACL"}

_ACRONYMS = {name.casefold(): name for name in CONFERENCES}


def find_dois(text: str) -> Iterator[str]:
    """Yield the DOIs in a text; arXiv's field can contain several."""
    return (match[0] for match in _DOI.finditer(text))


def is_archive(doi: str) -> bool:
    """Return whether a DOI identifies a preprint, a data set or another unpublished work."""
    return bool(_ARCHIVES.match(doi))


def names_book(doi: str) -> bool:
    """Return whether a DOI has an ISBN: it identifies a book, proceedings, or a part of them."""
    return bool(_ISBN.match(doi))


def parse_doi(doi: str) -> Appearance | None:
    """Return the publication that a DOI names together with its year; None for most DOIs."""
    for form, read in _FORMS:
        if match := form.fullmatch(doi):
            return read(match)
    return None


def _aps(match: re.Match[str]) -> Appearance | None:
    if (code := match["code"].lower()) not in _APS:
        return None
    name, per_year, year = _APS[code]
    return Appearance(
        kind="journal",
        container=name,
        year=int(year + int(match["volume"]) / per_year),
        volume=match["volume"],
        pages=match["pages"].upper(),
    )


def _journal(name: str) -> _Reader:
    return lambda match: Appearance(
        kind="journal",
        container=name,
        year=int(match["year"]),
        volume=match["volume"],
        pages=match["pages"],
    )


def _conference(match: re.Match[str]) -> Appearance:
    name, year = match["name"], match["year"]
    acronym = _ACRONYMS.get(name.lower(), name if name != name.lower() else name.upper())
    return Appearance(kind="conference", container=f"{acronym} {year}", year=int(year))


def _known_conference(match: re.Match[str]) -> Appearance | None:
    # The names of IEEE's Transactions begin with a T; TCC is also the name of a conference.
    name = match["name"].lower()
    return _conference(match) if name in _ACRONYMS and not name.startswith("t") else None


def _aaai(match: re.Match[str]) -> Appearance:
    return Appearance(
        kind="conference",
        container="Proceedings of the AAAI Conference on Artificial Intelligence",
        year=1986 + int(match["volume"]),  # since the 24th conference, in 2010
        volume=match["volume"],
        issue=match["issue"],
    )


def _findings(match: re.Match[str]) -> Appearance:
    conference = _conference(match)
    return attrs.evolve(conference, container=f"Findings of {conference.container}")


def _old_acl(match: re.Match[str]) -> Appearance:
    name, year = _ACL[match["letter"].lower()], 2000 + int(match["year"])
    return Appearance(kind="conference", container=f"{name} {year}", year=year)


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTHLY = r"(?P<volume>\d\d)"
_ACL_NAME = r"(?P<name>acl|emnlp|naacl|eacl|aacl|conll)"
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(form, re.ASCII | re.IGNORECASE), read)
    for form, read in (
        (r"10\.1103/(?P<code>[a-z]+)\.(?P<volume>\d{1,3})\.(?P<pages>[a-z]?\d+)", _aps),
        # JHEP, published by Springer and before by IOP, and JCAP. A volume is a month.
        (rf"10\.1007/JHEP{_MONTHLY}\({_YEAR}\)(?P<pages>\d+)", _journal("JHEP")),
        (rf"10\.1088/1126-6708/{_YEAR}/{_MONTHLY}/(?P<pages>\d+)", _journal("JHEP")),
        (rf"10\.1088/1475-7516/{_YEAR}/{_MONTHLY}/(?P<pages>\d+)", _journal("JCAP")),
        # IEEE's proceedings: the name with the number of the conference or, in older DOIs, without.
        (rf"10\.1109/(?P<name>[\w-]*[a-z])\d{{5}}\.{_YEAR}\.\d+", _conference),
        (rf"10\.1109/(?P<name>[\w-]+)\.{_YEAR}\.\d+", _known_conference),
        # The ACL Anthology. Its other events are workshops, whose names are abbreviated.
        (rf"10\.18653/v1/{_YEAR}\.{_ACL_NAME}-\w+\.\d+", _conference),
        (rf"10\.18653/v1/{_YEAR}\.findings-{_ACL_NAME}\.\d+", _findings),
        (r"10\.18653/v1/(?P<letter>[deknp])(?P<year>\d\d)-[1-3]\d{3}", _old_acl),
        (r"10\.1609/aaai\.v(?P<volume>2[4-9]|[3-9]\d)i(?P<issue>\d+)\.\d+", _aaai),
        # ISCA, IJCAI and KR, and Dagstuhl's proceedings.
        (rf"10\.21437/(?P<name>Interspeech|Odyssey)\.{_YEAR}-\d+", _conference),
        (rf"10\.24963/(?P<name>ijcai|kr)\.{_YEAR}/\d+", _conference),
        (rf"10\.4230/LIPIcs\.(?P<name>[a-z/-]+)\.{_YEAR}\.\d+", _conference),
    )
)
