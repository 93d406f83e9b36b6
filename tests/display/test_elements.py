from __future__ import annotations

import pytest

from support.html import page
from support.markdown import tokens_of
from weeklypapers import (
    Link,
)
from weeklypapers.display.elements import (
    Html,
    bar,
    foreign,
    group,
    header,
    join,
    link,
    row,
    shortened,
    table,
    tag,
    web_address,
)
from weeklypapers.testing import make_paper


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://arxiv.org/abs/2406.00001v1#a", "https://arxiv.org/abs/2406.00001v1#a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/a b\"c'd<e>`\\", "https://example.org/a%20b%22c'd%3Ce%3E%60%5C"),
        ("https://example.org/%7Eé?q=é&r=1", "https://example.org/%7E%C3%A9?q=%C3%A9&r=1"),
        ("https://example.org/\u202egnp", "https://example.org/%E2%80%AEgnp"),
        ("javascript://example.org/%0Aowned()", None),
        ("data:text/html,https://example.org", None),
        ("https:example.org", None),
        ("https:\\\\example.org", None),
        ("https:///example.org", None),
        (" https://example.org", None),
        ("//example.org", None),
        ("list.md#a", None),
        ("ftp://example.org", None),
        ("", None),
    ],
)
def test_web_addresses(url: str, address: str | None) -> None:
    assert web_address(url) == address


def test_a_link_has_the_listed_address() -> None:
    url = "https://example.org/?a=1&lt;=2&amp;b=3"

    paper = make_paper(links=[Link(url=url)])
    tokens = tokens_of(paper._repr_markdown_())

    assert page(paper).links == [url, url]
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [url]


def test_texts_are_escaped_and_elements_are_not() -> None:
    assert join(["a<b", Html("<br>"), '"'], "&") == "a&lt;b&amp;<br>&amp;&quot;"
    assert tag("span", "<", tag("bdi", ">"), title='"') == (
        '<span title="&quot;">&lt;<bdi>&gt;</bdi></span>'
    )
    assert foreign("a\u202e<b", 20) == "<bdi>a[U+202E]&lt;b</bdi>"


def test_long_words_may_be_broken() -> None:
    assert foreign("x" * 35, 300) == f"<bdi>{'<wbr>'.join(['x' * 10] * 3 + ['x' * 5])}</bdi>"
    assert foreign("a\0" + "&" * 30, 300).count("<wbr>") == 3


@pytest.mark.parametrize("text", ["x" * 29, "word " * 60, "深度学习" * 20, f"${'x' * 40}$"])
def test_other_texts_are_not_divided(text: str) -> None:
    assert "<wbr>" not in foreign(text, 300)


def test_a_shortened_text_has_a_tooltip() -> None:
    assert shortened("a > b\u202e", "… > b") == '<bdi title="a &gt; b[U+202E]">… &gt; b</bdi>'
    assert shortened("a", "a") == "<bdi>a</bdi>"


def test_a_bar_has_a_length() -> None:
    assert "width: 4.00em" in bar(0.5)


def test_only_web_addresses_are_links() -> None:
    content = Html("<b>")
    assert link("https://e.org/a b", content).startswith('<a href="https://e.org/a%20b"')
    assert link("javascript:a", content) == link(None, content) == content


def test_a_table_has_its_parts_in_order() -> None:
    rows = [row("a", "b", head=0), row("c", "d")]
    shown = table("Title", header("x", "y"), group(rows, 2, "Group"), width=2, rest="more")
    tags = [part.partition(" ")[0].strip("<>") for part in shown.split("<") if part[:1] != "/"]
    names = [name.partition(">")[0] for name in tags if name]
    assert names == [
        *("table", "caption", "thead", "tr", "th", "th"),
        *("tbody", "tr", "th", "tr", "th", "td", "tr", "td", "td"),
        *("tfoot", "tr", "td"),
    ]
