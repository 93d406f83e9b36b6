"""Changed and new papers, written into the document they were read from."""
