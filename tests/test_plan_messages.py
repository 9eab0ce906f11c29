"""A plan that is wrong is told in the reader's language: the line, what stands there, what may stand there."""

import re
from pathlib import Path

import pytest

from pipeline.model.errors import PlanError
from pipeline.plan.kit import assemble
from pipeline.plan.plan import read
from support import Command

WIDE = [
    ("select = [“*”]", 1, '“ 是全角符号，请改成半角的 "'),
    ('select = ["*”]\nignore = []', 1, '” 是全角符号，请改成半角的 "'),
    ("select = ['*’]", 1, "’ 是全角符号，请改成半角的 '"),
    ('select = ["a”, "b"]', 1, '” 是全角符号，请改成半角的 "'),
    ('select ＝ ["*"]', 1, "＝ 是全角符号，请改成半角的 ="),
    ('# 规则\nselect = ["a"，"b"]', 2, "， 是全角符号，请改成半角的 ,"),
    ('select = ["a"、"b"]', 1, "、 是全角符号，请改成半角的 ,"),
    ("【rules.body-font】\nsize = 15", 1, "【 是全角符号，请改成半角的 ["),
    ("［rules.body-font］\nsize = 15", 1, "［ 是全角符号，请改成半角的 ["),
    ("[rules.body-font]\nsize = １５", 2, "１ 是全角符号，请改成半角的 1"),
    ("[rules.body-font]\nsize：15", 2, "： 是全角符号，请改成半角的 ="),
    ("＃ 说明\nselect = []", 1, "＃ 是全角符号，请改成半角的 #"),
    ("select　= []", 1, "有一处全角空格，请改成半角空格"),
    ("[preferred-terms.a]\nprefer = { “登陆” = '登录' }", 2, '“ 是全角符号，请改成半角的 "'),
]
SYNTAX = [
    ("[preferred-terms.a.prefer]\n登陆 = '登录'", 2, '名称中有中文，要加引号："登陆" = …'),
    ("[patterns.a]\nmessage = '不用“！”' x", 2, "一行只能写一项"),
    ('plugins = ["C:\\Users\\me\\house.py"]', 1, r"双引号中的 \ 要写成 \\，或改用单引号"),
    ("executor = serial", 1, "值写得不对；文字要加英文引号"),
    ('select: ["*"]', 1, "应写成“名称 = 值”"),
    ('select = ["a" "b"]', 1, "列表中缺逗号或 ]"),
    ('select = ["a"\nignore = []', 2, "列表中缺逗号或 ]"),
    ("select = [\n", 1, "到文件末尾还没有写完"),
    ("select = []\nselect = []", 2, "同一名称写了两次"),
]
VALUES = [
    ("\nplugins = 3", 2, "plugins 应是列表 [ … ]，其中每项是加引号的文字，现在是 3"),
    ('select = "*"', 1, '应是列表 [ … ]，其中每项是加引号的文字，现在是 "*"'),
    ("select = [\n  '*',\n  4,\n]", 1, "select 第 2 项 应是加引号的文字，现在是 4"),
    ("executor = true", 1, "executor 应是加引号的文字，现在是 true"),
    ("[rules.body-font]\n\n# 磅\nsize = '大'", 4, '[rules.body-font]：size 应是大于 0、不大于 200 的数字，现在是 "大"'),
    ("[rules]\nbody-font = { size = -1 }", 2, "[rules.body-font]：size 应是大于 0、不大于 200 的数字，现在是 -1"),
    (
        "[rules.no-placeholder]\nseverity = 'warn'",
        2,
        '[rules.no-placeholder]：severity 应是"error"、"warning"或"info"，现在是 "warn"',
    ),
    ("[executors.local]\njobs = -3", 2, "[executors.local]：jobs 应是 0 到 1000 的整数，现在是 -3"),
    ("[executors.local]\ntimeout = 0", 2, "timeout 应是大于 0、不大于 86400 的数字，现在是 0"),
    ("[executors.local]\nmemory = 512.5", 2, "memory 应是 256 到 1048576 的整数，现在是 512.5"),
    ("[taggers.vocabulary]\nterms = { '工作' = ['检查', 3] }", 2, "terms.工作 第 2 项 应是加引号的文字，现在是 3"),
    ("[forbidden-words.a]\nwords = '搞定'", 2, "[forbidden-words.a]：words 应是列表"),
    ("[patterns.a]\npattern = 'x'\nbad = [\n  { text = 'x' },\n]", 3, "bad 第 1 项 缺 fixed 这一项"),
    (
        "[patterns.a]\npattern = 'x'\nbad = [{ text = 'x', fixd = '' }]",
        3,
        "bad 第 1 项 没有 fixd 这一项，是否想写 'fixed'？",
    ),
    ("[rules.body-font]\nsiez = 15", 2, "[rules.body-font] 中没有选项 'siez'，是否想写 'size'？"),
    ("rules = 3", 1, "rules 应是表，请写成 [rules.名称]"),
    ("patterns = '…'", 1, "patterns 应是表，请写成 [patterns.名称]"),
    ("ruls = 3", 1, "有不认识的键 'ruls'，是否想写 'rules'？"),
    ("[rules]\nbody-font = 3", 2, "[rules] 下的 body-font 应是一张选项表，或 false（停用）"),
    ("select = ['*']\n[[rules]]\nsize = 3", 2, "请把 [[rules]] 写成 [rules.名称]"),
    ("[patterns.a]\npattern = '('", 1, "[patterns.a]："),
]


def said(path: Path) -> PlanError:
    with pytest.raises(PlanError) as error:
        assemble(read(path))
    return error.value


@pytest.mark.parametrize(("text", "line", "told"), WIDE + SYNTAX + VALUES, ids=lambda value: str(value)[:40])
def test_the_line_what_stands_there_and_what_may(text: str, line: int, told: str, tmp_path: Path) -> None:
    path = tmp_path / "方案.toml"
    path.write_text(text, encoding="utf-8")
    error = said(path)
    assert told in error.text.zh
    assert re.search(rf"方案\.toml 第 {line} 行", error.text.zh)
    assert re.search(rf"方案\.toml, line {line}\b", error.text.en)
    assert "\n" not in error.text.zh + error.text.en


@pytest.mark.parametrize(("text", "line", "told"), WIDE + SYNTAX + VALUES, ids=lambda value: str(value)[:40])
def test_a_sentence_is_in_one_language(text: str, line: int, told: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    error = said(path)
    quoted = r"plan\.toml|'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\{[^}]*\}|[a-z]+[-.][a-z-]+|TOML|true|false"
    words = re.sub(quoted, "", error.text.zh.replace(str(tmp_path), "").replace(text, ""))
    names = set(re.findall(r"[a-z]+", text)) | {"fixed", "fix"}
    assert [word for word in re.findall(r"[A-Za-z]{2,}", words) if word.lower() not in names] == []
    han = set(re.findall(r"[\u4e00-\u9fff]", text))
    assert [char for char in re.findall(r"[\u4e00-\u9fff]", error.text.en) if char not in han] == []


@pytest.mark.parametrize("coding", ["gbk", "utf-16", "utf-16-le"])
def test_a_plan_that_notepad_saved_in_its_own_code(coding: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes('select = ["*"]\n[forbidden-words.a]\nwords = ["搞定"]\n'.encode(coding))
    error = said(path)
    assert "不是 UTF-8 编码" in error.text.zh
    assert "请另存为 UTF-8" in error.text.zh
    assert "save it as UTF-8" in error.text.en
    path.write_bytes(b"\xef\xbb\xbf" + '[forbidden-words.a]\r\nwords = ["搞定"]\r\n'.encode())
    assert "a" in assemble(read(path)).rules


def test_a_value_is_told_in_the_pack_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "upper.toml").write_text("extends = ['first.toml', 'last.toml']\nselect = ['*']\n")
    (tmp_path / "first.toml").write_text("[rules.body-font]\nsize = 15\n")
    (tmp_path / "last.toml").write_text("# ours\n\n[rules.body-font]\nsize = 'x'\n")
    assert "last.toml 第 4 行" in said(tmp_path / "upper.toml").text.zh
    (tmp_path / "first.toml").write_text("\nselect = 3\n")
    assert "first.toml 第 2 行" in said(tmp_path / "upper.toml").text.zh


def test_a_long_plan_is_looked_through_at_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    words = "".join(f'  "词{number}",\n' for number in range(3000))
    path.write_text(f"[forbidden-words.a]\nwords = [\n{words}]\n[rules.body-font]\nsize = 'x'\n", encoding="utf-8")
    assert "第 3005 行" in said(path).text.zh


def test_no_name_is_answered_with_itself(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "house.py").mkdir()
    result = pipeline("plugins", "check", "house.py")
    assert result.code == 2
    assert result.out.splitlines() == [f"✗ 没有这个插件文件：{tmp_path / 'house.py'}"]
