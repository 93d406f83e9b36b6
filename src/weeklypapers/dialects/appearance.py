"""stub"""
from __future__ import annotations
import attrs, re
from weeklypapers.dialects.bullet_fields import VENUE, _ACRONYM, _VENUE_BEFORE_TITLE, _DATE_BEFORE_TITLE, _plain_venue, AROUND
from weeklypapers.dialects.dates import partial_date
from weeklypapers.model.dates import PartialDate
@attrs.frozen
class Appearance:
    venue: str | None
    date: PartialDate | None
    remark: str | None
    is_known: bool
    begin: int
    end: int
def read_appearance(text):
    t = text.strip(AROUND + "()[]")
    if d := partial_date(t):
        return Appearance(None, d, None, False, 0, len(text))
    if re.search(r"arxiv:\d{4}\.", t, re.I): return None
    m = _ACRONYM.fullmatch(t)
    if m or t.lower() == "arxiv":
        return Appearance(m["venue"] if m else t, None, None, True, 0, len(text))
    m = VENUE.fullmatch(t)
    if m and (m["year"] or m["short"]):
        v = _plain_venue(m["venue"])
        if v and len(v.split()) > 8: return None
        y = int(m["year"] or "20" + m["short"])
        known = bool(v and (_ACRONYM.fullmatch(v) or v.lower() in ("arxiv", "nature")))
        return Appearance(v, PartialDate(y), (m["more"] or "").strip(AROUND) or None, known, 0, len(text))
    return None
def find_appearance_at_end(text):
    m = re.search(r"[\s,.]*[(\[]([^()\[\]]{2,60})[)\]]\s*$", text)
    if m and (a := read_appearance(m[1])):
        return attrs.evolve(a, begin=m.start(), end=len(text))
    m = re.search(r",\s*([^,]{2,40}(?:,\s*\d{4})?)$", text)
    if m and (a := read_appearance(m[1])):
        return attrs.evolve(a, begin=m.start(), end=len(text))
    return None
def find_appearance_at_start(text):
    m = _DATE_BEFORE_TITLE.match(text)
    if m and (d := partial_date(m["inside"] or m["before"])):
        return Appearance(None, d, None, False, 0, m.end())
    m = _VENUE_BEFORE_TITLE.match(text)
    if m:
        y = m["year"] or (m["short"] and "20" + m["short"])
        return Appearance(_plain_venue(m["venue"]), PartialDate(int(y), int(m["month"]) if m["month"] else None), None, True, 0, m.end())
    return None
