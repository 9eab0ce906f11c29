"""The steps one document goes through: ingest, the stages of the plan, export."""

from pathlib import Path

import msgspec

from pipeline import files
from pipeline.errors import DocumentError, reason
from pipeline.kinds import Kit, Reader
from pipeline.model import Document, Outcome, Source

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
    recognising = (reader for reader in kit.readers.values() if reader.recognises(source))
    reader = next(recognising, None) or _promised(source, kit)
    document = _encodable(reader.read(source))
    if not any(character.isalnum() for character in document.text):
        raise DocumentError("no-text", detail=reader.kind)
    return document


def _promised(source: Source, kit: Kit) -> Reader:
    head = source.data[:1024].lstrip().lower()
    content = next((kind for magic, kind in _MAGIC if head.startswith(magic.lower())), "")
    reader = next((reader for reader in kit.readers.values() if source.suffix in reader.suffixes), None)
    if reader is None:
        raise DocumentError("unsupported", detail=source.suffix or content or "?")
    if content and (content, reader.kind) != ("zip", "docx"):
        raise DocumentError("wrong-type", suffix=source.suffix, detail=content)
    return reader


def _encodable(document: Document) -> Document:
    """With half characters (lone surrogates of a damaged file) as U+FFFD, one for one."""
    try:
        document.text.encode()
    except UnicodeEncodeError:
        whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in document.text)
        return msgspec.structs.replace(document, text=whole)
    return document


def advance(document: Document, kit: Kit) -> Document:
    """The document after every stage of the plan."""
    for stage in kit.stages.values():
        document = stage.advance(document, kit)
    return document


def export(outcome: Outcome, document: Document | None, kit: Kit, folder: Path, stem: str, lang: str) -> Outcome:
    """Write every exporter's file for ``outcome`` below ``folder``; the result names them.

    ``stem`` is the input's name as the file system has it. Everything is rendered before the
    first file is written. An exporter that raises fails the document, and the failure is
    exported in its place; one that raises even for that is left out.

    Raises:
        OSError: a file could not be written.
    """
    broken: set[str] = set()
    while True:
        exporters = {
            name: exporter
            for name, exporter in kit.exporters.items()
            if outcome.status in exporter.statuses and name not in broken
        }
        targets = {name: files.output_name(stem, exporter.suffix) for name, exporter in exporters.items()}
        outcome = msgspec.structs.replace(outcome, outputs=tuple(map(files.display, targets.values())))
        rendered: dict[str, bytes] = {}
        try:
            for name, exporter in exporters.items():
                rendered[name] = exporter.render(outcome, document, lang)
            break
        except Exception as error:  # noqa: BLE001 - a plugin's exporter may raise anything
            broken.add(name)
            outcome = failed(outcome, "export", f"{name}: {type(error).__name__}: {error}")
            document = None
    for name, content in rendered.items():
        files.write(folder / targets[name], [content])
    return outcome


def failed(outcome: Outcome, code: str, detail: str) -> Outcome:
    """What is left of ``outcome`` when the program itself failed."""
    return Outcome(outcome.path, "failed", reason(code, detail=detail), kind=outcome.kind, sha256=outcome.sha256)
