r"""Formulas that LaTeX typesets without a package, and without an error.

A formula on arXiv may use the author's own commands (``$\ours$``), commands of packages
(``$\mathbb{R}$``), or be wrong (``$x_$``), and each of these would stop the program that typesets a
bibliography. A formula is therefore parsed by the grammar of The TeXbook (chapters 16 to 18) with
the commands of the LaTeX kernel (``fontmath.ltx``). For the usual commands of packages, there is a
command of the kernel.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from weeklypapers.formats.citations.symbols import SYMBOLS

__all__ = ["kernel_formula"]

_LEXEME = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_SUPERSCRIPT = re.compile(r"\^|'[^']")  # the scripts after which there is no other superscript
_SYMBOL = re.compile(r"\{\$([^$]+)\$\}")
_DEPTH = 20  # levels of groups, which formulas in titles never have


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMANDS = _words(
    # Letters
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta "
    "Lambda Xi Pi Sigma Upsilon Phi Psi Omega aleph ell hbar imath jmath wp Re Im partial "
    # Signs
    "infty prime emptyset nabla surd top bot angle triangle forall exists neg lnot flat natural "
    "sharp clubsuit diamondsuit heartsuit spadesuit backslash dagger ddagger "
    "ldots cdots vdots ddots dots "
    # Operators
    "sum prod coprod int oint bigcap bigcup bigsqcup bigvee bigwedge bigodot bigotimes bigoplus "
    "biguplus pm mp times div ast star circ bullet cdot cap cup uplus sqcap sqcup vee lor wedge "
    "land setminus wr diamond bigtriangleup bigtriangledown triangleleft triangleright oplus "
    "ominus otimes oslash odot bigcirc amalg "
    # Relations
    "leq le geq ge neq ne equiv prec succ preceq succeq ll gg subset supset subseteq supseteq "
    "sqsubseteq sqsupseteq in notin ni owns vdash dashv models sim simeq approx cong asymp doteq "
    "propto perp mid parallel bowtie smile frown not "
    # Arrows
    "leftarrow gets rightarrow to leftrightarrow Leftarrow Rightarrow Leftrightarrow iff mapsto "
    "longleftarrow longrightarrow longleftrightarrow Longleftarrow Longrightarrow "
    "Longleftrightarrow longmapsto hookleftarrow hookrightarrow leftharpoonup leftharpoondown "
    "rightharpoonup rightharpoondown rightleftharpoons uparrow downarrow updownarrow Uparrow "
    "Downarrow Updownarrow nearrow searrow swarrow nwarrow "
    # Delimiters, functions, spaces
    "lbrace rbrace langle rangle lfloor rfloor lceil rceil vert Vert lbrack rbrack "
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf "
    "limsup ln log max min Pr sec sin sinh sup tan tanh bmod quad qquad "
    "displaystyle textstyle scriptstyle"
)
_TEXT_SIGNS = _words(r"\, \# \$ \% \& \_") | {"\\ "}
_SIGNS = _TEXT_SIGNS | _words(r"\: \; \! \> \|")
_DELIMITERS = frozenset("()[]|/.<>") | _words(
    r"\lbrace \rbrace \langle \rangle \lfloor \rfloor \lceil \rceil \vert \Vert \| \backslash "
    r"\uparrow \downarrow \updownarrow \Uparrow \Downarrow \Updownarrow"
)
_SIZES = frozenset(
    f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)


class _Rule(NamedTuple):
    """A command with arguments: their number, and its form in the kernel."""

    arity: int
    form: str


_RULES = {
    name: _Rule(1, rf"\{name}{{{{{{}}}}}}")
    for name in _words(
        "mathrm mathbf mathit mathsf mathtt mathcal mathnormal hat widehat tilde widetilde bar vec "
        "dot ddot acute grave check breve mathring overline underline overbrace underbrace "
        "overrightarrow overleftarrow mathop mathrel mathbin mathord phantom pmod sqrt"
    )
}
_RULES |= {name: _Rule(2, rf"\{name}{{{{{{}}}}}}{{{{{{}}}}}}") for name in ("frac", "stackrel")}
# Commands of amsmath, amssymb, bm and mathrsfs.
_RULES |= {
    **dict.fromkeys(["mathbb", "boldsymbol", "bm", "pmb", "mathfrak"], _RULES["mathbf"]),
    "mathscr": _RULES["mathcal"],
    "operatorname": _RULES["mathrm"],
    "ensuremath": _Rule(1, "{{{}}}"),
    "overset": _RULES["stackrel"],
    **dict.fromkeys(["dfrac", "tfrac", "cfrac"], _RULES["frac"]),
    **dict.fromkeys(["binom", "dbinom", "tbinom"], _Rule(2, r"{{{} \choose {}}}")),
}
_REPLACED = {
    r"\{": r"\lbrace",
    r"\}": r"\rbrace",
    r"\lvert": r"\vert",
    r"\rvert": r"\vert",
    r"\lVert": r"\Vert",
    r"\rVert": r"\Vert",
    r"\leqslant": r"\leq",
    r"\geqslant": r"\geq",
    r"\lesssim": r"{\stackrel{<}{\sim}}",
    r"\gtrsim": r"{\stackrel{>}{\sim}}",
    r"\varnothing": r"\emptyset",
    r"\triangleq": r"{\stackrel{\triangle}{=}}",
    r"\coloneqq": ":=",
    r"\hslash": r"\hbar",
    r"\dotsc": r"\ldots",
    r"\dotsb": r"\cdots",
    r"\implies": r"\Longrightarrow",
    r"\limits": "",
    r"\nolimits": "",
}
_TEXTS = dict.fromkeys(["text", "mbox", "textrm", "textnormal", "hbox"], "textrm")
_TEXTS |= {name: name for name in ("textit", "textbf", "textsf", "texttt", "textsc")}
# The switches of LaTeX 2.09, which some classes no longer have.
_SWITCHES = {name: f"math{name}" for name in ("rm", "bf", "it", "sf", "tt", "cal")}


class _InvalidError(ValueError):
    """A formula that LaTeX would not typeset, or that has an unknown command."""


def kernel_formula(formula: str) -> str | None:
    r"""Return a formula, without its dollars, in commands of the kernel; None if it can't be.

    Its braces are balanced, also as BibTeX counts them, to which ``\{`` is a brace, too.
    """
    try:
        return _Parser(formula).parse()
    except _InvalidError:
        return None


class _Parser:
    def __init__(self, formula: str) -> None:
        self._lexemes = _LEXEME.findall(formula)
        self._position = 0
        self._depth = 0

    def parse(self) -> str:
        return self._list("")

    def _next(self) -> str:
        """Return the next lexeme, or an empty string at the end."""
        lexeme = self._peek()
        self._position += 1
        return lexeme

    def _peek(self) -> str:
        return self._lexemes[self._position] if self._position < len(self._lexemes) else ""

    def _skip_spaces(self) -> None:
        while self._peek().isspace():
            self._position += 1

    def _descend(self) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise _InvalidError

    def _list(self, end: str) -> str:
        """Return the rest of a list, up to the lexeme that ends it, without this lexeme."""
        self._descend()
        parts: list[str] = []
        scripts = ""  # the marks of the scripts of the current nucleus
        while (lexeme := self._next()) != end:
            if not lexeme:
                raise _InvalidError
            if lexeme in "^_'":
                parts.append(self._script(lexeme, scripts))
                scripts += lexeme
                continue
            if lexeme[1:] in _SWITCHES and lexeme[0] == "\\":
                rest = self._list(end).lstrip()
                parts.append(f"\\{_SWITCHES[lexeme[1:]]}{{{rest}}}")
                break
            parts.append(self._item(lexeme))
            scripts = f"{scripts} " if scripts and not parts[-1].strip() else ""
        self._depth -= 1
        return "".join(parts)

    def _script(self, mark: str, earlier: str) -> str:
        r"""Return a script; a nucleus has at most one of each kind, and primes before ``^``."""
        is_repeated = mark in earlier if mark == "_" else bool(_SUPERSCRIPT.search(earlier))
        if is_repeated:
            raise _InvalidError
        return mark if mark == "'" else mark + self._argument(keep_single=True)

    def _argument(self, *, keep_single: bool = False) -> str:
        """Return an argument, in braces unless it may be a single character without them."""
        self._skip_spaces()
        lexeme = self._next()
        if lexeme == "{":
            return f"{{{self._list('}')}}}"
        if not lexeme or lexeme in "}^_'&":
            raise _InvalidError
        self._descend()
        item = self._item(lexeme)
        self._depth -= 1
        return item if keep_single and item.isalnum() and len(item) == 1 else f"{{{item}}}"

    def _item(self, lexeme: str) -> str:
        """Return a nucleus, or a part of the formula that has no scripts."""
        if lexeme.isspace():
            return " "
        if lexeme == "{":
            return f"{{{self._list('}')}}}"
        if lexeme == "}":
            raise _InvalidError
        if lexeme in _REPLACED:
            return self._separated(_REPLACED[lexeme])
        if lexeme[0] == "\\":
            return self._command(lexeme)
        if lexeme in "%#&":
            return f"\\{lexeme}"
        return lexeme if lexeme.isascii() else self._letter(lexeme)

    def _letter(self, char: str) -> str:
        tex = SYMBOLS[ord(char)]
        if formula := _SYMBOL.fullmatch(tex):
            return self._separated(formula[1]) if formula[1][0] != "^" else f"{{{formula[1]}}}"
        return rf"\textrm{{{tex}}}"

    def _separated(self, tex: str) -> str:
        """Return a command, with a space if a letter follows."""
        return f"{tex} " if tex[-1:].isalpha() and self._peek()[:1].isalpha() else tex

    def _command(self, lexeme: str) -> str:
        name = lexeme[1:]
        if lexeme in _SIGNS or name in _COMMANDS:
            return lexeme
        if name in _TEXTS:
            return rf"\{_TEXTS[name]}{{{self._text()}}}"
        if name == "sqrt" and self._peek() == "[":
            self._next()
            index = self._list("]")
            if "]" in index:  # which would end the argument
                raise _InvalidError
            return rf"\sqrt[{index}]{self._argument()}"
        if name == "operatorname" and self._peek() == "*":
            self._next()
        if name in _RULES:
            rule = _RULES[name]
            return rule.form.format(*(self._argument()[1:-1] for _ in range(rule.arity)))
        if name == "left":
            left, inside = self._delimiter(), self._list(r"\right")
            return rf"\left{left}{inside}\right{self._delimiter()}"
        if name in _SIZES:
            return lexeme + self._delimiter()
        raise _InvalidError

    def _delimiter(self) -> str:
        self._skip_spaces()
        lexeme = self._next()
        lexeme = _REPLACED.get(lexeme, lexeme)
        if lexeme not in _DELIMITERS:
            raise _InvalidError
        return self._separated(lexeme)

    def _text(self) -> str:
        r"""Return the text in the braces of a command such as ``\text``."""
        self._skip_spaces()
        if self._next() != "{":
            raise _InvalidError
        parts: list[str] = []
        while (lexeme := self._next()) != "}":
            if not lexeme or lexeme in "{$" or (lexeme[0] == "\\" and lexeme not in _TEXT_SIGNS):
                raise _InvalidError
            parts.append(lexeme if lexeme[0] in "\\~" else lexeme.translate(SYMBOLS))
        return "".join(parts)
