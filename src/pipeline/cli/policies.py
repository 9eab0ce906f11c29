"""For which documents a rule is meant and when its findings are put together, in the words of offices."""

from collections.abc import Iterable, Iterator

from pipeline.builtin.gongwen.kinds import KINDS_OF_DOCUMENT
from pipeline.builtin.gongwen.situations import SITUATIONS
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.model.metadata import Situation
from pipeline.model.text import Text

_GROUPS = {
    "chinese": Text("以中文为主的文件", "documents mainly in Chinese"),
    "official": Text("版式按公文要求的文件（法定文种和常用事务文书）", "documents laid out as official ones (公文)"),
}
_ALL = Text("所有文件", "all documents")


def scope_of(policy: AppliesTo) -> Text:
    """Which documents a rule judges: “以中文为主的文件；合同除外”."""
    zh, en = zip(*((part.zh, part.en) for part in _scope(policy)), strict=True)
    return Text("；".join(zh), "; ".join(en))


def _scope(policy: AppliesTo) -> Iterator[Text]:
    yield _listed(map(_kind, policy.kinds)) if policy.kinds else _ALL
    if policy.unless_kinds:
        kinds = _listed(map(_kind, policy.unless_kinds))
        yield Text(f"{kinds.zh}除外", f"but not: {kinds.en}")
    if policy.when_title:
        words = _quoted(policy.when_title)
        yield Text(f"标题含有{words.zh}的", f"with {words.en} in the title")
    if policy.unless_title:
        words = _quoted(policy.unless_title)
        yield Text(f"标题含有{words.zh}的除外", f"but not with {words.en} in the title")
    if policy.situations:
        situations = _listed(map(_situation, policy.situations))
        yield Text(f"限于：{situations.zh}", f"only: {situations.en}")
    if policy.sure_in:
        situations = _listed(map(_situation, policy.sure_in))
        yield Text(f"{situations.zh}以外的，只作提示", f"information at most, unless {situations.en}")


def gathering_of(policy: Gather | None) -> Text:
    """When several findings of a rule become one: “同类问题超过 20 处时合为一条，列出各处”."""
    when = [] if policy is None else list(_when(policy))
    if policy is None or not when:
        return Text("逐处列出", "each by itself")
    zh, en = "或".join(one.zh for one in when), " or ".join(one.en for one in when)
    if policy.by == "message":
        return Text(f"全文{zh}时，同样的问题合为一条，列出各处", f"{en}: equal ones as one that names every place")
    return Text(f"同类问题{zh}时合为一条，列出各处", f"of one kind {en}: one that names every place")


def _when(policy: Gather) -> Iterator[Text]:
    if policy.above == 1:
        yield Text("不止一处", "in more than one place")
    elif policy.above is not None:
        yield Text(f"超过 {policy.above} 处", f"in more than {policy.above} places")
    if policy.by == "kind" and policy.share is not None:
        yield Text(f"占 {policy.share:.0%} 以上", f"in more than {policy.share:.0%} of the text")
    if policy.by == "kind" and policy.most is not None:
        yield Text(f"合并后仍多于 {policy.most} 条", f"when more than {policy.most} are left")


def _kind(word: str) -> Text:
    return _GROUPS.get(word) or KINDS_OF_DOCUMENT.get(word) or Text(word, word)


def _situation(situation: Situation) -> Text:
    return SITUATIONS[situation]


def _listed(words: Iterable[Text]) -> Text:
    zh, en = zip(*((word.zh, word.en) for word in words), strict=True)
    return Text("、".join(zh), ", ".join(en))


def _quoted(words: Iterable[str]) -> Text:
    words = tuple(words)
    return Text("或".join(f"“{word}”" for word in words), " or ".join(f"“{word}”" for word in words))
