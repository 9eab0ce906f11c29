"""One document from its bytes to its files: ingest, stages, export."""
