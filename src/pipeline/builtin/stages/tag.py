"""The stage that runs the taggers."""

import math
from collections.abc import Iterable

import msgspec

from pipeline.contract.breakage import attempt
from pipeline.contract.parts import Kit, Stage, Tagger
from pipeline.model.document import Document, Tag
from pipeline.model.finding import NotChecked
from pipeline.model.text import Span


class TagTerms(Stage, frozen=True):
    """Runs all taggers of the plan.

    One that raises, or gives anything but sound tags, loses its own tags alone, and the document says so.
    """

    def advance(self, document: Document, kit: Kit) -> Document:
        """The document with the tags of all taggers, in the kit's order."""
        tags: list[Tag] = []
        lost: list[NotChecked] = []
        for name, tagger in kit.taggers.items():
            given = attempt("taggers", name, lambda: _tags(tagger, document))  # noqa: B023 - called at once
            if isinstance(given, NotChecked):
                lost.append(given)
            else:
                tags += given
        return document.grown(tags=tags, not_checked=lost)


def _tags(tagger: Tagger, document: Document) -> list[Tag]:
    """What ``tagger`` gives, all of it sound."""
    given: Iterable[object] = tagger.tag(document)
    whole = Span(0, len(document.text))
    tags = []
    for it in given:
        if not isinstance(it, Tag):
            raise TypeError(f"{it!r:.80} is no Tag")
        tag = msgspec.convert(msgspec.to_builtins(it), Tag)  # the fields' types, which Python does not check
        if not tag.term.strip() or not math.isfinite(tag.weight):
            raise ValueError(f"term {tag.term!r:.40} with weight {tag.weight}")
        if not all(span and whole.holds(span) for span in tag.spans):
            raise ValueError(f"a span of {tag.term!r:.40} is empty or outside the text")
        if list(tag.spans) != sorted(tag.spans):
            raise ValueError(f"the spans of {tag.term!r:.40} are not in order")
        tags.append(tag)
    return tags
