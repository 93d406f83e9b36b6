"""Tokens of references."""

from __future__ import annotations

import pytest
from hypothesis import given

from weeklypapers.formats.citations._reference_tokens import tokenize
from weeklypapers.testing.hypothesis import texts


def kinds(text: str) -> list[tuple[str, str]]:
    """Return the kind and value of each token except separators."""
    return [(token.kind, token.value) for token in tokenize(text) if token.kind != "separator"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("vol. 44", "volume", "44"),
        ("Volume: 65", "volume", "65"),
        ("Vol.277", "volume", "277"),
        ("V. 387", "volume", "387"),  # Elsevier
        ("vol. XII", "volume", "XII"),
        ("no. 5", "issue", "5"),  # AMS
        ("Issues 2-3", "issue", "2-3"),  # Elsevier
        ("No. OOPSLA", "issue", "OOPSLA"),  # ACM
        ("iss.3", "issue", "3"),
        ("pp. 1027--1037", "pages", "1027--1037"),  # AMS
        ("pp77-89", "pages", "77-89"),
        ("Page(s): 1 - 10", "pages", "1 - 10"),  # IEEE Xplore
        ("pages 12:1-12:20", "pages", "12:1-12:20"),  # Dagstuhl
        ("Article 12", "article", "12"),  # ACM
        ("Article No.: 123", "article", "123"),  # ACM
        ("article ID rnm146", "article", "rnm146"),  # Oxford University Press
        ("id.A12", "article", "A12"),  # ADS
        ("paper no. 35", "article", "35"),  # IMS
        ("#P1.23", "article", "P1.23"),  # Electronic Journal of Combinatorics
        ("36 pages", "length", "36 pages"),
        ("(17pp)", "length", "(17pp)"),  # IOP
        ("(04 June 2015)", "date", "2015"),
        ("(18/12/2005)", "date", "2005"),  # HAL
        ("12-14 Décembre 2005", "date", "2005"),  # HAL
        ("June 30 - July 3, 2010", "date", "2010"),
        ("2007 July 10", "date", "2007"),  # ApJ
        ("May IV 2007", "date", "2007"),  # ADS
        ("Firstquarter 2017", "date", "2017"),  # IEEE
        ("(2007)", "date", "2007"),
        ("July 12-18", "days", "July 12-18"),
        ("(120)", "nested", "120"),
        (
            "of Lecture Notes in Computer Science",
            "book series",
            "Lecture Notes in Computer Science",
        ),
        ("PMLR", "series", "PMLR"),
        ("doi:10.1103/PhysRevD.76.013009", "identifier", "doi:10.1103/PhysRevD.76.013009"),
        ("ISSN 0925-2312", "identifier", "ISSN 0925-2312"),  # Elsevier
        ("arXiv:0705.1234", "identifier", "arXiv:0705.1234"),
        ("(Brief Report)", "remark", "(Brief Report)"),  # APS
    ],
)
def test_a_token(text: str, kind: str, value: str) -> None:
    assert kinds(text) == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A 161308(R)", "161308"),  # APS
        ("A P06012", "P06012"),  # JSTAT
        ("A e0231234", "e0231234"),  # PLOS
        ("A 083C01", "083C01"),  # PTEP
        ("A e2020JA028123", "e2020JA028123"),  # AGU
        ("A S541-S550", "S541-S550"),
        ("A 692 - 695", "692 - 695"),
        ("A 5:1-5:39", "5:1-5:39"),  # DBLP
        ("A A-39", "A-39"),
    ],
)
def test_numbers_of_articles_and_pages(text: str, number: str) -> None:
    assert kinds(text) == [("word", "A"), ("number", number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phys.Rev.D76:013009", ["Phys", "Rev", "D76", "013009"]),  # INSPIRE
        ("JHEP0707:046", ["JHEP", "0707", "046"]),  # INSPIRE
        ("Prog. Part. Nucl. Phys. 55", ["Prog", "Part", "Nucl", "Phys", "55"]),
        ("2D Mater. 4", ["2D", "Mater", "4"]),
        ("the 41st ICML", ["the", "41st", "ICML"]),
        ("(DSN-2006) 119-124", ["DSN-2006", "119-124"]),
        ("ICASSP 2021 - 2021 IEEE", ["ICASSP", "2021", "2021", "IEEE"]),
        ("NOTICES 54", ["NOTICES", "54"]),
        ("J. Number Theory 127", ["J", "Number", "Theory", "127"]),
        ("Long Papers (Volume 1: Long Papers)", ["Long", "Papers", "Volume 1", "Long", "Papers"]),
    ],
)
def test_names_and_numbers(text: str, expected: list[str]) -> None:
    tokens = kinds(text)
    assert [value for _, value in tokens] == expected
    assert {kind for kind, _ in tokens} <= {"word", "number"}


def test_publishers_are_whole_segments() -> None:
    assert ("publisher", "IEEE") in kinds("Nice, IEEE, 2007")
    assert ("word", "IEEE") in kinds("Proc. IEEE, vol. 95")
    assert ("word", "Springer") in kinds("Springer Proc. Phys.")


@given(texts())
def test_nothing_is_omitted(text: str) -> None:
    line = " ".join(text.split())
    tokens = tokenize(line)
    assert "".join(line[token.begin : token.end] for token in tokens) == line
