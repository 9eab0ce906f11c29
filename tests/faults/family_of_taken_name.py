"""Its family has the name of a key of the plan."""

from collections.abc import Iterable

from pipeline import Document, Family, Finding, hookimpl


class Selected(Family, frozen=True):
    """A table [select.name] could never be told from the setting."""

    def look(self, document: Document) -> Iterable[Finding]:
        yield from ()


@hookimpl
def families() -> dict[str, type[Family]]:
    return {"select": Selected}
