"""Fonts of headings, and of what only looks like one."""

import msgspec

from pipeline.builtin.rules.heading_font import HeadingFont
from pipeline.builtin.stages.check import judge
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Document
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.layout import FontClass, Generated, Piece, Style
from pipeline.model.text import Span
from pipeline.testing import builtin_splitters, split

FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
HEI = Style("黑体", "黑体", 16)
KAI = Style("楷体_GB2312", "楷体", 16)
TEXT = Para("各单位要提高认识，加强领导，把各项措施落到实处。", FANGSONG)


def of(*paras: Para) -> Document:
    title = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
    return split(drafts.document(Draft((title, *paras))), builtin_splitters())


def headings(*heads: tuple[str, Style]) -> Document:
    return of(*(para for text, style in heads for para in (Para(text, style), TEXT)))


def told(document: Document) -> list[tuple[str, str]]:
    return [(f.scope, f.message.zh) for f in judge(HeadingFont(), document) if isinstance(f, Finding)]


def other(name: str, font_class: FontClass, size: float = 16) -> Style:
    return Style(name, font_class, size)


def test_any_makers_font_of_the_class_is_right_bold_or_not() -> None:
    document = headings(
        ("一、加强领导", Style("FZHTK--GBK1-0", "黑体", 15.96, bold=True)),
        ("（一）落实责任", other("CESI楷体-GB2312", "楷体")),
        ("1.分级负责", other("方正仿宋_GBK", "仿宋")),
        ("（1）到岗到人", Style("仿宋", "仿宋", 16, bold=True)),
    )
    assert told(document) == []


def test_each_level_has_its_own_font() -> None:
    song = other("宋体", "宋体")
    document = headings(("一、加强领导", song), ("（一）落实责任", song), ("1.分级负责", song), ("（1）到岗到人", song))
    assert told(document) == [
        ("text", f"{level}级标题为宋体三号（16 磅），应为{font}三号（16 磅）")
        for level, font in (("一", "黑体"), ("二", "楷体"), ("三", "仿宋"), ("四", "仿宋"))
    ]


def test_what_most_headings_of_a_level_have_in_common_is_told_once_and_the_rest_one_by_one() -> None:
    song, kai = other("宋体", "宋体"), KAI
    document = headings(("一、甲", song), ("二、乙", song), ("三、丙", song), ("四、丁", kai), ("五、戊", HEI))
    assert told(document) == [
        ("document", "一级标题为宋体三号（16 磅），共 3 处，应为黑体三号（16 磅）"),
        ("text", "一级标题为楷体三号（16 磅），应为黑体三号（16 磅）"),
    ]


def test_of_a_heading_whose_text_runs_on_only_its_own_sentence_is_judged() -> None:
    document = of(Para("一、加强领导", HEI), Para("（一）落实责任。各单位要到岗到人。", FANGSONG))
    start = document.text.index("（一）")
    end = start + len("（一）落实责任。")
    pieces = []
    for piece in document.pieces:
        if piece.span.start == start:
            pieces += [
                Piece(Span(start, end), piece.place, KAI),
                Piece(Span(end, piece.span.end), piece.place, FANGSONG),
            ]
        else:
            pieces.append(piece)
    assert told(document) == [("text", "二级标题为仿宋三号（16 磅），应为楷体三号（16 磅）")]
    assert told(msgspec.structs.replace(document, pieces=tuple(pieces))) == []


def test_numbered_sentences_that_all_look_like_the_body_are_no_headings() -> None:
    sentences = ("一、删除第一条。", "二、将第二条第一款、第二款合并。", "三、本决定自发布之日起施行。")
    assert told(of(TEXT, *(Para(sentence, FANGSONG) for sentence in sentences))) == []
    assert len(told(of(TEXT, Para(sentences[0], FANGSONG), *(Para(text, HEI) for text in sentences[1:])))) == 1


def test_below_a_level_left_out_the_font_of_the_number_or_of_the_depth_is_right() -> None:
    assert told(headings(("一、加强领导", HEI), ("1.落实责任", KAI), ("2.严格考核", FANGSONG))) == []
    found = told(headings(("一、加强领导", HEI), ("1.落实责任", HEI)))
    assert found == [("text", "三级标题为黑体三号（16 磅），应为仿宋或楷体三号（16 磅）")]


def test_automatic_numbers_are_not_judged() -> None:
    document = of(Para("加强领导", HEI, number="一、"), TEXT)
    plain = tuple(
        msgspec.structs.replace(piece, style=other("宋体", "宋体", 12)) if isinstance(piece.place, Generated) else piece
        for piece in document.pieces
    )
    assert told(msgspec.structs.replace(document, pieces=plain)) == []


def test_a_font_that_the_file_does_not_name_is_said_not_to_be_checked() -> None:
    (answer,) = judge(HeadingFont(), headings(("一、加强领导", HEI), ("二、落实责任", Style(size=16))))
    assert isinstance(answer, NotChecked)
    assert "1 个标题字体不明" in answer.reason.zh


def test_what_is_no_official_document_is_not_judged() -> None:
    document = split(drafts.document(Draft((Para("一、加强领导", FANGSONG), TEXT))), builtin_splitters())
    (answer,) = judge(HeadingFont(), document)
    assert isinstance(answer, NotChecked)
