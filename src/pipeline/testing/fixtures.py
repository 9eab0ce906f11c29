"""Fixtures for the tests of a plugin; pytest finds them where this package is installed.

``pipeline_docx`` and ``pipeline_pdf`` build files, ``run_rule`` runs one rule on a text,
``run_plan`` runs a whole plan over files.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.contract.drafts import Draft, Para
from pipeline.contract.rule import Rule
from pipeline.document.ingest import ingest
from pipeline.model.finding import Finding, NotChecked

Build = Callable[..., Path]
RunRule = Callable[..., list[Finding | NotChecked]]
RunPlan = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def pipeline_docx(tmp_path: Path) -> Build:
    """``pipeline_docx("标题", Para("正文"), name="a.docx")``: the path of a docx with these paragraphs."""

    def build(*paragraphs: str | Para | Draft, name: str = "example.docx") -> Path:
        from pipeline.testing.documents import docx

        return _put(tmp_path / name, docx(*paragraphs))  # type: ignore[arg-type]

    return build


@pytest.fixture
def pipeline_pdf(tmp_path: Path) -> Build:
    """As ``pipeline_docx``, a pdf."""

    def build(*paragraphs: str | Para | Draft, name: str = "example.pdf") -> Path:
        from pipeline.testing.documents import pdf

        return _put(tmp_path / name, pdf(*paragraphs))  # type: ignore[arg-type]

    return build


@pytest.fixture
def run_rule() -> RunRule:
    """``run_rule(MyRule, "text", option=…)``: what the rule says of a text, a ``Draft`` or a file, in order of place.

    The text is split as in a run, so that title, headings and protected stretches are there.
    """

    def run(rule: type[Rule], source: str | Draft | Path, **options: Any) -> list[Finding | NotChecked]:
        import msgspec

        from pipeline.builtin.stages.check import judge
        from pipeline.contract import drafts
        from pipeline.model.document import Source
        from pipeline.plan.kit import load
        from pipeline.plan.plan import Plan
        from pipeline.testing.examples import split

        kit = load(Plan())
        if isinstance(source, Path):
            document = ingest(Source(source.name, source.read_bytes()), kit)
        else:
            document = drafts.document(source)
        answers = judge(msgspec.convert(options, rule), split(document, kit.splitters.values()))
        return sorted(answers, key=lambda answer: answer.span.start if isinstance(answer, Finding) else -1)

    return run


@pytest.fixture
def run_plan(tmp_path: Path) -> RunPlan:
    """``run_plan({"a.txt": "text"}, "select = [...]")``: the records that a run writes, by the file's name.

    A file's content is text, bytes or the path of a file to copy. The plan is text, whose
    paths lead on from ``tmp_path``, or the path of a plan. Everything lies in ``tmp_path``,
    the outputs in ``tmp_path / "out" / "inputs"``.
    """

    def run(files: Mapping[str, str | bytes | Path], plan: str | Path = "") -> dict[str, dict[str, Any]]:
        import msgspec

        from pipeline.batch import run
        from pipeline.plan.plan import read

        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            _put(tmp_path / "inputs" / name, data.read_bytes() if isinstance(data, Path) else data)
        (tmp_path / "inputs").mkdir(exist_ok=True)
        if isinstance(plan, str):
            plan = _put(tmp_path / "pipeline.toml", plan.encode())
        chosen = msgspec.structs.replace(read(plan), executor="serial", with_text=True)
        run.run(chosen, [tmp_path / "inputs"], tmp_path / "out")
        lines = (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
        return {record["path"].removeprefix("inputs/"): record for record in map(json.loads, lines)}

    return run


def _put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
