"""Papers as text of other programs' formats, one module a format. No sibling imports a sibling."""
