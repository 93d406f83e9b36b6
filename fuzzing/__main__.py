"""Try inputs for each target, in a process for each target and engine, one after the other.

Usage: python -m fuzzing [TARGET...] [--minutes 60] [--engine hypothesis|atheris]
                         [--folder findings]

The time is divided among targets and engines. The findings are written to the folder, each in a
file that can be moved to ``fuzzing/corpus/TARGET/``. The exit status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from fuzzing.findings import CURRENT, STATE
from fuzzing.targets import TARGETS

__all__ = ["main"]

_ROOT = Path(__file__).parents[1]
_SHOWN = 500  # bytes of an input
_LATEST = 300.0  # seconds after the end of a run: shrinking takes longer, and a hang much longer


class Result(NamedTuple):
    """The executions of a run, and the file of each kind of failure."""

    executions: int
    findings: dict[str, str]


def _engines() -> list[str]:
    """Return the engines that are installed: atheris has no wheels for some systems."""
    return ["hypothesis", *(["atheris"] if find_spec("atheris") else [])]


def _run(engine: str, target: str, seconds: float, folder: Path) -> Result:
    """Run a process, and return its result; an input that ended it is a finding, too."""
    place = folder / engine / target
    command = [sys.executable, "-m", "fuzzing.worker", engine, target, str(seconds), str(place)]
    place.mkdir(parents=True, exist_ok=True)
    state = place / STATE
    state.unlink(missing_ok=True)
    with (place / "log").open("wb") as log:
        try:
            process = subprocess.run(  # noqa: S603 - our own worker
                command, cwd=_ROOT, stdout=log, stderr=log, timeout=seconds + _LATEST, check=False
            )
            status: int | str = process.returncode
        except subprocess.TimeoutExpired:
            status = "no end"
    values = json.loads(state.read_text("utf-8")) if state.exists() else {}
    findings = dict(values.get("findings", {}))
    if status != 0:
        findings[f"the process ended with {status}, see its log"] = CURRENT
    return Result(values.get("executions", 0), findings)


def _beginning(path: Path) -> str:
    """Return the beginning of an input, for a log without its file."""
    return repr(path.read_bytes()[:_SHOWN]) if path.is_file() else ""


def _table(results: dict[tuple[str, str], Result]) -> str:
    """Return the results as a table in Markdown, one row per target."""
    engines = list(dict.fromkeys(engine for engine, _ in results))
    targets = list(dict.fromkeys(target for _, target in results))
    rows = [
        "| target | " + " | ".join(f"{engine}, executions" for engine in engines) + " | findings |"
    ]
    rows.append("|:--|" + "--:|" * (len(engines) + 1))
    for target in targets:
        each = [results[engine, target] for engine in engines]
        failures = {failure for result in each for failure in result.findings}
        counts = " | ".join(f"{result.executions:,}" for result in each)
        rows.append(f"| `{target}` | {counts} | {len(failures)} |")
    totals = [
        sum(result.executions for (name, _), result in results.items() if name == engine)
        for engine in engines
    ]
    rows.append(f"| all | {' | '.join(f'{total:,}' for total in totals)} | |")
    return "\n".join(rows) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the targets, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m fuzzing", description=(__doc__ or "").partition("\n")[0]
    )
    add = parser.add_argument
    add("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default")
    add("--minutes", type=float, default=60.0, help="of all targets together (default: 60)")
    add("--engine", choices=("hypothesis", "atheris"), help="by default, those installed")
    add("--folder", type=Path, default=Path("findings"), help="for findings (default: findings)")
    arguments = parser.parse_args(argv)
    if unknown := set(arguments.targets) - TARGETS.keys():
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    targets = arguments.targets or list(TARGETS)
    engines = [arguments.engine] if arguments.engine else _engines()
    seconds = arguments.minutes * 60 / len(targets) / len(engines)
    folder = arguments.folder.resolve()
    results: dict[tuple[str, str], Result] = {}
    for target in targets:
        for engine in engines:
            result = results[engine, target] = _run(engine, target, seconds, folder)
            print(f"{target}, {engine}: {result.executions:,} executions", flush=True)
            for failure, name in result.findings.items():
                path = folder / engine / target / name
                print(f"  {failure}\n    {path}\n    {_beginning(path)}", flush=True)
    table = _table(results)
    (folder / "results.md").write_text(table, "utf-8")
    print(f"\n{table}")
    return 1 if any(result.findings for result in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
