"""Names of venues, remarks and volumes, judged by their words."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.venue_names import (
    is_acronym,
    is_clear,
    is_conference,
    is_event,
    is_known_alone,
    is_known_dated,
    is_like_venue,
    is_remark,
    server_in,
    split_volume,
)


@pytest.mark.parametrize("word", ["CVPR", "cvpr", "Neurips", "CVPRW", "S&P", "RSS", "TMLR"])
def test_a_short_name(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["", "fast", "rss", "GPT", "Date"])
def test_a_word_is_no_short_name(word: str) -> None:
    assert not is_acronym(word)


def test_a_word_needs_a_date() -> None:
    assert is_clear("CVPR")
    assert not is_clear("RSS")
    assert not is_clear("Science")


def test_a_journal_is_no_conference() -> None:
    assert is_conference("CVPR")
    assert not is_conference("TMLR")


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("arXiv", "arXiv"),
        ("ArXiV preprint", "ArXiV"),
        ("arXiv [cs.CL]", "arXiv"),
        ("biorxiv", "biorxiv"),
        ("arXiv papers", None),
    ],
)
def test_a_preprint_server_is_as_written(text: str, server: str | None) -> None:
    assert server_in(text) == server


@pytest.mark.parametrize(
    "text",
    [
        "NeurIPS",
        "CVPR Workshops",
        "Journal of Lists",
        "Findings of ACL",
        "arXiv",
        "计算机学报",
        "Nature Methods",
    ],
)
def test_some_names_are_clear_without_a_date(text: str) -> None:
    assert is_known_alone(text)
    assert is_known_dated(text)


@pytest.mark.parametrize("text", ["IEEE Lists", "Nature Lists", "Trends in Lists"])
def test_some_names_need_a_date(text: str) -> None:
    assert not is_known_alone(text)
    assert is_known_dated(text)


@pytest.mark.parametrize("text", ["The History of CVPR", "A Review of Conference Talks", "Lists"])
def test_a_title_is_no_name(text: str) -> None:
    assert not is_known_dated(text)


def test_an_unknown_venue_has_a_subject_or_capitals() -> None:
    assert is_like_venue("Synthetic Biology")
    assert is_like_venue("MLGWorkshop")
    assert not is_like_venue("Ada Lovelace")
    assert not is_like_venue("McDonald")
    assert not is_like_venue("learning to read")


@pytest.mark.parametrize("text", ["Oral", "(Best Paper)", "录用", "Top 5%", "short paper"])
def test_a_remark(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize("text", ["", "of the", "Papers with Code", "2024"])
def test_other_texts_are_no_remark(text: str) -> None:
    assert not is_remark(text)


def test_a_part_of_a_conference() -> None:
    assert is_event("Workshop on Lists")
    assert not is_event("Lists")


@pytest.mark.parametrize(
    ("text", "name", "volume"),
    [
        ("Nature 634.8034", "Nature", "634.8034"),
        ("Lists 42, 196–199", "Lists", "42, 196–199"),
        ("Lists 36(4):12-40", "Lists", "36(4):12-40"),
        ("Lists, Vol. 14. No. 1", "Lists", "Vol. 14. No. 1"),
        ("F1000Research 9", "F1000Research", "9"),
        ("3DV", "3DV", ""),
        ("ML4H", "ML4H", ""),
    ],
)
def test_a_volume_is_split_from_a_name(text: str, name: str, volume: str) -> None:
    assert split_volume(text) == (name, volume)
