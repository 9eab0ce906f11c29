"""From the bytes of one file to a document: the first reader that recognises them reads them."""

import io
import zipfile

import msgspec

from pipeline.contract import sound
from pipeline.contract.breakage import at_work, attempt
from pipeline.contract.parts import Kit, Reader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.finding import NotChecked
from pipeline.model.text import Text

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (doc, wps, xls …)"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"<?xml", "xml"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
)


def ingest(source: Source, kit: Kit) -> Document:
    """The document in ``source``, by the first reader that recognises its content.

    When none does, the reader that the name promises says what is wrong.

    Raises:
        DocumentError: it cannot be read, or no reader is there for it.
    """
    if not source.data:
        raise DocumentError("empty")
    name, reader, lost = _recognising(source, kit)
    with at_work("readers", name):
        document = sound.whole(_encodable(reader.read(source)), reader).grown(not_checked=lost)
    if not any(character.isalnum() for character in document.text):
        raise DocumentError("no-text", detail=Text("只有标点和符号", "only punctuation and signs"))
    return document


def _recognising(source: Source, kit: Kit) -> tuple[str, Reader, list[NotChecked]]:
    """The reader for ``source`` with its name, and the entries of those before it that broke while they looked."""
    lost: list[NotChecked] = []
    for name, reader in kit.readers.items():
        known = attempt("readers", name, lambda: reader.recognises(source))  # noqa: B023 - called at once
        if isinstance(known, NotChecked):
            lost.append(known)
        elif known:
            return name, reader, lost
    return *_promised(source, kit), lost


def _promised(source: Source, kit: Kit) -> tuple[str, Reader]:
    head = source.data[:1024].lstrip().lower()
    content: str | Text = next((kind for magic, kind in _MAGIC if head.startswith(magic.lower())), "")
    promised = next((one for one in kit.readers.items() if source.suffix in one[1].suffixes), None)
    if promised is None:
        raise DocumentError("unsupported", detail=source.suffix or content or Text("没有扩展名", "no extension"))
    kind = promised[1].kind
    if content == "zip" and kind == "docx" and not zipfile.is_zipfile(io.BytesIO(source.data)):
        return promised
    if not content and _is_text(source.data) and not any(token in source.data for token in (b"%PDF", b"endobj")):
        content = Text("文字", "text") if kind in ("docx", "pdf") else ""
    if content:
        raise DocumentError("wrong-type", suffix=source.suffix, detail=content)
    return promised


def _is_text(data: bytes) -> bool:
    """Whether the first kilobytes are plain text in UTF-8 or GB 18030."""
    head = data[:4096]
    if not head.isascii():
        head = head.rstrip(bytes(range(0x80, 0x100)))
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _encodable(document: Document) -> Document:
    """With half characters (lone surrogates of a damaged file) as U+FFFD, one for one."""
    if not isinstance(getattr(document, "text", None), str):
        return document
    try:
        document.text.encode()
    except UnicodeEncodeError:
        whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in document.text)
        return msgspec.structs.replace(document, text=whole)
    return document
