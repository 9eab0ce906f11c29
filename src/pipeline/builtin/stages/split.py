"""The stage that runs the splitters."""

from pipeline.kinds import Kit, Stage, failure
from pipeline.model import Document, Span


class Split(Stage, frozen=True):
    """Runs the splitters of the kit one after the other.

    One that raises, or gives anything but the same text with sound marks, loses its own part
    alone, and the document says so.
    """

    def advance(self, document: Document, kit: Kit) -> Document:
        """The document with what the splitters found, and ``not_checked`` for those that failed."""
        for name, splitter in kit.splitters.items():
            try:
                document = _sound(splitter.split(document), document)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a splitter may be anybody's
                document = document.grown(not_checked=(failure(name, error),))
        return document


def _sound(given: object, before: Document) -> Document:
    """``given``, once it has been seen to be ``before`` with more marks, a title and sections."""
    if not isinstance(given, Document):
        raise TypeError(f"a splitter returns a Document, not {type(given).__name__}")
    if (given.text, given.pieces, given.paragraphs) != (before.text, before.pieces, before.paragraphs):
        raise ValueError("a splitter changes neither text nor pieces nor paragraphs")
    whole = Span(0, len(before.text))
    for span in [*(mark.span for mark in given.marks), *(section.span for section in given.sections)]:
        if not whole.holds(span):
            raise ValueError(f"{span.start} to {span.end} is not in the text")
    return given
