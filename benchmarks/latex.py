"""Typeset bibliographies with pdfLaTeX, and collect the problems in its logs and in BibTeX's."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

__all__ = ["STYLES", "is_installed", "typeset"]

STYLES = ("plain", "plainnat", "abbrv", "alpha", "apalike")

# The packages that titles on arXiv need: formulas of AMS-LaTeX and \url.
_PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb,url}
"""
# LaTeX's errors begin with an exclamation mark. Warnings have a form of their own in each program.
_PROBLEM = re.compile(
    r"^(?:!|.*---line \d+ of file|Warning--|(?:WARN|ERROR) - |(?:LaTeX|Package) .*Warning:"
    r"|Missing character).*",
    re.MULTILINE,
)


def is_installed() -> bool:
    """Return whether pdfLaTeX, natbib and biblatex are installed."""
    if not shutil.which("pdflatex") or not shutil.which("kpsewhich"):
        return False
    return all(_run("kpsewhich", file) for file in ("plainnat.bst", "natbib.sty", "biblatex.sty"))


def typeset(path: Path, style: str) -> tuple[int, list[str]]:
    """Typeset all entries of a bibliography; return their number and the problems.

    Args:
        path: A file of BibTeX or biblatex; logs and other files are written beside it.
        style: A style of BibTeX, or ``biblatex``.
    """
    document = path.with_name(f"{path.stem}-{style}.tex")
    if style == "biblatex":
        packages = rf"\usepackage[backend=biber]{{biblatex}}\addbibresource{{{path.name}}}"
        log = _log(document, packages, r"\nocite{*}\printbibliography", "biber")
    else:
        packages = r"\usepackage{natbib}" if style.endswith("nat") else ""
        body = rf"\nocite{{*}}\bibliographystyle{{{style}}}\bibliography{{{path.stem}}}"
        log = _log(document, packages, body, "bibtex")
    entries = document.with_suffix(".bbl").read_text(encoding="utf-8", errors="replace")
    problems = [match[0] for match in _PROBLEM.finditer(log)]
    return len(re.findall(r"\\bibitem\b|\\entry\{", entries)), problems


def _log(document: Path, packages: str, body: str, processor: str) -> str:
    """Run LaTeX, the processor of bibliographies, and LaTeX twice; return the last logs of both."""
    text = f"{_PREAMBLE}{packages}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    document.write_text(text, encoding="utf-8")
    latex = ("pdflatex", "-interaction=nonstopmode", "-draftmode", document.name)
    _run(*latex, folder=document.parent)
    output = _run(processor, document.stem, folder=document.parent)
    _run(*latex, folder=document.parent)
    _run(*latex, folder=document.parent)
    return output + document.with_suffix(".log").read_text(encoding="utf-8", errors="replace")


def _run(*command: str, folder: Path | None = None) -> str:
    program = shutil.which(command[0]) or command[0]
    result = subprocess.run(  # noqa: S603
        [program, *command[1:]],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    return result.stdout
