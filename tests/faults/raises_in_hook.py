"""Fails when it is asked what it brings."""

from pipeline import hookimpl


@hookimpl
def rules() -> dict[str, type]:
    message = "the word list is gone"
    raise RuntimeError(message)
