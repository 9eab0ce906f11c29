"""Alternatives in a document: what Word shows of an ``mc:AlternateContent`` (ECMA-376 part 3, 7.5)."""

from typing import Any, Final

from pipeline.builtin.formats.docx.ooxml import CHOICE, FALLBACK

_UNDERSTOOD: Final = (
    "http://schemas.microsoft.com/",
    "http://schemas.openxmlformats.org/",
    "urn:schemas-microsoft-com:",
)
"""How the namespaces begin that Word knows: its makers' own. Other programs' own, such as those of WPS, it does not."""


def shown_branch(element: Any) -> Any | None:
    """The first choice whose namespaces Word understands, or else the fallback; ``None`` without either."""
    for branch in element:
        if branch.tag == FALLBACK or (branch.tag == CHOICE and _understood(branch)):
            return branch
    return None


def _understood(choice: Any) -> bool:
    names = choice.get("Requires", "").split()
    known = choice.nsmap
    return bool(names) and all(known.get(name, "").startswith(_UNDERSTOOD) for name in names)
