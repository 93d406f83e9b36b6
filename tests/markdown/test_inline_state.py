from __future__ import annotations

import pytest

from support.markdown import outline
from weeklypapers.markdown import NO_REFERENCES
from weeklypapers.markdown.inline_state import InlineState


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("**Title**", "Title", ["strong 'Title'"]),
        ("** Title**", "** Title**", []),
        ("***a***", "a", ["em 'a'", "strong 'a'"]),
        ("*a **b** c*", "a b c", ["em 'a b c'", "strong 'b'"]),
        ("__a__ _b_", "a b", ["strong 'a'", "em 'b'"]),
        ("*foo**bar*", "foo**bar", ["em 'foo**bar'"]),
        ("**论文**\uff1a题目", "论文\uff1a题目", ["strong '论文'"]),
        ("**论文。**题目", "**论文。**题目", []),
        ("~~a~~ ~b~ ~~~c~~~ ~~d~", "a b ~~~c~~~ ~~d~", ["strike 'a'", "strike 'b'"]),
    ],
)
def test_emphasis(source: str, text: str, marks: list[str]) -> None:
    assert outline(source) == (text, marks)


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("[Paper](https://x/a_(b).pdf)", "Paper", ["link 'Paper' -> https://x/a_(b).pdf"]),
        ("[[Code](url)]", "[Code]", ["link 'Code' -> url"]),
        ("[[Code]](url)", "[Code]", ["link '[Code]' -> url"]),
        ("[ [arXiv]](http://a)", " [arXiv]", ["link ' [arXiv]' -> http://a"]),
        ("[a [b](c) d](e)", "[a b d](e)", ["link 'b' -> c"]),
        ("**[a](b)**", "a", ["strong 'a'", "link 'a' -> b"]),
        ("[**a**](b)", "a", ["link 'a' -> b", "strong 'a'"]),
        ("[**a**b](c)", "ab", ["link 'ab' -> c", "strong 'a'"]),
        ("*[a*](b)", "*a*", ["link 'a*' -> b"]),
        ("![alt *text*](src)", "", ["image '' -> src alt alt text"]),
        (
            "[![alt](img?label=a&query=b&amp;c)](target)",
            "",
            ["link '' -> target alt alt", "image '' -> img?label=a&query=b&c alt alt"],
        ),
        (
            "[![a](b) ![c](d)](e)",
            " ",
            ["link ' ' -> e alt a c", "image '' -> b alt a", "image '' -> d alt c"],
        ),
        ("[![a](b) c](d)", " c", ["link ' c' -> d", "image '' -> b alt a"]),
        ("![a ![b](c) [d](e) <b>f</b>](g)", "", ["image '' -> g alt a b d f"]),
        ("x!\\[a](b) \\![c](d)", "x![a](b) !c", ["link 'c' -> d"]),
    ],
)
def test_links_and_images(source: str, text: str, marks: list[str]) -> None:
    assert outline(source) == (text, marks)


def test_pieces_and_the_pending_text() -> None:
    state = InlineState("a&amp;b", NO_REFERENCES)

    assert state.add("&", 1, 6) == 6
    assert (state.texts, state.starts, state.stops) == (["a", "&"], [0, 1], [1, 6])
    state.flush(7)
    assert (state.texts, state.pending) == (["a", "&", "b"], 7)
    state.flush(7)
    assert len(state.texts) == 3


def test_an_absent_text_is_searched_for_once() -> None:
    state = InlineState("abc", NO_REFERENCES)

    assert (state.find("c", 0), state.find("d", 0)) == (2, -1)
    assert state.absent == {"d"}
