"""The samples of names and references in benchmarks/citations/, and those of other people."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "benchmarks" / "citations"
SHARED = ROOT.parent / "shared" / "citations"
REFERENCES = json.loads((SAMPLES / "journal_references.json").read_text(encoding="utf-8"))
SOURCES = list(dict.fromkeys(sample["source"] for sample in REFERENCES["expected"]))


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "benchmarks" / "citation_rates.py"))


@pytest.mark.parametrize("source", SOURCES)
def test_references_in_the_form_of(source: str, script: dict[str, Any]) -> None:
    samples = [sample for sample in REFERENCES["expected"] if sample["source"] == source]
    errors = [script["errors_of_reference"](sample) for sample in samples]

    assert list(filter(None, errors)) == []


@pytest.mark.parametrize("folder", [SAMPLES, SHARED], ids=["samples", "shared"])
def test_the_rates_reach_their_goals(folder: Path, script: dict[str, Any]) -> None:
    if not folder.exists():
        pytest.skip("needs the samples of other people")
    for measure, count, errors in script["rates"](folder):
        assert 100 * (count - len(errors)) / count >= measure.goal, errors


def test_the_script_prints_rates_and_errors(
    tmp_path: Path,
    script: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = {
        "people": [{"name": "Ada Lovelace", "family": "Lovelace"}, {"name": "A B", "family": "A"}],
        "one_name": ["Plato", "Ada Lovelace"],
    }
    references = {
        "expected": [
            {"journal_ref": "Physics 5, 1 (2019)", "kind": "any", "volume": "5"},
            {"journal_ref": "Physics 5, 1 (2019)", "kind": "conference", "volume": "6"},
            {"journal_ref": "Physics 5, 1 (2019)", "kind": None},
            {"journal_ref": "A text", "kind": "journal"},
        ],
        "as_found": ["Physics 5, 1 (2019)", "A text"],
    }
    (tmp_path / "names.json").write_text(json.dumps(names))
    (tmp_path / "journal_references.json").write_text(json.dumps(references))
    monkeypatch.setattr(sys, "argv", ["citation_rates.py", str(tmp_path)])

    assert script["main"]() == 1
    output = capsys.readouterr().out
    assert "| names split correctly | 2 | 1 | 50.0 % | 98 % |" in output
    assert "| journal references with all parts correct | 4 | 1 | 25.0 % | 95 % |" in output
    assert "- A B: family is 'B', not 'A'" in output
    assert "- Ada Lovelace: split into Lovelace, Ada" in output
    assert "kind is 'journal', not 'conference'; volume is '5', not '6'" in output
    assert output.count("- A text: not split") == 2
