"""stub"""
from __future__ import annotations
import re
from weeklypapers.dialects.entry import is_names
from weeklypapers.model.names import read_names
_P = re.compile(r"[A-ZÀ-Ž][\w'’.-]*(?: [\w'’.()-]+){1,4}")
def is_person(text: str) -> bool:
    return bool(_P.fullmatch(text.strip())) and len(text) < 40
def are_people(text: str) -> bool:
    return is_names(text)
def people_share(text: str) -> float:
    names = read_names(text).names
    return sum(1 < len(n.split()) < 6 and len(n) < 40 for n in names) / len(names) if names else 0
