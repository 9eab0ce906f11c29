"""Which language people read, and how they are told of a misspelt name."""

import difflib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.text import Text

LANGUAGES = ("zh", "en")


def language(arguments: Sequence[str] | None = None, environment: Mapping[str, str] | None = None) -> str:
    """``zh`` or ``en``, by ``--lang``, ``PIPELINE_LANG`` or the locale; ``zh`` where none says.

    ``C`` and ``POSIX`` say nothing: cron runs with them. Known before the command line is
    parsed, since its help texts need it.
    """
    arguments = sys.argv if arguments is None else arguments
    environment = os.environ if environment is None else environment
    for index, argument in enumerate(arguments):
        option, equals, value = argument.partition("=")
        if option == "--lang":
            value = value if equals else "".join(arguments[index + 1 : index + 2])
            return value if value in LANGUAGES else "zh"
    for name in ("PIPELINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value and value.split(".")[0] not in ("c", "posix"):
            return "zh" if value.startswith("zh") else "en"
    return "zh"


def say(zh: str, en: str) -> str:
    """The sentence in the language of this process."""
    return Text(zh, en).say(language())


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, str]:
    """What to add, in both languages, to an error about ``name``: the nearest known name, or all.

    Never the name itself: something else is wrong then.
    """
    known = sorted({*known} - {name})
    if not known:
        return "", ""
    near = difflib.get_close_matches(name, known, 1, 0.6)
    if near:
        return f"，是否想写 {near[0]!r}？", f"; did you mean {near[0]!r}?"
    listed = ", ".join(known)
    return f"；可用的有：{listed}", f"; there are: {listed}"
