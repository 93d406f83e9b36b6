"""DOIs of archives, and DOIs that name the journal or the conference."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations.appearances import Appearance
from weeklypapers.formats.citations.dois import find_dois, is_archive, names_book, parse_doi

# Each with the form in which its publisher registers DOIs.
PUBLISHED = [
    *("10.1109/TPAMI.2021.3059968", "10.1145/3571730", "10.1145/3292500.3330701"),
    *("10.1007/s10994-020-05910-7", "10.1007/978-3-030-58452-8_24", "10.1038/s41586-021-03819-2"),
    *("10.1162/tacl_a_00343", "10.1016/j.neunet.2021.01.001", "10.1073/pnas.1903070116"),
    # Journals of Cold Spring Harbor, which registered bioRxiv's DOIs with the same prefix.
    *("10.1101/gr.123456.111", "10.1101/gad.1234"),
    # Journals and books whose prefix is also that of preprints.
    *("10.1590/S0103-97332007000500010", "10.1002/nme.6574", "10.12688/f1000research.12345.1"),
    *("10.5194/acp-20-1-2020", "10.1364/OE.15.007000", "10.2196/12345"),
]
ARCHIVED = [
    *("10.48550/arXiv.2406.15319", "10.48550/ARXIV.2406.15319", "10.5281/zenodo.1234567"),
    *("10.1101/2020.01.30.927871", "10.1101/123456", "10.64898/2026.01.01.123456"),
    *(
        "10.31219/osf.io/abc12",
        "10.31234/osf.io/abc12",
        "10.31235/osf.io/abc12",
        "10.17605/OSF.IO/A",
    ),
    *("10.6084/m9.figshare.1234567", "10.36227/techrxiv.123", "10.26434/chemrxiv-2021-abc"),
    *("10.21203/rs.3.rs-123456/v1", "10.2139/ssrn.1234567", "10.20944/preprints202001.0001.v1"),
    *("10.22541/au.123", "10.1590/SciELOPreprints.123", "10.1002/essoar.10501234.1"),
    *("10.33774/coe-2021-abc", "10.5194/egusphere-2022-1", "10.1364/opticaopen.123"),
    *("10.13140/RG.2.2.12345.67890", "10.7910/DVN/ABC", "10.57967/hf/1234"),
]


@pytest.mark.parametrize("doi", PUBLISHED)
def test_publishers(doi: str) -> None:
    assert not is_archive(doi)


@pytest.mark.parametrize("doi", ARCHIVED)
def test_archives(doi: str) -> None:
    assert is_archive(doi)
    assert parse_doi(doi) is None


@pytest.mark.parametrize(
    ("doi", "journal", "volume", "pages", "year"),
    [
        # The first and second volume of a year, and the first volumes of the journals (APS).
        ("10.1103/PhysRevD.97.010001", "Physical Review D", "97", "010001", 2018),
        ("10.1103/PhysRevD.98.030001", "Physical Review D", "98", "030001", 2018),
        ("10.1103/PhysRevB.1.1", "Physical Review B", "1", "1", 1970),
        ("10.1103/PhysRevE.47.1", "Physical Review E", "47", "1", 1993),
        ("10.1103/PhysRevA.103.L010401", "Physical Review A", "103", "L010401", 2021),
        ("10.1103/PhysRevLett.1.11", "Physical Review Letters", "1", "11", 1958),
        ("10.1103/PhysRevLett.116.061102", "Physical Review Letters", "116", "061102", 2016),
        ("10.1103/physrevlett.117.061102", "Physical Review Letters", "117", "061102", 2016),
        ("10.1103/PhysRevX.10.011001", "Physical Review X", "10", "011001", 2020),
        ("10.1103/PhysRevApplied.1.014001", "Physical Review Applied", "1", "014001", 2014),
        ("10.1103/PhysRevResearch.1.013001", "Physical Review Research", "1", "013001", 2019),
        ("10.1103/PRXQuantum.1.010101", "PRX Quantum", "1", "010101", 2020),
        ("10.1103/RevModPhys.91.045002", "Reviews of Modern Physics", "91", "045002", 2019),
        # Springer and IOP
        ("10.1007/JHEP03(2019)123", "JHEP", "03", "123", 2019),
        ("10.1088/1126-6708/2007/08/034", "JHEP", "08", "034", 2007),
        ("10.1088/1475-7516/2019/03/001", "JCAP", "03", "001", 2019),
    ],
)
def test_journals(doi: str, journal: str, volume: str, pages: str, year: int) -> None:
    assert parse_doi(doi) == Appearance(
        kind="journal", container=journal, year=year, volume=volume, pages=pages
    )


@pytest.mark.parametrize(
    ("doi", "name", "year"),
    [
        # IEEE Xplore; Crossref prints DOIs in lower case
        ("10.1109/CVPR52688.2022.01042", "CVPR 2022", 2022),
        ("10.1109/cvpr52688.2022.01042", "CVPR 2022", 2022),
        ("10.1109/RO-MAN46459.2019.8956327", "RO-MAN 2019", 2019),
        ("10.1109/3DV50981.2020.00001", "3DV 2020", 2020),
        ("10.1109/CVPR.2016.90", "CVPR 2016", 2016),
        ("10.1109/ICASSP.2019.8682804", "ICASSP 2019", 2019),
        # ACL Anthology
        ("10.18653/v1/2020.acl-main.703", "ACL 2020", 2020),
        ("10.18653/v1/2020.emnlp-demos.6", "EMNLP 2020", 2020),
        ("10.18653/v1/2021.findings-emnlp.1", "Findings of EMNLP 2021", 2021),
        ("10.18653/v1/N19-1423", "NAACL 2019", 2019),
        ("10.18653/v1/D19-1371", "EMNLP 2019", 2019),
        # ISCA, IJCAI, Dagstuhl
        ("10.21437/Interspeech.2019-2680", "Interspeech 2019", 2019),
        ("10.24963/ijcai.2020/12", "IJCAI 2020", 2020),
        ("10.24963/kr.2021/1", "KR 2021", 2021),
        ("10.4230/LIPIcs.ICALP.2019.12", "ICALP 2019", 2019),
        ("10.4230/LIPIcs.APPROX/RANDOM.2020.1", "APPROX/RANDOM 2020", 2020),
    ],
)
def test_conferences(doi: str, name: str, year: int) -> None:
    assert parse_doi(doi) == Appearance(kind="conference", container=name, year=year)


@pytest.mark.parametrize(
    ("doi", "volume", "issue", "year"),
    [
        ("10.1609/aaai.v36i1.19876", "36", "1", 2022),
        ("10.1609/aaai.v33i01.33014780", "33", "01", 2019),
        ("10.1609/aaai.v24i1.7500", "24", "1", 2010),
    ],
)
def test_proceedings_of_aaai(doi: str, volume: str, issue: str, year: int) -> None:
    name = "Proceedings of the AAAI Conference on Artificial Intelligence"
    assert parse_doi(doi) == Appearance(
        kind="conference", container=name, year=year, volume=volume, issue=issue
    )


@pytest.mark.parametrize(
    "doi",
    [
        # Journals of IEEE, also those that are named like a conference
        *("10.1109/TPAMI.2021.3059968", "10.1109/TCC.2014.2350475", "10.1109/ACCESS.2020.1234567"),
        "10.1109/IEEESTD.2019.8766229",
        # The 23rd AAAI was in 2008; the AI Magazine is a journal
        *("10.1609/aaai.v23i1.1", "10.1609/aimag.v36i1.2577"),
        # ACM: a journal, proceedings, a chapter of a book
        *("10.1145/3571730", "10.1145/3292500.3330701", "10.1145/3233795.3233800"),
        # The year in Nature's DOIs is that of acceptance: this article is of 2020.
        "10.1038/s41586-019-1923-7",
        # Workshops of EMNLP 2019 and of ACL 2020
        *("10.18653/v1/D19-5801", "10.18653/v1/W19-1901", "10.18653/v1/2020.repl4nlp-1.1"),
        *("10.1103/PhysRev.47.777", "10.1103/Physics.1.1", "10.1103/", "10.1/x", ""),
    ],
)
def test_most_dois_name_nothing(doi: str) -> None:
    assert parse_doi(doi) is None


def test_isbns() -> None:
    # Springer, Cambridge University Press, Elsevier
    for doi in ("07/978-3-030-58452-8_24", "17/9781108684163", "16/B978-0-12-345678-9.00001-2"):
        assert names_book(f"10.10{doi}")
    for doi in ("07/s10994-020-05910-7", "07/978-3-030-58452", "16/9780.12"):
        assert not names_book(f"10.10{doi}")


def test_several_dois_in_a_text() -> None:
    text = "10.1000/a, https://doi.org/10.1002/(SICI)1<1::A>3.0.CO;2-#. and 10.1/no"
    assert list(find_dois(text)) == ["10.1000/a", "10.1002/(SICI)1<1::A>3.0.CO;2-#"]
