"""The stage that runs the splitters."""

from pipeline.contract import sound
from pipeline.contract.breakage import attempt
from pipeline.contract.parts import Kit, Splitter, Stage
from pipeline.model.document import Document


class Split(Stage, frozen=True):
    """Runs the splitters of the kit one after the other.

    One that raises, or gives anything but the same text with sound marks, loses its own part
    alone, and the document says so.
    """

    def advance(self, document: Document, kit: Kit) -> Document:
        """The document with what the splitters found, and ``not_checked`` for those that broke."""
        for name, splitter in kit.splitters.items():
            given = attempt("splitters", name, lambda: _split(splitter, document))  # noqa: B023 - called at once
            document = given if isinstance(given, Document) else document.grown(not_checked=(given,))
        return document


def _split(splitter: Splitter, before: Document) -> Document:
    """What ``splitter`` gives, once it has been seen to be ``before`` with more marks, a title and sections."""
    given: object = splitter.split(before)
    if isinstance(given, Document) and (given.text, given.pieces, given.paragraphs) != (
        before.text,
        before.pieces,
        before.paragraphs,
    ):
        raise ValueError("a splitter changes neither text nor pieces nor paragraphs")
    return sound.grown(given, before, splitter)
