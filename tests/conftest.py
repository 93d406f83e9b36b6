"""Settings and a fixture of all tests."""

from pathlib import Path

import pytest
from hypothesis import settings

from support.short_list import GOOD

# An example may take its time: the machine may be slow or busy.
settings.register_profile("quick", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None, max_examples=100)


def pytest_configure(config: pytest.Config) -> None:
    """Try more examples in a run that includes the slow tests."""
    settings.load_profile("quick" if config.option.markexpr == "not slow" else "thorough")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Return the path of a list without problems."""
    path = tmp_path / "list.md"
    path.write_text(GOOD, encoding="utf-8", newline="")
    return path
