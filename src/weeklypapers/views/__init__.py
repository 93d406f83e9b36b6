"""The views of values in a notebook.

The modules register their functions with the hooks `weeklypapers.display.html` and
`weeklypapers.display.markdown`. The hooks import this package by name, and nothing else does.
"""

from weeklypapers.views import answers, counts, markdown, papers, problems

__all__ = ["answers", "counts", "markdown", "papers", "problems"]
