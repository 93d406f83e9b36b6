"""The picture of the packages and their floors, drawn from the layer contract in pyproject.toml."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

__all__ = ["draw"]

ROOT = Path(__file__).parents[1]
_WIDTH, _HEIGHT, _GAP = 720, 34, 10  # pixels of the picture, and of a row and the gap below it
_STYLE = (
    "text{font:14px sans-serif;text-anchor:middle;fill:#1f2328}"
    "rect{fill:#dbe9f6;stroke:#6e8fb3}.actions{fill:#fdeccf;stroke:#b98f3e}"
    ".note{text-anchor:start;font-size:12px;fill:#59636e}.back{fill:#fff;stroke:none}"
)


def draw(path: Path) -> None:
    """Write the picture as SVG."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    rows = [sorted(name.strip() for name in layer.split("|")) for layer in layers]
    height = len(rows) * (_HEIGHT + _GAP) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        f"<title>Packages by row</title><style>{_STYLE}</style>",
        f'<rect class="back" width="{_WIDTH}" height="{height}"/>',
    ]
    for index, names in enumerate(rows):
        width = (_WIDTH - _GAP) / len(names)
        top = index * (_HEIGHT + _GAP) + _GAP
        for column, name in enumerate(names):
            left = _GAP + column * width
            kind = ' class="actions"' if name.endswith("ing") else ""
            parts.append(
                f'<rect{kind} x="{left:.0f}" y="{top}" width="{width - _GAP:.0f}" '
                f'height="{_HEIGHT}" rx="4"/><text x="{left + (width - _GAP) / 2:.0f}" '
                f'y="{top + 22}">{escape(name)}</text>'
            )
    note = "Each package imports only from the rows below it. Orange: actions. Blue: things."
    parts.append(f'<text class="note" x="{_GAP}" y="{height - 8}">{note}</text></svg>')
    path.write_text("\n".join(parts), encoding="utf-8")
