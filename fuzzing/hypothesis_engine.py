"""Inputs that Hypothesis draws at random."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, Phase, given, settings

from fuzzing.findings import Findings
from fuzzing.targets import Target

__all__ = ["run"]

_EXAMPLES = 1000  # of a round


def run(target: Target, findings: Findings, seconds: float) -> None:
    """Try inputs for some time."""
    end = time.monotonic() + seconds

    @settings(
        max_examples=_EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.kind.strategy())
    def try_round(value: object) -> None:
        if time.monotonic() < end:
            findings.try_(value)

    while time.monotonic() < end:
        try_round()
    findings.save()
