"""The reader of Word documents."""

import io
import zipfile
from typing import ClassVar, Final

from pipeline.contract.parts import Reader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


class DocxReader(Reader, frozen=True):
    """Reads docx, docm, dotx and dotm, Strict ones included, in one pass over the XML.

    Gives text, resolved styles and page set-up. Nothing in the file is run, followed or
    fetched. How the format behaves and what is read: ``docs/formats/docx.md``.
    """

    kind: ClassVar[str] = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx", ".dotm")
    traces: ClassVar[tuple[bytes, ...]] = (_ZIP,)
    fast: bool = True
    """Whether the fast path is taken: less work, the same document."""

    def recognises(self, source: Source) -> bool:
        """Whether the content is a Word package, one cut off, or one under a password.

        The last two cannot be told by content alone: their name must promise a docx too.
        """
        from pipeline.builtin.readers.docx.package.parts import Package

        promised = source.suffix in self.suffixes
        if source.data.startswith(_OLE):
            return promised and _ENCRYPTED in source.data
        if not source.data.startswith(_ZIP):
            return False
        try:
            return Package(source.data).is_word()
        except DocumentError:
            return promised

    def read(self, source: Source) -> Document:
        """The document.

        Raises:
            DocumentError: ``password``, ``damaged``, ``limit``, ``no-text`` or ``unsupported-content``;
                ``wrong-type`` for a sound zip that holds no part of a Word document.
        """
        from pipeline.builtin.readers.docx.package.parts import Package
        from pipeline.builtin.readers.docx.reading import read

        if source.data.startswith(_OLE) and _ENCRYPTED in source.data:
            raise DocumentError("password")
        try:
            return read(source.name, source.data, fast=self.fast)
        except DocumentError:
            if zipfile.is_zipfile(io.BytesIO(source.data)) and not Package(source.data).was_word():
                raise DocumentError("wrong-type", suffix=source.suffix, detail="zip") from None
            raise
