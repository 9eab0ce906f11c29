"""File names as people are shown them, and back."""

import os
import re
import sys

_SHOWN = re.compile(r"\\\\|\\x([0-9a-f]{2})")


def display(name: str) -> str:
    r"""``name`` with bytes that are not UTF-8 written as ``\xNN``, so that it can be encoded.

    A backslash is doubled (where it can stand in a name), so that two names never look alike.
    """
    if os.sep == "/":
        name = name.replace("\\", "\\\\")
    return name.encode("utf-8", sys.getfilesystemencodeerrors()).decode("utf-8", "backslashreplace")


def original(shown: str) -> str:
    """The name that :func:`display` shows so."""
    if os.sep != "/":
        return shown
    return _SHOWN.sub(lambda found: "\\" if found[1] is None else chr(0xDC00 + int(found[1], 16)), shown)
