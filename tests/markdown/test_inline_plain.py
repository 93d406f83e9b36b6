"""Inline content in plain forms: the same as the full parser returns."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from weeklypapers.markdown import Inline
from weeklypapers.markdown.addresses import NO_REFERENCES
from weeklypapers.markdown.inline import _SPECIAL, _SPECIAL_OR_URL
from weeklypapers.markdown.inline_markup import parse_inline
from weeklypapers.markdown.inline_plain import parse_plain

_PIECES = [
    *("**", "*", "_", "`", "[", "]", "(", ")", "](http://a.b/c)", "[a ", " b](u)", "!", '"', ":"),
    *("a", "B c", "1", " ", "  ", "\n", "  \n", ". ", "-", "~", "$", "\\", "<", ">", "&", "& "),
    *("<ins>", "</ins>", "<https://x.y/z>", "https://x.y/z", "www.", "中文", "，", "a_b"),
    *("[x](http://u.v)", "**bold**", "*em*", "![i](http://p.q)", "[![i](http://p.q)](http://l.m)"),
]


def full(source: str) -> Inline:
    has_url = "://" in source or "www." in source
    special = _SPECIAL_OR_URL if has_url else _SPECIAL
    return parse_inline(source, special, NO_REFERENCES, markdown=True)


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=9).map("".join).map(str.strip))
@example("[a [b](c) d](e)")
@example("[![a](b) c](d)")
@example("a **b**c")
def test_the_full_parser_returns_the_same(source: str) -> None:
    plain = parse_plain(source)
    if plain is None:
        return
    expected = full(source)
    assert plain == expected
    for offset in range(len(plain.text)):
        assert plain.source_of(offset, offset + 1) == expected.source_of(offset, offset + 1)


@pytest.mark.parametrize(
    "source",
    [
        "plain text: with a colon",
        '**Name**: "A title", ICLR, 2024 (*Acme*). [[Paper](https://x.y/z)][[Code](https://u.v)]',
        "[**A title**](https://x.y/z) `code` _names_ <ins>venue</ins>",
        "**[A title](https://x.y/z)** ![badge](https://b.c/d.svg)",
        "[![badge](https://b.c/d.svg)](https://x.y/z)",
        "A title  \nnames\n<https://x.y/z>",
    ],
)
def test_plain_forms(source: str) -> None:
    assert parse_plain(source) == full(source)


@pytest.mark.parametrize(
    "source",
    [
        "a \\* b",
        "*\xa0*",
        "**\u3000a**",
        "_a\u2003_",
        "$x$",
        "a *b",
        "[a](<b c>)",
        "~~a~~",
        "&amp;",
        "<b>a<i>c</i></b>",
    ],
)
def test_other_forms_are_refused(source: str) -> None:
    assert parse_plain(source) is None
