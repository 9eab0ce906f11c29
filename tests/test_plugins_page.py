"""The reference of the hooks is true: every hook has its section, every signature is the code's, every example runs."""

import inspect
import re
from pathlib import Path
from typing import Any, ClassVar, get_origin

import pytest

from pipeline.contract.hookspecs import HOOKS
from pipeline.contract.rule import Part
from pipeline.plan.discovery import CLASSES
from support import ROOT
from written import Desk, blocks

PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
INHERITED = {name for name in dir(Part) if not name.startswith("_")}


def signatures(part: type[Part]) -> list[str]:
    """The methods that a class of this kind must write, as they are defined."""
    methods = inspect.getmembers(part, inspect.isfunction)
    return [
        f"def {name}{plain(inspect.signature(method))}"
        for name, method in methods
        if name not in INHERITED and "raise NotImplementedError" in inspect.getsource(method)
    ]


def plain(signature: inspect.Signature) -> str:
    """The signature without the modules of its types."""
    return re.sub(r"(?:\w+\.)+(\w+)", r"\1", str(signature)).replace("'", "")


def facts(part: type[Part]) -> list[str]:
    """What a class of this kind says of itself without an option's type."""
    given: dict[str, Any] = inspect.get_annotations(part)
    return [name for name, kind in given.items() if kind is ClassVar or get_origin(kind) is ClassVar]


def test_every_hook_has_its_section_and_nothing_else_has() -> None:
    assert sorted(SECTIONS) == sorted(HOOKS) == sorted(CLASSES)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_section_has_the_signatures_of_the_code(hook: str) -> None:
    expected = signatures(CLASSES[hook])
    assert expected
    assert sorted(re.findall(r"^- `(def .*?)`", SECTIONS[hook], re.MULTILINE)) == sorted(expected)


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if hook not in ("rules", "families")])
def test_a_section_names_what_a_class_says_of_itself(hook: str) -> None:
    part = CLASSES[hook]
    named = re.findall(r"`(\w+)(?: = \w+)?`", SECTIONS[hook])
    assert [name for name in facts(part) if name not in named] == []


@pytest.mark.parametrize("hook", HOOKS)
def test_a_section_says_where_it_runs_and_has_an_example_of_its_hook(hook: str) -> None:
    assert re.search(r"in the (worker|parent)", SECTIONS[hook])
    assert f"@hookimpl\ndef {hook}():" in SECTIONS[hook]
    assert re.search(rf"^(\$ )?pipeline (run|check) .*--plan {hook}\.toml", SECTIONS[hook], re.MULTILINE)


def test_every_example_runs(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "work", tmp_path / "site", "en")
    desk.do(blocks(PAGE))
    assert desk.ran >= len(HOOKS)
