"""Names of journals and of proceedings, as references and venues write them."""

from __future__ import annotations

import re

from weeklypapers.formats.citations._reference_tokens import YEAR, any_of
from weeklypapers.formats.citations._reference_words import (
    CITY_STATES,
    COUNTRIES,
    NOT_A_SERIAL,
    STATES,
)
from weeklypapers.model.venues import AMBIGUOUS, CONFERENCES, JOURNAL_NAMES, JOURNALS, SUBJECTS

__all__ = [
    "is_conference",
    "is_journal",
    "is_journal_venue",
    "is_known_journal",
    "is_place",
    "is_proceedings",
    "names_event",
    "proceedings_name",
    "years_in",
]

_CLEAR = [name for name in CONFERENCES if name.casefold() not in AMBIGUOUS]
_AMBIGUOUS = set(CONFERENCES) - set(_CLEAR)
_EVENT = re.compile(
    r"\b(?:Conf|Conference|Symposium|Sympos|Symp|Workshops?|Congress|Meeting|Findings"
    r"|Colloquium (?:on|of|for)|Conférence|Colloque|Congrès|Journées"
    # Conferences that are also named without the word
    r"|Neural Information Processing Systems|Computer Vision and Pattern Recognition"
    r"|Artificial Intelligence and Statistics|Uncertainty in Artificial Intelligence"
    r"|Empirical Methods in Natural Language Processing|Knowledge Discovery and Data Mining"
    r"|Robotics:? Science and Systems|Machine Learning and Systems)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(
    rf"\b(?:{any_of(_CLEAR)})(?![A-Za-z])"
    # Inside a text, these may be a numeral or the section of a journal.
    rf"|(?:\A|\b(?:ACM|IEEE|USENIX) |\()(?:{any_of(_AMBIGUOUS)})\b"
    rf"|\b(?:{any_of(_AMBIGUOUS)})(?=\s?['’]\d\d\b|\s{YEAR})"
)
# A conference has a number or a year: "41st", "of the 2019", "2023 IEEE".
_DATED = re.compile(rf"\b\d+(?:st|nd|rd|th)\b|\b{YEAR} (?=[A-Z])")
_PROCEEDINGS = re.compile(r"\bProc(?:eedings|s)?\b")
_SOCIETY = re.compile(
    r"\b(?:Acad(?:emy)?|Soc(?:iety)?|Inst(?:itut(?:e|ion))?|Endow(?:ment)?|ACM (?:on )?[A-Z]\w+"
    r"|Nat(?:l|ional)?|Roy|R|Lond(?:on)?|Amer|Privacy Enhancing Technologies)\b|\bIEEE\Z"
)
# Serials for the proceedings of many conferences: AIP Conf. Proc., J. Phys.: Conf. Ser.
_SERIAL = re.compile(
    r"Conf(?:erence)?\.? ?(?:Ser(?:ies)?|Proc(?:eedings)?)\b|\bWeb (?:of )?Conf(?:erences)?\b"
    r"|\bProc(?:eedings|\.)? ?Suppl|\bVLDB Endow"
)
_PERIODICAL = re.compile(
    r"\b(?:Journal|J|Journ|Transactions|Trans|Annals|Annales|Ann|Archives?|Arch|Acta|Bulletin|Bull"
    r"|Lett|Rev|Commun|Physica|Physical Review|Foundations and Trends|PL[oO]S|npj)\b"
    r"|\b(?:Reviews?|Record|Rec|News|Newsletter|Forum|Notices|Explorations|Letters|Magazine|Mag"
    r"|Surveys|Surv|Reports|Rep|Communications)\.?\Z|\AFront(?:iers in|\.)"
)
_FAMILY = re.compile(r"(?:Cell|Communications|Nature|Science) ")
_JOURNAL_VENUE = re.compile(
    rf"\b(?:Annals|Journal|Nature|Science|Transactions|{any_of(JOURNALS)})\b"
)
# Texts that name a book, a talk or a report
_NOT_A_SERIAL = re.compile(rf"\b(?:{'|'.join(NOT_A_SERIAL)})\b", re.IGNORECASE)
_NOT_PROCEEDINGS = re.compile(
    r"[\"“”?!=<>{}]|\b(?:abstract|accepted|appeared|based|camera-ready|contribut\w+|eds?|editors?"
    r"|edited|given|handbook|invited|our|paper|presented|published|solution|talk|technical report"
    r"|thesis|this|under the|we|(?:demo|oral|poster|spotlight|tutorial) (?:at|in|of))\b",
    re.IGNORECASE,
)
_STRAY = re.compile(rf"[\"“”?!=<>{{}}\\|*$%]|(?<![^\W_])\d+(?![^\W_])|(?<!\d){YEAR}")
# "Ann. of Math. (2)", "Part 1"
_SERIES_NUMBER = re.compile(r" \(\d\)|\bPart \d\b")
_NOTE = re.compile(r"\([^()]*\)?")
_ABBREVIATION = re.compile(r"\b[A-Z]\w+\.")
_SMALL_NAME = re.compile(r"e[A-Z]\w+|i[A-Z]\w+|m[A-Z]\w+|npj\b")
_CONNECTIVES = frozenset(
    re.findall(r"\w+", "and of in for on the with to their de la le du des der für und et di y")
)
_MOST_WORDS, _MOST_WORDS_OF_PROCEEDINGS = 20, 50
_MOST_SMALL_WORDS = 6
# "… of ions. Phys. Rev. A", "… Graphs. Journal of …"
_SENTENCE = re.compile(
    r"(?<!\S)(?!angew|math|phys|ration|sci)[a-z]{3,}[.?!]\s+[A-Z]"
    r"|\w{7,}\.\s+(?:Journal|Physical|Physics)\b"
)
_PERSON = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}[A-Z][a-z]+|[A-Z][a-z]+ [A-Z]\.?")
_SECTION = re.compile(
    r"(?:Ser|Sér|Series|Sect|Section|Part|Abt|Suppl|Supplement|Letters|New Series)\b.*"
    r"|.*\bUniv\b.*|.*\bUniversity\b.*|(?:[A-Z]\w{1,7}\.\s?)+"
)
_JOURNAL_BEGIN = re.compile(
    r"(?:J\.|Journ|Int\.|International|Proc|Phys\.|Ann\.|Annals|Trans|IEEE|Nature|Science|Nucl\.)"
)
_LAST_OF_SEVERAL = re.compile(r"(?:\A|\s)(?:and|&|et|und|y) ")

_REPEATED = re.compile(rf"(?P<name>.*\b(?P<short>\S+ {YEAR}))\. (?P=short)\Z")
# "… (CVPR), Vancouver, Canada" and "NeurIPS 2020, Vancouver, Canada"
_CLOSED = re.compile(
    rf"(?P<name>[^()]*\((?=[^()]*[A-Z]{{2}})[^()]*\)(?: {YEAR})?"
    rf"|.*?[A-Z]{{2}}\S*?(?:\s?['’]\d\d| {YEAR}))"
    r"[,.] (?P<place>.+)"
)
_PLACE_WORDS = frozenset(
    re.findall(
        r"\w+", "am and de del der di do du en event la le meeting of online sur the virtual"
    )
)
_MOST_WORDS_OF_PLACE = 6
_NOT_A_PLACE = re.compile(
    r"\b(?:Workshops?|Track|Findings|Session|Proceedings|Conference|Symposium|Volume|Part|Papers?"
    r"|Demonstrations?|Series|Journal|Notes|Abstracts?|Oral|Poster|Spotlight)\b"
)
_YEARS = re.compile(rf"(?<!\d){YEAR}|(?:['’]|\b(?:{any_of(_CLEAR)})-)(\d\d)\b")


def is_conference(name: str) -> bool:
    """Return whether a name is that of a conference or of its proceedings, not of a journal."""
    if _SERIAL.search(name) and not _DATED.search(name):
        return False
    name_alone = _NOTE.sub("", name)  # not "Computer Graphics Forum (Proc. Eurographics)"
    if name_alone.startswith("Proceedings ") and _YEARS.fullmatch(name_alone[12:]):
        return False  # a journal of MDPI
    if _PROCEEDINGS.search(name_alone):
        return names_event(name) or not _SOCIETY.search(name)
    return bool(
        _EVENT.search(name)
        or (_ACRONYM.search(name) and not _PERIODICAL.search(name_alone.strip()))
    )


def names_event(name: str) -> bool:
    """Return whether a name contains the kind, the short name, the number or year of an event."""
    return any(pattern.search(name) for pattern in (_EVENT, _ACRONYM, _DATED))


def is_proceedings(name: str) -> bool:
    """Return whether the name of a conference contains no authors, title, or remark."""
    words = name.split()
    small = [word for word in words if word.islower() and word not in _CONNECTIVES]
    first, *more = re.split(r",\s*", name)
    return (
        0 < len(words) <= _MOST_WORDS_OF_PROCEEDINGS
        and len(small) <= 2 * _MOST_SMALL_WORDS
        and words[0][0].isalnum()
        and not words[0][0].islower()
        and words[0] not in ("A", "An", "This")
        and not _NOT_PROCEEDINGS.search(name)
        and not _SENTENCE.search(name)
        and (bool(_PROCEEDINGS.search(first)) or not any(map(_PROCEEDINGS.search, more)))
    )


def is_journal_venue(venue: str) -> bool:
    """Return whether a venue of a list, without volume or pages, is certainly a journal."""
    return (
        venue in JOURNAL_NAMES
        or bool(_JOURNAL_VENUE.search(venue))
        or bool(_PROCEEDINGS.search(venue))
    )


def is_known_journal(name: str) -> bool:
    """Return whether a name is that of a journal, even without a volume beside it."""
    return is_journal(name) and (
        re.sub(r"\A(?:ACM|IEEE) ", "", name) in JOURNALS
        or name in JOURNAL_NAMES
        or any(pattern.search(name) for pattern in (_PERIODICAL, _PROCEEDINGS, _SERIAL))
        or len(_ABBREVIATION.findall(name)) > 1
        or bool(_FAMILY.match(name) and _are_subjects(name))
    )


def _are_subjects(name: str) -> bool:
    return all(word.casefold() in SUBJECTS | _CONNECTIVES for word in re.findall(r"\w+", name))


def is_journal(name: str) -> bool:
    """Return whether a name beside a volume can be that of a journal, and nothing else.

    It is not a sentence, and contains no authors, title, book or report.
    """
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or not _begins_as_name(words[0]):
        return False
    small = [word for word in words if word.islower() and word not in _CONNECTIVES]
    return (
        len(small) <= _MOST_SMALL_WORDS
        and not _NOT_A_SERIAL.search(name)
        and not _STRAY.search(_SERIES_NUMBER.sub("", name))
        and not _SENTENCE.search(name)
        and name.count("(") == name.count(")")
        and _is_one_name(re.split(r",\s*", name))
    )


def _begins_as_name(word: str) -> bool:
    is_small = word[0].islower() and not _SMALL_NAME.match(word)
    return word[0].isalnum() and (not is_small or word.rstrip(".").casefold() in SUBJECTS)


def _is_one_name(parts: list[str]) -> bool:
    """Return whether parts with commas between them are one name.

    The further parts are sections (``Ser. A``) or belong to a list (``Man, and Cybernetics``).
    """
    _, *more = parts
    is_list = any(map(_LAST_OF_SEVERAL.search, more))
    return not (more and any(map(_PERSON.fullmatch, parts))) and all(
        bool(_SECTION.fullmatch(part))
        or (is_list and not _JOURNAL_BEGIN.match(part) and (part[:1].isupper() or part[:1] in "a&"))
        for part in more
    )


def proceedings_name(text: str) -> str:
    """Return the name of proceedings without the place of the conference after it."""
    if repeated := _REPEATED.fullmatch(text):
        return repeated["name"]  # "Computer Vision - ECCV 2020. ECCV 2020" (Springer)
    if (closed := _CLOSED.fullmatch(text)) and is_place(closed["place"]):
        return closed["name"]
    return _without_country(text)


def _without_country(text: str) -> str:
    """Remove a city, a state and a country, or a place like ``Singapore``."""
    *parts, last = text.split(", ")
    if last in CITY_STATES and parts:
        return ", ".join(parts)
    if last in STATES:
        parts.append(last)
    elif last not in COUNTRIES:
        return text
    if len(parts) > 2 and parts[-1] in STATES:
        parts.pop()
    if len(parts) > 1 and is_place(parts[-1]) and not set(parts[-1].casefold().split()) & SUBJECTS:
        return ", ".join(parts[:-1])
    return text


def is_place(text: str) -> bool:
    """Return whether a text can be the place of a conference: capitalised words and commas."""
    parts = [re.findall(r"[\w'’]+", part) for part in re.split(r"[,.] ", text)]
    return not _NOT_A_PLACE.search(text) and all(
        len(words) <= _MOST_WORDS_OF_PLACE
        and all(word[0].isupper() or word in _PLACE_WORDS for word in words)
        for words in parts
    )


def years_in(name: str) -> set[int]:
    """Return the years in the name of a conference: ``ICML 2024``, ``KDD '23``, ``AAAI-22``."""
    return {_full_year(match[1] or match[0]) for match in _YEARS.finditer(name)}


def _full_year(digits: str) -> int:
    # arXiv began in 1991.
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if digits > "90" else 2000)
