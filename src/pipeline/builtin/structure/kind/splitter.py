"""The splitter that tells what a document is as a whole."""

from collections.abc import Iterator

import msgspec

from pipeline.builtin.structure.kind import kinds, situations
from pipeline.builtin.structure.kind.clue import first
from pipeline.builtin.structure.kind.titles import kind_of
from pipeline.builtin.structure.kind.view import View
from pipeline.contract.parts import Splitter
from pipeline.model.document import Document
from pipeline.model.metadata import UNKNOWN, Metadata, Situation
from pipeline.model.text import Text

SUPPORT = (
    ("issuer-mark", Text("有发文机关标志", "an issuer's name on top")),
    ("document-number", Text("有发文字号", "a 文号 of its own")),
    ("addressee", Text("有主送机关", "an addressee")),
    ("signature", Text("有署名", "a signature")),
    ("date", Text("有成文日期", "a date of its own")),
    ("imprint", Text("有版记", "an imprint")),
)
"""Parts of a 公文 that are named beside what decided."""


class Kind(Splitter, frozen=True):
    """Tells the kind of a document and its situation, with the evidence.

    The structure speaks first (parties of a contract, chapters of a tender, abstract and keywords of a paper), then the
    title, then formulas (特此通知). It comes after the splitter that finds title and roles.
    """

    def split(self, document: Document) -> Document:
        """The document with its ``metadata``."""
        view = View(document)
        kind, evidence = _kind(view)
        view.kind = kind
        clue = first(situations.CLUES, view)
        if kind == UNKNOWN and clue is not None and clue.situation == "template" and view.roles & HEADED:
            kind, evidence = "范本", (SPECIMEN,)
        situation: Situation = "unknown" if clue is None else clue.situation
        said = evidence if clue is None else (*evidence, clue.said)
        return msgspec.structs.replace(document, metadata=Metadata(kind, situation, said))


def _kind(view: View) -> tuple[str, tuple[Text, ...]]:
    """Return the kind with what speaks for it: structure, title, formula, or the name of the file."""
    clue = first(kinds.CLUES, view)
    if clue is not None:
        return clue.value, (clue.said,)
    announced = kinds.announced(view)
    if announced is not None:
        return announced, (ANNOUNCED,)
    named = kinds.named(view)
    if named is not None:
        kind, title = named
        ending = title if len(title) <= LONGEST else f"…{title[-LONGEST:]}"
        return kind, (Text(f"标题为“{ending}”", f"the title is “{ending}”"), *_support(view))
    clue = first(kinds.AFTER_TITLE, view)
    if clue is not None:
        return clue.value, (clue.said, *_support(view))
    filed = kind_of(view.name)
    return (UNKNOWN, ()) if filed is None else (filed, (FILED,))


ANNOUNCED = Text("是公告所公布的内容", "it is what the announcement publishes")
FILED = Text("文件名这样说", "the name of the file says so")
HEADED = frozenset(("issuer-mark", "document-number", "imprint"))
SPECIMEN = Text("有版头或版记，其余待填", "the frame of an official document, the rest to be filled in")
LONGEST = 12
"""Characters of a title that are shown: its end, which names the kind."""


def _support(view: View) -> Iterator[Text]:
    return (said for role, said in SUPPORT if role in view.roles)
