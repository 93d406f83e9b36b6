"""Count the functions and files on the path of one table row with markup, from text to paper.

The table is read twice, and the second reading is counted. Its row has other texts, so that caches
don't shorten the path.

    python benchmarks/row_path.py [--verbose]
"""

from __future__ import annotations

import argparse
import sys
from types import CodeType, FrameType

import weeklypapers as wp

TABLE = """\
## Papers

| Date       | Title | Authors | Links | Summary |
|------------|-------|---------|-------|---------|
| 2024-06-24 | **[A `code` *title*](https://arxiv.org/abs/2406.15319)** \
| Ada Lovelace, Grace Hopper et al. \
| [[pdf](https://arxiv.org/pdf/2406.15319)] [code](https://github.com/a/b) \
| Some **bold** text, with a [link](https://example.org). |
"""
CHANGES = {"15319": "15320", "Ada": "Eve", "06-24": "06-25", "bold": "strong", "a/b": "c/d"}


def main() -> None:
    """Print the numbers of functions and files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbose", action="store_true", help="list the functions by file")
    verbose = parser.parse_args().verbose
    wp.parse(TABLE)
    text = TABLE
    for old, new in CHANGES.items():
        text = text.replace(old, new)
    called: set[CodeType] = set()

    def record(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    sys.setprofile(record)
    try:
        (paper,) = wp.parse(text)
    finally:
        sys.setprofile(None)
    if paper.listed_authors != ("Eve Lovelace", "Grace Hopper"):
        raise SystemExit(f"the row was read incorrectly: {paper.listed_authors}")
    names: dict[str, set[str]] = {}
    for code in called:
        path = code.co_filename.partition("weeklypapers/")[2]
        if path and not code.co_name.startswith("<"):
            names.setdefault(path, set()).add(code.co_qualname)
    print(f"{sum(map(len, names.values()))} functions in {len(names)} files")
    for path in sorted(names) if verbose else ():
        print(f"{path}: {', '.join(sorted(names[path]))}")


if __name__ == "__main__":
    main()
