"""Published works that a DOI identifies, with references that can't be split."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations.appearances import Appearance
from weeklypapers.formats.citations.publications import find_publication

DOI = "10.1000/x"  # names nothing


@pytest.mark.parametrize(
    ("reference", "container", "year"),
    [
        # The whole text is the name of the journal, but for a year at its end.
        ("Examples, from our archives (2007)", "Examples, from our archives", 2007),
        ("Examples, from our (2007) archives", None, 2007),
        ("Examples, from our archives, 1 July 2022", None, 2022),
        ("Foo Letters", "Foo Letters", None),
        ("J. Foo.", "J. Foo.", None),
        # Page numbers are no years; of several years, none is certain.
        ("Examples, from our archives (1997), those of 2001 to 2010", None, 1997),
        ("Foo Letters 2019, reprinted 2020", None, None),
        # The status before the publication is outdated.
        ("Accepted for publication in Foo Letters", "Foo Letters", None),
        ("To appear in: Foo Letters", "Foo Letters", None),
        ("Foo Letters, in press", "Foo Letters", None),
        ("Foo Letters (accepted)", "Foo Letters", None),
        # Identifiers and corrections
        ("Foo Letters; https://doi.org/10.1000/x", "Foo Letters", None),
        ("Foo Letters, doi:10.1000/x", "Foo Letters", None),
        ("Examples, our archives, 2007; Erratum ibid. 2008", "Examples, our archives", 2007),
        ("In Vitro Letters", "In Vitro Letters", None),
    ],
)
def test_an_unknown_text_is_a_journal(
    reference: str, container: str | None, year: int | None
) -> None:
    assert find_publication(DOI, reference) == Appearance(
        kind="journal", container=container or reference, year=year
    )


@pytest.mark.parametrize(
    ("reference", "container", "year"),
    [
        ("ICML 2019 and 2020", "ICML 2019 and 2020", None),
        ("The Thirteenth Conference on Foo", "The Thirteenth Conference on Foo", None),
        ("To appear in ICML 2024", "ICML 2024", 2024),
    ],
)
def test_proceedings(reference: str, container: str, year: int | None) -> None:
    publication = find_publication(DOI, reference)
    assert publication == Appearance(kind="conference", container=container, year=year)


@pytest.mark.parametrize(
    ("doi", "reference", "container", "year"),
    [
        (
            DOI,
            "In: Theory of Foo, Lecture Notes in Bar 753, A. Doe, ed. (Springer, 2008), pp. 1-9",
            "Theory of Foo, Lecture Notes in Bar 753, A. Doe, ed. (Springer, 2008), pp. 1-9",
            2008,
        ),
        (DOI, "A. Doe (ed.), Foo, from A to Z, 2019", "A. Doe (ed.), Foo, from A to Z", 2019),
        ("10.1007/978-3-030-58452-8_24", "Foo Studies, Springer", "Foo Studies, Springer", None),
    ],
)
def test_parts_of_books(doi: str, reference: str, container: str, year: int | None) -> None:
    assert find_publication(doi, reference) == Appearance(
        kind="chapter", container=container, year=year
    )


def test_a_reference_to_a_book_that_can_be_split() -> None:
    publication = find_publication("10.1007/978-3-030-58452-8_24", "Foo Studies 7, 1-9 (2018)")
    assert publication == Appearance(
        kind="chapter", container="Foo Studies", year=2018, volume="7", pages="1-9"
    )


@pytest.mark.parametrize(
    "reference",
    [
        *("", "In press", "to appear", "2024", "Submitted to Foo Letters", "PhD thesis, Foo 2020"),
        *("Extended version of a paper in Foo", "arXiv preprint arXiv:2001.00001", "withdrawn"),
        *("Technical Report, Foo", "Foo Letters, under the title Bar", "Rejected from Foo"),
    ],
)
def test_another_work_is_not_the_publication(reference: str) -> None:
    assert find_publication(DOI, reference) is None
    # A DOI that names its journal is certain.
    named = find_publication("10.1103/PhysRevX.10.011001", reference)
    assert named
    assert (named.container, named.year) == ("Physical Review X", 2020)


def test_the_doi_decides_between_kinds() -> None:
    reference = "ICML 2019"
    assert find_publication(DOI, reference) == find_publication("10.1109/TC.2019.1", reference)
    named = find_publication("10.1103/PhysRevX.10.011001", reference)
    assert named
    assert named.kind == "journal"


def test_a_doi_completes_a_reference() -> None:
    letters = find_publication("10.1103/PhysRevLett.99.010101", "Phys Rev Lett, one of the last")
    assert letters
    assert (letters.volume, letters.year) == ("99", 2007)
    conference = find_publication("10.24963/ijcai.2020/12", "The Conference of Foo")
    assert conference == Appearance(kind="conference", container="The Conference of Foo", year=2020)


def test_a_reference_that_can_be_split_is_split() -> None:
    publication = find_publication(DOI, "Phys. Rev. D 98, 030001 (2018)")
    assert publication
    assert (publication.container, publication.volume) == ("Phys. Rev. D", "98")


def test_archives_publish_nothing() -> None:
    assert find_publication("10.5281/zenodo.1", "Phys. Rev. D 98, 030001 (2018)") is None
