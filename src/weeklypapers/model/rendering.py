"""The values of a paper as Markdown, for the holes of a template."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from weeklypapers.markdown import escape_cell, render_inline
from weeklypapers.markdown.escaping import escaped, target_markdown, text_html
from weeklypapers.model._protocols import LINK_UNIT, LinkLike, PaperLike, Slot
from weeklypapers.model.dates import MONTH_NAMES, PartialDate

__all__ = ["formatted_date", "link_html", "link_markdown", "precision_of", "values_of"]

_BARE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:[^\s<>]*", re.IGNORECASE)
_CLOSING = {"[": "]", "(": ")", "{": "}", "（": "）", "【": "】"}
_EXTRA = "extra:"
_DATE_CODE = re.compile(r"%-?[a-zA-Z]")
_MONTH_CODE = re.compile(r"%-?[mbB]")
_DAY_CODE = re.compile(r"%-?d")


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
    if role == "date":
        return _dated(paper.listed_date, form)
    if role == "week":
        week = paper.week
        return _dated(PartialDate(week.year, week.month, week.day), form) if week else ""
    if role == "topics":
        return ", ".join(paper.topics)
    if role == "id":
        return next((str(link.arxiv_id) for link in paper.links if link.arxiv_id), "")
    text: str | None = getattr(paper, role, None)  # title, venue, category, abstract and others
    return text or ""


def _dated(value: PartialDate | None, form: str | None) -> str:
    """Return a date in a format, or the ISO form if it is less precise than the format."""
    if value is None:
        return ""
    return (formatted_date(value, form) if form else None) or value.isoformat()


def formatted_date(value: PartialDate, form: str) -> str | None:
    """Return a date in a format of `strftime`; None if the format has a part that it lacks.

    The months are English in any locale.
    """
    has_month, has_day = precision_of(form)
    if (has_month and value.month is None) or (has_day and value.day is None):
        return None
    day = value.first
    month = MONTH_NAMES[day.month - 1].capitalize()
    parts = {
        "%Y": f"{day.year:04}",
        "%y": f"{day.year % 100:02}",
        "%m": f"{day.month:02}",
        "%-m": str(day.month),
        "%b": month[:3],
        "%B": month,
        "%d": f"{day.day:02}",
        "%-d": str(day.day),
    }
    return _DATE_CODE.sub(lambda code: parts[code[0]], form)


def precision_of(form: str) -> tuple[bool, bool]:
    """Return whether a format of `strftime` has a month and a day."""
    return _MONTH_CODE.search(form) is not None, _DAY_CODE.search(form) is not None


# -- Markdown ------------------------------------------------------------------------------------


def _text(text: str, slot: Slot) -> str:
    """Return a text as Markdown that is read as this text in its place."""
    frame = render_inline(f"{slot.before}x{slot.after}")
    before, _, after = frame.text.rpartition("x")
    expected = before + text.replace("\n", " ") + after

    def is_right(markdown: str) -> bool:
        inline = render_inline(f"{slot.before}{markdown}{slot.after}")
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
    before, unit, after = LINK_UNIT.split(slot.format or "[label](url)")
    closing = "".join(_CLOSING[char] for char in reversed(before) if char in _CLOSING)
    end = closing if after.startswith(closing) else ""
    separator = after.removeprefix(end) or ("" if end else " ")
    write: Callable[[LinkLike], str] = _bare_link if unit == "<url>" else link_markdown
    return separator.join(f"{before}{write(link)}{end}" for link in links)


def _bare_link(link: LinkLike) -> str:
    """Return a link as an address in angle brackets, if it can be written as one."""
    return f"<{link.url}>" if _BARE_ADDRESS.fullmatch(link.url) else link_markdown(link)


def link_markdown(link: LinkLike) -> str:
    """Return a link as Markdown."""
    if link.label is None and _BARE_ADDRESS.fullmatch(link.url):
        return f"<{link.url}>"

    label, target = link.label or "", target_markdown(link.url)

    def is_right(markdown: str) -> bool:
        inline = render_inline(f"[{markdown}]({target})")
        if [mark.kind for mark in inline.marks] != ["link"]:
            return False
        (mark,) = inline.marks
        shown = " ".join(inline.text[mark.begin : mark.end].split())
        return shown == label

    return f"[{escaped(label, is_right)}]({target})"


def link_html(link: LinkLike) -> str:
    """Return a link as HTML."""
    return f'<a href="{html.escape(link.url)}">{text_html(link.label or link.url)}</a>'
