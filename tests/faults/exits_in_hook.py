"""Ends the program when it is asked what it brings."""

import sys

from pipeline import hookimpl


@hookimpl
def rules() -> dict[str, type]:
    sys.exit(0)
