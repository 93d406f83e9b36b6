"""The values of a paper as Markdown, for the holes of a template."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from weeklypapers.markdown import escape_cell, render_inline
from weeklypapers.markdown.escaping import escaped, target_markdown, text_html
from weeklypapers.model._protocols import LINK_UNIT, LinkLike, PaperLike, Slot
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate

__all__ = ["formatted_date", "link_html", "link_markdown", "precision_of", "values_of"]

_BARE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:[^\s<>]*", re.IGNORECASE)
_CLOSING = {"[": "]", "(": ")", "{": "}", "（": "）", "【": "】"}
_EXTRA = "extra:"


def values_of(paper: PaperLike, slots: Iterable[Slot], *, is_row: bool) -> dict[str, str]:
    """Return the Markdown of each value of a paper for which there is a slot.

    Args:
        paper: The paper.
        slots: The slots.
        is_row: True if they are cells of a table.
    """
    slots = list(slots)
    written = [link for slot in slots if (link := _link_of(paper, slot.role))]
    others = [link for link in paper.links if link not in written]
    values: dict[str, str] = {}
    for slot in slots:
        link = _link_of(paper, slot.role)
        if link is not None:
            value = _address(link, slot)
        elif slot.role == "links":
            value = _links(others, slot)
        else:
            value = _text(_value(paper, slot.role, slot.format), slot)
        if value:
            values.setdefault(slot.role, escape_cell(value) if is_row else value)
    return values


def _link_of(paper: PaperLike, role: str) -> LinkLike | None:
    """Return the first link of a kind; for "url", the first one to the paper, or the first one."""
    kind = "paper" if role == "url" else role
    default = paper.links[0] if role == "url" and paper.links else None
    return next((link for link in paper.links if link.kind == kind), default)


def _value(paper: PaperLike, role: str, form: str | None) -> str:
    """Return the text of a value that is no link; an empty one if the paper lacks it."""
    if role.startswith(_EXTRA) or role == "name":
        extra: Mapping[str, str] = paper.extra
        return extra.get(role.removeprefix(_EXTRA), "")
    if role == "authors":
        separator = "; " if any("," in name for name in paper.listed_authors) else ", "
        more = ["et al."] if paper.more_authors and paper.listed_authors else []
        return separator.join([*paper.listed_authors, *more])
    if role == "category":
        category: Category | None = paper.category
        return category.code or category.label if category else ""
    if role == "date":
        return _dated(paper.listed_date, form)
    if role == "week":
        week = paper.week
        return _dated(PartialDate(week.year, week.month, week.day), form) if week else ""
    if role == "topics":
        return ", ".join(paper.topics)
    if role == "id":
        return next((str(link.arxiv_id) for link in paper.links if link.arxiv_id), "")
    text: str | None = getattr(paper, role, None)  # title, venue, affiliation, abstract, comment
    return text or ""


def _dated(value: PartialDate | None, form: str | None) -> str:
    """Return a date in a format, or the ISO form if it is less precise than the format."""
    if value is None:
        return ""
    return (formatted_date(value, form) if form else None) or value.isoformat()


def formatted_date(value: PartialDate, form: str) -> str | None:
    """Return a date in a format of `strftime`; None if the format has a part that it lacks."""
    has_month, has_day = precision_of(form)
    if (has_month and value.month is None) or (has_day and value.day is None):
        return None
    day = value.first
    return day.strftime(form.replace("%-d", str(day.day)).replace("%-m", str(day.month)))


def precision_of(form: str) -> tuple[bool, bool]:
    """Return whether a format of `strftime` has a month and a day."""
    codes = set(re.findall(r"%-?([a-zA-Z])", form))
    return not codes.isdisjoint("mbB"), "d" in codes


# -- Markdown ------------------------------------------------------------------------------------


def _text(text: str, slot: Slot) -> str:
    """Return a text as Markdown that is read as this text in its place."""
    before = slot.before + "[" * (slot.after.count("](") - slot.before.count("["))
    frame = render_inline(f"{before}x{slot.after}")
    expected = frame.text[::-1].replace("x", text.replace("\n", " ")[::-1], 1)[::-1]

    def is_right(markdown: str) -> bool:
        inline = render_inline(f"{before}{markdown}{slot.after}")
        shown = inline.text.replace("\n", " ")
        return shown == expected and len(inline.marks) == len(frame.marks)

    return escaped(text, is_right) if text else ""


def _address(link: LinkLike, slot: Slot) -> str:
    """Return the address of a link: the target of another text, or a link by itself."""
    if slot.is_target:
        return target_markdown(link.url)
    marks = render_inline(f"{slot.before}{link.url}{slot.after}").marks
    return link.url if any(mark.target == link.url for mark in marks) else _bare_link(link)


def _links(links: Sequence[LinkLike], slot: Slot) -> str:
    """Return links in the form of a hole for several."""
    if slot.is_target:
        return _address(links[0], slot) if links else ""
    unit = slot.format or "[label](url)"
    match = LINK_UNIT.search(unit)
    before, after = (unit[: match.start()], unit[match.end() :]) if match else ("", "")
    closing = "".join(_CLOSING[char] for char in reversed(before) if char in _CLOSING)
    is_closed = closing and after.startswith(closing)
    end, separator = (closing, after[len(closing) :]) if is_closed else ("", after)
    is_bare = match is not None and match["link"] == "<url>"
    write: Callable[[LinkLike], str] = _bare_link if is_bare else link_markdown
    return (separator or ("" if end else " ")).join(f"{before}{write(link)}{end}" for link in links)


def _bare_link(link: LinkLike) -> str:
    """Return a link as an address in angle brackets, if it can be written as one."""
    return f"<{link.url}>" if _BARE_ADDRESS.fullmatch(link.url) else link_markdown(link)


def link_markdown(link: LinkLike) -> str:
    """Return a link as Markdown."""
    if link.label is None and _BARE_ADDRESS.fullmatch(link.url):
        return f"<{link.url}>"

    target = target_markdown(link.url)

    def is_right(label: str) -> bool:
        inline = render_inline(f"[{label}]({target})")
        if [mark.kind for mark in inline.marks] != ["link"]:
            return False
        (mark,) = inline.marks
        shown = " ".join(inline.text[mark.begin : mark.end].split())
        wanted: str | None = link.label
        return (None if shown == mark.target else shown or None) == wanted

    return f"[{escaped(link.label or '', is_right)}]({target})"


def link_html(link: LinkLike) -> str:
    """Return a link as HTML."""
    return f'<a href="{html.escape(link.url)}">{text_html(link.label or link.url)}</a>'
