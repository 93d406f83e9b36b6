"""The tags of folded parts."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.folds import fold_tags


def shown(source: str) -> list[tuple[str, str, str]]:
    """Return the kind of each tag, its source, and the text of a summary."""
    return [
        (tag.kind, source[tag.start : tag.stop], source[slice(*tag.inside)])
        for tag in fold_tags(source)
    ]


def test_a_summary_is_one_tag_with_its_text() -> None:
    assert shown(
        '<details open>\n<SUMMARY class="a">More <b>here</b></summary > text </details>'
    ) == [
        ("start", "<details open>", ""),
        ("summary", '<SUMMARY class="a">More <b>here</b></summary >', "More <b>here</b>"),
        ("end", "</details>", ""),
    ]


def test_tags_in_a_summary_belong_to_it() -> None:
    source = "<summary>a <summary>b</summary> c</summary>"
    assert shown(source) == [
        ("summary", "<summary>a <summary>b</summary>", "a <summary>b"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<summary>a",
        "<detailsa>",
        "<details a",
        "<summary <b>",
        "</summary>",
        "</details",
        "details>",
    ],
)
def test_tags_without_an_end_are_skipped(source: str) -> None:
    assert shown(source) == []
    assert [kind for kind, _, _ in shown(f"{source} <details> {source}")] == ["start"]
