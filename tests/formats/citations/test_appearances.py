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


def test_proceedings_keep_their_text() -> None:
    text = "Proceedings of the 40th ICML, PMLR 202:1-10, 2023"
    proceedings = parse_reference(text)
    assert proceedings is not None
    assert (proceedings.kind, proceedings.container, proceedings.year) == ("conference", text, 2023)


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


@pytest.mark.parametrize("text", ["", "In ", "in: the ", "arXiv 2406.00001", "In press", "A text"])
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


def test_is_arxiv() -> None:
    assert all(map(is_arxiv, ("arXiv", " ArXiv ", "CoRR")))
    assert not is_arxiv("arXiv and more")
