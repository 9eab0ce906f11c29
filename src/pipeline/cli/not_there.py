"""What is said of an input that is not there as it was."""

from typing import TYPE_CHECKING

from pipeline.model.language import say

if TYPE_CHECKING:
    from pipeline.model.troubles import Missing


def not_there(missing: "Missing") -> str:
    """One line: which input, what became of its results, and how to go on."""
    name, lost, of = missing.input, missing.lost, missing.of
    if not of:
        return say(
            f"输入 {name} 现在不存在（网络盘没有连上？），其余输入已照常处理；恢复后再运行，不再需要就从命令中去掉",
            f"the input {name} is not there now (is a share not mounted?); all others were worked on. "
            "Run again when it is back, or name it no more",
        )
    return say(
        f"输入 {name} 的 {of} 个文件中有 {lost} 个不见了（网络盘没有连上？），结果都已保留并标明“未见”；"
        "恢复后再运行；确已删除的，加 --allow-removals 运行一次",
        f"{lost} of the {of} documents of the input {name} are not there (is a share not mounted?); their results are "
        "kept and marked as not seen. Run again when they are back; if they were removed on purpose, run once with "
        "--allow-removals",
    )
