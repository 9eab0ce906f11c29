"""Formats to documents, one folder each."""
