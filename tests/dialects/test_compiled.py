"""Items that follow the templates of a list, read at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import weeklypapers as wp
from support.limits import hang_guard
from weeklypapers.dialects.compiled import Trust, compile_templates
from weeklypapers.dialects.entries import tree_of
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.markdown import Block, blocks
from weeklypapers.model.links import kind_of
from weeklypapers.model.templates import Template

TEMPLATE = (
    '- **{name}**: "{title}", {venue}, {date:%Y} (*{affiliation}*). {links:[[label](url)]}\n'
    "  - {authors}\n"
    "  - Keywords: {topics}"
)
LINK = "[[Paper](https://arxiv.org/abs/2406.00001)]"


def read(text: str, pattern: str = TEMPLATE) -> PlainItem | None:
    compiled = compile_templates([(Template(pattern), 10)])
    assert compiled is not None
    (node,) = tree_of(block for block in blocks(text.splitlines()) if isinstance(block, Block))
    return compiled.read(node)


def test_all_values() -> None:
    item = read(
        f'- **FooNet**: "Networks for Foo", ICCV, 2023 (*Acme*). {LINK}[[Code](https://github.com/a/b)]\n'
        "  - Ada Lovelace, Grace Hopper\n"
        "  - Keywords: graphs, [trees]\n"
    )
    assert item is not None
    assert item.extra == {"name": "FooNet"}
    assert [kind_of(url, label) for label, url in item.links] == ["paper", "code"]
    assert {name: str(value) for name, value in item.values.items()} == {
        "title": "Networks for Foo",
        "venue": "ICCV",
        "listed_date": "2023",
        "affiliation": "Acme",
        "listed_authors": "Names(names=('Ada Lovelace', 'Grace Hopper'), more=False)",
        "topics": "('graphs', 'trees')",
    }


@pytest.mark.parametrize(
    "text",
    [
        f'- "Networks for Foo", 2023. {LINK}',
        f'- **FooNet**: "Networks for Foo" (*Acme*). {LINK}',
        f'- 🔥 **FooNet**: "Networks for Foo". {LINK} ![badge](https://b.c/d.svg)',
    ],
)
def test_values_may_be_missing(text: str) -> None:
    item = read(text)
    assert item is not None
    assert item.values["title"] == "Networks for Foo"


@pytest.mark.parametrize(
    "text",
    [
        '- **FooNet**: "Networks for Foo", ICCV, 2023 (*Acme*).',
        f'- **FooNet**: "Networks *for* Foo", ICCV, 2023. {LINK}',
        f'- **FooNet**: "Networks for Foo", ICCV, 20x3. {LINK}',
        f'- **FooNet**: "Networks for Foo", ICCV, 2023. {LINK} and more',
        f"- Networks for Foo {LINK}",
        f'- **FooNet**: "Networks for Foo". {LINK}\n  - only a remark of somebody else\n',
        f'- **FooNet**: "Networks for Foo". {LINK} ![ICLR 2024](https://b.c/d.svg)',
    ],
)
def test_other_items_are_refused(text: str) -> None:
    assert read(text) is None


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
def test_templates_that_leave_the_ends_of_values_open_are_not_compiled(pattern: str) -> None:
    assert compile_templates([(Template(pattern), 10)]) is None


def test_rare_templates_are_not_compiled() -> None:
    assert compile_templates([(Template(TEMPLATE), 2)]) is None
    assert compile_templates([]) is None


def test_long_lists_are_read_as_short_ones() -> None:
    def item(number: int) -> str:
        name, venue = f"Net{number}", ["ICCV", "ICLR", "A Journal of Foo (JF)"][number % 3]
        return (
            f'- **{name}**: "Networks for Foo and {number} Others", {venue}, 20{number % 20:02} '
            f"(*Acme*). [[Paper](https://arxiv.org/abs/2406.{number:05})][[Site](https://a.org/{number})]"
        )

    items = [item(number) for number in range(300)]
    long = wp.parse("\n".join(items))
    short = [wp.parse("\n".join(items[first : first + 30])) for first in range(0, 300, 30)]
    assert list(long) == [paper for part in short for paper in part]


@pytest.mark.parametrize(
    "text",
    [
        '- **a**: "' + "b, " * 20_000 + f'". {LINK}',
        f'- **a**: "b", {"c d " * 20_000}, 2020. {LINK}',
        '- **a**: "b". ' + LINK * 5_000,
        '- **a**: "b", ' + "1 " * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_items(text: str) -> None:
    with hang_guard():
        read(text)


def test_a_date_is_not_the_value_before_it() -> None:
    pattern = "- [{title}]({url}) `{affiliation}` `{date:%Y}`"
    link = "- [Networks for Foo](https://arxiv.org/abs/2406.00001)"
    item = read(f"{link} `Acme` `2023`", pattern)
    assert item is not None
    assert item.values["affiliation"] == "Acme"
    assert read(f"{link} `2023`", pattern) is None  # the general path reads it


def test_labels_are_on_one_line() -> None:
    pattern = "- **{title}** {links:[[label](url)]}"
    item = read(
        "- **Networks for Foo** [[the\xa0 paper](https://arxiv.org/abs/2406.00001)]", pattern
    )
    assert item is not None
    assert item.links == [("the paper", "https://arxiv.org/abs/2406.00001")]


def test_a_number_is_no_year_of_the_far_future() -> None:
    pattern = "- **{date:%Y.%m}** {title} {links:[[label](url)]}"
    rest = "Networks for Foo [[Paper](https://arxiv.org/abs/2406.00001)]"
    item = read(f"- **2024.03** {rest}", pattern)
    assert item is not None
    assert item.values["listed_date"] == wp.PartialDate(2024, 3)
    assert read(f"- **4048.03** {rest}", pattern) is None


def test_a_word_is_not_divided_between_two_values() -> None:
    pattern = "- [{venue} {date}] **{title}** {links:[[label](url)]}"
    rest = "**Networks for Foo** [[Paper](https://arxiv.org/abs/2406.00001)]"
    item = read(f"- [ICLR 2024] {rest}", pattern)
    assert item is not None
    assert item.values["venue"] == "ICLR"
    assert read(f"- [2024] {rest}", pattern) is not None
    assert read(f"- [ICLR2024] {rest}", pattern) is None  # the general path reads it


def test_a_month_is_no_venue() -> None:
    pattern = "- [{venue} {date:%Y}] **{title}** {links:[[label](url)]}"
    rest = "**Networks for Foo** [[Paper](https://arxiv.org/abs/2406.00001)]"
    assert read(f"- [Acta 2024] {rest}", pattern) is not None
    assert read(f"- [Apr 2024] {rest}", pattern) is None
    assert read(f"- [Acta, Sept. 2024] {rest}", pattern) is None


@pytest.mark.parametrize("end", [".", ",", "："])
def test_punctuation_after_a_title_is_left_to_the_general_path(end: str) -> None:
    text = f"- **Networks for Foo{end}** [[Paper](https://arxiv.org/abs/2406.00001)]"
    assert read(text, "- **{title}** {links:[[label](url)] }") is None


@pytest.mark.parametrize("char", ["\0", "\x02", "\x7f"])
def test_characters_that_no_value_can_hold(char: str) -> None:
    items = [
        f"- **Networks for Foo{char} and {number} Others** [[Paper](https://arxiv.org/abs/2406.{number:05})]"
        for number in range(150)
    ]
    papers = wp.parse("\n".join(items))
    assert list(papers[:50]) == list(wp.parse("\n".join(items[:50])))


def _with_names(number: int) -> str:
    names = ["Ada Lovelace", "Ada Lovelace, Bob Li et al.", "*Ada Lovelace*, Bob Li"][number % 3]
    names = "Ada Lovelace, Bob Li" if number % 9 else names
    return f"[Networks for Foo and {number} Others]({{url}}), {names} (20{number % 20:02})"


def _with_placeholder(number: int) -> str:
    venue = ["ICLR 2024", "-", "N/A", "ICML 2023"][number % 4]
    return f"**Networks for Foo and {number} Others** [paper]({{url}})\n  - Venue: {venue}"


def _with_names_in_some(number: int) -> str:
    names = " - A. Li & B. Wu" if number % 10 == 3 else ""
    return f"Networks for Foo and {number} Others{names} [paper]({{url}})"


def _with_markup_after_the_title(number: int) -> str:
    tail = ["", ", a Study", " ", ",", "  in 2024"][number % 5]
    return f"Networks for {number} Others{tail}, <ins>ICML, 2024</ins> [paper]({{url}})"


def _with_odd_labels(number: int) -> str:
    label = ["Paper", "Project  Page", "Paper &amp; Code", "PDF"][number % 4]
    return (
        f"**Networks for Foo and {number} Others** [[{label}]({{url}})] [[Code](https://a.org/b)]"
    )


def _with_sentences_before_the_venue(number: int) -> str:
    more = [". Words on Bar", "", "?  Words on Foo"][number % 3]
    return f"Networks for {number} Others{more}. ICLR, 2023. [[Paper]({{url}})]"


@pytest.mark.parametrize(
    "form",
    [
        _with_names,
        _with_placeholder,
        _with_names_in_some,
        _with_markup_after_the_title,
        _with_odd_labels,
        _with_sentences_before_the_venue,
    ],
)
def test_compiled_items_are_read_as_the_others(form: Callable[[int], str]) -> None:
    def text(numbers: range) -> str:
        urls = (f"https://arxiv.org/abs/2406.{number:05}" for number in numbers)
        items = (form(number).format(url=url) for number, url in zip(numbers, urls, strict=True))
        return "\n".join(f"- {item}" for item in items)

    long, short = wp.parse(text(range(180))), wp.parse(text(range(60)))
    assert list(long[:60]) == list(short)


def test_a_number_beside_values_may_be_a_date_elsewhere() -> None:
    assert compile_templates([(Template("- [{title}]({url}): {venue} 24"), 10)]) is None
    assert compile_templates([(Template("1. [{title}]({url}): {venue}"), 10)]) is not None


def test_trust_needs_an_item_with_the_same_evidence() -> None:
    template = "- [{title}]({url}), {venue} {links:[[label](url)]}"
    item = "- [Networks for Foo](https://arxiv.org/abs/2406.00001)"
    known, bare, other = (
        read(f"{item}{venue}", template) for venue in (", ICLR", "", ", Acta Foo")
    )
    assert known is not None
    assert bare is not None
    assert other is not None
    trust = Trust([known], [])
    assert trust.covers(known)
    assert trust.covers(bare)  # a missing value changes nothing beside clear ones
    assert not trust.covers(other)
    assert Trust([known, bare, other], []).covers(other)
    assert not Trust([known, other], [other]).covers(other)
    assert not Trust([other], []).covers(known)
    assert not Trust([], []).covers(known)
