"""When to run: what people and cron write, and what systemd reads."""

import re
from collections.abc import Iterator

from pipeline.model.errors import UsageError

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELDS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0, 59, ()),
    (0, 23, ()),
    (1, 31, ()),
    (1, 12, _MONTHS),
    (0, 7, _DAYS),
)
"""Least and greatest value of each field of cron, and the names of the values from the least on."""
_STEP = re.compile(r"(?:(?P<all>\*)|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>[1-9]\d*))?")


def cron(at: str) -> str:
    """``at`` as five fields of cron: it is that, or a time of day.

    Raises:
        UsageError: it is neither.
    """
    clock = _CLOCK.fullmatch(at.strip())
    if clock:
        return f"{int(clock[2])} {int(clock[1])} * * *"
    fields = at.split()
    if len(fields) != len(_FIELDS):
        raise _wrong(at)
    for field, (least, greatest, names) in zip(fields, _FIELDS, strict=True):
        if not _values(field, least, greatest, names):
            raise _wrong(at)
    return " ".join(fields)


def calendar(expression: str) -> list[str]:
    """The same times as events of systemd; two where cron takes either the day of the month or that of the week."""
    minute, hour, day, month, weekday = (
        sorted(_values(field, *limits)) for field, limits in zip(expression.split(), _FIELDS, strict=True)
    )
    clock = f"{_listed(hour, 24)}:{_listed(minute, 60)}:00"
    weekdays = ",".join(_DAYS[number].capitalize() for number in sorted({number % 7 for number in weekday}))
    every_day, every_weekday = len(day) == 31, len({number % 7 for number in weekday}) == 7
    events = []
    if not every_day or every_weekday:
        events.append(f"*-{_listed(month, 12)}-{_listed(day, 31)} {clock}")
    if not every_weekday:
        events.append(f"{weekdays} *-{_listed(month, 12)}-* {clock}")
    return events


def _listed(values: list[int], full: int) -> str:
    return "*" if len(values) == full else ",".join(f"{value:02}" for value in values)


def _values(field: str, least: int, greatest: int, names: tuple[str, ...]) -> set[int]:
    """The values that a field of cron stands for; none when it is wrong."""
    values: set[int] = set()
    for part in field.split(","):
        found = set(_part(part, least, greatest, names))
        if not found:
            return set()
        values |= found
    return values


def _part(part: str, least: int, greatest: int, names: tuple[str, ...]) -> Iterator[int]:
    match = _STEP.fullmatch(part)
    if match is None:
        return
    step = int(match["step"] or 1)
    if match["all"]:
        yield from range(least, greatest + 1, step)
        return
    first = _number(match["first"], least, names)
    last = _number(match["last"], least, names) if match["last"] else (greatest if match["step"] else first)
    if first is not None and last is not None and least <= first <= last <= greatest:
        yield from range(first, last + 1, step)


def _number(word: str, least: int, names: tuple[str, ...]) -> int | None:
    if word.isdecimal() and word.isascii():
        return int(word)
    return names.index(word.lower()) + least if word.lower() in names else None


def _wrong(at: str) -> UsageError:
    return UsageError(
        f"--at 应是时刻（02:30）或 cron 的五个字段（30 2 * * 1-5），不是 {at!r}",
        f"--at is a time (02:30) or the five fields of cron (30 2 * * 1-5), not {at!r}",
    )
