"""Segments of lines and their evidence."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.nearby import Nearby
from weeklypapers.dialects.segments import evidence_of, segments_of, trim, word_count
from weeklypapers.markdown import render_inline

LINK = "(https://arxiv.org/abs/2406.00001)"


def shown(source: str) -> list[tuple[str, str, str]]:
    """The segments of a text: markup, evidence and text."""
    inline = render_inline(source)
    return [
        (each.mark, each.evidence, inline.text[each.begin : each.end])
        for each in segments_of(Nearby(inline), 0, len(inline.text))
    ]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("...", "nothing"),
        ("arXiv:2406.00001", "id"),
        ("cs.RO", "category"),
        ("cs.LG, stat.ML", "category"),
        ("June 2024", "date"),
        ("NeurIPS", "venue"),
        ("ICLR 2024 (Oral)", "venue"),
        ("Journal of Long Halls, 2023", "venue"),
        ("Paper", "label"),
        ("Ana Ruiz, Bo Li", "names"),
        ("Ana Ruiz", "person"),
        ("Paper A", "text"),
        ("Halls in the north", "text"),
        ("This is a sentence on all the halls.", "prose"),
        ("word " * 31, "prose"),
    ],
)
def test_evidence(text: str, evidence: str) -> None:
    assert evidence_of(text)[0] == evidence


@pytest.mark.parametrize(
    ("source", "segments"),
    [
        (
            f'**FooNet**: "Halls for Foo", ICCV, 2023 (*Acme*). [[Paper]{LINK}]',
            [
                ("strong", "text", "FooNet"),
                ("quote", "text", "Halls for Foo"),
                ("", "venue", "ICCV, 2023"),
                ("em", "text", "Acme"),
                ("link", "link", "Paper"),
            ],
        ),
        (
            "[CVPR 2024] Halls at night",
            [("bracket", "venue", "CVPR 2024"), ("", "text", "Halls at night")],
        ),
        (
            "A *very* long hall *Ana Ruiz, Bo Li*",
            [("", "text", "A very long hall"), ("em", "names", "Ana Ruiz, Bo Li")],
        ),
        (
            "Halls in rows. Ana Ruiz, Bo Li. ICLR 2024",
            [
                ("", "text", "Halls in rows"),
                ("", "names", "Ana Ruiz, Bo Li"),
                ("", "venue", "ICLR 2024"),
            ],
        ),
        (
            "Why halls? Ana Ruiz, Bo Li",
            [("", "text", "Why halls?"), ("", "names", "Ana Ruiz, Bo Li")],
        ),
        (
            "2021.05 | HallFormer | Ana Ruiz, Bo Li",
            [
                ("", "date", "2021.05"),
                ("", "text", "HallFormer"),
                ("", "names", "Ana Ruiz, Bo Li"),
            ],
        ),
        ("Halls | rooms", [("", "text", "Halls | rooms")]),
        ("Halls (part 2)", [("", "text", "Halls (part 2)")]),
    ],
)
def test_segments_of_a_line(source: str, segments: list[tuple[str, str, str]]) -> None:
    assert shown(source) == segments


@pytest.mark.parametrize(
    ("source", "names", "venue"),
    [
        ("Ana Ruiz, Bo Li, ICLR 2024", "Ana Ruiz, Bo Li", "ICLR 2024"),
        ("A. Ruiz, B. Li. ICLR 2024", "A. Ruiz, B. Li", "ICLR 2024"),
        ("Ana Ruiz. VLDB 2021", "Ana Ruiz", "VLDB 2021"),
    ],
)
def test_a_venue_has_no_names_of_persons_in_front(source: str, names: str, venue: str) -> None:
    assert [text for _, _, text in shown(source)] == [names, venue]


@pytest.mark.parametrize(
    ("source", "segments"),
    [
        (
            "Agents: Low-Rank Molecules Matter | Ada Lovelace, Bo Li | ICML | 2022",
            ["Agents: Low-Rank Molecules Matter", "Ada Lovelace, Bo Li", "ICML | 2022"],
        ),
        ("Halls | Ada Lovelace | Bo Li | ICML", ["Halls", "Ada Lovelace | Bo Li", "ICML"]),
        ("Halls in Neural Rooms - ZOOCON, 2021", ["Halls in Neural Rooms", "ZOOCON, 2021"]),
        ("Conference on Robots - ICR, 2023", ["Conference on Robots - ICR, 2023"]),
    ],
)
def test_a_bar_divides_what_commas_and_colons_separate(source: str, segments: list[str]) -> None:
    assert [text for *_, text in shown(source)] == segments


def test_brackets_belong_to_the_venue_around_them() -> None:
    (segment,) = shown("Transactions on Walking Research (TWR), 2022")
    assert segment[1:] == ("venue", "Transactions on Walking Research (TWR), 2022")


def test_several_dates_are_several_segments() -> None:
    assert [text for _, _, text in shown("2024 | 2024-06")] == ["2024", "2024-06"]


def test_the_digits_of_an_identifier_are_no_date() -> None:
    assert shown("`arXiv:2604.02022`") == [("code", "id", "arXiv:2604.02022")]


def test_a_number_in_a_quoted_title_is_no_year() -> None:
    assert shown('"Halls with Only 2040 Doors", ECCV, 2022') == [
        ("quote", "text", "Halls with Only 2040 Doors"),
        ("", "venue", "ECCV, 2022"),
    ]


def test_the_text_of_a_link_is_judged_if_it_is_no_label() -> None:
    assert shown(f"[Ruiz et al., 2020]{LINK}") == [("link", "link", "Ruiz et al., 2020")]
    assert shown(f"[Nat. Rooms (2025)]{LINK}")[0][:2] == ("link", "link")
    assert shown(f"[A title]{LINK}") == [("link", "text", "A title")]


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        (" (a title), ", "a title"),
        ("A title (part 2)", "A title (part 2)"),
        ("Env: [Mobile]", "Env: [Mobile]"),
        ("(InThe)Wild: Many Halls", "(InThe)Wild: Many Halls"),
        ('"Halls Can\'t Wait": A Look', '"Halls Can\'t Wait": A Look'),
        ('"A half-quoted title', "A half-quoted title"),
        ("...", ""),
        ("", ""),
    ],
)
def test_brackets_and_quotes_are_trimmed_only_without_their_partner(
    text: str, trimmed: str
) -> None:
    begin, end = trim(text, 0, len(text))
    assert text[begin:end] == trimmed


def test_two_ideographs_count_as_a_word() -> None:
    assert word_count("three short words") == 3
    assert word_count("推理加速方法") == 4
