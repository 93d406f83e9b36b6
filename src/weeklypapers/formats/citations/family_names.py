"""The beginning of the family name in the name of a person.

A family name is the last word of a name, with these additions:

- a particle before it, such as ``van den`` or ``De``. The particles are those of CSL processors
  (citeproc-js) and of arXiv's parser of authors, with those of Arabic, Hebrew, Irish and Welsh
  names. Some are given names in East Asia if they have a capital, so they are skipped before a
  frequent family name of China, Korea or Vietnam.
- the first of two family names in Spanish, recognised by the endings of patronymics and by the
  frequent names (INE, "Apellidos más frecuentes") that are neither given names nor Portuguese.
- the name before a Portuguese word of kinship, such as ``Filho`` (AACR2, rule 22.5C8).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from weeklypapers.model.text import unaccented

__all__ = ["family_begin", "family_end", "is_east_asian", "is_initial"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# In lower case, all of these are particles. In capitals, _PREFIXES are also.
_PARTICLES = _words(
    """
    aan abu af al am ap auf aus av bar ben bij bin bint binte binti d' da dal dall' dalla dalle das
    de degli dei del dell' della delle dello den der des di do dos du el en ferch ibn im in la las
    le lo los mac na op ould san st. 's 't te ten ter thoe toe tot ud uit ul und ur van van't vande
    vanden vander ver vom von voor zu zum zur
    """
)
# Any words may follow these to the end of the family name, as in De Sousa Ribeiro.
_PREFIXES = _words(
    """
    da dal dalla dalle das de degli dei del della delle delli dello den der des di do dos du la le
    lo op ten ter van vande vanden vander ver vom von zu zum zur
    """
)
# A single word follows these, as in Ben Yaacov.
_PREFIXES_OF_A_WORD = _words(
    """
    abd abdel abdul abou abu ait al ap bar ben bin bint binti bou d' dall' dell' ein el ibn mac mc
    o' ould saint sainte st st. ud ul ur
    """
)
# Of these prefixes, some are also syllables of given names in East Asia.
_SYLLABLES = _words("ben bin da di do du la le lo mac ten van zu")
# These are particles only with their accent; without it, they are given names or initials.
_IRISH = frozenset({"Ó", "Ní", "Uí"})
_CONJUNCTIONS = frozenset({"y", "e", "i"})
_KINSHIP = frozenset({"filho", "junior", "neto", "netto", "sobrinho"})

# Given names such as María del Carmen and Juan de Dios.
_DEVOUT = _words("ana jean joao jose juan ma maria")
_DEVOTIONS = _words(
    """
    angeles carmen carmo ceu conceicao concepcion consuelo dieu dios dolores fatima gloria gracas
    guadalupe jesus lourdes luz mar milagros nieves paz pilar prado rocio rosario socorro soledad
    """
)

_PATRONYMIC = re.compile(r"\w{2,}(?:[dglnrtvz]|[gq]u|ch|p)ez")
_SPANISH = _words(
    """
    acosta aguilar aguirre alfaro aranda arias arroyo avila baez ballesteros barrera blanco
    caballero cabrera calvo camacho cano cardenas carmona carrasco carrillo castillo cervantes
    cisneros contreras cordero cortes crespo delgado diaz escobar escudero espinosa espinoza
    ferrer figueroa flores fuentes gallardo gallego garcia garrido gomez guerrero guzman herrera
    herrero hidalgo iglesias izquierdo lozano macias maldonado medina mejia mendoza merino
    molina montero mora morales moreno moya munoz murillo narvaez navarro nieto ochoa orozco
    ortega ortiz osorio padilla paez palacios paredes parra pena peralta pineda ponce prieto
    quintero rios rivera robles rojas romero rosales rubio rueda ruiz saenz saez salazar salinas
    sandoval sanz segura serrano soler soto torres trujillo vargas vega velasco villar villegas
    zamora zapata
    """
)

# The most frequent family names of China and of Chinese abroad, of Korea and of Vietnam.
_CHINESE = _words(
    """
    bai cai cao chan chang chen cheng cheung chiu chow chu chua cui dai deng ding dong du duan fan
    fang feng fu fung gao gong gu guo han hao he hou hsieh hsu hu huang ji jia jiang jin kong kwok
    lai lau lei leung li liang liao lim lin liu long lu luo lyu ma mai mao meng mo ng ong pan peng
    qi qian qin qiu ren shao shen shi song su sun tan tang tao tian tsai tsang wan wang wei wen wong
    wu xia xiang xiao xie xiong xu xue yan yang yao ye yeh yi yin yip yu yuan zeng zhang zhao zheng
    zhong zhou zhu zou
    """
)
_KOREAN = _words(
    """
    ahn bae baek chae chang cho choi chung eom hahn heo hong hwang jang jeon jeong joo jung kang kim
    ko koh kwak kwon lee min moon noh oh park rhee ryu seo shim shin suh woo yang yoo yoon yun
    """
)
_VIETNAMESE = _words(
    """
    bui cao dang dao dinh do doan duong ha ho hoang huynh kieu lam le luong luu ly nghiem ngo nguyen
    ninh pham phan phung quach ta thai tran trieu trinh truong vo vu vuong
    """
)
_EAST_ASIAN = _CHINESE | _KOREAN | _VIETNAMESE

_INITIAL = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.-?)+[^\W\d_]?")
_SHORTEST_IN_CAPITALS = 4  # a shorter word may be initials, as in: JP Morgan


def family_begin(words: Sequence[str]) -> int:
    """Return the index of the particle or, without one, of the family name.

    Args:
        words: The words of a name, given name first, without a suffix. The result is 0 if there is
            no given name.
    """
    last = len(words) - 1
    if words[0].islower() and words[0] in _PARTICLES:
        return 0
    begin = _after_given_name(words)
    for index in range(begin, last):
        if words[index] in _CONJUNCTIONS:
            return index - 1
        if _is_particle(words, index):
            is_compound = index > begin and _is_spanish(words[index - 1])  # Díaz de Ilarraza
            return index - 1 if is_compound else index
    return last - 1 if last > begin and _has_two_names(words) else last


def _after_given_name(words: Sequence[str]) -> int:
    """Return the index after the first given name, which may be one such as María del Carmen."""
    particles = [unaccented(word) in _PARTICLES for word in words[:-1]]
    if len(particles) > 1 and particles[1] and unaccented(words[0]).rstrip(".") in _DEVOUT:
        end = next((end for end in range(2, len(particles)) if not particles[end]), 0)
        if unaccented(words[end]) in _DEVOTIONS:
            return end + 1
    return 1


def _is_particle(words: Sequence[str], index: int) -> bool:
    """Return whether a word, which is neither the first nor the last, begins a family name."""
    if is_initial(words[index + 1]):  # as in: Caio da S. Dias
        return False
    word = unaccented(words[index]).replace("’", "'")
    if words[index].lstrip("'’")[:1].islower():
        return word in _PARTICLES and not (word == "van" and _is_vietnamese(words))
    if word in _SYLLABLES and is_east_asian(words):
        return False
    following = unaccented(words[index + 1])
    return word in _PREFIXES or (
        (word in _PREFIXES_OF_A_WORD or words[index] in _IRISH)
        and (index + 2 == len(words) or (index + 3 == len(words) and following in _PARTICLES))
    )


def _has_two_names(words: Sequence[str]) -> bool:
    """Return whether the last two of at least three words are the family name."""
    *given, first, second = words
    if is_initial(first):
        return False
    return (
        _is_spanish(first)
        or (len(given) > 1 and _is_spanish(second))
        or unaccented(second) in _KINSHIP
    )


def _is_spanish(word: str) -> bool:
    plain = unaccented(word)
    return plain in _SPANISH or _PATRONYMIC.fullmatch(plain) is not None


def _is_vietnamese(words: Sequence[str]) -> bool:
    """Return whether a frequent family name of Vietnam is the first or the last word."""
    return not _VIETNAMESE.isdisjoint({unaccented(words[0]), unaccented(words[-1])})


def is_east_asian(words: Sequence[str]) -> bool:
    """Return whether a name in Latin letters ends in a frequent family name of East Asia.

    A Vietnamese name may also begin with it.
    """
    return unaccented(words[-1]) in _EAST_ASIAN or _is_vietnamese(words)


def family_end(words: Sequence[str]) -> int:
    """Return the number of words of a family name in capitals before a given name, or 0.

    >>> from weeklypapers.formats.citations.family_names import family_end
    >>> [family_end(name.split()) for name in ("LI Yang", "JP Morgan", "JEAN DUPONT")]
    [1, 0, 0]
    """
    end = next((end for end, word in enumerate(words) if not word.isupper()), 0)
    return end if all(map(_is_in_capitals, words[:end])) and not any(map(is_initial, words)) else 0


def _is_in_capitals(word: str) -> bool:
    return len(word) >= _SHORTEST_IN_CAPITALS or unaccented(word) in _EAST_ASIAN


def is_initial(word: str) -> bool:
    """Return whether a word is an initial or several, such as ``J`` or ``J.-P.``."""
    return _INITIAL.fullmatch(word) is not None
