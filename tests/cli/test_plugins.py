"""Looking at plugins, proving them, making one."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.contract.hookspecs import HOOKS
from pipeline.plan.kit import assemble
from pipeline.plan.plan import read
from support import ROOT, Command, offline_install, records, run_tests

FAULTS = ROOT / "tests" / "faults"


def test_a_new_file_runs_at_once(pipeline: Command, tmp_path: Path) -> None:
    made = pipeline("plugins", "new", "house-style")
    assert made.code == 0
    assert made.out.splitlines()[:2] == ["house_style.py", "test_house_style.py"]
    assert 'plugins = ["./house_style.py"]' in made.out
    assert "✓ house-style-full-name  3 例" in pipeline("plugins", "check", "house_style.py").out
    tests = run_tests(tmp_path, offline_install(tmp_path / "site", ROOT))
    assert (tests.returncode, "4 passed" in tests.stdout) == (0, True), tests.stdout
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "通知.txt").write_text("请到泽市府开会。", encoding="utf-8")
    (tmp_path / "pipeline.toml").write_text('plugins = ["./house_style.py"]', encoding="utf-8")
    assert pipeline("run", "in", "-o", "out").code == 0
    assert "house-style-full-name" in [one["rule"] for one in records(tmp_path / "out", "in")["通知.txt"]["findings"]]


def test_a_new_package_runs_once_installed(pipeline: Command, tmp_path: Path) -> None:
    assert pipeline("plugins", "new", "house-style", "--package", "-o", "mine").code == 0
    folder = tmp_path / "mine" / "pipeline-house-style"
    python_path = offline_install(tmp_path / "site", ROOT, folder)
    tests = run_tests(folder, python_path)
    assert (tests.returncode, "4 passed" in tests.stdout) == (0, True), tests.stdout
    (tmp_path / "pipeline.toml").write_text('plugins = ["house-style"]', encoding="utf-8")
    listed = pipeline("plugins", "list", PYTHONPATH=python_path)
    assert re.search(r"^house-style  0\.1\.0  .*__init__\.py$", listed.out, re.MULTILINE), listed.out
    assert pipeline("plugins", "check", "house-style", PYTHONPATH=python_path).code == 0
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "安装" in readme
    assert "Install" in readme


def test_what_is_there_is_never_overwritten(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "test_mine.py").write_text("mine")
    (tmp_path / "pipeline.toml").write_text("# mine")
    for arguments in (("plugins", "new", "mine"), ("init",)):
        result = pipeline(*arguments)
        assert (result.code, len(result.err.splitlines())) == (2, 1)
        assert "不覆盖" in result.err
    assert (tmp_path / "test_mine.py").read_text() == "mine"
    assert (tmp_path / "pipeline.toml").read_text() == "# mine"
    assert not (tmp_path / "mine.py").exists()


@pytest.mark.parametrize("name", ["House", "规则", "a b", "json", "class", "../x", "-x"])
def test_a_name_that_would_break_is_refused(name: str, pipeline: Command, tmp_path: Path) -> None:
    result = pipeline("plugins", "new", "--", name)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_the_new_file_names_every_hook(pipeline: Command, tmp_path: Path) -> None:
    pipeline("plugins", "new", "mine")
    text = (tmp_path / "mine.py").read_text(encoding="utf-8")
    assert [hook for hook in HOOKS if not re.search(rf"^(# |def ){hook}\b", text, re.MULTILINE)] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_plan_to_begin_with_is_valid_and_so_is_each_of_its_examples(
    lang: str, pipeline: Command, tmp_path: Path
) -> None:
    assert pipeline("--lang", lang, "init").code == 0
    assert pipeline("plugins", "check", "pipeline.toml").code == 0
    text = (tmp_path / "pipeline.toml").read_text(encoding="utf-8")
    used = re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)
    (tmp_path / "pipeline.toml").write_text(used, encoding="utf-8")
    for name in re.findall(r'"\./(.*?\.toml)"', used):
        (tmp_path / name).touch()
    pipeline("plugins", "new", "house-style")
    assert pipeline("plugins", "check", "pipeline.toml").code == 0
    kit = assemble(read(tmp_path / "pipeline.toml"))
    assert {"house-terms", "plain-style", "phone-hyphen", "work-plan", "house-style-full-name"} <= kit.rules.keys()


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ("example_fails", 1, "✗ blind"),
        ("example_raises", 1, "ZeroDivisionError"),
        ("lacks_examples", 2, "an example Bad"),
        ("misspelt_hook", 2, "是否想写 'rules'"),
        ("does_not_import", 2, "a_module_that_nobody_has"),
        ("duplicate_name", 2, "'no-placeholder'"),
    ],
)
def test_a_plugin_that_does_not_prove_itself(fault: str, code: int, said: str, pipeline: Command) -> None:
    result = pipeline("plugins", "check", FAULTS / f"{fault}.py")
    assert result.code == code
    assert said in result.out


def test_the_gravest_of_several_counts(pipeline: Command, tmp_path: Path) -> None:
    shutil.copy(ROOT / "plugins" / "duizhao.py", tmp_path)
    result = pipeline("plugins", "check", FAULTS / "misspelt_hook.py", "duizhao.py", FAULTS / "example_fails.py")
    assert result.code == 2
    assert "✓ duizhao-parts" in result.out
    assert "✗ blind" in result.out


def test_the_examples_of_a_table_are_proved(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(
        '[forbidden-words.right]\nwords = ["搞定"]\nbad = ["⟦搞定⟧"]\n'
        '[forbidden-words.wrong]\nwords = ["搞定"]\ngood = ["搞定"]\n'
        '[forbidden-words.bare]\nwords = ["搞定"]\n',
        encoding="utf-8",
    )
    result = pipeline("plugins", "check", "pack.toml")
    assert result.code == 1
    assert "✓ right" in result.out
    assert "✗ wrong" in result.out
    assert "· bare  没有例子" in result.out
    (tmp_path / "pack.toml").write_text("[patterns.a]\npattern = '('", encoding="utf-8")
    assert pipeline("plugins", "check", "pack.toml").code == 2
    assert pipeline("plugins", "check", "gone.toml").code == 2


def test_ours_prove_themselves(pipeline: Command) -> None:
    result = pipeline("plugins", "check", "builtin")
    assert result.code == 0
    assert result.out.count("✓") >= 6


def test_show_explains_parts_and_options(pipeline: Command, plan: Callable[..., Path], tmp_path: Path) -> None:
    shown = pipeline("plugins", "show", "builtin").out
    assert "timeout = 120.0  # Seconds for one input." in shown
    assert "prefer = {}  # What is found = what should stand there." in shown
    shutil.copy(ROOT / "plugins" / "duizhao.py", tmp_path)
    (tmp_path / "pipeline.toml").write_text('plugins = ["./duizhao.py"]', encoding="utf-8")
    for name in ("duizhao", "./duizhao.py"):
        shown = pipeline("plugins", "show", name, "--plan", "pipeline.toml").out
        assert "duizhao-parts  对照检查材料应有问题、原因、措施三个部分。" in shown
        assert "titles = ('对照检查', '检视剖析')" in shown
    assert "A self-examination has its parts" in pipeline("--lang", "en", "plugins", "show", "./duizhao.py").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plugins", "show", "biultin"), "是否想写 'builtin'"),
        (("plugins", "show", "duizhoa"), "是否想写 'duizhao'"),
        (("plugins", "check", "duizhoa"), "是否想写 'duizhao'"),
        (("plugins", "show", "./duizhoa.py"), "是否想写 'duizhao.py'"),
    ],
)
def test_a_misspelt_plugin_gets_the_nearest(
    arguments: tuple[str, ...], said: str, pipeline: Command, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "plugins" / "duizhao.py", tmp_path)
    (tmp_path / "pipeline.toml").write_text('plugins = ["./duizhao.py"]', encoding="utf-8")
    result = pipeline(*arguments)
    assert result.code == 2
    assert said in result.out + result.err


def test_list_tells_of_the_plans_own_rules_and_of_what_is_installed(pipeline: Command, tmp_path: Path) -> None:
    python_path = offline_install(tmp_path / "site", ROOT, ROOT / "plugins" / "pipeline-tender")
    (tmp_path / "pipeline.toml").write_text("[patterns.dots]\npattern = '…'", encoding="utf-8")
    listed = pipeline("plugins", "list", PYTHONPATH=python_path)
    assert listed.code == 0
    assert "pipeline.toml\n  rules: dots" in listed.out
    assert "tender  已安装，方案未采用" in listed.out


def test_a_format_that_stumbles_over_other_files_is_told(pipeline: Command) -> None:
    assert "✓ html" in pipeline("plugins", "check", ROOT / "plugins" / "html_page.py").out
    result = pipeline("plugins", "check", FAULTS / "reader_raises.py")
    assert result.code == 1
    assert "✗ crash" in result.out
    assert "stranger.crash: read() raises ZeroDivisionError" in result.out
