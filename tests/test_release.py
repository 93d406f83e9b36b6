"""The files of a release agree, and the script that makes them name a new version keeps it so."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REPOSITORY = PROJECT["urls"]["Repository"]
SCRIPT = Path(".ci", "new_version.py")
MODULE = Path("src", "weeklypapers", "_version.py")
FILES = (
    Path("CHANGELOG.md"),
    Path("CITATION.cff"),
    Path("docs", "howto", "actions.md"),
    Path("docs", "howto", "command-line.md"),
    Path("docs", "tasks.md"),
)


def read(*path: str, root: Path = ROOT) -> str:
    return root.joinpath(*path).read_text("utf-8")


def fields(citation: str) -> dict[str, str]:
    """Return the fields of CITATION.cff that have one line."""
    return dict(re.findall(r"^([\w-]+): (\S.*)$", citation, re.MULTILINE))


def released(changelog: str) -> list[tuple[str, str]]:
    """Return the version and the date of each release in the changelog."""
    return re.findall(r"^## \[(\d.*)\] - (.*)$", changelog, re.MULTILINE)


def assert_agreement(root: Path, version: str) -> None:
    """Assert that the citation, the changelog and the package name the same version and day."""
    citation, changelog = (
        fields(read("CITATION.cff", root=root)),
        read("CHANGELOG.md", root=root),
    )
    assert citation["version"] == version
    releases = released(changelog)
    if releases:
        assert releases[0] == (version, citation["date-released"])
    else:
        assert "date-released" not in citation
    headings = re.findall(r"^## \[(.*?)\]", changelog, re.MULTILINE)
    assert headings == ["Unreleased", *(release for release, _ in releases)]
    links = re.findall(r"^\[(.*?)\]: (.*)$", changelog, re.MULTILINE)
    assert [label for label, _ in links] == headings
    assert all(link.startswith(f"{REPOSITORY}/") for _, link in links)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with copies of the files that name the version."""
    for path in (SCRIPT, MODULE, *FILES):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    for path in (SCRIPT, *FILES):
        shutil.copy(ROOT / path, tmp_path / path)
    # Some jobs test the installed package, without src/.
    shutil.copy(Path(wp.__file__).with_name(MODULE.name), tmp_path / MODULE)
    return tmp_path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, SCRIPT, *arguments], cwd=root, capture_output=True, check=False, text=True
    )


def test_the_files_agree() -> None:
    assert_agreement(ROOT, wp.__version__)


def test_the_citation_describes_the_project() -> None:
    citation = fields(read("CITATION.cff"))
    assert citation["title"] == PROJECT["name"]
    assert citation["license"] == PROJECT["license"]
    assert citation["repository-code"] == REPOSITORY
    assert citation["url"] == PROJECT["urls"]["Documentation"]
    assert re.findall(r"^  - ([a-z-]+)$", read("CITATION.cff"), re.MULTILINE) == PROJECT["keywords"]


def test_all_addresses_of_the_repository_are_the_same() -> None:
    name = REPOSITORY.removeprefix("https://github.com/")
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "pyproject.toml"]:
        text = path.read_text("utf-8")
        assert set(re.findall(r"([\w-]+/weeklypapers)/\.github/", text)) <= {name}, path
        assert set(re.findall(r"github\.com/([\w-]+/weeklypapers)\b", text)) <= {name}, path


def test_the_workflows_test_all_supported_versions() -> None:
    supported = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert PROJECT["requires-python"] == f">={supported[0]}"
    workflow = read(".github", "workflows", "ci.yml")
    assert re.findall(r"^          - wheel (.*)$", workflow, re.MULTILINE) == supported
    lowest = re.findall(r"^          - lowest (.*)$", workflow, re.MULTILINE)
    assert lowest == [supported[0], supported[-1]]
    systems = re.findall(r"^        python: (\[.*\])$", workflow, re.MULTILINE)
    assert [json.loads(versions) for versions in systems] == [supported]
    installed = re.findall(r"^            (3\.\d+)$", workflow, re.MULTILINE)
    assert installed == supported[::-1]


@pytest.mark.parametrize("version", [wp.__version__, "12.0.0rc1"])
def test_a_new_version(copy: Path, version: str) -> None:
    changelog = copy / "CHANGELOG.md"
    before = changelog.read_text("utf-8")
    if any(release == version for release, _ in released(before)):
        pytest.skip("the version is in the changelog")
    changelog.write_text(
        before.replace("## [Unreleased]\n", "## [Unreleased]\n\n### Added\n\n- A feature.\n", 1),
        encoding="utf-8",
    )

    result = run(copy, version, "--date", "2031-02-03")

    assert (result.returncode, result.stderr) == (0, "")
    assert_agreement(copy, version)
    assert released(changelog.read_text("utf-8"))[0] == (version, "2031-02-03")
    assert f'__version__ = "{version}"\n' in read(*MODULE.parts, root=copy)
    checked = run(copy, "--check", version)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("### Added\n\n- A feature.\n")
    assert "\n[" not in checked.stdout
    for page in ("docs/tasks.md", "docs/howto/actions.md", "docs/howto/command-line.md"):
        assert f"v{version}\n" in read(page, root=copy)


def test_a_release_without_changes_is_refused(copy: Path) -> None:
    changelog = copy / "CHANGELOG.md"
    text = changelog.read_text("utf-8")
    start = text.index("## [Unreleased]\n")
    end = re.compile(r"^(## \[\d|\[Unreleased\]:)", re.MULTILINE).search(text, start)
    assert end
    changelog.write_text(f"{text[:start]}## [Unreleased]\n\n{text[end.start() :]}", "utf-8")

    result = run(copy, "12.0.0")

    assert (result.returncode, result.stderr) == (1, "CHANGELOG.md has no unreleased changes\n")


def test_a_release_is_refused_twice(copy: Path) -> None:
    changelog = copy / "CHANGELOG.md"
    text = changelog.read_text("utf-8").replace(
        "## [Unreleased]\n", "## [Unreleased]\n\n- A feature.\n\n## [12.0.0] - 2031-02-03\n", 1
    )
    changelog.write_text(text, encoding="utf-8")

    result = run(copy, "12.0.0")

    assert (result.returncode, result.stderr) == (
        1,
        "CHANGELOG.md has a section 12.0.0 already\n",
    )
    assert changelog.read_text("utf-8") == text


def test_the_check_notices_each_file(copy: Path) -> None:
    text = (copy / "CHANGELOG.md").read_text("utf-8")
    (copy / "CHANGELOG.md").write_text(
        text.replace("## [Unreleased]\n", "## [Unreleased]\n\n- A feature.\n", 1), encoding="utf-8"
    )
    assert run(copy, "12.0.0", "--date", "2031-02-03").returncode == 0
    for path in (MODULE, *FILES):
        text = (copy / path).read_text("utf-8")
        (copy / path).write_text(text.replace("12.0.0", "12.0.1"), encoding="utf-8")
        assert run(copy, "--check", "12.0.0").returncode == 1, path
        (copy / path).write_text(text, encoding="utf-8")
    assert run(copy, "--check", "12.0.0").returncode == 0
