"""The desk at which tests of the pdf reader draw and read."""

from collections.abc import Callable

import msgspec
import pytest

from built_pdf import Paper, pdf
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source


class Desk(msgspec.Struct):
    """What tests use: paper, a way to bind it, and the reader."""

    paper: type[Paper] = Paper
    pdf: Callable[..., bytes] = pdf

    def read(self, *pages: Paper) -> Document:
        """The document read from these pages."""
        return PdfReader().read(Source("a.pdf", pdf(*pages)))


@pytest.fixture
def desk() -> Desk:
    """Paper, binding and reader."""
    return Desk()
