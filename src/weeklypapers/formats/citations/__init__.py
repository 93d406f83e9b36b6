"""Papers as works to cite, for the formats of bibliographies."""
