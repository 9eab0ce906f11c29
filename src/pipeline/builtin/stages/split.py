from pipeline.kinds import Kit, Stage, failure
from pipeline.model import Document


class Split(Stage, frozen=True):
    """Runs the splitters of the kit one after the other; one that raises loses its own part alone."""

    def advance(self, document: Document, kit: Kit) -> Document:
        """The document with what the splitters found, and ``not_checked`` for those that failed."""
        for name, splitter in kit.splitters.items():
            try:
                split: object = splitter.split(document)
                if not isinstance(split, Document):
                    raise TypeError(f"a splitter gives a Document, not {type(split).__name__}")
                document = split
            except Exception as error:  # noqa: BLE001 - a splitter may be anybody's
                document = document.grown(not_checked=(failure(name, error),))
        return document
