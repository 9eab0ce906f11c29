"""Brings something that is no rule."""

from pipeline import hookimpl


@hookimpl
def rules() -> dict[str, type]:
    return {"house-words": str}
