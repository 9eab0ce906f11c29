"""Stages that give what nobody can work with, each in one way."""

from typing import Any

import msgspec

from pipeline import Basis, Document, Finding, Section, Span, Stage, Text, hookimpl
from pipeline.contract.parts import Kit
from pipeline.model.document import Mark
from pipeline.model.finding import NotChecked


def _with(document: Document, **changes: Any) -> Document:
    return msgspec.structs.replace(document, **changes)


class Nothing(Stage, frozen=True):
    """Forgets to return."""

    def advance(self, document: Document, kit: Kit) -> Document:
        return None  # type: ignore[return-value]


class NoText(Stage, frozen=True):
    """Loses the text."""

    def advance(self, document: Document, kit: Kit) -> Document:
        return _with(document, text=None)


class ShorterText(Stage, frozen=True):
    """Cuts the text and leaves the map as it was."""

    def advance(self, document: Document, kit: Kit) -> Document:
        return _with(document, text=document.text[:5])


class NumberForTitle(Stage, frozen=True):
    """Counts the title."""

    def advance(self, document: Document, kit: Kit) -> Document:
        return _with(document, title=len(document.title))


class OutsideFinding(Stage, frozen=True):
    """Finds something behind the end."""

    def advance(self, document: Document, kit: Kit) -> Document:
        after = Span(len(document.text), len(document.text) + 4)
        return document.grown(findings=[Finding("odd", "error", after, Text("x", "x"), Basis("house", "x"))])


class OutsideSection(Stage, frozen=True):
    """Has a section behind the end."""

    def advance(self, document: Document, kit: Kit) -> Document:
        after = Span(len(document.text), len(document.text) + 4)
        return _with(document, sections=(Section(1, "", "x", after, after),))


class WordForMark(Stage, frozen=True):
    """Marks with a word, and gives a mark a number for its name."""

    def advance(self, document: Document, kit: Kit) -> Document:
        return _with(document, marks=(*document.marks, Mark(Span(0, 1), 7)))  # type: ignore[arg-type]


class Forgetting(Stage, frozen=True):
    """Takes back what others could not do. It does not break itself."""

    def advance(self, document: Document, kit: Kit) -> Document:
        return _with(document, not_checked=(NotChecked("other", Text("另一项", "another")),))


@hookimpl
def stages() -> dict[str, type[Stage]]:
    return {
        "nothing": Nothing,
        "no-text": NoText,
        "shorter-text": ShorterText,
        "number-for-title": NumberForTitle,
        "outside-finding": OutsideFinding,
        "outside-section": OutsideSection,
        "word-for-mark": WordForMark,
        "forgetting": Forgetting,
    }
