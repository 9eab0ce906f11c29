"""Checks folders of official documents; see README.md.

A plugin needs only what stands here and ``pipeline.testing``.
"""

from pipeline.build import Draft, Para
from pipeline.errors import DocumentError
from pipeline.family import Family
from pipeline.hookspecs import hookimpl
from pipeline.kinds import Executor, Exporter, Reader, Report, Splitter, Stage, Tagger
from pipeline.model import (
    Basis,
    Document,
    Finding,
    Margins,
    Mark,
    NotChecked,
    Page,
    Paragraph,
    Piece,
    Place,
    Section,
    Source,
    Span,
    Style,
    Tag,
    Text,
    TextEdit,
)
from pipeline.rule import Bad, Good, Rule

__all__ = [
    "Bad",
    "Basis",
    "Document",
    "DocumentError",
    "Draft",
    "Executor",
    "Exporter",
    "Family",
    "Finding",
    "Good",
    "Margins",
    "Mark",
    "NotChecked",
    "Page",
    "Para",
    "Paragraph",
    "Piece",
    "Place",
    "Reader",
    "Report",
    "Rule",
    "Section",
    "Source",
    "Span",
    "Splitter",
    "Stage",
    "Style",
    "Tag",
    "Tagger",
    "Text",
    "TextEdit",
    "hookimpl",
]
