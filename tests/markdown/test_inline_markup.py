from __future__ import annotations

import pytest

from support.markdown import outline
from weeklypapers.markdown import render_inline


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("plain  text, with blanks ", "plain  text, with blanks "),
        (r"Q\&A", "Q&A"),
        (r"\*not emphasis\*", "*not emphasis*"),
        (r"C:\path\name", r"C:\path\name"),
        ("a\\", "a\\"),
        ("a\0b", "a\ufffdb"),
        ("one\ntwo", "one two"),
        ("one \t\n  two", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("[x][y] and [^1] and [z]", "[x][y] and [^1] and [z]"),
        ("![^1] !", "![^1] !"),
        ("me@example.org", "me@example.org"),
        ("snake_case_name 2*3 * 4", "snake_case_name 2*3 * 4"),
        ("**", "**"),
    ],
)
def test_text(source: str, text: str) -> None:
    assert render_inline(source).text == text


@pytest.mark.parametrize(
    "source",
    [
        r"$f_\theta * g_*$",
        r"A $^2$M$^2$ -Net",
        "of $5 and $6",
        "$5-$6, *",
        r"up to 26$\times$",
        "a$b_c_$",
        r"$$x_1 * y_2 * z$$",
        "$`a_1*b`$ and `$",
        r"$a \$ b_1 * c_1 *$",
        r"$[a](b)$ and $\{x\}$",
        "$$ $` $ $$$$",
        "100$",
    ],
)
def test_formulas_and_prices_stay_as_they_are(source: str) -> None:
    assert outline(source) == (source, [])


def test_markup_continues_beside_a_formula() -> None:
    assert outline("**A $x_1$ and $y_1$**") == (
        "A $x_1$ and $y_1$",
        ["strong 'A $x_1$ and $y_1$'"],
    )
    assert outline("*a $b*$ c* $ d_") == ("a $b*$ c $ d_", ["em 'a $b*$ c'"])
    assert outline("$ *a*$") == ("$ a$", ["em 'a'"])
    assert outline(r"\$*a*$") == ("$a$", ["em 'a'"])
    assert render_inline("$a\nb$").text == "$a b$"


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("`a*b*` `` ` ``", "a*b* `", ["code 'a*b*'", "code '`'"]),
        ("`` `a` ", "`` a ", ["code 'a'"]),
        ("`` `a` `b`", "`` a b", ["code 'a'", "code 'b'"]),
    ],
)
def test_marks(source: str, text: str, marks: list[str]) -> None:
    assert outline(source) == (text, marks)
