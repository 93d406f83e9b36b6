"""Where a paper has appeared, as far as a reference in free text tells it with certainty.

arXiv's ``journal_ref`` is what the authors typed. Its usual forms, such as
``Phys. Rev. D 98, 030001 (2018)``, are taken apart; proceedings are told by their words; all else
is no statement that a program should make, and stays a text. So does what is still to appear.
"""

from __future__ import annotations

import re
from typing import Literal

import attrs

__all__ = ["Appearance", "in_list", "in_reference", "is_arxiv"]

_YEAR = r"(?:19|20)\d\d"
_CONTAINER = r"(?P<container>[^\W\d_][^\d,;:()\[\]]*?)"
_VOLUME = r"(?:[Vv]ol(?:ume)?\.?\s*)?(?P<volume>\d{1,4})"
_ISSUE = (
    rf"(?:\s*\(\s*(?!{_YEAR}\))(?P<issue>\d{{1,5}})\s*\)|\s*,?\s*[Nn]o\.?\s*(?P<no>\d{{1,5}}))?"
)
_PAGES = (
    r"(?:(?:pp?\.|pages?|[Aa]rt(?:icle|\.))\s*)?"
    r"(?P<pages>[A-Za-z]{0,3}\d{1,7}(?:\s*[-–—]+\s*[A-Za-z]{0,3}\d{1,7})?)"
)
# What stands before the volume, which the letter of a section may do without a space.
_NAMED = rf"{_CONTAINER}(?:,?\s+|(?<=[.\s][A-Z]))"
# What stands before the pages, not needed behind the parentheses of an issue.
_THEN = r"(?:\s*[,:]|(?<=\)))\s*"
# This journal has no volumes.
_NO_VOLUMES = (
    r"(?P<container>TMLR|Transactions on Machine Learning Research(?: \(TMLR\))?)"
    rf"(?P<volume>)(?P<issue>)(?P<no>)(?P<pages>),?\s*\(?(?:\d\d?/)?(?P<year>{_YEAR})\)?"
)
_FORMS = [
    re.compile(form)
    for form in (
        rf"{_NAMED}{_VOLUME}{_ISSUE}{_THEN}{_PAGES},?\s*\((?P<year>{_YEAR})\)",
        rf"{_NAMED}{_VOLUME}{_ISSUE}\s*\((?P<year>{_YEAR})\)\s*[,:]?\s*{_PAGES}",
        # As INSPIRE has it: the year, the issue, the pages.
        rf"{_NAMED}{_VOLUME}(?P<issue>)\s*\((?P<year>{_YEAR})\)\s*(?P<no>\d{{1,3}})\s*,\s*{_PAGES}",
        rf"{_CONTAINER},?\s*{_VOLUME}{_ISSUE}\s*[,:]\s*{_PAGES},\s*(?P<year>{_YEAR})",
        _NO_VOLUMES,
    )
]
_NO_JOURNAL = re.compile(
    r"\b(?:arxiv|book|chapter|lecture notes|part|section|thesis)\b", re.IGNORECASE
)
_PROCEEDINGS = re.compile(
    r"\b(?:Proc|Proceedings|Conf|Conference|Symposium|Workshops?|Findings"
    r"|AAAI|AACL|ACCV|ACL|AISTATS|ASPLOS|BMVC|CHI|CIKM|COLING|COLM|COLT|CVPR|CoNLL|CoRL|EACL|ECAI"
    r"|ECCV|ECIR|EMNLP|EuroSys|FAccT|FOCS|HPCA|ICASSP|ICCV|ICDE|ICDM|ICLR|ICML|ICPP|ICRA|ICSE|IJCAI"
    r"|INTERSPEECH|IPDPS|IROS|ISCA|Interspeech|KDD|LREC|MICCAI|MLSys|NAACL|NIPS|NSDI|NeurIPS"
    r"|OSDI|PPoPP|RSS|RecSys|SIGCOMM|SIGGRAPH|SIGIR|SIGMOD|SOSP|STOC|UAI|UIST|USENIX|VLDB"
    r"|WACV|WSDM|WWW)\b"
    r"|\bAdvances in Neural Information Processing Systems\b"
)
# Journals that are called proceedings.
_ACADEMY = re.compile(
    r"Proc(?:eedings|\.)?\s*(?:of the\s+)?(?:Nat|R\.?\s*Soc|Roy|London|Amer|IEEE,|IEEE \d)"
)
_JOURNAL = re.compile(
    r"\b(?:Annals|IJCV|JAIR|JMLR|Journal|Nature|PNAS|Science|TACL|TKDD|TMLR|TPAMI|Transactions)\b"
)
_ARXIV = re.compile(r"\barxiv\b|\bCoRR\b", re.IGNORECASE)
# What says that it has not appeared there, not yet, or that another has.
_PENDING = re.compile(
    r"\b(?:(?:re-?)?submi(?:tted|ssion)|(?:under|in)(?: peer)?[ -]review|in (?:preparation|press)"
    r"|to (?:appear|be (?:published|presented))|forthcoming|preprint|reject(?:ed|ion)|withdrawn"
    r"|version)\b",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"(?:(?:accepted|appeared|appears|presented|published)"
    r"(?: (?:as|for)(?: an?)? [a-z]+(?: (?:paper|presentation))?)? (?:in|at|by|to|for)"
    r"|in(?! (?:silico|situ|vitro|vivo)\b)):?\s+(?:the\s+)?",
    re.IGNORECASE,
)


@attrs.frozen(kw_only=True)
class Appearance:
    """Where and when a paper has appeared.

    Attributes:
        kind: In a journal, or in the proceedings of a conference.
        container: The journal's name, or what is said of the proceedings.
        year: The year.
        volume: The journal's volume.
        issue: The number within the volume.
        pages: The pages, with a hyphen between first and last, or the number of the article.
    """

    kind: Literal["journal", "conference"]
    container: str
    year: int
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def is_arxiv(venue: str) -> bool:
    """Whether a venue says no more than that the paper is on arXiv."""
    return bool(_ARXIV.fullmatch(venue.strip()))


def in_reference(text: str) -> Appearance | None:
    """What a reference says; None if it can't be taken apart with certainty."""
    if not (text := _said(text)):
        return None
    if _PROCEEDINGS.search(text) and not _ACADEMY.match(text):
        return _in_proceedings(text)
    matches = (form.fullmatch(text.rstrip(" .")) for form in _FORMS)
    match = next(filter(None, matches), None)
    if match is None or _NO_JOURNAL.search(match["container"]):
        return None
    return Appearance(
        kind="journal",
        container=match["container"].strip(),
        year=int(match["year"]),
        volume=match["volume"] or None,
        issue=match["issue"] or match["no"] or None,
        pages=re.sub(r"\s*[-–—]+\s*", "-", match["pages"]) or None,
    )


def _said(text: str) -> str:
    """The place alone; empty if that is arXiv, or if the text says that it is not certain."""
    if _ARXIV.search(text) or _PENDING.search(text):
        return ""
    said = _SAID_BEFORE.match(text)
    return text[said.end() :] if said else text


def _in_proceedings(text: str) -> Appearance | None:
    years = set(re.findall(rf"(?<!\d){_YEAR}(?!\d)", text))
    if len(years) != 1:
        return None
    return Appearance(kind="conference", container=text, year=int(years.pop()))


def in_list(venue: str, year: int) -> Appearance | None:
    """What a list says with a venue and a year; None if the venue is no journal or conference."""
    if not (venue := _said(venue)):
        return None
    if _PROCEEDINGS.search(venue):
        return Appearance(kind="conference", container=venue, year=year)
    if _JOURNAL.search(venue):
        return Appearance(kind="journal", container=venue, year=year)
    return None
