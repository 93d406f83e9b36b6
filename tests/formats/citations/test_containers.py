"""Names of journals and of proceedings."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations.containers import (
    is_conference,
    is_journal,
    is_journal_venue,
    is_known_journal,
    is_place,
    is_proceedings,
    names_event,
    proceedings_name,
    years_in,
)

CONFERENCES = [
    "ICML 2024",
    "Globecom 2007",
    "CVPR2022",
    "ACL 2023 Findings",
    "The Thirteenth International Conference on Learning Representations",
    "Advances in Neural Information Processing Systems",
    "Proceedings of the 41st ICML",
    "Proceedings of the IEEE/CVF conference on computer vision and pattern recognition",
    "2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
    "Findings of the Association for Computational Linguistics: EMNLP 2023",
    "CHI '23: Proceedings of the 2023 CHI Conference on Human Factors in Computing Systems",
    "Proc. IEEE INFOCOM 2007",
    "Robotics: Science and Systems",
]
JOURNALS = [
    "Phys. Rev. D",
    "Prog. Part. Nucl. Phys.",
    "J. Phys. A: Math. Theor.",
    "Univ. Beograd. Publ. Elektrotehn. Fak., Ser. Mat.",
    "C. R. Acad. Sci. Paris, Ser. I",
    "Ann. of Math. (2)",
    "Nucl. Phys. B (Proc. Suppl.)",
    "AIP Conf.Proc.",
    "AIPConf.Proc.",
    "J.Phys.Conf.Ser.",
    "EPJ Web Conf.",
    "Proc. ACM Program. Lang.",
    "Proc. Natl. Acad. Sci. U.S.A.",
    "Proc. R. Soc. A",
    "Proceedings of the IEEE",
    "Proceedings of the VLDB Endowment",
    "Proceedings on Privacy Enhancing Technologies",
    "ACM SIGMOD Record",
    "Computer Graphics Forum (Proceedings of Eurographics)",
    "IEEE Transactions on Systems, Man, and Cybernetics, Part B (Cybernetics)",
    "Transportation Research Part C: Emerging Technologies",
    "Progress in quantum electronics",
    "2D Mater.",
    "npj Quantum Information",
    "物理学报",
]


@pytest.mark.parametrize("name", CONFERENCES)
def test_names_of_conferences(name: str) -> None:
    assert is_conference(name)
    assert is_proceedings(name)
    assert names_event(name)


@pytest.mark.parametrize("name", JOURNALS)
def test_names_of_journals(name: str) -> None:
    assert not is_conference(name)
    assert is_journal(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "PhD thesis",
        "Chapter",
        "Handbook of Lists",
        "Lecture Notes in Physics",
        "Quantum computing with ions, Phys. Rev. A",
        "Quantum computing with ions. Phys. Rev. A",
        "J. Smith, Phys. Rev. A",
        "SLAC-PUB-12345, Phys. Rev. D",
        "Geometric Flows (A. Name and B. Name, eds.)",
        "Revised for a journal with a very long list of small words in it",
        "with applications",
    ],
)
def test_other_texts_are_not_journals(name: str) -> None:
    assert not is_journal(name)


@pytest.mark.parametrize(
    "name",
    [
        "A Study of Lists, ICML 2024",
        "Contribution to the proceedings of ICML 2007",
        "Poster at NeurIPS 2020",
        "Technical Report for ICCV 2023",
        "On lists, Proceedings of ICML 2007",
    ],
)
def test_other_texts_about_conferences_are_not_proceedings(name: str) -> None:
    assert is_conference(name)
    assert not is_proceedings(name)


def test_journals_that_are_known_without_a_volume() -> None:
    names = ("TMLR", "IEEE TPAMI", "Nature", "IEEE Access", "Trans. Mach. Learn. Res.")
    assert all(map(is_known_journal, names))
    assert is_known_journal("International Journal of Computer Vision")
    assert not is_known_journal("Moriond")


def test_venues_that_are_journals() -> None:
    assert is_journal_venue("IEEE Transactions on Robotics")
    assert is_journal_venue("Proceedings of the IEEE")
    assert is_journal_venue("IEEE Access")
    assert not is_journal_venue("Google News")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # PMLR
        (
            "39th International Conference on Machine Learning, Baltimore, Maryland, USA",
            "39th International Conference on Machine Learning",
        ),
        ("Proceedings of ICML, Online", "Proceedings of ICML"),
        ("Proceedings of ICML, Lille, France", "Proceedings of ICML"),
        # ACM
        (
            "Conference on Fairness, Accountability, and Transparency, Seoul, Republic of Korea",
            "Conference on Fairness, Accountability, and Transparency",
        ),
        # IEEE
        ("2023 Conference on Vision (CVPR), Vancouver, BC", "2023 Conference on Vision (CVPR)"),
        ("Conference on Speech (ICASSP) 2021, Toronto", "Conference on Speech (ICASSP) 2021"),
        ("NeurIPS 2020, Vancouver", "NeurIPS 2020"),
        ("EDCC-6, Coimbra (Portugal)", "EDCC-6, Coimbra (Portugal)"),
        # Springer
        ("Computer Vision – ECCV 2020. ECCV 2020", "Computer Vision – ECCV 2020"),
        # parts of names
        ("ICLR 2018, Workshop Track", "ICLR 2018, Workshop Track"),
        ("Conference (CVPR) Workshops", "Conference (CVPR) Workshops"),
        ("Acoustics, Speech and Signal Processing", "Acoustics, Speech and Signal Processing"),
    ],
)
def test_proceedings_are_named_without_the_place(text: str, name: str) -> None:
    assert proceedings_name(text) == name


def test_places() -> None:
    assert all(map(is_place, ("Singapore", "Vancouver, BC, Canada", "Bordeaux : France", "Online")))
    assert is_place("Barcelona, Spain (Online)")
    assert not any(map(is_place, ("Workshop Track", "see the appendix", "Session Three")))


def test_years_in_names() -> None:
    assert years_in("CHI '23: Proceedings of the 2023 CHI Conference") == {2023}
    assert years_in("ICML 2019 and 2020") == {2019, 2020}
    assert years_in("SODA'97") == {1997}
    assert years_in("IJCAI-ECAI-22") == {2022}
    assert years_in("ICRC-30") == set()  # the 30th
    assert years_in("The 41st ICML") == set()
