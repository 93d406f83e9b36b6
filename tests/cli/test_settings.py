"""Settings in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

import weeklypapers as wp
from weeklypapers.cli.settings import Settings, find_settings, read_settings

TABLE = """\
[tool.weeklypapers]
ignore = ["duplicate"]
baseline = "old/accepted.json"

[tool.weeklypapers.per-file-ignores]
"archive/*" = ["no-link", "dead-link"]
"README.md" = ["week-order"]
"""


def test_settings(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(TABLE, encoding="utf-8")
    settings = find_settings(folder)
    assert settings == read_settings(folder / "pyproject.toml")
    assert settings.baseline == folder / "old" / "accepted.json"
    assert settings.ignored_in("list.md") == {"duplicate"}
    assert settings.ignored_in("archive/2020/list.md") == {"duplicate", "no-link", "dead-link"}
    assert settings.ignored_in(str(folder / "archive" / "a.md")) >= {"no-link"}
    assert settings.ignored_in("docs/README.md") == {"duplicate", "week-order"}
    assert settings.ignored_in("<stdin>") == {"duplicate"}


def test_the_nearest_file_with_settings_decides(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(TABLE, encoding="utf-8")
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text('[project]\nname = "weeklypapers"\n', encoding="utf-8")
    assert find_settings(inner).ignore == {"duplicate"}
    (folder / "a" / "pyproject.toml").write_text("[tool.weeklypapers]\n", encoding="utf-8")
    assert find_settings(inner) == Settings(folder=folder / "a")


def test_no_settings(folder: Path) -> None:
    assert find_settings(folder) == Settings()
    (folder / "pyproject.toml").write_text('x = "weeklypapers"\n[', encoding="utf-8")
    assert find_settings(folder) == Settings()
    with pytest.raises(wp.InvalidValueError, match="not a TOML document"):
        read_settings(folder / "pyproject.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ingore = []", "tool.weeklypapers has no setting 'ingore'. Did you mean 'ignore'?"),
        ("ignore = ['dead-lnk']", "there is no problem 'dead-lnk'. Did you mean 'dead-link'?"),
        ("ignore = 'dead-link'", "ignore must be several codes, got the text 'dead-link'"),
        ("ignore = 1", "ignore must be a list of codes, got 1"),
        ("baseline = 1", "baseline must be a path, got 1"),
        ("per-file-ignores = []", "per-file-ignores must be a table"),
        ("per-file-ignores = {'a' = ['x']}", "per-file-ignores of 'a': there is no problem 'x'"),
        ("ignore = [", "not a TOML document"),
    ],
)
def test_wrong_settings(folder: Path, text: str, message: str) -> None:
    path = folder / "pyproject.toml"
    path.write_text(f"[tool.weeklypapers]\n{text}\n", encoding="utf-8")
    with pytest.raises(wp.InvalidValueError) as error:
        find_settings(folder)
    assert message in str(error.value)
    assert str(error.value).startswith(f"{path}: ")


def test_a_section_that_is_no_table(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool]\nweeklypapers = 1\n", encoding="utf-8")
    with pytest.raises(wp.InvalidValueError, match="must be a table, got 1"):
        find_settings(folder)


def test_a_chosen_file_needs_settings(folder: Path) -> None:
    (folder / "other.toml").write_text("", encoding="utf-8")
    with pytest.raises(wp.InvalidValueError, match=r"expected the section \[tool.weeklypapers\]"):
        read_settings(folder / "other.toml")
