from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from weeklypapers import InvalidValueError

PACKAGE = Path(wp.__file__).parent


def codes_in_source() -> set[str]:
    pattern = re.compile(
        r"(?:\bCellError|\._?problem|\.report|_report_at)\(\s*\"([a-z0-9-]+)\""
        r"|code=\"([a-z0-9-]+)\"(?: if \w+ else \"([a-z0-9-]+)\")?"
        r"|\w+Error: \"([a-z0-9-]+)\","
    )
    texts = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    groups = (match for text in texts for match in pattern.findall(text))
    return {code for match in groups for code in match if code}


def test_every_code_is_in_the_table() -> None:
    assert codes_in_source() == set(wp.PROBLEMS)


@pytest.mark.parametrize("code", wp.PROBLEMS)
def test_a_kind(code: str) -> None:
    kind = wp.PROBLEMS[code]
    assert kind.code == code
    assert kind.severity == kind.severities[0]
    order = ["error", "repaired", "warning", "info"]
    assert sorted(kind.severities, key=order.index) == list(kind.severities)
    for sentence in (kind.summary, kind.mend):
        assert sentence[0].isupper() or sentence.startswith("arXiv")
        assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"code": 5}, "ProblemKind.code must be text that is not blank"),
        ({"severities": "error"}, "ProblemKind.severities must be a sequence, each one of 'error'"),
        ({"severities": ["fatal"]}, "ProblemKind.severities must be a sequence, each one of 'er"),
        ({"summary": None}, "ProblemKind.summary must be text that is not blank"),
        ({"mend": ""}, "ProblemKind.mend must be text that is not blank"),
    ],
)
def test_a_kind_names_a_wrong_field(fields: dict[str, Any], message: str) -> None:
    valid: dict[str, Any] = {"code": "x", "severities": ["error"], "summary": "x", "mend": "x"}
    assert wp.ProblemKind(**valid).severities == ("error",)
    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}"):
        wp.ProblemKind(**valid | fields)


def test_the_table_is_read_only() -> None:
    with pytest.raises(TypeError):
        wp.PROBLEMS["bad-week"] = wp.PROBLEMS["bad-date"]  # type: ignore[index]
