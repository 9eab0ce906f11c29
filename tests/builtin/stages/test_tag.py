from collections.abc import Iterator

import pytest

from pipeline.builtin.stages.tag import TagTerms
from pipeline.contract.drafts import document
from pipeline.contract.parts import Kit, Tagger
from pipeline.model.document import Document, Tag
from pipeline.model.text import Span

TEXT = "推动高质量发展"


class Sound(Tagger, frozen=True):
    def tag(self, document: Document) -> Iterator[Tag]:
        yield Tag("发展", 1.0, (Span(len(document.text) - 2, len(document.text)),))


class Raising(Tagger, frozen=True):
    def tag(self, document: Document) -> Iterator[Tag]:
        yield Tag(document.text, 1.0, (Span(0, len(document.text)),))
        raise RuntimeError("model file is gone")


class Giving(Tagger, frozen=True):
    what: tuple[object, ...] | None

    def tag(self, document: Document) -> tuple[Tag, ...]:
        assert document.text
        return self.what  # type: ignore[return-value]


def advance(tagger: Tagger) -> Document:
    kit = Kit(taggers={"first": Sound(), "odd": tagger, "last": Sound()})
    return TagTerms().advance(document(TEXT), kit)


def test_all_taggers_add_in_order() -> None:
    tagged = advance(Giving(what=(Tag("推动", 2.5, (Span(0, 2),), "verb"),)))
    assert [(tag.term, tag.category) for tag in tagged.tags] == [
        ("发展", "keyword"), ("推动", "verb"), ("发展", "keyword")
    ]  # fmt: skip
    assert tagged.not_checked == ()


def test_one_that_raises_loses_only_its_own_and_says_so() -> None:
    tagged = advance(Raising())
    assert [tag.term for tag in tagged.tags] == ["发展", "发展"]
    (said,) = tagged.not_checked
    assert said.rule == "odd"
    assert "model file is gone" in said.reason.zh


@pytest.mark.parametrize(
    "what",
    [
        None,
        ("推动",),
        (Tag("推动", 1.0, (Span(0, 99),)),),
        (Tag("推动", 1.0, (Span(-1, 2),)),),
        (Tag("推动", 1.0, (Span(2, 2),)),),
        (Tag("推动", 1.0, (Span(5, 7), Span(0, 2))),),
        (Tag("推动", float("nan"), ()),),
        (Tag("推动", "heavy", ()),),  # type: ignore[arg-type]
        (Tag(" ", 1.0, ()),),
        (Tag("推动", 1.0, ((0, 2),)),),  # type: ignore[arg-type]
        (Tag("推动", 1.0, None),),  # type: ignore[arg-type]
    ],
)
def test_nonsense_loses_only_its_own_and_is_said(what: tuple[object, ...] | None) -> None:
    tagged = advance(Giving(what=what))
    assert [tag.term for tag in tagged.tags] == ["发展", "发展"]
    assert [said.rule for said in tagged.not_checked] == ["odd"]
