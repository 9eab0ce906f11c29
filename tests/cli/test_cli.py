"""The command itself: quick to start, helpful, explained rules."""

import subprocess
import sys

import pytest

from support import Command

HEAVY = ("docx", "pdfplumber", "pypdfium2", "jieba", "rjieba", "lxml", "jinja2", "pdfminer")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['pipeline', *{arguments!r}]\n"
        "from pipeline.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', sorted(set(sys.modules) & set({HEAVY!r})))\n"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.splitlines()[-1] == "LOADED []"


def test_rules_lists_and_explains(pipeline: Command) -> None:
    listed = pipeline("rules").out.splitlines()
    assert {line.split()[0] for line in listed} >= {
        "heading-number-form",
        "heading-number-sequence",
        "no-placeholder",
        "no-doubled-punctuation",
        "body-font",
        "page-margins",
    }
    explained = pipeline("rules", "body-font").out
    assert "GB/T 9704-2012" in explained
    assert "size = 16" in explained
    assert "✓" in explained
    assert "✗" in explained


def test_an_unknown_rule_gets_a_hint(pipeline: Command) -> None:
    result = pipeline("rules", "body-fonts")
    assert result.code == 2
    assert "body-font" in result.err


def test_plugins_list_names_what_we_ship(pipeline: Command) -> None:
    result = pipeline("plugins", "list")
    assert result.code == 0
    assert result.out.startswith("builtin")
    assert "readers: docx, pdf, txt, md" in result.out
