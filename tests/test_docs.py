"""What is written about the package holds: snippets run, names and problem codes are described."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

import weeklypapers as wp
from weeklypapers.errors import Severity

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = Path(wp.__file__).parent  # the installed one, where there is no src

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SOURCES = sorted(PACKAGE.rglob("*.py"))


MARKDOWN = Sybil([PythonCodeBlockParser()])
DOCSTRINGS = Sybil([DocTestParser()])


def name_of(path: Path) -> str:
    base = PACKAGE.parent if path.is_relative_to(PACKAGE) else ROOT
    return path.relative_to(base).as_posix()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where snippets run: an empty folder but for the bundled list as ``weekly-papers.md``."""
    monkeypatch.chdir(tmp_path)
    wp.sample().write("weekly-papers.md")
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_snippets_of_a_page_run(page: Path) -> None:
    for example in MARKDOWN.parse(page):
        example.evaluate()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_examples_of_docstrings_run(source: Path) -> None:
    for example in DOCSTRINGS.parse(source):
        example.evaluate()


def test_every_place_with_snippets_is_found() -> None:
    with_snippets = {name_of(page) for page in PAGES if list(MARKDOWN.parse(page))}
    assert {"README.md", "docs/index.md", "docs/tutorial.md", "docs/howto/read.md"} <= with_snippets
    assert any(list(DOCSTRINGS.parse(source)) for source in SOURCES)


def test_no_prompt_hides_from_the_tests() -> None:
    """Prompts in blocks of another language would not be run."""
    for page in PAGES:
        fences = re.findall(r"^```(.*)\n>>> ", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(fences) <= {"python"}, page


def test_reference_describes_every_public_name_once() -> None:
    directive = re.compile(r"^\.\. (?:auto\w+|py:data):: (\w+)", re.MULTILINE)
    pages = [
        page
        for page in (DOCS / "reference").glob("*.md")
        if page.stem not in ("markdown", "testing")
    ]
    described = [name for page in pages for name in directive.findall(page.read_text("utf-8"))]
    assert sorted(described) == sorted(wp.__all__)


def problem_codes() -> set[str]:
    """The codes that the source gives to problems."""
    made = re.compile(r"(?:code=|CellError\(\s*|\.warning\(\s*)\"([a-z0-9-]+)\"")
    return {code for source in SOURCES for code in made.findall(source.read_text(encoding="utf-8"))}


def test_every_problem_code_is_explained() -> None:
    text = (DOCS / "concepts" / "problems.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted(problem_codes())


def test_every_severity_is_explained() -> None:
    text = (DOCS / "concepts" / "problems.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `\"(\w+)\"` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted(get_args(Severity))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))  # code shows links, too
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
        assert (page.parent / target).exists(), target
