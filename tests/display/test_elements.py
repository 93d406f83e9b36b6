from __future__ import annotations

import pytest

from support.html import page
from support.markdown import tokens_of
from weeklypapers import (
    Link,
)
from weeklypapers.display.elements import web_address
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


def test_a_link_leads_where_the_list_says() -> None:
    url = "https://example.org/?a=1&lt;=2&amp;b=3"

    paper = make_paper(links=[Link(url=url)])
    tokens = tokens_of(paper._repr_markdown_())

    assert page(paper).links == [url, url]
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [url]
