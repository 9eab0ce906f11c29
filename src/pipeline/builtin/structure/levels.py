"""Which numbered lines are headings, which are entries of an enumeration, and how deep they stand."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from pipeline.builtin.gongwen.numerals import DIGIT, ONE_TO_TEN
from pipeline.builtin.structure.automatic import listed
from pipeline.builtin.structure.blocks import Block
from pipeline.builtin.structure.numbering import CHAPTERS, LADDER, Form, Number

DEEPEST = 9
_HALF_BRACKETED = re.compile(f"[{DIGIT}]+[）)]")
_LONGEST_LIST = 9
_SEMICOLON = re.compile(r"[；;](?:[以或和并且及]{0,2}者?)?\Z")


class Entry(msgspec.Struct):
    """A numbered line. ``place``: index of its block."""

    place: int
    number: Number
    level: int = 0
    item: bool = False


def entries(blocks: Sequence[Block], places: Iterable[int], *, latin: bool) -> list[Entry]:
    """The headings and list entries among the blocks at ``places``, in order, with levels.

    ``latin``: the document is written in Latin letters, where ``I.`` and ``A.`` number headings.
    """
    found = [
        Entry(place, number)
        for place in places
        if (number := blocks[place].number) is not None
        and (number.generated or _could_be_entry(blocks[place].text, number, latin=latin))
    ]
    found = _without_stray_decimals(found)
    scale = _Scale.of(found, latin=latin)
    for entry in found:
        entry.level = scale.level(entry.number)
    technical = any(entry.number.form == "1.1" for entry in found)
    kept: list[Entry] = []
    for run in _runs(found):
        first = run[0].number
        stray = first.form in ("I.", "A.") or (first.form in LADDER and len(run) == 1)
        if stray and first.ordinal > 2 and not first.generated:
            continue
        _tell_items(run, blocks, technical=technical)
        kept += run
    kept.sort(key=lambda entry: entry.place)
    _tell_nested_items(kept)
    return kept


def _could_be_entry(text: str, number: Number, *, latin: bool) -> bool:
    if number.form in ("I.", "A.") and not latin and number.raw[0] <= "Z":
        return False
    return not _mentions(text, number) and not _lists(text, number)


def _mentions(text: str, number: Number) -> bool:
    """``第二节内容用于检查。`` is a sentence about a section."""
    after = text[number.span.end :]
    return number.raw[0] == "第" and number.form != "条" and after[:1].strip() != "" and after[-1] in "。；，："


def _lists(text: str, number: Number) -> bool:
    """``（一）加强领导；（二）保障经费。`` is a paragraph with the whole list in it."""
    if number.form not in ("（一）", "①") or number.ordinal > _LONGEST_LIST:
        return False
    following = chr(ord("①") + number.ordinal) if number.form == "①" else f"[（(]{ONE_TO_TEN[number.ordinal]}[）)]"
    return re.compile(f"[；;。，]{following}").search(text, number.span.end) is not None


def _without_stray_decimals(found: list[Entry]) -> list[Entry]:
    """Leave out ``12.4`` and ``7 人``: a decimal needs a sibling or its parent, a bare number a child."""
    siblings = Counter(entry.number.ordinals[:-1] for entry in found if entry.number.form == "1.1")
    parents = {entry.number.ordinals for entry in found if entry.number.form != "条"}
    good = {prefix for prefix, count in siblings.items() if count > 1 or prefix in parents}
    tops = {prefix[:1] for prefix in good}
    return [
        entry
        for entry in found
        if entry.number.generated
        or (
            (entry.number.form != "1.1" or entry.number.ordinals[:-1] in good)
            and (entry.number.form != "1" or (bool(tops) and entry.number.ordinal <= max(top[0] for top in tops) + 5))
        )
    ]


class _Scale(msgspec.Struct, frozen=True):
    fixed: dict[Form, int]
    decimal: int
    """Level of a decimal number of depth one."""

    @classmethod
    def of(cls, found: list[Entry], *, latin: bool) -> "_Scale":
        """编/章/节/条 that occur come first; 一、 to ① follow, each at its own distance.

        一、 comes before 条 where it heads articles, as in judicial interpretations, and so does what heads 第×款.
        """
        present = list(dict.fromkeys(entry.number.form for entry in found))
        ladder = list(LADDER) if latin else _ladder([entry.number.form for entry in found])
        first = [form for form in CHAPTERS if form in present and form not in ladder]
        fixed: dict[Form, int] = {form: level for level, form in enumerate(first, 1)}
        above = len(fixed) + ("条" in ladder)
        decimals = "1.1" in present
        if latin:
            others = [form for form in present if form not in CHAPTERS and form not in ("1.1", "1")]
            fixed |= {form: above + step for step, form in enumerate(others, 1)}
            return cls(fixed, fixed.get("1.", above + 1) if not above or "1." in fixed else max(above, 1))
        fixed |= {form: len(first) + step for step, form in enumerate(ladder, 1)}
        fixed |= {"I.": above + 1, "A.": above + 4, "a.": above + len(LADDER) + 1}
        if not decimals:
            return cls(fixed, above + 1)
        if not above and "一、" not in present and "（一）" not in present:
            fixed["1."] = decimal = 1
        elif "1." in present:
            decimal = fixed["1."]
        else:
            decimal = above + 1 if "一、" in present and above else max(above, 1)
        below = decimal + max(len(entry.number.ordinals) for entry in found)
        return cls(fixed | {"（1）": below, "①": below + 1}, decimal)

    def level(self, number: Number) -> int:
        if number.form in ("1.1", "1"):
            return min(self.decimal + len(number.ordinals) - 1, DEEPEST)
        return min(self.fixed[number.form], DEEPEST)


def _ladder(forms: list[Form]) -> list[Form]:
    """The levels of 公文, with the 条 whose first stands right below a 一、, and the 款 right below any of them."""
    ladder = list(LADDER)
    heads: dict[Form, tuple[Form, ...]] = {"条": ("一、",), "款": LADDER}
    for form, above in heads.items():
        first = forms.index(form) if form in forms else 0
        if first > 0 and forms[first - 1] in above:
            ladder.insert(ladder.index(forms[first - 1]) + 1, form)
    return ladder


def _runs(found: list[Entry]) -> list[list[Entry]]:
    """Entries of one form that count on under the same parent, slips such as 五、五、 included."""
    done: list[list[Entry]] = []
    open_runs: dict[int, list[Entry]] = {}
    for entry in found:
        for deeper in [level for level in open_runs if level > entry.level]:
            del open_runs[deeper]
        run = open_runs.get(entry.level)
        if run and _goes_on(run[-1].number, entry.number):
            run.append(entry)
        else:
            open_runs[entry.level] = [entry]
            done.append(open_runs[entry.level])
    return done


def _goes_on(last: Number, number: Number) -> bool:
    """Whether ``number`` may stand in one run after ``last``: later, the same again or one back, but not a new 1."""
    if last.form != number.form:
        return False
    slip = last.ordinals[:-1] == number.ordinals[:-1] and number.ordinal > 1 and last.ordinal - number.ordinal in (0, 1)
    return slip or last.ordinals < number.ordinals


def _tell_items(run: list[Entry], blocks: Sequence[Block], *, technical: bool) -> None:
    """Entries that end in ``；`` are items, and so is the rest of a run of which half do.

    So is ``1）`` in a ``technical`` document, one with decimal numbers: there it marks lists.
    """
    if run[0].number.form in CHAPTERS:
        return
    if run[0].number.form == "a." or listed(run[0].number):
        for entry in run:
            entry.item = True
        return
    if technical and _HALF_BRACKETED.fullmatch(run[0].number.raw):
        for entry in run:
            entry.item = True
        return
    ended = [_SEMICOLON.search(blocks[entry.place].text[-4:]) is not None for entry in run]
    inner = ended[:-1]
    whole = bool(inner) and sum(inner) * 2 >= len(inner)
    for entry, semicolon in zip(run, ended, strict=True):
        entry.item = whole or semicolon


def _tell_nested_items(found: list[Entry]) -> None:
    """What is numbered below a 条 or inside an item is an item too."""
    above: list[Entry] = []
    for entry in found:
        while above and above[-1].level >= entry.level:
            above.pop()
        if above and (above[-1].item or (above[-1].number.form == "条" and entry.number.form in LADDER)):
            entry.item = True
        above.append(entry)
