"""LaTeX in titles, abstracts and names: kept, read as text, and escaped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.formats.citations.latex import accented, escape, one_line, segments, to_plain
from weeklypapers.testing.hypothesis import texts

TEX = (*"$\\{} x5A", r"\emph{", r"{\it ", r"\(", r"\)", r"\cite{", r"\url{")


@pytest.mark.parametrize(
    ("text", "plain", "tex"),
    [
        (r"\'etude {\'e} \'{e}", "étude é é", r"{\'e}tude {\'e} {\'e}"),
        (r"\v{s} {\c c} {\'\i}", "š ç í", r"{\v s} {\c c} {\'\i}"),
        (r"\~{\^e} {\d\u{a}} \'{\^{\i}}", "ễ ặ î\u0301", r"{\~{\^e}} {\d {\u a}} {\'{\^\i}}"),
        (r"{\DJ}or{\dj}e \TH or \dh{} \ng", "Đorđe Þor ð ŋ", "Đorđe Þor ð ŋ"),
        (r"{\Lambda}CDM \ss{} {\o}", "ΛCDM ß ø", r"{$\Lambda$}CDM {\ss} {\o}"),
        (r"$\alpha$ $O(n^2)$", r"$\alpha$ $O(n^2)$", r"$\alpha$ $O(n^2)$"),
        ("for $5 and $6", "for $5 and $6", r"for \$5 and \$6"),
        (r"\$5 \& 5\%", "$5 & 5%", r"\$5 \& 5\%"),
        (r"a & b % # _ ~", r"a & b % # _ ~", r"a \& b \% \# \_ \textasciitilde{}"),
        (r"x^2 \foo", r"x^2 \foo", r"x\textasciicircum{}2 \textbackslash{}foo"),
        (r"\emph{a & b} {DNA}", "a & b DNA", r"\emph{a \& b} {DNA}"),
        ("{x} }", "{x} }", r"{$\lbrace$}x{$\rbrace$} {$\rbrace$}"),
        ("$a}b$", "$a}b$", r"\$a{$\rbrace$}b\$"),
        ("$50%$", "$50%$", r"$50\%$"),
        ("P(A|B)", "P(A|B)", "P(A{$|$}B)"),
        (r"\url{https://a.b/C_~}", "https://a.b/C_~", r"{https://a.b/C\_\textasciitilde{}}"),
        (
            r"\cite{Vaswani}",
            r"\cite{Vaswani}",
            r"\textbackslash{}cite{$\lbrace$}Vaswani{$\rbrace$}",
        ),
        (r"\emph{\'Etude}", "Étude", r"\emph{{\'E}tude}"),
        (r"\emph{\& X}", "& X", r"\emph{{}\& X}"),
        (r"{\it in vivo} {\bf X}", "in vivo X", r"\textit{in vivo} \textbf{X}"),
        (r"\textbf{Large {L}a $x$ \'e}", "Large La $x$ é", r"\textbf{Large {L}a $x$ {\'e}}"),
        (r"\(x^2\) $ \mu $ $$y$$", r"$x^2$ $\mu$ $y$", r"$x^2$ $\mu$ $y$"),
        (r"$ 5 or $ 6 \& $", r"$ 5 or $ 6 & $", r"\$ 5 or \$ 6 \& \$"),
        (
            r"$\foo{x}$ $A&B$ $\mathbb{R}$",
            r"$\foo{x}$ $A&B$ $\mathbb{R}$",
            r"\$\textbackslash{}foo{$\lbrace$}x{$\rbrace$}\$ $A\&B$ $\mathbf{R}$",
        ),
    ],
)
def test_latex_is_kept_and_text_is_escaped(text: str, plain: str, tex: str) -> None:
    assert to_plain(text) == plain
    assert "".join(part.tex for part in segments(text)) == tex


def test_latex_is_not_escaped_twice() -> None:
    once = r"\& {\'e} $x$ {\ss} {DNA} \emph{b} \%"
    assert "".join(part.tex for part in segments(once)) == once


@given(
    st.text("$\\{}%&'^~eiA()", max_size=20) | st.lists(st.sampled_from(TEX)).map("".join) | texts()
)
def test_braces_are_balanced(text: str) -> None:
    depth = 0
    for char in "".join(part.tex for part in segments(text)):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "special"),
    [
        ("plain", "plain"),
        ("é ñ", r"{\'e} {\~n}"),
        ("š ø ß", r"{\v{s}} {\o} {\ss}"),
        ("ǻ", r"{\'{\r{a}}}"),
        ("ệ", r"{\d{\^e}}"),
        ("Д", r"{\relax Д}"),
        ("Đ", r"{\relax Đ}"),
        ("ą", r"{\k{a}}"),
    ],
)
def test_letters_become_special_characters(text: str, special: str) -> None:
    assert accented(text, in_braces=False) == special
    assert accented(text, in_braces=True) == re.sub(r"\{\\relax (.)\}", r"\1", special)


def test_texts_without_latex() -> None:
    assert escape("50% of é {x}") == r"50\% of é {$\lbrace$}x{$\rbrace$}"
    assert one_line(" a\n\tb\x00\ufffec ") == "a b c"
