"""The root elements of parts: one of another kind than is asked for counts as damaged."""

from typing import Any, Final

from pipeline.builtin.readers.docx.package.ooxml import A, W
from pipeline.builtin.readers.docx.package.parts import damaged

MAIN: Final = "officedocument"
"""The kind of the main part."""
RELATIONSHIPS: Final = "relationships"
"""The kind of the lists of relationships, which no relationship names."""
_ROOTS: Final = {
    MAIN: (W + "document",),
    RELATIONSHIPS: ("{http://schemas.openxmlformats.org/package/2006/relationships}Relationships",),
    "comments": (W + "comments",),
    "endnotes": (W + "endnotes",),
    "footer": (W + "ftr", W + "hdr"),
    "footnotes": (W + "footnotes",),
    "header": (W + "hdr", W + "ftr"),
    "numbering": (W + "numbering",),
    "settings": (W + "settings",),
    "styles": (W + "styles",),
    "theme": (A + "theme",),
}
"""The root elements that a part of each kind may have; the first is the usual one."""
_LONGEST: Final = 40
"""Characters of a name that are shown; those of the format are shorter."""


def rooted(kind: str, root: Any, part: str) -> Any:
    """``root``, which is that of the part ``part``.

    Raises:
        DocumentError: ``damaged`` when no part of this kind has such a root.
    """
    expected = _ROOTS[kind]
    if root.tag in expected:
        return root
    found, usual = root.tag.rpartition("}")[2][:_LONGEST], expected[0].rpartition("}")[2]
    raise damaged(
        f"{part}：内容不是应有的类型（根元素是 {found}，应为 {usual}）",
        f"{part}: it is of another kind (its root element is {found}, not {usual})",
    )
