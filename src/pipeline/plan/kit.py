"""Binds a plan to what its plugins bring: one Kit, or one error before the first document."""

import functools
import itertools
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from pipeline.contract.family import HEAD, Family, define
from pipeline.contract.hookspecs import HOOKS
from pipeline.contract.parts import KINDS, Executor, Kit, LimitedExecutor
from pipeline.contract.rule import NAME, Part
from pipeline.model.document import Document
from pipeline.model.errors import PlanError, PluginError
from pipeline.model.language import did_you_mean
from pipeline.model.values import Fault, WrongValueError, converted
from pipeline.plan.discovery import BUILTIN, survey
from pipeline.plan.plan import SETTINGS, Plan, place


@functools.lru_cache(maxsize=4)
def _load(plan: bytes) -> Kit:
    return assemble(msgspec.msgpack.decode(plan, type=Plan))


def load(plan: Plan) -> Kit:
    """The kit of ``plan``, made once in a process.

    Raises:
        PluginError: a plugin is missing, broken, misspelt, brings nothing or a name twice.
        PlanError: the plan names a part or option that does not exist.
    """
    try:
        key = msgspec.msgpack.encode(plan)
    except (OverflowError, UnicodeEncodeError) as error:
        raise PlanError(
            f"方案 {plan.path!a} 中的值无法使用：{error}", f"a value in the plan {plan.path!a} cannot be used: {error}"
        ) from None
    return _load(key)


def _shipped(plan: Plan) -> type[Executor] | None:
    """The class of the plan's executor, if the plugin that we ship brings it."""
    from pipeline.builtin import plugin

    return plugin.executors().get(plan.executor)


def takes_limits(plan: Plan) -> bool:
    """Whether the plan's executor has limits; one that a plugin brings may have them."""
    cls = _shipped(plan)
    return cls is None or issubclass(cls, LimitedExecutor)


def shipped_executor(plan: Plan) -> Executor | None:
    """The executor of ``plan``, if we ship it; known before any plugin is loaded.

    Raises:
        PlanError: an option of it does not exist or has a wrong value.
    """
    cls = _shipped(plan)
    if cls is None or plan.options_of("executors", plan.executor) is False:
        return None
    executor = _option(plan, "executors", plan.executor, cls)
    assert isinstance(executor, Executor)
    return executor


def for_document(kit: Kit, document: Document) -> Kit:  # noqa: ARG001 - the one kit serves every document
    """The kit whose parts the next stage runs on ``document``, by what is known of it: after ``split`` its kind too.

    This is the place for profiles. A profile is a named set of the plan's values, chosen by the kind of the
    document or by its path; its kit is assembled with that of the plan, so that what is wrong with it is said
    before the first document. There are none, and every document has the plan's kit. Readers, stages, exporters
    and reports are never those of a profile: they work before the kind is known, or for all documents alike.
    """
    return kit


def assemble(plan: Plan) -> Kit:
    """As :func:`load`, anew."""
    parts: dict[str, dict[str, type[Part]]] = {hook: {} for hook in HOOKS}
    owner: dict[tuple[str, str], str] = {}
    for brought in survey(plan):
        if brought.error is not None:
            raise brought.error
        for kind, classes in brought.parts.items():
            for name, cls in classes.items():
                other = owner.setdefault((kind, name), brought.plugin)
                if other != brought.plugin:
                    raise PluginError(
                        f"插件 {brought.plugin} 和 {other} 都提供了 {kind} {name!r}，请改名",
                        f"the plugins {brought.plugin} and {other} both bring {name!r} in {kind}; rename one",
                    )
                parts[kind][name] = cls
    # An organisation's readers look first: they may know a kind of docx or pdf better.
    ours_last = sorted(parts["readers"].items(), key=lambda part: owner["readers", part[0]] == BUILTIN)
    parts["readers"] = dict(ours_last)
    parts["rules"] |= written(plan, parts)
    return _bind(plan, parts)


def written(plan: Plan, parts: dict[str, dict[str, type[Part]]]) -> dict[str, type[Part]]:
    """The rules that stand in the plan itself, without code.

    Raises:
        PlanError: a table of no family, a name that is taken or no name, an unknown key or
            a value that the family does not accept.
    """
    rules: dict[str, type[Part]] = {}
    for family, tables in plan.families.items():
        if family not in parts["families"]:
            zh, en = did_you_mean(family, (*SETTINGS, *KINDS, *parts["families"]))
            at = place(plan.path, family)
            raise PlanError(f"{at.zh}有不认识的表 [{family}]{zh}", f"{at.en}: unknown table [{family}]{en}")
        cls = parts["families"][family]
        assert issubclass(cls, Family)
        for name, table in tables.items():
            if not NAME.fullmatch(name):
                raise PlanError(
                    f"方案 [{family}.{name}]：规则名应由小写字母、数字和连字符组成，如 house-terms",
                    f"[{family}.{name}]: name the rule in lower-case words joined by hyphens, as house-terms",
                )
            if name in parts["rules"] or name in rules:
                raise PlanError(
                    f"方案 [{family}.{name}]：已有名为 {name!r} 的规则，请改名",
                    f"[{family}.{name}]: there is a rule {name!r} already; take another name",
                )
            if table is not False:
                rules[name] = _defined(plan, cls, (family, name), table)
    return rules


def _defined(plan: Plan, cls: type[Family], table: tuple[str, str], options: dict[str, Any]) -> type[Part]:
    _has_options(plan, table, options, (*cls.__struct_fields__, *HEAD))
    try:
        return define(cls, table[1], options)
    except WrongValueError as error:
        raise _wrong(plan, table, error.fault) from None
    except PlanError as error:
        at, name = place(plan.path, *table), ".".join(table)
        raise PlanError(f"{at.zh} [{name}]：{error.text.zh}", f"{at.en}, [{name}]: {error.text.en}") from None


def _bind(plan: Plan, parts: dict[str, dict[str, type[Part]]]) -> Kit:
    for kind, options in plan.options.items():
        for name in options:
            _known(name, parts[kind], kind)
    for name in plan.stages:
        _known(name, parts["stages"], "stages")
    _known(plan.executor, parts["executors"], "executors")
    if plan.options_of("executors", plan.executor) is False:
        raise PlanError(
            f"方案停用了它要用的执行方式 {plan.executor!r}",
            f"the plan leaves out {plan.executor!r}, the executor that it names",
        )
    parts["stages"] = {name: parts["stages"][name] for name in plan.stages}
    parts["executors"] = {plan.executor: parts["executors"][plan.executor]}
    parts["rules"] = {name: parts["rules"][name] for name in selected(plan, parts["rules"])}
    bound: dict[str, dict[str, Any]] = {
        kind: {
            name: _option(plan, kind, name, cls)
            for name, cls in parts[kind].items()
            if plan.options_of(kind, name) is not False
        }
        for kind in KINDS
    }
    for kind, fact in (("exporters", "suffix"), ("reports", "filename")):
        _apart(kind, fact, bound[kind])
    return Kit(**bound)


def _apart(kind: str, fact: str, parts: dict[str, Any]) -> None:
    """Two parts must not write the same file."""
    writer: dict[str, str] = {}
    for name, part in parts.items():
        other = writer.setdefault(getattr(part, fact).casefold(), name)
        if other != name:
            raise PlanError(
                f"{kind} {other!r} 和 {name!r} 会写同一个文件（{getattr(part, fact)}），请停用其一",
                f"the {kind} {other!r} and {name!r} would write the same file ({getattr(part, fact)}); leave one out",
            )


def selected(plan: Plan, rules: dict[str, type[Part]]) -> list[str]:
    """The names of the rules that run, sorted.

    Raises:
        PlanError: an entry of ``select`` or ``ignore`` fits no rule.
    """
    for pattern in (*plan.select, *plan.ignore):
        if not any(fnmatchcase(name, pattern) for name in rules):
            _known(pattern, rules, "rules")
    return sorted(
        name
        for name in rules
        if any(fnmatchcase(name, pattern) for pattern in plan.select)
        and not any(fnmatchcase(name, pattern) for pattern in plan.ignore)
    )


def _known(name: str, parts: dict[str, type[Part]], kind: str) -> None:
    if name not in parts:
        zh, en = did_you_mean(name, parts)
        raise PlanError(
            f"方案中的 {name!r} 不在 {kind} 之列{zh}", f"the plan names {name!r}, which is not among the {kind}{en}"
        )


def _option(plan: Plan, kind: str, name: str, cls: type[Part]) -> Part:
    options = plan.options_of(kind, name)
    assert isinstance(options, dict)
    _has_options(plan, (kind, name), options, cls.__struct_fields__)
    try:
        part: Part = converted(options, cls)
    except WrongValueError as error:
        raise _wrong(plan, (kind, name), error.fault) from None
    return part


def _has_options(plan: Plan, table: tuple[str, str], options: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in options:
        if key not in known:
            zh, en = did_you_mean(key, known) if known else ("；它没有选项", "; it has no options")
            at, name = place(plan.path, *table, key), ".".join(table)
            raise PlanError(f"{at.zh} [{name}] 中没有选项 {key!r}{zh}", f"{at.en}: [{name}] has no option {key!r}{en}")


def _wrong(plan: Plan, table: tuple[str, str], fault: Fault) -> PlanError:
    named = itertools.takewhile(lambda key: isinstance(key, str), fault.keys)
    at, name, told = place(plan.path, *table, *map(str, named)), ".".join(table), fault.sentence
    return PlanError(f"{at.zh} [{name}]：{told.zh}", f"{at.en}, [{name}]: {told.en}")
