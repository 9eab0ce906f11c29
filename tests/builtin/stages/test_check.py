"""The stage runs each rule on its own and says what was not checked."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from pipeline.builtin.stages.check import Check
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.parts import Kit
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding, Fix, NotChecked, TextEdit
from pipeline.model.text import Span, Text


class NoStar(Rule, frozen=True):
    """Stars are for the sky."""

    name = "no-star"
    basis = Basis("house", "手册")
    message = Text("有星号", "a star")
    examples = (Good("无"), Bad("⟦*⟧", fixed=""))

    def check(self, document: Document) -> Iterable[Any]:
        """Every star."""
        return [self.found(Span(at, at + 1), fix="") for at, char in enumerate(document.text) if char == "*"]


class Faulty(NoStar, frozen=True):
    """Answers as its option says, after a finding that is right."""

    name = "faulty"
    examples = NoStar.examples
    answer: str = "raises"

    def check(self, document: Document) -> Iterator[Any]:
        """One star, then nonsense."""
        yield self.found(Span(0, 1))
        right = self.found(Span(0, 1))
        match self.answer:
            case "raises":
                raise ZeroDivisionError("division by zero")
            case "text":
                yield "a star at 0"
            case "nothing":
                yield None
            case "outside":
                yield self.found(Span(0, 10**6))
            case "backwards":
                yield self.found(Span(2, 1))
            case "edit outside":
                yield self.found(Span(0, 1), fix=[TextEdit(0, 10**6, "")])
            case "another rule":
                yield Finding("no-star", "error", Span(0, 1), self.message, self.basis)
            case "severity":
                yield Finding(self.name, "fatal", Span(0, 1), self.message, self.basis)  # type: ignore[arg-type]
            case "message":
                yield Finding(self.name, right.severity, Span(0, 1), "a star", self.basis)  # type: ignore[arg-type]
            case "list":
                edits = [TextEdit(0, 1, "")]
                yield Finding(self.name, "info", Span(0, 1), self.message, self.basis, Fix(edits))  # type: ignore[arg-type]


class NoList(Faulty, frozen=True):
    """Answers with None instead of an iterable."""

    name = "no-list"
    examples = NoStar.examples

    def check(self, document: Document) -> Any:
        """Nothing at all."""
        return


class NeedsPages(NoStar, frozen=True):
    """Cannot judge a plain text."""

    name = "needs-pages"
    needs = ("text", "styles", "geometry")
    examples = NoStar.examples


def checked(text: str | Draft, *rules: Rule) -> Document:
    return Check().advance(drafts.document(text), Kit(rules={rule.name: rule for rule in rules}))


def test_findings_stand_in_order_of_place_and_once() -> None:
    class Twice(NoStar, frozen=True):
        """Says everything twice, last first."""

        name = "twice"
        examples = NoStar.examples

        def check(self, document: Document) -> list[Any]:
            """Each star twice."""
            return [*reversed(list(super().check(document)))] * 2

    document = checked("a*b*", Twice(), NoStar())
    assert [(finding.span.start, finding.rule) for finding in document.findings] == [
        (1, "no-star"),
        (1, "twice"),
        (3, "no-star"),
        (3, "twice"),
    ]
    assert document.not_checked == ()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("raises", "ZeroDivisionError: division by zero"),
        ("text", "TypeError: a rule yields Finding or NotChecked, not str"),
        ("nothing", "TypeError: a rule yields Finding or NotChecked, not NoneType"),
        ("outside", "ValueError: 0 to 1000000 is not in the text, which has 3"),
        ("backwards", "ValueError: 2 to 1 is not in the text"),
        ("edit outside", "ValueError: 0 to 1000000 is not in the text"),
        ("another rule", "ValueError: an answer of faulty that says it is of no-star"),
        ("severity", "ValidationError: Invalid enum value 'fatal'"),
        ("message", "ValidationError: Expected `object`, got `str`"),
        ("list", "TypeError: unhashable"),
    ],
)
def test_a_rule_that_fails_loses_its_own_findings_alone(answer: str, told: str) -> None:
    document = checked("*甲*", Faulty(answer=answer), NoStar())
    assert [finding.rule for finding in document.findings] == ["no-star", "no-star"]
    (entry,) = document.not_checked
    assert entry.rule == "faulty"
    assert told in entry.reason.en
    assert told in entry.reason.zh


def test_a_rule_that_answers_nothing_iterable_is_said_to_have_failed() -> None:
    document = checked("*", NoList())
    assert [entry.rule for entry in document.not_checked] == ["no-list"]


def test_a_rule_that_needs_more_than_the_file_gives_is_not_checked() -> None:
    document = checked("*", NeedsPages())
    assert document.findings == ()
    assert document.not_checked == (
        NotChecked(
            "needs-pages",
            Text("本文件未提供字体字号、页面尺寸信息", "the file does not give fonts and sizes and page measures"),
        ),
    )
    assert [finding.rule for finding in checked(Draft((Para("*"),)), NeedsPages()).findings] == ["needs-pages"]


def test_an_automatic_number_is_reported_and_not_fixed() -> None:
    document = checked(Draft((Para("甲*", number="*"),)), NoStar())
    assert [(finding.span.start, finding.fix is None) for finding in document.findings] == [(0, True), (2, False)]
