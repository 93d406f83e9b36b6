r"""LaTeX in titles, abstracts and names, distinguished from text that resembles it.

The LaTeX is: formulas, accents (``\'e``, ``{\"o}``, ``\v{c}``), named letters and symbols (``\ss``,
``{\Lambda}``), escaped characters (``\%``), font commands (``\emph{…}``, ``{\it …}``), addresses
(``\url{…}``), and braces around text with a capital, which protect it in BibTeX. Everything else
is text, including other commands and their braces.

A formula is delimited by ``\(…\)``, or by single or double dollars. Other dollar signs are text:
by pandoc's rule (extension ``tex_math_dollars``), a formula has no space next to its dollars and no
digit after the second one. Spaces are allowed around a formula with a command. A formula that LaTeX
would not typeset without packages is printed as its source; see `formulas`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from weeklypapers.formats.citations.formulas import kernel_formula
from weeklypapers.formats.citations.symbols import GREEK, SPECIAL, SYMBOLS, pairs, prepared

__all__ = [
    "Segment",
    "accented",
    "escape",
    "one_line",
    "printable",
    "segments",
    "to_plain",
    "to_tex",
]


_MARKS = dict(
    zip(
        "'`\"^~=.uvHcdbrk",
        "\u0301\u0300\u0308\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u030a\u0328",
        strict=True,
    )
)
_LETTERS = pairs(
    "ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i \u0131 j \u0237 "
    "LaTeX LaTeX TeX TeX ldots … dots … "
    "textendash – textemdash — copyright © textregistered ® texttrademark ™ textdegree °"
)
# Letters of the encoding T1. They are written in UTF-8, because pandoc 2 drops these commands, and
# BibTeX sorts as if they were empty.
_LETTERS_OF_T1 = pairs("DH Ð dh ð DJ Đ dj đ NG Ŋ ng ŋ TH Þ th þ")
_FONTS = "emph|text(?:it|bf|sc|tt|rm|sf|sl|up|superscript|subscript)"
_SWITCHES = pairs(
    "em emph it textit bf textbf sc textsc tt texttt rm textrm sf textsf sl textsl "
    "itshape textit bfseries textbf scshape textsc ttfamily texttt"
)

_NAMES = "|".join(sorted([*_LETTERS, *_LETTERS_OF_T1, *GREEK], key=len, reverse=True))
_MARK = r"""\\(?:['`"^~=.]|[uvHcdbrk](?=[\s{\\]))\s*"""
_LETTER = r"(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"
_ACCENTED = rf"(?:\{{{_MARK}{_LETTER}\}}|{_MARK}{_LETTER}|{_LETTER})"
_FORMULA = r"(?!\s)(?:\\.|[^$\\])+(?<!\s)"
_COMMAND_AMONG_SPACES = r"\s++(?!\d)(?=[^$]*\\[A-Za-z])(?:\\\S|[^$\\])+(?<=\s)"
# Text in braces, with at most one further level of braces.
_INSIDE = r"(?:\\.|[^{}\\]|\{(?:\\.|[^{}\\])*\})*"
_PATTERNS = {
    "math": rf"\$\${_FORMULA}\$\$(?!\d)|\$(?:{_FORMULA}|{_COMMAND_AMONG_SPACES})\$(?!\d)"
    r"|\\\((?:\\[^\s()]|[^$\\])+\\\)",
    "accent": rf"\{{{_MARK}{_ACCENTED}\}}|{_MARK}{_ACCENTED}",
    "escaped": r"\\[&%$#_{}]",
    "font": rf"\\(?:{_FONTS})\{{{_INSIDE}\}}",
    "switch": rf"\{{\\(?:{'|'.join(_SWITCHES)})\s++{_INSIDE}\}}",
    "address": r"\\url\{[^{}\s\\]*\}",
    "name": rf"\{{\\(?:{_NAMES})\s*\}}|\\(?:{_NAMES})(?![A-Za-z])(?:\{{\}}|\s)?",
    "unknown": r"\\[A-Za-z]+\*?(?:\{[^{}$\\]*\})+",
    "group": r"\{[^{}$\\A-Z]*+[A-Z][^{}$\\]*+\}",
}
_TEX = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))
# Control characters and noncharacters (Unicode, section 23.7).
_NO_TEXT = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef"
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
_WORD = re.compile(r"[A-Za-z]+")
_MARK_NAME = re.compile(r"""\\(['`"^~=.]|[uvHcdbrk](?=[\s{\\]))""")
_BRACE = re.compile(r"\\.|[{}]")
# Letters that are not in the encoding T1, and letters with marks that have no code point.
_RARE = re.compile(
    "[A-Za-z\xc0-\u024f\u1e00-\u1eff][\u0300-\u036f]+"
    "|[\u0126\u0127\u0138\u0166\u0167\u0180-\u0217\u021c-\u024f\u1e00-\u1e9d\u1e9f-\u1eff]"
)
_ESCAPES = str.maketrans(SPECIAL)
_MARKUP_OR_SYMBOL = re.compile(rf"[{re.escape(''.join(SPECIAL))}]|[^\x00-\x7f]")
_ABOVE = 230  # the combining class of marks above a letter (Unicode, table 4-2)
_ACCENTS = {combining: mark for mark, combining in _MARKS.items()}
_COMMANDS = {char: name for name, char in _LETTERS.items() if len(char) == 1 and char.isalpha()}


class Segment(NamedTuple):
    """A part of a text: plain text, a formula, or other LaTeX.

    Attributes:
        kind: ``"text"``, ``"math"`` or ``"tex"``.
        plain: The part as readers see it; a formula stays LaTeX.
        tex: The part as LaTeX, with balanced braces.
    """

    kind: Literal["text", "math", "tex"]
    plain: str
    tex: str


def one_line(text: str) -> str:
    """Return the text on one line, without control characters and superfluous spaces."""
    if not text.isprintable():
        text = _NO_TEXT.sub(" ", text)
    elif "  " not in text:  # its only spaces are those of ASCII
        return text.strip(" ")
    return " ".join(text.split())


def escape(text: str) -> str:
    """Escape the special characters of LaTeX in a plain text; other letters are unchanged."""
    return text.translate(_ESCAPES)


def accented(text: str, *, in_braces: bool) -> str:
    r"""Replace letters beyond ASCII by BibTeX's special characters, such as ``{\'e}``.

    BibTeX counts bytes and would cut any other form in the middle of a letter. A letter without an
    accent in LaTeX follows a command without effect, as in ``{\relax Д}``.

    Args:
        text: The text.
        in_braces: Whether braces will surround the text. Letters without an accent then stay: few
            styles abbreviate such a text, and none counts the special characters in it.
    """
    if text.isascii():
        return text
    other = "{}" if in_braces else r"{{\relax {}}}"
    return "".join(
        char if char.isascii() or unicodedata.combining(char) else _special_character(char, other)
        for char in unicodedata.normalize("NFC", text)
    )


def _special_character(char: str, other: str) -> str:
    """Return a letter as a special character; without a LaTeX accent, format it with `other`."""
    if char in _COMMANDS:
        return f"{{\\{_COMMANDS[char]}}}"
    letter, *marks = list(unicodedata.normalize("NFD", char))
    if not marks or not letter.isascii() or not set(marks) <= set(_ACCENTS):
        return other.format(char)
    # TeX puts a mark above a letter, but not above one that has a mark below it.
    for mark in sorted(marks, key=lambda mark: unicodedata.combining(mark) != _ABOVE):
        command = f"\\{_ACCENTS[mark]}"
        needs_braces = len(letter) > 1 or command[1:].isalpha()
        letter = f"{command}{{{letter}}}" if needs_braces else f"{command}{letter}"
    return f"{{{letter}}}"


def printable(text: str) -> str:
    """Return a plain text as LaTeX that pdflatex prints, as far as it knows the letters."""
    if text.isascii():
        return text.translate(SYMBOLS)  # several times as fast as for other texts
    return _RARE.sub(_rare, _MARKUP_OR_SYMBOL.sub(_symbol, text))


def _symbol(match: re.Match[str]) -> str:
    return SYMBOLS[ord(match[0])]


def _rare(match: re.Match[str]) -> str:
    return _special_character(match[0], "{}")


def to_tex(text: str) -> str:
    """Return a text as LaTeX: its formulas and accents are kept, and the rest is `printable`."""
    return "".join(segment.tex for segment in segments(prepared(text)))


def to_plain(text: str) -> str:
    """Return the text as readers see it: accents become letters, and formulas stay LaTeX."""
    return "".join(segment.plain for segment in segments(text))


def segments(text: str) -> Iterator[Segment]:
    """Split a text into segments, without omissions."""
    end = 0
    has_tex = "\\" in text or "$" in text or "{" in text  # few abstracts have
    for match in _TEX.finditer(text) if has_tex else ():
        kind = match.lastgroup or ""
        if kind == "math" and not _is_balanced(match[0]):
            continue  # part of the text that follows
        if between := text[end : match.start()]:
            yield _text(between)
        yield _READERS[kind](match[0])
        end = match.end()
    if rest := text[end:]:
        yield _text(rest)


def _text(text: str) -> Segment:
    return Segment("text", text, printable(text))


def _is_balanced(formula: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(formula):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0


def _math(text: str) -> Segment:
    width = 1 if text[0] == "$" != text[1] else 2
    formula = text[width:-width].strip()
    plain, tex = f"${formula}$", kernel_formula(formula)
    return Segment("math", plain, printable(plain) if tex is None else f"${tex}$")


def _accent(text: str) -> Segment:
    """Replace an accented letter; two accents, as in Vietnamese, are nested."""
    letter = re.findall(r"[A-Za-z]", text)[-1]
    plain, tex = letter, f"\\{letter}" if letter in "ij" else letter
    for mark in reversed(_MARK_NAME.findall(text)):
        argument = tex if plain == letter else f"{{{tex}}}"
        tex = f"\\{mark} {argument}" if mark.isalpha() else f"\\{mark}{argument}"
        plain += _MARKS[mark]
    return Segment("tex", unicodedata.normalize("NFC", plain), f"{{{tex}}}")


def _escaped(text: str) -> Segment:
    return Segment("tex", text[1], SPECIAL[text[1]])


def _font(text: str) -> Segment:
    command, _, inside = text[:-1].partition("{")
    return _command(command, inside)


def _switch(text: str) -> Segment:
    r"""Replace a switch such as ``{\it …}`` by a command: to BibTeX ``{\`` begins a letter."""
    switch = _WORD.findall(text)[0]
    return _command(f"\\{_SWITCHES[switch]}", text[len(switch) + 2 : -1].strip())


def _command(command: str, text: str) -> Segment:
    inside = list(segments(text))
    tex = "".join(segment.tex for segment in inside)
    if tex.startswith("\\"):
        tex = f"{{}}{tex}"  # to BibTeX, a backslash after a brace begins a special character
    return Segment("tex", "".join(segment.plain for segment in inside), f"{command}{{{tex}}}")


def _address(text: str) -> Segment:
    address = text.removeprefix("\\url{").removesuffix("}")
    return Segment("tex", address, f"{{{printable(address)}}}")


def _name(text: str) -> Segment:
    (name,) = _WORD.findall(text)
    if name in GREEK:
        return Segment("tex", GREEK[name], f"{{$\\{name}$}}")
    if name in _LETTERS_OF_T1:
        return Segment("tex", _LETTERS_OF_T1[name], _LETTERS_OF_T1[name])
    return Segment("tex", _LETTERS[name], f"{{\\{name}}}")


def _group(text: str) -> Segment:
    return Segment("tex", text[1:-1], f"{{{printable(text[1:-1])}}}")


_READERS: dict[str, Callable[[str], Segment]] = {
    "math": _math,
    "accent": _accent,
    "escaped": _escaped,
    "font": _font,
    "switch": _switch,
    "address": _address,
    "name": _name,
    "unknown": _text,
    "group": _group,
}
