"""Papers as works to cite: dates, appearances, DOIs, addresses and keys."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import permutations
from typing import Any

import attrs
import pytest

from support.citations import PUBLISHERS_DOI, published_papers
from weeklypapers import ArxivId, Category, Link, Paper, Papers, PartialDate
from weeklypapers.formats.citations.dois import is_archive
from weeklypapers.formats.citations.names import Name
from weeklypapers.formats.citations.works import Citation, WorkId, base_key, cite, distinct_keys
from weeklypapers.testing import make_paper, make_record


def cited(**fields: Any) -> Citation:
    (citation,) = cite([Paper(**{"title": "A title"} | fields)])
    return citation


def enriched(**fields: Any) -> Citation:
    (citation,) = cite([attrs.evolve(make_paper(), arxiv=make_record(**fields))])
    return citation


class TestDates:
    def test_a_preprint_has_the_date_of_submission(self) -> None:
        week = date(2024, 6, 30)
        assert cited(week=week).date is None
        assert cited(week=week, links=[Link(url="https://arxiv.org/abs/2312.00001")]).date == (
            PartialDate(2023, 12)
        )
        published = datetime(2023, 12, 31, 23, tzinfo=UTC)
        assert enriched(published=published).date == PartialDate(2023, 12, 31)

    def test_a_listed_date_is_used_only_with_a_venue(self) -> None:
        day = PartialDate(2024, 5, 6)
        assert cited(listed_date=day).date is None
        assert cited(listed_date=day, venue="Blog").date == day


class TestAppearances:
    @pytest.mark.parametrize(
        "text",
        [
            *("Submitted to NeurIPS 2024", "Under review at ICML 2024", "ICLR 2025 submission"),
            *("Rejected from ICLR 2024", "withdrawn, ACL 2024", "To appear in ICML 2024"),
            *("Extended version of an AAAI 2024 paper", "Submitted to A&A 600, A12 (2017)"),
            *("In press", "Nature", "To appear in ICML", "ICML 2019 and 2020"),
            *("PhD thesis 3, 4 (2010)", "arXiv 2406, 123 (2024)", "Phys. Rev. 98, 1 (3018)"),
        ],
    )
    def test_an_ambiguous_reference_is_a_note(self, text: str) -> None:
        citation = enriched(journal_ref=text, published=datetime(2017, 5, 4, tzinfo=UTC))
        assert (citation.kind, citation.note) == ("preprint", text)
        assert citation.date == PartialDate(2017, 5, 4)

    def test_a_venue_with_a_year(self) -> None:
        year = PartialDate(2023)
        assert cited(venue="NeurIPS", listed_date=year).kind == "conference"
        assert cited(venue="ACL Findings", listed_date=year).kind == "conference"
        assert cited(venue="TMLR", listed_date=year).kind == "journal"
        assert cited(venue="OpenAI", listed_date=year).kind == "other"
        submitted = cited(venue="Submitted to NeurIPS", listed_date=year)
        assert (submitted.kind, submitted.note) == ("other", "Submitted to NeurIPS")

    def test_a_venue_with_a_day_is_a_note(self) -> None:
        link = Link(url="https://arxiv.org/abs/2212.10846")
        citation = cited(venue="CVPR", listed_date=PartialDate(2022, 12, 21), links=[link])
        assert (citation.kind, citation.note) == ("preprint", "CVPR")
        assert citation.date == PartialDate(2022, 12)

    def test_arxiv_is_not_a_venue(self) -> None:
        link = Link(url="https://arxiv.org/abs/2212.10846")
        citation = cited(venue="ArXiv", listed_date=PartialDate(2023), links=[link])
        assert (citation.kind, citation.note) == ("preprint", None)

    @pytest.mark.parametrize(
        ("doi", "expected"),
        [
            ("10.1103/PhysRevD.98.030001", "10.1103/PhysRevD.98.030001"),
            ("10.48550/arXiv.2406.00001", None),
            ("10.1000/a 10.1000/b", "10.1000/a"),
            ("10.48550/arXiv.2406.00001, 10.5281/zenodo.1; 10.1000/b", "10.1000/b"),
            ("https://doi.org/10.1002/(SICI)1<1::A>3.0.CO;2-#.", "10.1002/(SICI)1<1::A>3.0.CO;2-#"),
            ("none yet", None),
        ],
    )
    def test_dois_of_publications(self, doi: str, expected: str | None) -> None:
        work = enriched(doi=doi, journal_ref="Phys. Rev. D 98, 030001 (2018)")
        assert (work.kind, work.doi, work.any_doi) == ("journal", expected, expected)

    @pytest.mark.parametrize(
        ("doi", "note"),
        [
            ("10.48550/arXiv.2406.00001", None),
            ("10.1000/a", "Published as doi:10.1000/a"),
            ("10.1000/a 10.5281/zenodo.1", "Published as doi:10.1000/a; also doi:10.5281/zenodo.1"),
            ("10.2139/ssrn.123", "Also doi:10.2139/ssrn.123"),
        ],
    )
    def test_a_preprint_has_the_doi_of_arxiv(self, doi: str, note: str | None) -> None:
        work = enriched(doi=doi)
        assert (work.kind, work.doi, work.note) == ("preprint", None, note)
        assert work.any_doi == "10.48550/arXiv.2406.00001"
        work = enriched(doi=doi, journal_ref="Submitted to Nature")
        lower = note and f"; {note[0].lower()}{note[1:]}"
        assert (work.kind, work.note) == ("preprint", f"Submitted to Nature{lower or ''}")

    def test_a_dataset_is_not_the_publication(self) -> None:
        work = enriched(doi="10.5281/zenodo.1", journal_ref="Phys. Rev. D 98, 030001 (2018)")
        assert (work.doi, work.note) == (None, "Also doi:10.5281/zenodo.1")

    def test_a_doi_means_a_publication(self) -> None:
        published = datetime(2015, 6, 5, tzinfo=UTC)
        reference = "Examples, from our archives (2017)"
        assert enriched(journal_ref=reference, published=published).kind == "preprint"
        work = enriched(journal_ref=reference, published=published, doi="10.1000/a")
        assert (work.kind, work.doi, work.date) == ("journal", "10.1000/a", PartialDate(2017))
        assert work.key.startswith("lovelace2017")
        # A DOI that names the journal or conference needs no reference.
        work = enriched(doi="10.1109/CVPR52688.2022.01042", published=published)
        assert (work.kind, work.date) == ("conference", PartialDate(2022))
        work = cited(links=[Link(url="https://doi.org/10.1103/PhysRevX.10.011001")])
        assert (work.kind, work.date) == ("journal", PartialDate(2020))

    def test_the_date_of_the_preprint_is_not_that_of_the_publication(self) -> None:
        published = datetime(2015, 6, 5, tzinfo=UTC)
        work = enriched(journal_ref="Nature", doi="10.1000/a", published=published)
        assert (work.kind, work.date) == ("journal", None)
        # The key needs a year all the same: that of the identifier.
        assert work.key == "lovelace2024limits"

    def test_a_reference_with_authors_and_title(self) -> None:
        reference = 'A. Lovelace: "On lists, and papers". Phys. Rev. D 98, 030001 (2018)'
        work = enriched(title="On Lists and Papers", journal_ref=reference)
        assert work.appearance
        assert work.appearance.container == "Phys. Rev. D"
        # A short title can be the name of the journal.
        assert enriched(title="Nature", journal_ref="Nature 5, 1 (2018)").kind == "journal"

    def test_a_doi_from_a_link(self) -> None:
        assert cited(links=[Link(url="https://doi.org/10.1000/x")]).doi == "10.1000/x"

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("https://a.b/x y?{c}", "https://a.b/x%20y?%7Bc%7D"),
            ("HTTP://é.b", "HTTP://é.b"),
            *((url, None) for url in ("#a", "http://[bad", "https:///x", "https://?q")),
            *((url, None) for url in ("https://a b", "javascript:alert(1)")),
        ],
    )
    def test_only_web_addresses_are_used(self, url: str, expected: str | None) -> None:
        assert cited(links=[Link(url=url)]).url == expected


def test_the_record_comes_before_listed_values() -> None:
    citation = enriched(title="By arXiv", categories=[Category(code="cs.LG")])
    assert citation.title == "By arXiv"
    assert [str(name) for name in citation.authors] == ["Lovelace, Ada", "du Châtelet, Émilie"]
    assert citation.primary_class == "cs.CL"
    assert citation.keywords == ("cs.CL", "cs.LG")


def test_no_preprint_has_a_publishers_doi() -> None:
    for work in cite(published_papers()):
        assert work.any_doi is None or (
            is_archive(work.any_doi)
            if work.kind == "preprint"
            else PUBLISHERS_DOI.match(work.any_doi)
        )


def test_the_identifier_with_its_category() -> None:
    assert enriched().arxiv_label == "arXiv:2406.00001 [cs.CL]"
    assert cited(links=[Link(url="https://arxiv.org/abs/2212.10846v2")]).arxiv_label == (
        "arXiv:2212.10846v2"
    )
    assert cited().arxiv_label is None


def test_a_paper_listed_twice_is_one_work() -> None:
    papers = Papers([make_paper(), make_paper(topics=["Again"])])
    assert len(cite(papers)) == 1


# -- Keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("Ziyan Jiang", "LongRAG: Enhancing Retrieval", "jiang2024longrag"),
        ("Laurens van der Maaten", "A 1-bit Thing", "maaten2024bit"),
        ("Søren Øster-Åß", "On the {\\'E}tude", "osterass2024etude"),
        ("The ATLAS Collaboration", "$\\alpha$ Decay", "atlas2024decay"),
        ("王小明", "Retrieval", "retrieval2024"),
        ("王小明", "检索", "paper2024"),
    ],
)
def test_keys_consist_of_author_year_and_word(author: str, title: str, key: str) -> None:
    assert cite([make_paper(title=title, listed_authors=[author])])[0].key == key


def test_keys_do_not_depend_on_the_order() -> None:
    papers = [
        make_paper("2406.00001", title="Long One"),
        make_paper("2406.00002", title="Long Two"),
        Paper(title="Long Blog", venue="Blog", listed_date=PartialDate(2024)),
        make_paper("hep-th/9901001", title="Long"),
    ]
    orders = [{work.title: work.key for work in cite(order)} for order in permutations(papers)]
    keys = orders[0]
    assert all(order == keys for order in orders)
    assert keys["Long One"] == "long2024"
    assert keys["Long Two"] == "long2024-2406.00002"
    assert keys["Long Blog"] == "long2024-" + sha256(b"Long Blog").hexdigest()[:8]
    assert keys["Long"] == "long1999"


def test_younger_papers_do_not_change_keys() -> None:
    ada = ["Ada Lovelace"]
    year = PartialDate(2006)
    oldest, *younger = [
        make_paper("math/0601001", title="Limits of C", listed_authors=ada),
        make_paper("cs/0602001", title="Limits of B", listed_authors=ada),
        Paper(title="Limits of A", listed_authors=ada, listed_date=year, venue="Blog"),
    ]
    assert [work.key for work in cite([oldest])] == ["lovelace2006limits"]
    assert [work.key for work in cite([*younger, oldest])] == [
        "lovelace2006limits-cs-0602001",
        "lovelace2006limits-" + sha256(b"Limits of A").hexdigest()[:8],
        "lovelace2006limits",
    ]


def test_papers_that_differ_only_in_a_link_have_different_keys() -> None:
    papers = [Paper(title="检索", links=[Link(url=f"https://a.b/{n}")]) for n in range(50)]
    papers += [Paper(title="检索", links=[Link(url=f"#{n}", label="code")]) for n in range(50)]
    assert len({work.key for work in cite(papers)}) == 100


def test_keys_omit_missing_parts() -> None:
    assert base_key([Name(family="Li")], None, "Lists of X") == "lilists"
    assert base_key([], 2024, "") == "paper2024"
    assert base_key([], None, "The Lists") == "lists"


def test_the_oldest_paper_keeps_its_key() -> None:
    ids: list[WorkId] = [
        "B",
        ArxivId("2406.00002"),
        "A",
        ArxivId("2406.00001"),
        ArxivId("2406.00001"),
    ]
    keys = distinct_keys(["a", "a", "b", "a", "c"], ids)
    assert keys == ["a-" + sha256(b"B").hexdigest()[:8], "a-2406.00002", "b", "a", "c"]
