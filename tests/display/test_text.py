from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.display.text import clip, distinct, pieces, printable, visible
from weeklypapers.testing import make_paper, make_papers


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\n  b\u00a0c\u2028d", "a b c d"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\x1bb\u200b", "a[U+001B]b[U+200B]"),
        ("\ud800", "[U+D800]"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # a script that needs the joiner
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_hidden_characters_are_shown(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two thr…"),
        ("one two three four", 15, "one two three…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("aaaaaaae\u0301\u0301bb", 10, "aaaaaaa…"),
        ("aaaaaa👩\u200d🔬bb", 9, "aaaaaa…"),
    ],
)
def test_long_texts_are_cut_with_care(text: str, limit: int, cut: str) -> None:
    assert clip(text, limit) == cut


@given(st.text(max_size=40), st.integers(4, 30))
def test_a_cut_text_is_a_short_beginning(text: str, limit: int) -> None:
    cut = clip(text, limit)

    assert len(cut) <= limit
    assert cut == text or text.startswith(cut.removesuffix("…"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (make_papers(1), {"filter", "problems", "plot", "to_markdown", "weeks"}),
        (make_papers(1).weeks[0], {"ending", "iso", "papers"}),
        (make_paper(), {"arxiv_id", "authors", "title"}),
        (make_papers(1).search("listed"), {"papers"}),
    ],
)
def test_completion_offers_only_public_names(value: object, expected: set[str]) -> None:
    names = dir(value)

    assert expected <= set(names)
    assert {"__len__", "__eq__"} & set(dir(type(value))) <= set(names)
    assert not any(name.startswith("_") for name in names if not name.startswith("__"))
    assert all(hasattr(value, name) for name in names if name != "__weakref__")


def test_text_for_a_terminal_keeps_its_blanks() -> None:
    assert printable("a  b\t\x1b[2J\n\u202e") == "a  b[U+0009][U+001B][2J[U+000A][U+202E]"
    assert printable("a\tb\n\x9bc", keep="\t\n") == "a\tb\n[U+009B]c"


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["short", "A > B"], ["short", "A > B"]),
        (["Natural Language > Parsing > Trees", "B"], ["… > Parsing > Trees", "B"]),
        (
            ["Language > Parsing > Data", "Language > Tagging > Data"],
            ["… > Parsing > Data", "… > Tagging > Data"],
        ),
        (
            ["Vision > Data and Benchmarks", "Speech > Data and Benchmarks"],
            ["Vision > …", "Speech > …"],
        ),
        (["A long text on parsing trees"], ["A long text on pars…"]),
        (
            ["A long text on parsing trees", "A long text on parsing speech"],
            ["…on parsing trees", "…on parsing speech"],
        ),
        (["x" * 40], ["x" * 19 + "…"]),
        (
            [f"{'x' * 20}{end}{'x' * 20}" for end in "ab"],
            [f"{'x' * 20}{end}{'x' * 20}" for end in "ab"],
        ),
    ],
)
def test_labels_stay_distinct(names: list[str], labels: list[str]) -> None:
    assert list(distinct(names, 20).values()) == labels


@given(st.lists(st.text(st.sampled_from("ab > "), max_size=30)), st.integers(8, 30))
def test_labels_are_distinct_and_short(names: list[str], limit: int) -> None:
    labels = distinct(names, limit)
    assert labels.keys() == set(names)
    assert len(set(labels.values())) == len(labels)
    assert all(len(label) <= limit or label == name for name, label in labels.items())


@given(st.text(st.sampled_from("ae\u0301👩\u200d🔬"), max_size=60), st.integers(1, 12))
def test_pieces_are_long_and_begin_with_a_letter(word: str, length: int) -> None:
    parts = list(pieces(word, length))
    assert "".join(parts) == word
    assert all(len(part) >= length for part in parts[:-1])
    assert all(part[0] not in "\u0301\u200d" for part in parts[1:])
