"""The command line: ``weeklypapers``, or ``python -m weeklypapers``."""

from weeklypapers.cli.app import main

__all__ = ["main"]
