"""American spelling, by the regular differences between British and American English.

The rules are those of M. Swan, "Practical English Usage", section "American and British English",
and similar tables: ``-ise`` and ``-ize``, ``-our`` and ``-or``, ``-re`` and ``-er``, ``-ogue`` and
``-og``, ``ae`` and ``oe``, and double ``l``. Texts and queries both use them, so a word that only
looks British, such as "noise", still matches itself.
"""

from __future__ import annotations

import re

__all__ = ["american", "pairs"]

_AFTER_OUR = "s|ed|ing|al|ally|able|ful|hood|hoods|ist|ite|ites|less|ization"
_RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), replacement)
    for pattern, replacement in {
        r"(?<=[a-z]{3})is(?=(?:e|ed|er|ers|es|ing|able|ation|ations|ational)$)": "iz",
        r"lyz(?=(?:e|ed|er|ers|es|ing)$)": "lys",  # towards "analysis"
        rf"(?<=[a-z]{{3}})our(?=(?:{_AFTER_OUR})?$)": "or",
        r"(?<=[a-z]{2}[tb])re(?=s?$)": "er",
        r"(?<=[a-z]{2}[tb])red$": "ered",
        r"(?<=[a-z]{2}[tb])ring$": "ering",
        r"(?<=[a-z]{3})ogu(?:es|e)$": "og",
        r"(?<=[a-z]{3})ogu(?=(?:ed|ing)$)": "og",
        r"(?<=[aeiou][^aeiou][aeiou])ll(?=(?:ed|er|ers|ing)$)": "l",
        r"(?<=[^q][aeiou][aeiou])ll(?=(?:ed|er|ers|ing)$)": "l",
        r"^(?:ae)(?=sth)|(?<=[a-z])ae(?=sth|mia|mic)": "e",
        r"^(p|h|c|arch|pal|orthop|encyclop)ae": r"\1e",
        r"^oe(?=st|d)|(?<=^f)oe(?=t)": "e",
        r"^sulph": "sulf",
        r"(?<=^art)e(?=fact)": "i",
        r"(?<=dg)e(?=ment)": "",
    }.items()
]
_PAIRS = """
ageing:aging aluminium:aluminum amongst:among axe:ax burnt:burned centring:centering
defence:defense defences:defenses distil:distill enrol:enroll enrolment:enrollment fulfil:fulfill
fulfilment:fulfillment grey:gray greyscale:grayscale instalment:installment instil:instill
learnt:learned licence:license licences:licenses manoeuvre:maneuver manoeuvred:maneuvered
manoeuvres:maneuvers manoeuvring:maneuvering maths:math mould:mold offence:offense
offences:offenses plough:plow practise:practice practised:practiced practises:practices
practising:practicing pretence:pretense programme:program programmes:programs sceptic:skeptic
sceptical:skeptical scepticism:skepticism skilful:skillful spelt:spelled timbre:timbre
towards:toward whilst:while wilful:willful
"""


def pairs(text: str) -> dict[str, str]:
    """Return what follows the colon of each word in a text, by what precedes it."""
    return {left: right for left, _, right in (pair.partition(":") for pair in text.split())}


_WORDS = pairs(_PAIRS)
# Most words have none of these letters, and are spelled in one way.
_CANDIDATE = re.compile(r"is(?:e|ing|a)|lyz|our|[tb]r(?:e|ing)|ogu|ll|[ao]e|sulph|artef|dgem")


def american(word: str) -> str:
    """Return a lower-case word in American spelling; unknown words don't change."""
    if word in _WORDS:
        return _WORDS[word]
    if not _CANDIDATE.search(word):
        return word
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
