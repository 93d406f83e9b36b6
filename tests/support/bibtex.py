r"""A model of BibTeX's ``change.case$`` with ``"t"``, and the function itself.

The model follows the description in "Designing BibTeX Styles" (btxhak, section 4) and "BibTeXing"
(btxdoc, section 4), and for special characters the program (``bibtex.web``, sections 370 to 377).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from support.citations import run

__all__ = ["change_case", "changed_titles"]

_FOREIGN = {"OE", "AE", "AA", "O", "L"}  # commands that have a form in lower case
_STYLE = """
ENTRY { title } { } { }
FUNCTION {misc} { cite$ "=" * title "t" change.case$ * write$ newline$ }
READ
ITERATE {call.type$}
"""


def change_case(title: str) -> str:
    """Return a title as a style prints it that prints titles like sentences."""
    result: list[str] = []
    level, after_colon, position = 0, False, 0
    while position < len(title):
        char = title[position]
        may_keep = position == 0 or (after_colon and title[position - 1].isspace())
        if char == "{":
            level += 1
            is_special = level == 1 and title[position + 1 : position + 2] == "\\"
            if is_special and not may_keep:
                end = _end_of_group(title, position)
                result.append(_lower_special(title[position:end]))
                level, position, after_colon = 0, end, False
                continue
            after_colon = False
        elif char == "}":
            level, after_colon = max(level - 1, 0), False
        elif level == 0:
            if not may_keep:
                char = _lower(char)
            after_colon = char == ":" or (after_colon and char.isspace())
        result.append(char)
        position += 1
    return "".join(result)


def _end_of_group(text: str, start: int) -> int:
    depth = 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position + 1
    return len(text)


def _lower_special(text: str) -> str:
    """Lower a special character: the letters outside its commands, and foreign letters."""

    def lower(match: re.Match[str]) -> str:
        command = match["command"]
        if command is None:
            return _lower(match[0])
        return f"\\{command.lower() if command in _FOREIGN else command}"

    return re.sub(r"\\(?P<command>[A-Za-z]+|.)|[^\\]+", lower, text)


def _lower(text: str) -> str:
    return re.sub("[A-Z]+", lambda letters: letters[0].lower(), text)  # BibTeX knows only ASCII


def changed_titles(titles: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the titles of entries by key, as BibTeX itself changes their case."""
    entries = (f"@misc{{{key}, title = {{{title}}}}}\n" for key, title in titles.items())
    (folder / "t.bib").write_text("\n".join(entries), "utf-8")
    (folder / "case.bst").write_text(_STYLE)
    (folder / "t.aux").write_text("\\bibstyle{case}\n\\bibdata{t}\n\\citation{*}\n")
    run("bibtex", "t", folder=folder)
    # BibTeX begins the second line of a long title with two spaces.
    text = re.sub(r"\n  ", " ", (folder / "t.bbl").read_text("utf-8"))
    return dict(line.split("=", 1) for line in text.splitlines())
