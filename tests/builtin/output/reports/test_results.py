"""What a program that reads results.jsonl relies on."""

import json

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from pipeline.builtin.output.reports.results import Results
from pipeline.contract.parts import Batch
from pipeline.model.errors import reason
from pipeline.model.outcome import Outcome
from pipeline.model.record import schema


def test_one_valid_record_a_line_in_order() -> None:
    outcomes = (
        Outcome("甲.txt", "done", title="两行\n标题\u2028", text_length=2),
        Outcome("乙\udcff.txt", "failed", reason("encoding")),
        Outcome("丙.txt", "done", text="正文", text_length=2),
    )
    lines = b"".join(Results().render(Batch(outcomes, "2026-03-01T09:30:00+08:00", 1.0, (), "zh"))).split(b"\n")
    assert lines.pop() == b""
    read = [json.loads(line) for line in lines]
    for entry in read:
        Draft202012Validator(schema()).validate(entry)
    assert [entry["path"] for entry in read] == ["甲.txt", "乙�.txt", "丙.txt"]
    assert ["text" in entry for entry in read] == [False, False, True]
