r"""Characters beyond ASCII as LaTeX that every engine prints, without a package.

Greek letters and mathematical symbols become formulas (``{$\kappa$}``), typographic signs their
form in ASCII (``---``), and compatibility characters, such as the ligature of fi, the characters
that they stand for. Other characters stay: pdflatex prints the letters of the encoding T1 and the
signs of TS1 (``t1enc.dfu``, ``ts1enc.dfu``), and needs a package for other scripts. Emoji, which no
font of LaTeX has, are omitted, as in DBLP.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["GREEK", "SPECIAL", "SYMBOLS", "pairs", "prepared"]

SPECIAL = {char: f"\\{char}" for char in "&%$#_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": "{$|$}",  # pandoc 2 drops \textbar and the text after it
    # BibTeX also counts escaped braces, so \} would end the field.
    "{": r"{$\lbrace$}",
    "}": r"{$\rbrace$}",
}
"""The characters of ASCII that are markup in LaTeX."""


def pairs(text: str) -> dict[str, str]:
    """Return a dictionary of each second word of a text by the word before it."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _greek(names: str) -> dict[str, str]:
    """Return letters by their names in LaTeX; Unicode has "lamda" for lambda."""
    return {
        name: unicodedata.lookup(
            f"Greek {'capital' if name[0].isupper() else 'small'} letter "
            + name.lower().replace("lambda", "lamda")
        )
        for name in names.split()
    }


GREEK = _greek(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
"""The Greek letters by the names of their commands."""

# Names as in the table of the package unicode-math.
_VARIANTS = pairs(
    "\u03b5 varepsilon \u03f5 epsilon \u03d1 vartheta \u03f0 kappa \u03d6 varpi \u03f1 varrho "
    "\u03c2 varsigma \u03c6 varphi \u03d5 phi"
)
_SYMBOLS = pairs(
    "ℓ ell ħ hbar ℏ hbar ℘ wp ℜ Re ℑ Im ℵ aleph ← leftarrow → rightarrow ↑ uparrow ↓ downarrow "
    "↔ leftrightarrow ↕ updownarrow ↖ nwarrow ↗ nearrow ↘ searrow ↙ swarrow ↦ mapsto "
    "↩ hookleftarrow ↪ hookrightarrow ↼ leftharpoonup ↽ leftharpoondown ⇀ rightharpoonup "
    "⇁ rightharpoondown ⇌ rightleftharpoons ⇐ Leftarrow ⇒ Rightarrow ⇑ Uparrow ⇓ Downarrow "
    "⇔ Leftrightarrow ⇕ Updownarrow ⟵ longleftarrow ⟶ longrightarrow ⟷ longleftrightarrow "
    "⟸ Longleftarrow ⟹ Longrightarrow ⟺ Longleftrightarrow ⟼ longmapsto ➔ rightarrow "
    "➜ rightarrow ➝ rightarrow ➞ rightarrow ➡ rightarrow ⬅ leftarrow ⬆ uparrow ⬇ downarrow "
    "× times ÷ div ± pm ∓ mp ⋅ cdot ∙ bullet ∗ ast ⋆ star ★ star ☆ star "
    "∘ circ ○ bigcirc ◯ bigcirc ● bullet √ surd ∞ infty ∝ propto ∠ angle ∥ parallel ∣ mid "
    "∧ wedge ∨ vee ∩ cap ∪ cup ∫ int ∮ oint ∼ sim ≀ wr ≃ simeq ≅ cong ≈ approx ≍ asymp "
    "≐ doteq ≠ neq ≡ equiv ≤ leq ≥ geq ⩽ leq ⩾ geq ≪ ll ≫ gg ≺ prec ≻ succ ⪯ preceq ⪰ succeq "
    "≼ preceq ≽ succeq ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ⊎ uplus ⊑ sqsubseteq "
    "⊒ sqsupseteq ⊓ sqcap ⊔ sqcup ⊕ oplus ⊖ ominus ⊗ otimes ⊘ oslash ⊙ odot ⊢ vdash ⊣ dashv "
    "⊤ top ⊥ bot ⟂ perp ⊨ models ⋀ bigwedge ⋁ bigvee ⋂ bigcap ⋃ bigcup ⋄ diamond ◇ diamond "
    "⋈ bowtie ⋮ vdots ⋯ cdots ⋱ ddots ∀ forall ∃ exists ∂ partial ∅ emptyset ∆ Delta ∇ nabla "
    "∈ in ∉ notin ∋ ni ∏ prod ∐ coprod ∑ sum ∖ setminus ¬ neg ⟨ langle ⟩ rangle ⌈ lceil "
    "⌉ rceil ⌊ lfloor ⌋ rfloor ‖ Vert ♠ spadesuit ♣ clubsuit ♥ heartsuit "
    "❤ heartsuit ♦ diamondsuit ♭ flat ♮ natural ♯ sharp △ triangle ▷ triangleright "
    "◁ triangleleft ▽ bigtriangledown ✗ times ✘ times ✕ times ✖ times ✓ surd ✔ surd"
)
_NAMES = {letter: name for name, letter in GREEK.items()} | _VARIANTS | _SYMBOLS
_FORMULAS = {char: f"\\{name}" for char, name in _NAMES.items()} | {
    "°": r"^{\circ}",
    "′": r"^{\prime}",
    "″": r"^{\prime\prime}",
    "−": "-",
    "≔": ":=",
    "≜": r"\stackrel{\triangle}{=}",
    "≲": r"\stackrel{<}{\sim}",
    "≳": r"\stackrel{>}{\sim}",
}
_SIGNS = pairs("‐ - ‑ - ‒ -- – -- — --- ― --- ‘ ` ’ ' ʼ ' ʻ ` “ `` ” '' ⁄ / ∕ / ∶ : ") | {
    "…": r"{\ldots}"
}
# The Greek letters whose form is that of a Latin one.
_SIGNS |= dict(
    zip(
        _greek("Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi omicron").values(),
        "ABEZHIKMNOPTXo",
        strict=True,
    )
)
# Signs with a decomposition that pdflatex prints.
_KEPT = frozenset("ªº¨¯´¸™")
_GREEK_ACCENTS = {"\u0301": "acute", "\u0300": "grave", "\u0308": "ddot"}

_BETWEEN_QUOTES = "\u2060"  # a joiner without width, so that quotes don't form a ligature
_ADJACENT_QUOTES = re.compile("(?<=[“”‘’'`?!])(?=[“”‘’])")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_WIDE = {0xFF01 + index: 0x21 + index for index in range(94)}
_WIDE |= str.maketrans("\u3000、。「」『』【】《》〈〉", " ,.“”“”[]“”“”")
_IS_WIDE = re.compile(f"[{''.join(map(chr, _WIDE))}]")
# Joiners have an effect in Arabic and in the scripts of India.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3"
    "\U000e0000-\U000e01ef]|(?<![\u0600-\u1fff])[\u200c\u200d]"
)
_PICTURES = re.compile(
    "\\s?([\u2300-\u2307\u230c-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
)


def prepared(text: str) -> str:
    """Return a text with composed letters, without emoji and invisible characters.

    A text of nothing but emoji is unchanged. Wide forms of ASCII become ASCII where there is no
    letter of a script to which they belong.
    """
    if text.isascii():
        return text
    shown = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    shown = _PICTURES.sub(_picture, shown)
    shown = " ".join(shown.split()) or text
    if _IS_WIDE.search(shown) and not _IDEOGRAPH.search(shown):
        shown = shown.translate(_WIDE)
    return _ADJACENT_QUOTES.sub(_BETWEEN_QUOTES, shown)


def _picture(match: re.Match[str]) -> str:
    """Return a symbol that has a form in LaTeX with the space before it; nothing for others."""
    has_form = match[1] in _FORMULAS or unicodedata.decomposition(match[1])
    return match[0] if has_form else ""


class _Table(dict[int, str]):
    """The LaTeX of each character by its code point, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        tex = self[code] = _latex(chr(code))
        return tex


def _latex(char: str) -> str:
    if char.isascii() or char in _KEPT:
        return char
    if unicodedata.category(char) == "Zs":
        return "~" if char == "\xa0" else " "
    decomposition = unicodedata.decomposition(char)
    if not decomposition.startswith("<"):
        return _composed(char) or char
    tag, *codes = decomposition.split(" ")
    inside = "".join(SYMBOLS[int(code, 16)] for code in codes)
    match tag:
        case "<super>":
            return rf"\textsuperscript{{{inside}}}"
        case "<sub>":
            return rf"\textsubscript{{{inside}}}"
        case "<circle>":
            return rf"\textcircled{{{inside}}}"
        case "<fraction>" if len(codes) > 2:
            numerator, _, denominator = inside.partition("/")
            return rf"{{$\frac{{{numerator}}}{{{denominator}}}$}}"
        case "<font>":
            return _styled(char, inside)
        case "<wide>":
            return char
    return inside


def _composed(char: str) -> str | None:
    """Return a negated relation or a Greek letter with accents as a formula."""
    base, *marks = list(unicodedata.normalize("NFD", char))
    formula = _FORMULAS.get(base, _SIGNS.get(base, base))
    if marks == ["\u0338"] and formula.isascii():
        return rf"{{$\not{formula}$}}"
    if base == formula or not marks or not set(marks) <= set(_GREEK_ACCENTS):
        return None
    for mark in marks:
        formula = rf"\{_GREEK_ACCENTS[mark]}{{{formula}}}"
    return f"{{${formula}$}}"


def _styled(char: str, letter: str) -> str:
    """Return a letter in the style of its mathematical form, if only this has a meaning."""
    name = unicodedata.name(char) if len(letter) == 1 else ""
    if "DOUBLE-STRUCK" in name:
        return rf"{{$\mathbf{{{letter}}}$}}"
    if "SCRIPT CAPITAL" in name:
        return rf"{{$\mathcal{{{letter}}}$}}"
    return letter


SYMBOLS = _Table(
    str.maketrans(
        SPECIAL
        | {char: f"{{${formula}$}}" for char, formula in _FORMULAS.items()}
        | _SIGNS
        | {_BETWEEN_QUOTES: "{}"}
    )
)
