"""The templates that entries follow."""

from __future__ import annotations

import pytest

from support.entries import LINK, listed
from weeklypapers.dialects.patterns import pattern_of, templates_of
from weeklypapers.model.templates import Template


def pattern(text: str) -> str:
    """The pattern of the only entry of a list."""
    (entry,) = listed(text)
    return pattern_of(entry.reading, entry.parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- [Halls at night]{LINK}", "- [{title}]({url})"),
        (f"- **Halls at night** [[Paper]{LINK}]", "- **{title}** {links:[[label](url)]}"),
        (
            f'* **FooNet**: "Halls for Foo", ICCV, 2023 (*Acme*). [[Paper]{LINK}][[Code](https://a.org)]',
            '* **{name}**: "{title}", {venue}, {date:%Y} (*{affiliation}*). {links:[[label](url)]}',
        ),
        (
            f"- Halls at night, <ins>ICLR, 2024</ins> [Paper]{LINK}, [Code](https://a.org)",
            "- {title}, <ins>{venue}, {date:%Y}</ins> {links:[label](url), }",
        ),
        (
            f"7. 🔥 Halls at night (May 2024) [Paper]{LINK}",
            "1. {title} ({date:%b %Y}) {links:[label](url)}",
        ),
        (f"- Halls in {{braces}} [Paper]{LINK}", "- {title} {links:[label](url)}"),
        (f"- [Halls at night]{LINK} `arXiv:2406.00001`", "- [{title}]({url}) `{id}`"),
        (f"- <b>Halls at night</b> <{LINK[1:-1]}>", "- <b>{title}</b> {links:<url>}"),
    ],
)
def test_values_become_holes_and_other_text_stays(text: str, expected: str) -> None:
    assert pattern(text + "\n") == expected


def test_lines_of_an_entry_keep_their_indentation() -> None:
    text = (
        f"  - **Halls at night**\n    - Ana Ruiz, Bo Li\n    - Paper: {LINK[1:-1]}\n"
        "    - Code: <https://github.com/ana/halls>\n"
    )
    assert pattern(text) == ("- **{title}**\n  - {authors}\n  - Paper: {paper}\n  - Code: <{code}>")


def test_a_link_with_a_line_of_its_own_has_a_hole_for_its_kind() -> None:
    text = f"- **Halls at night**\n  - [[Paper]]{LINK}\n  - [Link](https://example.org)\n"
    assert pattern(text) == "- **{title}**\n  - [[Paper]]({paper})\n  - [Link]({links})"


def test_entries_that_leave_out_values_follow_the_template_of_the_others() -> None:
    full = "- **{title}**, {venue}, {date:%Y} {links:[[label](url)]}"
    part = "- **{title}**, {date:%Y} {links:[[label](url)]}"
    other = "- [{title}]({url})"
    templates = templates_of([full] * 5 + [part] * 2 + [other] * 3)
    assert templates == {full: Template(full), part: Template(full), other: Template(other)}


def test_formats_of_dates_and_links_are_those_of_most_entries() -> None:
    year, month = "- {title}, {date:%Y}", "- {title}, {date:%b %Y}"
    assert templates_of([year, month, month]) == dict.fromkeys([year, month], Template(month))


def test_patterns_without_a_title_and_a_link_are_left_out() -> None:
    assert templates_of(["- {comment}"]) == {}
