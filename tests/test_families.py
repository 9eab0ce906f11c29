"""Rules without code: what a table of the plan finds, and what a wrong one is told."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.contract import drafts
from pipeline.document.stages import advance
from pipeline.model.errors import PlanError
from pipeline.plan.kit import assemble
from pipeline.plan.plan import read
from support import Command, records

TERMS = '[preferred-terms.house-terms]\nprefer = { "登陆系统" = "登录系统", "泽市府" = "云泽市府", "oa" = "OA" }\n'


@pytest.fixture
def found(tmp_path: Path) -> Any:
    """``found(plan, text)``: rule, excerpt, message and replacement of each finding of the plan's own rules."""

    def run(plan: str, text: str, **settings: Any) -> list[tuple[str, str, str, str | None]]:
        path = tmp_path / "pipeline.toml"
        path.write_text(plan, encoding="utf-8")
        kit = assemble(msgspec.structs.replace(read(path), **settings))
        document = advance(drafts.document(text), kit)
        return [
            (
                finding.rule,
                document.cut(finding.span) if finding.scope == "text" else "",
                finding.message.zh,
                finding.fix.edits[0].text if finding.fix else None,
            )
            for finding in document.findings
            if finding.basis.kind == "house"
        ]

    return run


def test_a_term_has_a_preferred_form_which_is_left_alone(found: Any) -> None:
    assert found(TERMS, "请登陆系统，泽市府与云泽市府。见 http://example.org/oa 。") == [
        ("house-terms", "登陆系统", "“登陆系统”应写作“登录系统”", "登录系统"),
        ("house-terms", "泽市府", "“泽市府”应写作“云泽市府”", "云泽市府"),
    ]


def test_allowed_phrases_and_whole_latin_words(found: Any) -> None:
    plan = '[preferred-terms.t]\nprefer = { "登陆" = "登录", "AI" = "人工智能" }\nallowed = ["台风登陆", "登陆地点"]\n'
    assert [entry[1] for entry in found(plan, "台风登陆后登陆，登陆地点。AIDS和AI。")] == ["登陆", "AI"]


def test_forbidden_words_in_some_roles_only(found: Any) -> None:
    text = "关于搞定工作的通知\n各单位：\n一、搞定总体要求\n尽快搞定。\n"
    plan = '[forbidden-words.plain]\nwords = ["搞定"]\nmessage = "公文不用“{found}”"\n'
    assert len(found(plan, text)) == 3
    assert found(plan + 'only_in = ["title"]', text) == [("plain", "搞定", "公文不用“搞定”", None)]


def test_without_the_splitters_a_rule_for_some_roles_is_not_checked(
    pipeline: Command, inputs: Path, tmp_path: Path
) -> None:
    plan = 'stages = ["check"]\n[forbidden-words.plain]\nwords = ["检查"]\nonly_in = ["title"]\n'
    (tmp_path / "pipeline.toml").write_text(plan, encoding="utf-8")
    assert pipeline("run", inputs, "-o", "out").code == 0
    assert "plain" in [entry["rule"] for entry in records(tmp_path / "out")["通知.txt"]["not_checked"]]


def test_a_pattern_fixes_with_its_groups_and_may_look_into_protected_stretches(found: Any) -> None:
    plan = (
        "[patterns.phone-hyphen]\n"
        r"pattern = '(?P<area>0\d{2,3}) (?P<number>\d{7,8})'"
        "\nfix = '\\g<area>-\\g<number>'\nmessage = \"应写 {area}-{number}\"\n"
    )
    assert found(plan, "电话：0571 87654321。") == []
    assert found(plan + 'also_in = ["phone"]', "电话：0571 87654321。") == [
        ("phone-hyphen", "0571 87654321", "应写 0571-87654321", "0571-87654321")
    ]


def test_a_pattern_across_a_protected_stretch_offers_no_fix_for_it(found: Any) -> None:
    plan = "[patterns.seen]\npattern = '见(\\S+)。'\nfix = '参见\\1。'\n"
    ((_, excerpt, _, fix),) = found(plan, "见http://example.org/a。")
    assert (excerpt, fix) == ("见http://example.org/a。", None)


def test_line_ends_are_paragraph_ends_in_patterns(found: Any) -> None:
    plan = "[patterns.ends]\npattern = '附$'\n"
    assert [entry[1] for entry in found(plan, "附\n附件\n内附")] == ["附", "附"]


def test_required_sections_of_the_documents_that_are_meant(found: Any) -> None:
    plan = (
        '[required-sections.parts]\nwhen_title = ["对照检查"]\nunless_title = ["通知"]\n'
        'sections = [["问题", "不足"], ["原因"], ["措施", "方向"]]\nmessage = "没有{section}（{words}）"\n'
    )
    assert found(plan, "张某对照检查材料\n一、存在的不足\n不够。\n二、今后方向\n加强。\n") == [
        ("parts", "", "没有原因（原因）", None)
    ]
    assert found(plan, "关于撰写对照检查材料的通知\n一、总体要求\n抓好落实。\n") == []
    assert found(plan, "工作要点\n一、总体要求\n抓好落实。\n") == []


def test_a_table_is_a_rule_like_any_other(pipeline: Command, found: Any) -> None:
    more = 'why = "系统名称已统一。"\nsource = "信息化规范"\nclause = "第二条"\ngood = ["登录系统"]\n'
    assert len(found(TERMS + more, "登陆系统")) == 1
    explained = pipeline("rules", "house-terms").out
    assert "系统名称已统一。" in explained
    assert "信息化规范 第二条 (本单位)" in explained
    assert "登录系统" in explained
    assert found(TERMS, "登陆系统", ignore=("house-*",)) == []
    assert found(TERMS + '[rules.house-terms]\nseverity = "info"\n', "登陆系统") != []
    assert "house-terms" in pipeline("rules").out
    assert found(TERMS + "[rules]\nhouse-terms = false\n", "登陆系统") == []


def test_both_languages_in_a_message(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    message = 'message = { zh = "不用{found}", en = "no {found}" }'
    plan = f'[forbidden-words.plain]\nwords = ["检查"]\nonly_in = ["title"]\n{message}\n'
    (tmp_path / "pipeline.toml").write_text(plan, encoding="utf-8")
    for lang, said in (("zh", "不用检查"), ("en", "no 检查")):
        assert pipeline("--lang", lang, "run", inputs, "-o", lang).code == 0
        findings = records(tmp_path / lang)["通知.txt"]["findings"]
        assert said in [finding["message"] for finding in findings if finding["rule"] == "plain"]


WRONG = {
    "[prefered-terms.a]\nprefer = { b = 'c' }": "是否想写 'preferred-terms'",
    "[rulse.body-font]\nsize = 15": "是否想写 'rules'",
    "[[patterns]]\nname = 'a'": "请把 [[patterns]] 写成 [patterns.名称]",
    "[patterns.a]\npatern = 'b'": "是否想写 'pattern'",
    "[patterns.a]\npattern = '('": "[patterns.a]：pattern 或 fix 不是正确的正则表达式",
    "[patterns.a]\npattern = 'b'\nfix = '\\g<c>'": "[patterns.a]：pattern 或 fix 不是正确的正则表达式",
    "[patterns.a]\npattern = 'b*'": "[patterns.a]：pattern 不能为空或匹配空文字",
    "[patterns.a]\nmessage = 'b'": "[patterns.a]：pattern 不能为空",
    "[patterns.a]\npattern = '(?P<fix>b)'": "请另取名：fix",
    "[patterns.a]\npattern = 'b'\nmessage = '{c}'": "花括号里只能写 {found}",
    "[patterns.a]\npattern = 'b'\nmessage = '{'": "花括号",
    "[patterns.a]\npattern = 'b'\nalso_in = ['phnoe']": "是否想写 'phone'",
    "[patterns.a]\npattern = 'b'\nonly_in = ['titel']": "是否想写 'title'",
    "[patterns.a]\npattern = 'b'\nseverity = 'fatal'": "[patterns.a]",
    "[patterns.Bad_Name]\npattern = 'b'": "规则名应由小写字母",
    "[patterns.body-font]\npattern = 'b'": "已有名为 'body-font' 的规则",
    "[patterns.a]\npattern = 'b'\n[forbidden-words.a]\nwords = ['b']": "已有名为 'a' 的规则",
    "[patterns]\na = 3": "应是一张选项表",
    "[preferred-terms.a]\nprefer = { b = 'b' }": "改成了它自己",
    "[preferred-terms.a]\nprefer = { ' ' = 'b' }": "不能为空",
    "[forbidden-words.a]\nwords = []": "words 不能为空",
    "[required-sections.a]\nwhen_title = ['b']": "sections 不能为空",
    "[required-sections.a]\nsections = [[]]": "sections 不能为空",
    "[forbidden-words.a]\nwords = ['b']\nbad = [{ txt = 'b' }]": "[forbidden-words.a]",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=list(WRONG))
def test_a_wrong_table_is_one_line_that_names_it(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as error:
        assemble(read(path))
    assert said in error.value.text.zh
    assert len(error.value.text.zh.splitlines()) == len(error.value.text.en.splitlines()) == 1


def test_a_wrong_table_stops_the_run_before_the_first_document(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text("[patterns.a]\npattern = '('", encoding="utf-8")
    result = pipeline("run", inputs, "-o", "out")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "[patterns.a]" in result.err
    assert not (tmp_path / "out").exists()
