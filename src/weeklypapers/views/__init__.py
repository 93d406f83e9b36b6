"""How each value is displayed in a notebook.

Each module registers its functions with the hooks `weeklypapers.display.html` and
`weeklypapers.display.markdown`. Nothing imports this package: the hooks load it by name.
"""

from weeklypapers.views import answers, markdown, papers, problems

__all__ = ["answers", "markdown", "papers", "problems"]
