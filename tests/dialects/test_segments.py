"""Segments of lines, with their markup and evidence."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.nearby import Nearby
from weeklypapers.dialects.segments import plain_segments, segments_of
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


def test_brackets_belong_to_the_venue_around_them() -> None:
    (segment,) = shown("Transactions on Walking Research (TWR), 2022")
    assert segment[1:] == ("venue", "Transactions on Walking Research (TWR), 2022")


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
    ("text", "segments"),
    [
        ("Learning (to) Walk", [("", "Learning (to) Walk")]),
        ("[AB] Halls at night", [("bracket", "AB"), ("", "Halls at night")]),
        ("Halls at night. 2024 (Oral)", [("", "Halls at night"), ("", "2024 (Oral)")]),
        ("...", []),
    ],
)
def test_brackets_in_plain_text(text: str, segments: list[tuple[str, str]]) -> None:
    found = plain_segments(text, 0, len(text))
    assert [(each.mark, text[each.begin : each.end]) for each in found] == segments
