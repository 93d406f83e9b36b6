"""The regular expressions of items that follow a template."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.template_patterns import LINKS, NESTED, is_clear, template_pattern
from weeklypapers.model.templates import Template

LINK = "[[Paper](https://arxiv.org/abs/2406.00001)]"


def values(pattern: str, text: str) -> dict[str, str] | None:
    """The values of the holes of a template in a text, by role."""
    regex, groups = template_pattern(Template(pattern))
    match = regex.fullmatch(text)
    if match is None:
        return None
    return {group.hole.role: match[group.name] for group in groups if match[group.name]}


@pytest.mark.parametrize(
    "pattern",
    [
        "- {title}, {comment} {links}",
        "- {title} {title}",
        "{title} {links}",
        "- {links}",
        "- {title} {code}",
    ],
)
def test_templates_that_leave_the_ends_of_values_open_are_not_clear(pattern: str) -> None:
    assert not is_clear(Template(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        "- **{title}** {links}",
        "- {title}, {venue}, {date} {links}",
        "1. **{title}** {links}\n  - {authors}",
        "- [{title}]({url}) `{extra:0}`",
    ],
)
def test_clear_templates(pattern: str) -> None:
    assert is_clear(Template(pattern))


def test_values_between_markup() -> None:
    pattern = "- **{title}**, {venue}, {date} {links:[[label](url)]}"
    assert values(pattern, f"**One hall**, ICLR, 2024 {LINK}") == {
        "title": "One hall",
        "venue": "ICLR",
        "date": "2024",
        "links": LINK,
    }
    assert values(pattern, f"**One hall** {LINK}") == {"title": "One hall", "links": LINK}
    assert values(pattern, f"One hall {LINK}") is None
    assert values(pattern, f"**One *hall*** {LINK}") is None


def test_values_of_nested_items() -> None:
    pattern = "- **{title}** {links:[[label](url)]}\n  - {authors}"
    found = values(pattern, f"**One hall** {LINK}{NESTED}Ana Ruiz")
    assert found is not None
    assert found["authors"] == "Ana Ruiz"


def test_an_address_is_a_group_of_its_own() -> None:
    regex, (group,) = template_pattern(Template("- [{title}]({url})"))
    match = regex.fullmatch("[One hall](https://a.org)")
    assert match is not None
    assert (match[group.name], match[f"{group.name}t"]) == ("One hall", "https://a.org")


@pytest.mark.parametrize(
    ("pattern", "follows"),
    [("- {title}, {venue} {links}", True), ("- **{title}**, {venue} {links}", False)],
)
def test_a_venue_without_markup_before_it_follows_the_title(pattern: str, follows: bool) -> None:  # noqa: FBT001
    _, groups = template_pattern(Template(pattern))
    assert [group.follows_title for group in groups] == [False, follows, False]


def test_labels_and_addresses_of_links() -> None:
    assert LINKS.findall(f"{LINK} [Code](http://a.org)") == [
        ("Paper", "https://arxiv.org/abs/2406.00001"),
        ("Code", "http://a.org"),
    ]
