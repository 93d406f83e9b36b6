"""Links by reference: the addresses that a document defines for them (GFM 4.7)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from weeklypapers.markdown.addresses import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["NO_REFERENCES", "defined_references", "is_definition", "plain_label"]

NO_REFERENCES: Mapping[str, str] = MappingProxyType({})

# Footnotes, which begin with a circumflex, are no definitions. What is spread over several lines,
# as the specification allows, is not looked for.
_DEFINITION = re.compile(
    r"""[ ]{0,3} \[ (?!\^) (?P<label> (?: [^\[\]\\] | \\. ){1,999} ) \]: [ \t]*
        (?: <(?P<quoted>[^<>]*)> | (?P<plain>[^\s<]\S*) )
        (?: [ \t]+ (?: "[^"]*" | '[^']*' | \([^()]*\) ) )? [ \t]* \r?\n?""",
    re.VERBOSE,
)
_BEGINNINGS = ("[", " [", "  [", "   [")


def plain_label(label: str) -> str:
    """A label as labels are compared: without case and differences of white space."""
    return " ".join(label.casefold().split())


def is_definition(line: str) -> bool:
    """Whether a line defines an address and says nothing else."""
    return line.startswith(_BEGINNINGS) and _DEFINITION.fullmatch(line) is not None


def defined_references(lines: Iterable[str]) -> Mapping[str, str]:
    """The addresses that lines define, by `plain_label`; of several for one label the first."""
    found: dict[str, str] = {}
    for line in lines:
        if line.startswith(_BEGINNINGS) and (match := _DEFINITION.fullmatch(line)):
            target = match["plain"] if match["quoted"] is None else match["quoted"]
            found.setdefault(plain_label(match["label"]), decoded(target))
    return found or NO_REFERENCES
