"""Names of venues, remarks on an appearance, and volumes and pages, judged by their words.

A known venue has a name or a word of the vocabulary: ``NeurIPS-ENLSP``, ``Journal of …``. Other
texts can be venues only beside a year, and if they look like the name of a journal.
"""

from __future__ import annotations

import re
from functools import cache

from weeklypapers.model.text import remembering
from weeklypapers.model.venues import (
    AMBIGUOUS,
    CONFERENCES,
    JOURNAL_NAMES,
    JOURNALS,
    PREPRINT_SERVERS,
    REMARKS,
    SUBJECTS,
)

__all__ = [
    "is_acronym",
    "is_clear",
    "is_conference",
    "is_event",
    "is_known_alone",
    "is_known_dated",
    "is_like_venue",
    "is_remark",
    "server_in",
    "split_volume",
]

_MOST_WORDS = 16
_MOST_UNKNOWN_WORDS = 8
_SHARE_OF_SUBJECTS = 0.3  # of the words in the name of a journal, at least
_LONG_WORD = 4  # in letters; shorter words such as "and" may be in small letters
_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_VENUE = re.compile(
    r"(?:学报|學報|杂志|雜誌|会誌|會誌|論文誌|论文集|論文集|学刊|期刊|会议|會議|研讨会|大会|学会|通报|科学)$"
)
_CJK_REMARK = re.compile(
    r"(?:已|被|将|に|で|主会|长文|短文|论文|口头|口頭|报告|発表|最佳|优秀|提名|亮点|海报|录用|接收|接受|收录"
    r"|录取|中稿|投稿|在审|採択|採録|受理|受賞|获奖|奖|賞|発表|구두|발표|채택|게재|우수|논문|상)+"
)
# These name a venue with or without a date.
_CLEAR_PHRASE = re.compile(
    r"""\b(?: journal\ (?:of|for|on) | trans(?:actions|\.)?\ (?:on|of) | proceedings\ of
        | proc(?:eedings|\.)(?:\ of)?(?:\ the)?\ [A-Z\d] | conference\ (?:on|of|for)
        | conf\.\ (?:on|of) | symposium\ (?:on|of) | workshops?\ (?:on|of|for|at|@)
        | findings\ of | annals\ of | lecture\ notes\ in | communications\ of\ the
        | advances\ in\ neural\ information\ processing\ systems
        | int(?:ernational|'?l|\.)\ (?:journal|conference|j\.|conf\.|symposium|workshop) )
    | \b(?: journal | letters | lett\. | workshops? | conference | symposium | magazine
        | transactions | quarterly | j\. )$""",
    re.VERBOSE | re.IGNORECASE,
)
# One word of each of them. Few texts have any, and the pattern above is slow.
_WORD_OF_PHRASE = re.compile(
    r"\b(?:journal|trans|proc|conf|symposium|workshop|findings|annals|lecture|communications|advances"
    r"|int|lett|magazine|quarterly|j\.)",
    re.IGNORECASE,
)
# These name a venue beside a date.
_PHRASE = re.compile(
    r"""\b(?: journal | transactions | trans | proceedings | proc | conference | conf | symposium
        | symp | workshops? | letters | lett | annals | bulletin | magazine | quarterly | reviews
        | findings | frontiers\ in | current\ opinion | trends\ in | briefings\ in | advances\ in
        | acta | archives\ of | lecture\ notes | lncs | lnai | ieee | acm | aaai | usenix | siam
        | nature | nat | lancet | plos | npj | acs | rsc | springer | elsevier | wiley | mit\ press
        | cambridge\ university\ press | oxford\ university\ press | blog(?:\ post)? | website
        | tech(?:nical)?\.?\ report | white\ ?paper | thesis | dissertation | preprint
        | the\ web\ conference )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# With words for subjects after them, the beginnings of names: "Nature Methods".
_FAMILY = re.compile(
    r"(?:Nature|Nat\.?|Cell|PLoS|ACS|ACM|IEEE(?: Trans\.?| Transactions)?|Frontiers in|Front\.|npj"
    r"|Trends in|Current Opinion in|Briefings in|BMC|Annual Review of|Lancet|The Lancet)\s",
    re.IGNORECASE,
)
# "The History of CVPR", "A Solution for CVPR"
_ABOUT_VENUE = re.compile(r"\s(?:for|from|of|on|in|with|at|to)\s", re.IGNORECASE)
_CONNECTIVES = frozenset(("and", "of", "in", "the", "for", "on"))
# A text with one of them is a document, not a venue.
_DOCUMENTS = frozenset(
    ("report", "survey", "review", "overview", "benchmark", "challenge", "dataset", "handbook")
)
_ARTICLE = re.compile(r"(?:an?|the|on|how|why|what|when|towards?|is|are|do|does)\s", re.IGNORECASE)
_THE_VENUE = re.compile(
    r"the\s+(?:\d+\w\w\s|\w+th\s|annual|journal|ieee|acm|web\sconf|lancet|international|conference)",
    re.IGNORECASE,
)
# Words that may stand beside a name in a venue: "CVPR Workshops", "Findings of the ACL".
_BESIDE = (REMARKS - {"paper", "papers", "top"}) | {
    *("acm", "companion", "conference", "cvf", "ieee", "symposium", "usenix", "volume"),
}
_NAME_PREFIX = re.compile(r"(?:Mc|Mac|De|Di|Le|La|O['’])[A-Z][a-z]+")
_ACRONYM_LIKE = re.compile(r"(?=[^\W_]{3,})[^\W_]*[A-Z]{2}[^\W_]*")
_ABBREVIATION = re.compile(r"[A-Z][a-z]{2,}\.")
_INITIAL = re.compile(r"\b[A-Z]\.")
_ET_AL = re.compile(r"\bet\.? al\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!;]")
_SMALL_WORDS = {"with", "from", "into", "over", "upon", "between", "across", "using", "their"}
_DETAIL = re.compile(
    r"""(?: ^ | [\s,;:.(]+ )
        (?: (?:vol(?:ume)?|no|iss(?:ue)?|number|nr|pp?|pages?|art(?:icle)?(?:\ id)?)\b\.?\s* )?
        (?: \d[\d.:()/–—-]* [A-Za-z]? | [A-Za-z]{1,6}\d{3,}[\d–—-]* )
        [\s,.;:)]*$
    | [\s,.;]+(?:Taylor\ (?:&|and)\ Francis|Springer|Elsevier|Wiley|PMLR|ACM|IEEE)[\s.,]*$
    | (?<=[a-z])\d{1,4}$ | (?:^|[\s,.;:]+)(?:vol(?:ume)?|no|issue|pp?|pages?)\.?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT = re.compile(r"(?:top[- ]?)?[~<]?\s*\d+(?:\.\d+)?\s*%|\b(?:top)[- ]\d+\b", re.IGNORECASE)
_LONGEST_REMARK = 80
_EVENT = re.compile(
    r"\b(?:workshops?|tracks?|findings|challenge|competition|session|tutorial|demos?"
    r"|demonstrations?)\b",
    re.IGNORECASE,
)


@cache
def _names() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Return the exact short names, those in small letters, of conferences, and of journals."""
    short = (*CONFERENCES, *JOURNALS)
    folded = frozenset(map(str.casefold, short)) - AMBIGUOUS
    conferences = frozenset(map(str.casefold, CONFERENCES))
    return frozenset(short), folded, conferences, frozenset(map(str.casefold, JOURNAL_NAMES))


@cache
def _server_pattern() -> re.Pattern[str]:
    servers = "|".join(map(re.escape, sorted(PREPRINT_SERVERS, key=len, reverse=True)))
    more = r"(?:[\s:,.-]*(?:pre-?prints?|e-?prints?|server|doi|id|abs/|arxiv|\[[\w.-]+\]))*"
    return re.compile(rf"(?P<server>{servers})(?:\.org)?{more}[\s:,.-]*", re.IGNORECASE)


def server_in(text: str) -> str | None:
    """Return the name of a preprint server as a text writes it, or None."""
    match = _server_pattern().fullmatch(text.strip())
    return match["server"] if match else None


def is_acronym(word: str) -> bool:
    """Return whether a word is the short name of a conference or journal: ``CVPR``, ``CVPRW``."""
    exact, folded, _, _ = _names()
    small = word.casefold()
    return word in exact or small in folded or (small[-1:] == "w" and small[:-1] in folded)


def is_clear(name: str) -> bool:
    """Return whether a known name is a venue even without a date: ``CVPR``, not ``Science``."""
    small = name.casefold()
    return small not in AMBIGUOUS and small not in _names()[3]


def is_conference(word: str) -> bool:
    """Return whether a word is the short name of a conference."""
    return is_acronym(word) and word.casefold() in _names()[2]


def _has_acronym(text: str, words: list[str]) -> bool:
    """Return whether a text is or has an acronym, from the parts between its blanks."""
    is_inside = any("acronym" in hints for hints in set(map(_hints, words)))
    return is_inside or is_acronym(text) or is_acronym(" ".join(words[:2]))


@remembering(16_384)  # texts have most of their words in common
def _hints(word: str) -> tuple[str, ...]:
    """Return the roles of a word in the name of a venue: ``"phrase"`` and ``"acronym"``."""
    hints = ["phrase"] if _WORD_OF_PHRASE.search(word) else []
    if is_acronym(word.strip(".,:;()[]@")) or any(map(is_acronym, re.split(r"[-/@:()_]", word))):
        hints.append("acronym")
    return tuple(hints)


def is_known_alone(text: str) -> bool:
    """Return whether a text without a date is a venue by its vocabulary."""
    if text.count(" ") >= _MOST_WORDS or not _WORD.search(text):
        return False
    if is_acronym(text) or server_in(text) or text.casefold() in _names()[3]:
        return True
    if len(text) <= _MOST_WORDS and _CJK_VENUE.search(text):
        return True
    family = _FAMILY.match(text)
    if family and text[0].isupper() and _are_subjects(text[family.end() :]):
        return True
    parts = text.split()
    has_phrase = any("phrase" in hints for hints in set(map(_hints, parts)))
    if has_phrase and (phrase := _CLEAR_PHRASE.search(text)):
        words = _WORD.findall(text)
        if phrase.end() == len(text) and len(words) > _MOST_WORDS // 2:
            return False  # a title about Letters or a Workshop
        return _begins_as_name(text) and _has_capitals(words, most_small=1)
    pieces = re.split(r",\s+|\s*/\s*", text) if "," in text or "/" in text else ()
    if len(pieces) > 1 and all(server_in(piece) or is_acronym(piece) for piece in pieces):
        return True  # arXiv, ICML
    if not _has_acronym(text, parts):
        return False
    others = [word for word in re.split(r"[\s,@/()-]+", text) if word and not is_acronym(word)]
    return all(word.casefold() in _BESIDE for word in others)


def is_known_dated(text: str) -> bool:
    """Return whether a text beside a date is a venue by its vocabulary."""
    words = _WORD.findall(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    if is_known_alone(text) or ("_" in text and is_known_alone(text.replace("_", " "))):
        return True
    if not _begins_as_name(text) or _CJK.search(text):
        return False
    if _PHRASE.search(text):
        return _has_capitals(words, most_small=3)
    if _ABOUT_VENUE.search(text):
        return False
    return _has_acronym(text, text.split()) and _has_capitals(words, most_small=0)


def is_like_venue(text: str) -> bool:
    """Return whether a text beside a year looks like a journal that the vocabulary lacks."""
    words = _WORD.findall(text)
    if not 0 < len(words) <= _MOST_UNKNOWN_WORDS or _CJK.search(text) or not _begins_as_name(text):
        return False
    has_abbreviation = bool(_ABBREVIATION.search(text))
    if _ET_AL.search(text) or (not has_abbreviation and _SENTENCE.search(text)):
        return False
    if any(word.casefold() in _DOCUMENTS or any(map(str.isdigit, word)) for word in words):
        return False
    if len(words) > 1 and _are_subjects(text):
        return True  # Molecular biology and evolution
    if not _has_capitals(words, most_small=int(len(words) >= 5)):
        return False
    subjects = sum(word.casefold() in SUBJECTS for word in words)
    if subjects and subjects >= _SHARE_OF_SUBJECTS * len(words):
        return True
    if has_abbreviation and len(words) > 1 and not _INITIAL.search(text):
        return True
    if _NAME_PREFIX.fullmatch(words[0]):
        return False
    return len(words) <= 4 and any(map(_ACRONYM_LIKE.fullmatch, words))


def _are_subjects(text: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(text)]
    return bool(words) and all(word in SUBJECTS or word in _CONNECTIVES for word in words)


def _begins_as_name(text: str) -> bool:
    first = text.lstrip("\"'“‘([")[:1]
    if not (first.isupper() or first.isdigit() or _CJK.match(first)):
        word = text.split(maxsplit=1)[0]
        # eLife, iScience, mAbs, npj
        return word.casefold() in ("npj", "mabs") or any(map(str.isupper, word))
    return not _ARTICLE.match(text) or bool(_THE_VENUE.match(text))


def _has_capitals(words: list[str], *, most_small: int) -> bool:
    """Return whether nearly all of the longer words begin with a capital."""
    long = [word for word in words if len(word) >= _LONG_WORD and word not in _SMALL_WORDS]
    return sum(word[0].islower() and not any(map(str.isupper, word)) for word in long) <= most_small


def is_remark(text: str) -> bool:
    """Return whether a text is a remark on an appearance: ``Oral``, ``Best Paper``, ``录用``."""
    text = text.strip(" \t()[]（）【】,.;:!*_-–—|·+&/⭐🏆🔥✨\ufe0f")
    if not text or len(text) > _LONGEST_REMARK:
        return False
    rest = _PERCENT.sub(" ", text)
    words = _WORD.findall(rest)
    if not words:
        return rest != text
    content = [word for word in words if not _CJK.match(word)]
    if len(content) < len(words):
        return bool(_CJK_REMARK.fullmatch("".join(word for word in words if _CJK.match(word))))
    return all(word.casefold() in REMARKS for word in words) and any(len(w) > 3 for w in words)


def is_event(text: str) -> bool:
    """Return whether a text after a venue and its year names a part of the conference."""
    return len(text) <= 120 and bool(_EVENT.search(text))


def split_volume(text: str) -> tuple[str, str]:
    """Split a text into a name and what locates a paper within it: volume, issue and pages."""
    end = len(text)
    while match := _DETAIL.search(text, 0, end):
        word = match[0].strip(" ,.;:()")
        if is_acronym(word) or match.end() == match.start():
            break
        end = match.start()
    return text[:end].rstrip(" ,;:"), text[end:].strip(" ,;:.")
