"""Problems of a list, for tests of their views and of the collection."""

from __future__ import annotations

from weeklypapers import Problem
from weeklypapers.model.problems import Problems

__all__ = ["ERROR", "FOUND", "NOTE"]

ERROR = Problem(code="bad-week", message="expected a day", line=4, column=3, file="list.md")
NOTE = Problem(code="table-left-out", message="no papers", line=1, severity="info", text="| a |")
FOUND = Problems([NOTE, ERROR, ERROR])
