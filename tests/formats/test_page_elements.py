"""Elements of a page."""

from __future__ import annotations

import pytest

from weeklypapers.display.elements import Html
from weeklypapers.formats._page_elements import (
    anchor,
    block,
    element,
    foreign,
    plain,
    safe_address,
    void,
)


def test_elements() -> None:
    assert element("p", "a < b", element("b", "c"), class_="x", aria_label='"') == (
        '<p class="x" aria-label="&quot;">a &lt; b<b>c</b></p>'
    )
    assert block("ul", Html("<li>a</li>"), Html(), id="b") == '<ul id="b">\n<li>a</li>\n</ul>'
    assert void("meta", name="a", content="b") == '<meta name="a" content="b">'


def test_texts() -> None:
    assert plain("a\n b\x00\ufffe\U0001ffff") == "a b[U+0000]\ufffd\ufffd"
    assert foreign("a & b") == "a &amp; b"
    assert foreign("سلام") == "<bdi>سلام</bdi>"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://e.org/a b?c&d", "https://e.org/a%20b?c&d"),
        ("HTTP://e.org", "HTTP://e.org"),
        ("mailto:a@e.org", "mailto:a@e.org"),
        ("mailto:a@e.org\n", None),
        ("javascript:alert(1)", None),
        ("vbscript:a", None),
        ("https://", None),
        ("a.md", None),
    ],
)
def test_addresses(url: str, address: str | None) -> None:
    assert safe_address(url) == address
    assert anchor(url, "a").startswith("<a ") is (address is not None)


def test_no_address() -> None:
    assert anchor(None, "a") == "a"
