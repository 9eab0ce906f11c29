"""The README is true, in both languages: what it shows is printed, what it says to run runs, what it names is there."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline import cli
from pipeline.model import errors
from support import ROOT, Command, records
from written import Desk, blocks, commands

PAGES = {"zh": "README.md", "en": "README.en.md"}
SAMPLES = ROOT / "sample_inputs"
ROW = re.compile(r"^\| (.*?) \| .* \|$", re.MULTILINE)
NAMED = re.compile(r"`([^`\n]+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")

in_both = pytest.mark.parametrize("lang", PAGES)


def text(lang: str) -> str:
    return (ROOT / PAGES[lang]).read_text(encoding="utf-8")


@in_both
def test_ten_lines_of_what_the_program_prints_come_first(lang: str, pipeline: Command, tmp_path: Path) -> None:
    first = blocks(text(lang))[0]
    before = text(lang)[: text(lang).index("```")].strip().split("\n\n")
    assert len(before) == 3, "more than a title, the other language and one sentence"
    ((command, lines),) = commands(first.content)
    assert (lines[0], lines[-1], len(lines)) == ("…", "…", 12)
    program, *arguments = command.split()
    (tmp_path / arguments[1]).write_bytes((SAMPLES / arguments[1]).read_bytes())
    result = pipeline(*arguments, PIPELINE_LANG=lang)
    assert program == "pipeline"
    assert "\n" + "\n".join(lines[1:-1]) + "\n" in result.out


@in_both
def test_the_page_does_what_it_says(lang: str, pipeline: Command, tmp_path: Path) -> None:
    _, set_up, offline, *rest = blocks(text(lang))  # the second and the third are run by .ci/run: they need a network
    assert [len(block.content.splitlines()) for block in (set_up, offline)] == [2, 2]
    for name in ("通知.docx", "收文/a.docx", "发文/b.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((SAMPLES / "通知-规范.docx").read_bytes())
    desk = Desk(tmp_path, tmp_path / "site", lang)
    desk.do(rest)
    assert desk.run("python count.py") == (0, "发文/b.docx done 1\n收文/a.docx done 1\n")
    for command in inline_commands(lang):
        assert desk.run(command)[0] == 0, command
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "a.txt").write_text("请登陆系统按时报送！", encoding="utf-8")
    assert pipeline("run", "inputs", "-o", "out", "--plan", "office.toml").code == 0
    findings = records(tmp_path / "out")["a.txt"]["findings"]
    assert [finding["rule"] for finding in findings] == ["house-terms", "house-no-shouting"]


def inline_commands(lang: str) -> Iterator[str]:
    """The commands in running text that can be run as they stand."""
    for named in NAMED.findall(text(lang)):
        if named.startswith("pipeline ") and "…" not in named and named not in ("pipeline run", "pipeline init"):
            yield named


def test_the_files_are_those_that_a_run_writes(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "收文").mkdir()
    (tmp_path / "收文" / "a.docx").write_bytes((SAMPLES / "通知-规范.docx").read_bytes())
    assert pipeline("run", "收文", "-o", "out").code == 0
    out = tmp_path / "out"
    written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    state = {name for name in written if name.startswith(".pipeline/")}
    assert state
    for lang in PAGES:
        assert set(table(lang, "index.html")) == (written - state) | {".pipeline/"}


def table(lang: str, holding: str) -> list[str]:
    """The names in the first column of the first table that has this name there."""
    for rows in re.split(r"^\| --- \| --- \|$", text(lang), flags=re.MULTILINE)[1:]:
        column = ROW.findall(rows[: (rows + "\n\n").index("\n\n")])
        names = [name for cell in column for name in NAMED.findall(cell) or [cell]]
        if holding in names:
            return names
    raise AssertionError(holding)


def broken_rule(folder: Path) -> None:
    fault = ROOT / "tests" / "faults" / "raises_at_work.py"
    (folder / "office.toml").write_text(f'plugins = ["{fault.as_posix()}"]', encoding="utf-8")


ENDS: dict[int, tuple[Callable[[Path], Any], tuple[str, ...]]] = {
    0: (lambda _: None, ("run", "收文", "-o", "out")),
    errors.FINDINGS: (lambda _: None, ("check", "收文")),
    errors.USAGE: (lambda _: None, ("run", "收文", "-o", "out", "--plan", "none.toml")),
    errors.FAILED: (lambda folder: (folder / "收文" / "b.docx").touch(), ("run", "收文", "-o", "out")),
    errors.NOTHING: (lambda _: None, ("run", "发文", "-o", "out")),
    errors.BROKEN: (broken_rule, ("run", "收文", "-o", "out", "--plan", "office.toml")),
}
"""How to come to an exit code; 75 and 130 have their tests where two runs meet and where one is interrupted."""


@in_both
def test_the_exit_codes_are_all_that_there_are(lang: str) -> None:
    known = {0, *(getattr(errors, name) for name in ("BUSY", "INTERRUPTED")), *ENDS}
    assert {int(code) for code in table(lang, "130")} == known


@pytest.mark.parametrize("code", ENDS)
def test_the_exit_codes_are_what_they_are_said_to_be(code: int, pipeline: Command, tmp_path: Path) -> None:
    prepare, arguments = ENDS[code]
    (tmp_path / "收文").mkdir()
    (tmp_path / "收文" / "a.txt").write_text("关于费用的通知\n费用xx万元。", encoding="utf-8")
    prepare(tmp_path)
    assert pipeline(*arguments).code == code


@in_both
def test_every_option_and_command_is_there(lang: str) -> None:
    known, words = options(typer.main.get_command(cli.app))
    page = "\n".join(line for line in text(lang).splitlines() if "pip " not in line)
    assert set(OPTION.findall(page)) - known == set()
    assert set(re.findall(r"(?:^|`)pipeline ([a-z]+)", page, re.MULTILINE)) - words == set()


def options(command: Any) -> tuple[set[str], set[str]]:
    """All options and all names of commands below ``command``."""
    known = {"--help", *(option for parameter in command.params for option in parameter.opts)}
    words: set[str] = set()
    for name, below in getattr(command, "commands", {}).items():
        more, names = options(below)
        known |= more
        words |= {name} | names
    return known, words


@in_both
def test_every_library_is_used_where_it_is_said_to_be(lang: str) -> None:
    libraries = text(lang).split("`src/pipeline/`")[1]
    places = [place for place in NAMED.findall(libraries) if "/" in place]
    assert len(places) >= 10
    assert [place for place in places if not (ROOT / "src" / "pipeline" / place).exists()] == []


def test_both_pages_say_the_same() -> None:
    zh, en = blocks(text("zh")), blocks(text("en"))
    assert [(block.kind, block.name, block.code()) for block in zh] == [
        (block.kind, block.name, block.code()) for block in en
    ]
    assert sections("zh") == sections("en")


def sections(lang: str) -> list[list[str]]:
    """What is named in code and linked to, section by section, whatever the order of words."""
    prose = re.sub(r"^```.*?^```$", "", text(lang), flags=re.MULTILINE | re.DOTALL)
    links = re.compile(r"\]\(([^)]+)\)")
    return [
        sorted({*NAMED.findall(part), *(link.replace(".en.", ".") for link in links.findall(part))})
        for part in re.split(r"^## ", prose, flags=re.MULTILINE)[1:]
    ]
