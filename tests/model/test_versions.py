"""Versions that a release reads, and the others."""

from __future__ import annotations

import pytest

from weeklypapers.model.versions import is_read, version_error


@pytest.mark.parametrize("newest", [1, 2, 10])
def test_all_versions_up_to_the_newest_are_read(newest: int) -> None:
    assert [is_read(version, newest) for version in range(newest + 2)] == [
        False,
        *[True] * newest,
        False,
    ]
    assert version_error(newest, newest) is None


@pytest.mark.parametrize("version", [True, 1.0, "1", None, 0, -1, [1]], ids=repr)
def test_other_values_are_no_versions(version: object) -> None:
    assert not is_read(version, 3)
    assert version_error(version, 3) == f"expected 1 to 3, got {version!r}"


def test_newer_versions_are_refused_with_a_remedy() -> None:
    assert version_error(3, 2) == (
        "written by a newer weeklypapers: its schema_version is 3, and this release reads 1 to 2. "
        "Upgrade weeklypapers, or write the file with this release"
    )
    assert version_error(0, 1) == "expected 1, got 0"
    message = version_error(10**5000, 1)
    assert message
    assert len(message) < 400
