"""The stage that runs the rules."""

from collections.abc import Iterable, Iterator

import msgspec

from pipeline.builtin.stages.applying import Kinds, as_sure, titled
from pipeline.builtin.stages.gathering import gathered
from pipeline.contract.breakage import attempt
from pipeline.contract.parts import Kit, Stage
from pipeline.contract.rule import Rule
from pipeline.model.document import Ability, Document
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.layout import Generated
from pipeline.model.text import Span, Text

ABILITIES: dict[Ability, Text] = {
    "text": Text("文字", "text"),
    "styles": Text("字体字号", "fonts and sizes"),
    "geometry": Text("页面尺寸", "page measures"),
}


NO_RULES = Text("方案没有选用任何规则，本文件未检查", "the plan selects no rule, so nothing was checked")


class Check(Stage, frozen=True):
    """Runs every rule of the kit, each on its own: one that fails loses only its own findings."""

    def advance(self, document: Document, kit: Kit) -> Document:
        """The document with findings, in order of place and without duplicates, and what was not checked and why."""
        if not kit.rules:
            return document.grown(not_checked=(NotChecked("check", NO_RULES),))
        findings: dict[Finding, None] = {}
        not_checked: list[NotChecked] = []
        kinds = Kinds(document)
        for name, rule in kit.rules.items():
            answers = attempt("rules", name, lambda: tuple(judge(rule, document, kinds)))  # noqa: B023 - called at once
            for answer in (answers,) if isinstance(answers, NotChecked) else answers:
                if isinstance(answer, Finding):
                    findings[answer] = None
                else:
                    not_checked.append(answer)
        return document.grown(findings=findings, not_checked=dict.fromkeys(not_checked))


def judge(rule: Rule, document: Document, kinds: Kinds | None = None) -> Iterator[Finding | NotChecked]:
    """What ``rule`` says of ``document``, if it is meant for it, its findings put together as its policy says.

    ``kinds`` are those of the document, where several rules judge it. A fix that would change text that the file does
    not hold (an automatic number) is left out of its finding. Raises what the rule raises, and :class:`TypeError` or
    :class:`ValueError` for an answer that cannot be used.
    """
    lacking = [ability for ability in rule.needs if ability not in document.provides]
    if lacking:
        yield rule.unchecked(
            f"本文件未提供{'、'.join(ABILITIES[ability].zh for ability in lacking)}信息",
            f"the file does not give {' and '.join(ABILITIES[ability].en for ability in lacking)}",
        )
        return
    meant = rule.meant_for()
    reason = (kinds or Kinds(document)).missing(meant)
    if reason is not None and meant.said:
        yield rule.unchecked(reason.zh, reason.en)
    if reason is not None or not titled(meant, document):
        return
    answers: Iterable[object] = rule.check(document)
    findings: list[Finding] = []
    for answer in answers:
        sound = _sound(answer, rule, document)
        if isinstance(sound, Finding):
            sure = as_sure(sound, meant, document)
            findings.append(sure if _applicable(sure, document) else _unfixed(sure))
        else:
            yield sound
    yield from gathered(findings, rule.gather)


def _sound(answer: object, rule: Rule, document: Document) -> Finding | NotChecked:
    """``answer`` as it is, once it has been seen to be whole."""
    if not isinstance(answer, Finding | NotChecked):
        raise TypeError(f"a rule yields Finding or NotChecked, not {type(answer).__name__}")
    msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=type(answer))
    if answer.rule != rule.name:
        raise ValueError(f"an answer of {rule.name} that says it is of {answer.rule}")
    if isinstance(answer, Finding):
        edits = () if answer.fix is None else answer.fix.all_edits
        for one in (answer.span, *answer.places, *edits):
            if not 0 <= one.start <= one.end <= len(document.text):
                raise ValueError(f"{one.start} to {one.end} is not in the text, which has {len(document.text)}")
        if (answer.places[0].start, answer.places[0].end) != (answer.span.start, answer.span.end):
            raise ValueError(f"the first place of a finding is its own, {answer.span.start} to {answer.span.end}")
    hash(answer)
    return answer


def _applicable(finding: Finding, document: Document) -> bool:
    return finding.fix is None or not any(
        isinstance(piece.place, Generated)
        for edit in finding.fix.edits
        for piece in document.pieces_in(Span(edit.start, edit.end))
    )


def _unfixed(finding: Finding) -> Finding:
    return msgspec.structs.replace(finding, fix=None)
