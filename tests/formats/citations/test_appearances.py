"""Journals and proceedings in references and venues."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations.appearances import is_arxiv, parse_reference, parse_venue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phys. Rev. D 98, 030001 (2018)", ("Phys. Rev. D", 2018, "98", None, "030001")),
        ("Phys. Lett. B 716 (2012) 1–29.", ("Phys. Lett. B", 2012, "716", None, "1-29")),
        ("IEEE Access 8 (2020): 1 - 10", ("IEEE Access", 2020, "8", None, "1-10")),
        ("Astrophys.J.500:525-553,1998", ("Astrophys.J.", 1998, "500", None, "525-553")),
        ("Nature 521 (7553), 436-444 (2015)", ("Nature", 2015, "521", "7553", "436-444")),
        ("J. of X, vol. 3, no. 4, pp. 5-9, 2019", ("J. of X", 2019, "3", "4", "5-9")),
        ("A&A 600, A12 (2017)", ("A&A", 2017, "600", None, "A12")),
        ("Nucl. Phys. B123, 89 (1977)", ("Nucl. Phys. B", 1977, "123", None, "89")),
        ("Phys.Lett.B716 (2012) 1-29", ("Phys.Lett.B", 2012, "716", None, "1-29")),
        (
            "PNAS 117 (48) 30033-30038 (2020)",
            ("PNAS", 2020, "117", "48", "30033-30038"),
        ),
        ("Phys.Rev.D 98 (2018) 3, 030001", ("Phys.Rev.D", 2018, "98", "3", "030001")),
        ("Published in TMLR (10/2024)", ("TMLR", 2024, None, None, None)),
        (
            "Accepted for publication in A&A 600, A12 (2017)",
            ("A&A", 2017, "600", None, "A12"),
        ),
        ("In Silico Biology 5, 12 (2010)", ("In Silico Biology", 2010, "5", None, "12")),
        ("Comm. Pure Math. LXI (2008), 1-10", ("Comm. Pure Math.", 2008, "LXI", None, "1-10")),
        ("J. Phys. IV 12 (2002) 1-10", ("J. Phys. IV", 2002, "12", None, "1-10")),
        ("TMLR (Early Access), 2024", ("TMLR", 2024, None, None, None)),  # IEEE
        (
            "Proc. Natl. Acad. Sci. 1, 2 (2018)",
            ("Proc. Natl. Acad. Sci.", 2018, "1", None, "2"),
        ),
    ],
)
def test_journals_are_split_into_their_parts(
    text: str, expected: tuple[str, int, str | None, str | None, str | None]
) -> None:
    journal = parse_reference(text)
    assert journal is not None
    assert journal.kind == "journal"
    container, year, *numbers = expected
    assert (journal.container, journal.year) == (container, year)
    assert [journal.volume, journal.issue, journal.pages] == numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # PMLR
        (
            "Proceedings of the 40th ICML, PMLR 202:1-10, 2023",
            ("Proceedings of the 40th ICML", 2023, "202", None, "1-10", "PMLR"),
        ),
        # AAAI
        (
            "Proceedings of the AAAI Conference on Artificial Intelligence, 35(12), 1-9 (2021)",
            (
                "Proceedings of the AAAI Conference on Artificial Intelligence",
                *(2021, "35", "12", "1-9", None),
            ),
        ),
        # ACL Anthology
        (
            "In Findings of the ACL: EMNLP 2023, pages 1-9, Bangkok, Thailand and virtual meeting",
            ("Findings of the ACL: EMNLP 2023", 2023, None, None, "1-9", None),
        ),
        # Springer
        (
            "Computer Vision - ECCV 2020, LNCS 12346, pp. 1-16, Springer, Cham",
            ("Computer Vision - ECCV 2020", 2020, "12346", None, "1-16", "LNCS"),
        ),
        # a series without the name of the conference
        ("EPTCS 351, 2021, pp. 1-17", ("EPTCS", 2021, "351", None, "1-17", None)),
        # ACM
        (
            "SIGIR '20, July 25-30, 2020, Virtual Event, China",
            ("SIGIR '20", 2020, None, None, None, None),
        ),
    ],
)
def test_proceedings_are_split_into_their_parts(
    text: str, expected: tuple[str, int, str | None, str | None, str | None, str | None]
) -> None:
    proceedings = parse_reference(text)
    assert proceedings is not None
    assert proceedings.kind == "conference"
    container, year, *numbers, series = expected
    assert (proceedings.container, proceedings.year) == (container, year)
    assert [proceedings.volume, proceedings.issue, proceedings.pages] == numbers
    assert proceedings.series == series


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PoS LATTICE2021 (2022) 123", ("PoS", "LATTICE2021", "123")),  # SISSA
        ("PoS Solvay:002,2006", ("PoS", "Solvay", "002")),  # INSPIRE
        ("2009 Chinese Phys. B 18 506-515", ("Chinese Phys. B", "18", "506-515")),  # IOP
        ("2007, ApJ, 663, 1103", ("ApJ", "663", "1103")),  # ADS
        ("JSTAT (2007) P06012", ("JSTAT", None, "P06012")),
        # HAL
        (
            "Physical Review Letters, American Physical Society, 2007, 99, pp.1",
            ("Physical Review Letters", "99", "1"),
        ),
        ("Proc. Japan Acad. Ser. A 83 (2007), 1-5", ("Proc. Japan Acad. Ser. A", "83", "1-5")),
        ("Proceedings of the AMS 136 (2008) 1-7", ("Proceedings of the AMS", "136", "1-7")),
        ("A. Name, Phys. Rev. B 76, 1 (2007)", ("Phys. Rev. B", "76", "1")),
        ("Phys. Rev. D 76, 1 (2007); Phys. Rev. D 77, 2 (2008)", ("Phys. Rev. D", "76", "1")),
        ("Phys. Rev. D 76, 1 (2007), arXiv:0705.1234", ("Phys. Rev. D", "76", "1")),
    ],
)
def test_other_forms_of_journals(text: str, expected: tuple[str, str | None, str | None]) -> None:
    journal = parse_reference(text)
    assert journal is not None
    assert journal.kind == "journal"
    assert (journal.container, journal.volume, journal.pages) == expected


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("In NeurIPS 2023", "NeurIPS 2023"),
        ("In: Proceedings of ECCV 2024", "Proceedings of ECCV 2024"),
        ("Published as a conference paper at ICLR 2025", "ICLR 2025"),
        ("Accepted at the 41st ICML 2024", "41st ICML 2024"),
    ],
)
def test_words_before_the_name_of_proceedings_are_removed(text: str, container: str) -> None:
    proceedings = parse_reference(text)
    assert proceedings is not None
    assert (proceedings.kind, proceedings.container) == ("conference", container)


@pytest.mark.parametrize(
    "text", ["", "In ", "in: the ", "arXiv 2406.00001", "In press", "A text", ", (", "2007"]
)
def test_other_texts_are_not_appearances(text: str) -> None:
    assert parse_reference(text) is None
    assert parse_venue(text, 2024) is None


@pytest.mark.parametrize(
    ("venue", "kind", "container"),
    [
        ("Presented at ICML Workshop", "conference", "ICML Workshop"),
        ("IEEE Transactions on Robotics", "journal", "IEEE Transactions on Robotics"),
        ("In the Journal of Lists", "journal", "Journal of Lists"),
    ],
)
def test_venues_have_the_listed_year(venue: str, kind: str, container: str) -> None:
    appearance = parse_venue(venue, 2024)
    assert appearance is not None
    assert (appearance.kind, appearance.container, appearance.year) == (kind, container, 2024)


@pytest.mark.parametrize(
    "text",
    [
        # another work, or one that has yet to appear
        "Accepted by IEEE Transactions on Robotics, 2021",
        "to be published in J. Phys. A 40 (2007) 1",
        'Revised and published in ACM Trans. Logic 10, Article 22, 2009, under the title "X"',
        "Erratum: Phys. Rev. D 76, 1 (2007)",
        "arXiv preprint arXiv:2406.00001 (2024)",
        # books, theses and reports
        "Lecture Notes in Computer Science, vol 12346. Springer, Cham (2020)",
        "Geometric Flows (A. Name and B. Name, eds.), Surveys, vol. XII, 2008, pp. 113-165",
        "PhD thesis 3, 4 (2010)",
        "Technical Report 12, 3 (2007)",
        # more than one meaning
        "Nature 550, 2017",
        "Moriond 2007, 123-130",
        "INTERSPEECH 2019, 1234",
        "ICML 2019 and 2020",
        "LIPIcs, Volume 198, ICALP 2021, 12:1-12:20",
        "The Thirteenth ICLR",
    ],
)
def test_other_references_are_kept_whole(text: str) -> None:
    assert parse_reference(text) is None


def test_is_arxiv() -> None:
    assert all(map(is_arxiv, ("arXiv", " ArXiv ", "CoRR")))
    assert not is_arxiv("arXiv and more")
