"""Pictures in rows, such as badges: which a copy of a row keeps for another paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.paper import Paper

__all__ = ["Pictures", "has_picture"]

_PICTURE = re.compile(r"!\[|<img", re.IGNORECASE)
_SOURCE = r"!\[[^\[\]]*\]\((?P<source>[^()\s]*)[^()]*\)"
_LINKED = re.compile(rf"\[\s*{_SOURCE}\s*\]\((?P<target>[^()\s]*)[^()]*\)")
_UNLINKED = re.compile(
    r"(?:!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>)\s*(?:<br\s*/?>\s*)?", re.IGNORECASE
)


def has_picture(text: str) -> bool:
    """Return whether a row has a picture."""
    return bool(_PICTURE.search(text))


class Pictures:
    """The pictures of the rows of a document."""

    def __init__(self, rows: Iterable[tuple[str, Paper]]) -> None:
        """Count the linked pictures of rows, without the identifiers in their addresses."""
        self._counts = Counter(
            _form(match["source"], paper.arxiv_id)
            for text, paper in rows
            for match in _LINKED.finditer(text)
        )

    def replaced(self, text: str, old: Paper, new: Paper) -> str:
        """Return a row for a copy: without the pictures that belong to its paper only.

        A picture in the link to arXiv stays if other rows have it, too. The identifier in its
        address becomes that of the new paper.
        """
        before, after = old.arxiv_id, new.arxiv_id

        def linked(match: re.Match[str]) -> str:
            target = lookup(match["target"])
            form = _form(match["source"], before)
            is_paper = before and after and target and target.id == before.id
            if not is_paper or self._counts[form] < 2 or after is None:
                return ""
            return match[0].replace(match["source"], form.replace("{id}", after.id), 1)

        text = _LINKED.sub(linked, text)
        kept = [match.span() for match in _LINKED.finditer(text)]
        return _UNLINKED.sub(
            lambda match: (
                match[0] if any(start <= match.start() < stop for start, stop in kept) else ""
            ),
            text,
        )


def _form(source: str, arxiv_id: ArxivId | None) -> str:
    return source.replace(arxiv_id.id, "{id}") if arxiv_id else source
