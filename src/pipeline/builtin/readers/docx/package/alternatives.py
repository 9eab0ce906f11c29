"""Alternatives in a document: what Word shows of an ``mc:AlternateContent`` (ECMA-376 part 3, 7.5)."""

from typing import Any, Final

from pipeline.builtin.readers.docx.package.ooxml import ALTERNATE, CHOICE, FALLBACK, M, W

_UNDERSTOOD: Final = (
    "http://schemas.microsoft.com/",
    "http://schemas.openxmlformats.org/",
    "urn:schemas-microsoft-com:",
)
"""How the namespaces begin that Word knows: its makers' own. Other programs' own, such as those of WPS, it does not."""
_MARKUP: Final = frozenset((ALTERNATE, CHOICE, FALLBACK))


def shown_branch(element: Any) -> Any | None:
    """The first choice whose namespaces Word understands, or else the fallback; ``None`` without either."""
    for branch in element:
        if branch.tag == FALLBACK or (branch.tag == CHOICE and _understood(branch)):
            return branch
    return None


def settle(root: Any) -> None:
    """Put what is shown of alternatives among properties, and of properties, in the place of those alternatives."""
    for element in reversed(list(root.iter(ALTERNATE))):  # the inner ones first
        holder = element.getparent()
        while holder is not None and holder.tag in _MARKUP:
            holder = holder.getparent()
        if holder is not None and (_is_properties(holder) or _of_properties(element)):
            shown = shown_branch(element)
            for child in () if shown is None else list(shown):
                element.addprevious(child)
            element.getparent().remove(element)


def _is_properties(element: Any) -> bool:
    return str(element.tag).startswith((W, M)) and str(element.tag).endswith("Pr")


def _of_properties(alternatives: Any) -> bool:
    held = [child for branch in alternatives for child in branch]
    return bool(held) and all(map(_is_properties, held))


def _understood(choice: Any) -> bool:
    names = choice.get("Requires", "").split()
    known = choice.nsmap
    return bool(names) and all(known.get(name, "").startswith(_UNDERSTOOD) for name in names)
