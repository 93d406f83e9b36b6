from __future__ import annotations

import pytest

from support.markdown import outline
from weeklypapers.markdown import Mark, render_inline


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("<b>a</b> <STRONG>b</STRONG>", "a b", ["strong 'a'", "strong 'b'"]),
        ("<i>a</i><em>b</em>", "ab", ["em 'a'", "em 'b'"]),
        (
            "<sub>a</sub><sup>b</sup><small>c</small>",
            "abc",
            ["small 'a'", "small 'b'", "small 'c'"],
        ),
        ("<ins>a</ins><u>b</u>", "ab", ["underline 'a'", "underline 'b'"]),
        (
            "<s>a</s><del>b</del><strike>c</strike>",
            "abc",
            ["strike 'a'", "strike 'b'", "strike 'c'"],
        ),
        ("<code>a</code>", "a", ["code 'a'"]),
        ("<ins>arXiv, 2024/ins> b", "arXiv, 2024/ins> b", ["underline 'arXiv, 2024/ins> b'"]),
        ("<b>a<i>b</b>c", "abc", ["strong 'ab'", "em 'bc'"]),
        ("<span style='width: 42px;'>07-29</span>", "07-29", []),
        ('<a href="x?a&amp;b">c</a>', "c", ["link 'c' -> x?a&b"]),
        ("<a class=y href='x'>c</a> <A HREF=z>d</A>", "c d", ["link 'c' -> x", "link 'd' -> z"]),
        ("<a name='x'>c</a>", "c", []),
        ("<a href=x>b<a href=y>c", "bc", ["link 'b' -> x", "link 'c' -> y"]),
        ("<a title='href=z' data-href=y href=x>c</a>", "c", ["link 'c' -> x"]),
        (
            "<a href=x><img alt='b' src=\"c\"> <img src=d></a>",
            " ",
            ["link ' ' -> x alt b", "image '' -> c alt b", "image '' -> d"],
        ),
    ],
)
def test_html(source: str, text: str, marks: list[str], *, markdown: bool) -> None:
    assert outline(source, markdown=markdown) == (text, marks)


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("*a* $b$ [c](d) \\& `e`", "*a* $b$ [c](d) \\& `e`", []),
        ("https://a.b", "https://a.b", []),
        ("a &amp; b  \n c", "a & b c", []),
        ("a<script>b < c</script>d<STYLE>e</STYLE>f<style>g", "adf", []),
        ('<td width=50%">a</td>', "a", []),
        ('<a href=x"y>z</a', "z</a", ["link 'z</a' -> x\"y"]),
        ("<b\n>a</b\n>", "a", ["strong 'a'"]),
        ("1 < 2 <!-- c --> <b", "1 < 2  <b", []),
    ],
)
def test_only_html(source: str, text: str, marks: list[str]) -> None:
    assert outline(source, markdown=False) == (text, marks)


def test_title_and_small_print_in_one_cell() -> None:
    inline = render_inline("**Title**<br><sub>Institution: A<br>Text.</sub>")
    assert inline.text == "Title\nInstitution: A\nText."
    assert inline.marks == (
        Mark("strong", 0, 5, 0, 9),
        Mark("small", 6, 26, 13, 47),
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"),
        ("a <!-- comment --> b", "a  b"),
        ("a <!-- no comment b", "a <!-- no comment b"),
        ("a<!-->b<!--->c", "abc"),
        ("a <?php echo 1 ?> b <!DOCTYPE html> c <![CDATA[ d ]]>", "a  b  c "),
        ("3 < 4 > 2 <- <> < b>", "3 < 4 > 2 <- <> < b>"),
        ("<font color='red'>x</font>", "x"),
        ("2024</ins>", "2024"),
        ("a</p>", "a"),
        ("<p>a</p>\n<p>b</p> c", "a\nb\n c"),
        ("<div>a</div><div></div><div>b</div>", "a\nb"),
        ("a<br></p><p>b", "a\nb"),
        ("<ul><li>a</li><li><b>b</b></li></ul>", "a\nb"),
    ],
)
def test_text_of_html(source: str, text: str) -> None:
    assert render_inline(source).text == text
