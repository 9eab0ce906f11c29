"""Checks folders of official documents; see README.md.

A plugin needs only what stands here and ``pipeline.testing``.
"""

from typing import TYPE_CHECKING, Any

from pipeline.contract.drafts import Draft, Line, Para
from pipeline.contract.family import Family
from pipeline.contract.hookspecs import hookimpl
from pipeline.contract.parts import Executor, Exporter, Reader, Report, Splitter, Stage, Tagger
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document, Mark, Section, Source, Tag
from pipeline.model.errors import DocumentError
from pipeline.model.finding import (
    Alike,
    Basis,
    Finding,
    Fix,
    FoundAt,
    NotChecked,
    PageEdit,
    ParagraphEdit,
    StyleEdit,
    TextEdit,
)
from pipeline.model.layout import Generated, Grid, Margins, Page, Paragraph, Piece, Place, Style
from pipeline.model.metadata import Metadata
from pipeline.model.text import Span, Text

if TYPE_CHECKING:
    from pipeline.builtin.readers.docx.body.places import RunPlace
    from pipeline.builtin.readers.pdf.place import LinePlace

__all__ = [
    "Alike",
    "AppliesTo",
    "Bad",
    "Basis",
    "Document",
    "DocumentError",
    "Draft",
    "Executor",
    "Exporter",
    "Family",
    "Finding",
    "Fix",
    "FoundAt",
    "Gather",
    "Generated",
    "Good",
    "Grid",
    "Line",
    "LinePlace",
    "Margins",
    "Mark",
    "Metadata",
    "NotChecked",
    "Page",
    "PageEdit",
    "Para",
    "Paragraph",
    "ParagraphEdit",
    "Piece",
    "Place",
    "Reader",
    "Report",
    "Rule",
    "RunPlace",
    "Section",
    "Source",
    "Span",
    "Splitter",
    "Stage",
    "Style",
    "StyleEdit",
    "Tag",
    "Tagger",
    "Text",
    "TextEdit",
    "hookimpl",
]


def __getattr__(name: str) -> Any:
    """The reader that defines a kind of place is loaded when the place is asked for; the command line asks for none."""
    if name == "RunPlace":
        from pipeline.builtin.readers.docx.body.places import RunPlace

        return RunPlace
    if name == "LinePlace":
        from pipeline.builtin.readers.pdf.place import LinePlace

        return LinePlace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
