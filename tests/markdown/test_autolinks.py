from __future__ import annotations

import pytest

from support.markdown import outline
from weeklypapers.markdown import render_inline


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        (
            "<https://a.b/?c&amp;d>",
            "https://a.b/?c&d",
            ["link 'https://a.b/?c&d' -> https://a.b/?c&d"],
        ),
        ("<me@a.org>", "me@a.org", ["link 'me@a.org' -> mailto:me@a.org"]),
        (
            "See https://a.b/c_(d)_e. Or (http://f.g).",
            "See https://a.b/c_(d)_e. Or (http://f.g).",
            [
                "link 'https://a.b/c_(d)_e' -> https://a.b/c_(d)_e",
                "link 'http://f.g' -> http://f.g",
            ],
        ),
        (
            "www.a.org, xwww.b.org",
            "www.a.org, xwww.b.org",
            ["link 'www.a.org' -> http://www.a.org"],
        ),
        ("www.a&amp;", "www.a&", ["link 'www.a' -> http://www.a"]),
        ("http://a_b.c_d git://x", "http://a_b.c_d git://x", []),
        (
            "**https://a.b**",
            "https://a.b",
            ["strong 'https://a.b'", "link 'https://a.b' -> https://a.b"],
        ),
        ("[https://a.b](c)", "https://a.b", ["link 'https://a.b' -> c"]),
    ],
)
def test_autolinks(source: str, text: str, marks: list[str]) -> None:
    assert outline(source) == (text, marks)


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://a.b", "https://a.b"),
        ("HTTP://a.b/c?d=e#f", "HTTP://a.b/c?d=e#f"),
        ("ftp://a.b!?", "ftp://a.b"),
        ("https://a.b/(c)", "https://a.b/(c)"),
        ("https://a.b/c)", "https://a.b/c"),
        ("https://a.b/c&copy;", "https://a.b/c"),
        ("https://a.b/c;", "https://a.b/c"),
        ("https://é.b/é", "https://é.b/é"),
    ],
)
def test_the_end_of_an_address(source: str, address: str) -> None:
    (mark,) = render_inline(source).marks
    assert (mark.target, source[mark.start : mark.stop]) == (address, address)


@pytest.mark.parametrize("source", ["git://a.b", "xhttps://a.b", "https://", "https:// a", "www"])
def test_no_address(source: str) -> None:
    assert render_inline(source).marks == ()
