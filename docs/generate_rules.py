# ruff: noqa: INP001 - a script beside what it writes, no package
"""Write docs/rules.md from the rules themselves: ``python docs/generate_rules.py``."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.builtin.rules import RULES
from pipeline.cli.policies import gathering_of, scope_of
from pipeline.contract.drafts import Draft
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.severity import GRADES

PAGE = Path(__file__).with_name("rules.md")
KINDS = {
    "standard": "国家标准",
    "regulation": "党内法规、规章",
    "practice": "实务通例，非国标规定",
    "house": "单位自定",
}
NEEDS = {"text": "文字", "styles": "字体字号", "geometry": "页面尺寸"}


def page() -> str:
    """The whole page."""
    return "\n".join(["# 规则 · Rules", "", *_index(), *(line for rule in RULES for line in _section(rule))])


def _index() -> Iterator[str]:
    yield "本页由 `docs/generate_rules.py` 从规则的代码生成；每个例子都是测试。"
    yield "This page is generated from the rules; every example is a test."
    yield ""
    yield "| 规则 rule | 名称 name | 级别 severity | 依据 basis |"
    yield "| --- | --- | --- | --- |"
    for rule in RULES:
        yield f"| [`{rule.name}`](#{rule.name}) | {rule.name_zh} | {_severity(rule)} | {KINDS[rule.basis.kind]} |"
    yield ""


def _section(rule: type[Rule]) -> Iterator[str]:
    basis = rule.basis
    said = f"**{rule.name_zh}** {rule.explained_zh}" if rule.name_zh else rule.explained_zh
    yield from (f"## {rule.name}", "", said, "", inspect.getdoc(rule) or "", "")
    yield f"- 级别 severity: {_severity(rule)}"
    source = "，".join(filter(None, (basis.source, basis.clause)))
    yield f"- 依据 basis: {KINDS[basis.kind]} ({basis.kind}) — {source}"
    yield f"- 需要 needs: {'、'.join(NEEDS[ability] for ability in rule.needs)} ({', '.join(rule.needs)})"
    yield f"- 提示 message: {rule.message.zh} · {rule.message.en}"
    meant, put = scope_of(rule().meant_for()), gathering_of(rule.gather)
    yield f"- 适用 meant for: {meant.zh} · {meant.en}"
    yield f"- 合并 put together: {put.zh} · {put.en}"
    options = [field for field in msgspec.structs.fields(rule) if field.name != "severity"]
    if options:
        yield f"- 选项 options: {', '.join(f'`{field.name}` = `{field.default}`' for field in options)}"
    yield ""
    shown = [line for example in rule.examples for line in _example(example)]
    if shown:
        yield from ("| | 例 example | 改为 fixed |", "| --- | --- | --- |", *shown, "")


def _example(example: Good | Bad) -> Iterator[str]:
    """A row, for an example of text alone; what is found stands between ⟦ and ⟧."""
    if not isinstance(example.text, Draft):
        sign, fixed = ("✓", "") if isinstance(example, Good) else ("✗", example.fixed or "")
        yield f"| {sign} | {_cell(example.text)} | {_cell(fixed)} |"


def _cell(text: str) -> str:
    for sign in "\\|*_<>[]":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "<br>")


def _severity(rule: type[Rule]) -> str:
    severity = rule().severity
    return f"{GRADES[severity].name.zh} ({severity})"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
