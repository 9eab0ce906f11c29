"""The reader of pdf files."""

from typing import ClassVar

from pipeline.contract.parts import Reader
from pipeline.model.document import Document, Source


class PdfReader(Reader, frozen=True):
    """Reads pdf: lines and paragraphs are put together from where characters stand.

    Provides text, styles and geometry; all of it measured. What cannot be read is named, page
    by page, in ``not_checked``.
    """

    kind: ClassVar[str] = "pdf"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)
    traces: ClassVar[tuple[bytes, ...]] = (b"%PDF", b"endobj")
    second_seconds: float = 20.0
    """Wall time for the second engine in a file; pages that it does not get to stay as the first one reads them."""

    def recognises(self, source: Source) -> bool:
        """Whether the header stands where readers look for it: in the first 1024 bytes."""
        return b"%PDF-" in source.data[:1024]

    def read(self, source: Source) -> Document:
        """The document.

        Raises:
            DocumentError: ``password``, ``damaged``, ``limit``, or ``no-text`` for a scan.
        """
        from pipeline.builtin.readers.pdf.reading import read

        return read(source, self.second_seconds)
