r"""Titles whose capitals survive in styles that print a title like a sentence.

BibTeX's function ``change.case$`` with the argument ``"t"`` lowers all letters of ASCII at brace
level 0, except the first character of a title, and a character that follows a colon and white space
("Designing BibTeX Styles", section 4; ``bibtex.web``, section 373). Braces protect the words that
such a style must not change:

- words with a capital after the first letter, with a capital and a digit, or of a single capital;
- the first word of a title, of a sentence in it, of a quotation and of a part after a dash;
- all words with a capital in a title that is already printed like a sentence.

The parts of a compound such as ``U-Net`` are one word if one of them keeps its capitals, except
ordinary words as in ``LLM-Based`` and ``Non-IID``. Other names can't be distinguished from the
capitalised words of a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from weeklypapers.formats.citations.latex import printable, segments
from weeklypapers.formats.citations.symbols import SPECIAL, prepared

__all__ = ["title_tex"]

# Private characters, one for each formula and one for other LaTeX.
_FORMULA = "\ue000"
_OPAQUE = "\ue001"

_MARKUP = re.compile(f"[{re.escape(''.join(SPECIAL))}]")
_CHARACTER = re.compile(".[\u0300-\u036f]*", re.DOTALL)
_COMPOUND = re.compile(r"[^\W_]+(?:(?:['’]|[-–&/+._@])[^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# Places at which a sentence begins, in the text between two words. A full stop is one unless it
# follows an initial or an abbreviation.
_START = re.compile(
    r"[?!…:|—？！：。]|---|\.\.|\s(?:--?|–)\s|(?:^|[\s(\[–-])[\"'`]+$|[“„‘«\u2039¿¡]$"
)
_STOP = re.compile(r"\.['\"’”)\]]*\s")
# The number of a part, which isn't an initial: "Part I. The Theory", "Dust in Galaxies. V. A Map"
_NUMERAL = re.compile(r"(?:\bpart|\bpaper|[.:;,])\s[IVX]\Z", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"\b(?:[^\W\d_]|al|cf|ca|dr|ed|eds|eq|eqs|etc|fig|figs|jr|mr|mrs|ms|nr|no|nos|pp|pt|resp|sec"
    r"|sr|st|univ|vol|vs)\Z",
    re.IGNORECASE,
)
_AFTER_ARTICLE = re.compile(f"\\s(?:[^\\Wa-z]|[\"'`“‘«„(\\[{_FORMULA}{_OPAQUE}])")
_KEPT_BY_STYLES = re.compile(r":\s+\Z")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that form ordinary compounds with a name. In 20,000 titles from arXiv, most other words that
# are joined to one such as "SLAM" or "Q" are a part of the name of a method or a data set.
_ORDINARY = _words(
    # Before the name
    "anti cross de human intra inter mid multi non post pre pseudo semi sub super un "
    # After the name
    "agnostic aware band cell cells centric commerce driven even free friendly function functions "
    "gram grams inertial independent invariant level levels like means native optimal optimality "
    "order points ray rays score scores shot space specific spline splines style test tests type "
    "value values visual wise"
)
_PARTICIPLE = re.compile(r"\w{3,}(?:ed|ing)")

# Words that titles don't capitalise (The Chicago Manual of Style, section 8.159).
_MINOR = _words(
    "about above across after against along among amid around before behind below beneath beside "
    "between beyond during down from inside into like near onto over past per since than that "
    "through throughout to toward towards under underneath until unto upon versus via when where "
    "while with within without"
)


def title_tex(text: str) -> str:
    """Return a title as LaTeX, with braces around the words that must keep their capitals."""
    shown, tex = _characters(prepared(text))
    parts: list[str] = []
    end = 0
    for start, stop in _protected(shown):
        parts += [*tex[end:start], _braced("".join(tex[start:stop]))]
        end = stop
    return "".join([*parts, *tex[end:]])


def _braced(tex: str) -> str:
    """Return LaTeX in braces; to BibTeX, a backslash after a brace begins a special character."""
    return f"{{{{}}{tex}}}" if tex.startswith("\\") else f"{{{tex}}}"


def _characters(text: str) -> tuple[str, Sequence[str]]:
    """Return a title with a private character for each formula, and the LaTeX of each character."""
    if text.isascii() and not _MARKUP.search(text):
        return text, text
    shown: list[str] = []
    tex: list[str] = []
    for part in segments(text):
        if part.kind == "text" and part.plain.isascii():
            shown += part.plain
            tex += [SPECIAL.get(char, char) for char in part.plain]
        elif part.kind == "text":
            characters = _CHARACTER.findall(part.plain)
            shown += [character[0] for character in characters]
            tex += map(printable, characters)
        elif part.kind == "math":
            shown.append(_FORMULA)
            tex.append(_braced(part.tex))
        else:
            shown.append(part.plain if len(part.plain) == 1 else _OPAQUE)
            tex.append(part.tex)
    return "".join(shown), tex


def _protected(title: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each text that must keep its capitals."""
    is_sentence = _is_sentence(title)
    has_symbols = _FORMULA in title
    word, end = "", 0
    for compound in _COMPOUND.finditer(title):
        last, before, word, end = word, end, compound[0], compound.end()
        if word == word.lower():
            continue
        between = title[before : compound.start()]
        begins = is_sentence or _begins_sentence(title[max(before - 10, 0) : before], last, between)
        if word[1:].islower() and word.isalpha() and not begins and not has_symbols:
            continue  # an ordinary word
        parts = list(_PART.finditer(title, *compound.span()))
        kept = _names(title, parts)
        is_safe = compound.start() == 0 or _KEPT_BY_STYLES.search(between)
        if begins:
            for index in range(1 if is_safe else 0, len(parts) if is_sentence else 1):
                kept[index] |= parts[index][0][0].isupper()
        yield from _runs(parts, kept)


def _runs(parts: Sequence[re.Match[str]], kept: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of parts that are kept, with the numbers between them."""
    start = end = 0
    for part, is_kept in zip(parts, kept, strict=True):
        if is_kept:
            start = start if end else part.start()
            end = part.end()
        elif end and not part[0].isdigit():
            yield start, end
            end = 0
    if end:
        yield start, end


def _begins_sentence(before: str, last: str, between: str) -> bool:
    """Return whether a sentence begins after a text with a last word, and what follows it."""
    if between == " ":
        return not last
    is_first = not last and _FORMULA not in between and _OPAQUE not in between
    between = re.split(f"[{_FORMULA}{_OPAQUE}]", between)[-1]
    if is_first or _START.search(between):
        return True
    is_abbreviated = _ABBREVIATION.search(last) and not _NUMERAL.search(before)
    return bool(_STOP.match(between)) and not is_abbreviated


def _is_sentence(title: str) -> bool:
    """Return whether most words of a title that could have a capital have none."""
    words = [word for word in _LETTERS.findall(title)[1:] if len(word) > 3 and word not in _MINOR]
    lower = sum(map(str.islower, words))
    return lower > 1 and 2 * lower >= len(words)


def _names(title: str, parts: Sequence[re.Match[str]]) -> list[bool]:
    """Return for each part of a compound whether it keeps its capitals as a name or symbol."""
    kept = [_is_name(title, *part.span()) for part in parts]
    for group in _hyphenated(title, parts):
        first = next((index for index in group if kept[index]), None)
        if first is None:
            continue
        for index in group:
            word = parts[index][0]
            kept[index] |= word[0].isupper() and not _is_ordinary(word, is_after=index > first)
    return kept


def _hyphenated(title: str, parts: Sequence[re.Match[str]]) -> Iterator[range]:
    """Yield the indices of parts that hyphens join, without words in lower case between them."""
    start = 0
    for index in range(1, len(parts)):
        left, right = parts[index - 1], parts[index]
        is_lower = left[0][0].islower() or right[0][0].islower()
        if is_lower or title[left.end() : right.start()] not in "-–":
            yield range(start, index)
            start = index
    yield range(start, len(parts))


def _is_ordinary(word: str, *, is_after: bool) -> bool:
    """Return whether a word forms ordinary compounds; participles do so after a name."""
    return word.lower() in _ORDINARY or (is_after and bool(_PARTICIPLE.fullmatch(word)))


def _is_name(title: str, start: int, end: int) -> bool:
    """Return whether a word has capitals other than those of a title or of a sentence."""
    word = title[start:end]
    if any(map(str.isupper, word[1:])):
        return True
    if not word[0].isupper():
        return False
    if word == "A":
        return not _is_article(title, start)
    is_symbol = _FORMULA in (title[start - 1 : start], title[end : end + 1])  # as in As$_2$
    return len(word) == 1 or is_symbol or any(map(str.isdigit, word))


def _is_article(title: str, index: int) -> bool:
    """Return whether an "A" stands alone before a word that isn't in lower case, or a quotation."""
    before = title[max(index - 2, 0) : index]
    if before in ("", ": "):
        return True
    return not before[-1].strip(" \"'`“‘([") and bool(_AFTER_ARTICLE.match(title, index + 1))
