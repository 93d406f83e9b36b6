"""Measure how many names and journal references are split correctly; print a Markdown table.

Usage: python benchmarks/citation_rates.py [FOLDER]

FOLDER contains two files of samples. By default, they are those in benchmarks/citations/.

- names.json: `people` with their parts, and `one_name`, names that must be kept whole.
- journal_references.json: `expected`, references with the parts that the record of the publisher or
  of INSPIRE gives, and `as_found`, references without labels. A part that is missing from the file
  isn't compared. The kind "any" matches both kinds. A reference without a kind must be kept whole.

Each wrong value is printed below the table. The exit status is 1 if a rate is below its goal.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from weeklypapers.formats.citations.appearances import parse_reference
from weeklypapers.formats.citations.names import split_names

SAMPLES = Path(__file__).with_name("citations")
Sample: TypeAlias = Any


@attrs.frozen
class Measure:
    """A rate with its goal.

    Attributes:
        name: Its name in the table.
        file: The file of the samples.
        key: The list in the file.
        goal: The rate, in percent, below which the script fails.
        errors: Returns what is wrong with a sample, or an empty text.
    """

    name: str
    file: str
    key: str
    goal: float
    errors: Callable[[Sample], str]


def errors_of_person(person: dict[str, str]) -> str:
    names, _ = split_names([person["name"]])
    if len(names) != 1:
        return f"{person['name']}: {len(names)} names"
    return difference(person["name"], person, attrs.asdict(names[0]))


def errors_of_whole_name(text: str) -> str:
    names, _ = split_names([text])
    is_whole = [name.literal for name in names] == [text]
    return "" if is_whole else f"{text}: split into {'; '.join(map(str, names))}"


def errors_of_split(text: str) -> str:
    return "" if parse_reference(text) else f"{text}: not split"


def errors_of_reference(expected: dict[str, Any]) -> str:
    text = expected["journal_ref"]
    appearance = parse_reference(text)
    if expected["kind"] is None:
        return f"{text}: split into {attrs.asdict(appearance)}" if appearance else ""
    if appearance is None:
        return f"{text}: not split"
    parts = attrs.asdict(appearance)
    if expected["kind"] == "any":
        parts["kind"] = "any"
    return difference(text, expected, parts)


def difference(text: str, expected: dict[str, Any], actual: dict[str, Any]) -> str:
    """Return the parts that differ, or an empty text."""
    parts = [
        f"{part} is {value!r}, not {expected[part]!r}"
        for part, value in actual.items()
        if part in expected and value != expected[part]
    ]
    return f"{text}: {'; '.join(parts)}" if parts else ""


MEASURES = (
    Measure("names split correctly", "names.json", "people", 98, errors_of_person),
    Measure("names kept whole", "names.json", "one_name", 98, errors_of_whole_name),
    Measure("journal references split", "journal_references.json", "as_found", 93, errors_of_split),
    Measure(
        "journal references with all parts correct",
        "journal_references.json",
        "expected",
        95,
        errors_of_reference,
    ),
)


def rates(
    folder: Path, measures: Iterable[Measure] = MEASURES
) -> Iterator[tuple[Measure, int, list[str]]]:
    """Yield each measure with the number of its samples and the errors."""
    for measure in measures:
        samples = json.loads((folder / measure.file).read_text(encoding="utf-8"))[measure.key]
        yield measure, len(samples), list(filter(None, map(measure.errors, samples)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES, help="the samples")
    results = list(rates(parser.parse_args().folder))
    print("| measure | samples | correct | rate | goal |\n| --- | --: | --: | --: | --: |")
    is_below = False
    for measure, count, errors in results:
        correct = count - len(errors)
        rate = 100 * correct / count
        is_below |= rate < measure.goal
        print(f"| {measure.name} | {count} | {correct} | {rate:.1f} % | {measure.goal} % |")
    for measure, _, errors in results:
        if errors:
            print(f"\n{measure.name}, except:\n")
            print(*(f"- {error}" for error in errors), sep="\n")
    return 1 if is_below else 0


if __name__ == "__main__":
    sys.exit(main())
