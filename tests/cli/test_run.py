"""``pipeline run``: outcomes, outputs, exit codes."""

import json
import os
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]

from pipeline.model.errors import REASONS
from pipeline.model.record import schema
from support import Command, records


def test_every_input_has_one_outcome_and_its_files(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (inputs / "子").mkdir()
    files = {
        "空.docx": b"",
        "半.docx": b"PK\x03\x04 and then nothing",
        "坏.pdf": b"%PDF-1.7\nnothing more",
        "网页.docx": "<html><body>你好</body></html>".encode(),
        "文字.docx": "这是一份文字文件。".encode(),
        "文字.pdf": "这是一份文字文件。".encode("gb18030"),
        "无扩展名": "这是一份文字文件。".encode(),
        "图.png": b"\x89PNG\r\n",
        "乱.txt": b"\xff\xff\x80\x80 \xff\xa0\xff",
        "~$通知.docx": b"lock",
        "子/通知.txt": "你好，世界。".encode(),
        "空白.txt": b"  \n\n",
    }
    for name, content in files.items():
        (inputs / name).write_bytes(content)
    (inputs / "链接.txt").symlink_to(inputs / "通知.txt")
    os.mkfifo(inputs / "管道.txt")
    result = pipeline("run", inputs, "-o", "out")
    assert result.code == 3
    found = records(tmp_path / "out")
    assert {path: (record["reason"] or {}).get("code", record["status"]) for path, record in found.items()} == {
        "通知.txt": "done",
        "子/通知.txt": "done",
        "空.docx": "empty",
        "半.docx": "damaged",
        "坏.pdf": "damaged",
        "网页.docx": "wrong-type",
        "文字.docx": "wrong-type",
        "文字.pdf": "wrong-type",
        "无扩展名": "unsupported",
        "图.png": "unsupported",
        "乱.txt": "encoding",
        "~$通知.docx": "temporary",
        "空白.txt": "no-text",
        "链接.txt": "not-regular",
        "管道.txt": "not-regular",
    }
    for path, record in found.items():
        place = f"inputs/{path}"
        assert record["path"] == place
        assert json.loads((tmp_path / "out" / f"{place}.json").read_text(encoding="utf-8")) == record
        assert (tmp_path / "out" / f"{place}.html").exists() == (record["status"] == "done")
        assert record["outputs"] == [f"{place}.json"] + ([f"{place}.html"] if record["status"] == "done" else [])
        if record["reason"]:
            assert record["status"] == REASONS[record["reason"]["code"]][0]
    lines = result.out.splitlines()
    assert lines[0].startswith("完成 2，失败 8，跳过 5（本次处理 15）；")
    assert lines[1] == "新的失败 8 个："
    assert lines[2:] == [
        f"  inputs/{path}  [{record['reason']['code']}] {record['reason']['message']}"
        for path, record in sorted(found.items(), key=lambda entry: entry[0].encode())
        if record["status"] == "failed"
    ]
    assert result.err == ""


def test_of_many_failures_twenty_are_told_and_where_the_others_are(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(23):
        (tmp_path / "in" / f"{number:02}\n行.docx").touch()
    result = pipeline("run", "in", "-o", "out", "--quiet", "--summary", "s.json")
    assert result.code == 3
    lines = result.out.splitlines()
    assert lines[1:3] == ["新的失败 23 个：", "  in/00␊行.docx  [empty] 文件是空的（0 字节）"]
    assert len(lines) == 1 + 1 + 20 + 1
    assert lines[-1] == "  ……另有 3 个，见 out/index.html"
    summary = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert summary["failed_why"] == ["文件是空的（0 字节）"] * 20
    english = pipeline("run", "in", "-o", "en", "--summary", "-", PIPELINE_LANG="en")
    assert english.err.splitlines()[-1] == "  … and 3 more; see en/index.html"
    assert "[empty] The file is empty (0 bytes)" in english.err


def test_records_keep_to_the_published_schema(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    published = json.loads(pipeline("schema").out)
    assert published == schema()
    (inputs / "空.docx").touch()
    pipeline("run", inputs, "-o", "out", "--with-text")
    validator = jsonschema.Draft202012Validator(published)
    found = records(tmp_path / "out")
    for record in found.values():
        validator.validate(record)
    done = found["通知.txt"]
    assert len(done["text"]) == done["text_length"]
    finding = done["findings"][0]
    assert done["text"][finding["start"] : finding["end"]] == finding["excerpt"] == "xx"
    assert {"rule", "severity", "message", "basis", "fix"} <= finding.keys()
    assert [done["text"][start:end] for tag in done["tags"] for start, end in tag["spans"]] == [
        tag["term"] for tag in done["tags"] for _ in tag["spans"]
    ]
    assert "text" not in found["空.docx"]


def test_with_no_such_input_nothing_is_done(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    result = pipeline("run", inputs, "nowhere", "-o", "out")
    assert result.code == 4
    assert result.err.splitlines() == ["pipeline: 没有这个文件或文件夹：nowhere，请检查路径"]
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    result = pipeline("run", inputs, "-o", "taken/out")
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert "taken/out" in result.err
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_an_output_folder_that_holds_the_inputs_is_refused(pipeline: Command, inputs: Path) -> None:
    before = sorted(inputs.iterdir())
    assert pipeline("run", inputs, "-o", inputs).code == 2
    assert pipeline("run", inputs / "通知.txt", "-o", inputs).code == 2
    assert sorted(inputs.iterdir()) == before


def test_an_output_folder_inside_the_inputs_is_not_read_again(pipeline: Command, inputs: Path) -> None:
    for _ in range(2):
        assert pipeline("run", inputs, "-o", inputs / "out").code == 0
    assert list(records(inputs / "out")) == ["通知.txt"]


def test_an_empty_folder_is_no_error(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = pipeline("run", "empty", "-o", "out")
    assert (result.code, result.err) == (0, "")
    assert result.out == "输入中没有任何文件，没有可检查的 → out/index.html\n"
    assert pipeline("run", "empty", "-o", "out").out == result.out
    assert pipeline("run", "empty", "-o", "out", "--quiet").out == ""
    checked = pipeline("check", "empty", PIPELINE_LANG="en")
    assert (checked.code, checked.out) == (0, "")
    assert checked.err == "there are no files in what was named; nothing was checked\n"
    assert records(tmp_path / "out") == {}
    assert (tmp_path / "out" / "index.html").exists()


def test_fail_on_turns_findings_into_exit_code_1(pipeline: Command, inputs: Path) -> None:
    assert pipeline("run", inputs, "-o", "out").code == 0
    assert pipeline("run", inputs, "-o", "out", "--fail-on", "error").code == 1
    assert pipeline("run", inputs, "-o", "out", "--fail-on", "error", "--ignore", "no-placeholder").code == 0
    assert pipeline("run", inputs, "-o", "out", "--fail-on", "sometimes").code == 2


def test_several_inputs_keep_apart(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    other = tmp_path / "more" / "inputs"
    other.mkdir(parents=True)
    (other / "通知.txt").write_text("另一份通知。", encoding="utf-8")
    assert pipeline("run", inputs, other, other / "通知.txt", "-o", "out").code == 0
    found = records(tmp_path / "out", "")
    assert set(found) == {"inputs/通知.txt", "inputs-2/通知.txt", "通知.txt"}
    assert found["inputs-2/通知.txt"]["text_length"] == len("另一份通知。")
    assert all((tmp_path / "out" / f"{path}.json").exists() for path in found)


def test_names_that_break_others_do_not_break_us(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    names = [
        b"\xff\xfe bad bytes.txt",
        "很长的名字".encode() * 16 + b".txt",
        b"<script>alert(1)<\x7fscript>.txt",
        b"new\nline.txt",
        b"-rf.txt",
        b"=cmd.txt",
        "\u202etxt.exe.txt".encode(),
    ]
    for name in names:
        with open(os.path.join(os.fsencode(inputs), name), "wb") as file:
            file.write("你好，世界。".encode())
    result = pipeline("run", inputs, "-o", "out")
    assert result.code == 0
    found = records(tmp_path / "out")
    assert len(found) == len(names) + 1
    assert all(record["status"] == "done" for record in found.values())
    written = [path for path in (tmp_path / "out").rglob("*") if path.name.endswith((".txt.json", ".json"))]
    assert len(written) == len(names) + 1
    assert "<script>alert" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_both_languages(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    chinese = pipeline("run", inputs, "-o", "zh")
    english = pipeline("--lang", "en", "run", inputs, "-o", "en")
    assert chinese.out.startswith("完成 1")
    assert english.out.startswith("1 done, 0 failed, 0 skipped (1 worked on);")
    messages = [records(tmp_path / lang)["通知.txt"]["findings"][0]["message"] for lang in ("zh", "en")]
    assert messages[0] != messages[1]
    assert messages[1].isascii() or "xx" in messages[1]
    assert pipeline("run", "gone", "-o", "out", PIPELINE_LANG="en").err == (
        "pipeline: no such file or folder: gone; check the path\n"
    )
    assert pipeline("--lang", "fr", "schema").code == 2


def test_nothing_is_left_behind_and_inputs_stay(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in inputs.rglob("*")}
    pipeline("run", inputs, "-o", "out")
    assert {path: path.read_bytes() for path in inputs.rglob("*")} == before
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        ".pipeline",
        "findings.csv",
        "findings.xlsx",
        "index.html",
        "inputs",
        "results.jsonl",
    }
    assert {path.name for path in (tmp_path / "out" / "inputs").iterdir()} == {"通知.txt.html", "通知.txt.json"}
    assert {path.name for path in (tmp_path / "out" / ".pipeline").iterdir()} == {"ledger.sqlite", "lock"}


def test_limits_that_the_executor_has_not_are_told_of(pipeline: Command, inputs: Path) -> None:
    """An option that does nothing is said, and the run goes on."""
    result = pipeline("run", inputs, "-o", "out", "--executor", "serial", "--jobs", "2", "--timeout", "5")
    assert result.code == 0
    assert "serial" in result.err
    assert "--jobs, --timeout" in result.err
