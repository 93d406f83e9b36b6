"""The forms of dates, as regular expressions over the letters of a text's tokens.

A text is split into tokens, and one letter stands for the class of each token, so that
``June 30, 2024`` is ``M n,Y``. The forms of dates are patterns over these letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from weeklypapers.model.dates import MONTHS

__all__ = ["DateTokens", "date_pattern", "full_year"]

# -- Tokens ------------------------------------------------------------------------------------

# The letters: Y a year, i and n a number of one and of two digits, o an ordinal, M a month, w a
# weekday, t a time, D 20240630, S 202406, W W26, k a week and its year, z 第1周 of a month, a '24;
# y, m and d 年, 月 and 日; f "of"; T a word after which a number is a count, not a day; x any other
# word; c a letter of a script without blanks; ~ a dash between two things; - . / _ within one;
# | other punctuation.
_WORD = "[0-9A-Za-zÀ-ɏ]"
_YEAR = "(?:19[0-9]{2}|20[0-9]{2}|2100)"
# "Week 27, 2024" is week 27 of ISO 8601, as 2024-W27 is.
_WEEK_NUMBER = r"(?:[Ww]eek|WEEK|[Ww]k\.?)[ ]?-?(?:[Nn]o\.?[ ]?|\#[ ]?)?[0-9]{1,2}"
_WEEK_SIGN = r"(?:[周週](?![一二三四五六日天年间間])|주차?)"
_WEEK_AND_YEAR = rf"""
    (?: {_WEEK_NUMBER} | [0-9]{{1,2}}(?:st|nd|rd|th)[ ][Ww]eek
        | 第[ ]?[0-9]{{1,2}}[ ]?{_WEEK_SIGN} )
        (?: [ ]?[-,:(/（，] | [ ]of\b )?[ -]{{0,2}}(?<![0-9]){_YEAR}
        (?!{_WORD}|[-./][0-9]|[ ]?[年년][ ]?[0-9])(?:[ ]?[年년])?
  | {_YEAR}(?: [ ]?[,:]?[ ]{_WEEK_NUMBER} | -{_WEEK_NUMBER}
        | (?: [ ]?[年년][ ]?第? | [ ]?第 )[ ]?[0-9]{{1,2}}[ ]?{_WEEK_SIGN} )
        (?!{_WORD}|[ ]?[-~–/][ ]?[0-9])
"""
_TOKEN = rf"""
    (?P<week> (?=[Ww第0-9])(?:{_WEEK_AND_YEAR}) )
  | (?P<t> T?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?
           (?:Z|\s?UTC|\s?[+-][0-9]{{2}}:?[0-9]{{2}})?(?![0-9]) )
  | (?P<dash> \s*(?:[\u2010-\u2015\u2212~\u301c\uff5e至到]|--+|\.{{2,3}})\s* | \s+-\s* | -\s+
           | \s+(?:to|through|thru|until|till)\s+ )
  | (?P<comma> \s*[,\uff0c、]\s* )
  | (?P<w> (?:星期|周|週)[一二三四五六日天] )
  | (?P<y> \s*[年년]\s* ) | (?P<m> \s*[月월]\s* ) | (?P<d> \s*[日号號일]\s* )
  | (?P<z> 第[ ]?[1-6一二三四五六][ ]?{_WEEK_SIGN} | [1-6][ ]?주차 )
  | (?P<a> ['’‘][0-9]{{2}}(?!{_WORD}) )
  | (?P<blank> \s+ )
  | (?P<n> [0-9]{{2}}(?=T[0-9]{{2}}:) )
  | (?: (?P<i> [0-9] ) | (?P<n2> [0-9]{{2}} ) | (?P<Y> {_YEAR} )
      # Other numbers of six digits are common, so only months since 1990 count.
      | (?P<S> (?:199[0-9]|20[0-9]{{2}}|2100)(?:0[1-9]|1[0-2]) ) | (?P<D> {_YEAR}[0-9]{{4}} )
      | (?P<o> [0-9]{{1,2}}(?:[Ss][Tt]|[NnRr][Dd]|[Tt][Hh]) )
      | (?P<W> [Ww][0-9]{{2}} ) | (?P<k> {_YEAR}[Ww][0-9]{{2}} ) )(?!{_WORD})
  | (?P<word> {_WORD}+ )
  | .
"""
_LETTERS = {
    "dash": "~",
    "comma": ",",
    "blank": " ",
    "n2": "n",
    "week": "k",
}  # of groups named otherwise
_SYMBOLS = dict.fromkeys("$€£¥%+=<>@&^\\?*", "x") | {sign: sign for sign in "-./_"} | {"#": "T"}
_VERBS = {"may", "march", "mar"}  # months only with a capital, unless the text is a date alone
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = ("top", "best", "week", "issue", "no", "vol", "volume", "part", "day", "number")
_WORDS = {
    **dict.fromkeys(MONTHS, "M"),
    **dict.fromkeys([*_WEEKDAYS, *(day[:3] for day in _WEEKDAYS), "tues", "thur", "thurs"], "w"),
    **dict.fromkeys([*_COUNTS, "episode"], "T"),
    "of": "f",
}
_COUNTED = r"T[ .-]{0,2}[ino](?![./][in])(?:[-~][ino])?"
# The numbers in a token: their kinds (Y a year, # a month or day, W a week), and their places.
_NUMBERS = {
    "Y": (("Y", slice(4)),),
    "D": (("Y", slice(4)), ("#", slice(4, 6)), ("#", slice(6, 8))),
    "S": (("Y", slice(4)), ("#", slice(4, 6))),
    "W": (("W", slice(1, 3)),),
    "i": (("#", slice(1)),),
    "n": (("#", slice(2)),),
    "o": (("#", slice(-2)),),
    "a": (("Y", slice(1, 3)),),
}
_DIGITS = re.compile("[0-9]+")


@cache  # compiled on first use, because many lists have dates in ISO form only
def _token_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL), re.compile(_COUNTED)


class DateTokens:
    """The tokens of a text.

    Attributes:
        letters: One letter for each token.
        words: The tokens.
        starts: The offset of each token.
    """

    def __init__(self, text: str, *, is_prose: bool) -> None:
        """Split a text. In prose, "may" and "march" in small letters are no months."""
        token, counted = _token_patterns()
        self.words: list[str] = []
        self.starts: list[int] = []
        letters: list[str] = []
        for match in token.finditer(text):
            group, word = match.lastgroup, match[0]
            if group is None:
                letter = _SYMBOLS.get(word) or ("c" if word.isalnum() else "|")
            elif group != "word":
                letter = _LETTERS.get(group, group)
            else:
                letter = "x" if is_prose and word in _VERBS else _WORDS.get(word.lower(), "x")
            letters.append(letter)
            self.words.append(word)
            self.starts.append(match.start())
        self.letters: str = counted.sub(lambda match: "x" * len(match[0]), "".join(letters))

    def match_whole(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match all letters but the punctuation at both ends."""
        begin = len(self.letters) - len(self.letters.lstrip(" ,.|"))
        return pattern.fullmatch(self.letters, begin, len(self.letters.rstrip(" ,.|")))

    def numbers(self, begin: int, end: int) -> tuple[str, list[int]]:
        """Return the kinds of the numbers in a range of tokens, and the numbers.

        The kinds are Y for a year, M a named month, W a week and # a month or day.
        """
        kinds: list[str] = []
        numbers: list[int] = []
        for letter, word in zip(self.letters[begin:end], self.words[begin:end], strict=True):
            if letter == "M":
                kinds.append("M")
                numbers.append(MONTHS[word.lower()])
            if letter == "k":
                kinds.append("YW")
                numbers.extend(sorted(map(int, _DIGITS.findall(word)), reverse=True))
            for kind, place in _NUMBERS.get(letter, ()):
                kinds.append(kind)
                number = int(word[place])
                numbers.append(full_year(number) if letter == "a" else number)
        return "".join(kinds), numbers


def full_year(digits: int) -> int:
    """Return the year of two digits by the rule of arXiv's identifiers: 91 is 1991."""
    return digits + (1900 if digits > 90 else 2000)


# -- Forms of dates ----------------------------------------------------------------------------

# Besides the letters above: # a number, N a number or an ordinal, L what separates a date from its
# year, G a token that a dot, slash or hyphen joins to the next one, H a month in a lookaround.
_PLACEHOLDERS = str.maketrans(
    {
        "M": r"M\.?",
        "H": "M",
        "#": "[in]",
        "N": "[ino]",
        "L": "[-~,| ]{1,4}",
        "G": "[YinoMWkDSxTfwt]",
    }
)
_ISO_LIKE = r"Y-#-#|Y/#/#|Y\.#\.#|D"
_FULL = rf"(?:{_ISO_LIKE})(?:[ ,]?t)?|Yy[ ,|]{{0,2}}#m#d"
_NUMERIC = r"#/#/Y|#-#-Y|#\.#\.Y"
_NAMED = r"M[ -]?NLY|N(?: f)?[ -]MLY|YLM[ -]?N|#m#dLYy?"
_NAMED_SHORT = r"M[ -]?N|N(?: f)?[ -]M|#m#d"
_DAY = rf"(?:w\.?[ ,]?)?(?:{_FULL}|{_NAMED}|{_NAMED_SHORT}|{_NUMERIC}|#/#/n|#/#)"
_RANGES = (
    (_DAY, _DAY),
    (r"(?:YL)?M[ -]?N", r"N(?:LY)?"),
    (r"N", r"N(?: f)?[ -]M(?:LY)?"),
    (r"(?:Yy[ ,|]{0,2})?#m#d?", r"#d(?:LYy?)?"),
    (_ISO_LIKE, r"#-#|#/#|#\.#"),
    (r"#/#", r"#/#LY"),
    (r"#\.#\.", r"#\.#\.Y?"),
)
_INTERVAL = r"(Y-#-#)/(Y-#-#|#-#|#(?![-/]))"  # of ISO 8601
# "May and June 2024" and "June 2024 - July 2024" are neither of the two months.
_ALONE = r"(?![-~][HY])"
_MONTH = rf"(?<![HY]~)(?<!H,)(?<!H x )(?:M[ ,~-]?Y|Y[ ,-]M){_ALONE}"
_WEEK = r"k|Y[ -]W|W[ ,-]Y"
_SHORT = rf"(?:M ?N|o(?: f)? M|#m#d){_ALONE}"
_IN_TEXT = f"{_FULL}|{_NAMED}|{_NUMERIC}|Yy[ ,|]{{0,2}}#m|{_WEEK}|{_MONTH}|M ?a|{_SHORT}"
_WHOLE = rf"{_IN_TEXT}|Yy[ ,|]{{0,2}}#m ?z|#/#/n|Y[-/]#|#[-/.]Y|S|Yy?|a|N(?: f)?[ -]M"
_WHOLE_RANGES = (*_RANGES, (r"Y/#/#|Y\.#\.#", "#"), (r"n-n", r"n-n"), (r"n\.n", r"n\.n"))

# A part of a version, of an address or of a word with hyphens is not a date.
_GLUE = {"text": "[-./_]", "name": "[./]", "numeric": "[./_]"}


@cache
def date_pattern(
    where: Literal["cell", "heading", "text", "name", "numeric"],
) -> re.Pattern[str]:
    """Return the pattern of dates and ranges of dates, over the letters of tokens.

    Args:
        where: ``"cell"`` or ``"heading"`` for all of a cell or heading; ``"text"`` or ``"name"``
            for a part of a heading or of the name of a file; ``"numeric"`` for the dates in which
            month and day are both numbers, without ranges.
    """
    if where in ("cell", "heading"):
        # Alone in a heading, 2024.1 is a version and 1/2 is a count.
        alone = r"Y\.#|#[-/.]#" if where == "cell" else r"Y\.n|n[-/]n"
        forms = _forms(_WHOLE_RANGES, _WHOLE, alone)
        form = rf"(?:w\.?[ ,|]{{0,2}})?(?:{forms})(?:[ ,|]{{0,2}}w)?(?:[ ,]?t)?"
    else:
        forms = {
            "text": _forms(_RANGES, _IN_TEXT),
            "name": _forms(_RANGES, _IN_TEXT, "Y-n"),
            "numeric": rf"(?<!Y-)(?:{_NUMERIC})|#/#(?:/n)?",
        }[where]
        form = rf"(?<![xT])(?<!G{_GLUE[where]})(?:{forms})(?!x)(?!{_GLUE[where]}G)"
    return re.compile(form.translate(_PLACEHOLDERS))


def _forms(ranges: Iterable[tuple[str, str]], *points: str) -> str:
    both = [f"({first})[-~]({last})" for first, last in ranges]
    return "|".join([*both, _INTERVAL, f"({'|'.join(points)})"])
