"""The workflows in .github follow the rules for workflows, and the commands of list.yml run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import weeklypapers as wp
from support.cli import HEAD, SNAPSHOT, row, write, write_snapshot

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
WORKFLOW = WORKFLOWS / "list.yml"
PAGE = ROOT / "docs" / "howto" / "actions.md"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are for bash")


def script_of(step: str) -> str:
    """Return the commands of a step."""
    text = WORKFLOW.read_text(encoding="utf-8")
    (block,) = re.findall(rf"^      - name: {step}\n((?:        .*\n)+)", text, re.MULTILINE)
    one_line = re.search(r"^        run: ([^|].*)$", block, re.MULTILINE)
    if one_line:
        return one_line[1]
    _, _, script = block.partition("        run: |\n")
    return dedent(script)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with a list and a program ``weeklypapers`` that needs no network."""
    monkeypatch.chdir(tmp_path)
    write("papers.md", HEAD + row(1) + row(2, week="2024-06-23"))
    write_snapshot(3, 4)
    program = tmp_path / "bin" / "weeklypapers"
    program.parent.mkdir()
    source = f'if [ "$1" = add ]; then set -- "$@" --source "{tmp_path / SNAPSHOT}"; fi'
    program.write_text(
        f'#!/usr/bin/env bash\n{source}\nexec "{sys.executable}" -m weeklypapers "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return tmp_path


def run(step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path('bin').absolute()}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(  # noqa: S603
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script_of(step)],  # noqa: S607
        env={**os.environ, "PATH": path, "LIST": "papers.md", **inputs},
        capture_output=True,
        check=False,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def test_the_check() -> None:
    result = run("Check the list", SEVERITY="warning")
    assert (result.returncode, result.stdout) == (0, "")
    write("papers.md", HEAD + row(1) + row(2, link=""))
    result = run("Check the list", SEVERITY="warning")
    assert result.returncode == 1
    assert result.stdout.startswith("::warning file=papers.md,line=4,")
    assert run("Check the list", SEVERITY="error").returncode == 0


def test_papers_of_the_arguments_are_added() -> None:
    ids = "2406.00003 https://arxiv.org/abs/2406.00004"
    result = run("Add the papers", ADD=ids, INBOX="", WEEK="2024-06-30")
    assert result.returncode == 0, result.stderr
    assert [paper.title[-1] for paper in wp.read("papers.md")] == ["1", "3", "4", "2"]


def test_papers_of_the_inbox_are_added_and_removed_from_it() -> None:
    write("inbox.txt", "# One per line\n2406.00003\n\n2406.00004 # from Ada\n")
    result = run("Add the papers", ADD="", INBOX="inbox.txt", WEEK="2024-06-30")
    assert result.returncode == 0, result.stderr
    assert len(wp.read("papers.md")) == 4
    assert Path("inbox.txt").read_text(encoding="utf-8") == "# One per line\n"
    again = run("Add the papers", ADD="", INBOX="inbox.txt", WEEK="")
    assert (again.returncode, again.stdout) == (0, "There are no papers to add.\n")


def test_the_week_is_this_one_by_default() -> None:
    result = run("Add the papers", ADD="2406.00003", INBOX="", WEEK="")
    assert result.returncode == 0, result.stderr
    assert max(paper.week for paper in wp.read("papers.md") if paper.week).weekday() == 6


def test_nothing_is_removed_from_the_inbox_after_an_error() -> None:
    write("inbox.txt", "2406.00003\n2406.00009\n")
    result = run("Add the papers", ADD="", INBOX="inbox.txt", WEEK="2024-06-30")
    assert result.returncode == 2
    assert Path("inbox.txt").read_text(encoding="utf-8") == "2406.00003\n2406.00009\n"
    assert len(wp.read("papers.md")) == 2


def test_the_page_the_feed_and_json() -> None:
    undated = {"UNDATED": "1970-01-01"}
    result = run(
        "Write the page, the feed and JSON", TITLE='A "title"', URL="https://a.example/", **undated
    )
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in Path("site").iterdir()) == [
        *("feed.atom", "index.html", "papers.json")
    ]
    feed = Path("site/feed.atom").read_text(encoding="utf-8")
    assert '<title>A "title"</title>' in feed
    assert 'href="https://a.example/feed.atom"' in feed
    assert 'href="https://a.example/feed.atom"' in Path("site/index.html").read_text(
        encoding="utf-8"
    )
    write("papers.md", HEAD + row(1) + row(2, week="June"))
    assert run("Write the page, the feed and JSON", TITLE="A", URL="", **undated).returncode == 0
    write("papers.md", "- [One](https://openreview.net/forum?id=1)\n")
    assert run("Write the page, the feed and JSON", TITLE="A", URL="", **undated).returncode == 0
    assert "1970-01-01T" in Path("site/feed.atom").read_text(encoding="utf-8")


def test_inputs_reach_scripts_only_as_variables() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    names = re.findall(r"^      - name: (.+)$", text, re.MULTILINE)
    for name in set(names) - {"Install"}:
        assert "${{" not in script_of(name)


def test_actions_are_pinned_to_commits() -> None:
    for page in (*WORKFLOWS.glob("*.yml"), PAGE):
        uses = re.findall(r"uses: (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert uses
        for action in uses:
            is_own = action.startswith(("weeklypapers/weeklypapers/.github/workflows/", "$/"))
            assert is_own or re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_all_workflows_use_the_same_commit_of_an_action() -> None:
    texts = [path.read_text(encoding="utf-8") for path in WORKFLOWS.glob("*.yml")]
    pinned = set(re.findall(r"uses: ([\w/-]+)@(.*)$", "\n".join(texts), re.MULTILINE))
    assert len(pinned) == len(dict(pinned)) > 5


def test_the_workflow_runs_each_job_of_the_script() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    lists = re.findall(r"\bjobs\+?=\((.*)\)$", script, re.MULTILINE)
    names = {job.partition(" ")[0] for jobs in lists for job in shlex.split(jobs)} - {"$@"}
    workflow = (WORKFLOWS / "ci.yml").read_text(encoding="utf-8")
    matrix = set(re.findall(r"^          - (\w+)", workflow, re.MULTILINE))
    assert names == matrix > {"checks", "wheel", "lowest"}
    assert all((ROOT / ".ci" / name).is_file() for name in names)


def test_the_page_describes_every_input() -> None:
    text = WORKFLOW.read_text(encoding="utf-8").partition("\njobs:")[0]
    inputs = re.findall(r"^      ([a-z-]+):$", text, re.MULTILINE)
    described = re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert described == inputs
    assert f"list.yml@v{wp.__version__}\n" in PAGE.read_text(encoding="utf-8")
