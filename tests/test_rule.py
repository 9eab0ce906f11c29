"""How a rule is written, and what a rule that is not whole is told."""

import re
import types
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from pipeline.contract import drafts
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding, Fix, TextEdit
from pipeline.model.text import Span, Text


class NoStar(Rule, frozen=True):
    """Stars are for the sky."""

    name = "no-star"
    basis = Basis("house", "手册")
    message = Text("“{what}”不该出现", "“{what}” should not be here")
    examples = (Good("无"), Bad("⟦*⟧"))

    star: str = "*"

    def check(self, document: Document) -> Iterator[Finding]:
        """Every star."""
        for span in self.matches(re.compile(re.escape(self.star)), document.text):
            yield self.found(span, fix="", safe=True, what=self.star)


def test_fields_are_options_and_class_facts_are_not() -> None:
    rule = msgspec.convert({"star": "☆", "severity": "info"}, NoStar)
    (finding,) = rule.check(drafts.document("一☆二"))
    assert finding == Finding(
        rule="no-star",
        severity="info",
        span=Span(1, 2),
        message=Text("“☆”不该出现", "“☆” should not be here"),
        basis=NoStar.basis,
        fix=Fix((TextEdit(1, 2, ""),), safe=True),
    )


@pytest.mark.parametrize("options", [{"stra": "☆"}, {"severity": "fatal"}, {"star": 1}, {"name": "other"}])
def test_options_that_a_rule_does_not_have_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(options, NoStar)


def test_a_message_can_hold_words_of_each_language() -> None:
    sentence = Text("{side}边距", "{side} margin").fill(side=Text("上", "top"))
    assert sentence == Text("上边距", "top margin")


def test_words_of_the_document_in_a_message_are_not_read_as_places() -> None:
    assert Text("“{what}”", "“{what}”").fill(what="{0.__class__}").zh == "“{0.__class__}”"


def test_a_rule_says_all_that_it_lacks() -> None:
    with pytest.raises(
        TypeError, match=r"rule Empty lacks name, basis, message, examples, a docstring that says why, .*Good"
    ):

        class Empty(Rule, frozen=True):
            pass


@pytest.mark.parametrize(
    ("examples", "lacking"),
    [((Good("无"),), r"an example Bad"), ((Bad("⟦*⟧"),), r"an example Good")],
)
def test_a_rule_needs_a_good_and_a_bad_example(examples: tuple[Good | Bad, ...], lacking: str) -> None:
    with pytest.raises(TypeError, match=lacking):
        _defined(examples=examples)


@pytest.mark.parametrize("name", ["NoStar", "no_star", "-star", "no star", "无星"])
def test_a_rule_is_named_in_lower_case_and_hyphens(name: str) -> None:
    with pytest.raises(TypeError, match="lower-case words joined by hyphens"):
        _defined(name=name)


def _defined(**facts: Any) -> None:
    whole = {
        "__doc__": "Stars are for the sky.",
        "name": "no-star",
        "basis": Basis("house", "手册"),
        "message": Text("星", "star"),
        "examples": (Good("无"), Bad("⟦*⟧")),
    }
    types.new_class("Made", (Rule,), {"frozen": True}, lambda body: body.update({**whole, **facts}))
