from __future__ import annotations

import pytest

from weeklypapers.markdown import render_inline
from weeklypapers.markdown.characters import decode_references, is_punctuation


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&nbsp;Date&nbsp;", "\xa0Date\xa0"),
        ("&amp;amp; &lt;b&gt; &Eacute;", "&amp; <b> É"),
        ("&#65;&#x42;&#X43;", "ABC"),
        ("&#0; &#xD800; &#x110000; &#99999999;", "\ufffd \ufffd \ufffd \ufffd"),
        ("&unknown; &amp &#; &#123456789; AT&T", "&unknown; &amp &#; &#123456789; AT&T"),
    ],
)
def test_character_references(source: str, text: str) -> None:
    assert render_inline(source).text == text


@pytest.mark.parametrize("character", [*"!$+<=>^`|~", "。", "—", "「"])
def test_punctuation(character: str) -> None:
    assert is_punctuation(character)


@pytest.mark.parametrize("character", [*"a0 ", "é", "中", "→", "€", "\xa0"])
def test_no_punctuation(character: str) -> None:
    assert not is_punctuation(character)


def test_references_are_decoded_anywhere_in_a_text() -> None:
    assert decode_references("a &lt;&#98;&gt; &none;") == "a <b> &none;"
    assert decode_references("a & b") == "a & b"
