"""One process, which tries the inputs of one engine for one target.

Usage: python -m fuzzing.worker ENGINE TARGET SECONDS FOLDER
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Replay the corpus of a target, and try new inputs."""
    engine, name, seconds, folder = sys.argv[1:]
    warnings.simplefilter("ignore")
    if engine == "atheris":
        from fuzzing import atheris_engine

        atheris_engine.instrument()
    from fuzzing.findings import Findings
    from fuzzing.targets import TARGETS

    target = TARGETS[name]
    findings = Findings(target, Path(folder))
    findings.replay()
    if engine == "atheris":
        atheris_engine.run(target, findings, float(seconds))
    from fuzzing import hypothesis_engine

    hypothesis_engine.run(target, findings, float(seconds))


if __name__ == "__main__":
    main()
