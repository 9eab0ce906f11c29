"""What a plan says happens; what it says wrongly is one line and exit code 2."""

from pathlib import Path

import pytest

from support import Command, records

WRONG = {
    'selct = ["*"]': "是否想写 'select'",
    'select = ["no-placeholdr"]': "是否想写 'no-placeholder'",
    'ignore = ["house-*"]': "'house-*'",
    "[rules.body-fnt]\nsize = 15": "是否想写 'body-font'",
    "[rules.body-font]\nsiez = 15": "是否想写 'size'",
    '[rules.body-font]\nsize = "big"': "[rules.body-font]",
    "[rules]\nbody-font = 3": "body-font",
    'stages = ["split", "chek"]': "是否想写 'check'",
    'executor = "cluster"': "'cluster'",
    "plugins = 3": "pipeline.toml",
    "[executors]\nlocal = false": "'local'",
    "[rules.body-font]\nsize = 99999999999999999999999": "pipeline.toml",
    "select = [": "TOML",
    'plugins = ["./a.py", "./a.py"]': "a.py",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=[text.split("\n")[-1] for text in WRONG])
def test_a_wrong_plan_is_one_line_that_says_what_to_do(
    text: str, said: str, pipeline: Command, inputs: Path, tmp_path: Path
) -> None:
    (tmp_path / "pipeline.toml").write_text(text, encoding="utf-8")
    result = pipeline("run", inputs, "-o", "out")
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert said in result.err
    assert not (tmp_path / "out").exists()


def test_a_plan_that_is_not_there(pipeline: Command, inputs: Path) -> None:
    result = pipeline("run", inputs, "-o", "out", "--plan", "gone.toml")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "gone.toml" in result.err


def test_a_plan_among_the_documents_is_refused_unless_given(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('ignore = ["no-placeholder"]', encoding="utf-8")
    refused = pipeline("run", ".", "-o", "out")
    assert refused.code == 2
    assert "--plan pipeline.toml" in refused.err
    assert pipeline("run", ".", "-o", "out", "--plan", "pipeline.toml").code == 0
    assert records(tmp_path / "out")[f"{tmp_path.name}/inputs/通知.txt"]["findings"] == []


def test_select_and_ignore_choose_rules(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    pipeline("run", inputs, "-o", "a", "--select", "heading-*")
    pipeline("run", inputs, "-o", "b", "--ignore", "no-*")
    pipeline("run", inputs, "-o", "c", "--select", "no-*")
    assert records(tmp_path / "a")["通知.txt"]["findings"] == []
    assert records(tmp_path / "b")["通知.txt"]["findings"] == []
    assert [finding["rule"] for finding in records(tmp_path / "c")["通知.txt"]["findings"]] == ["no-placeholder"]


def test_options_reach_their_part_and_false_leaves_one_out(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text(
        '[rules.no-placeholder]\nseverity = "info"\n'
        '[taggers]\nkeywords = false\nvocabulary = {terms = {"工作" = ["检查", "报送材料"]}}\n',
        encoding="utf-8",
    )
    assert pipeline("run", inputs, "-o", "out").code == 0
    record = records(tmp_path / "out")["通知.txt"]
    assert [finding["severity"] for finding in record["findings"]] == ["info"]
    assert {tag["term"]: len(tag["spans"]) for tag in record["tags"]} == {"检查": 2, "报送材料": 1}


def test_what_was_not_checked_is_said(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    pipeline("run", inputs, "-o", "a", "--ignore", "*")
    (tmp_path / "pipeline.toml").write_text("stages = []", encoding="utf-8")
    pipeline("run", inputs, "-o", "b")
    for out in "a", "b":
        assert [entry["rule"] for entry in records(tmp_path / out)["通知.txt"]["not_checked"]] == ["check"]
        assert "另有 1 项未能检查" in (tmp_path / out / "inputs" / "通知.txt.html").read_text(encoding="utf-8")


def test_stages_can_be_left_out(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('stages = ["split"]', encoding="utf-8")
    assert pipeline("run", inputs, "-o", "out").code == 0
    record = records(tmp_path / "out")["通知.txt"]
    assert (len(record["outline"]), record["tags"], record["findings"]) == (2, [], [])
