"""The public API is that of its snapshot, and CHANGELOG.md names each change since a release.

``python .ci/api_snapshot.py --write`` renews the snapshot.
"""

from __future__ import annotations

import builtins
import collections.abc
import re
import shutil
import typing
from difflib import unified_diff
from itertools import chain
from pathlib import Path

import pytest

import weeklypapers
from support import api_snapshot
from support.api import public_names
from support.api_snapshot import (
    NEXT,
    Snapshot,
    changed_names,
    undocumented,
    unnamed_changes,
    unreleased_changes,
    unversioned_schemas,
)
from support.releases import released

CHANGELOG = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def present() -> Snapshot:
    return api_snapshot.present()


def edited(snapshot: Snapshot, name: str, old: str, new: str) -> Snapshot:
    """Return a snapshot in which a name and the facts about it are changed."""
    sections: dict[str, dict[str, tuple[str, ...]]] = {}
    for section, names in snapshot.items():
        sections[section] = {}
        for key, facts in names.items():
            if key == name:
                assert any(old in text for text in (key, *facts))
                key = key.replace(old, new)
                facts = tuple(fact.replace(old, new) for fact in facts)
            sections[section][key] = facts
    return sections


# -- The snapshot ------------------------------------------------------------------------------


def test_the_api_is_that_of_the_snapshot(present: Snapshot) -> None:
    before, after = NEXT.read_text(encoding="utf-8"), api_snapshot.to_text(present)
    changes = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1))
    remedy = "name the changes in CHANGELOG.md, and run python .ci/api_snapshot.py --write"
    assert changes == [], remedy


def test_the_changelog_names_each_change_since_the_last_release(present: Snapshot) -> None:
    assert unnamed_changes(present, CHANGELOG) == []


def test_changes_since_a_release_need_entries(
    present: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, code = tmp_path / "stored.txt", tmp_path / "code.txt"
    code.write_text(api_snapshot.to_text(present), encoding="utf-8")
    monkeypatch.setattr(api_snapshot, "NEXT", code)
    before = api_snapshot.to_text(edited(present, "Papers.diff", "other", "others"))
    stored.write_text(before, encoding="utf-8")
    monkeypatch.setattr(api_snapshot, "path_of", {"0.2.0": stored}.__getitem__)
    text = "## [Unreleased]\n\n- `Papers.merge`\n\n## [0.2.0] - 2030-01-01\n\n- `Papers.diff`\n"
    assert unnamed_changes(present, text) == ["Papers.diff"]
    assert unnamed_changes(present, text.replace("merge", "diff")) == []
    assert unnamed_changes(present, text.replace("merge", "diff(other)")) == []
    later = text.replace("## [0.2.0]", "## [0.3.0] - 2031-01-01\n\n- Nothing.\n\n## [0.2.0]")
    assert unnamed_changes(present, later, "0.3.0") == ["Papers.diff"]
    assert unnamed_changes(present, text, "0.2.0") == []


def test_another_schema_has_another_version(present: Snapshot) -> None:
    """Releases refuse unknown members, and should say that the file is newer."""
    for release in released(CHANGELOG)[:1]:
        before = api_snapshot.read(api_snapshot.path_of(release))
        assert unversioned_schemas(before, present) == []
    name = 'schema("papers")'
    changed = edited(present, name, '"boolean"', '"string"')
    assert unversioned_schemas(present, present) == []
    assert unversioned_schemas(present, changed) == [name]
    newer = edited(changed, name, "$defs.schema_version.const: 1", "$defs.schema_version.const: 2")
    assert unversioned_schemas(present, newer) == []


# Changes of the code: the module, the text and its replacement, and the public name that changes.
SOURCE_CHANGES = [
    ("papers.py", "def overlap(self, other: ", "def overlap(self, others: ", "Papers.overlap"),
    ("papers.py", "def diff(self, other: ", "def diff(self, *, other: ", "Papers.diff"),
    (
        "papers.py",
        "def head(self, count: int = 5)",
        "def head(self, count: int = 10)",
        "Papers.head",
    ),
    (
        "papers.py",
        "def merge(self, *others: Iterable[Paper]) -> Papers:",
        "def merge(self, *others: Iterable[Paper | str]) -> Papers:",
        "Papers.merge",
    ),
    ("papers.py", "NotFoundError: There is no such paper", "KeyError: There is none", "Papers.get"),
    (
        "papers.py",
        "def newest_week(self) -> Week:",
        "def newest_week(self) -> Week | None:",
        "Papers.newest_week",
    ),
    ("model/paper.py", "    venue: str | None = attrs", "    venue: str = attrs", "Paper.venue"),
    (
        "model/errors.py",
        'Literal["malformed", "unavailable",',
        'Literal["unavailable",',
        "typing.FailureReason",
    ),
]


def test_changes_of_the_code_are_changes_of_the_api(present: Snapshot, tmp_path: Path) -> None:
    """A name, a default, a type, an exception or a choice can't change without an entry."""
    copy = shutil.copytree(Path(weeklypapers.__file__).parent, tmp_path / "weeklypapers")
    for module, old, new, _ in SOURCE_CHANGES:
        text = (copy / module).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (copy / module).write_text(text.replace(old, new), encoding="utf-8")
    changed = changed_names(present, {**present, "Python": public_names(tmp_path)})
    assert changed == sorted(name for *_, name in SOURCE_CHANGES)
    assert undocumented(changed, "- A comparison can be made.") == changed
    assert undocumented(changed, "".join(f"`{name}`\n" for name in changed)) == []


def test_a_snapshot_is_read_back(present: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "api.txt"
    path.write_text(api_snapshot.to_text(present), encoding="utf-8")
    assert api_snapshot.read(path) == present


def test_a_snapshot_has_each_part_of_the_api(present: Snapshot) -> None:
    names = present["Python"]
    assert names["Papers.overlap"] == ("(other: Iterable[Paper]) -> Overlap",)
    assert names["ReadError"][:2] == (
        "class(WeeklyPapersError, ValueError, Exception, BaseException)",
        "constructor (problems: Iterable[Problem], papers: Papers)",
    )
    assert "raises SourceError" in names["ArxivClient"]
    assert names["typing.OnError"] == ("= Literal['raise', 'warn', 'collect']",)
    assert names["typing.Chunk"] == ("= markdown.Chunk",)
    assert "testing.hypothesis.papers" in names
    assert "session: Session | None = None" in names["ArxivClient"][1]
    assert names["typing.Reader.__call__"] == ("(content: bytes) -> Iterable[Paper]",)
    assert names["Link"][1].startswith("constructor (url: str, *, label: str | None = None")
    assert present["Problems"]["bad-date"] == ("error", "warning")
    assert "exit status 2" in present["Command line"]["weeklypapers check"]
    assert "choices text, json" in present["Command line"]["weeklypapers convert --format"]
    assert present["Columns"]["week"] == ("date32[day]", "in flat records")
    assert present["Suffixes"][".bib"] == ("written",)
    assert present["Settings"]["input list"] == ("type: string", "required: true")
    kinds = ("[tool.weeklypapers] ", "<!-- weeklypapers: ", "hook ", "input ")
    assert [any(name.startswith(kind) for name in present["Settings"]) for kind in kinds] == [
        True
    ] * 4
    assert (
        '$.$defs.paper_fields.properties.more_authors.type: "boolean"'
        in (present["JSON"]['schema("papers")'])
    )


def test_each_class_in_a_signature_is_public(present: Snapshot) -> None:
    """Values that public functions accept and return have names for annotations."""
    names = present["Python"]
    facts = chain.from_iterable(names.values())
    words = set(re.findall(r"\b[A-Z]\w*[a-z]\w*", re.sub(r"'[^']*'", "", " ".join(facts))))
    public = {name.rpartition(".")[2] for name in names}
    standard = {*vars(builtins), *vars(collections.abc), *vars(typing), "PathLike"}
    others = {
        "altair": {"Chart", "LayerChart", "VConcatChart"},
        "cattrs": {"Converter"},
        "pandas and polars": {"DataFrame"},
        "hypothesis": {"DrawFn", "SearchStrategy"},
        "requests": {"Session"},
    }
    assert "Papers" in words
    assert sorted(words - public - standard - set().union(*others.values())) == []


# -- The comparison ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("Papers.overlap", "(other:", "(others:"),
        ("Papers.diff", "(other:", "(*, other:"),
        ("Papers.to_csv", "= 'keep'", "= 'escape'"),
        ("read", "raises OSError", "raises IOError"),
        ("SourceError", "OSError, ", ""),
        ("Paper", "class(", "final class("),
        ("Paper", "week: date | str | None = None", "week: date | None = None"),
        ("Problem.line", "int | None", "int"),
        ("typing.OnError", "'warn', ", ""),
        ("bad-week", "error", "warning"),
        ("published", "[us, ", "[ns, "),
        ("weeklypapers check", "exit status 1", "exit status 3"),
        ("weeklypapers check --severity", "choices error, ", "choices "),
        ("input severity", "warning", "error"),
        ('schema("papers")', '"boolean"', '"string"'),
    ],
)
def test_a_change_must_be_in_the_changelog(
    present: Snapshot, name: str, old: str, new: str
) -> None:
    changed = changed_names(present, edited(present, name, old, new))
    assert changed == [name]
    assert undocumented(changed, "### Changed\n\n- Nothing.\n") == [name]
    assert undocumented(changed, f"- `{name}` is another.\n") == []


def test_a_renamed_name_is_two_changes(present: Snapshot) -> None:
    renamed = edited(present, "Papers.overlap", "overlap", "common")
    changed = changed_names(present, renamed)
    assert changed == ["Papers.common", "Papers.overlap"]
    assert undocumented(changed, "- `Papers.common`.\n") == ["Papers.overlap"]


def test_members_of_a_new_class_need_no_entry(present: Snapshot) -> None:
    names = present["Python"]
    without = {name: facts for name, facts in names.items() if name.split(".")[0] != "Week"}
    assert len(names) - len(without) > 10
    assert changed_names({**present, "Python": without}, present) == ["Week"]
    assert changed_names(present, {**present, "Python": without}) == ["Week"]


def test_names_are_complete_and_in_backticks() -> None:
    names = ["read", "Papers.diff", "weeklypapers check --diff"]
    changes = (
        "- read `reads` `Papers.differ` Papers.diff `Papers.diff.x` `weeklypapers check --diffs`"
    )
    assert undocumented(names, changes) == names
    assert (
        undocumented(names, "`read(…)` `Papers.diff(other)` `weeklypapers check --diff FILE`") == []
    )


def test_only_changes_above_the_release_count() -> None:
    text = "# Changelog\n\n## [Unreleased]\n\n- `new`\n\n## [0.2.0] - 2030-01-01\n\n- `old`\n"
    assert undocumented(["new", "old"], unreleased_changes(text, "0.2.0")) == ["old"]
    assert undocumented(["new", "old"], unreleased_changes(text, None)) == []
