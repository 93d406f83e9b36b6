"""Volume, issue, pages and year of references."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations._reference_tokens import tokenize
from weeklypapers.formats.citations.locators import locate

_Parts = tuple[int, str | None, str | None, str | None]


def parts(text: str, *, year: int | None = None, is_conference: bool = False) -> _Parts | None:
    """Return year, volume, issue and pages of a text after a name."""
    tokens = tokenize(f"X {text}", begin=2)
    locators = locate(tokens, year=year, is_conference=is_conference)
    if locators is None:
        return None
    return locators.year, locators.volume, locators.issue, locators.pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("98, 030001 (2018)", (2018, "98", None, "030001")),  # APS
        ("76 (2007) 013009", (2007, "76", None, "013009")),  # Elsevier
        ("9 206 (2007)", (2007, "9", None, "206")),  # IOP
        ("663:1103-1109,2007", (2007, "663", None, "1103-1109")),  # INSPIRE, old
        ("98 (2018) 3, 030001", (2018, "98", "3", "030001")),  # INSPIRE, new
        ("15, 1 (2009) 146-177", (2009, "15", "1", "146-177")),  # HAL
        ("15 (2008), no. 5, 1027--1037", (2008, "15", "5", "1027-1037")),  # AMS
        ("2007, Vol. 17, No. 2, 654-675", (2007, "17", "2", "654-675")),  # IMS
        ("50(2): 949-986 (April 2022)", (2022, "50", "2", "949-986")),  # Project Euclid
        ("vol. 44, no. 7, pp. 3523-3542, July 2022", (2022, "44", "7", "3523-3542")),  # IEEE
        ("2021, 21(4), 1234", (2021, "21", "4", "1234")),  # MDPI
        ("2021, 21, 1234", (2021, "21", None, "1234")),  # MDPI
        ("(2019) 79: 123", (2019, "79", None, "123")),  # Springer
        ("5, POPL, Article 12 (January 2021)", (2021, "5", "POPL", "12")),  # ACM
        ("55, 12, Article 248 (2023), 38 pages", (2023, "55", "12", "248")),  # ACM
        ("68(1): 5:1-5:39 (2021)", (2021, "68", "1", "5:1-5:39")),  # DBLP
        ("40.4 (2021): 1-14", (2021, "40", "4", "1-14")),  # MLA
        ("2015;521(7553):436-44", (2015, "521", "7553", "436-444")),  # NLM
        ("(2007) P06012", (2007, None, None, "P06012")),  # JSTAT
        ("2007, no. 12, Art. ID rnm035, 17 pp.", (2007, None, "12", "rnm035")),  # AMS
        ("2013 (2013), Article ID 293986", (2013, "2013", None, "293986")),  # Hindawi
        ("2021(1), 5-25", (2021, "2021", "1", "5-25")),  # PETS
        ("460-462 (2007) 123-124", (2007, "460-462", None, "123-124")),  # Elsevier
        (
            "Volume 100, Part A, March 2021, 106912",
            (2021, "100, part A", None, "106912"),
        ),  # Elsevier
        ("Article 12 (2021), pp. 1-15", (2021, None, None, "12")),  # ACM
        ("379, 1997, 2007", (2007, "379", None, "1997")),  # a page that could be a year
        ("810 (2019)", (2019, "810", None, None)),
        ("277, p.109-13 (2007)", (2007, "277", None, "109-113")),
        ("600, A12 (2017); https://doi.org/10.1000/x", (2017, "600", None, "A12")),
        ("11443, 114431A (2020)", (2020, "11443", None, "114431A")),  # SPIE
        ("49 (D1), D480-D489 (2021)", (2021, "49", "D1", "D480-D489")),  # Nucleic Acids Research
        ("184, 1-10.e5 (2021)", (2021, "184", None, "1-10.e5")),  # Cell
        ("12 (2007), paper no. 20, 573-590", (2007, "12", None, "573-590")),  # IMS
        ("(2022)", (2022, None, None, None)),
    ],
)
def test_roles_follow_from_labels_and_order(text: str, expected: _Parts) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "550, 2017",  # a volume and a year, or a volume and a page
        "2017, 550",
        "(2017) 550",
        "2007, 663, 2015",  # the year is first or last
        "98, 1 (3018)",
        "98, 1",
        "76 (2007) 1 (2008)",
        "76, 013009, 013010 (2007)",  # 013009 is not an issue
        "11443, 114441 (2020)",  # the article is not of this volume
        "000, 1-10 (2007)",  # not assigned yet
        "1, 2, 3, 4 (2007)",
        "vol. 1, vol. 2, 3 (2007)",
        "2835-8856, 2024",  # the ISSN of TMLR
        "56/12 (2007) 123",
        "100, Part A, March 2021, 106912",  # a part of something without a label
    ],
)
def test_numbers_without_a_certain_role(text: str) -> None:
    assert parts(text) is None


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("30 (2017)", None, (2017, "30", None, None)),  # NeurIPS
        ("33, 2020", None, (2020, "33", None, None)),
        ("2757-2761", 2020, (2020, None, None, "2757-2761")),  # ISCA
        ("2023, pp. 1-10", 2023, (2023, None, None, "1-10")),  # IEEE
        ("35(12), 11106-11115 (2021)", None, (2021, "35", "12", "11106-11115")),  # AAAI
        ("2005 (29/05/2005) A-39", None, (2005, None, None, "A-39")),  # HAL
        ("1234", 2019, None),  # a volume or a page
        ("(2020)", 2019, None),
    ],
)
def test_a_year_in_the_name_of_a_conference(
    text: str, year: int | None, expected: _Parts | None
) -> None:
    assert parts(text, year=year, is_conference=True) == expected
