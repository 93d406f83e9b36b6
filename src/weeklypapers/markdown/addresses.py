"""Addresses of links: their targets (GFM 6.6), and link reference definitions (GFM 4.7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from weeklypapers.markdown.characters import BLANK, decode_references

__all__ = ["NO_REFERENCES", "defined_references", "is_definition", "plain_label", "read_target"]

_PLAIN_TARGET = re.compile(r"\(([^\s()<>\\&]*)\)")
_TARGET_START = re.compile(rf"\({BLANK}*+")
_TARGET_IN_ANGLES = re.compile(r"<((?:[^<>\\\n]++|\\.)*+)>", re.DOTALL)
_TARGET_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|[() \t\n\r]")
# A quote after a backslash ends the title only if there is no other.
_TITLE = "|".join(
    rf"{left}(?:[^{left}{right}]++|(?<=\\)[{left}{right}])*{right}"
    for left, right in (('"', '"'), ("'", "'"), (r"\(", r"\)"))
)
_TARGET_END = re.compile(rf"(?:{BLANK}++(?:{_TITLE})?+)?+{BLANK}*+\)")
_MAX_PARENTHESES = 32


def read_target(source: str, position: int) -> tuple[str, int] | None:
    """Return a link's decoded target in parentheses, and the offset after it (GFM 6.6)."""
    if (plain := _PLAIN_TARGET.match(source, position)) is not None:
        return plain[1], plain.end()
    if (opening := _TARGET_START.match(source, position)) is None:
        return None
    start = opening.end()
    if source.startswith("<", start):
        angles = _TARGET_IN_ANGLES.match(source, start)
        target, stop = (angles[1], angles.end()) if angles else ("", -1)
    else:
        stop = _target_stop(source, start)
        target = source[start:stop]
    end = _TARGET_END.match(source, stop) if stop >= 0 else None
    return (_decoded(target), end.end()) if end else None


def _target_stop(source: str, start: int) -> int:
    """Return the end of a target without angle brackets, or -1 if there is none."""
    depth = 0
    for mark in _TARGET_MARK.finditer(source, start):
        if mark[0] == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return -1
        elif mark[0] == ")" and depth:
            depth -= 1
        elif not mark[0].startswith("\\"):
            return mark.start() if mark.start() > start or mark[0] == ")" else -1
    return -1


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def _decoded(target: str) -> str:
    """Decode the escapes and character references of a target."""
    return _ESCAPE.sub(r"\1", decode_references(target.strip(" \t\r\n")))


# --- link reference definitions -----------------------------------------------------------------

NO_REFERENCES: Mapping[str, str] = MappingProxyType({})

# Footnotes start with a circumflex and are not definitions. Definitions over several lines, which
# the specification allows, are not recognised.
_DEFINITION = re.compile(
    r"""[ ]{0,3} \[ (?!\^) (?P<label> (?: [^\[\]\\] | \\. ){1,999} ) \]: [ \t]*
        (?: <(?P<quoted>[^<>]*)> | (?P<plain>[^\s<]\S*) )
        (?: [ \t]+ (?: "[^"]*" | '[^']*' | \([^()]*\) ) )? [ \t]* \r?\n?""",
    re.VERBOSE,
)
_DEFINITION_STARTS = ("[", " [", "  [", "   [")


def plain_label(label: str) -> str:
    """Normalise a link label, which is compared without case and differences of white space."""
    return " ".join(label.casefold().split())


def is_definition(line: str) -> bool:
    """Return whether a line is a link reference definition and nothing else."""
    return line.startswith(_DEFINITION_STARTS) and _DEFINITION.fullmatch(line) is not None


def defined_references(lines: Iterable[str]) -> Mapping[str, str]:
    """Return the addresses that lines define, by `plain_label`; the first one for each label."""
    references: dict[str, str] = {}
    for line in lines:
        if line.startswith(_DEFINITION_STARTS) and (match := _DEFINITION.fullmatch(line)):
            target = match["plain"] if match["quoted"] is None else match["quoted"]
            references.setdefault(plain_label(match["label"]), _decoded(target))
    return references or NO_REFERENCES
