"""What the author of a rule is told when an example does not hold."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.builtin.rules.no_doubled_punctuation import NoDoubledPunctuation
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding, NotChecked
from pipeline.model.text import Span, Text
from pipeline.testing import example_holds, examples_hold, unmarked


class NoStar(Rule, frozen=True):
    """Stars are for the sky."""

    name = "no-star"
    basis = Basis("house", "手册")
    message = Text("有星号", "a star")
    examples = (Good("无"), Bad("甲⟦*⟧\n乙⟦*⟧", fixed="甲\n乙"), Bad("⟦☆⟧", fixed="", options={"star": "☆"}))

    star: str = "*"

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """Every star, unless there is a moon."""
        if "月" in document.text:
            yield self.unchecked("有月亮", "there is a moon")
        for span in self.matches(re.compile(re.escape(self.star)), document.text):
            yield self.found(span, fix="")


class OneStar(NoStar, frozen=True):
    """Finds the first star only, so fixing twice does more than fixing once."""

    name = "one-star"
    examples = NoStar.examples

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """The first star."""
        at = document.text.find("*")
        if at >= 0:
            yield self.found(Span(at, at + 1), fix="")


def told(rule: type[Rule], example: Good | Bad) -> str:
    with pytest.raises(AssertionError) as failure:
        example_holds(rule, example, splitters=())
    return str(failure.value)


def test_examples_that_hold_say_nothing() -> None:
    examples_hold(NoStar, splitters=())


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        (Good("甲*"), "expected no finding\n  got:      甲⟦*⟧"),
        (Good("月"), "not checked: there is a moon"),
        (Good("⟦甲⟧"), "a Good has no ⟦ ⟧ marks"),
        (Bad("甲⟦*⟧*", fixed="甲"), "expected: 甲⟦*⟧*\n  got:      甲⟦*⟧⟦*⟧"),
        (Bad("⟦甲⟧\n乙", fixed=""), "expected: ⟦甲⟧⏎乙\n  got:      nothing"),
        (Bad("⟦*⟧"), "the rule offers a fix"),
        (Bad("⟦*⟧甲", fixed="乙"), "expected: '乙'\n  got:      '甲'"),
        (Bad("*", fixed="", scope="page"), "expected scope page, got ['text']"),
    ],
)
def test_an_example_that_fails_shows_what_was_expected_and_what_came(example: Good | Bad, expected: str) -> None:
    message = told(NoStar, example)
    assert expected in message
    assert "rule no-star" in message


def test_the_failing_example_is_named_by_its_number() -> None:
    assert told(OneStar, OneStar.examples[1]).startswith("rule one-star, example 2, a Bad: ")


def test_a_fixed_text_that_is_not_clean_is_told() -> None:
    assert "fixing twice is not fixing once\n  left: 甲⟦*⟧" in told(OneStar, Bad("甲⟦*⟧*", fixed="甲*"))


@pytest.mark.parametrize("text", ["⟦甲", "甲⟧", "⟦⟦甲⟧⟧"])
def test_marks_that_do_not_pair_are_told(text: str) -> None:
    with pytest.raises(AssertionError):
        unmarked(text)


def test_marks_are_taken_out_of_paragraphs_and_numbers() -> None:
    source, spans = unmarked(Draft((Para("甲⟦乙⟧", number="⟦1.⟧"), Para("⟦丙⟧"))))
    assert [(para.number, para.text) for para in source.paragraphs] == [("1.", "甲乙"), ("", "丙")]
    assert spans == (Span(0, 2), Span(3, 4), Span(5, 6))


def test_one_line_makes_a_test_of_every_example(tmp_path: Path) -> None:
    (tmp_path / "test_mine.py").write_text(
        "from pipeline.builtin.rules.no_doubled_punctuation import NoDoubledPunctuation\n"
        "from pipeline.testing import rule_test\n"
        "test_rules = rule_test(NoDoubledPunctuation)\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert f"{len(NoDoubledPunctuation.examples)} passed" in run.stdout
