"""Papers as works that are cited: dates, places, DOIs and addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from weeklypapers import Category, Link, Paper, Papers, PartialDate
from weeklypapers.formats.citations import Citation, cite
from weeklypapers.testing import make_paper, make_record


def cited(**fields: Any) -> Citation:
    (citation,) = cite([Paper(**{"title": "Made up"} | fields)])
    return citation


def enriched(**fields: Any) -> Citation:
    (citation,) = cite([attrs.evolve(make_paper(), arxiv=make_record(**fields))])
    return citation


class TestDates:
    def test_of_preprints_are_those_of_submission(self) -> None:
        week = date(2024, 6, 30)
        assert cited(week=week).date is None
        assert cited(week=week, links=[Link(url="https://arxiv.org/abs/2312.00001")]).date == (
            PartialDate(2023, 12)
        )
        published = datetime(2023, 12, 31, 23, tzinfo=UTC)
        assert enriched(published=published).date == PartialDate(2023, 12, 31)

    def test_of_lists_count_beside_a_venue(self) -> None:
        day = PartialDate(2024, 5, 6)
        assert cited(listed_date=day).date is None
        assert cited(listed_date=day, venue="Blog").date == day


class TestPlaces:
    @pytest.mark.parametrize(
        "text",
        [
            *("Submitted to NeurIPS 2024", "Under review at ICML 2024", "ICLR 2025 submission"),
            *("Rejected from ICLR 2024", "withdrawn, ACL 2024", "To appear in ICML 2024"),
            *("Extended version of an AAAI 2024 paper", "Submitted to A&A 600, A12 (2017)"),
            *("In press", "Nature", "Nature, 2020", "To appear in ICML", "ICML 2019 and 2020"),
            *("PhD thesis 3, 4 (2010)", "arXiv 2406, 123 (2024)", "Phys. Rev. 98, 1 (3018)"),
        ],
    )
    def test_what_is_not_certain_is_kept_as_text(self, text: str) -> None:
        citation = enriched(journal_ref=text, published=datetime(2017, 5, 4, tzinfo=UTC))
        assert (citation.kind, citation.note) == ("preprint", text)
        assert citation.date == PartialDate(2017, 5, 4)

    def test_a_venue_with_its_year(self) -> None:
        year = PartialDate(2023)
        assert cited(venue="NeurIPS", listed_date=year).kind == "conference"
        assert cited(venue="ACL Findings", listed_date=year).kind == "conference"
        assert cited(venue="TMLR", listed_date=year).kind == "journal"
        assert cited(venue="OpenAI", listed_date=year).kind == "other"
        submitted = cited(venue="Submitted to NeurIPS", listed_date=year)
        assert (submitted.kind, submitted.note) == ("other", "Submitted to NeurIPS")

    def test_a_venue_with_a_day_may_have_appeared_in_another_year(self) -> None:
        link = Link(url="https://arxiv.org/abs/2212.10846")
        citation = cited(venue="CVPR", listed_date=PartialDate(2022, 12, 21), links=[link])
        assert (citation.kind, citation.note) == ("preprint", "CVPR")
        assert citation.date == PartialDate(2022, 12)

    def test_arxiv_is_no_venue(self) -> None:
        link = Link(url="https://arxiv.org/abs/2212.10846")
        citation = cited(venue="ArXiv", listed_date=PartialDate(2023), links=[link])
        assert (citation.kind, citation.note) == ("preprint", None)

    @pytest.mark.parametrize(
        ("doi", "expected"),
        [
            ("10.1103/PhysRevD.98.030001", "10.1103/PhysRevD.98.030001"),
            ("10.1000/a 10.1000/b", "10.1000/a"),
            ("https://doi.org/10.1002/(SICI)1<1::A>3.0.CO;2-#.", "10.1002/(SICI)1<1::A>3.0.CO;2-#"),
            ("none yet", None),
        ],
    )
    def test_dois(self, doi: str, expected: str | None) -> None:
        assert enriched(doi=doi).doi == expected
        assert enriched(doi=doi).any_doi == (expected or "10.48550/arXiv.2406.00001")

    def test_a_doi_of_a_link(self) -> None:
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
    def test_addresses_are_of_the_web(self, url: str, expected: str | None) -> None:
        assert cited(links=[Link(url=url)]).url == expected


def test_arxivs_words_come_first() -> None:
    citation = enriched(title="By arXiv", categories=[Category(code="cs.LG")])
    assert citation.title == "By arXiv"
    assert [str(name) for name in citation.authors] == ["Lovelace, Ada", "du Châtelet, Émilie"]
    assert citation.primary_class == "cs.CL"
    assert citation.keywords == ("cs.CL", "cs.LG")


def test_a_paper_that_is_listed_twice_is_cited_once() -> None:
    papers = Papers([make_paper(), make_paper(topics=["Again"])])
    assert len(cite(papers)) == 1
