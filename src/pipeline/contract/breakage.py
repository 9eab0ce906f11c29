"""What is said of a part that breaks, and where a process says which part it runs.

A part is named by its kind and its own name, ``rules.no-shouting``, so that two parts of
different kinds with one name are told apart.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from pipeline.model.finding import NotChecked
from pipeline.model.text import Text

Given = TypeVar("Given")
Listener = Callable[[str, float], None]
"""Is told the part that runs from now on (empty: none), and since when by :func:`time.monotonic`."""

LONGEST_ERROR = 400
"""Characters of an error's text that are kept: it stands in a line for people."""
NOUNS: dict[str, Text] = {
    "readers": Text("格式", "the reader"),
    "stages": Text("步骤", "the stage"),
    "splitters": Text("章节划分", "the splitter"),
    "taggers": Text("标签提取", "the tagger"),
    "rules": Text("规则", "the rule"),
    "exporters": Text("输出", "the exporter"),
    "reports": Text("报告", "the report"),
}
"""What a part of each kind is called in a sentence."""
FAILED = Text("运行出错：{what}", "failed: {what}")
"""What follows the part's name where it raised, or gave what cannot be used."""
LATE = Text("{limit} 秒没有动静，已终止", "showed no sign of life for {limit} s and was ended")
"""What follows the part's name where it was ended in the parent."""


class OverdueError(BaseException):
    """A part that runs in the parent did not go on in time, which its text gives in seconds.

    It is no :class:`Exception`: a part's own handlers do not take it for theirs.
    """


def named(part: str) -> Text:
    """``part`` in a sentence: “规则 no-shouting”, “the rule no-shouting”."""
    kind, _, name = part.partition(".")
    noun = NOUNS.get(kind, Text("部件", "the part"))
    return Text(f"{noun.zh} {name}", f"{noun.en} {name}")


def failure(kind: str, name: str, error: BaseException) -> NotChecked:
    """What is said of a part that raised ``error``, gave what cannot be used, or was ended at its limit."""
    said = LATE.fill(limit=error) if isinstance(error, OverdueError) else FAILED.fill(what=described(error))
    return broken(f"{kind}.{name}", said)


def broken(part: str, what: Text) -> NotChecked:
    """The entry of a document on which ``part`` broke; ``what`` follows the part's name in the sentence."""
    who = named(part)
    return NotChecked(part.partition(".")[2], Text(f"{who.zh} {what.zh}", f"{who.en} {what.en}"), broken=part)


def described(error: BaseException) -> str:
    """The kind and the text of an error in one line, fit for display, whatever the error does when it is asked."""
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001 - the error is a plugin's too
        text = ""
    whole = " ".join(f"{type(error).__name__}: {text[: 2 * LONGEST_ERROR]}".split()).removesuffix(":")
    shown = whole.encode("utf-8", "backslashreplace").decode()
    return shown if len(shown) <= LONGEST_ERROR else f"{shown[: LONGEST_ERROR - 1]}…"


def attempt(kind: str, name: str, work: Callable[[], Given]) -> Given | NotChecked:
    """What ``work``, the work of one part, gives; or the entry that says how it broke.

    Nothing that a part raises gets further, but an interruption by the user.
    """
    try:
        with at_work(kind, name):
            return work()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a part may be anybody's: exit(), cancellation
        return failure(kind, name, error)


class _Board:
    """The part that this process runs, and who is told of it."""

    def __init__(self) -> None:
        self.at = ("", 0.0)
        self.listener: Listener | None = None

    def put(self, at: tuple[str, float]) -> None:
        self.at = at
        if self.listener is not None:
            self.listener(*at)


_BOARD = _Board()


@contextlib.contextmanager
def at_work(kind: str, name: str) -> Iterator[None]:
    """Say that this part runs, for as long as the block does."""
    before = _BOARD.at
    _BOARD.put((f"{kind}.{name}", time.monotonic()))
    try:
        yield
    finally:
        _BOARD.put(before)


def listen(listener: Listener | None) -> None:
    """Have ``listener`` told of every part that this process runs from now on; ``None``: nobody."""
    _BOARD.listener = listener
