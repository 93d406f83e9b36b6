"""How lists write days, weeks and months, in English and Chinese.

Nothing is guessed: what a text does not say is None, and a date that can be read in two ways is
read in neither. ISO forms are those of ISO 8601, with reduced precision.
"""

from __future__ import annotations

import datetime
import functools
import re
from typing import TYPE_CHECKING, Literal

import attrs

from weeklypapers.model.errors import InvalidValueError, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "MONTHS",
    "MONTH_NAMES",
    "Order",
    "PartialDate",
    "Span",
    "Written",
    "day_order",
    "find_in_name",
    "find_span",
    "is_week_of",
    "partial_date",
    "read_date",
    "to_utc",
]

Order = Literal["mdy", "dmy"]  # whether the month or the day stands first in 9/04/24

_Kind = Literal["range", "week", "day", "month", "year"]

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARS = range(1900, 2101)

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
MONTHS: dict[str, int] = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
"""The number of each month, by its name in full and in short."""
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}


def to_utc(time: datetime.datetime, name: str = "a time") -> datetime.datetime:
    """Return an aware time in UTC.

    Raises:
        InvalidValueError: In UTC it is before the year 1 or after the year 9999.
    """
    try:
        return time.astimezone(datetime.UTC)
    except OverflowError:
        raise InvalidValueError(
            f"{name} must be in the years from 1 to 9999 in UTC, got {show(time)}"
        ) from None


@functools.total_ordering
@attrs.frozen(order=False, repr=False)
class PartialDate:
    """A day, a month or a year: a date of ISO 8601 with reduced precision.

    Dates are ordered by the first day that they can mean, then by the last.

    Attributes:
        year: The year, 1 to 9999.
        month: The month, 1 to 12; None if only the year is known.
        day: The day of the month; None if only the month is known.

    Raises:
        InvalidValueError: There is no such date; the message names the value.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise InvalidValueError(f"PartialDate.day {show(self.day)} needs a month")
        parts = (self.year, 1 if self.month is None else self.month, self.day or 1)
        given = (self.year, self.month, self.day)
        if self.day == 0 or not all(type(part) is int for part in given if part is not None):
            raise InvalidValueError(
                f"PartialDate must be of whole numbers above 0, got {show(given)}"
            )
        try:
            datetime.date(*parts)
        except (ValueError, OverflowError) as error:
            raise InvalidValueError(f"there is no date {show(given)}: {error}") from None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that an ISO form says: ``2024``, ``2024-06`` or ``2024-06-30``.

        Raises:
            InvalidValueError: `text` is none of them, or there is no such date.
        """
        match = _ISO.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise InvalidValueError(f"expected 2024, 2024-06 or 2024-06-30, got {show(text)}")
        return cls(*(int(part) for part in match.groups() if part))

    @classmethod
    def of(cls, day: datetime.date) -> PartialDate:
        """The date that is this one day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> datetime.date:
        """The first day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it can mean."""
        month = self.month or 12
        if self.day or month == 12:
            return datetime.date(self.year, month, self.day or 31)
        return datetime.date(self.year, month + 1, 1) - datetime.timedelta(days=1)

    @property
    def date(self) -> datetime.date | None:
        """The day; None if it is a month or a year."""
        return self.first if self.day else None

    def isoformat(self) -> str:
        """The ISO form, as precise as the date is."""
        month_and_day = (f"-{part:02}" for part in (self.month, self.day) if part)
        return f"{self.year:04}{''.join(month_and_day)}"

    __str__ = isoformat

    def __repr__(self) -> str:
        return f"PartialDate.parse({self.isoformat()!r})"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first, self.last) < (other.first, other.last)


@attrs.frozen
class Written:
    """A date as it is written: the parts that are not said are None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def partial(self) -> PartialDate | None:
        """The date; None if the year is not said."""
        return None if self.year is None else PartialDate(self.year, self.month, self.day)


@attrs.frozen
class Span:
    """What a heading, the name of a file or a cell says of time.

    Attributes:
        kind: ``"range"``: from one day to another. ``"week"``: a week of ISO 8601, from Monday to
            Sunday. ``"day"``, ``"month"``, ``"year"``: one date, both `first` and `last`.
        first: Where it begins; a month or year that only the other end says is filled in.
        last: Where it ends, filled in likewise.
        start: Where in the text that was given the recognised part begins.
        end: Where that part ends. It takes in the year, and what stands between.
    """

    kind: Literal["range", "week", "day", "month", "year"]
    first: Written
    last: Written
    start: int
    end: int

    @property
    def has_year(self) -> bool:
        """Whether the text says the year."""
        return self.last.year is not None

    def with_year(self, year: int) -> Span:
        """The same with `year` as that of its end; from December to January it begins before.

        Raises:
            InvalidValueError: It says another year, or that year has no such day.
        """
        if self.has_year and self.last.year != year:
            raise InvalidValueError(f"the year is {self.last.year}, so it can't be {show(year)}")
        if self.has_year:
            return self
        first, last = _fill_years(self.first, attrs.evolve(self.last, year=year))
        return attrs.evolve(self, first=first, last=last)

    @property
    def ending(self) -> datetime.date | None:
        """The last day; None if the text does not say it in full."""
        partial = self.last.partial
        return partial.date if partial else None

    @property
    def partial(self) -> PartialDate | None:
        """The date of a day, month or year; None for other kinds, and if the year is not said."""
        return self.last.partial if self.kind in ("day", "month", "year") else None


_ISO_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])", re.ASCII)
_LONGEST_WEEK = 13  # in days
_WEEK_OF = re.compile(
    r"\b(?:the\s+)?week\s+(?:of|ending|starting|beginning|from)\s*(?:on\s+)?(?:the\s+)?:?\s*",
    re.IGNORECASE,
)

# -- What is read ------------------------------------------------------------------------------


def read_date(text: str, order: Order | None = None) -> Span:
    """The date that a whole cell is, whatever brackets and punctuation stand around it.

    Args:
        text: The cell, without markup.
        order: In which order month and day stand in ``9/04/24``, where the numbers don't tell.

    Raises:
        InvalidValueError: It is no date, or it can be two.
    """
    if _ISO_DAY.fullmatch(text):  # as most are
        day = Written(int(text[:4]), int(text[5:7]), int(text[8:]))
        return Span("day", _checked(day), day, 0, len(text))
    introduced = _WEEK_OF.match(text.lstrip())
    begin = len(text) - len(text.lstrip()) + introduced.end() if introduced else 0
    tokens = _tokenize(" " * begin + text[begin:], fold=True)
    match = tokens.match_whole(_pattern("cell"))
    expected = f"expected a date such as 2024-06-30 or June 2024, got {show(text)}"
    if match is None:
        raise InvalidValueError(expected)
    try:
        return _build(tokens, match, order)
    except InvalidValueError as error:
        raise InvalidValueError(f"{expected}: {error}") from None


def partial_date(text: str) -> PartialDate | None:
    """The day, month or year that a whole text is; None if it is none."""
    if not any(map(str.isdigit, text)):  # as most texts have none
        return None
    try:
        return read_date(text).partial
    except InvalidValueError:
        return None


def day_order(cells: Iterable[str]) -> Order | None:
    """In which order the numeric dates of one column say month and day.

    None if no number above 12 tells, or if some cells tell the one and some the other.
    """
    numeric = (cell for cell in cells if not _ISO_DAY.fullmatch(cell))
    told: set[Order] = {order for cell in numeric for order in _orders(_tokenize(cell, fold=True))}
    return told.pop() if len(told) == 1 else None


def _orders(tokens: _Tokens) -> Iterator[Order]:
    for match in _pattern("numeric").finditer(tokens.signature):
        one, other, *_ = tokens.numbers(*match.span())[1]
        if (one > 12) != (other > 12):
            yield "dmy" if one > 12 else "mdy"


def find_span(text: str, *, order: Order | None = None) -> Span | None:
    """The first date or range of dates in a heading; None if there is none.

    A bare year, and a month in digits, count only if they are the whole heading.

    Args:
        text: The heading, without markup.
        order: As for `read_date`; a date that stays ambiguous is none.
    """
    tokens = _tokenize(text, fold=False)
    whole = tokens.match_whole(_pattern("heading"))
    return _first([whole] if whole else _pattern("text").finditer(tokens.signature), tokens, order)


def is_week_of(text: str, span: Span) -> bool:
    """Whether the day that a heading names stands for its week: ``Week of March 4, 2024``."""
    found = list(_WEEK_OF.finditer(text, 0, span.start)) if span.kind == "day" else []
    return bool(found) and not text[found[-1].end() : span.start].strip(" *_([")


def find_in_name(name: str) -> Span | None:
    """The first date or range of dates in the name of a file, or in the last part of a path.

    Hyphens and underscores separate; the suffix does not count.
    """
    begin = max(name.rfind("/"), name.rfind("\\")) + 1
    stem, dot, suffix = name[begin:].rpartition(".")
    if not dot or not suffix[:1].isalpha():  # the last dot of 2024.06.30 begins no suffix
        stem = name[begin:]
    tokens = _tokenize(stem.replace("_", "-"), fold=True)
    whole = tokens.match_whole(_pattern("heading"))
    span = _first([whole] if whole else _pattern("name").finditer(tokens.signature), tokens, None)
    return span and attrs.evolve(span, start=span.start + begin, end=span.end + begin)


def _first(matches: Iterable[re.Match[str]], tokens: _Tokens, order: Order | None) -> Span | None:
    for match in matches:
        try:
            return _build(tokens, match, order)
        except InvalidValueError:  # has the form of a date, but there is no such day
            continue
    return None


# -- Words: one letter each, so that the forms of dates can be written in these letters --------

# Y a year, i and n a number of one and of two digits, o an ordinal, M a month, w a weekday, t a
# time, D 20240630, S 202406, W W26, k 2024W26; y, m and d 年, 月 and 日; f "of"; T what counts, so
# that the number after it is no day; x any other word; c a letter of a script without blanks;
# ~ a dash between two things; - . / _ within one; | other punctuation.
_TOKEN = re.compile(
    r"""
    (?P<t> T?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?
           (?:Z|\s?UTC|\s?[+-][0-9]{2}:?[0-9]{2})?(?![0-9]) )
  | (?P<dash> \s*(?:[\u2010-\u2015\u2212~\u301c\uff5e至到]|--+|\.{2,3})\s* | \s+-\s* | -\s+
           | \s+(?:to|through|thru|until|till)\s+ )
  | (?P<comma> \s*[,\uff0c、]\s* )
  | (?P<w> (?:星期|周|週)[一二三四五六日天] )
  | (?P<y> \s*年\s* ) | (?P<m> \s*月\s* ) | (?P<d> \s*[日号號]\s* )
  | (?P<blank> \s+ )
  | (?P<word> [0-9]{2}(?=T[0-9]{2}:) | [0-9A-Za-zÀ-ɏ]+ )
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
_CLASSES = {"dash": "~", "comma": ",", "blank": " "}
_SYMBOLS = dict.fromkeys("$€£¥%+=<>@&^\\?*", "x") | {sign: sign for sign in "-./_"} | {"#": "T"}
_VERBS = {"may", "march", "mar"}  # months only with a capital, where other text stands around
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = ("top", "best", "week", "issue", "no", "vol", "volume", "part", "day", "number")
_WORDS = {
    **dict.fromkeys([*_WEEKDAYS, *(day[:3] for day in _WEEKDAYS), "tues", "thur", "thurs"], "w"),
    **dict.fromkeys([*_COUNTS, "episode"], "T"),
    "of": "f",
}
_DIGITS = {1: "i", 2: "n", 4: "Y", 6: "S", 8: "D"}
# What the words in digits say, and where in the word: Y a year, # a number, W a week.
_PIECES = {
    "Y": (("Y", slice(4)),),
    "D": (("Y", slice(4)), ("#", slice(4, 6)), ("#", slice(6, 8))),
    "S": (("Y", slice(4)), ("#", slice(4, 6))),
    "k": (("Y", slice(4)), ("W", slice(5, 7))),
    "W": (("W", slice(1, 3)),),
    "i": (("#", slice(1)),),
    "n": (("#", slice(2)),),
    "o": (("#", slice(-2)),),
}
_COUNTED = re.compile(r"T[ .-]{0,2}[ino](?![./][in])(?:[-~][ino])?")


@attrs.frozen
class _Tokens:
    """A text as words, and the letters that stand for them."""

    signature: str
    words: list[str]
    starts: list[int]

    def match_whole(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """`pattern` matched against all but the punctuation at both ends."""
        begin = len(self.signature) - len(self.signature.lstrip(" ,.|"))
        return pattern.fullmatch(self.signature, begin, len(self.signature.rstrip(" ,.|")))

    def numbers(self, begin: int, end: int) -> tuple[str, list[int]]:
        """What the parts of a date are (Y year, M month, W week, # either), and their numbers."""
        pairs: list[tuple[str, int]] = []
        for kind, word in zip(self.signature[begin:end], self.words[begin:end], strict=True):
            if kind == "M":
                pairs.append((kind, MONTHS[word.lower()]))
            pairs += [(part, int(word[place])) for part, place in _PIECES.get(kind, ())]
        return "".join(part for part, _ in pairs), [number for _, number in pairs]


def _tokenize(text: str, *, fold: bool) -> _Tokens:
    matches = list(_TOKEN.finditer(text))
    signature = "".join(_letter(match, fold=fold) for match in matches)
    signature = _COUNTED.sub(lambda counted: "x" * len(counted[0]), signature)
    return _Tokens(signature, [match[0] for match in matches], [match.start() for match in matches])


def _letter(match: re.Match[str], *, fold: bool) -> str:
    group, word = match.lastgroup, match[0]
    if group is None:
        return _SYMBOLS.get(word, "c" if word.isalnum() else "|")
    if group != "word":
        return _CLASSES.get(group, group)
    if word.isdigit():
        return _letter_of_digits(word)
    lower = word.lower()
    if lower in MONTHS:
        return "M" if fold or word != lower or word not in _VERBS else "x"
    if len(word) <= 4 and word[:-2].isdigit() and lower[-2:] in ("st", "nd", "rd", "th"):
        return "o"
    year, week, number = lower.partition("w")
    if week and len(number) == 2 and number.isdigit() and _letter_of_digits(year or "2000") == "Y":
        return "k" if year else "W"
    return _WORDS.get(lower, "x")


def _letter_of_digits(word: str) -> str:
    letter = _DIGITS.get(len(word), "x")
    if letter in "YDS" and (not word.isdigit() or int(word[:4]) not in _YEARS):
        return "x"
    # Other numbers of six digits are common, so this one must look like a month that lists are of.
    if letter == "S" and not (word >= "199001" and 1 <= int(word[4:]) <= 12):
        return "x"
    return letter


# -- Forms of dates ----------------------------------------------------------------------------

# Besides the letters above: # a number, N a number or an ordinal, L what parts a date and its year,
# G what one dot, slash or hyphen makes one word with the next, H a month in a lookaround.
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
# No part of "May and June 2024" or "June 2024 - July 2024" is what the text says.
_ALONE = r"(?![-~][HY])"
_MONTH = rf"(?<![HY]~)(?<!H,)(?<!H x )(?:M[ ,~-]?Y|Y[ ,-]M){_ALONE}"
_WEEK = r"k|Y[ -]W|W[ ,-]Y"
_SHORT = rf"(?:M ?N|o(?: f)? M|#m#d){_ALONE}"
_IN_TEXT = f"{_FULL}|{_NAMED}|{_NUMERIC}|Yy[ ,|]{{0,2}}#m|{_WEEK}|{_MONTH}|{_SHORT}"
_WHOLE = rf"{_IN_TEXT}|#/#/n|Y[-/]#|#[-/.]Y|S|Yy?|N(?: f)?[ -]M"
_WHOLE_RANGES = (*_RANGES, (r"Y/#/#|Y\.#\.#", "#"), (r"n-n", r"n-n"), (r"n\.n", r"n\.n"))

# A part of a version, an address or a word with hyphens is no date.
_GLUE = {"text": "[-./_]", "name": "[./]", "numeric": "[./_]"}


@functools.cache  # compiled when first needed, since a program may never read a date
def _pattern(where: Literal["cell", "heading", "text", "name", "numeric"]) -> re.Pattern[str]:
    if where in ("cell", "heading"):
        # Alone in a heading, one digit after a dot is a version, and two of one digit are a count.
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


# What each part is: y year, m month, d day.
_ROLES = {"Y": "y", "Y#": "ym", "#Y": "my", "MY": "my", "YM": "ym", "#": "d", "##": "md"}
_ROLES |= {"M#": "md", "#M": "dm", "M#Y": "mdy", "#MY": "dmy", "YM#": "ymd", "Y##": "ymd"}
_ROLES |= {"##Y": "mdy", "###": "mdy"}


def _build(tokens: _Tokens, match: re.Match[str], order: Order | None) -> Span:
    groups = range(1, match.re.groups + 1)
    places = [match.span(group) for group in groups if match[group] is not None]
    if order is None and len(places) == 2:
        told = set(_orders(tokens))  # one end of the range tells of the other
        order = told.pop() if len(told) == 1 else _order_of_range(tokens, places)
    dates = [_read_part(tokens, *place, order, in_range=len(places) == 2) for place in places]
    kind, first, last = dates[0] if len(dates) == 1 else _join(dates[0][1], dates[1][2])
    start, end = tokens.starts[places[0][0]], places[-1][1] - 1
    length = len(tokens.words[end].rstrip())
    return Span(kind, first, last, start, tokens.starts[end] + length)


_Reading = tuple[_Kind, Written, Written]


def _order_of_range(tokens: _Tokens, places: list[tuple[int, int]]) -> Order | None:
    """The one order in which a range is of a week or so: 6/3/2024 - 6/9/2024."""
    short: list[Order] = []
    orders: tuple[Order, Order] = ("mdy", "dmy")
    for order in orders:
        try:
            ends = [_read_part(tokens, *place, order, in_range=True)[1] for place in places]
            years = [end.year for end in ends if end.year] or [2000]
            days = [PartialDate(end.year or years[0], end.month, end.day).date for end in ends]
        except InvalidValueError:
            continue
        if days[0] and days[1] and 0 < (days[1] - days[0]).days <= _LONGEST_WEEK:
            short.append(order)
    return short[0] if len(short) == 1 else None


def _read_part(
    tokens: _Tokens,
    begin: int,
    end: int,
    order: Order | None,
    *,
    in_range: bool,
) -> _Reading:
    letters = tokens.signature[begin:end]
    parts, numbers = tokens.numbers(begin, end)
    if "W" in parts:
        return _week(*sorted(numbers, reverse=True))
    # The end of "May 22 - 28, 2024" is a day and a year; 06/2024 stands in no range.
    roles = "dy" if in_range and parts == "#Y" else _ROLES[parts]
    said = dict(zip(roles, numbers, strict=True))
    if parts == "###":
        said["y"] += 1900 if said["y"] > 90 else 2000  # the rule of arXiv's identifiers
    # Without a year, 07-29 and 07.29 are the end of 2024-07-29; with one behind, they tell nothing.
    is_end = parts == "##" and "/" not in letters and not letters.endswith(".")
    if parts in ("##Y", "###", "##") and "m" not in letters and not is_end:
        said |= _month_and_day(said["m"], said["d"], order)
    date = Written(said.get("y"), said.get("m"), said.get("d"))
    return "day" if date.day else "month" if date.month else "year", date, _checked(date)


def _week(year: int, week: int) -> _Reading:
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError as error:
        raise InvalidValueError(str(error)) from None
    sunday = monday + datetime.timedelta(days=6)
    first, last = (Written(day.year, day.month, day.day) for day in (monday, sunday))
    return "week", first, last


def _month_and_day(one: int, other: int, order: Order | None) -> dict[str, int]:
    if one <= 12 and other <= 12 and one != other and order is None:
        raise InvalidValueError("it is ambiguous which number is the month; order can say it")
    day_first = one > 12 or (other <= 12 and order == "dmy")
    return {"m": other, "d": one} if day_first else {"m": one, "d": other}


def _join(first: Written, last: Written) -> _Reading:
    """The range between two dates, of which one may leave to the other what both share."""
    first = attrs.evolve(first, month=first.month or last.month)
    last = attrs.evolve(last, month=last.month or first.month)
    months = (last.month or 0) - (first.month or 0)
    if (first.year is None or last.year is None) and months < 0 and months % 12 > 6:
        raise InvalidValueError("it ends before it begins")  # half a year ahead is no list's range
    first, last = _fill_years(first, last)
    begin, end = ((date.year or 0, date.month or 0, date.day or 0) for date in (first, last))
    if begin > end and (months >= 0 or first.year is not None):
        raise InvalidValueError("it ends before it begins")
    return "range", first, last


def _fill_years(first: Written, last: Written) -> tuple[Written, Written]:
    wraps = (first.month or 0) > (last.month or 0)
    if last.year is None and first.year is not None:
        last = attrs.evolve(last, year=first.year + wraps)
    elif first.year is None and last.year is not None:
        first = attrs.evolve(first, year=last.year - wraps)
    return _checked(first), _checked(last)


def _checked(date: Written) -> Written:
    """The same date, if it exists; one without a year exists if some year has it."""
    if date.month is not None:
        PartialDate(2000 if date.year is None else date.year, date.month, date.day)
    return date
