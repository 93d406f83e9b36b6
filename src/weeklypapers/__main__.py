"""Run the command line: ``python -m weeklypapers``."""

from __future__ import annotations

import sys

from weeklypapers.cli import main

if __name__ == "__main__":
    sys.exit(main())
