"""Tables of papers: the weekly table, and tables with other columns."""
