"""Changed, new and removed papers, written into the document from which they were read."""

from typing import TYPE_CHECKING

from weeklypapers._lazy import lazy_submodules

__all__ = ["adding", "additions", "changing", "conventions", "document", "obstacles"]

if TYPE_CHECKING:
    from weeklypapers.editing import adding, additions, changing, conventions, document, obstacles
else:
    __getattr__ = lazy_submodules(__name__, __all__)
