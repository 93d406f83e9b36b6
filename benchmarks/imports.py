"""Measure the cost of importing the package, as whole processes.

Each round starts one fresh interpreter per statement, in turn, so that all share the load of the
machine. The ratio is the time of a statement divided by that of ``import attrs`` in the same round;
the median of all rounds is printed.

    python benchmarks/imports.py [--rounds 41] [--check]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import weeklypapers

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
STATEMENTS = {  # with the highest ratio that --check allows; None for the baselines
    "import attrs": None,
    "pass": None,
    "import weeklypapers": 0.5,
    "import weeklypapers; weeklypapers.sample()": 2.5,
    "python -m weeklypapers check FILE": 4.0,
}


def main() -> int:
    """Print the ratios and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=41, help="number of paired rounds")
    parser.add_argument("--check", action="store_true", help="fail if a goal is missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sample.md")
        weeklypapers.sample().write(path)
        commands = {statement: command(statement, path) for statement in STATEMENTS}
        for arguments in commands.values():  # not measured: writes the bytecode
            run(arguments)
        rounds = [
            {name: run(arguments) for name, arguments in commands.items()}
            for _ in range(options.rounds)
        ]
    missed = False
    print(f"medians of {options.rounds} paired rounds, Python {sys.version.split()[0]}")
    for name, goal in STATEMENTS.items():
        seconds = statistics.median(times[name] for times in rounds)
        ratio = statistics.median(times[name] / times["import attrs"] for times in rounds)
        wanted = "" if goal is None else f"  (goal: at most {goal})"
        print(f"{name:<45} {seconds * 1000:7.1f} ms  {ratio:5.2f} x import attrs{wanted}")
        missed = missed or (goal is not None and ratio > goal)
    return int(missed and options.check)


def command(statement: str, path: Path) -> list[str]:
    """Return the command line that runs a statement in a fresh interpreter."""
    if statement.startswith("python -m"):
        return [sys.executable, "-m", "weeklypapers", "check", str(path)]
    return [sys.executable, "-c", statement]


def run(arguments: list[str]) -> float:
    """Run a process and return its duration in seconds."""
    start = time.perf_counter()
    # The bytecode of modules is kept, as for most users.
    environment = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    subprocess.run(arguments, check=True, capture_output=True, env=environment)  # noqa: S603
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
