"""The lines in which a command tells of parts that broke."""

from collections.abc import Collection, Iterable, Iterator

from pipeline.cli.cells import visible
from pipeline.model.language import say
from pipeline.model.troubles import Broken


def told(broken: Iterable[Broken], affected: int, anew: Collection[str] = ()) -> Iterator[str]:
    """A headline and a line for each part; none where nothing broke. ``anew``: the parts that are news."""
    broken = tuple(broken)
    if not broken:
        return
    if affected:
        yield say("部件出错，{n} 个文件未完整检查：", "parts broke; documents not fully checked: {n}").format(
            n=affected
        )
    else:
        yield say("部件出错：", "parts broke:")
    for one in broken:
        marks = [say("{n} 个文件", "on {n}").format(n=one.documents)] if one.documents else []
        marks += [say("新", "new")] if one.part in anew else []
        behind = f"  [{say('，', ', ').join(marks)}]" if marks else ""
        yield f"  {visible(one.message)}{behind}"
