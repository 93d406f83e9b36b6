r"""LaTeX inside of titles, abstracts and names, as arXiv has it, told from text that looks like it.

What counts as LaTeX: formulas, accents (``\'e``, ``{\"o}``, ``\v{c}``), letters and symbols by
name (``\ss``, ``{\Lambda}``), escaped characters (``\%``), commands for the face of a text
(``\emph{…}``, ``{\it …}``), addresses (``\url{…}``), and braces around something with a capital,
which protect it in BibTeX. All else is text, other commands and their braces included.

Formulas stand in ``\(…\)``, or between single or double dollars. A dollar sign is one of money
unless a formula begins and ends there: by pandoc's rule (extension ``tex_math_dollars``), no space
stands inside next to a dollar, and no digit behind the second. Spaces may, around a formula with a
command.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Piece", "accented", "escape", "one_line", "pieces", "to_plain"]


def _table(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_MARKS = dict(
    zip(
        "'`\"^~=.uvHcdbrk",
        "\u0301\u0300\u0308\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u030a\u0328",
        strict=True,
    )
)
_LETTERS = _table(
    "ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i \u0131 j \u0237 "
    "LaTeX LaTeX TeX TeX ldots … dots … "
    "textendash – textemdash — copyright © textregistered ® texttrademark ™ textdegree °"
)
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lamda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lamda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_GREEK = {
    name.replace("amda", "ambda"): unicodedata.lookup(  # as Unicode spells it
        f"Greek {'capital' if name[0].isupper() else 'small'} letter {name}"
    )
    for name in _GREEK_NAMES.split()
}
_FACES = "emph|text(?:it|bf|sc|tt|rm|sf|sl|up|superscript|subscript)"
_SWITCHES = _table(
    "em emph it textit bf textbf sc textsc tt texttt rm textrm sf textsf sl textsl "
    "itshape textit bfseries textbf scshape textsc ttfamily texttt"
)

_NAMES = "|".join(sorted([*_LETTERS, *_GREEK], key=len, reverse=True))
_MARK = r"""\\(?:['`"^~=.]|[uvHcdbrk](?=[\s{]))\s*"""
_ACCENTED = r"(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"
_FORMULA = r"(?!\s)(?:\\.|[^$\\])+(?<!\s)"
_COMMAND_AMONG_SPACES = r"\s+(?!\d)(?=[^$]*\\[A-Za-z])(?:\\\S|[^$\\])+(?<=\s)"
# With braces inside, which may have no others inside.
_INSIDE = r"(?:\\.|[^{}\\]|\{(?:\\.|[^{}\\])*\})*"
_PATTERNS = {
    "math": rf"\$\${_FORMULA}\$\$(?!\d)|\$(?:{_FORMULA}|{_COMMAND_AMONG_SPACES})\$(?!\d)"
    r"|\\\((?:\\[^\s()]|[^$\\])+\\\)",
    "accent": rf"\{{{_MARK}{_ACCENTED}\}}|{_MARK}{_ACCENTED}",
    "escaped": r"\\[&%$#_{}]",
    "face": rf"\\(?:{_FACES})\{{{_INSIDE}\}}",
    "switch": rf"\{{\\(?:{'|'.join(_SWITCHES)})\s++{_INSIDE}\}}",
    "address": r"\\url\{[^{}\s\\]*\}",
    "name": rf"\{{\\(?:{_NAMES})\s*\}}|\\(?:{_NAMES})(?![A-Za-z])(?:\{{\}}|\s)?",
    "unknown": r"\\[A-Za-z]+\*?(?:\{[^{}$\\]*\})+",
    "group": r"\{[^{}$\\]*[A-Z][^{}$\\]*\}",
}
_TEX = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))
# Control characters, and the code points that are no characters (Unicode, section 23.7).
_NO_TEXT = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef"
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
_WORD = re.compile(r"[A-Za-z]+")
# Where an ampersand parts columns.
_ALIGNMENT = re.compile(r"\\(?:begin|cases|eqalign|p?matrix)\b")
_SPECIAL = {char: f"\\{char}" for char in "&%$#_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": "{$|$}",  # pandoc 2 drops \textbar with what stands behind it
    # BibTeX counts escaped braces, too, so these would end the field.
    "{": r"{$\lbrace$}",
    "}": r"{$\rbrace$}",
}
_ESCAPES = str.maketrans(_SPECIAL)
_ACCENTS = {combining: mark for mark, combining in _MARKS.items()}
_COMMANDS = {char: name for name, char in _LETTERS.items() if len(char) == 1 and char.isalpha()}


class Piece(NamedTuple):
    """A part of a text: plain, a formula, or other LaTeX.

    Attributes:
        kind: Which of these it is.
        plain: What is read there, with formulas as they are written.
        tex: The same as LaTeX, with balanced braces.
    """

    kind: Literal["text", "math", "tex"]
    plain: str
    tex: str


def one_line(text: str) -> str:
    """The text on one line, without spaces around it, repeated ones and what is no character."""
    return " ".join(_NO_TEXT.sub(" ", text).split())


def escape(text: str) -> str:
    """Text that holds no LaTeX, as LaTeX; letters beyond ASCII stay."""
    return text.translate(_ESCAPES)


def accented(text: str, *, in_braces: bool) -> str:
    r"""The text with letters beyond ASCII as BibTeX's special characters, such as ``{\'e}``.

    BibTeX counts bytes, so it would shorten other forms in the middle of a letter. A letter that
    LaTeX has no accent for stands behind a command that does nothing, as in ``{\relax Д}``.

    Args:
        text: The text.
        in_braces: Whether the text will stand in braces, which few styles shorten and none counts
            special characters in. There a letter without an accent stays as it is.
    """
    if text.isascii():
        return text
    bare = "{}" if in_braces else r"{{\relax {}}}"
    return "".join(
        char if char.isascii() or unicodedata.combining(char) else _special_character(char, bare)
        for char in unicodedata.normalize("NFC", text)
    )


def _special_character(char: str, bare: str) -> str:
    """A letter beyond ASCII; one without an accent by a format of its own."""
    if char in _COMMANDS:
        return f"{{\\{_COMMANDS[char]}}}"
    letter, *marks = list(unicodedata.normalize("NFD", char))
    if not marks or not letter.isascii() or not set(marks) <= set(_ACCENTS):
        return bare.format(char)
    for mark in marks:
        command = f"\\{_ACCENTS[mark]}"
        simple = len(letter) == 1 and not command[1:].isalpha()
        letter = f"{command}{letter}" if simple else f"{command}{{{letter}}}"
    return f"{{{letter}}}"


def to_plain(text: str) -> str:
    """What is read in a text: accents as letters, formulas as they are written."""
    return "".join(piece.plain for piece in pieces(text))


def pieces(text: str) -> Iterator[Piece]:
    """The parts of a text, in order; nothing is left out."""
    end = 0
    for match in _TEX.finditer(text):
        kind = match.lastgroup or ""
        if kind == "math" and not _is_balanced(match[0]):
            continue  # then it stays in the text that follows
        if between := text[end : match.start()]:
            yield Piece("text", between, escape(between))
        yield _READERS[kind](match[0])
        end = match.end()
    if rest := text[end:]:
        yield Piece("text", rest, escape(rest))


def _is_balanced(formula: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", formula):  # BibTeX counts escaped ones as well
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _math(text: str) -> Piece:
    width = 1 if text[0] == "$" != text[1] else 2
    inside = text[width:-width].strip()
    special = "%#" if _ALIGNMENT.search(inside) else "%#&"
    tex = re.sub(rf"(?<!\\)([{special}])", r"\\\1", inside)
    return Piece("math", f"${inside}$", f"${tex}$")


def _accent(text: str) -> Piece:
    mark, letter = text.strip("{")[1], re.findall(r"[A-Za-z]", text)[-1]
    plain = unicodedata.normalize("NFC", letter + _MARKS[mark])
    space = " " if mark.isalpha() else ""
    dotless = "\\" if letter in "ij" else ""
    return Piece("tex", plain, f"{{\\{mark}{space}{dotless}{letter}}}")


def _escaped(text: str) -> Piece:
    return Piece("tex", text[1], _SPECIAL[text[1]])


def _face(text: str) -> Piece:
    command, _, inside = text[:-1].partition("{")
    return _with_parts(command, inside)


def _switch(text: str) -> Piece:
    r"""A face that lasts to the end of its braces; BibTeX takes what begins ``{\`` for a letter."""
    switch = _WORD.findall(text)[0]
    return _with_parts(f"\\{_SWITCHES[switch]}", text[len(switch) + 2 : -1].strip())


def _with_parts(command: str, inside: str) -> Piece:
    parts = list(pieces(inside))
    tex = "".join(part.tex for part in parts)
    return Piece("tex", "".join(part.plain for part in parts), f"{command}{{{tex}}}")


def _address(text: str) -> Piece:
    address = text.removeprefix("\\url{").removesuffix("}")
    return Piece("tex", address, f"{{{escape(address)}}}")


def _unknown(text: str) -> Piece:
    return Piece("text", text, escape(text))


def _name(text: str) -> Piece:
    (name,) = _WORD.findall(text)
    if name in _GREEK:
        return Piece("tex", _GREEK[name], f"{{$\\{name}$}}")
    return Piece("tex", _LETTERS[name], f"{{\\{name}}}")


def _group(text: str) -> Piece:
    return Piece("tex", text[1:-1], f"{{{escape(text[1:-1])}}}")


_READERS: dict[str, Callable[[str], Piece]] = {
    "math": _math,
    "accent": _accent,
    "escaped": _escaped,
    "face": _face,
    "switch": _switch,
    "address": _address,
    "name": _name,
    "unknown": _unknown,
    "group": _group,
}
