"""对照检查材料：三个部分齐全。 The parts of a self-examination (民主生活会、组织生活会).

A plugin of one file. Name it in the plan: ``plugins = ["./plugins/duizhao.py"]``.
"""

from collections.abc import Iterator

import msgspec

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Span, Text, hookimpl


class DuizhaoParts(Rule, frozen=True):
    """A self-examination has its parts: problems, causes, measures.

    Looked for in the headings of the first level of documents whose title names them so. The
    notice that calls for the material says which parts it wants: set ``parts``.
    """

    name = "duizhao-parts"
    name_zh = "对照检查缺项"
    explained_zh = """对照检查材料应有问题、原因、措施三个部分。

只看标题含“对照检查”“检视剖析”的文件的一级标题。各年通知要求不同，可用选项 parts 设定。
"""
    basis = Basis("practice", "民主生活会、组织生活会通知的通行要求")
    message = Text("缺少“{part}”部分（一级标题中没有 {words}）", "the part {part} is missing (no heading has {words})")
    examples = (
        Good("张某对照检查材料\n一、存在的问题\n学习不够。\n二、原因剖析\n认识不足。\n三、整改措施\n加强学习。"),
        Good("关于印发工作要点的通知\n一、总体要求\n抓好落实。"),
        Bad(
            "张某对照检查材料\n一、存在的问题\n学习不够。\n二、今后努力方向\n加强学习。",
            scope="document",
        ),
    )

    titles: tuple[str, ...] = ("对照检查", "检视剖析")
    parts: dict[str, tuple[str, ...]] = msgspec.field(
        default_factory=lambda: {
            "问题": ("问题", "不足", "查摆"),
            "原因": ("原因", "根源"),
            "措施": ("措施", "方向", "打算"),
        }
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for the document for each part that no heading of the first level names."""
        if not any(title in document.title for title in self.titles):
            return
        headings = [section.title for section in document.sections if section.level == 1]
        for part, words in self.parts.items():
            if not any(word in heading for heading in headings for word in words):
                yield self.found(Span(0, len(document.text)), scope="document", part=part, words="、".join(words))


@hookimpl
def rules() -> dict[str, type[Rule]]:
    """The one rule."""
    return {DuizhaoParts.name: DuizhaoParts}
