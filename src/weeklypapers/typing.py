"""Types for annotations: the protocols, aliases and literals in the signatures of this package.

from weeklypapers.typing import Source

def enrich(papers: wp.Papers, source: Source) -> wp.Papers: ...
"""

from __future__ import annotations

from weeklypapers.arxiv.enriching import Source
from weeklypapers.arxiv.progress import Watcher
from weeklypapers.dialects.dialect import TableReader
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables.columns import Columns
from weeklypapers.editing.document import Document
from weeklypapers.files import SourceLike
from weeklypapers.formats.extensions import Reader
from weeklypapers.formats.html import PageGrouping
from weeklypapers.formats.schemas import SchemaName
from weeklypapers.markdown import Chunk
from weeklypapers.model._protocols import PaperLike
from weeklypapers.model.errors import FailureReason
from weeklypapers.model.links import LinkKind
from weeklypapers.model.mappings import FrozenMapping
from weeklypapers.model.paper import Extra
from weeklypapers.model.problems import Severity
from weeklypapers.model.templates import Hole, TemplateLine
from weeklypapers.papers import Day, OnError, Period, Predicate, Writer
from weeklypapers.plotting.counts import Grouping, Measure
from weeklypapers.plotting.periods import Unit
from weeklypapers.plotting.rankings import Ranked
from weeklypapers.querying.selecting import Key
from weeklypapers.searching.criteria import Criterion
from weeklypapers.searching.fields import Field
from weeklypapers.searching.hits import Span

__all__ = [
    "Chunk",
    "Columns",
    "Criterion",
    "Day",
    "Document",
    "Extra",
    "FailureReason",
    "Field",
    "FrozenMapping",
    "Grouping",
    "Hole",
    "Key",
    "LinkKind",
    "Measure",
    "OnError",
    "Origins",
    "PageGrouping",
    "PaperLike",
    "Period",
    "Predicate",
    "Ranked",
    "Reader",
    "SchemaName",
    "Section",
    "Severity",
    "Source",
    "SourceLike",
    "Span",
    "TableReader",
    "TemplateLine",
    "Unit",
    "Watcher",
    "Writer",
]
