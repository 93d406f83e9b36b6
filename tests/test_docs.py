"""The documentation is correct: snippets run, and every name and problem code is described."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

import weeklypapers as wp
import weeklypapers.dask
import weeklypapers.testing
import weeklypapers.typing
from weeklypapers.dialects._vocabulary import COLUMNS
from weeklypapers.dialects.tables.columns import EXTRA
from weeklypapers.model.links import KINDS
from weeklypapers.model.problems import Severity
from weeklypapers.testing import make_record

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = Path(wp.__file__).parent  # the installed package if there is no src

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SOURCES = sorted(PACKAGE.rglob("*.py"))

MARKDOWN = Sybil([PythonCodeBlockParser()])
DOCSTRINGS = Sybil([DocTestParser()])


def name_of(path: Path) -> str:
    base = PACKAGE.parent if path.is_relative_to(PACKAGE) else ROOT
    return path.relative_to(base).as_posix()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the documentation reads.

    They are the bundled list as ``weekly-papers.md``, nine short ``lists``, and saved records.
    """
    files = tmp_path_factory.mktemp("files")
    shutil.copytree(DOCS / "lists", files / "lists")
    sample = wp.sample()
    sample.write(files / "weekly-papers.md")
    listed = sample + wp.read(files / "lists" / "*.md")
    titles = {paper.arxiv_id.id: paper.title for paper in listed if paper.arxiv_id}
    titles["2407.00001"] = "A paper of the next week"
    records = [make_record(f"{arxiv_id}v1", title=title) for arxiv_id, title in titles.items()]
    wp.Snapshot(records).write(files / "arxiv.json")
    return files


@pytest.fixture
def folder(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with these files."""
    shutil.copytree(files, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
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


def test_pages_and_sources_with_snippets_are_found() -> None:
    with_snippets = {name_of(page) for page in PAGES if list(MARKDOWN.parse(page))}
    assert {"README.md", "docs/index.md", "docs/tutorial.md", "docs/howto/read.md"} <= with_snippets
    assert any(list(DOCSTRINGS.parse(source)) for source in SOURCES)


def test_all_snippets_with_prompts_are_marked_as_python() -> None:
    """Prompts in blocks of another language would not be run."""
    for page in PAGES:
        fences = re.findall(r"^```(.*)\n>>> ", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(fences) <= {"python"}, page


def test_reference_describes_every_public_name_once() -> None:
    directive = re.compile(r"^\.\. (?:auto\w+|py:data):: (\w+)", re.MULTILINE)
    pages = [
        page
        for page in (DOCS / "reference").glob("*.md")
        if page.stem not in ("dask", "markdown", "testing")
    ]
    described = [name for page in pages for name in directive.findall(page.read_text("utf-8"))]
    assert sorted(described) == sorted(wp.__all__)


def test_reference_describes_the_names_of_other_modules() -> None:
    text = (DOCS / "reference" / "dask.md").read_text(encoding="utf-8")
    described = re.findall(r"^\.\. auto(?:class|function):: (\w+)", text, re.MULTILINE)
    assert sorted(described) == sorted(weeklypapers.dask.__all__)
    text = (DOCS / "reference" / "testing.md").read_text(encoding="utf-8")
    described = re.findall(r"^\.\. auto(?:class|function):: (\w+)$", text, re.MULTILINE)
    assert set(weeklypapers.testing.__all__) <= set(described)
    text = (DOCS / "reference" / "typing.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    described = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(described) == sorted(weeklypapers.typing.__all__)


def test_every_kind_of_problem_is_explained() -> None:
    """Each has a section with its meaning and its fix, and a snippet that shows both."""
    text = (DOCS / "concepts" / "problems.md").read_text(encoding="utf-8")
    parts = re.findall(r"^### `([a-z0-9-]+)`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    explained = dict(parts)
    assert [code for code, _ in parts] == list(wp.PROBLEMS)
    for code, section in explained.items():
        plain = " ".join(section.replace("`", "").split())
        kind = wp.PROBLEMS[code]
        assert kind.summary in plain, code
        severities = " or ".join(f'"{severity}"' for severity in kind.severities)
        assert f"Severity: {severities}. Fix: {kind.mend}" in plain, code
        (snippet,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
        with_problem, without = re.findall(r"^(?!>>>|\.\.\.).+$", snippet, re.MULTILINE)
        assert code in with_problem, code
        assert without == "[]", code


def test_every_severity_is_explained() -> None:
    text = (DOCS / "concepts" / "problems.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `\"(\w+)\"` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted(get_args(Severity))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_files_have_a_target(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)  # code
    # The build draws the pictures, and fails without one.
    for target in re.findall(r"\]\((?!https?:|#|(?:\.\./)?_pictures/)([^)#\s]+)", text):
        assert (page.parent / target).exists(), target


def words_in_first_column(page: str, header: str) -> list[str]:
    """Return the quoted words in the first column of the table with this header."""
    text = (DOCS / page).read_text(encoding="utf-8")
    table = text.partition(f"| {header} |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    return [word for cell in cells for word in re.findall(r"`\"(\w+)\"`", cell)]


def test_every_role_of_a_column_is_explained_once() -> None:
    roles = words_in_first_column("reference/reading.md", "role")
    assert sorted(roles) == sorted([*COLUMNS, EXTRA])


def test_every_kind_of_link_is_explained_once() -> None:
    assert sorted(words_in_first_column("reference/model.md", "kind")) == sorted(KINDS)


def test_marker_for_known_headers_is_in_its_page() -> None:
    marker = "<!-- the headers of COLUMNS -->"
    for file in ("conf.py", "concepts/reading.md"):
        assert marker in (DOCS / file).read_text(encoding="utf-8")


def shell_blocks() -> list[str]:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    pattern = re.compile(r"^```(?:sh|shell|console|yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [block for text in texts for block in pattern.findall(text)]


def test_each_of_the_twelve_tasks_takes_at_most_ten_lines() -> None:
    text = (DOCS / "tasks.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## (\d+)\. ", text, re.MULTILINE)
    assert titles == [str(number) for number in range(1, 13)]
    for section in re.split(r"^## (?=\d)", text, flags=re.MULTILINE)[1:]:
        blocks = re.findall(r"^```(python|yaml)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        assert blocks, section
        for language, block in blocks:
            prompts = ("",) if language == "yaml" else (">>>", "...")
            lines = [line for line in block.splitlines() if line.startswith(prompts)]
            assert len(lines) <= 10, section


def test_commands_work_with_any_supported_python() -> None:
    for block in shell_blocks():
        assert not re.search(r"python3\.\d|python-version: *\W?3\.\d", block), block


def test_commands_update_pip_before_they_install_a_dependency_group() -> None:
    """Dependency groups require pip 25.1, and Python 3.11 to 3.13 come with older ones."""
    blocks = [block for block in shell_blocks() if "--group" in block]
    assert blocks
    for block in blocks:
        before, _, _ = block.partition("--group")
        assert "pip install --upgrade pip" in before, block


def test_front_page_shows_a_table_and_a_chart_with_the_lines_that_make_them() -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    for line, picture in (("papers[:5]", "first.html"), ("papers.plot.weeks()", "weeks.svg")):
        assert re.search(
            rf"^{re.escape(line)}\n```.*?_pictures/{picture}", text, re.MULTILINE | re.DOTALL
        ), line
    pictures = (DOCS / "pictures.py").read_text(encoding="utf-8")
    assert '"first": sample[:5]' in pictures
    assert '"weeks": papers.plot.weeks()' in pictures


@pytest.mark.parametrize("name", ["python", "attrs", "pandas", "dask"])
def test_inventories_of_other_projects_are_sorted(name: str) -> None:
    """Each line has a name, its kind and the page that describes it."""
    lines = (DOCS / "inventories" / f"{name}.inv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Sphinx inventory version 1"
    entries = [line.split() for line in lines[3:]]
    assert all(len(entry) == 3 and entry[2].endswith(".html") for entry in entries)
    assert entries == sorted(entries)
