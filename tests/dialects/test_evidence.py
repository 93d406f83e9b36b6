"""The evidence of what a text says."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.evidence import appearance_in, evidence_of, word_count


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
    ("text", "venue"),
    [
        ("ICLR, 2024", "ICLR"),
        ("Journal of Long Halls, 2023", "Journal of Long Halls"),
        ("Ana Ruiz, Bo Li, ICLR 2024", None),
        ("Journal of " + "Long " * 30 + "Halls, 2023", None),
    ],
)
def test_an_appearance_names_no_persons_and_is_short(text: str, venue: str | None) -> None:
    appearance = appearance_in(text)
    assert (appearance.venue if appearance else None) == venue


def test_two_ideographs_count_as_a_word() -> None:
    assert word_count("three short words") == 3
    assert word_count("推理加速方法") == 4
