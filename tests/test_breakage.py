"""A part that breaks is seen: named with its kind, told once, kept in sight, and it costs no more than its own work."""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from pipeline.batch import run
from pipeline.batch.keep import Choice
from pipeline.batch.run import ALL_CHANGED
from pipeline.batch.summary import Summary
from pipeline.plan import plan as plans
from support import Command, records

Plans = Callable[..., Path]
SERIAL = 'executor = "serial"'
LONG_AGO = 1_600_000_000


def add(inputs: Path, **texts: str) -> None:
    for name, text in texts.items():
        (inputs / f"{name}.txt").write_text(text, encoding="utf-8")
        os.utime(inputs / f"{name}.txt", (LONG_AGO, LONG_AGO))


def broken(out: Path) -> dict[str, set[str]]:
    """The parts that broke, by document."""
    return {
        path: {entry["broken"] for entry in record["not_checked"] if entry["broken"]}
        for path, record in records(out).items()
    }


def test_a_part_that_breaks_is_told_once_and_stays_in_sight(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    add(inputs, 乙="你好，世界。")
    (inputs / "坏.pdf").write_bytes(b"%PDF-1.7")
    words = ("run", inputs, "-o", "out", "--plan", plan("raises_at_work", extra=SERIAL))
    first = pipeline(*words, "--quiet", "--summary", "s.json")
    assert first.code == 5
    lines = first.out.splitlines()
    assert lines[1:5] == [
        "部件出错，2 个文件未完整检查：",
        "  规则 raising-rule 运行出错：ZeroDivisionError: rule: txt  [2 个文件，新]",
        "  章节划分 raising-splitter 运行出错：ZeroDivisionError: splitter: txt  [2 个文件，新]",
        "  标签提取 raising-tagger 运行出错：ZeroDivisionError: tagger: txt  [2 个文件，新]",
    ]
    assert lines[5:] == ["新的失败 1 个：", "  inputs/坏.pdf  [damaged] 文件已损坏：PDF 结构损坏"]
    parts = ["rules.raising-rule", "splitters.raising-splitter", "taggers.raising-tagger"]
    summary = json.loads((tmp_path / "s.json").read_bytes())
    assert [(one["part"], one["documents"]) for one in summary["broken"]] == [(part, 2) for part in parts]
    assert (summary["broken_anew"], summary["not_fully_checked"]) == (parts, 2)
    again = pipeline(*words, "--quiet", "--summary", "s.json")
    assert (again.code, again.out, again.err) == (0, "", "")
    summary = json.loads((tmp_path / "s.json").read_bytes())
    assert [one["part"] for one in summary["broken"]] == parts
    assert (summary["broken_anew"], summary["not_fully_checked"]) == ([], 2)
    loud = pipeline(*words, "--strict")
    assert loud.code == 5
    assert "部件出错，2 个文件未完整检查：\n  规则 raising-rule 运行出错" in loud.out
    add(inputs, 丙="再见。")
    (inputs / "又坏.pdf").write_bytes(b"%PDF-1.7")
    mail = pipeline(*words, "--quiet")
    assert (mail.code, "raising" in mail.out) == (3, False)
    told = pipeline("status", "out").out
    assert (
        "部件出错，3 个文件未完整检查：\n  规则 raising-rule 运行出错：ZeroDivisionError: rule: txt  [3 个文件]" in told
    )
    assert json.loads(pipeline("status", "out", "--json").out)["not_fully_checked"] == 3


def ran(plan: Path, inputs: Path, choice: Choice = ALL_CHANGED) -> Summary:
    return run.run(plans.read(plan), [inputs], inputs.parent / "out", choice)


def mend(plan: Path, *, broken: bool) -> None:
    """Another version of the plugin."""
    plugin = plan.parent / "mended_later.py"
    version = plugin.read_text(encoding="utf-8")
    plugin.write_text(version.replace(f"BROKEN = {not broken}", f"BROKEN = {broken}"), encoding="utf-8")


def test_a_broken_exporter_or_report_costs_its_own_file_until_it_is_mended(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    out, path = tmp_path / "out", plan("mended_later", extra=SERIAL)
    parts = ["exporters.later", "rules.later", "reports.later"]

    def run() -> tuple[int, list[str]]:
        code = pipeline("run", inputs, "-o", "out", "--plan", path, "--summary", "s.json").code
        return code, json.loads((tmp_path / "s.json").read_bytes())["broken_anew"]

    mend(path, broken=False)
    assert run() == (0, [])
    assert ((out / "inputs" / "通知.txt.later").read_bytes(), (out / "later.txt").read_bytes()) == (
        b"exported",
        b"reported",
    )
    mend(path, broken=True)
    assert run() == (5, parts)
    record = records(out)["通知.txt"]
    assert record["status"] == "done"
    assert [finding["rule"] for finding in record["findings"]] == ["no-placeholder"]
    assert record["outputs"] == ["inputs/通知.txt.json", "inputs/通知.txt.html"]
    assert broken(out) == {"通知.txt": {"exporters.later", "rules.later"}}
    assert json.loads((out / "inputs" / "通知.txt.json").read_bytes()) == record
    assert "exporters.later" in (out / "inputs" / "通知.txt.html").read_text(encoding="utf-8")
    assert not (out / "inputs" / "通知.txt.later").exists()  # that of the earlier outcome would look fresh
    assert not (out / "later.txt").exists()
    assert run() == (0, [])
    mend(path, broken=False)
    assert run() == (0, [])
    assert broken(out) == {"通知.txt": set()}
    assert ((out / "inputs" / "通知.txt.later").read_bytes(), (out / "later.txt").read_bytes()) == (
        b"exported",
        b"reported",
    )
    mend(path, broken=True)
    assert run() == (5, parts)


def test_parts_of_one_name_are_told_apart(pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path) -> None:
    stages = 'stages = ["split", "same", "tag", "check"]'
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("one_name", extra=f"{SERIAL}\n{stages}"))
    assert result.code == 5
    kinds = ("readers", "splitters", "stages", "taggers", "rules", "exporters")
    record = records(tmp_path / "out")["通知.txt"]
    told = {entry["broken"]: entry for entry in record["not_checked"] if entry["broken"]}
    assert list(told) == [f"{kind}.same" for kind in kinds]
    assert all(entry["rule"] == "same" for entry in told.values())
    assert all(kind.removesuffix("s") in told[f"{kind}.same"]["reason"] for kind in kinds)
    assert record["status"] == "done"
    assert [finding["rule"] for finding in record["findings"]] == ["no-placeholder"]
    for word in ("格式", "章节划分", "步骤", "标签提取", "规则", "输出", "报告"):
        assert f"  {word} same 运行出错：ZeroDivisionError: " in result.out


def test_pages_show_what_broke_apart_from_what_a_format_lacks(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    pipeline("run", inputs, "-o", "out", "--plan", plan("one_name", extra=SERIAL))
    index = html.parse(str(tmp_path / "out" / "index.html"))
    (card,) = index.xpath("//section[contains(@class, 'broken') and contains(@class, 'failed')]")
    named = card.xpath(".//code/text()")
    assert {"rules.same", "exporters.same", "reports.same"} <= set(named)
    assert "1 个文件因此未完整检查" in card.text_content()
    assert "body-font" not in card.text_content()
    rules = {row.xpath(".//code/text()")[0] for row in index.xpath("//table[contains(@class, 'rules')]/tbody/tr")}
    assert "body-font" in rules
    assert "same" not in rules
    page = html.parse(str(tmp_path / "out" / "inputs" / "通知.txt.html"))
    (apart,) = page.xpath("//section[@id='broken']")
    assert {"rules.same", "exporters.same"} <= set(apart.xpath(".//code/text()"))
    (lacking,) = page.xpath("//section[@id='not-checked']")
    assert "same" not in lacking.text_content()
    assert "body-font" in lacking.text_content()


def test_a_document_whose_exporter_broke_is_left_until_something_changes(plan: Plans, inputs: Path) -> None:
    os.utime(inputs / "通知.txt", (LONG_AGO, LONG_AGO))
    path = plan("exporter_raises", extra=SERIAL)
    time.sleep(2.1)  # until the file's times can be trusted
    assert ran(path, inputs).counts.fresh == 1
    index = inputs.parent / "out" / "index.html"
    written = index.stat().st_mtime_ns
    night = ran(path, inputs)
    assert (night.counts.fresh, index.stat().st_mtime_ns == written) == (0, True)  # the short way
    assert (night.code(), night.code(strict=True)) == (0, 5)
    assert [(one.part, one.documents) for one in night.broken] == [("exporters.raising", 1)]
    index.unlink()
    night = ran(path, inputs)
    assert (night.counts.fresh, night.code(), night.code(strict=True)) == (0, 0, 5)  # the long one
    assert ran(path, inputs, Choice(retry_failed=True)).counts.fresh == 1
    (inputs.parent / "out" / "inputs" / "通知.txt.html").unlink()
    assert ran(path, inputs).counts.fresh == 1


def test_a_report_that_breaks_is_named_whatever_its_error_looks_like(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    path = plan("reports_break", extra=SERIAL)
    (tmp_path / "out").mkdir()
    first = pipeline("run", inputs, "-o", "out", "--plan", path, "-q")
    assert first.code == 5
    assert "无法写入" not in first.err
    lines = first.err.splitlines()
    assert [line.split("：")[0] for line in lines] == [
        f"pipeline: 报告 {name} 未能生成" for name in ("gone", "full", "database", "empty")
    ]
    assert "FileNotFoundError" in lines[0]
    assert "(reports_break.py:" in lines[0]
    assert "报告 database 运行出错：DatabaseError: file is not a database  [新]" in first.out
    out = tmp_path / "out"
    assert not list(out.glob(".pipeline/*broken*"))
    assert not [name for name in ("gone", "full", "database", "nothing") if (out / f"{name}.txt").exists()]
    assert broken(out) == {"通知.txt": set()}
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(f"reports.{name}" in index for name in ("gone", "full", "database", "empty"))
    assert "full.txt" not in index
    assert "报告 full 运行出错：OSError" in pipeline("status", "out").out
    quiet = pipeline("run", inputs, "-o", "out", "--plan", path, "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert pipeline("run", inputs, "-o", "out", "--plan", path, "-q", "--strict").code == 5


def test_a_folder_that_cannot_be_written_is_no_reports_fault(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    words = ("run", inputs, "-o", "out", "--plan", plan(extra=SERIAL))
    assert pipeline(*words).code == 0
    (tmp_path / "out" / "index.html").unlink()
    (tmp_path / "out" / "index.html").mkdir()
    result = pipeline(*words)
    assert result.code == 2
    assert "无法写入输出文件夹" in result.err


def test_a_folder_in_the_place_of_a_report_that_breaks_is_left_alone(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    words = ("run", inputs, "-o", "out", "--plan", plan("reports_break", extra=SERIAL), "-q", "--force")
    assert pipeline(*words).code == 5
    kept = tmp_path / "out" / "full.txt" / "家信.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    result = pipeline(*words, "--strict")
    assert (result.code, "无法写入" in result.err) == (5, False)
    assert kept.read_text(encoding="utf-8") == "mine"
    assert "reports.empty" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_part_that_hangs_costs_its_document_and_is_named(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    kinds = {"RULE": "规则", "TAGGER": "标签提取", "SPLITTER": "章节划分", "STAGE": "步骤", "EXPORTER": "输出"}
    add(inputs, **{word: f"此处有 {word}。" for word in kinds})
    stages = 'stages = ["split", "hanging", "tag", "check"]'
    path = plan("hangs_in_a_part", extra=stages)
    result = pipeline("run", inputs, "-o", "out", "--plan", path, "--timeout", 8, "--jobs", 2)
    assert result.code == 5
    found = records(tmp_path / "out")
    for word, noun in kinds.items():
        record = found[f"{word}.txt"]
        assert record["reason"]["code"] == "timeout"
        assert record["reason"]["message"] == (f"超过每个文件的时限（8 秒），已终止（当时运行的是：{noun} hanging）")
        (entry,) = record["not_checked"]
        assert entry["broken"] == f"{word.lower()}s.hanging"
        assert entry["reason"] == f"{noun} hanging 没有在时限（8 秒）内结束"
        assert f"{noun} hanging 没有在时限（8 秒）内结束  [1 个文件，新]" in result.out
    assert found["通知.txt"]["reason"] is None
    assert (tmp_path / "out" / "inputs" / "RULE.txt.hang").exists()
    assert not (tmp_path / "out" / "inputs" / "EXPORTER.txt.hang").exists()
    assert (tmp_path / "out" / "inputs" / "EXPORTER.txt.json").exists()
    assert pipeline("run", inputs, "-o", "out", "--plan", path, "--timeout", 8, "--jobs", 2).code == 0


def test_a_report_that_hangs_is_ended_and_named(pipeline: Command, plan: Plans, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = pipeline("run", "empty", "-o", "out", "--plan", plan("report_hangs"), "--timeout", 1)
    assert result.code == 5
    assert "报告 hanging 20 秒没有动静，已终止  [新]" in result.out
    assert result.err == "pipeline: 报告 hanging 未能生成：20 秒没有动静，已终止\n"
    assert (tmp_path / "out" / "index.html").exists()
    assert not (tmp_path / "out" / "hang.txt").exists()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "输出 hanging 20 秒没有动静，已终止"),
        ("en", "the exporter hanging showed no sign of life for 20 s and was ended"),
    ],
)
def test_an_exporter_that_hangs_in_the_parent_is_named_with_its_limit(
    lang: str, said: str, pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    (inputs / "EXPORTER.txt").write_text(
        "你好，世界。", encoding="utf-8"
    )  # just now: left to the next run, by the parent
    words = ("run", inputs, "-o", "out", "--plan", plan("hangs_in_a_part"), "--timeout", 1, "--stable-for", 86400)
    result = pipeline(*words, PIPELINE_LANG=lang)
    assert result.code == 5
    assert said in result.out
    record = records(tmp_path / "out")["EXPORTER.txt"]
    assert record["reason"]["code"] == "unsettled"
    assert [(entry["broken"], entry["reason"]) for entry in record["not_checked"]] == [("exporters.hanging", said)]


def test_a_part_that_takes_its_process_down_is_named(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    add(inputs, 死="DIE")
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("dies_in_a_rule"))
    assert result.code == 5
    record = records(tmp_path / "out")["死.txt"]
    assert record["reason"]["message"] == "处理该文件的进程意外终止：exit code 7（当时运行的是：规则 deadly-rule）"
    assert broken(tmp_path / "out") == {"死.txt": {"rules.deadly-rule"}, "通知.txt": set()}


@pytest.mark.parametrize("executor", ["serial", "local"])
def test_errors_that_are_hard_to_tell_of_are_told(
    executor: str, pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    path = plan("odd_errors", extra=f'executor = "{executor}"')
    result = pipeline("run", inputs, "-o", "out", "--plan", path)
    assert result.code == 5
    record = records(tmp_path / "out")["通知.txt"]
    assert record["status"] == "done"
    told = {entry["broken"]: entry["reason"] for entry in record["not_checked"] if entry["broken"]}
    assert told["rules.mute-rule"] == "规则 mute-rule 运行出错：Mute"
    assert "ValueError: no file \\udcff xxx" in told["rules.half-rule"]
    assert len(told["rules.half-rule"]) < 500
    assert told["rules.cancelled-rule"] == "规则 cancelled-rule 运行出错：CancelledError"
    assert told["rules.placeless-rule"] == "规则 placeless-rule 运行出错：KeyError: 'mark'"
    assert "UnicodeEncodeError" in told["rules.half-message-rule"]
    assert [finding["rule"] for finding in record["findings"]] == ["no-placeholder"]


def test_nonsense_from_a_stage_loses_that_stage_alone(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    odd = ["nothing", "no-text", "shorter-text", "number-for-title", "outside-finding", "outside-section"]
    stages = json.dumps(["split", *odd, "word-for-mark", "forgetting", "tag", "check"])
    path = plan("stages_give_nonsense", extra=f"{SERIAL}\nstages = {stages}")
    assert pipeline("run", inputs, "-o", "out", "--plan", path).code == 5
    record = records(tmp_path / "out")["通知.txt"]
    assert broken(tmp_path / "out")["通知.txt"] == {f"stages.{name}" for name in (*odd, "word-for-mark")}
    assert [finding["rule"] for finding in record["findings"]] == ["no-placeholder"]
    assert record["title"] == "关于开展检查的通知"
    assert len(record["outline"]) == 2


def test_an_interrupted_run_swallows_no_news(plan: Plans, inputs: Path, tmp_path: Path) -> None:
    add(inputs, 乙="你好，世界。")
    path = plan("raises_at_work", extra=SERIAL)

    def cut(_name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.run(plans.read(path), [inputs], tmp_path / "out", watch=cut)
    summary = ran(path, inputs)
    assert (summary.counts.fresh, summary.not_fully_checked) == (1, 2)
    assert len(summary.broken_anew) == 3
    assert summary.code() == 5


def test_what_is_gone_is_not_broken(plan: Plans, inputs: Path) -> None:
    add(inputs, 乙="你好，世界。")
    path = plan("raises_at_work", extra=SERIAL)
    ran(path, inputs)
    (inputs / "乙.txt").unlink()
    assert ran(path, inputs).not_fully_checked == 1


def test_status_reads_a_ledger_that_kept_no_breakages(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    pipeline("run", inputs, "-o", "out", "--executor", "serial")
    with sqlite3.connect(tmp_path / "out" / ".pipeline" / "ledger.sqlite") as database:
        database.execute("drop table broken")
    database.close()
    told = pipeline("status", "out")
    assert (told.code, told.out.splitlines()[1]) == (0, "完成 1，失败 0，跳过 0")


def test_of_several_codes_the_gravest_wins(pipeline: Command, plan: Plans, inputs: Path) -> None:
    (inputs / "坏.pdf").write_bytes(b"%PDF-1.7")
    path = plan("raises_at_work", extra=SERIAL)
    assert pipeline("run", inputs, "-o", "out", "--plan", path, "--fail-on", "error").code == 5
    assert pipeline("run", inputs, "-o", "out", "--plan", path, "--fail-on", "error").code == 1
    assert pipeline("run", inputs, "-o", "out", "--plan", path, "--strict", "--fail-on", "error").code == 5
    assert pipeline("run", inputs, "gone", "-o", "out", "--plan", path).code == 4


@pytest.mark.parametrize("output", ["full", "concise", "json", "sarif", "github"])
def test_check_says_what_broke(output: str, pipeline: Command, plan: Plans, inputs: Path) -> None:
    path = plan("raises_at_work", extra=SERIAL)
    result = pipeline("check", inputs, "--plan", path, "--output-format", output)
    assert result.code == 5
    assert "部件出错，1 个文件未完整检查：\n  章节划分 raising-splitter 运行出错" in result.err
    assert output == "concise" or "rules.raising-rule" in result.out
    (inputs / "表.png").write_bytes(b"\x89PNG\r\n")
    assert pipeline("check", inputs, inputs / "表.png", "--plan", path, "--output-format", output).code == 4
