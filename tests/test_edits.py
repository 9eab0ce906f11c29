"""Fixes are chosen the same way whatever their order, and each is taken whole or not at all."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.edits import apply, choose
from pipeline.model.finding import Fix, TextEdit

TEXT = "各单位要提高认识，加强领导，抓好落实。"


@st.composite
def edit_lists(draw: st.DrawFn) -> list[list[tuple[int, int]]]:
    spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))
    return draw(st.lists(st.lists(spans, min_size=1, max_size=4), max_size=8))


def fixes_of(lists: list[list[tuple[int, int]]]) -> list[Fix]:
    """Every edit puts in the number of its fix, so that it can be told whose it is."""
    return [
        Fix(tuple(TextEdit(start, end, f"<{number}>") for start, end in spans), safe=number % 2 == 0)
        for number, spans in enumerate(lists)
    ]


@given(edit_lists(), st.randoms(use_true_random=False))
def test_the_order_in_which_fixes_come_does_not_matter(lists: list[list[tuple[int, int]]], random: object) -> None:
    fixes = fixes_of(lists)
    shuffled = list(fixes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(shuffled) == choose(fixes)


@given(edit_lists())
def test_a_fix_is_taken_whole_or_not_at_all(lists: list[list[tuple[int, int]]]) -> None:
    fixes = fixes_of(lists)
    chosen = choose(fixes)
    for number, fix in enumerate(fixes):
        mine = sorted(edit for edit in chosen if edit.text == f"<{number}>")
        assert mine in ([], sorted(fix.edits))


@given(edit_lists())
def test_chosen_edits_are_sorted_and_apart_and_all_take_effect(lists: list[list[tuple[int, int]]]) -> None:
    chosen = choose(fixes_of(lists))
    assert all(one.end <= two.start for one, two in itertools.pairwise(chosen))
    result = apply(TEXT, chosen)
    kept = len(TEXT) - sum(edit.end - edit.start for edit in chosen)
    assert len(result) == kept + sum(len(edit.text) for edit in chosen)
    backwards = TEXT
    for edit in reversed(chosen):
        backwards = backwards[: edit.start] + edit.text + backwards[edit.end :]
    assert result == backwards


@given(edit_lists())
def test_a_fix_is_left_out_only_where_it_touches_another_or_itself(lists: list[list[tuple[int, int]]]) -> None:
    fixes = fixes_of(lists)
    chosen = choose(fixes)
    taken = {edit.text for edit in chosen}
    for number, fix in enumerate(fixes):
        if f"<{number}>" not in taken:
            edits = sorted(fix.edits)
            others = [*chosen, *edits]
            assert any(touch(one, two) for one in edits for two in others if one is not two)


def touch(one: TextEdit, two: TextEdit) -> bool:
    return one.start <= two.end and two.start <= one.end
