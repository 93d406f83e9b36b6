"""Compare the mutants that survived the last run of mutmut with those that are explained.

``survivors.tsv``, beside this script, has a line for each explained survivor: its function, the
changed code before and after, the kind of the reason, and the reason. The kinds are:

- same: no input shows the change.
- cost: the change concerns only time or memory, such as a shortcut with the same result.
- wording: the change concerns only the words of a message.

The script prints the other survivors. The exit status is 1 if there are any.

    mutmut run "weeklypapers.model.ids.*"
    python .ci/survivors.py
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

EXPLAINED = Path(__file__).with_name("survivors.tsv")
KINDS = ("same", "cost", "wording")
NOTICED = ("killed", "timeout")  # states of mutants in mutmut


class Change(NamedTuple):
    """A change of a function: its lines before and after, without indentation."""

    function: str
    before: str
    after: str


class Explanation(NamedTuple):
    """The reason why no test notices a change."""

    kind: str
    reason: str


def main() -> int:
    """Print the survivors that nobody has explained, and return the exit status."""
    os.chdir(Path(__file__).parents[1])
    explained = read_explanations(EXPLAINED)
    states = {name: state for name, state in read_states().items() if state != "not checked"}
    survivors = [change_of(name) for name, state in states.items() if state not in NOTICED]
    unexplained = [change for change in survivors if change not in explained]
    for function, before, after in unexplained:
        print(function, f"- {before}", f"+ {after}", sep="\n  ")
    kinds = Counter(explained[change].kind for change in survivors if change in explained)
    print(f"{len(states)} mutants were tried, {len(states) - len(survivors)} were noticed")
    print("explained:", ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS))
    print(f"not explained: {len(unexplained)}")
    return 1 if unexplained else 0


def read_explanations(path: Path) -> dict[Change, Explanation]:
    """Return the explained changes."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {Change(*row[:3]): Explanation(*row[3:]) for row in rows}


def read_states() -> dict[str, str]:
    """Return the state of each mutant after the last run."""
    # The tests read the explanations, and have no mutmut.
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.stats import status_by_exit_code
    from mutmut.utils.file_utils import walk_mutatable_files

    states: dict[str, str] = {}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        states |= {name: status_by_exit_code[code] for name, code in data.exit_code_by_key.items()}
    return states


def change_of(mutant: str) -> Change:
    """Return the change that a mutant makes."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.utils.format_utils import parse_mutant_key

    module, _, key = mutant.partition("__mutmut_")[0].rpartition(".")
    function, owner = parse_mutant_key(key)
    difference = get_diff_for_mutant(mutant).splitlines()[2:]
    before, after = (
        " ".join(line[1:].strip() for line in difference if line[0] == sign) for sign in "-+"
    )
    return Change(".".join(filter(None, [module, owner, function])), before, after)


if __name__ == "__main__":
    sys.exit(main())
