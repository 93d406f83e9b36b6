"""The texts and nested items that belong to the entry above them."""

from __future__ import annotations

import pytest

from support.entries import LINK, node, paper, read, titles
from weeklypapers.dialects.details import (
    belongs,
    continues_item,
    is_detail,
    is_labelled,
    is_untitled,
)
from weeklypapers.dialects.entries import text_of

OTHER = "(https://arxiv.org/abs/2406.00002)"


def test_nested_items_without_titles_belong_to_the_item_above() -> None:
    found = paper(
        "- **A title**\n"
        "  - Authors: Ana Ruiz, Bo Li\n"
        f"  - [Paper]{LINK}, [Code](https://github.com/a/b)\n"
    )
    assert (found.title, found.listed_authors) == ("A title", ("Ana Ruiz", "Bo Li"))
    assert [link.url for link in found.links] == [LINK[1:-1], "https://github.com/a/b"]
    assert found.origin
    assert found.origin.text.count("\n") == 2
    assert found.origin.line == 1


def test_a_nested_link_of_two_words_belongs_to_the_item_above() -> None:
    found = paper(
        "- **Halls on graphs**\n  - Ana Ruiz, Bo Li\n"
        f"  - [[Paper]]{LINK}\n  - [[Rust Port]](https://github.com/ana/halls)\n"
    )
    assert [link.kind for link in found.links] == ["paper", "code"]


def test_a_nested_item_with_a_title_is_another_paper() -> None:
    assert titles(f"- [One]{LINK}\n  - [Two and more]{OTHER}\n") == ["One", "Two and more"]


def test_the_paragraph_below_a_linked_name_is_its_summary() -> None:
    text = (
        f"## 論文紹介\n\n[HallThing]{LINK}\n\n長い廊下を歩く手法を提案し、有効性を示した。\n\n"
        f"[DoorThing]{OTHER}\n\n扉の開閉を自律的に判断する仕組みを示した論文。\n"
    )
    assert [bool(each.abstract) for each in read(text)] == [True, True]


def test_running_text_with_links_below_a_complete_paper_is_not_its_summary() -> None:
    text = (
        f"# Halls\n\n**Halls in Practice** Ana Ruiz. VLDB 2021. [[paper]{LINK}]\n\n"
        "Please see [our guide](https://example.org/guide) on how to contribute.\n"
    )
    found = paper(text)
    assert (found.abstract, len(found.links)) == (None, 1)


@pytest.mark.parametrize(
    ("source", "is_below_paper", "expected"),
    [
        (f"- [Code]{LINK}", False, True),
        (f"- Code: [here]{LINK}", False, True),
        ("- only words", False, True),
        (f"- [A title]{LINK}", True, False),
        (f"- A title\n  - [Paper]{LINK}", False, False),
        ("- [A page of it](https://example.org)", True, True),
        ("- [A page of it](https://example.org)", False, False),
        ("- [[Port]](https://example.org)", False, True),
    ],
)
def test_an_item_without_a_title_is_a_detail(
    source: str,
    is_below_paper: bool,  # noqa: FBT001
    expected: bool,  # noqa: FBT001
) -> None:
    assert is_detail(node(source), is_below_paper=is_below_paper) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"[Paper]{LINK} [Code](https://example.org)", True),
        (f"PDF: {LINK[1:-1]}", True),
        ("> A quotation.", True),
        ("Words without links.", True),
        (f"**A title** [Paper]{LINK}", False),
        (f"> [A title]{LINK}", False),
        ("<details><summary>A title</summary>", False),
    ],
)
def test_texts_that_belong_to_the_paper_above(source: str, expected: bool) -> None:  # noqa: FBT001
    assert belongs(node(source), is_below_link=True) is expected


def test_running_text_with_links_is_a_summary_only_of_a_paper_without_a_link() -> None:
    source = f"We walk in halls as in [another paper]{LINK}, but faster, and by all doors."
    assert belongs(node(source), is_below_link=False)
    assert not belongs(node(source), is_below_link=True)


def test_a_line_of_links_continues_an_item_without_links() -> None:
    links = node(f"[Paper]{LINK}")
    assert continues_item(node("- A title"), links)
    assert not continues_item(node(f"- [A title]{LINK}"), links)
    assert not continues_item(node("A title"), links)


def test_an_item_that_is_indented_too_little_continues_the_item_above() -> None:
    assert continues_item(node("- A title"), node(f" - [Paper]{LINK}"))
    assert not continues_item(node("- A title"), node(f"- [Paper]{LINK}"))


@pytest.mark.parametrize(
    ("source", "labelled", "untitled"),
    [
        (f"Code: [here]{LINK}", True, False),
        (f"Ana Ruiz, Bo Li [Paper]{LINK}", False, True),
        (f"**A title** [Paper]{LINK}", False, False),
        (f"[Paper]{LINK}", True, False),
    ],
)
def test_texts_without_titles(source: str, labelled: bool, untitled: bool) -> None:  # noqa: FBT001
    text = text_of(node(source).blocks[0])
    assert (is_labelled(text), is_untitled(text)) == (labelled, untitled)
