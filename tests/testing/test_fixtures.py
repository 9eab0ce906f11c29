"""The fixtures that a plugin's author gets, used as one would use them."""

import subprocess
import sys
from pathlib import Path

from support import ROOT, offline_install, run_tests

THEIRS = """
from pipeline import Draft, Margins, Para, Style
from pipeline.builtin.rules.body_font import BodyFont
from pipeline.builtin.rules.no_placeholder import NoPlaceholder
from pipeline.builtin.rules.page_margins import PageMargins

BODY = Para("各单位要认真做好下列工作，按时报送有关材料，切实抓好落实。", Style(font="宋体", size=16), first_indent=32)


def test_a_docx_in_a_line(pipeline_docx, run_rule):
    path = pipeline_docx("关于开展检查的通知", BODY, BODY)
    assert path.name == "example.docx"
    assert [finding.rule for finding in run_rule(BodyFont, path)] != []
    assert run_rule(BodyFont, path, font_class="宋体") == []


def test_margins_are_those_of_the_standard_unless_said(pipeline_docx, pipeline_pdf, run_rule):
    assert run_rule(PageMargins, pipeline_docx("关于开展检查的通知", BODY)) == []
    assert run_rule(PageMargins, pipeline_pdf("关于开展检查的通知", *[BODY] * 30)) == []
    narrow = Draft((Para("关于开展检查的通知"), BODY), margins=Margins(10, 10, 10, 10))
    assert [finding.scope for finding in run_rule(PageMargins, pipeline_docx(narrow, name="b.docx"))] == ["page"]


def test_a_text_and_an_option(run_rule):
    (finding,) = run_rule(NoPlaceholder, "于xx日完成。", severity="info")
    assert (finding.span.start, finding.span.end, finding.severity) == (1, 3, "info")


def test_a_rule_that_cannot_judge_says_so(run_rule):
    (answer,) = run_rule(PageMargins, "只有文字。")
    assert answer.rule == "page-margins"


def test_a_plan_over_files(pipeline_docx, pipeline_pdf, run_plan):
    records = run_plan(
        {"a.txt": "于xx日完成。", "b/b.docx": pipeline_docx("于xx日完成。"), "c.pdf": pipeline_pdf("于xx日完成工作。")},
        'select = ["no-placeholder"]',
    )
    assert sorted(records) == ["a.txt", "b/b.docx", "c.pdf"]
    assert [len(record["findings"]) for record in records.values()] == [1, 1, 1]
"""


def test_an_authors_tests(tmp_path: Path) -> None:
    (tmp_path / "test_theirs.py").write_text(THEIRS, encoding="utf-8")
    tests = run_tests(tmp_path, offline_install(tmp_path / "site", ROOT))
    assert (tests.returncode, "5 passed" in tests.stdout) == (0, True), tests.stdout


def test_projects_without_our_plugins_pay_next_to_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, pytest, pipeline.testing.fixtures\n"
        "heavy = {'docx', 'lxml', 'pypdfium2', 'pdfplumber', 'jieba', 'rjieba', 'jinja2', 'sqlite3', 'typer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
