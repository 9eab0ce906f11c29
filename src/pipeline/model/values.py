"""What is wrong with a value that people wrote, in their language: what stands there, and what may."""

import datetime
import json
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pipeline.model.language import did_you_mean
from pipeline.model.text import Text

SHOWN = 40
"""Characters of a value that a sentence shows; a line of a terminal holds about twice as many."""
_PLAIN: dict[Any, Text] = {
    bool: Text("true 或 false", "true or false"),
    str: Text("加引号的文字", "text in quotation marks"),
    datetime.date: Text("日期", "a date"),
    datetime.datetime: Text("日期和时间", "a date and time"),
    Any: Text("任意值", "anything"),
}
_LISTS = (list, tuple, set, frozenset)


class WrongValueError(Exception):
    """A value that does not fit: where below what was looked at, and a sentence without its subject."""

    def __init__(self, fault: "Fault") -> None:
        super().__init__(fault.text.en)
        self.fault = fault


class Fault(msgspec.Struct, frozen=True):
    """What is wrong."""

    keys: tuple[str | int, ...]
    """The way to it: keys of tables, and places in lists, from 0."""
    text: Text
    """``应是数字，现在是 "大"``."""

    @property
    def place(self) -> Text:
        """The way to it in words; empty when it is the whole."""
        zh, en = "", ""
        for key in self.keys:
            if isinstance(key, int):
                zh, en = f"{zh} 第 {key + 1} 项", f"{en}, entry {key + 1}"
            else:
                zh, en = f"{zh}.{key}", f"{en}.{key}"
        return Text(zh.lstrip(". "), en.lstrip("., "))

    @property
    def sentence(self) -> Text:
        """Place and text."""
        return Text(f"{self.place.zh} {self.text.zh}".lstrip(), f"{self.place.en} {self.text.en}".lstrip())

    def below(self, key: str | int) -> "Fault":
        """The same seen from above."""
        return Fault((key, *self.keys), self.text)


def converted(value: Any, kind: Any) -> Any:
    """As :func:`msgspec.convert`.

    Raises:
        WrongValueError: the value does not fit ``kind``.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        why = str(error).partition(" - at `$")[0]
        raise WrongValueError(fault(value, kind) or Fault((), Text(why, why))) from None


def fault(value: Any, kind: Any) -> Fault | None:
    """What is wrong with ``value``, as deep in it as can be told; ``None`` when it fits ``kind``.

    ``None`` too when a class refuses what is of the right kind: it says why itself.
    """
    if _fits(value, kind):
        return None
    members = [member for member in _members(kind) if _alike(value, member)]
    for member in members:
        found = next((one for one in _within(value, member) if one is not None), None)
        if found is not None or _is_struct(member):
            return found
    is_zh, is_en = _wanted(kind).zh, _wanted(kind).en
    return Fault((), Text(f"应是{is_zh}，现在是 {_shown(value)}", f"must be {is_en}, and is {_shown(value)}"))


def _within(value: Any, kind: Any) -> Iterator[Fault | None]:
    """What is wrong with each part of ``value``."""
    args = typing.get_args(kind)
    if isinstance(value, list) and args:
        for index, item in enumerate(value):
            found = fault(item, args[0])
            yield found and found.below(index)
    elif isinstance(value, dict) and typing.get_origin(kind) is dict and args:
        for key, item in value.items():
            found = fault(item, args[1])
            yield found and found.below(key)
    elif isinstance(value, dict) and _is_struct(kind):
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        for key, item in value.items():
            if key in fields:
                found = fault(item, fields[key].type)
                yield found and found.below(key)
            elif kind.__struct_config__.forbid_unknown_fields:
                zh, en = did_you_mean(key, fields)
                yield Fault((), Text(f"没有 {key} 这一项{zh}", f"has no {key}{en}"))
        for name, field in fields.items():
            if field.required and name not in value:
                yield Fault((), Text(f"缺 {name} 这一项", f"lacks {name}"))


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _members(kind: Any) -> tuple[Any, ...]:
    """The kinds that a union allows; else the one."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    return typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, types.UnionType) else (kind,)


def _alike(value: Any, kind: Any) -> bool:
    """Whether a value of this form may have been meant as one of ``kind``."""
    origin = typing.get_origin(kind) or kind
    if isinstance(value, dict):
        return origin is dict or _is_struct(kind)
    return isinstance(value, list) and origin in _LISTS


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _wanted(kind: Any) -> Text:
    """What fits ``kind``, as the object of “must be”."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        bounds = next((meta for meta in args[1:] if isinstance(meta, msgspec.Meta)), msgspec.Meta())
        return _number(args[0], bounds) if args[0] in (int, float) else _wanted(args[0])
    if kind in (int, float):
        return _number(kind, msgspec.Meta())
    if origin is typing.Literal:
        return _either([Text(_shown(one), _shown(one)) for one in args])
    if len(_members(kind)) > 1:
        return _either([_wanted(one) for one in _members(kind) if one is not types.NoneType])
    if origin in _LISTS or kind in _LISTS:
        inner = _wanted(args[0]) if args else Text("…", "…")
        return Text(f"列表 [ … ]，其中每项是{inner.zh}", f"a list [ … ] whose entries are {inner.en}")
    if origin is dict or kind is dict or _is_struct(kind):
        keys = ", ".join(field.encode_name for field in msgspec.structs.fields(kind)) if _is_struct(kind) else "…"
        return Text(f"表 {{ {keys} }}", f"a table {{ {keys} }}")
    name = getattr(kind, "__name__", str(kind))
    return _PLAIN.get(kind, Text(f" {name}", name))


def _either(members: list[Text]) -> Text:
    *most, last = members
    if not most:
        return last
    zh, en = "、".join(one.zh for one in most), ", ".join(one.en for one in most)
    return Text(f"{zh}或{last.zh}", f"{en} or {last.en}")


def _number(kind: type, meta: msgspec.Meta) -> Text:
    zh, en = ("整数", "a whole number") if kind is int else ("数字", "a number")
    least, most = meta.ge if meta.ge is not None else meta.gt, meta.le if meta.le is not None else meta.lt
    if least is not None and most is not None and meta.ge is not None and meta.le is not None:
        return Text(f" {least} 到 {most} 的{zh}", f"{en} from {least} to {most}")
    limits = []
    for bound, more, over in (
        (meta.gt, "大于 {}", "over {}"),
        (meta.ge, "不小于 {}", "of at least {}"),
        (meta.lt, "小于 {}", "under {}"),
        (meta.le, "不大于 {}", "of at most {}"),
    ):
        if bound is not None:
            limits.append(Text(more.format(bound), over.format(bound)))
    if not limits:
        return Text(zh, en)
    return Text(f"{'、'.join(one.zh for one in limits)} 的{zh}", f"{en} {' and '.join(one.en for one in limits)}")


def _shown(value: Any) -> str:
    """The value as a plan has it, cut when it is long."""
    if isinstance(value, Mapping):
        text = "{ … }" if value else "{}"
    elif isinstance(value, list):
        text = f"[{', '.join(map(_shown, value))}]"
    elif isinstance(value, (str, bool)):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value).removesuffix(".0")
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
