"""Changes of the links of an entry outside of tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import attrs

from weeklypapers.editing.dates import date_in_style, written
from weeklypapers.editing.entry_text import LINK, EntryText, LinkSpot, Value
from weeklypapers.editing.item_edits import Donor, FieldEditor
from weeklypapers.editing.obstacles import NoPlaceError
from weeklypapers.editing.places import ItemPlace
from weeklypapers.markdown import render_inline
from weeklypapers.markdown.escaping import escaped, target_markdown
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.ids import lookup
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.rendering import link_html, link_markdown
from weeklypapers.model.templates import Hole

__all__ = ["pairs_by_kind", "pairs_by_url", "with_linked_values", "write_links"]

_HTML_LINK = re.compile(r"\s*<a\s", re.IGNORECASE)

Pairs = list[tuple[int | None, int | None]]
"""The indexes of an old link and of the new one in its place. None is for a link without one."""


def pairs_by_url(before: Sequence[Link], after: Sequence[Link]) -> Pairs:
    """Return which new link takes the place of which old one, for a changed paper."""
    urls = [link.url for link in before], [link.url for link in after]
    pairs: Pairs = []
    for _, start, stop, new, end in SequenceMatcher(None, *urls, autojunk=False).get_opcodes():
        for offset in range(max(stop - start, end - new)):
            old_index = start + offset if start + offset < stop else None
            new_index = new + offset if new + offset < end else None
            pairs.append((old_index, new_index))
    return pairs


def pairs_by_kind(text: EntryText, model: Paper, new: Paper) -> Pairs:
    """Return which link of a new paper takes the place of which link of a copied entry.

    A link that is labelled with the title takes only the place of another one that is.

    Args:
        text: The text of the copied entry.
        model: Its paper.
        new: The new paper.
    """
    pairs: Pairs = []
    place = 0
    before, after = model.links, new.links
    titles = {key for _, _, key in text.places("url") if _is_title(text, key)}
    for index, link in enumerate(after):
        is_title = link.label == " ".join(new.title.split())
        for old in range(place, len(before)):
            spot = text.spot(old)
            if spot and is_title:
                may_replace = spot[0] in titles
            else:
                may_replace = _may_replace(text, old, before, link, is_first=index == 0)
            if may_replace:
                pairs += [(each, None) for each in range(place, old)]
                pairs.append((old, index))
                place = old + 1
                break
        else:
            pairs.append((None, index))
    return [*pairs, *((each, None) for each in range(place, len(before)))]


def _is_title(text: EntryText, key: str) -> bool:
    """Return whether a value is the address of the title's link."""
    hole = text.hole(key)
    return text.values[hole.role].role == "title"


def _may_replace(
    text: EntryText, old: int, before: Sequence[Link], link: Link, *, is_first: bool
) -> bool:
    spot = text.spot(old)
    if spot is None:
        return False
    if before[old].kind == link.kind:
        return True
    is_title = spot[0] in [key for _, _, key in text.places("url")]
    others = {each.kind for each in before[old + 1 :]}
    return is_title and is_first and link.kind not in others


def with_linked_values(place: ItemPlace, after: Paper) -> Paper:
    """Return a changed paper with new labels for the links whose labels hold changed values.

    In ``[ICML 2024](https://…)``, a new venue changes the label, and in ``[2406.00001](https://…)``,
    a new address does.
    """
    before = place.paper
    links = list(after.links)
    for old, new in pairs_by_url(before.links, links):
        if old is not None and new is not None and before.links[old].label == links[new].label:
            links[new] = _with_identifier(before.links[old], links[new])
    for part in place.entry.parts:
        mark = part.segment.link if part.segment else None
        if mark is None or mark.target is None:
            continue
        label = " ".join(part.line.text.content.inline.text[mark.begin : mark.end].split())
        for index, link in enumerate(links):
            if link.label == label and (link.url == mark.target or link not in before.links):
                links[index] = attrs.evolve(link, label=_label_with(label, before, after))
    return attrs.evolve(after, links=links)


def _with_identifier(old: Link, new: Link) -> Link:
    """Return a link with the new identifier in its label, if that has the old one."""
    old_id, new_id = _identifier(old), _identifier(new)
    if old.url == new.url or not (old_id and new_id and old_id in (new.label or "")):
        return new
    return attrs.evolve(new, label=(new.label or "").replace(old_id, new_id))


def _label_with(label: str, before: Paper, after: Paper) -> str:
    """Return a label with the changed values of a paper."""
    if before.venue and after.venue and before.venue != after.venue:
        label = label.replace(before.venue, after.venue, 1)
    old, new = before.listed_date, after.listed_date
    if old and new and old != new and str(old.year) in label:
        (begin, end), text = date_in_style(label, (), written(new), None, as_range=False)
        is_whole = (begin, end) == (0, len(label)) and not label[:1].isdigit()
        if text == str(new) or is_whole:
            return label.replace(str(old.year), str(new.year))
        return f"{label[:begin]}{text}{label[end:]}"
    return label


def write_links(
    editor: FieldEditor, before: Sequence[Link], after: Sequence[Link], pairs: Pairs
) -> None:
    """Write the links of a paper into the text of its entry.

    Args:
        editor: The editor of the entry.
        before: The old links.
        after: The new links.
        pairs: Which new link takes the place of which old one.

    Raises:
        EditError: The entry has no place for a link.
    """
    links = _LinkEditor(editor, before)
    last: str | None = None  # the key of the link before
    for old, new in pairs:
        if new is None:
            if old is not None:
                links.remove(old)
        elif old is None:
            last = links.insert(after[new], last, is_first=new == 0)
        else:
            links.change(old, after[new])
            spot = editor.text.spot(old)
            last = spot[0] if spot else last


@attrs.define
class _LinkEditor:
    """Writes the links of one entry."""

    editor: FieldEditor
    before: Sequence[Link]

    @property
    def text(self) -> EntryText:
        return self.editor.text

    def change(self, index: int, link: Link) -> None:
        """Write another link in the place of one."""
        old = self.before[index]
        if old == link:
            return
        key, spot = self._spot(index)
        value = self.text.values[key]
        if old.url != link.url:
            self._change_id(old, link)
        if spot.target is None:
            if not spot.is_whole:
                raise EditError(f"the address {show(old.url)} isn't written in the entry", "links")
            value.source = _source(link, value)
        else:
            value.source = _with_link(value, spot, old, link)

    def remove(self, index: int) -> None:
        """Remove a link."""
        key, spot = self._spot(index)
        value = self.text.values[key]
        if not value.source:
            return  # it was removed with its text
        if not spot.is_whole and value.role != "url":
            raise EditError(
                f"{show(self.before[index].url)} is in a text, so it can't be removed", "links"
            )
        value.source = ""
        old_id = _identifier(self.before[index])
        for each in self.text.keys("id"):
            if old_id and old_id in self.text.values[each].source:
                self.text.values[each].source = ""

    def insert(self, link: Link, last: str | None, *, is_first: bool) -> str:
        """Insert a link after another one, and return its key."""
        if is_first and (key := self._link_title(link)):
            return key
        own = [
            (number, index, key)
            for number, index, key in self.text.places(LINK)
            if self.text.values[key].source
            and (not self._is_labelled(self.text, number) or self._is_like(key, link))
        ]
        if last is None and own:
            return self._insert_beside(link, *own[0], is_before=True)
        if not own and (key := self._revive(link, last)):
            return key
        try:
            return self._insert_like(link, last, is_same_kind=True)
        except NoPlaceError:
            pass
        after = next((place for place in own if place[2] == last), own[-1] if own else None)
        if after:
            return self._insert_beside(link, *after, is_before=False)
        try:
            return self._insert_like(link, last, is_same_kind=False)
        except NoPlaceError:
            reason = f"no entry of the list has a place for links such as {show(link.url)}"
            raise NoPlaceError(reason, "links", link) from None

    # Places

    def _spot(self, index: int) -> tuple[str, LinkSpot]:
        spot = self.text.spot(index)
        if spot is None:
            raise EditError(f"{show(self.before[index].url)} can't be changed", "links")
        return spot

    def _change_id(self, old: Link, new: Link) -> None:
        """Change the identifier that the entry shows for a link."""
        old_id, new_id = _identifier(old), _identifier(new)
        for key in self.text.keys("id"):
            value = self.text.values[key]
            if old_id and old_id in value.source:
                value.source = value.source.replace(old_id, new_id) if new_id else ""

    def _link_title(self, link: Link) -> str | None:
        """Link the title, if other entries do and this one's title has no link."""
        ((number, index, _),) = self.text.places("title")[:1] or [(0, 0, "")]
        hole = self.text.lines[number].holes[index]
        if hole.target is not None:
            return None
        for donor in self.editor.donors("url"):
            places = donor.text.places("title")
            if not places:
                continue
            model = donor.text.lines[places[0][0]].holes[places[0][1]]
            if model.target is None:
                continue
            key = self.text.new_key()
            closing = model.closing.replace(f"{{{model.target}}}", f"{{{key}}}")
            new = attrs.evolve(hole, opening=model.opening, closing=closing, target=key)
            self.text.put(number, index, new)
            self.text.values[key] = Value("url", None, target_markdown(link.url), is_html=False)
            return key
        return None

    def _revive(self, link: Link, last: str | None) -> str | None:
        """Write a link in the place of one that was removed after another link."""
        keys = self.text.keys(LINK, "url")
        for number, _, key in self.text.places(LINK):
            value = self.text.values[key]
            if last in keys[keys.index(key) :] or self._is_labelled(self.text, number):
                continue
            if not value.source:
                value.source = _source(link, value)
                return key
        return None

    def _is_labelled(self, text: EntryText, number: int) -> bool:
        """Return whether the text before the only link of a line says what it is."""
        line = text.lines[number]
        return len(line.holes) == 1 and any(map(str.isalnum, line.holes[0].separator))

    def _is_like(self, key: str, link: Link) -> bool:
        """Return whether a value is a link of the same kind as another link."""
        kinds = {self.before[spot.index].kind for spot in self.text.values[key].links}
        return kinds == {link.kind}

    def _insert_beside(
        self, link: Link, number: int, index: int, key: str, *, is_before: bool
    ) -> str:
        """Insert a link before or after another one of the same line, and return its key."""
        line = self.text.lines[number]
        model = line.holes[index]
        old = self.text.values[key]
        new_key = self.text.new_key()
        value = Value(LINK, None, _source(link, old), old.is_html)
        separator = self._separator(number, index)
        if separator is None:
            new = attrs.evolve(line, holes=(attrs.evolve(model, role=new_key),))
            self.text.lines.insert(number + (not is_before), new)
            self.text.values[new_key] = value
        elif is_before:
            self.text.put(number, index, attrs.evolve(model, separator=separator))
            self.text.add(number, index, attrs.evolve(model, role=new_key), value)
            self.text.widen(number, index)
        else:
            hole = attrs.evolve(model, role=new_key, separator=separator)
            self.text.add(number, index + 1, hole, value)
            self.text.widen(number, index + 1)
        return new_key

    def _separator(self, number: int, index: int) -> str | None:
        """Return the text between two links of this entry, or of another one.

        It is None if links have lines of their own.
        """
        if separators := list(_separators(self.text, number)):
            return separators[0]
        for donor in self.editor.donors(LINK):
            for row in range(len(donor.text.lines)):
                if separators := list(_separators(donor.text, row)):
                    return separators[0]
        if number > 0 and len(self.text.lines[number].holes) == 1:
            return None
        hole = self.text.lines[number].holes[index]
        is_apart = bool(hole.opening) or hole.separator.strip(" ") == ""
        return " " if is_apart else ", "

    def _insert_like(self, link: Link, last: str | None, *, is_same_kind: bool) -> str:
        """Insert a link where another entry has one, and return its key."""
        for donor in self.editor.donors(LINK):
            for number, index, spot, other in _whole_links(donor):
                if is_same_kind and (link.kind is None or other.kind != link.kind):
                    continue
                if is_same_kind and not self._is_labelled(donor.text, number):
                    continue
                if last is not None and (number, index) < donor.text.places("title")[0][:2]:
                    continue  # the links keep their order

                def rewritten(
                    _: Hole, value: Value, spot: LinkSpot = spot, other: Link = other
                ) -> str:
                    return _with_link(value, spot, other, link)

                return self.editor.insert_from(donor.text, number, index, rewritten, last)
        raise NoPlaceError("no entry of the list has links", "links", link)


def _separators(text: EntryText, number: int) -> Iterator[str]:
    """Yield the texts between the links of a line."""
    line = text.lines[number]
    for before, hole in zip(line.holes, line.holes[1:], strict=False):
        if text.values[before.role].role == text.values[hole.role].role == LINK:
            yield hole.separator


def _whole_links(donor: Donor) -> Iterator[tuple[int, int, LinkSpot, Link]]:
    for number, index, key in donor.text.places(LINK):
        for spot in donor.text.values[key].links:
            if spot.is_whole and spot.index < len(donor.paper.links):
                yield number, index, spot, donor.paper.links[spot.index]


def _with_link(value: Value, spot: LinkSpot, old: Link, link: Link) -> str:
    """Return the source of a value with another link in the place of one."""
    source = value.source
    if spot.target is None:
        return _source(link, value)
    edits: list[tuple[int, int, str]] = []
    if old.url != link.url:
        target = html.escape(link.url) if _is_html(value) else target_markdown(link.url)
        is_bracketed = source[: spot.target[0]].endswith("<") and target.startswith("<")
        edits.append((*spot.target, target[1:-1] if is_bracketed else target))
    if spot.label and link.label is not None and old.label != link.label:
        edits.append((*spot.label, _label_source(link.label)))
    elif spot.is_whole and link.label != old.label:
        return _source(link, value)
    for start, stop, text in sorted(edits, reverse=True):
        source = source[:start] + text + source[stop:]
    old_id, new_id = _identifier(old), _identifier(link)
    if spot.is_whole and old_id and new_id:
        source = source.replace(old_id, new_id)
    return source


def _source(link: Link, old: Value) -> str:
    """Return the source of a link that is written as an old value is."""
    return link_html(link) if _is_html(old) else link_markdown(link)


def _is_html(value: Value) -> bool:
    """Return whether a link is written in HTML."""
    return value.is_html or bool(_HTML_LINK.match(value.source))


def _label_source(label: str) -> str:
    def is_right(markdown: str) -> bool:
        inline = render_inline(f"[{markdown}](https://a.b/)")
        return inline.text == label and [mark.kind for mark in inline.marks] == ["link"]

    return html.escape(label) if "<" in label else escaped(label, is_right)


def _identifier(link: Link) -> str | None:
    """Return the arXiv identifier in the address of a link."""
    found = lookup(link.url)
    return found.id if found else None
