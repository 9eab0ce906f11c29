"""Which language people read."""

import os
import sys
from collections.abc import Mapping, Sequence

from pipeline.model import Text

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
