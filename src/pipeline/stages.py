"""The steps one document goes through: ingest, the stages of the plan, export."""

import errno
import io
import zipfile
from collections.abc import Container
from pathlib import Path

import msgspec

from pipeline import files
from pipeline.errors import DocumentError, reason
from pipeline.kinds import Kit, Reader, failure
from pipeline.model import Document, NotChecked, Outcome, Source, Status, Text
from pipeline.rule import Part

NO_CHECK = Text("方案的阶段中没有 check，规则没有运行", "the plan has no stage check, so no rule ran")

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
    reader, lost = _recognising(source, kit)
    document = _encodable(_document(reader.read(source), reader)).grown(not_checked=lost)
    if not any(character.isalnum() for character in document.text):
        raise DocumentError("no-text", detail=reader.kind)
    return document


def _recognising(source: Source, kit: Kit) -> tuple[Reader, list[NotChecked]]:
    """The reader for ``source``, and what those before it say that failed to look at it."""
    lost: list[NotChecked] = []
    for name, reader in kit.readers.items():
        try:
            if reader.recognises(source):
                return reader, lost
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a reader may be anybody's
            lost.append(failure(name, error))
    return _promised(source, kit), lost


def _promised(source: Source, kit: Kit) -> Reader:
    head = source.data[:1024].lstrip().lower()
    content: str | Text = next((kind for magic, kind in _MAGIC if head.startswith(magic.lower())), "")
    reader = next((reader for reader in kit.readers.values() if source.suffix in reader.suffixes), None)
    if reader is None:
        raise DocumentError("unsupported", detail=source.suffix or content or Text("没有扩展名", "no extension"))
    if content == "zip" and reader.kind == "docx" and not zipfile.is_zipfile(io.BytesIO(source.data)):
        return reader
    if not content and _is_text(source.data) and not any(token in source.data for token in (b"%PDF", b"endobj")):
        content = Text("文字", "text") if reader.kind in ("docx", "pdf") else ""
    if content:
        raise DocumentError("wrong-type", suffix=source.suffix, detail=content)
    return reader


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
    try:
        document.text.encode()
    except UnicodeEncodeError:
        whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in document.text)
        return msgspec.structs.replace(document, text=whole)
    return document


def advance(document: Document, kit: Kit) -> Document:
    """The document after every stage of the plan; one that raises is said and passed over."""
    for name, stage in kit.stages.items():
        try:
            document = _document(stage.advance(document, kit), stage)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a stage may be anybody's
            document = document.grown(not_checked=(failure(name, error),))
    if "check" not in kit.stages:
        document = document.grown(not_checked=(NotChecked("check", NO_CHECK),))
    return document


def _document(given: object, part: Part) -> Document:
    if not isinstance(given, Document):
        raise TypeError(f"{type(part).__name__} gives a Document, not {type(given).__name__}")
    return given


class Desk(msgspec.Struct, frozen=True):
    """Where and how outputs are written."""

    kit: Kit
    folder: Path
    scratch: Path
    """A folder on the same file system for files on their way."""
    lang: str

    @property
    def reserved(self) -> frozenset[str]:
        """Names at the top of the folder that no input's file may have, in lower case."""
        return frozenset({self.scratch.name, *(report.filename.lower() for report in self.kit.reports.values())})

    def targets(self, stem: str, status: Status) -> dict[str, Path]:
        """The files of an input with this outcome, by exporter. ``stem``: its name as the file system has it."""
        return {
            name: self.folder / files.output_name(stem, exporter.suffix, self.reserved)
            for name, exporter in self.kit.exporters.items()
            if status in exporter.statuses
        }

    def places(self, stem: str) -> list[Path]:
        """Where the files of an input may be, whatever its outcome."""
        return [
            self.folder / files.output_name(stem, exporter.suffix, self.reserved)
            for exporter in self.kit.exporters.values()
        ]

    def clear(self, stem: str, keep: Container[Path] = ()) -> None:
        """Remove the files of an input, but those in ``keep``."""
        for target in self.places(stem):
            if target not in keep:
                target.unlink(missing_ok=True)


def export(outcome: Outcome, document: Document | None, stem: str, desk: Desk) -> Outcome:
    """Write every exporter's file for ``outcome``; the result names them.

    Everything is rendered before the first file is written. An exporter that raises fails
    the document, and the failure is exported in its place; one that raises even for that is
    left out. Files of an earlier outcome that has become another are removed.

    Raises:
        OSError: a file could not be written.
    """
    broken: set[str] = set()
    while True:
        targets = {name: path for name, path in desk.targets(stem, outcome.status).items() if name not in broken}
        names = tuple(files.display(path.relative_to(desk.folder).as_posix()) for path in targets.values())
        outcome = msgspec.structs.replace(outcome, outputs=names)
        rendered: dict[Path, bytes] = {}
        try:
            for name, path in targets.items():
                content: object = desk.kit.exporters[name].render(outcome, document, desk.lang)
                if not isinstance(content, bytes):
                    raise TypeError(f"an exporter gives bytes, not {type(content).__name__}")
                rendered[path] = content
            break
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin's exporter may raise anything
            broken.add(name)
            outcome = failed(outcome, "export", f"{name}: {type(error).__name__}: {error}")
            document = None
    for path in rendered:
        if not files.within(desk.folder, path):
            raise OSError(errno.ELOOP, f"a link leads out of the output folder: {files.display(str(path.parent))}")
    for path, content in rendered.items():
        files.write(path, [content], desk.scratch)
    desk.clear(stem, keep=rendered)
    return outcome


def failed(outcome: Outcome, code: str, detail: str) -> Outcome:
    """What is left of ``outcome`` when the program itself failed."""
    return Outcome(outcome.path, "failed", reason(code, detail=detail), kind=outcome.kind, sha256=outcome.sha256)
