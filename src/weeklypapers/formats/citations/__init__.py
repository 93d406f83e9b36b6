"""What a paper is cited as, whatever the format: its key, its kind, its names, date and place."""

from weeklypapers.formats.citations.names import Name, split_name, split_names
from weeklypapers.formats.citations.works import Citation, Kind, cite

__all__ = ["Citation", "Kind", "Name", "cite", "split_name", "split_names"]
