"""The figures of `benchmarks/speed.py` in the documentation: a JSON file, and tables of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

__all__ = ["TABLES", "growth_table", "limits_table", "ratios_table", "save", "with_tables"]

Entry: TypeAlias = dict[str, Any]

_KEYS = {"ratios": ("job", "measure"), "growth": ("job", "papers"), "limits": ("job",)}


def ratios_table(entries: Iterable[Entry]) -> str:
    """Return a table of jobs, their measures and the ratios of both."""
    return _table(
        ("job", "measure", "time", "measure's", "ratio", "goal"),
        2,
        [
            (
                entry["job"],
                entry["measure"],
                _amount(entry["ours"], entry["unit"]),
                _amount(entry["theirs"], entry["unit"]),
                f"{entry['ratio']:.2f}",
                f"≤ {entry['goal']:g}",
            )
            for entry in entries
        ],
    )


def growth_table(entries: Iterable[Entry]) -> str:
    """Return a table of the time of each job for lists of several sizes."""
    times: dict[str, dict[int, float]] = {}
    for entry in entries:
        times.setdefault(entry["job"], {})[entry["papers"]] = entry["seconds"]
    sizes = sorted({size for row in times.values() for size in row})
    return _table(
        ("job", *(f"{size:,}" for size in sizes)),
        1,
        [
            (job, *(_amount(row[size]) if size in row else "" for size in sizes))
            for job, row in times.items()
        ],
    )


def limits_table(entries: Iterable[Entry]) -> str:
    """Return a table of the functions that use most of the time of each job."""
    return _table(
        ("job", "share of the time in each function"),
        2,
        [
            (entry["job"], "<br>".join(f"{share:.0%} `{name}`" for share, name in entry["shares"]))
            for entry in entries
        ],
    )


TABLES = {"ratios": ratios_table, "growth": growth_table, "limits": limits_table}
"""The tables of a page, by the names of their places."""


def save(page: Path, name: str, entries: Iterable[Entry], jobs: Sequence[str]) -> None:
    """Replace entries in the figures beside a page, and write the tables of the page again.

    Args:
        page: The page. The figures are in a file with the same name and the suffix ``.json``.
        name: The name of the entries: a key of `TABLES`.
        entries: The new entries. Other entries are kept, if their jobs still exist.
        jobs: The names of all jobs, in their order.
    """
    file = page.with_suffix(".json")
    figures = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    stored = {_key(name, entry): entry for entry in figures.get(name, [])}
    stored |= {_key(name, entry): entry for entry in entries}
    order = {job: index for index, job in enumerate(jobs)}
    kept = [entry for entry in stored.values() if entry["job"] in order]
    figures[name] = sorted(kept, key=lambda entry: order[entry["job"]])
    file.write_text(_lines(figures), encoding="utf-8")
    page.write_text(with_tables(page.read_text(encoding="utf-8"), figures), encoding="utf-8")


def with_tables(text: str, figures: dict[str, list[Entry]]) -> str:
    """Return a page with the tables of figures between its markers.

    A table is between the lines ``<!-- speed.py: NAME -->`` and ``<!-- end -->``.
    """
    for name, table in TABLES.items():
        place = re.compile(rf"(<!-- speed\.py: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"no place for a table: <!-- speed.py: {name} -->")
        content = table(figures.get(name, [])).replace("\\", r"\\")
        text = place.sub(rf"\1\n{content}\n\n\2", text)
    return text


def _key(name: str, entry: Entry) -> tuple[Any, ...]:
    return tuple(entry[part] for part in _KEYS[name])


def _lines(figures: dict[str, list[Entry]]) -> str:
    """Return JSON with a line for each entry."""
    parts = (
        f"{json.dumps(name)}: [\n"
        + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
        + "\n]"
        for name, entries in figures.items()
    )
    return "{" + ",\n".join(parts) + "}\n"


def _amount(value: float, unit: str = "s") -> str:
    """Return a time in seconds, milliseconds or microseconds, or a size in megabytes."""
    if unit == "B":
        return f"{value / 1e6:.2f} MB"
    scale, name = (1, "s") if value >= 1 else (1e3, "ms") if value >= 1e-3 else (1e6, "µs")
    return f"{value * scale:#.3g} {name}".replace(". ", " ")


def _table(head: Sequence[str], left: int, rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table. All columns but the first ones are aligned to the right."""
    marks = [":--" if index < left else "--:" for index in range(len(head))]
    lines = (" | ".join(cell.replace("|", "\\|") for cell in row) for row in (head, marks, *rows))
    return "\n".join(f"| {line} |" for line in lines)
