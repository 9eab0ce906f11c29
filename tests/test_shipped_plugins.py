"""The plugins in ``plugins/``: their rules prove themselves, and a run with them finds what it should."""

from pathlib import Path

import pytest

from support import ROOT, Command, offline_install, records, run_tests

FOLDER = ROOT / "plugins"
PACK = FOLDER / "office_words" / "office_words.toml"
PACKAGE = FOLDER / "pipeline-tender"


def found(
    pipeline: Command, tmp_path: Path, plan: str, text: str, python_path: str | None = None
) -> list[dict[str, str]]:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "pipeline.toml").write_text(plan, encoding="utf-8")
    environment = {} if python_path is None else {"PYTHONPATH": python_path}
    result = pipeline("run", "inputs", "-o", "out", **environment)
    assert result.code == 0, result.err
    findings: list[dict[str, str]] = records(tmp_path / "out")["a.txt"]["findings"]
    return findings


@pytest.mark.parametrize("path", [PACK, FOLDER / "duizhao.py", FOLDER / "html_page.py"], ids=lambda path: path.stem)
def test_the_examples_hold_and_there_are_some(path: Path, pipeline: Command) -> None:
    result = pipeline("plugins", "check", path)
    assert result.code == 0, result.out
    assert "·" not in result.out


def test_a_pack_without_code_changed_by_the_plan(pipeline: Command, tmp_path: Path) -> None:
    plan = (
        f"extends = ['{PACK}']\nselect = ['office-*']\n"
        "[preferred-terms.office-word-forms]\nallowed = ['帐号']\n[patterns]\noffice-up-to = false\n"
    )
    text = "云泽市防汛工作情况\n截止2026年5月8日，贯切上级布署，开立帐户和帐号，约500人左右参加。\n"
    assert [(one["rule"], one["excerpt"], one["severity"]) for one in found(pipeline, tmp_path, plan, text)] == [
        ("office-misspelt-words", "贯切", "error"),
        ("office-misspelt-words", "布署", "error"),
        ("office-word-forms", "帐户", "warning"),
        ("office-no-double-approximation", "约500人左右", "warning"),
    ]


def test_a_missing_part_is_a_finding_of_the_whole_document(pipeline: Command, tmp_path: Path) -> None:
    text = "李某2025年度民主生活会对照检查材料\n一、存在的问题\n学习不够。\n二、原因剖析\n认识不足。\n"
    plan = f"plugins = ['{FOLDER / 'duizhao.py'}']\nselect = ['duizhao-parts']\n"
    (finding,) = found(pipeline, tmp_path, plan, text)
    assert (finding["rule"], finding["scope"]) == ("duizhao-parts", "document")
    assert "措施" in finding["message"]


def test_a_package_is_found_by_its_name_once_installed(pipeline: Command, tmp_path: Path) -> None:
    text = "某市道路维修工程招标公告\n获取时间：2026年5月8日。\n投标截止时间：2026年5月20日。\n"
    plan = 'plugins = ["tender"]\nselect = ["tender-*"]\n[rules.tender-twenty-days]\nseverity = "error"\n'
    python_path = offline_install(tmp_path / "site", ROOT, PACKAGE)
    (finding,) = found(pipeline, tmp_path, plan, text, python_path)
    assert (finding["rule"], finding["excerpt"], finding["severity"]) == (
        "tender-twenty-days",
        "2026年5月20日",
        "error",
    )


def test_the_package_passes_its_own_tests(tmp_path: Path) -> None:
    tests = run_tests(PACKAGE, offline_install(tmp_path / "site", ROOT, PACKAGE))
    assert tests.returncode == 0, tests.stdout
