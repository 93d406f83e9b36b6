"""The picture of the packages in their rows, drawn from the layer contract in pyproject.toml."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

__all__ = ["draw"]

ROOT = Path(__file__).parents[1]
_CAPTIONS = (  # of the rows, from the top
    "programs, clusters, tests",
    "entry points",
    "lists and checks",
    "network, edits, charts",
    "other programs",
    "reading, selecting",
    "values",
    "text and HTML",
)
# Pixels: the picture, the column of captions, and a row and the gap below it.
_WIDTH, _MARGIN, _HEIGHT, _GAP = 860, 180, 36, 12
_STYLE = (  # for this picture only, because it becomes part of a page
    ".floor-plan{& text{font:14px sans-serif;fill:#1f2328}& .name{text-anchor:middle}"
    "& rect{fill:#dbe9f6;stroke:#6e8fb3}& .actions{fill:#fdeccf;stroke:#b98f3e}"
    "& .note{font-size:13px;fill:currentColor}"
    "& .arrow{fill:none;stroke:currentColor;stroke-width:1.5}}"
)


def draw(path: Path) -> None:
    """Write the picture as SVG."""
    rows = _rows()
    bottom = len(rows) * (_HEIGHT + _GAP)
    parts = [
        '<svg class="floor-plan" xmlns="http://www.w3.org/2000/svg"',
        f' viewBox="0 0 {_WIDTH} {bottom + 36}" width="{_WIDTH}">',
        f"<title>The packages in their rows</title><style>{_STYLE}</style>",
        f'<path class="arrow" d="M16 {_GAP}V{bottom}m-5 -8l5 8l5 -8"/>',
        f'<text class="note" transform="translate(34 {bottom // 2}) rotate(-90)">imports</text>',
    ]
    for index, (names, caption) in enumerate(zip(rows, _CAPTIONS, strict=True)):
        top = _GAP + index * (_HEIGHT + _GAP)
        parts.append(f'<text class="note" x="48" y="{top + 23}">{escape(caption)}</text>')
        width = (_WIDTH - _MARGIN) / len(names)
        for column, name in enumerate(names):
            parts.append(_box(name, _MARGIN + column * width, top, width - _GAP))
    for left, kind in ((_MARGIN, "things"), (_MARGIN + 84, "actions")):
        parts.append(
            f'<rect class="{kind}" x="{left}" y="{bottom + 14}" width="14" height="14" rx="3"/>'
            f'<text class="note" x="{left + 20}" y="{bottom + 26}">{kind}</text>'
        )
    parts.append("</svg>")
    path.write_text("\n".join(parts), encoding="utf-8")


def _rows() -> list[list[str]]:
    """Return the packages of each row, from the top, without private modules."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = [sorted(name.strip() for name in layer.split("|")) for layer in layers]
    return [row for row in rows if not row[0].startswith("_")]


def _box(name: str, left: float, top: int, width: float) -> str:
    kind = "actions" if name.endswith("ing") and name != "typing" else "things"
    return (
        f'<rect class="{kind}" x="{left:.0f}" y="{top}" '
        f'width="{width:.0f}" height="{_HEIGHT}" rx="4"/>'
        f'<text class="name" x="{left + width / 2:.0f}" y="{top + 23}">{escape(name)}</text>'
    )
