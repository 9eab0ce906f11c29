"""The files that exporters write for one outcome."""

import errno
import functools
from pathlib import Path

import msgspec

from pipeline.contract.breakage import attempt
from pipeline.contract.parts import Exporter, Kit
from pipeline.document.outputs import Places, within, write
from pipeline.model.document import Document, Source
from pipeline.model.errors import OutputError, reason
from pipeline.model.finding import NotChecked
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome


class Desk(msgspec.Struct, frozen=True):
    """What is needed to write the files of an outcome."""

    kit: Kit
    places: Places
    lang: str

    @classmethod
    def of(cls, kit: Kit, folder: Path, lang: str) -> "Desk":
        """For outputs below ``folder``, which is absolute."""
        exporters = tuple((name, exporter.suffix, exporter.statuses) for name, exporter in kit.exporters.items())
        reports = tuple(report.filename for report in kit.reports.values())
        return cls(kit, Places(folder, exporters, reports), lang)


def export(outcome: Outcome, document: Document | None, source: Source | None, stem: str, desk: Desk) -> Outcome:
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
            name: path
            for name, path in desk.places.targets(stem, outcome.status).items()
            if f"exporters.{name}" not in broken
        }
        names = tuple(path.relative_to(desk.places.folder).as_posix() for path in targets.values())
        outcome = msgspec.structs.replace(outcome, outputs=names)
        rendered, lost = _rendered(targets, outcome, document, source, desk)
        if not lost:
            break
        outcome = msgspec.structs.replace(outcome, not_checked=outcome.not_checked + lost)
    for path in rendered:
        if not within(desk.places.folder, path):
            raise OSError(errno.ELOOP, f"a link leads out of the output folder: {display(str(path.parent))}")
    written: list[Path] = []
    try:
        for path, content in rendered.items():
            write(path, [content], desk.places.scratch)
            written.append(path)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return outcome


def _rendered(
    targets: dict[str, Path], outcome: Outcome, document: Document | None, source: Source | None, desk: Desk
) -> tuple[dict[Path, bytes], tuple[NotChecked, ...]]:
    """What is to stand in each of ``targets``, and what is said of the exporters that broke."""
    rendered: dict[Path, bytes] = {}
    lost: list[NotChecked] = []
    for name, path in targets.items():
        work = functools.partial(_content, desk.kit.exporters[name], outcome, document, source, desk.lang)
        content = attempt("exporters", name, work)
        if isinstance(content, NotChecked):
            lost.append(content)
        else:
            rendered[path] = content
    return rendered, tuple(lost)


def _content(
    exporter: Exporter, outcome: Outcome, document: Document | None, source: Source | None, lang: str
) -> bytes:
    content: object = exporter.render(outcome, document, source, lang)
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


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.EMFILE})
"""What stops a whole run and not one document, when an output cannot be written."""


def exported(outcome: Outcome, document: Document | None, source: Source | None, item: Input, desk: Desk) -> Outcome:
    """Write the files of one outcome; a failure to write them is one of the document.

    Raises:
        OutputError: nothing can be written any more.
    """
    try:
        return export(outcome, document, source, item.name, desk)
    except OSError as error:
        if error.errno in FULL:
            raise unwritable(desk.places.folder, error) from error
        return failed(outcome, "export", error.strerror or str(error))


def unwritable(out: Path, error: Exception) -> OutputError:
    """The error that ends a run when nothing can be written."""
    why = getattr(error, "strerror", None) or str(error)
    return OutputError(
        f"无法写入输出文件夹 {out}：{why}；请换一个文件夹或检查权限和空间",
        f"cannot write to the output folder {out}: {why}; choose another one, or look at its rights and space",
    )
