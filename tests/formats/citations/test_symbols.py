"""Characters beyond ASCII, and what LaTeX prints for them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from support.citations import pdflatex
from weeklypapers.formats.citations.formulas import kernel_formula
from weeklypapers.formats.citations.latex import printable, to_tex
from weeklypapers.formats.citations.symbols import SYMBOLS, prepared

LETTERS = [chr(code) for code in (*range(0xC0, 0x180), *range(0x1EA0, 0x1EFA))]
# Letters that the encoding T1 does not have, not even with accents.
WITHOUT_FORM = re.compile("STROKE|LETTER KRA|HORN|HOOK ABOVE")


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("κ-means, α→β", r"{$\kappa$}-means, {$\alpha$}{$\rightarrow$}{$\beta$}"),
        ("x ≤ 2 × ∞", r"x {$\leq$} 2 {$\times$} {$\infty$}"),
        ("√n ∈ ℓ₂", r"{$\surd$}n {$\in$} {$\ell$}\textsubscript{2}"),
        ("n², 10⁻³", r"n\textsuperscript{2}, 10\textsuperscript{{$-$}}\textsuperscript{3}"),
        ("30° and 5 µm", r"30{$^{\circ}$} and 5 {$\mu$}m"),
        ("1–2 — “a” ‘b’ … O’Neill", r"1--2 --- ``a'' `b' {\ldots} O'Neill"),
        ("“‘a’”", "``{}`a'{}''"),
        ("ﬁnd Ⅷ ㎏ ① ½", r"find VIII kg \textcircled{1} {$\frac{1}{2}$}"),
        ("ℝ 𝔼 ℒ 𝐁 𝑥", r"{$\mathbf{R}$} {$\mathbf{E}$} {$\mathcal{L}$} B x"),
        ("≢ ∤ ό", r"{$\not\equiv$} {$\not\mid$} {$\acute{o}$}"),
        ("a\u00a0b\u2009c\u200bd\ufeff", "a b cd"),
        ("e\u0301 x\u0304", r"é {\=x}"),
        ("Ångström, Łódź, © ™ €", "Ångström, Łódź, © ™ €"),
        ("ế Ợ", r"{\'{\^e}} Ợ"),
        ("ＡＢ：（x）", "AB:(x)"),
        ("论文：（一）", "论文：（一）"),
        ("Правда נ", "Правда נ"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("🦜 Too big? 🔥🔥: no 🤗 way 👍🏽", "Too big?: no way"),
        ("I ❤️ it, ✓", r"I {$\heartsuit$} it, {$\surd$}"),
        ("🦜", "🦜"),
    ],
)
def test_texts(text: str, tex: str) -> None:
    assert to_tex(text) == tex


def test_text_in_ascii_is_prepared() -> None:
    assert prepared("a  b `c'") == "a  b `c'"


def test_pdflatex_prints_every_symbol(tmp_path: Path) -> None:
    chars = [
        chr(code)
        for code in (*range(0xA0, 0x3000), *range(0xFB00, 0xFB07), *range(0x1D400, 0x1D800))
        if unicodedata.category(chr(code))[0] not in "CM"
    ]
    changed = [SYMBOLS[ord(char)] for char in chars]
    forms = [tex for tex in changed if tex.isascii()]
    assert len(forms) > 1_500
    pdflatex(forms, folder=tmp_path)


def test_pdflatex_prints_letters(tmp_path: Path) -> None:
    letters = [char for char in LETTERS if not WITHOUT_FORM.search(unicodedata.name(char))]
    assert len(letters) > 200
    pdflatex(map(printable, [*letters, *"ØøŁłĐđ"]), folder=tmp_path)


def test_symbols_are_commands_of_the_kernel() -> None:
    formulas = [tex[2:-2] for tex in SYMBOLS.values() if re.fullmatch(r"\{\$[^$]*\$\}", tex)]
    assert len(formulas) > 150
    assert [formula for formula in formulas if kernel_formula(formula) is None] == []
