from pipeline.builtin.stages.split import Split
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document
from pipeline.contract.parts import Kit, Splitter
from pipeline.model.document import Document


class Broken(Splitter, frozen=True):
    """Fails."""

    def split(self, document: Document) -> Document:
        raise ValueError(f"no luck with {document.name}")


def test_a_splitter_that_raises_loses_its_own_part_alone() -> None:
    kit = Kit(splitters={"protected": Protected(), "house": Broken(), "structure": Structure()})
    done = Split().advance(document("关于甲的通知\n一、要求\n2026年5月8日开始。"), kit)
    assert done.title == "关于甲的通知"
    assert any(mark.name == "time" for mark in done.marks)
    assert [entry.rule for entry in done.not_checked] == ["house"]
    assert "no luck with example.txt" in done.not_checked[0].reason.en
