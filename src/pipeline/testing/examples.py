"""The proof of a rule: its own examples, run as the program runs them.

PYTEST_DONT_REWRITE: the messages of the assertions say it all.
"""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from pipeline.builtin.stages.check import judge
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft
from pipeline.contract.parts import Splitter
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model import edits
from pipeline.model.document import Document
from pipeline.model.finding import Finding, Fix, NotChecked
from pipeline.model.text import Span

OPEN, CLOSE = "⟦", "⟧"


def examples_hold(rule_class: type[Rule], splitters: Iterable[Splitter] | None = None) -> None:
    """Raise :class:`AssertionError` unless all examples of ``rule_class`` hold; see :func:`example_holds`."""
    for example in rule_class.examples:
        example_holds(rule_class, example, splitters)


def example_holds(
    rule_class: type[Rule],
    example: Good | Bad,
    splitters: Iterable[Splitter] | None = None,
) -> None:
    """Raise :class:`AssertionError`, in words, unless the rule does what ``example`` says.

    A Good has no finding and nothing unchecked. A Bad has findings at exactly its marked
    spans; all fixes together make ``fixed`` of it, in which the rule finds nothing and
    changes nothing; without ``fixed`` the rule offers no fix of the text. Fixes of the layout leave
    nothing to be found either. ``splitters``: the built-in ones if not given.
    """
    rule = msgspec.convert(example.options, rule_class)
    splitters = builtin_splitters() if splitters is None else tuple(splitters)
    source, marked = unmarked(example.text)
    document = split(drafts.document(source), splitters)
    findings = _findings(rule, document, example)
    if isinstance(example, Good):
        assert not marked, _told(rule, example, "a Good has no ⟦ ⟧ marks; use Bad")
        assert not findings, _told(
            rule,
            example,
            "expected no finding",
            f"got:      {_shown(document, findings)}",
            *(f"message:  {finding.message.zh}" for finding in findings),
        )
        return
    _at_the_marks(rule, example, document, findings, marked)
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    _layout_is_mended(rule, example, document, fixes)
    if example.fixed is None:
        assert not any(fix.edits for fix in fixes), _told(
            rule, example, "the rule offers a fix: say in `fixed` what it makes of the text"
        )
        return
    fixed = edits.apply(document.text, edits.choose(fixes))
    assert fixed == example.fixed, _told(
        rule, example, "the fixes do not make what is expected", f"expected: {example.fixed!r}", f"got:      {fixed!r}"
    )
    again = split(drafts.document(_retyped(source, fixed)), splitters)
    left = _findings(rule, again, example)
    assert not left, _told(
        rule, example, "the fixed text is not clean, so fixing twice is not fixing once", f"left: {_shown(again, left)}"
    )


def _layout_is_mended(rule: Rule, example: Bad, document: Document, fixes: list[Fix]) -> None:
    """Raise :class:`AssertionError` when fixes that leave the text alone do not mend what they are for."""
    of_layout = [fix for fix in edits.of_layout(fixes) if not fix.edits]
    if not of_layout or len(of_layout) < len(set(fixes)):
        return
    laid_out = edits.laid_out(document, [edit for fix in of_layout for edit in fix.layout])
    left = _findings(rule, laid_out, example)
    assert not left, _told(
        rule, example, "the layout that the fixes make is not right either", f"left: {_shown(laid_out, left)}"
    )


def rule_test(*rule_classes: type[Rule]) -> Callable[[type[Rule], Good | Bad], None]:
    """A pytest test of every example of these rules; assign it to a name that starts with ``test_``."""
    import pytest

    cases = [
        pytest.param(rule_class, example, id=f"{rule_class.name}-{type(example).__name__}-{number}")
        for rule_class in rule_classes
        for number, example in enumerate(rule_class.examples, 1)
    ]

    @pytest.mark.parametrize(("rule_class", "example"), cases)
    def test(rule_class: type[Rule], example: Good | Bad) -> None:
        example_holds(rule_class, example)

    return test


def builtin_splitters() -> tuple[Splitter, ...]:
    """What the stage ``split`` runs when a plan says nothing else."""
    from pipeline.builtin.structure.kind.splitter import Kind
    from pipeline.builtin.structure.protected import Protected
    from pipeline.builtin.structure.roles import Structure

    return (Protected(), Structure(), Kind())


def split(document: Document, splitters: Iterable[Splitter]) -> Document:
    """``document`` after ``splitters``, which may raise."""
    for splitter in splitters:
        document = splitter.split(document)
    return document


def unmarked(source: str | Draft) -> tuple[Draft, tuple[Span, ...]]:
    """``source`` without its ``⟦ ⟧``, and the spans that they enclosed."""
    if isinstance(source, str):
        source = drafts.draft(source)
    spans: list[Span] = []
    begun: int | None = None
    at = 0
    for char in "\n".join(para.number + para.text for para in source.paragraphs):
        if char == OPEN:
            assert begun is None, f"{OPEN} inside {OPEN}: {source}"
            begun = at
        elif char == CLOSE:
            assert begun is not None, f"{CLOSE} without {OPEN}: {source}"
            spans.append(Span(begun, at))
            begun = None
        else:
            at += 1
    assert begun is None, f"{OPEN} without {CLOSE}: {source}"
    plain = tuple(
        msgspec.structs.replace(para, text=_without_marks(para.text), number=_without_marks(para.number))
        for para in source.paragraphs
    )
    return msgspec.structs.replace(source, paragraphs=plain), tuple(spans)


def _without_marks(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def _findings(rule: Rule, document: Document, example: Good | Bad) -> list[Finding]:
    findings: list[Finding] = []
    for answer in judge(rule, document):
        if isinstance(answer, NotChecked):
            raise AssertionError(_told(rule, example, f"not checked: {answer.reason.en}"))  # noqa: TRY004 - no type fault
        findings.append(answer)
    return sorted(set(findings), key=lambda finding: finding.span)


def _at_the_marks(
    rule: Rule, example: Bad, document: Document, findings: list[Finding], marked: tuple[Span, ...]
) -> None:
    scopes = {finding.scope for finding in findings}
    assert scopes <= {example.scope}, _told(rule, example, f"expected scope {example.scope}, got {sorted(scopes)}")
    if example.scope != "text" and not marked:
        assert len(findings) == 1, _told(
            rule, example, f"expected one finding on the {example.scope}, got {len(findings)}"
        )
        return
    assert tuple(finding.span for finding in findings) == marked, _told(
        rule,
        example,
        "the findings are not where they are expected",
        f"expected: {_enclosed(document.text, marked)}",
        f"got:      {_shown(document, findings)}",
    )


def _retyped(source: Draft, text: str) -> Draft:
    """``source`` with its paragraphs' text from ``text``, of which a line is a paragraph."""
    lines = text.split("\n")
    assert len(lines) == len(source.paragraphs), "a fix that joins or parts paragraphs cannot be an example"
    return msgspec.structs.replace(
        source,
        paragraphs=tuple(
            msgspec.structs.replace(para, text=line.removeprefix(para.number))
            for para, line in zip(source.paragraphs, lines, strict=True)
        ),
    )


def _shown(document: Document, findings: list[Finding]) -> str:
    return _enclosed(document.text, (finding.span for finding in findings)) if findings else "nothing"


def _enclosed(text: str, spans: Iterable[Span]) -> str:
    """``text`` in one line with the spans between marks, for people."""
    return "".join(_parts(text, sorted(spans))).replace("\n", "⏎")


def _parts(text: str, spans: list[Span]) -> Iterator[str]:
    at = 0
    for span in spans:
        yield from (text[at : span.start], OPEN, text[span.start : span.end], CLOSE)
        at = span.end
    yield text[at:]


def _told(rule: Rule, example: Good | Bad, *lines: str) -> str:
    number = rule.examples.index(example) + 1 if example in rule.examples else 0
    head = f"rule {rule.name}, example {number}, a {type(example).__name__}: {lines[0]}"
    return "\n  ".join((head, *lines[1:], f"example:  {example}"))
