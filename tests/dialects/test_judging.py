"""The title of an entry, and whether the entry lists a paper, judged by itself."""

from __future__ import annotations

import pytest

from support.entries import LINK, entry_of, titles
from weeklypapers.dialects.judging import is_listed, is_prose, lists_paper, read_alone, read_title
from weeklypapers.dialects.readings import Reading
from weeklypapers.dialects.roles import Profile


def reading_of(text: str) -> Reading:
    """The first entry of a list with its title, judged by itself."""
    reading = read_title(entry_of(text), Profile(()))
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    "text",
    [
        f"- A title [Paper]{LINK}",
        f"- [A title]{LINK}",
        f"- **A title** [Paper]{LINK}",
        f"**A title** [Paper]{LINK}",
        f"- A title\n  - [Paper]{LINK}",
        f"- Data: The New Oil [Paper]{LINK}",
        f"- 🔥 [Paper]{LINK} Halls by the sea",
    ],
)
def test_a_title_and_a_link_to_a_paper_are_a_paper(text: str) -> None:
    assert lists_paper(reading_of(text))


@pytest.mark.parametrize(
    "text",
    [
        f"A title [Paper]{LINK}",
        "- A title [page](https://example.org)",
        f"- Our survey is on [arXiv]{LINK}",
        f"- A longer title [Paper]{LINK} that we wrote, and more than forty other characters",
        f"- we saw it in the hall ([2406.00001]{LINK}) that is in the north",
    ],
)
def test_running_text_and_other_links_are_no_papers(text: str) -> None:
    assert not lists_paper(reading_of(text))


@pytest.mark.parametrize("text", [f"- Paper: [arXiv]{LINK}", f"- [Paper]{LINK} [Code](x)", "- ..."])
def test_labels_and_links_alone_have_no_title(text: str) -> None:
    assert titles(f"{text}\n") == []


def test_the_texts_around_a_link_show_prose() -> None:
    assert is_prose(reading_of(f"- Our survey is on [arXiv]{LINK}"))
    assert not is_prose(reading_of(f"- Halls in rows [arXiv]{LINK}"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- https://arxiv.org/abs/2406.00001", "https://arxiv.org/abs/2406.00001"),
        (f"- [2406.00001]{LINK}", "2406.00001"),
        (f"- ([arXiv:2406.00001]{LINK}).", "arXiv:2406.00001"),
        (f"- [Paper]{LINK}", None),
        (f"- [2406.00001]{LINK} and more", None),
        ("- https://example.org", None),
        (f"- [2406.00001]{LINK} [2406.00001]{LINK}", None),
    ],
)
def test_an_identifier_alone_is_a_paper(text: str, title: str | None) -> None:
    assert titles(f"{text}\n") == ([title] if title else [])


def test_the_title_of_an_entry_by_itself_is_remembered() -> None:
    entry = entry_of(f"- A title [Paper]{LINK}\n")
    reading = read_alone(entry)
    assert reading is not None
    assert reading.line.string(reading.title) == "A title"
    assert read_alone(entry) is reading
    assert is_listed(entry)
    assert read_alone(untitled := entry_of("- ...\n")) is None
    assert not is_listed(untitled)
