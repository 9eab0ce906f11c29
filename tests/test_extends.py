"""Packs: what a plan extends, and what wins."""

from pathlib import Path

import pytest

from pipeline.model.errors import PlanError
from pipeline.plan.plan import read
from support import Command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two packs in a folder of their own, the second on top of the first."""
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "ground.toml").write_text(
        'select = ["no-*"]\nignore = ["page-margins"]\nplugins = ["./ground.py"]\n'
        "[rules.body-font]\nsize = 15\nseverity = 'info'\n"
        "[preferred-terms.words.prefer]\n'甲' = '乙'\n'丙' = '丁'\n",
        encoding="utf-8",
    )
    (packs / "office.toml").write_text(
        "extends = ['./ground.toml']\nplugins = ['./office.py']\n[patterns.dots]\npattern = '…'\n", encoding="utf-8"
    )
    return tmp_path


def test_what_a_plan_says_wins_and_tables_merge_by_key(folder: Path) -> None:
    path = folder / "pipeline.toml"
    path.write_text(
        "extends = ['packs/office.toml']\nselect = ['*']\nplugins = ['./own.py']\n"
        "[rules.body-font]\nsize = 14\n[preferred-terms.words.prefer]\n'丙' = '戊'\n[patterns]\ndots = false\n",
        encoding="utf-8",
    )
    plan = read(path)
    assert plan.select == ("*",)
    assert plan.ignore == ("page-margins",)
    assert plan.options == {"rules": {"body-font": {"size": 14, "severity": "info"}}}
    assert plan.families == {
        "preferred-terms": {"words": {"prefer": {"甲": "乙", "丙": "戊"}}},
        "patterns": {"dots": False},
    }
    packs = folder / "packs"
    assert plan.plugins == (str(packs / "ground.py"), str(packs / "office.py"), str(folder / "own.py"))


def test_a_pack_named_twice_counts_once_and_a_later_one_wins(folder: Path) -> None:
    (folder / "packs" / "late.toml").write_text("extends = ['ground.toml']\nignore = []\n", encoding="utf-8")
    path = folder / "pipeline.toml"
    path.write_text("extends = ['packs/office.toml', 'packs/late.toml']\n", encoding="utf-8")
    plan = read(path)
    assert plan.ignore == ()
    assert [Path(name).name for name in plan.plugins] == ["ground.py", "office.py"]


@pytest.mark.parametrize(
    ("extends", "pack", "said"),
    [
        ("./pack.toml", "extends = ['./pipeline.toml']", "pipeline.toml → pack.toml → pipeline.toml"),
        ("./pipeline.toml", "", "pipeline.toml → pipeline.toml"),
        ("./gone.toml", "", "gone.toml"),
        ("./pack.toml", "selct = ['*']", "pack.toml"),
        ("./pack.toml", "select = 3", "pack.toml"),
        ("./pack.toml", "[", "pack.toml"),
    ],
)
def test_a_pack_that_cannot_be_used_is_one_line_that_names_it(
    extends: str, pack: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "pack.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "pipeline.toml").write_text(f"extends = ['{extends}']", encoding="utf-8")
    with pytest.raises(PlanError) as error:
        read(tmp_path / "pipeline.toml")
    assert said in error.value.text.zh
    assert len(error.value.text.zh.splitlines()) == 1


def test_extends_takes_a_list(tmp_path: Path) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text("extends = 'pack.toml'", encoding="utf-8")
    with pytest.raises(PlanError):
        read(path)


def test_changing_a_pack_does_the_work_anew(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text("extends = ['pack.toml']", encoding="utf-8")
    runs = []
    for words in ("'检查'", "'检查'", "'检查', '材料'"):
        (tmp_path / "pack.toml").write_text(f"[forbidden-words.a]\nwords = [{words}]", encoding="utf-8")
        runs.append(pipeline("run", inputs, "-o", "out", "--summary", "-").out)
    assert ['"fresh":1' in run for run in runs] == [True, False, True]
