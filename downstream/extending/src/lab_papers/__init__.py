"""The formats, the records and the lists of a lab."""

from lab_papers.client import lab_client
from lab_papers.dialect import LAB
from lab_papers.dump import Dump
from lab_papers.opml import from_opml, to_opml

__all__ = ["LAB", "Dump", "from_opml", "lab_client", "to_opml"]
