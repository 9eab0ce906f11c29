"""What stands on a rule as data: the documents it is meant for, and when its findings become one."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from pipeline.builtin.stages.check import Check
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.parts import Kit
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding, Fix, FoundAt, StyleEdit, TextEdit
from pipeline.model.text import Span, Text
from pipeline.model.whereabouts import located
from pipeline.testing import builtin_splitters, split

FORM = "报名表\n姓名：*\n"
LETTER = "关于检查的通知\n各单位：\n请填*号。\n"
ENGLISH = "A notice about stars *, which are for the sky and for nothing else in a text."


class NoStar(Rule, frozen=True):
    """Stars are for the sky."""

    name = "no-star"
    basis = Basis("house", "手册")
    message = Text("有{star}", "a {star}")
    examples = (Good("无"), Bad("⟦*⟧", fixed=""))

    safe: bool = False
    weight: float = 1

    def check(self, document: Document) -> Iterator[Finding]:
        """Every star, and every plus sign of another kind."""
        for at, char in enumerate(document.text):
            if char in "*+":
                span = Span(at, at + 1)
                fix = (TextEdit(at, at + 1, ""), StyleEdit(at, at + 1, size=16))
                alike = Alike(char, self.weight, 10, mixed=Text("{kinds} 种 {count} 个", "{others} more, {count}"))
                yield self.found(span, fix=fix, safe=self.safe and char == "*", alike=alike, star=char)


def rule(policy: Gather | None = None, applies_to: AppliesTo | None = None, **options: Any) -> Rule:
    class Made(NoStar, frozen=True):
        """Stars are for the sky."""

        examples = NoStar.examples
        gather = policy

    if applies_to is not None:
        Made.applies_to = applies_to
    return Made(**options)


def checked(text: str | Draft, made: Rule) -> Document:
    return Check().advance(split(drafts.document(text), builtin_splitters()), Kit(rules={made.name: made}))


def told(document: Document) -> list[tuple[str, str, list[int]]]:
    return [
        (finding.scope, finding.message.zh, [place.start for place in finding.places]) for finding in document.findings
    ]


@pytest.mark.parametrize(
    ("applies_to", "found", "unchecked"),
    [
        (AppliesTo(), {FORM, LETTER, ENGLISH}, set()),
        (AppliesTo(("chinese",)), {FORM, LETTER}, {ENGLISH}),
        (AppliesTo(("chinese",), said=False), {FORM, LETTER}, set()),
        (AppliesTo(("official",)), {LETTER}, {FORM, ENGLISH}),
        (AppliesTo(("official", "chinese")), {FORM, LETTER}, {ENGLISH}),
        (AppliesTo(when_title=("通知", "请示")), {LETTER}, set()),
        (AppliesTo(unless_title=("通知",)), {FORM, ENGLISH}, set()),
        (AppliesTo(("official",), when_title=("请示",)), set(), {FORM, ENGLISH}),
    ],
)
def test_a_rule_judges_the_documents_that_it_is_meant_for_and_says_which_it_does_not(
    applies_to: AppliesTo, found: set[str], unchecked: set[str]
) -> None:
    documents = {text: checked(text, rule(applies_to=applies_to)) for text in (FORM, LETTER, ENGLISH)}
    assert {text for text, document in documents.items() if document.findings} == found
    assert {text for text, document in documents.items() if document.not_checked} == unchecked
    assert all(entry.broken is None for document in documents.values() for entry in document.not_checked)


def test_without_a_policy_every_finding_stands_by_itself() -> None:
    assert told(checked("**" * 30, rule())) == [("text", "有*", [at]) for at in range(60)]


@pytest.mark.parametrize(
    ("policy", "text", "expected"),
    [
        (Gather(above=2), "*+*", [("document", "有*（全文 2 处）", [0, 2]), ("text", "有+", [1])]),
        (Gather(above=3), "*+*", [("text", "有*", [0]), ("text", "有+", [1]), ("text", "有*", [2])]),
        (Gather(by="kind", above=1), "+**", [("text", "有+", [0]), ("document", "有*（全文 2 处）", [1, 2])]),
        (Gather(by="kind", above=2), "+**", [("text", "有+", [0]), ("text", "有*", [1]), ("text", "有*", [2])]),
        (Gather(by="kind", above=None), "*" * 99, [("text", "有*", [at]) for at in range(99)]),
        (Gather(by="kind", above=None, share=0.2), "***", [("document", "有*（全文 3 处）", [0, 1, 2])]),
        (Gather(by="kind", above=None, share=0.3), "***", [("text", "有*", [at]) for at in range(3)]),
        (Gather(by="kind", above=None, share=0.05), "*", [("text", "有*", [0])]),
        (Gather(by="kind", above=None, share=0.05, least=1), "*", [("document", "有*", [0])]),
        (Gather(by="kind", most=3), "+**+*", [("document", "2 种 5 个", [1, 2, 4, 0, 3])]),
        (Gather(by="kind", above=1, scope="page"), "**", [("page", "有*（全文 2 处）", [0, 1])]),
    ],
)
def test_findings_become_one_where_the_policy_says_so_and_keep_every_place(
    policy: Gather, text: str, expected: list[tuple[str, str, list[int]]]
) -> None:
    assert told(checked(text, rule(policy))) == expected


def test_the_one_holds_the_edits_of_all_and_none_that_is_safe_is_put_with_one_that_is_not() -> None:
    document = checked("*+*", rule(Gather(by="kind", above=1), safe=True))
    (stars, plus) = document.findings
    assert stars.fix == Fix(
        (TextEdit(0, 1, ""), TextEdit(2, 3, "")), True, (StyleEdit(0, 1, size=16), StyleEdit(2, 3, size=16))
    )
    assert plus.fix is not None
    assert not plus.fix.safe
    assert all(finding.alike is None for finding in document.findings), "only on the way"


def test_a_place_that_is_not_in_the_text_or_is_not_the_findings_own_breaks_the_rule() -> None:
    class Elsewhere(NoStar, frozen=True):
        """Says where it is not."""

        examples = NoStar.examples
        places: tuple[FoundAt, ...] = ()

        def check(self, document: Document) -> Iterator[Finding]:
            """One, at the first character."""
            yield Finding(self.name, "info", Span(0, 1), self.message, self.basis, places=self.places)

    for places, why in (
        ((FoundAt(0, 1), FoundAt(0, 99)), "0 to 99 is not in the text"),
        ((FoundAt(1, 2),), "the first place of a finding is its own"),
    ):
        document = checked("甲乙", Elsewhere(places=places))
        assert not document.findings
        (entry,) = document.not_checked
        assert why in entry.reason.en
    assert checked("甲乙", Elsewhere()).findings[0].places == (FoundAt(0, 1),)


def test_a_fix_of_an_automatic_number_is_left_out_whole() -> None:
    (finding,) = checked(Draft((Para("甲", number="*"),)), rule()).findings
    assert finding.fix is None


class Graver(NoStar, frozen=True):
    """The last star is the worst."""

    name = "graver-star"
    examples = NoStar.examples
    gather = Gather()

    def check(self, document: Document) -> Iterator[Finding]:
        """All alike but for how grave they are."""
        stars = [at for at, char in enumerate(document.text) if char == "*"]
        for at in stars:
            yield self.found(Span(at, at + 1), star="*", severity="error" if at == stars[-1] else "info")


def test_what_is_graver_is_not_folded_away() -> None:
    found = checked("关于检查的通知\n" + "星*号\n" * 30, Graver()).findings
    assert [(finding.severity, len(finding.places)) for finding in found] == [("info", 29), ("error", 1)]


def test_a_word_in_the_place_of_words_is_refused() -> None:
    with pytest.raises(TypeError, match=r"when_title=\('通知',\)"):
        AppliesTo(when_title="通知")  # type: ignore[arg-type]


def test_a_fix_in_an_automatic_number_is_left_out_of_its_own_finding_alone() -> None:
    lines = Draft((Para("关于检查的通知"), Para("一项", number="*"), *[Para("星*号")] * 25))
    found = checked(lines, rule(Gather())).findings
    assert sorted((len(finding.places), finding.fix is None) for finding in found) == [(1, True), (25, False)]


def test_numbers_that_a_rule_gives_stay_and_the_others_are_filled_in() -> None:
    class Placed(NoStar, frozen=True):
        """Stars are for the sky."""

        examples = NoStar.examples

        def check(self, document: Document) -> Iterator[Finding]:
            """The star, on a page that the rule knows."""
            at = document.text.index("*")
            yield msgspec.structs.replace(self.found(Span(at, at + 1), star="*"), places=(FoundAt(at, at + 1, page=3),))

    document = located(checked("关于检查的通知\n星*号", Placed()))
    (place,) = document.findings[0].places
    assert (place.page, place.paragraph) == (3, 2)
