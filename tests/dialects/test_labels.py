"""Labels of lines and of links."""

from __future__ import annotations

import pytest

from support.entries import LINK, paper, titles
from weeklypapers.dialects.labels import (
    Label,
    is_before_link,
    is_link_label,
    is_word,
    label_at,
    label_before_colon,
)
from weeklypapers.markdown import render_inline


def label_of(source: str) -> Label | None:
    return label_at(render_inline(source), 0)


@pytest.mark.parametrize(
    ("source", "word", "field"),
    [
        ("Venue : ICLR", "Venue", "venue"),
        ("**Authors:** Ana Ruiz", "Authors", "listed_authors"),
        ("**Authors**: Ana Ruiz", "Authors", "listed_authors"),
        ("📖 TLDR: It is short.", "TLDR", "abstract"),
        ("摘要：一种新的方法。", "摘要", "abstract"),
        ("Keyword: halls", "Keyword", "topics"),
        ("Code: https://github.com/ana/halls", "Code", "code"),
        ("**Our Demo Hall**: here", "Our Demo Hall", None),
        (f"Rooms: [one]{LINK}", "Rooms", None),
    ],
)
def test_a_known_or_bold_word_before_a_colon_is_a_label(
    source: str, word: str, field: str | None
) -> None:
    label = label_of(source)
    assert label is not None
    assert (label.word, label.field) == (word, field)
    assert label.is_marked is source.startswith("**")


@pytest.mark.parametrize("source", ["Halls: A Survey", "https://example.org", "Venue", "**Halls**"])
def test_other_texts_have_no_label(source: str) -> None:
    assert label_of(source) is None


def test_the_value_begins_after_the_colon_and_blanks() -> None:
    text = "**Venue**:  ICLR"
    inline = render_inline(text)
    label = label_at(inline, 0)
    assert label is not None
    assert inline.text[label.end :] == "ICLR"


def test_any_word_before_a_colon_may_be_a_label_that_lines_repeat() -> None:
    label = label_before_colon("🚪 Doors: four", 0, 13)
    assert label is not None
    assert (label.word, label.is_repeated, label.is_known) == ("Doors", True, False)
    assert label_before_colon("https://example.org", 0, 19) is None
    assert label_before_colon("no colon", 0, 8) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paper", True),
        ("[PDF]", True),
        ("Ruiz et al., 2020", True),
        ("Ruiz et.al. (2020)", True),
        ("Ruiz and Li (2020)", True),
        ("A paper", False),
        ("Paper A", False),
        ("B", False),
        ("A title of a paper", False),
    ],
)
def test_labels_of_links(text: str, *, expected: bool) -> None:
    assert is_link_label(text) is expected


def test_a_citation_is_the_label_of_a_link_but_no_word() -> None:
    assert is_word("Paper")
    assert not is_word("Ruiz et al., 2020")
    assert not is_word("Paper A")


@pytest.mark.parametrize("name", ["TIME", "TL;DR", "Code"])
def test_a_method_that_is_called_like_a_label_is_no_label_before_a_quoted_title(name: str) -> None:
    text = f'- **{name}**: "Halls Are Wide in the North", ICML, 2022 (*Acme*). [[Paper]{LINK}]\n'
    assert titles(text) == ["Halls Are Wide in the North"]


def test_a_bold_word_before_prose_with_a_link_is_no_title() -> None:
    text = (
        "## Notes\n\n"
        "- **Idea**: halls are walked in both ways.\n"
        "- **Merit**: it is simple, and stands beside `Stairs` ([2605.00001]"
        "(https://arxiv.org/abs/2605.00001)) in most of the rooms.\n"
    )
    assert titles(text) == []


def test_a_heading_that_is_a_label_is_no_title() -> None:
    text = "# Halls that grow\n\n## Paper\nhttps://arxiv.org/abs/2101.00001\n\n## Blog\nhttps://a.org/b\n"
    assert "Paper" not in titles(text)


def test_a_bold_label_before_an_address_belongs_to_the_heading_above() -> None:
    text = (
        "# Digest\n\n### Halls that agree\n"
        "- **Arxiv:** https://arxiv.org/abs/2601.00001\n"
        "- **Forum Thread:** https://huggingface.co/papers/2601.00001\n"
        "- **TL;DR:** It says how halls agree, and when they do not.\n"
    )
    assert titles(text) == ["Halls that agree"]


def test_an_unknown_label_is_kept_with_its_value_in_the_comment() -> None:
    text = f"- [Halls by night]{LINK}\n  - Doors: [Oak]\n"
    assert paper(text).comment == "Doors: [Oak]"


def test_a_label_does_not_begin_with_a_link_to_a_paper() -> None:
    inline = render_inline("[A title](https://arxiv.org/abs/2406.00001), Code: [GitHub](b.org)")
    assert label_at(inline, 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("our survey is on [", True),
        ("Networks for (", True),
        ("Networks", False),
        ("Bar in: ", True),
    ],
)
def test_words_before_a_link(text: str, *, expected: bool) -> None:
    assert is_before_link(text, 0, len(text)) is expected
    assert not is_before_link(text, len(text), len(text))
