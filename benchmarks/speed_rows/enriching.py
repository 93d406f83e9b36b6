"""enriching."""

ROWS = ()
