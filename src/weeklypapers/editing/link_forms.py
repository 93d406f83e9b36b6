"""How a list links arXiv papers: the address, its version, the label, and how many links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.paper import Link, Paper

__all__ = ["LinkForm", "link_forms"]

# Hosts with a page for each paper on arXiv.
_HOSTS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org|alphaxiv\.org|ar5iv\.org|doi\.org)/", re.IGNORECASE
)
_ID = "{id}"
_VERSIONED = re.compile(r"\{id\}v\d+")
_DEFAULT = "https://arxiv.org/pdf/{id}", "arxiv"
# A label is copied if it has this share of the links with the same address.
_USUAL = 0.2


@attrs.frozen
class LinkForm:
    """The form of a link to a paper on arXiv.

    Attributes:
        url: The address with ``{id}`` in the place of the identifier, and ``{id}v`` in that of one
            with a version.
        label: The label, in which ``{id}`` is the identifier; None for none, or for a label without
            a form.
        is_title: True if the label is the title of the paper.
    """

    url: str
    label: str | None = None
    is_title: bool = False

    def link(self, arxiv_id: ArxivId, title: str) -> Link:
        """Return the link to a paper.

        Args:
            arxiv_id: Its identifier with a version.
            title: Its title.
        """
        url = _filled(self.url, arxiv_id)
        if lookup(url) is None:  # such as a form that is only for the other kind of identifiers
            url = arxiv_id.unversioned.abs_url
        if self.is_title:
            return Link(url=url, label=" ".join(title.split()))
        return Link(url=url, label=_filled(self.label, arxiv_id) if self.label else None)


def _filled(form: str, arxiv_id: ArxivId) -> str:
    version = f"{arxiv_id.id}v{arxiv_id.version}" if arxiv_id.version else arxiv_id.id
    return form.replace(f"{_ID}v", version).replace(_ID, arxiv_id.id)


def link_forms(papers: Iterable[Paper]) -> tuple[LinkForm, ...]:
    """Return the forms of the links that most papers of a list have to their pages on arXiv.

    Without any such paper, it is the form of weekly tables.
    """
    addresses: Counter[tuple[str, ...]] = Counter()
    labels: dict[str, Counter[LinkForm]] = {}
    for paper in papers:
        forms = list(dict.fromkeys(_forms(paper)))
        if not forms:
            continue
        addresses[tuple(form.url for form in forms)] += 1
        for form in forms:
            labels.setdefault(form.url, Counter())[form] += 1
    if not addresses:
        return (LinkForm(*_DEFAULT),)
    ((urls, _),) = addresses.most_common(1)
    return tuple(_usual(url, labels[url]) for url in urls)


def _usual(url: str, forms: Counter[LinkForm]) -> LinkForm:
    """Return the most frequent form of the links with an address, if there is a usual one."""
    ((form, count),) = forms.most_common(1)
    return form if count >= _USUAL * forms.total() else LinkForm(url)


def _forms(paper: Paper) -> Iterator[LinkForm]:
    """Yield the forms of the links of a paper to its pages on arXiv."""
    title = " ".join(paper.title.split())
    for link in _own_links(paper):
        arxiv_id = link.arxiv_id
        url = _form(link.url, arxiv_id.id) if arxiv_id else ""
        if arxiv_id is None or _ID not in url:
            continue
        if link.label is not None and link.label == title:
            yield LinkForm(url, is_title=True)
        else:
            yield LinkForm(url, _form(link.label, arxiv_id.id) if link.label else None)


def _own_links(paper: Paper) -> Sequence[Link]:
    """Return the links to pages of the paper, without those of hosts that lack some papers."""
    listed = paper.arxiv_id
    if listed is None:
        return ()
    links = [link for link in paper.links if link.arxiv_id and link.arxiv_id.id == listed.id]
    return [link for link in links if _HOSTS.match(link.url)] or links


def _form(text: str, identifier: str) -> str:
    return _VERSIONED.sub(f"{_ID}v", text.replace(identifier, _ID))
