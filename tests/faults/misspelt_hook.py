"""Has a hook that does not exist."""

from pipeline import hookimpl


@hookimpl
def rulse() -> dict[str, type]:
    return {}
