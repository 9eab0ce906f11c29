"""The steps one document goes through: ingest, the stages of the plan, export."""

import errno
import functools
import io
import zipfile
from pathlib import Path

import msgspec

from pipeline import files, sound
from pipeline.breakage import at_work, attempt
from pipeline.errors import DocumentError, reason
from pipeline.kinds import Exporter, Kit, Reader, Stage
from pipeline.model import Document, NotChecked, Outcome, Source, Status, Text

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


def advance(document: Document, kit: Kit) -> Document:
    """The document after every stage of the plan; one that breaks is said and passed over."""
    for name, stage in kit.stages.items():
        work = functools.partial(_advanced, stage, document, kit)
        given = attempt("stages", name, work)
        document = given if isinstance(given, Document) else document.grown(not_checked=(given,))
    if "check" not in kit.stages:
        document = document.grown(not_checked=(NotChecked("check", NO_CHECK),))
    return document


def _advanced(stage: Stage, document: Document, kit: Kit) -> Document:
    return sound.grown(stage.advance(document, kit), document, stage)


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


def export(outcome: Outcome, document: Document | None, stem: str, desk: Desk) -> Outcome:
    """Write every exporter's file for ``outcome``; the result names them.

    Everything is rendered before the first file is written. An exporter that breaks, or of
    which the outcome says already that it broke, costs its own file alone: the other files
    say so. Files of an earlier outcome that this one does not have are left to the caller.

    Raises:
        OSError: a file could not be written; none of the others is left.
    """
    while True:
        broken = {entry.broken for entry in outcome.not_checked}
        targets = {
            name: path for name, path in desk.targets(stem, outcome.status).items() if f"exporters.{name}" not in broken
        }
        names = tuple(path.relative_to(desk.folder).as_posix() for path in targets.values())
        outcome = msgspec.structs.replace(outcome, outputs=names)
        rendered, lost = _rendered(targets, outcome, document, desk)
        if not lost:
            break
        outcome = msgspec.structs.replace(outcome, not_checked=outcome.not_checked + lost)
    for path in rendered:
        if not files.within(desk.folder, path):
            raise OSError(errno.ELOOP, f"a link leads out of the output folder: {files.display(str(path.parent))}")
    written: list[Path] = []
    try:
        for path, content in rendered.items():
            files.write(path, [content], desk.scratch)
            written.append(path)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return outcome


def _rendered(
    targets: dict[str, Path], outcome: Outcome, document: Document | None, desk: Desk
) -> tuple[dict[Path, bytes], tuple[NotChecked, ...]]:
    """What is to stand in each of ``targets``, and what is said of the exporters that broke."""
    rendered: dict[Path, bytes] = {}
    lost: list[NotChecked] = []
    for name, path in targets.items():
        work = functools.partial(_content, desk.kit.exporters[name], outcome, document, desk.lang)
        content = attempt("exporters", name, work)
        if isinstance(content, NotChecked):
            lost.append(content)
        else:
            rendered[path] = content
    return rendered, tuple(lost)


def _content(exporter: Exporter, outcome: Outcome, document: Document | None, lang: str) -> bytes:
    content: object = exporter.render(outcome, document, lang)
    if not isinstance(content, bytes):
        raise TypeError(f"an exporter gives bytes, not {type(content).__name__}")
    return content


def failed(outcome: Outcome, code: str, detail: str) -> Outcome:
    """What is left of ``outcome`` when the program itself failed: what it is of, and the parts that broke."""
    return Outcome(
        outcome.path,
        "failed",
        reason(code, detail=detail),
        kind=outcome.kind,
        not_checked=tuple(entry for entry in outcome.not_checked if entry.broken),
        sha256=outcome.sha256,
    )
