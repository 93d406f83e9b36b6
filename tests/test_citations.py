"""What papers are cited as, whatever the format: names, keys, dates, places, LaTeX."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers import Category, Link, Paper, Papers
from weeklypapers.citations import Citation, Name, cite, split_name, split_names
from weeklypapers.citations.appearing import in_reference
from weeklypapers.citations.latex import pieces, to_plain
from weeklypapers.model.dates import PartialDate
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import texts

TEX = (*"$\\{} x5A", r"\emph{", r"{\it ", r"\(", r"\)", r"\cite{", r"\url{")


def cited(**fields: Any) -> Citation:
    (citation,) = cite([Paper(**{"title": "Made up"} | fields)])
    return citation


def enriched(**fields: Any) -> Citation:
    (citation,) = cite([attrs.evolve(make_paper(), arxiv=make_record(**fields))])
    return citation


class TestNames:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("Ada Lovelace", ("", "Lovelace", "Ada", "")),
            ("Ada  B.~C. Lovelace", ("", "Lovelace", "Ada B. C.", "")),
            ("J.-P. Serre", ("", "Serre", "J.-P.", "")),
            ("Wei-Lun Chao", ("", "Chao", "Wei-Lun", "")),
            ("Émilie du Châtelet", ("du", "Châtelet", "Émilie", "")),
            ("Laurens van der Maaten", ("van der", "Maaten", "Laurens", "")),
            ("Juan de la Cruz Jr.", ("de la", "Cruz", "Juan", "Jr.")),
            ("Ursula von Der Leyen", ("von", "Der Leyen", "Ursula", "")),
            ("Ben van 't Hof", ("van 't", "Hof", "Ben", "")),
            ("Jean d'Alembert", ("", "d'Alembert", "Jean", "")),
            ("Christopher De Sa", ("", "De Sa", "Christopher", "")),
            ("Piet Van Der Aa", ("", "Van Der Aa", "Piet", "")),
            ("Tuan Van Nguyen", ("", "Nguyen", "Tuan Van", "")),
            ("Santiago Ramón y Cajal", ("", "Ramón y Cajal", "Santiago", "")),
            ("Henry Ford III", ("", "Ford", "Henry", "III")),
            ("Martin Luther King, Jr.", ("", "King", "Martin Luther", "Jr.")),
            ("King, Jr., Martin Luther", ("", "King", "Martin Luther", "Jr.")),
            ("King, Martin Luther, Jr.", ("", "King", "Martin Luther", "Jr.")),
            ("van Rossum, Guido", ("van", "Rossum", "Guido", "")),
            ("danah boyd", ("", "boyd", "danah", "")),
            ("King Jr., Martin Luther", ("", "King", "Martin Luther", "Jr.")),
            ("John Doe, MD, Ph.D.", ("", "Doe", "John", "")),
            ("Lee, M.D.", ("", "Lee", "M.D.", "")),
            ("De Sa, Christopher Michael", ("", "De Sa", "Christopher Michael", "")),
            (r"Henri Poincar\'e", ("", "Poincaré", "Henri", "")),
            (r"Jos\'{e} D{\'\i}az", ("", "Díaz", "José", "")),
        ],
    )
    def test_of_persons_are_split(self, text: str, parts: tuple[str, str, str, str]) -> None:
        particle, family, given, suffix = parts
        expected = Name(particle=particle, family=family, given=given, suffix=suffix)
        assert split_name(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "Plato",
                "OpenAI",
                "The ATLAS Collaboration",
                "Gemini Team",
                "pandas development team",
            ),
            *(
                "Some Lab (Big Company)",
                "Foo, Bar, and Others, Inc.",
                "Gemini Team, Google",
                "Llama Team, AI @ Meta",
                "Ada Lovelace, Alan Turing",
                "A and B",
                "王小明",
                "王 小明",
                "김철수",
            ),
        ],
    )
    def test_that_have_no_parts_stay_whole(self, text: str) -> None:
        assert split_name(text) == Name(literal=text)

    @pytest.mark.parametrize(
        ("listed", "families", "others"),
        [
            (["Ziyan Jiang et al."], ["Jiang"], "others"),
            (["Ziyan Jiang", "et al"], ["Jiang"], "others"),
            (["Ziyan Jiang, and others"], ["Jiang"], "others"),
            (["et al."], [], "others"),
            (["Et Alvarez"], ["Alvarez"], ""),
            (["Ada Lovelace and Wei Li"], ["Lovelace", "Li"], ""),
            (["Ada Lovelace, Alan Turing & Piet van Loo"], ["Lovelace", "Turing", "Loo"], ""),
            (["Ada Lovelace, Alan Turing, Bo Xu"], ["Lovelace", "Turing", "Xu"], ""),
            (["Smith, J. and Doe, A."], [""], ""),
            (["Ada Lovelace and Some Lab"], [""], ""),
        ],
    )
    def test_that_stand_together(self, listed: list[str], families: list[str], others: str) -> None:
        names, has_more = split_names(listed)
        assert [name.family for name in names] == families
        assert has_more == bool(others)

    @given(texts())
    def test_lose_no_letter(self, text: str) -> None:
        name = split_name(text)
        letters = sorted(char for char in to_plain(text) if char.isalnum())
        assert sorted(char for char in str(name) if char.isalnum()) == letters


class TestKeys:
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
    def test_are_author_year_word(self, author: str, title: str, key: str) -> None:
        assert cite([make_paper(title=title, listed_authors=[author])])[0].key == key

    def test_do_not_depend_on_the_order(self) -> None:
        papers = [
            make_paper("2406.00001", title="Long One"),
            make_paper("2406.00002", title="Long Two"),
            Paper(title="Long Blog", venue="Blog", listed_date=PartialDate(2024)),
            make_paper("hep-th/9901001", title="Long"),
        ]
        found = [{work.title: work.key for work in cite(order)} for order in permutations(papers)]
        assert all(keys == found[0] for keys in found)
        assert found[0]["Long One"] == "long2024"
        assert found[0]["Long Two"] == "long2024-2406.00002"
        assert found[0]["Long Blog"] == "long2024-" + sha256(b"Long Blog").hexdigest()[:8]
        assert found[0]["Long"] == "long1999"

    def test_stay_when_younger_papers_join(self) -> None:
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

    def test_of_papers_alike_but_for_their_link_differ(self) -> None:
        papers = [Paper(title="检索", links=[Link(url=f"https://a.b/{n}")]) for n in range(50)]
        papers += [Paper(title="检索", links=[Link(url=f"#{n}", label="code")]) for n in range(50)]
        assert len({work.key for work in cite(papers)}) == 100


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
    def test_journals_are_taken_apart(
        self, text: str, expected: tuple[str, int, str | None, str | None, str | None]
    ) -> None:
        found = in_reference(text)
        assert found is not None
        assert found.kind == "journal"
        assert (found.container, found.year, found.volume, found.issue, found.pages) == expected

    def test_proceedings_keep_their_text(self) -> None:
        text = "Proceedings of the 40th ICML, PMLR 202:1-10, 2023"
        found = in_reference(text)
        assert found is not None
        assert (found.kind, found.container, found.year) == ("conference", text, 2023)

    @pytest.mark.parametrize(
        ("text", "container"),
        [
            ("In NeurIPS 2023", "NeurIPS 2023"),
            ("In: Proceedings of ECCV 2024", "Proceedings of ECCV 2024"),
            ("Published as a conference paper at ICLR 2025", "ICLR 2025"),
            ("Accepted at the 41st ICML 2024", "41st ICML 2024"),
        ],
    )
    def test_proceedings_lose_what_is_said_before(self, text: str, container: str) -> None:
        found = in_reference(text)
        assert found is not None
        assert (found.kind, found.container) == ("conference", container)

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


class TestLatex:
    @pytest.mark.parametrize(
        ("text", "plain", "tex"),
        [
            (r"\'etude {\'e} \'{e}", "étude é é", r"{\'e}tude {\'e} {\'e}"),
            (r"\v{s} {\c c} {\'\i}", "š ç í", r"{\v s} {\c c} {\'\i}"),
            (r"{\Lambda}CDM \ss{} {\o}", "ΛCDM ß ø", r"{$\Lambda$}CDM {\ss} {\o}"),
            (r"$\alpha$ $O(n^2)$", r"$\alpha$ $O(n^2)$", r"$\alpha$ $O(n^2)$"),
            ("for $5 and $6", "for $5 and $6", r"for \$5 and \$6"),
            (r"\$5 \& 5\%", "$5 & 5%", r"\$5 \& 5\%"),
            (r"a & b % # _ ~", r"a & b % # _ ~", r"a \& b \% \# \_ \textasciitilde{}"),
            (r"x^2 \foo", r"x^2 \foo", r"x\textasciicircum{}2 \textbackslash{}foo"),
            (r"\emph{a & b} {DNA}", "a & b DNA", r"\emph{a \& b} {DNA}"),
            ("{x} }", "{x} }", r"{$\lbrace$}x{$\rbrace$} {$\rbrace$}"),
            ("$a}b$", "$a}b$", r"\$a{$\rbrace$}b\$"),
            ("$50%$", "$50%$", r"$50\%$"),
            ("P(A|B)", "P(A|B)", "P(A{$|$}B)"),
            (r"\url{https://a.b/C_~}", "https://a.b/C_~", r"{https://a.b/C\_\textasciitilde{}}"),
            (
                r"\cite{Vaswani}",
                r"\cite{Vaswani}",
                r"\textbackslash{}cite{$\lbrace$}Vaswani{$\rbrace$}",
            ),
            (r"{\it in vivo} {\bf X}", "in vivo X", r"\textit{in vivo} \textbf{X}"),
            (r"\textbf{Large {L}a $x$ \'e}", "Large La $x$ é", r"\textbf{Large {L}a $x$ {\'e}}"),
            (r"\(x^2\) $ \mu $ $$y$$", r"$x^2$ $\mu$ $y$", r"$x^2$ $\mu$ $y$"),
            (r"$ 5 or $ 6 \& $", r"$ 5 or $ 6 & $", r"\$ 5 or \$ 6 \& \$"),
            (
                r"$\begin{matrix}a & b\end{matrix}$ $A&B$",
                r"$\begin{matrix}a & b\end{matrix}$ $A&B$",
                r"$\begin{matrix}a & b\end{matrix}$ $A\&B$",
            ),
        ],
    )
    def test_is_kept_and_text_is_escaped(self, text: str, plain: str, tex: str) -> None:
        assert to_plain(text) == plain
        assert "".join(piece.tex for piece in pieces(text)) == tex

    def test_what_is_escaped_is_not_escaped_again(self) -> None:
        once = r"\& {\'e} $x$ {\ss} {DNA} \emph{b} \%"
        assert "".join(piece.tex for piece in pieces(once)) == once

    @given(
        st.text("$\\{}%&'^~eiA()", max_size=20)
        | st.lists(st.sampled_from(TEX)).map("".join)
        | texts()
    )
    def test_braces_are_balanced(self, text: str) -> None:
        depth = 0
        for char in "".join(piece.tex for piece in pieces(text)):
            depth += {"{": 1, "}": -1}.get(char, 0)
            assert depth >= 0
        assert depth == 0


def test_arxivs_words_come_first() -> None:
    citation = enriched(title="By arXiv", categories=[Category(code="cs.LG")])
    assert citation.title == "By arXiv"
    assert [str(name) for name in citation.authors] == ["Lovelace, Ada", "du Châtelet, Émilie"]
    assert citation.primary_class == "cs.CL"
    assert citation.keywords == ("cs.CL", "cs.LG")


def test_a_paper_that_is_listed_twice_is_cited_once() -> None:
    papers = Papers([make_paper(), make_paper(topics=["Again"])])
    assert len(cite(papers)) == 1
    assert papers.to_ris().count("TY  - ") == papers.to_csl().count('"id"') == 1
    assert papers.to_bibtex().count("@") == 1


def test_authors_whom_a_list_does_not_name() -> None:
    listed = wp.parse("|Title|Authors|\n|-|-|\n|One|Ziyan Jiang et.al.|\n")
    assert listed[0].more_authors
    assert "author = {Jiang, Ziyan and others}," in listed.to_bibtex()
    assert json.loads(listed.to_csl())[0]["author"][-1] == {"literal": "others"}

    record = make_record("2406.00001")
    named = Papers([make_paper(listed_authors=["A. Lovelace"], more_authors=True, arxiv=record)])
    assert "others" not in named.to_bibtex()  # a record names them all
