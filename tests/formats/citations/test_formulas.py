"""Formulas in the commands that LaTeX always has."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.citations import pdflatex
from weeklypapers.formats.citations import formulas
from weeklypapers.formats.citations.formulas import kernel_formula

UNCHANGED = [
    *(r"O(n^2)", r"\alpha", r"x_1^{n+1}", r"_2", r"\frac{a}{b}", r"\sqrt{n \log n}", r"\tau^2"),
    *(r"\hat{x}' \le \max_i y_i", r"\mathcal{O}(1/\epsilon)", r"\left[ 0, 1 \right)", r"f'^2"),
    *(
        r"\bigl( x \bigr)",
        r"50\%",
        r"a \, b \| c",
        r"{}^{3}\mathrm{He}",
        "a<b>c|d",
        r"\sqrt[3]{x}",
    ),
]
CHANGED = {
    # Packages
    r"\mathbb{R}^n": r"\mathbf{R}^n",
    r"\boldsymbol\theta": r"\mathbf{\theta}",
    r"\text{SE}(3)": r"\textrm{SE}(3)",
    r"x_\text{max}": r"x_{\textrm{max}}",
    r"\operatorname*{arg\,min}_x": r"\mathrm{arg\,min}_x",
    r"\lesssim 5": r"{\stackrel{<}{\sim}} 5",
    r"\binom{n}{k}": r"{n \choose k}",
    # Braces, which BibTeX counts
    r"\{a\}": r"\lbrace a\rbrace",
    r"\left\{a\right.": r"\left\lbrace a\right.",
    # LaTeX 2.09
    r"{\rm CO}_2": r"{\mathrm{CO}}_2",
    r"\bf x_1": r"\mathbf{x_1}",
    # Arguments without braces
    r"\frac12": r"\frac{1}{2}",
    r"\mathcal O": r"\mathcal{O}",
    r"A^\top": r"A^{\top}",
    r"\sqrt[3] x": r"\sqrt[3]{x}",
    # Characters
    "50%": r"50\%",
    "A&B": r"A\&B",
    "β→δx": r"\beta\rightarrow \delta x",
    "x^2 30°": r"x^2 30{^{\circ}}",
    r"x_½": r"x_{\frac{1}{2}}",
    "é": r"\textrm{é}",
    r"\text{50%_}": r"\textrm{50\%\_}",
}
INVALID = [
    # Unknown commands
    *(r"\ours", r"\foo{x}", r"\begin{matrix}a\end{matrix}", r"\href{javascript:a()}{b}"),
    *(r"\input{a}", r"\'e", r"a \\ b", "\\", r"\text{\foo}", r"\text{$x$}", r"\text x"),
    # Errors
    *(
        "x^",
        "x_",
        "x^a^b",
        "x_a_b",
        "x'^a'",
        "x' ^2",
        "x^}",
        "{x",
        "x}",
        r"\frac{1}",
        r"\sqrt[3{x}",
    ),
    *(r"\left( x", r"x \right)", r"\left x \right y", r"{\left( x} \right)", r"\left\{a"),
    # Too deep for a title
    "{" * 30 + "}" * 30,
    r"\sqrt" * 30 + "x",
]
LEXEMES = [
    *r"ab1 ^^__''{{}}[]|()%&δé~",
    *(r"\alpha", r"\frac", r"\sqrt", r"\mathbf", r"\left", r"\right", r"\{", r"\}", r"\text{a_b}"),
    *(r"\rm", r"\lim", r"\limits", r"\mathbb", r"\big", r"\foo"),
]


@pytest.mark.parametrize("formula", UNCHANGED)
def test_formulas_of_the_kernel_are_unchanged(formula: str) -> None:
    assert kernel_formula(formula) == formula


@pytest.mark.parametrize(("formula", "kernel"), CHANGED.items(), ids=CHANGED)
def test_other_commands_are_replaced(formula: str, kernel: str) -> None:
    assert kernel_formula(formula) == kernel


@pytest.mark.parametrize("formula", INVALID)
def test_invalid_formulas(formula: str) -> None:
    assert kernel_formula(formula) is None


@given(st.lists(st.sampled_from(LEXEMES)).map("".join))
def test_braces_are_balanced(formula: str) -> None:
    depth = 0
    for char in kernel_formula(formula) or "":
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


def test_pdflatex_typesets_every_formula(tmp_path: Path) -> None:
    commands = [f"\\{name}" for name in formulas._COMMANDS]
    commands += [rf"\{command}{{a}}" for command in formulas._TEXTS.values()]
    commands += [f"x {lexeme} y" for lexeme in {*formulas._SIGNS, *formulas._REPLACED}]
    commands += [rf"\{name}{{a}}{{b}}" for name in formulas._RULES]
    edges = formulas._DELIMITERS
    commands += [f"\\{size} {edge}" for size in formulas._SIZES for edge in edges]
    commands += [rf"\left{edge} x \right{edge}" for edge in edges]
    chance = random.Random(0)
    listed = ["".join(chance.choices(LEXEMES, k=chance.randint(1, 6))) for _ in range(20_000)]
    written = [kernel_formula(formula) for formula in [*UNCHANGED, *CHANGED, *commands]]
    assert None not in written
    written += map(kernel_formula, listed)
    typeset = [f"${formula}$" for formula in written if formula and not formula.isspace()]
    assert len(typeset) > 5_000
    pdflatex(typeset, folder=tmp_path)
