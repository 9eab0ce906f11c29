"""What can go wrong, and the exit code of each.

PipelineError             a sentence for the user; ends the command
├── UsageError      2     wrong use, plan or plugin
│   ├── PlanError   2     pipeline.toml: unknown key, rule, option, value
│   └── PluginError 2     a plugin is missing, broken, misspelt or a duplicate
├── MissingInputError 4     a path or pattern that was named matched nothing
├── OutputError     2     the output folder cannot be written
├── BusyError      75     another run holds the output folder
└── CutOffError   130     a run was interrupted; the next one goes on where it was
DocumentError             one document cannot be read; becomes its outcome, ends nothing
"""

from typing import ClassVar

from pipeline.model.outcome import Reason, Status
from pipeline.model.text import Text

FINDINGS, USAGE, FAILED, NOTHING, BROKEN, BUSY, INTERRUPTED = 1, 2, 3, 4, 5, 75, 130
"""Of several that hold, the first of 2, 4, 5, 3, 1 is the exit code. ``BROKEN``: a part of a plugin (a rule, a tagger,
a splitter, a stage, an exporter, a report) broke, so that documents are not fully checked."""


class PipelineError(Exception):
    """An expected error: one sentence that says what to do."""

    code: ClassVar[int] = USAGE

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.text = Text(zh, en)


class UsageError(PipelineError):
    """The command was called wrongly."""


class PlanError(UsageError):
    """The plan cannot be used."""


class PluginError(UsageError):
    """A plugin cannot be used."""


class OutputError(PipelineError):
    """The output folder cannot be used."""


class MissingInputError(PipelineError):
    """A named input does not exist."""

    code = NOTHING


class BusyError(PipelineError):
    """Another run is at work in the output folder."""

    code = BUSY


class CutOffError(PipelineError):
    """The user or the system interrupted a run."""

    code = INTERRUPTED


REASONS: dict[str, tuple[Status, Text]] = {
    "damaged": ("failed", Text("文件已损坏：{detail}", "The file is damaged: {detail}")),
    "password": (
        "failed",
        Text("文件有密码保护，请去除密码后重试", "The file is protected by a password; remove it and try again"),
    ),
    "no-text": ("failed", Text("没有可读取的文字：{detail}", "There is no text to read: {detail}")),
    "unsupported-content": (
        "failed",
        Text("内容的形式尚不支持：{detail}", "Its content is of a form not supported yet: {detail}"),
    ),
    "wrong-type": (
        "failed",
        Text(
            "扩展名是 {suffix}，内容却不是：{detail}",
            "The name ends in {suffix}, the content is something else: {detail}",
        ),
    ),
    "encoding": (
        "failed",
        Text("无法判断文字编码，请另存为 UTF-8", "The text encoding cannot be told; save the file as UTF-8"),
    ),
    "limit": ("failed", Text("超出安全限制：{detail}", "Beyond the safety limits: {detail}")),
    "empty": ("failed", Text("文件是空的（0 字节）", "The file is empty (0 bytes)")),
    "unreadable": ("failed", Text("无法打开文件：{detail}", "The file cannot be opened: {detail}")),
    "changing": (
        "failed",
        Text("读取时文件正在变化，下次运行再试", "The file changed while it was read; the next run tries again"),
    ),
    "vanished": ("failed", Text("文件在读取前已消失", "The file was gone before it could be read")),
    "timeout": (
        "failed",
        Text("超过每个文件的时限（{detail} 秒），已终止", "Beyond the time limit for one file ({detail} s); ended"),
    ),
    "memory": ("failed", Text("超过每个文件的内存上限（{detail}）", "Beyond the memory limit for one file ({detail})")),
    "crash": ("failed", Text("处理该文件的进程意外终止：{detail}", "The process at work on it died: {detail}")),
    "export": ("failed", Text("结果无法写出：{detail}", "The result could not be written: {detail}")),
    "taken": (
        "failed",
        Text(
            "结果的位置上已有别的文件：{detail}，未处理以免覆盖；请移走该文件后再运行",
            "A file that no run wrote lies where the result goes: {detail}; move it away and run again",
        ),
    ),
    "internal": ("failed", Text("程序内部错误，请报告：{detail}", "Internal error, please report it: {detail}")),
    "unsupported": ("skipped", Text("不支持的文件类型：{detail}", "A file type that is not supported: {detail}")),
    "not-regular": ("skipped", Text("不是普通文件：{detail}", "Not a regular file: {detail}")),
    "unsettled": (
        "skipped",
        Text(
            "文件刚刚改动过，可能还没写完，下次运行再处理",
            "The file has just changed and may not be whole; the next run takes it",
        ),
    ),
    "temporary": ("skipped", Text("办公软件或系统的临时文件", "A temporary file of an office program or the system")),
}
"""Every code an outcome's reason can have, with its status and sentence. Published; codes never change meaning."""


def reason(code: str, **values: object) -> Reason:
    """The reason with this code; ``values`` fill its sentence, fit for display."""
    told = REASONS[code][1].fill(**values)
    return Reason(code, Text(*(half.encode("utf-8", "backslashreplace").decode() for half in (told.zh, told.en))))


class DocumentError(Exception):
    """This document cannot be read; ``code`` is one of :data:`REASONS`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.reason = reason(code, **values)

    @property
    def status(self) -> Status:
        """What becomes of the document."""
        return REASONS[self.reason.code][0]
