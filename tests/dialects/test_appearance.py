"""Where and when a paper appeared, in made-up texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.dialects.appearance import (
    Appearance,
    find_appearance_at_end,
    find_appearance_at_start,
    read_appearance,
)


def parts(appearance: Appearance | None) -> tuple[str | None, str | None, str | None] | None:
    """Return venue, date and remark."""
    if appearance is None:
        return None
    date = str(appearance.date) if appearance.date else None
    return appearance.venue, date, appearance.remark


@pytest.mark.parametrize(
    ("text", "venue", "date", "remark"),
    [
        ("ICCV, 2023", "ICCV", "2023", None),
        ("ICCV 2023", "ICCV", "2023", None),
        ("ICCV'23", "ICCV", "2023", None),
        ("ICLR’98", "ICLR", "1998", None),
        ("CVPR2024", "CVPR", "2024", None),
        ("NIPS17", "NIPS", "2017", None),
        ("2023 ICCV", "ICCV", "2023", None),
        ("SIGGRAPH Asia 2023", "SIGGRAPH Asia", "2023", None),
        ("ACM MM 2021", "ACM MM", "2021", None),
        ("TPAMI 2024", "TPAMI", "2024", None),
        ("USENIX Security'25", "USENIX Security", "2025", None),
        ("ECCVW 2022", "ECCVW", "2022", None),
        ("ACL-Short, 2022", "ACL-Short", "2022", None),
        ("In ICML, 2020", "ICML", "2020", None),
        ("accepted to ICML 2024", "ICML", "2024", None),
        ("Accepted as a short paper at ICML 2024", "ICML", "2024", None),
        ("to appear in CVPR 2024", "CVPR", "2024", None),
        ("Under review at ICLR 2025", "ICLR", "2025", "Under review"),
        ("(CVPR 2024)", "CVPR", "2024", None),
        ("OSDI", "OSDI", None, None),
        ("arXiv, ICML", "arXiv, ICML", None, None),
    ],
)
def test_a_conference_and_a_year(
    text: str, venue: str, date: str | None, remark: str | None
) -> None:
    appearance = read_appearance(text)

    assert parts(appearance) == (venue, date, remark)
    assert appearance is not None
    assert appearance.is_known
    assert (appearance.begin, appearance.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "venue", "remark"),
    [
        ("ACL (Findings) 2024", "ACL", "Findings"),
        ("NeurIPS 2024 (Oral)", "NeurIPS", "Oral"),
        ("CVPR 2024 Highlight", "CVPR", "Highlight"),
        ("CVPR Oral, 2024", "CVPR", "Oral"),
        ("EMNLP 2024 Findings", "EMNLP", "Findings"),
        ("ICLR 2024 Submission", "ICLR", "Submission"),
        ("ICML 2024 (Best Paper Award)", "ICML", "Best Paper Award"),
        ("ICML 2024, Oral, top 1.5%", "ICML", "Oral, top 1.5%"),
        ("CVPR 2024 录用", "CVPR", "录用"),
        ("CVPR_2024_Oral", "CVPR", "Oral"),
        ("CVPR 2024 採択", "CVPR", "採択"),
        ("HEAL @ CHI 2024 Workshop", "HEAL @ CHI", "Workshop"),
        ("NeurIPS 2024 Workshop on Lists", "NeurIPS", "Workshop on Lists"),
        ("NeurIPS 2024, ICCV 2024 Workshop", "NeurIPS", "ICCV 2024 Workshop"),
        ("ICML 2024 Datasets Track (Poster)", "ICML", "Datasets Track (Poster)"),
        ("Findings of ACL 2024", "Findings of ACL", None),
        ("NeurIPS Workshop, 2024", "NeurIPS Workshop", None),
        ("ICML Workshop on X 2024", "ICML Workshop on X", None),
    ],
)
def test_a_remark_is_as_written(text: str, venue: str, remark: str | None) -> None:
    assert parts(read_appearance(text)) == (venue, "2024", remark)


@pytest.mark.parametrize(
    ("text", "venue", "date"),
    [
        ("*arXiv, Mar 2023*", "arXiv", "2023-03"),
        ("arXiv 2303", "arXiv", "2023-03"),
        ("arXiv 2019", "arXiv", "2019"),
        ("arXiv 2025.01", "arXiv", "2025-01"),
        ("arXiv preprint arXiv:2004.10934 (2020)", "arXiv", "2020"),
        ("CoRR abs/2004.10934 (2020)", "CoRR", "2020"),
        ("`arXiv:2604.02022`", "arXiv", None),
        ("arXiv:2604.02022v2", "arXiv", None),
        ("ArXiv 2020", "ArXiv", "2020"),
        ("bioRxiv (2024)", "bioRxiv", "2024"),
        ("bioRxiv 2024.03.12", "bioRxiv", "2024-03-12"),
        ("bioRxiv 2024.03.12.606135", "bioRxiv", "2024-03-12"),
    ],
)
def test_digits_of_an_identifier_are_no_year(text: str, venue: str, date: str | None) -> None:
    assert parts(read_appearance(text)) == (venue, date, None)


@pytest.mark.parametrize(
    ("text", "venue", "volume"),
    [
        ("Nat. Biomed. Eng (2024)", "Nat. Biomed. Eng", None),
        ("Elife 12 (2024)", "Elife", "12"),
        ("Nature Communications 15, 1234 (2024)", "Nature Communications", "15, 1234"),
        ("Nature 634.8034 (2024)", "Nature", "634.8034"),
        ("Proc. Natl. Acad. Sci. 2024", "Proc. Natl. Acad. Sci", None),
        ("Transactions on Lists (TL), 2024", "Transactions on Lists (TL)", None),
        ("IEEE Trans. on PAMI, 2024", "IEEE Trans. on PAMI", None),
        ("Science389,380-385(2024)", "Science", "389,380-385"),
        (
            "Cell biology and evolution 35.4 (2024): 10-27",
            "Cell biology and evolution",
            "35.4, 10-27",
        ),
        ("Journal of Lists, Volume 2, Issue 1, 2024", "Journal of Lists", "Volume 2, Issue 1"),
        ("Bioinformatics, 2024;, btae037", "Bioinformatics", "btae037"),
        ("生物工学会誌 101.8 (2024)", "生物工学会誌", "101.8"),
        ("Entropy 2024", "Entropy", None),
        (
            "In Advances in Neural Information Processing Systems, 2024",
            "Advances in Neural Information Processing Systems",
            None,
        ),
        (
            "Proceedings of the 2024 Conference on Lists",
            "Proceedings of the 2024 Conference on Lists",
            None,
        ),
    ],
)
def test_a_journal_with_its_volume(text: str, venue: str, volume: str | None) -> None:
    appearance = read_appearance(text)

    assert parts(appearance) == (venue, "2024", None)
    assert appearance is not None
    assert appearance.volume == volume


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Mar 2023", "2023-03"),
        ("2023", "2023"),
        ("(2015)", "2015"),
        ("2024年3月", "2024-03"),
        ("2024-05-31", "2024-05-31"),
    ],
)
def test_a_date_alone(text: str, date: str) -> None:
    assert parts(read_appearance(text)) == (None, date, None)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("MLGWorkshop 2017", "MLGWorkshop"),
        ("Synthetic Lists Reports 2017", "Synthetic Lists Reports"),
    ],
)
def test_an_unknown_venue_stands_beside_a_year(text: str, venue: str) -> None:
    assert parts(read_appearance(text)) == (venue, "2017", None)
    assert read_appearance(venue) is None or "Reports" in venue


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A history of speech to the year 2030",
        "Training Models with Only 2040 Images",
        "A Study of CVPR Papers",
        "Ada Lovelace",
        "Ada Lovelace, 2020",
        "Lovelace et al., 2020",
        "Grace Hopper and Ada Lovelace 2020",
        "A. Lovelace, 2020",
        "Top-1 85.3",
        "2303.12345",
        "https://arxiv.org/abs/2304.01565",
        "Paper",
        "Code",
        "(Oral)",
        "Best Paper",
        "12",
        "GPT-4, 2023",
        "We show that it works on CVPR 2024",
        "Learning from Lists (ICLR 2020)",
        "New Lists (Pattern Recognition Letters 2012)",
        "1st Place Solution for CVPR 2023 List Challenge",
        "CVPR 2020 论文目录",
        "Ada is a Warm Person: On Bias in Generated Reference Letters",
        "Lessons from the 2024 SaTML Competition",
        "我们的论文被CVPR 2024接收",
    ],
)
def test_other_texts_are_no_appearance(text: str) -> None:
    assert read_appearance(text) is None


def test_a_word_without_a_date_is_not_known() -> None:
    for name in ("Science", "FAST", "Machine Learning"):
        alone, dated = read_appearance(name), read_appearance(f"{name} 2020")
        assert alone is not None
        assert dated is not None
        assert (alone.is_known, dated.is_known) == (False, True)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("A title (ICLR 2020)", "A title", ("ICLR", "2020", None)),
        ("A title, NeurIPS 2023", "A title", ("NeurIPS", "2023", None)),
        ("A title [CVPR'24 Oral]", "A title", ("CVPR", "2024", "Oral")),
        ("A title (CVPR 2024) (Oral)", "A title", ("CVPR", "2024", "Oral")),
        ("A title. CVPR 2024 (Oral)", "A title", ("CVPR", "2024", "Oral")),
        ("A title. *arXiv, Mar 2023*", "A title", ("arXiv", "2023-03", None)),
        ("A title? NeurIPS 2023", "A title?", ("NeurIPS", "2023", None)),
        ("A title - ICML 2023", "A title", ("ICML", "2023", None)),
        ("A title (2015)", "A title", (None, "2015", None)),
        ("A title, CVPR", "A title", ("CVPR", None, None)),
        ("A title（ICLR 2020）", "A title", ("ICLR", "2020", None)),
        ("A title [ACL (Findings) 2024]", "A title", ("ACL", "2024", "Findings")),
        ("A title. Nature Lists 15, 12 (2024)", "A title", ("Nature Lists", "2024", None)),
        (
            "A title, IEEE Transactions on Lists, Tables, and Cells, 2020",
            "A title",
            ("IEEE Transactions on Lists, Tables, and Cells", "2020", None),
        ),
    ],
)
def test_an_appearance_after_a_title(
    text: str, title: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    appearance = find_appearance_at_end(text)

    assert parts(appearance) == expected
    assert appearance is not None
    assert text[: appearance.begin] == title
    assert appearance.end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "A title",
        "A title (Oral)",
        "The World Wide Web (WWW)",
        "A study of brains (Brain)",
        "Learning, Fast and Slow",
        "Attention (in general)",
        "A history of speech to the year 2030",
        "(ICLR 2020)",
        "CVPR 2024",
    ],
)
def test_a_title_without_an_appearance_after_it(text: str) -> None:
    assert find_appearance_at_end(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[CVPR 2024] A title", ("CVPR", "2024", None)),
        ("(ICLR'23) A title", ("ICLR", "2023", None)),
        ("【CVPR 2024】A title", ("CVPR", "2024", None)),
        ("[arXiv 2025.01] A title", ("arXiv", "2025-01", None)),
        ("[2024/05] A title", (None, "2024-05", None)),
        ("[Nature (2024)]: A title", ("Nature", "2024", None)),
        ("[ICLR] A title", ("ICLR", None, None)),
        ("2024-05-31: A title", (None, "2024-05-31", None)),
        ("2024.05 | A title", (None, "2024-05", None)),
        ("**2024** | A title", (None, "2024", None)),
        ("*ICLR 2024* A title", ("ICLR", "2024", None)),
        ("NeurIPS 2023 - A title", ("NeurIPS", "2023", None)),
    ],
)
def test_an_appearance_before_a_title(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    appearance = find_appearance_at_start(text)

    assert parts(appearance) == expected
    assert appearance is not None
    assert appearance.begin == 0
    assert text[appearance.end :] == "A title"


@pytest.mark.parametrize(
    "text", ["[BERT] A title", "(Oral) A title", "[Paper] A title", "A title: more", "[2024/05]"]
)
def test_a_title_without_an_appearance_before_it(text: str) -> None:
    assert find_appearance_at_start(text) is None


@given(st.text(alphabet="CVPR arXiv 20243'’()[],.:-*|年月Oral Nature", max_size=60))
def test_any_text_is_read_or_not(text: str) -> None:
    for appearance in (
        read_appearance(text),
        find_appearance_at_end(text),
        find_appearance_at_start(text),
    ):
        if appearance is not None:
            assert appearance.venue or appearance.date
            assert 0 <= appearance.begin < appearance.end <= len(text)
