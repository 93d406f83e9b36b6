"""Papers to and from other programs' formats, one module per format."""
