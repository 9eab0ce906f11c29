"""Fixes are chosen the same way whatever their order, and each is taken whole or not at all."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.model.edits import apply, choose, laid_out, of_layout
from pipeline.model.finding import Fix, PageEdit, ParagraphEdit, StyleEdit, TextEdit
from pipeline.model.layout import Grid, Margins, Style

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


HEI, SONG = Style("黑体", "黑体", 22), Style("宋体", "宋体", 12)
LOOK = Draft((Para("标题", HEI), Para("正文一段", SONG, first_indent=0)), 210, 297)


def test_a_fix_that_changes_the_layout_is_left_to_who_can_change_it_whole() -> None:
    text, mixed = Fix((TextEdit(0, 1, "甲"),)), Fix((TextEdit(1, 2, ""),), styles=(StyleEdit(0, 2, size=16),))
    assert choose([text, mixed]) == (TextEdit(0, 1, "甲"),)
    assert of_layout([mixed, text, mixed]) == (mixed,)


def test_edits_of_layout_change_what_they_name_where_they_say_and_nothing_else() -> None:
    document = drafts.document(LOOK)
    made = laid_out(
        document,
        (
            StyleEdit(4, 6, font_class="仿宋", size=16),
            StyleEdit(5, 7, bold=True),
            ParagraphEdit(3, 4, first_indent=32),
            PageEdit(0, 1, margins=Margins(top=37), grid=Grid(28.95)),
        ),
    )
    assert (made.text, made.marks) == (document.text, document.marks)
    assert [(made.cut(piece.span), piece.style) for piece in made.pieces] == [
        ("标题", HEI),
        ("正", SONG),
        ("文", Style(None, "仿宋", 16)),
        ("一", Style(None, "仿宋", 16, bold=True)),
        ("段", Style("宋体", "宋体", 12, bold=True)),
    ]
    assert [paragraph.first_indent for paragraph in made.paragraphs] == [None, 32]
    (page,) = made.pages
    assert (page.margins, page.grid, page.width) == (Margins(top=37), Grid(28.95), 210)
    assert laid_out(made, (StyleEdit(4, 6, font_class="仿宋", size=16),)) == made, "done twice is done once"
