"""Papers as works to cite: key, kind, names, date and place, the same for each format."""

from weeklypapers.formats.citations.names import Name, split_name, split_names
from weeklypapers.formats.citations.works import Citation, Kind, cite

__all__ = ["Citation", "Kind", "Name", "cite", "split_name", "split_names"]
