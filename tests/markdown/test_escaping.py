"""Plain text and addresses as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.markdown import render_inline
from weeklypapers.markdown.escaping import escaped, target_markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a_b c", "a_b c"),
        ("one\ntwo", "one<br>two"),
        ("*a* b", r"\*a\* b"),
        ("[a](b)", r"\[a\](b)"),
        ("https://a.b", r"https\://a.b"),
        ("www.a.b", r"www\.a.b"),
        ("a&amp;b", r"a\&amp;b"),
    ],
)
def test_text_is_escaped_where_necessary(text: str, markdown: str) -> None:
    def is_right(markdown: str) -> bool:
        inline = render_inline(markdown)
        return inline.text == text and not inline.marks

    assert escaped(text, is_right) == markdown


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_read_back(text: str) -> None:
    words = " ".join(text.split())

    def is_right(markdown: str) -> bool:
        return render_inline(markdown).text == words

    assert is_right(escaped(words, is_right))


def test_markdown_that_is_never_right_has_all_escapes() -> None:
    assert escaped("a.b*", lambda _: False) == r"a\.b\*"


@pytest.mark.parametrize(
    ("url", "markdown"),
    [
        ("https://a.b/c", "https://a.b/c"),
        ("https://a.b/(c)", "https://a.b/(c)"),
        ("https://a.b/(c", "<https://a.b/(c>"),
        ("https://a.b/c d", "<https://a.b/c d>"),
        ("https://a.b/?a&lt=b", "https://a.b/?a&lt=b"),
        ("https://a.b/?a&lt;b", "<https://a.b/?a&amp;lt;b>"),
    ],
)
def test_targets_are_read_back(url: str, markdown: str) -> None:
    assert target_markdown(url) == markdown
    (mark,) = render_inline(f"[a]({markdown})").marks
    assert mark.target == url
