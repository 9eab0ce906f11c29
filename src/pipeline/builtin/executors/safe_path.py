"""Processes that import nothing from the folder in which the command runs, which may be a folder of documents.

``python -c``, by which multiprocessing starts its processes, puts the working folder in front
of the module path; a file ``lxml.py`` among the documents would then run as our lxml.
"""

import contextlib
import os
import sys
from collections.abc import Iterator

from pipeline.model.errors import UsageError

VARIABLE = "PYTHONSAFEPATH"
"""Python leaves the working folder off the path where this is set, to whatever value."""
OURS = "gongwen-pipeline"
"""The value tells a setting of ours from one that our caller made for all that is started below it."""


@contextlib.contextmanager
def safe_path() -> Iterator[None]:
    """Start processes within this context without the working folder on their path.

    Raises:
        UsageError: Python itself was told to heed no environment (``-E``), and not told ``-P``.
    """
    if sys.flags.safe_path:  # multiprocessing hands it on
        yield
        return
    if sys.flags.ignore_environment:
        raise UsageError(
            "Python 以 -E 启动时还须加 -P，以免运行当前文件夹中的代码",
            "Python was started with -E; add -P, so that no code in this folder is run",
        )
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = OURS
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def hand_on_nothing() -> None:
    """Spare what a plugin starts in this process the setting: a script of its own may import its neighbours."""
    if os.environ.get(VARIABLE) == OURS:
        del os.environ[VARIABLE]
