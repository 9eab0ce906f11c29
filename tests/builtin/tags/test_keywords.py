import logging
import subprocess
import sys
import warnings
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.builtin.tags import segment
from pipeline.builtin.tags.keywords import STOP_WORDS, Keywords
from pipeline.contract.drafts import document
from pipeline.model.document import Document, Mark
from pipeline.model.layout import Paragraph
from pipeline.model.text import Span

TEXTS = [
    "关于加强全市档案管理工作的通知\n各单位：为加强档案管理，规范档案收集、整理、保管和利用，现就档案管理工作通知如下。",
    "会议指出，要坚持问题导向，持续优化营商环境。营商环境只有更好，没有最好；优化营商环境是系统工程。",
    "The committee of the city approved the plan; COVID-19 measures v1.2.3 remain, see GB/T 9704-2012 and a_b.",
    "联系人𠮷某、㛃某与䶮某，编号A-3型，比例3.5%、12.7a，网址www.example.cn，时间2024-2025学年，c++与C#。",
    "第一季度完成固定资产投资12.6亿元，同比增长8.5%；第二季度完成固定资产投资13.1亿元，同比增长9%。",
    "嗯……啊？！①②③ 　\t１２３ＡＢＣ",
]
Extract = Callable[..., list[tuple[str, float]]]


@pytest.fixture(scope="module")
def extract() -> Extract:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.analyse
    jieba.setLogLevel(logging.WARNING)
    found: Extract = jieba.analyse.extract_tags
    return found


def ranked(text: str, top: int = 20) -> list[tuple[str, float]]:
    return [(tag.term, tag.weight) for tag in Keywords(top=top, numbers=True).tag(document(text))]


@pytest.mark.parametrize("text", TEXTS)
def test_terms_weights_and_order_are_those_of_jieba(extract: Extract, text: str) -> None:
    assert ranked(text) == extract(text, topK=20, withWeight=True)


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*"-_.%aB中国𠮷㐀豈+\n ，", "3.5", "12", "管理"]),
            st.text(max_size=4),
        ),
        max_size=20,
    ).map("".join)
)  # fmt: skip
def test_the_words_are_those_of_jieba(text: str) -> None:
    assert segment.words(text) == segment.by_jieba(text)


def test_stop_words_and_table_are_those_of_jieba(extract: Extract) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.analyse
    theirs = jieba.analyse.default_tfidf
    assert extract == theirs.extract_tags
    assert theirs.STOP_WORDS == STOP_WORDS
    assert (dict(segment.idf()[0]), segment.idf()[1]) == (theirs.idf_freq, theirs.median_idf)


def test_bare_numbers_are_no_terms_unless_wanted() -> None:
    text = TEXTS[4]
    plain = [tag.term for tag in Keywords(top=20).tag(document(text))]
    assert plain == [term for term, _ in ranked(text) if not term.rstrip("%").replace(".", "").isdigit()]
    assert len(plain) == len(ranked(text)) - 4


def test_spans_are_all_places_of_the_term() -> None:
    text = TEXTS[1]
    tags = {tag.term: tag for tag in Keywords().tag(document(text))}
    assert [(span.start, span.end) for span in tags["营商"].spans] == [
        (at, at + 2) for at in range(len(text)) if text.startswith("营商", at)
    ]
    assert all(text[span.start : span.end] == tag.term for tag in tags.values() for span in tag.spans)


def test_headers_notes_and_contents_do_not_count() -> None:
    texts = ("档案管理", "档案利用", "页眉单位", "脚注说明")
    spans = [Span(0, 4), Span(5, 9), Span(10, 14), Span(15, 19)]
    made = Document(
        name="a.docx",
        kind="docx",
        text="\n".join(texts),
        paragraphs=(
            Paragraph(spans[0]),
            Paragraph(spans[1], container="table"),
            Paragraph(spans[2], container="header"),
            Paragraph(spans[3], container="footnote"),
        ),
        marks=(Mark(spans[0], "contents"),),
    )
    tags = list(Keywords().tag(made))
    assert {tag.term for tag in tags} == {"档案", "利用"}
    assert next(tag for tag in tags if tag.term == "档案").spans == (Span(5, 7),)


def test_options_narrow_the_terms() -> None:
    made = document(TEXTS[0])
    assert len(list(Keywords(top=3).tag(made))) == 3
    assert all(len(tag.term) > 2 for tag in Keywords(min_length=3, top=0).tag(document(TEXTS[4])))
    assert "档案" not in {tag.term for tag in Keywords(stop_words=("档案",)).tag(made)}
    assert "committee" not in {tag.term for tag in Keywords(stop_words=("Committee",)).tag(document(TEXTS[2]))}


def test_phrases_join_words_that_stand_together_and_drop_numbers() -> None:
    text = TEXTS[1] + TEXTS[4]
    terms = [tag.term for tag in Keywords(phrases=True).tag(document(text))]
    assert terms[0] == "营商环境"
    assert not {"营商", "固定资产"} & set(terms)
    assert not any(term.replace(".", "").isdigit() for term in terms)
    for tag in Keywords(phrases=True, top=0).tag(document(text)):
        assert all(text[span.start : span.end] == tag.term for span in tag.spans)
        assert list(tag.spans) == sorted(set(tag.spans))


def test_the_title_weighs() -> None:
    titled = msgspec.structs.replace(document("天文与地理，天文与地理，潮汐。"), title="潮汐研究")
    assert next(iter(Keywords(title_weight=9).tag(titled))).term == "潮汐"
    assert next(iter(Keywords().tag(titled))).term != "潮汐"


def test_phrases_of_single_characters_alone_are_no_trouble() -> None:
    assert [tag.term for tag in Keywords(phrases=True).tag(document("𠮷𠮷，𠮷𠮷。猫 鼠，猫 鼠"))] == ["𠮷𠮷"]


def test_nothing_to_say_gives_no_tags() -> None:
    for text in ("", "。", "的了和"):
        for phrases in (False, True):
            assert list(Keywords(phrases=phrases).tag(document(text))) == []


WITHOUT_RJIEBA = """
import sys
sys.modules["rjieba"] = None
from pipeline.contract.drafts import document
from pipeline.builtin.tags.keywords import Keywords
for _ in range(2):
    found = [(tag.term, tag.weight) for tag in Keywords(top=20, numbers=True).tag(document(sys.argv[1]))]
print(ascii(found))
"""


def test_without_rjieba_jieba_gives_the_same_and_it_is_told_once() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_RJIEBA, TEXTS[3]], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(ranked(TEXTS[3]))
    assert done.stderr.strip().splitlines() == ["rjieba cannot be imported: jieba finds the same keywords, more slowly"]


LAZY = """
import sys
from pipeline.contract.drafts import document
from pipeline.builtin.tags.keywords import Keywords
assert "rjieba" not in sys.modules
assert list(Keywords().tag(document("\u6863\u6848\u7ba1\u7406")))
assert "jieba" not in sys.modules
"""


def test_jieba_itself_is_not_imported() -> None:
    subprocess.run([sys.executable, "-c", LAZY], check=True)
