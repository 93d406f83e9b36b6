"""Evidence that a text names people.

A text is judged by itself (`is_person`, `are_people`) or together with those in the same place of
other entries (`people_share`): if nine entries of ten hold names in a place, so does the tenth,
even if its names are written in an unusual way. The words that decide are data.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from weeklypapers.dialects._common_words import COMMON_WORDS
from weeklypapers.model.names import (
    bare_name,
    divide_names,
    is_byline,
    is_inverted,
    read_names,
)
from weeklypapers.model.text import remembering
from weeklypapers.model.venues import CONFERENCES, JOURNALS

__all__ = ["are_people", "is_person", "people_share"]

_Likeness = Literal["person", "maybe", "odd", "prose"]
"""How much a part of a text looks like a name.

"person" is written like a name, "maybe" is short and consists of words that no table excludes or
names a team, "odd" is short and contains a common word or a digit, and "prose" is too long for a
name.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MOST_WORDS = 6
_MOST_FULL_WORDS = 4  # words that are neither initials nor particles
_LONGEST = 60
_LEAST_PER_ODD = 10  # parts of a list with an odd one among them
_LONGEST_BEGINNING = 80  # a name after "Authors:"
_LONGEST_IN_KANA = 14
_MOST_GIVEN_CHARACTERS = 3
_LONGEST_INITIALS = 2  # without hyphens and periods, as in "JP Morgan"
_LONGEST_HALF = 6
_SHORTEST_PLURAL = 4

# Words in lower case between the parts of a name.
_PARTICLES = _words(
    """
    a abu af al av ben bin bint da dal dalla das de degli dei del della delle den der di do dos du e
    el i ibn la las le los na ny op san te ten ter tot und van vom von y zu zum zur 's 't ’s ’t
    """
)

# Parts of a word in lower case before a capital, as in d'Alché or al-Rashid.
_ELISIONS = frozenset({"al", "d", "da", "dall", "dell", "de", "el", "l", "n", "o", "s", "t", "ul"})
_COLLECTIVES = frozenset({"Authors", "Consortium", "Contributors", "Team"})
_SUFFIXES = frozenset({"II", "III", "IV", "Jr", "Sr", "PhD", "MD"})
_NICKNAME = re.compile(r"\s*(?:\([^()]*\)|[\"“”][^\"“”]*[\"“”]|(?<!\w)['‘][^'‘’]*['’](?!\w))")
_PLAIN_NAME = re.compile(r"[A-Z][a-z]{1,12}+(?: [A-Z]\b\.?)?(?: [A-Z][a-z]{1,12}+){1,2}")
_PUNCTUATION = re.compile(r"[:：?？!！=<>]|\[(?!['\"\d])")
_SEPARATOR = re.compile(r"[,;，；、\n&·•|]|\s(?:and|und|et)\s")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_JOINT = re.compile(r"[-\u2010\u2011–'’‘`\u02bc.]+")
_COMMON_ENDING = re.compile(
    r"(?:tion|sion|ology|graphy|ical|istic|ness|ility|ivity|[tc]ive|iz(?:ed|ation)|ware|based)s?$"
)
_VOWEL = re.compile("[AEIOUY]")

# Family names in Han, of one character and of several, which begin a name in Chinese, Korean and
# Japanese, and those in Hangul. Without the characters that begin many other words.
_FAMILY_CHARACTERS = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔"
    "贺赖龚庞樊兰殷施陶洪翟倪严牛葛俞章鲁柯阮辛耿詹欧聂焦裴俸"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許鄧蘇盧蔣葉閻鍾譚鄒陸顧龍萬錢湯喬賀賴龔龐蘭嚴魯歐聶"
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방"
)
_FAMILY_NAMES = _words(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村
    斎藤 清水 山崎 阿部 池田 橋本 山下 石川 中島 前田 藤田 後藤 小川 岡田 長谷川 村上 近藤 石井
    坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田
    中山 石田 上田 森田 柴田 酒井
    欧阳 歐陽 司马 上官 诸葛 諸葛 司徒 皇甫 慕容 남궁 선우 황보
    """
)
_NO_NAMES_IN_HAN = frozenset(
    {"方法", "方向", "高效", "高级", "程序", "金融", "白皮书", "任务", "江湖"}
)
_VENUES = frozenset({*CONFERENCES, *JOURNALS})
_UNCASED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_HAN_OR_HANGUL = re.compile("[々\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,6}")


def is_person(text: str) -> bool:
    """Return whether a text may be the name of one person, judged by itself.

    The words of a name begin with capitals, apart from particles; a name in Han or Hangul begins
    with a frequent family name. A short title with capitals, of words that are not known as such,
    can't be distinguished from a name.

    >>> from weeklypapers.dialects.people import is_person
    >>> [is_person(text) for text in ("Grace Hopper", "A. B. de Ruiz", "Deep Learning", "Hao liu")]
    [True, True, False, False]
    """
    if len(text) > 2 * _LONGEST:
        return False
    name = bare_name(text)
    if "," in name:
        return is_inverted(name) and _likeness(name) == "person"
    return _likeness(name) == "person"


def are_people(text: str) -> bool:
    """Return whether a text certainly is a list of names.

    It has at least two parts, of which two in three are names and the others may be, or it is a
    name after "by" or "Authors:", or before "et al.".

    >>> from weeklypapers.dialects.people import are_people
    >>> [are_people(text) for text in ("Ada Lovelace, Hao Li", "A. Ruiz et al.", "Ada Lovelace")]
    [True, True, False]
    """
    is_labelled = is_byline(text)
    # Prose is recognised by its beginning, because a name is short, and by its punctuation.
    if len(text) > _LONGEST_BEGINNING and not _SEPARATOR.search(text, 0, _LONGEST_BEGINNING):
        return False
    if not is_labelled and _PUNCTUATION.search(text):
        return False
    parts, more = divide_names(text)
    names: list[str] = []
    persons, odd = 0, 0
    likeness: _Likeness = "odd"
    for name in filter(None, map(bare_name, parts)):
        names.append(name)
        likeness = _likeness(name)
        persons += likeness == "person"
        odd += likeness == "odd"
        if likeness == "prose" or odd * _LEAST_PER_ODD > len(parts):
            return False
    count = len(names)
    if odd * _LEAST_PER_ODD > count:
        return False
    if 0 < count * 2 <= persons * 3 and (count > 1 or more or is_labelled):
        # The last part may be a venue.
        return likeness == "person" or (likeness == "maybe" and " " in names[-1])
    # "Lovelace et al.", "Lovelace, Ada, et al."
    return more and 1 <= count <= 2 and all(map(_is_part_of_name, names))


def people_share(text: str) -> float:
    """Return the share of the parts of a text that may be names, from 0 to 1.

    >>> from weeklypapers.dialects.people import people_share
    >>> [people_share(text) for text in ("Hao liu, Ada", "world models, Ada Lovelace", "")]
    [1.0, 0.5, 0.0]
    """
    names = read_names(text).names
    return sum(_likeness(name) in {"person", "maybe"} for name in names) / max(len(names), 1)


def _likeness(name: str) -> _Likeness:
    """Return how much a part of a text looks like a name."""
    if _PLAIN_NAME.fullmatch(name) and not any(map(_is_common, name.split())):
        return "person"  # the most frequent case
    if len(name) > _LONGEST:
        return "prose"
    if _UNCASED.search(name):
        return _likeness_in_han(name)
    words = _words_of(name)
    if len(words) > _MOST_WORDS:
        return "prose"
    if not words or not all(map(_has_only_letters, words)):
        return "odd"
    if len(words) > 1 and words[-1] in _COLLECTIVES:
        return "maybe"
    if any(map(_is_common, _without_an(words))) or name.islower() or name in _VENUES:
        return "odd"
    return "person" if _is_written_like_a_name(words) else "maybe"


def _without_an(words: list[str]) -> list[str]:
    """Return the words of a text without "An" at its end, which is a frequent name."""
    return words[:-1] if len(words) > 1 and words[-1] == "An" else words


def _words_of(name: str) -> list[str]:
    """Return the words of a name in its usual order, without nicknames and remarks."""
    name = unicodedata.normalize("NFC", name.replace("\xad", ""))
    if not name.isascii() or not name.replace(" ", "").isalpha():
        name = _NICKNAME.sub("", name)
    family, comma, given = name.partition(",")
    return f"{given} {family}".replace(",", " ").split() if comma else name.split()


def _likeness_in_han(name: str) -> _Likeness:
    """Return how much a text in Han, kana or Hangul looks like a name."""
    joined = "".join(name.split())
    if len(joined) > _LONGEST_IN_KANA:
        return "prose"
    if not _HAN_OR_HANGUL.fullmatch(joined):
        return "maybe" if joined.replace("・", "").replace("·", "").isalpha() else "odd"
    if joined in _NO_NAMES_IN_HAN:
        return "odd"
    family = next((part for part in (joined[:3], joined[:2]) if part in _FAMILY_NAMES), joined[0])
    if len(family) == 1 and family not in _FAMILY_CHARACTERS:
        return "maybe"
    return "person" if 1 <= len(joined) - len(family) <= _MOST_GIVEN_CHARACTERS else "maybe"


@remembering(16_384)
def _is_common(word: str) -> bool:
    """Return whether a word or one of its parts is one that names don't contain."""
    parts = [part for part in _JOINT.split(_HUMP.sub("-", word)) if part]
    return any(part in COMMON_WORDS or _is_common_in_lower_case(part.lower()) for part in parts)


def _is_common_in_lower_case(word: str) -> bool:
    return (
        word in COMMON_WORDS
        or _singular(word) in COMMON_WORDS
        or _COMMON_ENDING.search(word) is not None
    )


def _singular(word: str) -> str:
    if len(word) <= _SHORTEST_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("es" if word.endswith(("ches", "shes", "xes")) else "s")


def _has_only_letters(word: str) -> bool:
    """Return whether a word consists of letters, apart from hyphens, apostrophes and periods."""
    return word.isalpha() or (_JOINT.sub("", word).isalpha() and not word.startswith("-"))


def _is_written_like_a_name(words: list[str]) -> bool:
    """Return whether words are a full name: capitals, particles and at least one whole word."""
    kinds = [_kind_of_word(word) for word in words]
    while len(kinds) > 1 and words[len(kinds) - 1].rstrip(".") in _SUFFIXES:
        kinds.pop()
    return (
        len(kinds) > 1
        and None not in kinds
        and kinds[0] != "particle"
        and kinds[-1] != "particle"
        and 1 <= kinds.count("full") <= _MOST_FULL_WORDS
        # "Ada V." is hardly a whole name, but "Ada V. N." in lists is.
        and (kinds[-1] == "full" or kinds[0] == "full")
    )


def _kind_of_word(word: str) -> Literal["full", "initial", "particle"] | None:
    """Return the kind of a word in a name, or None for a word that is unusual there."""
    if word in _PARTICLES:
        return "particle"
    parts = [part for part in _JOINT.split(word) if part]
    while len(parts) > 1 and parts[0] in _ELISIONS:
        del parts[0]
    if not parts or not _is_capitalised(parts[0]):
        return None
    # The second half of a given name in Korean or Chinese often is in lower case: Seung-won.
    if not all(_is_capitalised(part) or len(part) <= _LONGEST_HALF for part in parts[1:]):
        return None
    return (
        "full"
        if any(len(part) > _LONGEST_INITIALS or part[1:].islower() for part in parts)
        else "initial"
    )


def _is_capitalised(part: str) -> bool:
    """Return whether a word is written like Ada, LeCun, A or JP."""
    if not part[0].isupper():
        return False
    rest = part[1:]
    if rest.islower() or not rest:
        return True
    if part.isupper():  # initials, or a family name such as DUPONT
        return len(part) <= _LONGEST_INITIALS or _VOWEL.search(part) is not None
    # McDonald, LeCun, XiaoMing
    halves = _HUMP.sub(" ", part).split()
    return len(halves) == 2 and all(half.isalpha() and half[1:].islower() for half in halves)


def _is_title(part: str) -> bool:
    return part[:1].isupper() and part[1:].islower()


def _is_part_of_name(part: str) -> bool:
    """Return whether a text is a name, or a family or given name alone."""
    return _likeness(part) == "person" or _is_single_name(part)


def _is_single_name(part: str) -> bool:
    """Return whether a text may be a family name or a given name alone."""
    return (
        " " not in part
        and _likeness(part) == "maybe"
        and _kind_of_word(part) == "full"
        and not part.isupper()
    )
