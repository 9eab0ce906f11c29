"""Code that lies among documents never runs: no module of whatever name, no plugin of a plan that nobody gave."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.testing import docx, pdf
from support import Result

COMMAND = Path(sys.executable).with_name("pipeline")
"""The command as it is installed; ``python -m`` itself puts the working folder on the path."""
KNOWN = ("lxml", "msgspec", "jinja2", "pypdfium2", "rjieba", "typing_extensions", "pipeline", "random", "sitecustomize")
LONG = "一个很长的临时文件夹名称" * 3
"""Too long for the name of a socket, so that workers are spawned."""

Call = Callable[..., Result]


def called(folder: Path, *arguments: object, **environment: str) -> Result:
    process = subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PIPELINE_LANG": "zh", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return Result(process.returncode, process.stdout.decode(), process.stderr.decode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents of each format."""
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "a.docx").write_bytes(docx("关于开展检查的通知", "各单位：", "请于xx月底前完成，，检查。"))
    (folder / "b.pdf").write_bytes(pdf("关于开展检查的通知", "各单位：", "请按时报送材料。"))
    (folder / "c.txt").write_text("关于开展检查的通知\n各单位：\n请按时报送材料。\n", encoding="utf-8")
    return folder


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """Where planted code leaves a file when it runs."""
    marks = tmp_path / "marks"
    marks.mkdir()
    return marks


def imported(folder: Path) -> set[str]:
    """The top-level name of every module that a run imports, in all of its processes."""
    (folder.parent / LONG).mkdir()
    names = set(KNOWN) | sys.stdlib_module_names
    for environment in {}, {"TMPDIR": str(folder.parent / LONG)}:
        told = called(folder, "run", ".", "-o", "../first", "--force", PYTHONPROFILEIMPORTTIME="1", **environment).err
        found = {name.partition(".")[0] for name in re.findall(r"^import time:.*\| *(\S+)$", told, re.MULTILINE)}
        assert {"msgspec", "lxml", "pypdfium2", "rjieba", "jinja2"} <= found
        names |= found
    return {name for name in names if name.isidentifier()}


def plant(folder: Path, marks: Path, names: set[str]) -> None:
    for name in names:
        (folder / f"{name}.py").write_text(f"open({str(marks / name)!r}, 'w').close()\n", encoding="utf-8")


def test_no_module_is_imported_from_the_working_the_input_or_the_output_folder(folder: Path, marks: Path) -> None:
    names = imported(folder)
    plant(folder, marks, names)
    out = folder.parent / "first"
    plant(out, marks, names)
    spawned = {"TMPDIR": str(folder.parent / LONG)}
    runs: tuple[tuple[Path, tuple[object, ...], dict[str, str]], ...] = (
        (folder, (".", "-o", out), {}),
        (folder, (".", "-o", out), spawned),
        (out, (folder, "-o", "."), {}),
        (out, (folder, "-o", "."), spawned),
        (folder, (".", "-o", out, "--executor", "serial"), {}),
        (folder, (".", "-o", "out"), {}),
    )
    for working, arguments, environment in runs:
        result = called(working, "run", *arguments, "--force", **environment)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith("完成 3，失败 0")
        assert list(marks.iterdir()) == []
    for words, environment in (
        (("check", "a.docx"), {}),
        (("check", "b.pdf"), spawned),
        (("rules",), {}),
        (("plugins", "list"), {}),
        (("plugins", "check"), {}),
    ):
        result = called(folder, *words, **environment)
        assert result.code == (1 if "a.docx" in words else 0)
        assert "Traceback" not in result.err
        assert list(marks.iterdir()) == []


def test_what_a_plugin_starts_finds_the_path_as_it_was(folder: Path, tmp_path: Path, marks: Path) -> None:
    (tmp_path / "plugin.py").write_text(
        "import os, pathlib\n"
        "from pipeline import hookimpl\n"
        "from pipeline.builtin.families.patterns import Patterns\n"
        f"told = pathlib.Path({str(marks)!r}, str(os.getpid()))\n"
        "told.write_text(os.environ.get('PYTHONSAFEPATH', 'unset'))\n"
        "@hookimpl\n"
        "def families():\n"
        "    return {'my-patterns': Patterns}\n",
        encoding="utf-8",
    )
    (tmp_path / "pipeline.toml").write_text('plugins = ["./plugin.py"]', encoding="utf-8")
    (tmp_path / LONG).mkdir()
    for environment in {}, {"TMPDIR": str(tmp_path / LONG)}:
        assert called(tmp_path, "run", folder.name, "-o", "out", "--force", **environment).code == 0
    assert len(list(marks.iterdir())) >= 4
    assert {told.read_text() for told in marks.iterdir()} == {"unset"}
    assert called(tmp_path, "run", folder.name, "-o", "out", "--force", PYTHONSAFEPATH="mine").code == 0
    assert {told.read_text() for told in marks.iterdir()} == {"unset", "mine"}


@pytest.fixture
def evil(marks: Path) -> Callable[[Path], None]:
    """Put a plan into a folder that would run code of that folder, by way of a pack."""

    def put(folder: Path) -> None:
        code = f"open({str(marks / 'plugin')!r}, 'w').close()\nfrom pipeline import hookimpl\n"
        (folder / "evil.py").write_text(f"{code}@hookimpl\ndef rules():\n    return {{}}\n", encoding="utf-8")
        (folder / "pack.toml").write_text('plugins = ["./evil.py"]', encoding="utf-8")
        plan = 'extends = ["pack.toml"]\nselect = ["evil-*"]\n[rules.evil]\nsize = 3\n[patterns.dots]\npattern = "…"\n'
        (folder / "pipeline.toml").write_text(plan, encoding="utf-8")

    return put


@pytest.mark.parametrize(
    ("working", "named"),
    [
        (".", "a.docx"),
        (".", "./a.docx"),
        (".", "../文件/a.docx"),
        (".", "../文件 的链接/a.docx"),
        (".", "../一份.docx"),
        (".", "外面.docx"),
        (".", "."),
        (".", ".."),
        (".", "../文件 的链接"),
        ("下级", ".."),
        ("下级", "../../文件 的链接"),
    ],
)
def test_a_plan_among_the_documents_brings_no_code(
    folder: Path, marks: Path, evil: Callable[[Path], None], working: str, named: str
) -> None:
    (folder / "下级").mkdir()
    (folder.parent / "文件 的链接").symlink_to(folder)
    (folder.parent / "一份.docx").symlink_to(folder / "a.docx")
    (folder.parent / "别处.docx").write_bytes((folder / "a.docx").read_bytes())
    (folder / "外面.docx").symlink_to(folder.parent / "别处.docx")
    evil(folder / working)
    result = called(folder / working, "check", named)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "--plan pipeline.toml" in result.err
    assert list(marks.iterdir()) == []


@pytest.mark.parametrize("named", ["a.docx", "."])
@pytest.mark.parametrize("command", [("run", "-o", "../结果"), ("check",), ("schedule", "cron", "-o", "/结果")])
def test_every_command_refuses_it_until_it_is_given(
    folder: Path, marks: Path, evil: Callable[[Path], None], command: tuple[str, ...], named: str
) -> None:
    evil(folder)
    assert called(folder, *command, named).code == 2
    assert list(marks.iterdir()) == []
    assert called(folder, *command, named, "--plan", "pipeline.toml").code == 2  # it brings no part
    assert [mark.name for mark in marks.iterdir()] == ["plugin"]


def test_a_document_that_is_not_there_runs_no_plan_either(
    folder: Path, marks: Path, evil: Callable[[Path], None]
) -> None:
    evil(folder)
    for command in ("run", "-o", "../结果"), ("check",):
        assert called(folder, *command, "aa.docx").code == 4
    assert list(marks.iterdir()) == []


def test_a_plan_above_the_documents_is_obeyed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('select = ["no-placeholder"]', encoding="utf-8")
    for named in folder.name, f"{folder.name}/a.docx":
        found = called(tmp_path, "check", named, "--output-format", "concise").out.splitlines()
        assert [line.split(": ")[1] for line in found] == ["错误 no-placeholder 占位符未填"]


def test_looking_at_rules_and_plugins_runs_no_code_of_a_plan_that_nobody_gave(
    folder: Path, marks: Path, evil: Callable[[Path], None]
) -> None:
    evil(folder)
    told = (
        "pipeline: pipeline.toml 中的插件 evil.py 是代码，没有用 --plan 指定就不运行；要运行请加 --plan pipeline.toml\n"
    )
    for arguments, code, shown in (
        (("rules",), 0, "dots "),
        (("rules", "body-font"), 0, "size = 16"),
        (("plugins", "list"), 0, "rules: dots"),
        (("plugins", "show", "builtin"), 0, "timeout = 120.0"),
        (("plugins", "show", "evil"), 2, ""),
        (("plugins", "check"), 2, ""),
    ):
        result = called(folder, *arguments)
        assert (result.code, result.err) == (code, "" if "builtin" in arguments else told), arguments
        assert shown in result.out
        assert list(marks.iterdir()) == []
    given: tuple[tuple[str, ...], ...] = (
        ("rules", "--plan", "pipeline.toml"),
        ("plugins", "list", "--plan", "pipeline.toml"),
        ("plugins", "show", "./evil.py"),
        ("plugins", "check", "evil"),
        ("plugins", "check", "evil.py"),
        ("plugins", "check", "pipeline.toml"),
        ("plugins", "check", "--plan", "pipeline.toml"),
    )
    for words in given:
        assert called(folder, *words).code == 2  # it brings no part
        (marks / "plugin").unlink()
